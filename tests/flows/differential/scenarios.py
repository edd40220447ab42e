"""Interviews by chance, the same for the same seed, and what both engines make of them."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from bot.compiling import compile_programme
from flows.compile import Compiled, compile_form
from flows.form import Form, Question
from flows.loading import load
from tests.flows.differential.javarosa import stopped
from tests.flows.differential.ours import Ours, Seen, plain, written

FORMS = Path(__file__).with_name("forms")
PROGRAMMES = ("almontija", "elites", "femmpact")
NAMES = (*sorted(path.stem for path in FORMS.glob("*.md")), *PROGRAMMES)
ZONES = ("UTC", "Asia/Tehran", "Africa/Abidjan", "Europe/Paris")
CLOCK = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001 - the zone is each interview's own
MOST_STEPS = 24
METADATA = ("start", "end", "today", "deviceid", "phonenumber", "username", "email")
"""What the channel fills in here and the device there."""

Step: TypeAlias = list[str]
"""What ``Harness.java`` takes: what, path, value."""

TEXTS = ("abc", "b 12", "12", "2.5", "c", " x  y ", "cab c", "-7", "true", "سلام", "١٢", "a,b", "0")
WHOLE = (-3, 0, 1, 2, 3, 4, 5, 7, 11, 17, 18, 34, 65, 1995, 2012)
BROKEN = (-2.5, 0.0, 0.1, 0.5, 1.0, 2.25, 3.3333, 17.5, 99.995, 1000000.0)
DAYS = ("1959-12-31", "1960-01-01", "1999-12-31", "2000-02-29", "2008-11-23", "2008-11-24")
DAYS_TOO = ("2020-03-13", "2024-02-29", "2026-11-22", "2026-11-23", "2026-11-24", "2031-01-01")
MOMENTS = (
    "2026-11-23T10:30:00.000",
    "2027-01-01T08:00:00.000",
    "2025-06-30T23:59:59.000",
    "2000-01-01T00:00:00.000",
)
TIMES = ("00:00:00.000", "06:05:09.000", "12:00:00.000", "23:59:00.000")
POINTS = ("33.97 -6.85 0.0 0.0", "14.7 -17.4 12.0 5.0", "35.7 51.4 0.0 0.0", "-1.5 -0.25 0.0 0.0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A form, as ours and as an XForm."""

    form: Form
    xform: str
    logic: str
    """Digest of all but its words: what a recording is good for."""


@cache
def subject(name: str) -> Subject:
    """Return one of the forms that are compared."""
    made = _compiled(name)
    document = json.loads(json.dumps(made.document))
    logic = {key: document[key] for key in ("nodes", "lists", "groups")}
    logic["questions"] = [
        {key: value for key, value in row.items() if key not in _WORDS}
        for row in document["questions"]
    ]
    digest = hashlib.sha256(json.dumps(logic, sort_keys=True).encode()).hexdigest()[:16]
    return Subject(form=load(document), xform=made.xform, logic=digest)


_WORDS = ("label", "hint", "guidance", "required_message", "constraint_message", "row", "hints")


def _compiled(name: str) -> Compiled:
    if name in PROGRAMMES:
        return compile_programme(name)
    return compile_form(FORMS / f"{name}.md")


def now(zone: str) -> datetime:
    """Return the moment of every interview, in its zone."""
    return CLOCK.replace(tzinfo=ZoneInfo(zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One interview by chance."""

    name: str
    seed: int
    zone: str
    language: str
    steps: Sequence[Step]

    def for_javarosa(self) -> Mapping[str, Any]:
        """Return what the harness reads."""
        made = subject(self.name)
        moment = now(self.zone)
        return {
            "form": stopped(made.xform, moment),
            "zone": self.zone,
            "language": _translation(made, self.language),
            "steps": self.steps,
        }


def _translation(made: Subject, language: str) -> str:
    """Return how the XForm calls a language: ``Français (fr)``."""
    names = re.findall(r'<translation[^>]* lang="([^"]*)"', made.xform)
    return next((each for each in names if each in (language,) or f"({language})" in each), "")


def draw(name: str, seed: int) -> Scenario:
    """Return the interview of a seed: answers, wrong ones, corrections, entries come and gone."""
    chance = random.Random(f"{name}{seed}")  # noqa: S311
    made = subject(name)
    zone = ZONES[seed % len(ZONES)]
    language = chance.choice([*made.form.languages] or [""])
    ours = Ours(made.form, now=now(zone), language=language)
    steps: list[Step] = [["state"]]
    most = max(MOST_STEPS, len(made.form.asked) * 2)
    while len(steps) < most:
        for step in _next(ours, chance):
            _do(ours, step)
            steps.append(step)
    steps += [["again"], ["again"]]
    return Scenario(name=name, seed=seed, zone=zone, language=language, steps=steps)


def _next(ours: Ours, chance: random.Random) -> Iterator[Step]:
    """Yield what the person does next, a trial before each answer."""
    nodes = [path for path, seen in ours.state().items() if seen.required is not None]
    open_ = [path for path in nodes if ours.state()[path].relevant]
    fresh = [path for path in open_ if not ours.state()[path].value]
    repeats = list(_repeats(ours))
    if repeats and chance.random() < 0.3:
        path, held = chance.choice(repeats)
        if held and chance.random() < 0.3:
            yield ["delete", f"{path}[{chance.randint(1, held)}]"]
        elif held < 4:
            yield ["add", path]
        return
    if not open_:
        yield ["state"]
        return
    path = chance.choice(fresh if fresh and chance.random() < 0.75 else open_)
    question = ours.form.by_key[plain(ours.key(path))]
    if question.filter is not None:
        yield ["choices", path]
    if chance.random() < 0.12:
        yield ["set", path, ""]
        return
    for value in (_value(ours, question, path, chance) for _ in range(3)):
        if value:
            yield ["try", path, value]
            if ours.tried(path, value) or chance.random() < 0.15:
                yield ["set", path, value]
                return


def _repeats(ours: Ours) -> Iterator[tuple[str, int]]:
    """Yield each repeat that a person fills, as often as there are entries around it."""
    for question in ours.standing.shown:
        if question.role == "repeat":
            key = question.key.removesuffix("[+]")
            held = ours.standing.values.get(key)
            yield _path(ours, key), len(held) if isinstance(held, list) else 0


def _path(ours: Ours, key: str) -> str:
    """Return the path of a key: places instead of ids."""
    path, own = f"/{ours.form.schema.root}", ""
    for part in key.split("/"):
        name, _, entry = part.rstrip("]").partition("[")
        own = f"{own}/{name}" if own else name
        path += f"/{name}"
        if entry:
            held = ours.standing.values[own]
            assert isinstance(held, list)
            path += f"[{[*map(int, held)].index(int(entry)) + 1}]"
            own += f"[{entry}]"
    return path


def _value(ours: Ours, question: Question, path: str, chance: random.Random) -> str:
    """Return a value of the question's type, as an XForm has it."""
    if question.choices:
        names = ours.choices(path) if chance.random() < 0.9 else []
        names = names or [each.name for each in question.choices]
        if question.type == "rank":
            return " ".join(chance.sample(names, len(names)))
        if question.type == "select_multiple":
            return " ".join(chance.sample(names, chance.randint(1, min(3, len(names)))))
        return chance.choice(names)
    known = _KINDS.get(question.bind) or _KINDS.get(question.type)
    return known(chance) if known else chance.choice(TEXTS)


_KINDS: Mapping[str, Callable[[random.Random], str]] = {
    "int": lambda chance: str(chance.choice(WHOLE)),
    "decimal": lambda chance: written(chance.choice(BROKEN)),
    "date": lambda chance: chance.choice((*DAYS, *DAYS_TOO)),
    "dateTime": lambda chance: chance.choice(MOMENTS),
    "time": lambda chance: chance.choice(TIMES),
    "geopoint": lambda chance: chance.choice(POINTS),
    "acknowledge": lambda chance: "OK",
}


def _do(ours: Ours, step: Step) -> Any:
    """Take one step; return what it came to, None for a change."""
    match step:
        case ["set", path, value]:
            ours.set(path, value)
        case ["try", path, value]:
            return ours.tried(path, value)
        case ["choices", path]:
            return ours.choices(path)
        case ["add", path]:
            ours.add(path)
        case ["delete", path]:
            ours.delete(path)
    return None


# ---------------------------------------------------------------- side by side


STALE = {
    "links": ("before", "rises", "again"),
    "rooms": ("kinds", "halls"),
    "cascade": ("town_size",),
}
"""What JavaRosa works out too late: an entry that looks at another one's answer is not told when
that answer changes (TriggerableDag triggers the entry that changed only), and a list over what
stands in a group of a repeat is not told when an entry is taken away, nor a lookup when JavaRosa
takes a closed choice away itself. It catches up when
everything is worked out anew, as at the end of each interview here; we always do that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place where the two engines disagree."""

    step: int
    what: str
    path: str
    ours: object
    javarosa: object


def differences(scenario: Scenario, results: Sequence[Any]) -> Iterator[Difference]:
    """Yield where ours disagrees with what JavaRosa said, step by step."""
    made = subject(scenario.name)
    ours = Ours(made.form, now=now(scenario.zone), language=scenario.language)
    theirs: dict[str, list[str]] = {}
    for at, (step, said) in enumerate(zip(scenario.steps, results, strict=True)):
        came = _do(ours, step)
        if step[0] in ("try", "choices"):
            if came != said:
                yield Difference(step=at, what=step[0], path=step[1], ours=came, javarosa=said)
            continue
        for path, *node in said:
            theirs.pop(path, None)
            if node:
                theirs[path] = node
        _close(ours, theirs)
        late = STALE.get(scenario.name, ()) if at < len(results) - 1 else ()
        for each in _nodes(made.form, ours, theirs, at):
            if each.path.rpartition("/")[2] not in late:
                yield each


def _close(ours: Ours, theirs: Mapping[str, Sequence[str]]) -> None:
    """Take away our answers that are no choice any more where JavaRosa took them away.

    It does so when it works out the choices anew (FormDef.populateDynamicChoices), and we when the
    answer that closes them is kept (``flows.interview.keep``).
    """
    state = ours.state()
    for path, node in theirs.items():
        if path not in state:
            continue
        question = ours.form.by_key.get(plain(_key(path)))
        closable = question is not None and question.filter is not None
        if closable and node[1] != state[path].value:
            ours.close(path)


def _nodes(
    form: Form, ours: Ours, theirs: Mapping[str, Sequence[str]], at: int
) -> Iterator[Difference]:
    state = ours.state()
    for path, (marks, _) in theirs.items():
        if path.endswith("]") and "r" in marks and path not in state:
            yield Difference(step=at, what="entry", path=path, ours=False, javarosa=True)
    for path, seen in state.items():
        if path not in theirs:
            if not seen.relevant:
                continue
            yield Difference(step=at, what="entry", path=path, ours=True, javarosa=False)
            continue
        marks, value = theirs[path]
        question = form.by_key.get(plain(_key(path)))
        yield from (
            Difference(step=at, what=what, path=path, ours=one, javarosa=other)
            for what, one, other in _compared(seen, marks, value, question)
            if one != other
        )


_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(E-?[0-9]+)?")
_MIDNIGHT = re.compile(r"T00:00:00\.000(Z|[+-][0-9:]{5})$")
_UTC = re.compile(r"(?<=[0-9]{2}\.[0-9]{3})Z$")


def _key(path: str) -> str:
    """Return a path below the root; places stand where our keys have ids."""
    return path.partition("/")[2].partition("/")[2]


def _compared(
    seen: Seen, marks: str, value: str, question: Question | None
) -> Iterator[tuple[str, object, object]]:
    yield "relevant", seen.relevant, "r" in marks
    if not seen.relevant or "r" not in marks or question is None:
        return
    if seen.required is not None and not question.says:
        yield "required", seen.required, "!" in marks
    if question.type not in METADATA and seen.value is not None:
        yield "value", _alike(seen.value, question.bind), _alike(value, question.bind)


def _alike(value: str, bind: str) -> object:
    """Return a value so that two ways of writing the same are equal.

    JavaRosa writes a boolean as 1 or 0, UTC as Z and a computed date with its midnight; a number
    that is within a billionth of a whole one it keeps as that one (IAnswerData.wrapData).
    """
    if value in ("true", "false"):
        return int(value == "true")
    value = _UTC.sub("+00:00", _MIDNIGHT.sub("", value))
    if _NUMBER.fullmatch(value):
        near = round(float(value), 9)
        return int(near) if near.is_integer() else float(value)
    if bind == "dateTime" and value:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    return value[:12] if bind == "time" else value
