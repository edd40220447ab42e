"""A list of just yes and no is answered as a yes-or-no question is (``typed/yes_no.txt``)."""

import pytest

from flows.understanding import Option, Outcome, Read, Refused, choice, fold, sentence
from tests.flows.understanding.typed import Line, lines

LABELS = {"fr": "Oui Non", "ar": "نعم لا", "ary": "إييه لا", "fa": "بله خیر"}
LISTS = [("yes", "no"), ("1", "0")]
STATED = {"1", "2", "یه", "للا", "ن ع م", "nous sommes ouis"}
TYPED = [each for each in lines() if each.type == "yes_no" and each.language in LABELS]


def read(typed: str, line: Line, names: tuple[str, str]) -> Outcome[str]:
    """Return what the list makes of it where no other question is near."""
    labels = LABELS[line.language].split()
    options = [Option(name=n, labels=(label,)) for n, label in zip(names, labels, strict=True)]
    outcome = choice(typed, options, line.language, many=False)
    if isinstance(outcome, Refused):
        return sentence(typed, options, line.language) or outcome
    return outcome


@pytest.mark.parametrize("names", LISTS, ids=str)
@pytest.mark.parametrize("language", LABELS)
def test_a_sentence_answers_the_list(language: str, names: tuple[str, str]) -> None:
    sides = dict(zip(("yes", "no"), names, strict=True))
    wrong = [
        (typed, outcome)
        for line in TYPED
        if line.language == language and line.expected in sides
        for typed in line.typed
        if (outcome := read(typed, line, names)) != Read(value=sides[line.expected])
    ]
    assert not wrong


@pytest.mark.parametrize("language", LABELS)
def test_what_is_neither_is_never_taken(language: str) -> None:
    """But the place in the list, and a label that is all there though misspelt."""
    taken = {
        fold(typed)
        for line in TYPED
        if line.language == language and line.expected not in ("yes", "no")
        for typed in line.typed
        if isinstance(read(typed, line, LISTS[0]), Read)
    }
    assert taken <= STATED
