"""What is denied, taken back or one of two is never read, whatever the answer is."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pytest

from flows.understanding import Outcome, Read
from tests.flows.understanding.typed import Line, lines, read

DENIED: Mapping[str, Sequence[str]] = {
    "ar": ("ليس {}", "ليست {}", "لا {}", "{} لا", "غير {}"),
    "ary": ("machi {}", "ماشي {}", "la machi {}", "{} la", "bla {}", "{} machi"),
    "fr": ("pas {}", "ce n'est pas {}", "{} non", "non pas {}", "sauf {}", "je ne veux pas {}"),
    "fa": ("{} نیست", "غیر از {}", "{} نیستم"),
}
"""«نه» is not among them: «نه هزار» is nine thousand."""
EITHER: Mapping[str, Sequence[str]] = {
    "ar": ("{} أو {}", "{} لا {}", "{} بل {}"),
    "ary": ("{} wla {}", "{} ولا {}", "{} la {}", "{} machi {}"),
    "fr": ("{} ou {}", "{} non {}", "{} pardon {}", "{} ou bien {}", "{} plutôt {}"),
    "fa": ("{} یا {}", "{} ببخشید {}", "{} ya {}"),
}
TAKEN_BACK: Mapping[str, Sequence[str]] = {
    "ar": ("لا أريد {}", "{} لا", "لن {}"),
    "ary": ("ma bghitch {}", "machi {}", "{} la"),
    "fr": ("je ne veux pas {}", "{} non", "pas encore {}"),
    "fa": ("{} نکن", "نمی‌خواهم {}", "{} نه"),
}
COMMANDS = ("stop", "back", "restart", "cancel", "done", "my_data", "erase_me", "person", "menu")
KINDS = ("integer", "decimal", "date", "time", "phone")
KNOWN = tuple(line for line in lines() if line.type in KINDS and line.expected[0] not in "?^~!")


def wrongly_read(line: Line, said: Iterator[str]) -> Mapping[str, Outcome[object]]:
    found = ((typed, read(line, typed)) for typed in said)
    return {typed: outcome for typed, outcome in found if isinstance(outcome, Read)}


@pytest.mark.parametrize("line", KNOWN, ids=str)
def test_an_answer_that_is_denied(line: Line) -> None:
    said = (how.format(typed) for typed in line.typed[:1] for how in DENIED[line.language])
    assert wrongly_read(line, said) == {}


@pytest.mark.parametrize(
    ("line", "other"),
    [
        (first, second)
        for first, second in pairwise(KNOWN)
        if (first.type, first.language) == (second.type, second.language)
        and first.expected != second.expected
    ],
    ids=str,
)
def test_one_of_two_answers(line: Line, other: Line) -> None:
    both = zip(line.typed[:1], other.typed, strict=False)
    said = (how.format(one, two) for one, two in both for how in EITHER[line.language])
    assert wrongly_read(line, said) == {}


@pytest.mark.parametrize(
    "line",
    [each for each in lines() if each.type == "intent" and each.expected in COMMANDS],
    ids=str,
)
def test_a_command_that_is_taken_back(line: Line) -> None:
    said = (how.format(typed) for typed in line.typed[:2] for how in TAKEN_BACK[line.language])
    found = wrongly_read(line, said)
    assert {
        typed for typed, outcome in found.items() if outcome == Read(value=line.expected)
    } == set()
