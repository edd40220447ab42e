"""What forms cost: compiling one, and asking its next question, with the machine's floor beside it.

The floor of compiling is pyxform alone on the same workbook; that of asking is one pass in plain
Python over as many questions, to find the first without an answer.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from statistics import median

from bot.publishing import build
from flows.compile import compile_form
from flows.dialogue import respond
from flows.incoming import Incoming
from flows.interview import keep, next_question
from flows.loading import load
from flows.standing import stand
from flows.state import State, Value
from flows.world import Programme, World
from tests.flows.conversation import MONDAY, Conversation

TYPES = ("text", "integer", "select_one l", "text", "decimal")
ANSWERS: dict[str, Value] = {"text": "some words", "integer": 3, "select_one": "c1", "decimal": 1.5}


def measure() -> None:
    """Print the figures and the goals of issue 4."""
    print(f"\n{'forms':<58}{'measured':>12}{'floor':>12}{'goal':>12}")
    _compiling(500)
    for count, goal in ((20, 100e-6), (500, 5e-3)):
        _asking(count, goal)


def workbook(count: int) -> str:
    """Return a form of so many questions: a third has a relevance, a fifth a constraint."""
    head = "type | name | label::English (en) | label::French (fr) | relevant | constraint"
    rows = []
    for n in range(count):
        relevant = f"${{q{n - 1}}} != 'x'" if n % 3 == 1 else ""
        constraint = ". < 200" if TYPES[n % 5] == "integer" else ""
        label = f"Question {n}? | Question {n} ?"
        rows.append(f"{TYPES[n % 5]} | q{n} | {label} | {relevant} | {constraint}")
    survey = "".join(f"| | {row} |\n" for row in (head, *rows))
    choices = "".join(f"| | l | c{n} | Choice {n} | Choix {n} |\n" for n in range(8))
    columns = "list_name | name | label::English (en) | label::French (fr)"
    return f"| survey |\n{survey}| choices |\n| | {columns} |\n{choices}"


def _compiling(count: int) -> None:
    from pyxform.xls2xform import convert

    source = workbook(count)
    ours = _time(lambda: compile_form(source.encode()), 5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        floor = _time(lambda: convert(source, validate=False), 5)
    _line(f"compile {count} questions", ours, floor, 1.0)


def _asking(count: int, goal: float) -> None:
    form = load(compile_form(workbook(count).encode()).document)
    answers = {each.key: ANSWERS[each.type] for each in form.questions[: count // 2]}
    here = form.questions[count // 2]
    change = {here.key: ANSWERS[here.type]}

    def ask() -> None:
        standing = stand(form, answers, now=MONDAY, seed="1", language="en")
        next_question(keep(standing, change))

    held = dict.fromkeys(answers, True)
    keys = [each.key for each in form.questions]
    floor = _time(lambda: next(key for key in keys if key not in held), 2_000)
    _line(f"{count} questions: keep an answer, find the next", _time(ask, 300), floor, goal)
    _line(f"{count} questions: the whole turn, words and buttons", _turn(count), floor, goal)


def _turn(count: int) -> float:
    """Return the median seconds of ``respond`` alone, over the turns of a walk."""
    prepared = _prepared(count)
    times = []
    for world, state, incoming in prepared:
        times.append(_time(lambda: respond(world, state, incoming, incoming.at), 20))  # noqa: B023
    return median(times)


def _prepared(count: int) -> list[tuple[World, State, Incoming]]:
    """Return what each answer of a walk meets, as storage hands it to ``respond``."""
    made = compile_form(workbook(count).encode())
    form = load(made.document)
    world = _world(form.id, form.version, made.document)
    guest = Conversation(known=world)
    guest.take(start="form-en")
    found = []
    for n in range(min(count - 1, 60)):
        said = {"text": "some words", "integer": "3", "decimal": "1.5"}.get(TYPES[n % 5], "1")
        incoming = Incoming(
            account=guest.account, sender="1", id=f"x{n}", key=n, at=guest.at, text=said
        )
        found.append((world, guest.state, incoming))
        guest.take(text=said)
    return found


def _world(own: str, version: str, document: object) -> World:
    form = load(document)  # type: ignore[arg-type]
    programme = Programme(
        id="form",
        form=own,
        name={"en": own},
        organisation={},
        next_step={},
        languages=("en",),
        country="MA",
        zone="UTC",
        retention_months=1,
    )
    return build({"form": programme}, [form], {own: version})


def _time(what: Callable[[], object], times: int) -> float:
    """Return the median seconds of a call."""
    found = []
    what()
    for _ in range(times):
        began = time.perf_counter()
        what()
        found.append(time.perf_counter() - began)
    return median(found)


def _line(what: str, ours: float, floor: float, goal: float) -> None:
    met = "met" if ours < goal else "NOT met"
    print(f"{what:<58}{_shown(ours):>12}{_shown(floor):>12}{_shown(goal):>12}  {met}")


def _shown(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} us"
    return f"{seconds * 1e3:.2f} ms"
