"""How long it takes to understand an answer: choices among 100 labels, and each other type.

Every answer of a kind is read once a round, so that nothing is read twice in a row; the figures
are of the quickest of the rounds, as a busy machine only ever adds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import perf_counter

from flows import understanding
from flows.understanding import Option

GOAL = 200e-6
"""Seconds for an answer, in the middle; also of those that are only near a label."""

_ROUNDS = 7
_NOW = dt.datetime(2026, 11, 22, 10)  # noqa: DTZ001  # the person's local time
_PLACES = (
    "Ghmate", "Tahannaout", "Asni", "Imlil", "Amizmiz", "Ijoukak", "Chichaoua", "Imintanoute",
    "Ben Guerir", "Attaouia", "Tamansourt", "Lalla Takerkoust", "Sidi Bou Othmane", "Oulad Teima",
    "Sidi Bouzid", "Skhour Rhamna", "Tamallalt", "Aït Ourir", "Zerkten", "Tighdouine",
)  # fmt: skip
_SIDES = (("", ""), (" Nord", " الشمالية"), (" Sud", " الجنوبية"), (" Est", " الشرقية"),
          (" Ouest", " الغربية"))  # fmt: skip


def options() -> tuple[Option, ...]:
    """Return 100 choices, each with a label in two languages."""
    sides = [(place, *side) for place in _PLACES for side in _SIDES]
    return tuple(
        Option(name=f"c{at}", labels=(f"{place}{french}", f"جماعة {at}{arabic}"))
        for at, (place, french, arabic) in enumerate(sides)
    )


def kinds() -> Mapping[str, tuple[Sequence[str], Callable[[str], object]]]:
    """Return the answers of each kind, and how one is read."""
    listed = options()
    labels = [each.labels[0] for each in listed]

    def choice(text: str) -> object:
        return understanding.choice(text, listed, "ary", many=False)

    numbers = [f"{unit} o {tens}" for unit in _UNITS for tens in ("3chrin", "tlatin", "rb3in")]
    return {
        "a choice by number": ([str(n) for n in range(1, 101)], choice),
        "a choice by label": (labels, choice),
        "a choice with words around": ([f"ana mn {label}" for label in labels], choice),
        "a choice misspelt": ([_misspelt(label) for label in labels], choice),
        "no choice": ([f"{label[::-1]} x" for label in labels], choice),
        "a number in words": (numbers, lambda t: understanding.number(t, "ary", whole=True)),
        "a date": (list(_dates()), lambda t: understanding.date(t, "ary", now=_NOW)),
        "yes or no": (["wakha", "lla", "oui merci", "iyeh bghit"], _agreed),
    }


_UNITS = ("wahed", "tlata", "rb3a", "khmsa", "setta", "seb3a", "tmnya", "tes3oud")


def _agreed(text: str) -> object:
    return understanding.yes_no(text, "ary")


def _misspelt(label: str) -> str:
    """Return the label with a letter in the middle that is not its own."""
    at = len(label) // 2
    return label[:at] + ("p" if label[at] != "p" else "b") + label[at + 1 :]


def _dates() -> Iterator[str]:
    for day in range(1, 29):
        yield f"{day} chotanbir 1990"
        yield f"{day}/11/1985"


def measure() -> Mapping[str, float]:
    """Return the seconds that an answer of each kind takes, in the middle of its answers."""
    return {kind: _middle(answers, read) for kind, (answers, read) in kinds().items()}


def _middle(answers: Sequence[str], read: Callable[[str], object]) -> float:
    read(answers[0])  # prepares the labels, as a question's first answer does
    rounds = [[_timed(answer, read) for answer in answers] for _ in range(_ROUNDS)]
    times: list[float] = sorted(min(each) for each in zip(*rounds, strict=True))
    return times[len(times) // 2]


def _timed(answer: str, read: Callable[[str], object]) -> float:
    began = perf_counter()
    read(answer)
    return perf_counter() - began
