"""Thousands of answers as people type them, each with its reading or refusal."""

from collections import Counter

import pytest

from flows.understanding import Ask, Outcome, Read, Refused, intent
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import phrases
from tests.flows.understanding.typed import READERS, Line, lines, read, value

LINES = tuple(lines())


@pytest.mark.parametrize("line", LINES, ids=str)
def test_typed(line: Line) -> None:
    wrong = {typed: found for typed in line.typed if not fits(found := read(line, typed), line)}
    assert wrong == {}


def fits(found: Outcome[object], line: Line) -> bool:
    match line.expected[0]:
        case "?":
            wanted = {value(line, each) for each in line.expected[1:].split(",")}
            return isinstance(found, Ask) and wanted <= set(found.values)
        case "^":
            first, *others = (value(line, each) for each in line.expected[1:].split(","))
            asked = found.values if isinstance(found, Ask) else ()
            return asked[:1] == (first,) and set(others) <= set(asked)
        case "~":
            return not isinstance(found, Read)
        case "!":
            return isinstance(found, Refused)
    return found == Read(value=value(line, line.expected))


def test_the_tables_hold_every_type_and_language() -> None:
    count = Counter((line.type, line.language) for line in LINES for _ in line.typed)
    assert set(count) == {(kind, lang) for kind in READERS for lang in ("ar", "ary", "fr", "fa")}
    assert count.total() >= 5000


@pytest.mark.parametrize("conversation", LEXICONS)
def test_a_phrase_means_nothing_that_no_language_lists_it_for(conversation: str) -> None:
    """Another language's may mean nothing here: «البته» is a yes in Persian alone."""
    listed: dict[str, set[str]] = {}
    for lexicon in LEXICONS.values():
        for table in (lexicon.intents, lexicon.arabizi):
            for name, text in table.items():
                for phrase in phrases(text):
                    listed.setdefault(phrase, set()).add(name)
    own = {phrase for text in LEXICONS[conversation].intents.values() for phrase in phrases(text)}
    own -= set(phrases(LEXICONS[conversation].never))
    read_as = {phrase: intent(phrase, conversation) for phrase in listed}
    wrong = {
        phrase: found
        for phrase, found in read_as.items()
        if found not in listed[phrase] and (found is not None or phrase in own)
    }
    assert wrong == {}
