"""A long text in parts that each fit, cut where a reader would pause."""

from __future__ import annotations

import re
import unicodedata

_CUTS = (
    re.compile(r"\n[ \t]*\n\s*"),
    re.compile(r"\n"),
    re.compile(r"[.!?؟؛۔…][»\"'”’)\u2069]*\s"),
    re.compile(r"\s"),
)
_OPENS, _CLOSES = "\u2066\u2067\u2068", "\u2069"
_SEEN_BY_NOBODY = f"{_OPENS}{_CLOSES} \n"
_DEEPEST = 8
"""Isolates within one another that are closed and opened again at a cut; ours are two deep."""
_JOINERS = "\u200c\u200d"
_BEFORE_DIGITS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
"""Signs that stand under or around the letters after them (class Prepend)."""


def split(text: str, limit: int) -> list[str]:
    """Return the text in parts of at most ``limit`` UTF-16 units.

    It is cut at a blank line, a line's end, a sentence's end or a space, as late as possible, and
    never inside an isolate that fits; one that does not is closed at the cut and opened again.
    Without any of them it is cut between two whole letters, as a reader sees them
    (https://unicode.org/reports/tr29/).
    """
    parts = []
    rest = text.strip()
    while units(rest) > limit:
        head, rest = _cut(rest, limit)
        parts.append(head)
    return [*parts, rest] if rest.strip(_SEEN_BY_NOBODY) or not parts else parts


def units(text: str) -> int:
    """Return the length in UTF-16 units: letters beyond the first 65,536 count two."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _cut(text: str, limit: int) -> tuple[str, str]:
    """Return what comes before the cut, and what comes after."""
    end = _fitting(text, limit)
    if at := _between_isolates(text, end):
        return text[:at].rstrip(), text[at:].lstrip()
    deepest = min(_DEEPEST, limit // 4)
    if not 0 < len(_open(text[:end])) <= deepest:
        at = _letter(text, end)
        return text[:at].rstrip(), text[at:].lstrip()
    end = _fitting(text, limit - deepest)
    at = _pause(text, end) or _letter(text, end)
    stack = _open(text[:at])[-deepest:]
    return text[:at].rstrip() + _CLOSES * len(stack), stack + text[at:].lstrip()


def _between_isolates(text: str, end: int) -> int:
    """Return the last place to pause that is in no isolate; 0: none in the second half."""
    for pattern in _CUTS:
        for match in reversed(list(pattern.finditer(text[:end], end // 2))):
            if not _open(text[: match.end()]):
                return match.end()
    return 0


def _pause(text: str, end: int) -> int:
    for pattern in _CUTS:
        for match in reversed(list(pattern.finditer(text[:end], end // 2))):
            return match.end()
    return 0


def _letter(text: str, end: int) -> int:
    """Return the last place between two whole letters; ``end`` where half the part is one."""
    return next((at for at in range(end, end // 2, -1) if not _one_letter(text, at)), end)


def _fitting(text: str, limit: int) -> int:
    """Return how many code points from the start fit into ``limit`` units."""
    used = 0
    for place, letter in enumerate(text):
        used += 2 if letter > "\uffff" else 1
        if used > limit:
            return place
    return len(text)


def _open(head: str) -> str:
    """Return what opened the isolates that are still open at the end, outermost first."""
    stack = ""
    for letter in head:
        if letter in _OPENS:
            stack += letter
        elif letter == _CLOSES:
            stack = stack[:-1]
    return stack


def _one_letter(text: str, at: int) -> bool:
    """Return whether the code points around a place make one letter for a reader."""
    before, after = text[at - 1], text[at]
    if before + after == "\r\n" or before in _BEFORE_DIGITS or {before, after} & set(_JOINERS):
        return True
    if unicodedata.category(after).startswith("M") or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if "\U000e0020" <= after <= "\U000e007f":  # a flag of a region is written in tags
        return True
    if _flag(before) and _flag(after):  # a flag is two letters, counted from the first
        run = text[:at][::-1]
        return next((n for n, letter in enumerate(run) if not _flag(letter)), at) % 2 == 1
    return _syllable(before, after)


def _flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _syllable(before: str, after: str) -> bool:
    """Return whether two parts of a Korean syllable meet."""
    if not ("\u1100" <= after <= "\u11ff" or "\uac00" <= after <= "\ud7a3"):
        return False
    if "\u1100" <= before <= "\u115f":
        return after <= "\u11a7" or after >= "\uac00"
    return "\u1160" <= after <= "\u11ff" and (
        "\u1160" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    )
