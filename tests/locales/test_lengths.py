"""Messages are short: under 200 characters, but for the few that say why they cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import locales
from flows.readings import fixed
from flows.world import World
from locales.bidi import plain
from locales.text import LANGUAGES, Catalogues
from tests.locales.test_visual_order import filled
from tests.walks.conftest import published as published_walks

published = published_walks
LONGEST = 200
MAY_BE_LONGER = {
    "Hello. This is an automatic message service of": "what is agreed to is said in one message",
}
"""Beginning of a message to the reason why it is longer."""
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def sources(language: str) -> Iterator[tuple[str, str]]:
    path = Path(locales.__file__).parent / language / "LC_MESSAGES" / "rafiq.po"
    with path.open("rb") as file:
        for each in read_po(file):
            if each.id:
                source = each.id if isinstance(each.id, str) else each.id[0]
                said = [each.string] if isinstance(each.string, str) else each.string or ()
                yield from ((source, one) for one in said)


def excused(source: str) -> bool:
    return any(source.startswith(beginning) for beginning in MAY_BE_LONGER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_bot_says_is_short(words: Catalogues, language: str) -> None:
    long = {
        source: len(plain(said))
        for source, message in sources(language)
        for said in filled(message, words[language])
        if len(plain(said)) >= LONGEST and not excused(source)
    }
    assert not long


def test_what_may_be_longer_is_longer() -> None:
    for beginning in MAY_BE_LONGER:
        assert any(
            source.startswith(beginning) and len(said) >= LONGEST
            for language in LANGUAGES
            for source, said in sources(language)
        ), f"{beginning} is short now: take it off the list"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_forms_ask_is_short(published: tuple[Path, World], language: str) -> None:
    _, world = published
    long = {
        (form.id, question.key): len(said)
        for programme in world.programmes.values()
        if language in programme.languages
        for form in [world.newest(programme.form)]
        for question in form.shown
        if (said := f"{fixed(question.label, language)}\n{fixed(question.hint, language)}")
        and len(said) >= LONGEST
    }
    assert not long
