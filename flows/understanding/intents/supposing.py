"""A yes or no that is only supposed: «أظن نعم», *je crois que oui*, «ما كنظنش»."""

import re
from collections.abc import Callable
from typing import Literal

from flows.understanding.lexicon import words

_SUPPOSING = words(
    "[أظن/أظن أن/أظن أني/أعتقد/أعتقد أن/أعتقد أني/أحسب/على ما أظن/على ما أعتقد/في نظري/ربما/يمكن]"
    " | [كنظن/كنظن أن/كنضن/تنظن/كيبان ليا/كيبانلي/واقيلا/بحال إلا/على ما كنظن]"
    " | [kandn/kandenn/kanden/kandon/tandn/kayban liya/kaybanli/wa9ila/waqila/ymken/yemken]"
    " | je [pense/pense que/crois/crois que/suppose que] | peut-être | peut-être que | sans doute"
    " | فکر کنم | فکر می‌کنم | گمان کنم | شاید | به نظرم | احتمالا | i think"
)
_DOUBTING = words(
    "لا أظن | لا أظن ذلك | لا أعتقد | لا أعتقد ذلك | لست أظن | ما أظن | ما كنظنش | ما كنظن"
    " | ماكنظنش | ما كنضنش | ماكنضنش | مكنظنش | ما تنظنش | ma kandnch | makandnch | ma kandench"
    " | ma kandenn | je ne pense pas | je pense pas | je ne crois pas | je crois pas"
    " | فکر نکنم | فکر نمی‌کنم | گمان نکنم | i don’t think so"
)
_NEVER = words(
    "ما عمري | عمري ما | ما عمرني | عمرني ما | عمرنا ما | ma 3omri | 3omri ma | 3emri ma"
)
_LAUGHTER = frozenset("ه")
_SHIN_APART = re.compile(r"(?<=[\u0621-\u064a])\s+ش(?![\u0621-\u064a])")
_MOST_WORDS = 5
_LATIN_NEVER = re.compile(r"(?:ma ?)?3[aeo]?mm?e?rn?i (?!\d)")
"""I never did; before a number, my age."""
_LATIN_SHIN = re.compile(r"(?<=[a-z]{2})\s+(?:ch|sh)(?!\w)", re.IGNORECASE)
_DENIED_VERB = re.compile(
    r"ma ?(?:(?:kan|n)[a-z0-9]{3,}|[a-z0-9]{2,}t)(?:ha|o|ou|u|hom)?(?:ch|sh)(?: n[a-z0-9]{2,})?"
)
_DENIED_IN_ARABIC = re.compile(
    r"(?:لا |لالا )?(?:ما ?[کنتغ]\w{2,}ش|(?:لم|لن) [انی]\w{2,}(?: (?:قط|ابدا|حالیا|بعد|الان))?)"
)
"""«ما غنجيش», «لم أبحث»."""
_DENYING_NO_DEED = frozenset(
    words(
        "أفهم | أعد | أقرر | أقل | أرفض | أمانع | أعارض | أنس | أنسى | أتذكر | أعرف | أكن | أزل"
        " | أجب | أنته | أقصد | أتوقف | أجيب | أقول | أسمع | أنتبه | أستوعب | أتردد | أتأخر | أخطئ"
    )
)
"""«لم أرفض» refuses nothing."""
_MOST_BEFORE = 3


def with_shin(text: str) -> str:
    """Return the text with Darija's «ش» where it belongs: «ما عندي ش» is «ما عنديش»."""
    if "ma" in text.lower():
        return _LATIN_SHIN.sub("ch", text)
    return _SHIN_APART.sub("ش", text) if "ما" in text else text


def is_denied_verb(said: str) -> bool:
    """Return whether the folded words are a verb of one's own, denied: ``ma kan9blch``."""
    if _DENIED_IN_ARABIC.fullmatch(said):
        return _DENYING_NO_DEED.isdisjoint(said.split())
    return _DENIED_VERB.fullmatch(said) is not None


def with_joined_ma(phrase: str) -> tuple[str, ...]:
    """Return a denial as it is also written: «ما خدامش» is «ماخدامش» and «مخدامش»."""
    if not phrase.startswith("ما ") or not phrase.split()[1].endswith("ش"):
        return ()
    rest = phrase.removeprefix("ما ")
    return (f"ما{rest}", f"م{rest}")


def is_laughter(said: str, language: str) -> bool:
    """Return whether somebody laughs, which Persian may write as yes."""
    return language != "fa" and set(said) == _LAUGHTER


def supposed(
    said: str, meaning: Callable[[str], Literal["yes", "no"] | None]
) -> Literal["yes", "no"] | None:
    """Return the yes or no that the folded words suppose; it is to be asked back."""
    if said in _DOUBTING:
        return "no"
    split = said.split()
    if len(split) > 2 and " ".join(split[:2]) in _NEVER:
        return "no"
    if 1 < len(split) < _MOST_WORDS and _LATIN_NEVER.match(said):
        return "no"
    for size in range(1, min(_MOST_BEFORE, len(split) - 1) + 1):
        for thought, rest in ((split[:size], split[size:]), (split[-size:], split[:-size])):
            if " ".join(thought) in _SUPPOSING and (found := meaning(" ".join(rest))):
                return found
    return None
