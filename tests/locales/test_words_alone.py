"""Nothing is said by a picture or a colour alone: words carry the meaning (issue 5, point 4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import locales
from locales.text import LANGUAGES

SIGNS = frozenset("✓")
"""Beside words, never in place of them."""


def said(language: str) -> Iterator[str]:
    """Yield every message, form and button label of a language."""
    for path in (Path(locales.__file__).parent / language / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            for each in read_po(file):
                if each.id:
                    yield from [each.string] if isinstance(each.string, str) else each.string or ()


def pictures(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign) in ("So", "Sk", "Cs")} - SIGNS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_picture_says_anything(language: str) -> None:
    assert {text for text in said(language) if pictures(text)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_words_or_digits(language: str) -> None:
    assert [text for text in said(language) if text and not any(map(str.isalnum, text))] == []


@pytest.mark.parametrize("text", ["👍", "نعم ✅", "🔴 Urgent"])
def test_the_check_sees_a_picture(text: str) -> None:
    assert pictures(text)
