"""Our forms mean what they mean in ODK Collect: compared with its engine, JavaRosa.

What JavaRosa said is recorded; where there is Java, it is asked again. Record anew with
``python -m tests.flows.differential`` when a form or programme changed what it asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from flows.compile import compile_form
from flows.loading import load
from tests.flows.differential import javarosa
from tests.flows.differential.ours import Ours
from tests.flows.differential.recordings import recorded
from tests.flows.differential.scenarios import NAMES, differences, draw, now, subject

RERUN = ("almontija", "blanks", "dates", "defaults", "household", "nested", "once")
"""Recordings that are checked where there is Java: of most kinds, and quick. When JavaRosa takes a
closed choice away depends on the order of a hash table, so that no cascade is among them."""

needs_java = pytest.mark.skipif(not javarosa.present(), reason="Java is not installed")


@pytest.mark.parametrize("name", NAMES)
def test_equals_javarosa(name: str) -> None:
    logic, interviews = recorded(name)
    again = f"record it anew: python -m tests.flows.differential {name}"
    assert logic == subject(name).logic, f"{name} changed since JavaRosa was asked; {again}"
    for scenario, results in interviews:
        assert list(differences(scenario, results)) == [], f"seed {scenario.seed}"


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_interviews_say_something(name: str) -> None:
    """Every node that has an expression was seen to count, and values were seen to change."""
    _, interviews = recorded(name)
    seen: dict[str, set[tuple[str, ...]]] = {}
    for _, results in interviews:
        for said in results:
            for path, *node in said if isinstance(said, list) else ():
                if not isinstance(path, str) or not path.startswith("/") or not node:
                    continue
                seen.setdefault(path.rpartition("/")[2].partition("[")[0], set()).add(tuple(node))
    moved = [node for node, states in seen.items() if len(states) > 1]
    trials = [said for _, results in interviews for said in results if isinstance(said, bool)]
    assert len(moved) >= len(subject(name).form.questions) * 0.6
    limited = [each for each in subject(name).form.questions if each.constraint is not None]
    assert {*trials} == {True, False} or not limited


@needs_java
def test_javarosa_says_what_is_recorded() -> None:
    kept = {name: recorded(name)[1] for name in RERUN}
    asked = [(name, scenario) for name in RERUN for scenario, _ in kept[name]]
    said = javarosa.ask([scenario.for_javarosa() for _, scenario in asked])
    assert [_plain(each) for each in said] == [
        _plain(results) for name in RERUN for _, results in kept[name]
    ]


def _plain(results: Any) -> list[Any]:
    """Return results without the id of the interview, which is new each time."""
    return [
        [node for node in said if not str(node[0]).startswith("/data/meta")]
        if isinstance(said, list) and said and isinstance(said[0], list)
        else said
        for said in results
    ]


@needs_java
@pytest.mark.parametrize("name", ["household", "groups", "selects", "femmpact"])
def test_equals_javarosa_in_new_interviews(name: str) -> None:
    """Interviews that nobody has recorded: the seeds after those of the recordings."""
    scenarios = [draw(name, seed) for seed in range(100, 104)]
    results = javarosa.ask([each.for_javarosa() for each in scenarios])
    for scenario, said in zip(scenarios, results, strict=True):
        assert list(differences(scenario, said)) == [], f"seed {scenario.seed}"


# ---------------------------------------------------------------- where we differ, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """A calculation that the two engines answer differently."""

    why: str
    calculate: str
    ours: str
    javarosa: str
    answers: Mapping[str, str]
    type: str = "decimal"
    """Of the questions ``a`` and ``b``."""


DIFFERENCES = {
    "small numbers": Differs(
        calculate="concat('', ${a})",
        answers={"a": "0.000001"},
        ours="0.000001",
        javarosa="1.0E-6",
        why="XPath writes numbers without an exponent; people and analysts read the text.",
    ),
    "large numbers": Differs(
        calculate="${a} * 1000000",
        answers={"a": "12345678901234"},
        ours="12345678901233999872",
        javarosa="1.2345678901234E19",
        why="As small ones.",
    ),
    "largest of negative numbers": Differs(
        calculate="max(${a}, ${b})",
        answers={"a": "-4", "b": "-2"},
        ours="-2",
        javarosa="0",
        why="JavaRosa begins with Double.MIN_VALUE, which is positive.",
    ),
    "distance to nowhere": Differs(
        calculate="round(distance(concat(${a}, ';', ${b})), 0)",
        answers={"b": "33.97 -6.85 0.0 0.0"},
        ours="0",
        javarosa="3848554",
        type="geopoint",
        why="JavaRosa takes a blank point for latitude 0, longitude 0.",
    ),
    "distance to the same place": Differs(
        calculate="distance(concat(${a}, ';', ${b}))",
        answers={"a": "14.7 -17.4 12.0 5.0", "b": "14.7 -17.4 12.0 5.0"},
        ours="0",
        javarosa="",
        type="geopoint",
        why="JavaRosa takes the arc cosine of a little more than 1.",
    ),
    "how a boolean is written": Differs(
        calculate="${a} > 1",
        answers={"a": "2"},
        ours="true",
        javarosa="1",
        why="The web forms of ODK write true; to other expressions it is a boolean in all three.",
    ),
    "how a computed date is written": Differs(
        calculate="date('2026-11-23')",
        answers={},
        ours="2026-11-23",
        javarosa="2026-11-23T00:00:00.000Z",
        why="A day has no midnight; to other expressions it is a date in both.",
    ),
}


@pytest.mark.parametrize("case", [pytest.param(it, id=id_) for id_, it in DIFFERENCES.items()])
def test_we_differ(case: Differs) -> None:
    ours = Ours(load(_form(case)[0]), now=now("UTC"), language="en")
    for name, value in case.answers.items():
        ours.set(f"/data/{name}", value)
    assert ours.state()["/data/found"].value == case.ours


@needs_java
def test_javarosa_differs() -> None:
    cases = list(DIFFERENCES.values())
    steps = [
        [["set", f"/data/{name}", value] for name, value in each.answers.items()] + [["state"]]
        for each in cases
    ]
    asked = [
        {"form": _form(case)[1], "zone": "UTC", "language": "", "steps": steps[at]}
        for at, case in enumerate(cases)
    ]
    found = []
    for results in javarosa.ask(asked):
        nodes = {path: node for said in results for path, *node in said}
        found.append(nodes["/data/found"][1])
    assert found == [each.javarosa for each in cases]


SEVERAL = """
| survey |
| | type | name | label | calculation |
| | begin_repeat | member | Member | |
| | text | who | Who? | |
| | end_repeat | | | |
| | calculate | found | | concat(${who}, '!') |
"""
"""A question of a repeat, named outside of it as if there were only one."""
TWO = [["add", "/data/member"], ["set", "/data/member[1]/who", "abc"], ["add", "/data/member"]]


def test_of_several_nodes_we_take_the_first() -> None:
    form = load(compile_form(SEVERAL.encode(), name="data.md").document)
    ours = Ours(form, now=now("UTC"), language="en")
    ours.add("/data/member")
    ours.set("/data/member[1]/who", "abc")
    ours.add("/data/member")
    assert ours.state()["/data/found"].value == "abc!"


@needs_java
def test_of_several_nodes_javarosa_takes_none() -> None:
    """It ends with an error where the form is being filled in: nobody wants that in a chat."""
    form = compile_form(SEVERAL.encode(), name="data.md").xform
    with pytest.raises(RuntimeError, match="This field is repeated"):
        javarosa.ask([{"form": form, "zone": "UTC", "language": "", "steps": TWO}])


EARLY = """
| survey |
| | type | name | label | default | calculation |
| | integer | people | People? | 5 | |
| | calculate | double | | | ${people} * 2 |
| | integer | beds | Beds? | ${double} | |
| | integer | before | Before? | ${after} | |
| | integer | after | After? | 2 + 3 | |
"""
"""Dynamic defaults that name a calculation, and a later dynamic default."""


def test_of_what_a_default_names_we_take_the_value() -> None:
    form = load(compile_form(EARLY.encode(), name="data.md").document)
    state = Ours(form, now=now("UTC"), language="en").state()
    assert [state[f"/data/{name}"].value for name in ("beds", "before")] == ["10", "5"]


@needs_java
def test_of_what_a_default_names_javarosa_takes_what_was_worked_out_by_then() -> None:
    """It gives defaults in the form's order, before it works out any calculation: they are blank.

    Where such a default names answers or fixed defaults, both engines give the same
    (``forms/defaults.md``).
    """
    form = compile_form(EARLY.encode(), name="data.md").xform
    asked = [{"form": form, "zone": "UTC", "language": "", "steps": [["state"]]}]
    [[said]] = javarosa.ask(asked)
    nodes = {path: value for path, _, value in said}
    assert [nodes[f"/data/{name}"] for name in ("beds", "before")] == ["", ""]


def _form(case: Differs) -> tuple[Mapping[str, Any], str]:
    source = f"""
| survey |
| | type | name | label | calculation |
| | {case.type} | a | A | |
| | {case.type} | b | B | |
| | calculate | found | | {case.calculate} |
"""
    made = compile_form(source.encode(), name="data.md")
    return made.document, made.xform
