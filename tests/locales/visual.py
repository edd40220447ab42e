"""What the eye sees of a message: lines as a screen orders them, by a Unicode bidi library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bidi import get_display

from locales.bidi import RTL_LANGUAGES, is_rtl, plain

ISOLATE = re.compile("([\u2066\u2068])([^\u2066-\u2069]*)\u2069")
_LTR_WORD = re.compile(r"[+A-Za-z0-9À-ÿ][\w+:/.@%’'-]*[\w%]", re.ASCII)
_PERSIAN = re.compile("[۰-۹]+(?:[:٫٬][۰-۹]+)*")
_LISTED = re.compile("\u200f?([0-9۰-۹]{1,2})\\. ")


def seen(line: str, language: str) -> str:
    """Return a line as it stands on the screen from left to right, without marks.

    UAX #9, as the ``unicode-bidi`` crate has it; the line's direction is that of its first strong
    letter, as Telegram and WhatsApp have it, and a language without one is as it is written.
    """
    bare = line.lstrip("\u2066\u2068")
    strong = next((c for c in bare if is_rtl(c) or c.isalpha() or c in "\u200f\u200e"), "")
    rtl = strong == "\u200f" or is_rtl(strong) if strong else language in RTL_LANGUAGES
    shown = get_display(line, base_dir="R" if rtl else "L")
    assert isinstance(shown, str)
    return plain(shown)


def faults(text: str, language: str) -> Iterator[str]:
    """Yield what stands in another order than it is read in."""
    for line in filter(str.strip, text.split("\n")):
        shown = seen(line, language)
        for opening, inside in ISOLATE.findall(line):
            alone = seen(opening + inside + "\u2069", "fr" if opening == "\u2066" else language)
            if alone not in shown:
                yield f"what is isolated is torn apart: {inside!r} in {shown!r}"
        for word in (*_LTR_WORD.findall(plain(line)), *_PERSIAN.findall(line)):
            if word not in shown:
                yield f"{word!r} is not in one piece: {shown!r}"
        listed = _LISTED.match(line)
        if listed and language in RTL_LANGUAGES and not shown.endswith(f".{listed[1]}"):
            yield f"the number of the list is not at the right: {shown!r}"
        if language in RTL_LANGUAGES and is_rtl(line) and line.rstrip()[-1] in ".؟:؛!":
            end = line.rstrip()[-1]
            if not shown.lstrip().startswith(end):
                yield f"the end of the sentence is not at the left: {shown!r}"
