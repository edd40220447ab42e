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
_SHIN_APART = re.compile(r"(?<=[\u0621-\u064a])\s+ش(?![\u0621-\u064a])")
_MOST_BEFORE = 3


def with_shin(text: str) -> str:
    """Return the text with Darija's «ش» where it belongs: «ما عندي ش» is «ما عنديش»."""
    return _SHIN_APART.sub("ش", text) if "ما" in text else text


def supposed(
    said: str, meaning: Callable[[str], Literal["yes", "no"] | None]
) -> Literal["yes", "no"] | None:
    """Return the yes or no that the folded words suppose; it is to be asked back."""
    if said in _DOUBTING:
        return "no"
    split = said.split()
    for size in range(1, min(_MOST_BEFORE, len(split) - 1) + 1):
        for thought, rest in ((split[:size], split[size:]), (split[-size:], split[:-size])):
            if " ".join(thought) in _SUPPOSING and (found := meaning(" ".join(rest))):
                return found
    return None
