"""What Arabic answers and labels lack: «ما عنديش الوقت» where time is an obstacle, «ما قريت»."""

import re
from collections.abc import Iterator, Mapping, Sequence

from flows.understanding.choices.synonyms import meanings
from flows.understanding.choices.wording import without_articles
from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.spoken.ar_respelt import key

_LACKS = words(
    "[نقص/قلة/انعدام/غياب/ضعف/ضيق/صعوبة/صعوبات/مشكل/مشكلة/مشاكل][/ في/ ف/ ديال/ د/ من]"
    " | عدم وجود | عدم توفر | سوء"
)
"""Names of what is lacking: a list that has one asks for obstacles."""
_HAS_NOT = words(
    "[ما عنديش/ماعنديش/معنديش/ما عندناش/ماعندناش/ما عندي/ماعندي/ما عندنا/ماعندنا/ماكاينش/ما كاينش"
    "/مكاينش/ما كاين/ماكاين/لا يوجد/لا توجد/ليس لدي/ليست لدي/ليس لدينا/ليس عندي/ليس عندنا"
    "/لا أملك/لا نملك/لا يوجد لدي/لا توجد لدي][/ حتى/ شي/ أي]"
)
_HAS = words("عندي | عندنا | لدي | لدينا | كاين | كاينة | كاينين | يوجد | توجد | عندو | عندها")
_NEEDED = frozenset(words("لغة الإشارة | الولوجيات | ولوجيات | رعاية الأطفال | شي حد يعس الدراري"))
"""A list that has one of them asks what is needed to take part."""
_IN_THE_WAY = words(
    "تكلفة | التكلفة | كلفة | تكاليف | مسافة | مرض | غلاء | ثمن | سعر | خوف | مشاكل | مشكل | صعوبات"
    " | صعوبة | عنف | ديون | ضرائب | بعد | رفض | عوائق | إعاقة | ضغط | ضجيج | ازدحام"
)
"""Where there is none of them, nothing is in the way."""
_EVERY = tuple(sorted((*_LACKS, *_HAS_NOT), key=lambda phrase: -len(phrase)))
_MOST_WORDS = 6
_IN_THE = re.compile(r"^[فب](?=ال)")
_DENIED = re.compile(
    r"(?:(?:عمری|عمرنی|لا) )?(?:ما ?|م)(\w{3,}?)ش?(?: (?:والو|حتی حاجه|کاع|ابدا|قط|نهایا|نهاییا))?"
)
_IS_NOT = re.compile(r"(?:لست|لسنا|لیس|لیست|لیسوا|ماشی|انا لست|نحن لسنا) (\w{3,})")
_NEVER_DONE = re.compile(r"عمر(ی|نی|نا) (?:ما )?(\w{3,}(?: \w+)?)")
_NEVER = re.compile(r"عمر(?:ی|نی|نا) (?:ما )?(?!غیر|الا|حتی|ولا)\w{3,}(?: (?!غیر|الا|حتی|ولا)\w+)?")


def lacked(said: str) -> str:
    """Return what folded words say is lacking, or "": «نقص فالتمويل» is «التمويل»."""
    if len(split := said.split()) > _MOST_WORDS or len(split) < 2:
        return ""
    begin = next((each for each in _EVERY if said.startswith(f"{each} ")), "")
    return _IN_THE.sub("", said.removeprefix(begin).strip()) if begin else ""


def is_of_obstacles(labels: Sequence[str]) -> bool:
    """Return whether a list asks what is in the way: one of its labels is «نقص التمويل»."""
    return any(label.startswith(tuple(f"{each} " for each in _LACKS)) for label in labels)


def of_obstacles(labels: Sequence[tuple[int, str]]) -> Mapping[str, int]:
    """Return the options by what their labels say is lacking, or in the way; "" is in no label.

    Where nothing is an obstacle by its name, only what a label lacks itself: «ما عندناش الأرض».
    """
    folded = [(option, fold(label)) for option, label in labels]
    in_the_way = is_of_obstacles([label for _, label in folded])
    found = dict[str, int]()
    for option, label in folded:
        itself = in_the_way and without_articles(label) not in _IN_THE_WAY
        if core := lacked(label) or (label if itself else ""):
            found |= dict.fromkeys(_names(core), option)
    return found


def obstacle(said: str, known: Mapping[str, int]) -> int | None:
    """Return the option of what a folded reply lacks: «ما عنديش الفلوس», «قلة المال»."""
    core = lacked(said)
    named = {known[name] for name in _names(core) if name in known} if core else set[int]()
    return named.pop() if len(named) == 1 else None


def has_it(split: Sequence[str], labels: Sequence[str]) -> bool:
    """Return whether a reply says that there is what a list of obstacles names: «عندي الوقت»."""
    folded = [fold(label) for label in labels] if split[0] in _HAS else []
    return is_of_obstacles(folded) or not _NEEDED.isdisjoint(folded)


def _names(core: str) -> Iterator[str]:
    """Yield what the same thing is known by: its letters, and its meaning."""
    yield " ".join(key(word) for word in core.split())
    meant = meanings().get(core) or meanings().get(without_articles(core))
    if meant:
        yield f"= {meant}"


def in_other_words(said: str) -> Iterator[str]:
    """Yield how a label may deny what a folded reply denies: «عمري ما قريت» is «ما قريتش»."""
    if never := _NEVER_DONE.fullmatch(said):
        yield from (f"ما عمر{never[1]} {never[2]}", f"عمر{never[1]} ما {never[2]}")
    if denied := _IS_NOT.fullmatch(said):
        yield from (f"غیر {denied[1]}", f"غیر {denied[1].removesuffix('ا')}", f"غیر {denied[1]}ه")
    if denied := _DENIED.fullmatch(said):
        verb = denied[1]
        yield from (f"ما {verb}ش", f"ما{verb}ش", f"ما {verb}", f"ما {verb} والو")


def says_never(said: str) -> bool:
    """Return whether a folded reply is a Darija *never* with its verb: «عمري ما درتها»."""
    return _NEVER.fullmatch(said) is not None
