"""Marks that keep phones, codes and names in order inside right-to-left text (UAX #9).

Only isolates and single marks: Telegram deletes the older embeddings (U+202A to U+202E) and turns
two marks in a row into a zero width non-joiner.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

RLM, LRM = "\u200f", "\u200e"
LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"

RTL_LANGUAGES = frozenset({"ar", "ary", "fa"})

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


def is_rtl(text: str) -> bool:
    """Return whether any character of the text is written from right to left."""
    return any(bidirectional(character) in ("R", "AL", "AN") for character in text)


def paragraph(text: str, language: str) -> str:
    """Return a message whose lines all run right to left, when its language does.

    Telegram and WhatsApp take the direction of a line from its first letter, so a line that does
    not start with an Arabic letter gets one U+200F in front; doing it twice changes nothing.
    """
    if language not in RTL_LANGUAGES:
        return text
    return "\n".join(_marked(line) for line in text.split("\n"))


def _marked(line: str) -> str:
    bare = line.lstrip(LRM + RLM)
    if not bare.strip() or bidirectional(bare[0]) in _RIGHT_TO_LEFT:
        return bare
    return RLM + bare


def _isolated(text: str, opening: str) -> str:
    # What is inside must not close our isolate, and an isolate ends with its line anyway.
    return "\n".join(f"{opening}{line}{PDI}" if line else "" for line in plain(text).split("\n"))
