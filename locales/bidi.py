"""Marks that keep phones, codes and names in order inside right-to-left text (UAX #9).

Only isolates and single marks: Telegram deletes the older embeddings (U+202A to U+202E) and turns
two marks in a row into a zero width non-joiner.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias
from unicodedata import bidirectional

RLM, LRM = "\u200f", "\u200e"
LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"

RTL_LANGUAGES = frozenset({"ar", "ary", "fa"})

Switch: TypeAlias = Literal["isolates", "marks", "none"]
"""What becomes of isolates on a channel."""
_LEFT_TO_RIGHT = re.compile(f"{LRI}([^{LRI}{FSI}{PDI}]*){PDI}")
_ISOLATES = re.compile(f"[{LRI}{FSI}{PDI}]")
_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = ("R", "AL")


def plain(text: str) -> str:
    """Return the text without direction marks: for exports, logs, button titles and ids.

    The zero width non-joiner stays: it is spelling, not direction.
    """
    return _CONTROLS.sub("", text)


def ltr(text: str) -> str:
    """Return a phone, code, link, amount or Latin name as one left-to-right block."""
    return _isolated(text, LRI)


def iso(text: str) -> str:
    """Return a person's words as one block that finds its own direction."""
    return _isolated(text, FSI)


def switched(text: str, bidi: Switch) -> str:
    """Return a message as a channel is told to write it, where its screens show boxes for marks.

    ``isolates`` leaves it as it is; ``marks`` keeps a phone or code in one piece between two marks
    and lets the other isolates go; ``none`` takes every mark away.
    """
    if bidi == "none":
        return plain(text)
    if bidi == "marks":
        return _ISOLATES.sub("", _LEFT_TO_RIGHT.sub(rf"{LRM}\1{LRM}", text))
    return text


def is_rtl(text: str) -> bool:
    """Return whether any character of the text is written from right to left."""
    return any(bidirectional(character) in ("R", "AL", "AN") for character in text)


def paragraph(text: str, language: str) -> str:
    """Return a message whose lines all run right to left, when its language does.

    Telegram and WhatsApp take the direction of a line from its first letter, so a line that does
    not start with an Arabic letter gets one U+200F in front; doing it twice changes nothing. In
    French, a line that begins with an Arabic name gets one U+200E.
    """
    mark = _marked if language in RTL_LANGUAGES else _left
    return "\n".join(mark(line) for line in text.split("\n"))


def _left(line: str) -> str:
    bare = line.lstrip(LRM)
    if not bare.startswith(FSI):
        return line
    strong = (kind for each in bare if (kind := bidirectional(each)) in ("L", *_RIGHT_TO_LEFT))
    return LRM + bare if next(strong, "L") in _RIGHT_TO_LEFT else bare


def _marked(line: str) -> str:
    bare = line.lstrip(LRM + RLM)
    if not bare.strip() or bidirectional(bare[0]) in _RIGHT_TO_LEFT:
        return bare
    return RLM + bare


def _isolated(text: str, opening: str) -> str:
    # What is inside must not close our isolate, and an isolate ends with its line anyway.
    return "\n".join(f"{opening}{line}{PDI}" if line else "" for line in plain(text).split("\n"))
