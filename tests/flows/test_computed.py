"""Values that nobody types: triggers, dynamic defaults, what is read only, metadata."""

from datetime import UTC, datetime

from flows.compile import compile_form
from flows.computed import first_answers
from flows.form import Form
from flows.interview import keep
from flows.loading import load
from flows.standing import Standing, stand
from flows.state import Value

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def form(*rows: str, header: str = "type | name | label | calculation | trigger | default") -> Form:
    table = "".join(f"| | {row} |\n" for row in (header, *rows))
    return load(compile_form(f"| survey |\n{table}".encode()).document)


def walked(made: Form, *answers: dict[str, Value]) -> Standing:
    here = stand(made, {}, now=NOW, seed="1", language="en")
    for each in answers:
        here = keep(here, each)
    return here


def test_a_trigger_sets_a_value_when_it_changes_and_not_before() -> None:
    made = form(
        "text | a | A | | |",
        "integer | n | N | | |",
        "calculate | seen | | concat(${a}, '-', ${n}) | ${a} |",
    )
    assert "seen" not in walked(made, {"n": 1}).values
    assert walked(made, {"n": 1}, {"a": "x"}, {"n": 2}).values["seen"] == "x-1"
    assert walked(made, {"n": 1}, {"a": "x"}, {"n": 2}, {"a": "y"}).values["seen"] == "y-2"


def test_a_trigger_stays_in_its_entry() -> None:
    made = form(
        "begin_repeat | r | R | | |",
        "text | a | A | | |",
        "calculate | seen | | ${a} | ${a} |",
        "end_repeat | | | | |",
    )
    here = walked(made, {"r": [1, 2]}, {"r[2]/a": "x"})
    assert (here.values.get("r[1]/seen"), here.values["r[2]/seen"]) == (None, "x")


def test_a_dynamic_default_is_worked_out_once() -> None:
    made = form("hidden | day | | | | today()", "hidden | code | | | | uuid()")
    here = walked(made)
    later = stand(made, here.stored(), now=NOW.replace(day=25), seed="2", language="en")
    assert here.values["day"] == later.values["day"] == "2026-11-23"
    assert here.values["code"] == later.values["code"]


def test_what_is_calculated_and_labelled_is_shown_and_not_asked() -> None:
    made = form("integer | n | N | | |", "integer | twice | Twice | ${n} * 2 | |")
    here = walked(made, {"n": 4})
    assert [each.key for each in here.asked] == ["n"]
    assert here.values["twice"] == 8
    assert "twice" not in here.stored()  # it is kept once it was shown
    assert keep(here, {"twice": None}).stored()["twice"] == 8


def test_metadata_of_the_channel() -> None:
    rows = ("start | s |", "today | t |", "deviceid | d |", "phonenumber | p |", "text | a | A")
    made = form(*rows, header="type | name | label")
    known = first_answers(made, person=7, phone="+212600000000", now=NOW)
    assert known["s"] == "2026-11-23T10:30:00.000+00:00"
    assert (known["t"], known["p"]) == ("2026-11-23", "+212600000000")
    assert str(known["d"]).startswith("rafiq:")
    assert known["d"] != first_answers(made, person=8, phone="", now=NOW)["d"]
    assert "p" not in first_answers(made, person=7, phone="", now=NOW)
