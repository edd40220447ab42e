"""What no message of the bot may ever be, whatever the walk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

import locales
from flows import talk
from flows.message import Message, Option
from locales.bidi import RTL_LANGUAGES, plain
from tests.locales import visual

LONGEST = 4_096
"""Characters of a Telegram message (https://core.telegram.org/bots/api#sendmessage)."""
LABEL = 64
SHORT = 20
"""Characters of a WhatsApp button."""
_PLACE = re.compile(r"\{\w*\}|%\(\w+\)s")
_PHONE = re.compile(r"\+?\d[\d ]{6,}\d")
_ISOLATED = re.compile("[\u2066\u2067\u2068][^\u2069]*\u2069")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_OURS = frozenset(
    {"rafiq", "telegram", "whatsapp", "web", "terminal", "femmpact", "français", "record"}
)


def faults(message: Message, typed: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with a message; ``typed`` are the person's own words."""
    text = message.text
    if not plain(text).strip():
        yield "it is empty"
    if len(shown := plain(text)) >= talk.SHORT > max(map(len, shown.split("\n\n"))):
        yield f"it is {len(shown)} characters long, and could be two messages"
    if len(text) > LONGEST:
        yield f"it is {len(text)} characters long"
    ours = _without(_CODE.sub("", plain(text)), typed)
    if found := _PLACE.search(ours):
        yield f"a place is not filled: {found[0]}"
    yield from _english(message.language, ours)
    if "\u202a" <= min((c for c in text if "\u202a" <= c <= "\u202e"), default="") <= "\u202e":
        yield "it holds an old bidi embedding"
    if any(
        opened != closed
        for opened, closed in (
            (sum(line.count(c) for c in "\u2066\u2067\u2068"), line.count("\u2069"))
            for line in text.split("\n")
        )
    ):
        yield "an isolate is not closed on its line"
    if message.language in RTL_LANGUAGES:
        yield from _rtl(text)
    if text not in asked_in_all():
        yield from visual.faults(text, message.language)
    keys = [each.key for each in (*message.choices, *message.actions)]
    if len(set(keys)) != len(keys):
        yield f"a key comes twice: {keys}"
    labels = [each.label for each in (*message.choices, *message.actions)]
    if len(set(labels)) != len(labels):
        yield f"a label comes twice: {labels}"
    for option in (*message.choices, *message.actions):
        yield from _option(option, message.language, typed)


def _option(option: Option, language: str, typed: Collection[str]) -> Iterator[str]:
    if not option.label.strip():
        yield f"the option {option.key} has no label"
    if len(option.label) > LABEL:
        yield f"the label is too long: {option.label}"
    if len(option.short) > SHORT:
        yield f"the short label is too long: {option.short}"
    yield from _english(language, _without(plain(option.label), typed))


def _rtl(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if not line.strip():
            continue
        if line[0] != "\u200f" and unicodedata.bidirectional(line[0]) not in ("R", "AL"):
            yield f"a line does not start from the right: {line[:30]!r}"
        if found := _PHONE.search(_ISOLATED.sub("", line)):
            yield f"a number is not isolated: {found[0]}"


def _english(language: str, ours: str) -> Iterator[str]:
    """Yield what is still in the source's words."""
    if language == "en":
        return
    ours = "\n".join(line for line in ours.split("\n") if line.strip() not in asked_in_all())
    for line in ours.split("\n"):
        if line.strip() in sources() - translations(language) - {"Femmpact"}:
            yield f"it is not translated: {line}"
    if language in RTL_LANGUAGES:
        left = {word.lower() for word in _LATIN.findall(ours)} - _OURS
        if left:
            yield f"Latin words: {sorted(left)}"


def _without(text: str, typed: Collection[str]) -> str:
    for words in sorted(typed, key=len, reverse=True):
        text = text.replace(words, "")
    return text


@cache
def sources() -> frozenset[str]:
    """Return every English sentence of every catalogue."""
    return frozenset(source for source, _ in _entries("*"))


@cache
def translations(language: str) -> frozenset[str]:
    """Return every sentence that a language has."""
    return frozenset(said for _, said in _entries(language))


@cache
def asked_in_all() -> frozenset[str]:
    """Return the question of the language in every language: it is put in all at once."""
    return frozenset(
        said for source, said in _entries("*") if source == "Please choose your language."
    )


def _entries(language: str) -> list[tuple[str, str]]:
    home = Path(locales.__file__).parent
    found = []
    for path in home.glob(f"{language}/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if isinstance(message.id, str) and message.id and isinstance(message.string, str):
                    found.append((message.id, message.string))
    return found
