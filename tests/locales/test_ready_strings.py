"""What people are told about their rights is what was written for it, in every language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import locales
from locales.bidi import plain
from locales.text import LANGUAGES

READY = Path(__file__).parents[1] / "data" / "ready.toml"
"""Texts by name and language; a place that is filled in is ``{}``."""
ROWS = [
    pytest.param(language, text, id=f"{name} {language}")
    for name, said in tomllib.loads(READY.read_text("utf-8")).items()
    for language, text in said.items()
]


def bare(text: str) -> str:
    """Return a text as an eye compares it: plain spaces, no marks, places without their names."""
    return re.sub(r"\s+", " ", re.sub(r"\{\w*\}", "{}", plain(text))).strip()


def said(language: str) -> Iterator[str]:
    for path in (Path(locales.__file__).parent / language / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            for each in read_po(file):
                if each.id:
                    yield from [each.string] if isinstance(each.string, str) else each.string or ()


@pytest.fixture(scope="module")
def everything() -> dict[str, frozenset[str]]:
    return {language: frozenset(map(bare, said(language))) for language in LANGUAGES}


@pytest.mark.parametrize(("language", "text"), ROWS)
def test_said_as_written(everything: dict[str, frozenset[str]], language: str, text: str) -> None:
    assert text in everything[language]


def test_every_text_is_there_in_four_languages() -> None:
    ready = tomllib.loads(READY.read_text("utf-8"))
    assert {"consent", "sensitive", "guardian", "stopped", "erase", "person", "saved"} <= set(ready)
    assert all(set(texts) == set(LANGUAGES) for texts in ready.values())
