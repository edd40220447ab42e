"""What the rest of the house asks of an expression."""

from datetime import UTC, datetime

import pytest

from flows.expressions import Answer, references
from flows.expressions.values import moment, number_text
from tests.flows.expressions.household import compiled, context, value


@pytest.mark.parametrize(
    ("source", "at", "expected", "own"),
    [
        pytest.param(". > 1", "age", set(), True, id="own node"),
        pytest.param("/data/age > 1", "age", set(), True, id="own node by its name"),
        pytest.param("/data/name", "age", {"name"}, False, id="absolute"),
        pytest.param("../name", "age", {"name"}, False, id="relative"),
        pytest.param("current()/../name", "age", {"name"}, False, id="from current"),
        pytest.param("../m_name", "home/member[1]/m_age", {"home/member/m_name"}, False, id="near"),
        pytest.param(
            "sum(/data/home/member/m_age)",
            "age",
            {"home/member", "home/member/m_age"},
            False,
            id="through a repeat",
        ),
        pytest.param(
            "sum(../../member/m_age)",
            "home/member[1]/m_age",
            {"home/member", "home/member/m_age"},
            False,
            id="one's own like",
        ),
        pytest.param("count(/data/home/member)", "age", {"home/member"}, False, id="entries"),
        pytest.param(
            "count(/data/home/member[m_age > ../../dec])",
            "age",
            {"home/member", "home/member/m_age", "dec"},
            False,
            id="in a predicate",
        ),
        pytest.param(
            "instance('region')/root/item[name = /data/pick]",
            "age",
            {"pick"},
            False,
            id="choice filter",
        ),
        pytest.param("position(..)", "home/member[1]/m_age", {"home/member"}, False, id="place"),
        pytest.param(
            "indexed-repeat(/data/home/member/m_age, /data/home/member, 1)",
            "age",
            {"home/member", "home/member/m_age"},
            False,
            id="indexed",
        ),
        pytest.param("once(uuid())", "age", set(), False, id="once is no reference"),
    ],
)
def test_references(source: str, at: str, expected: set[str], own: bool) -> None:
    expression = compiled(source, at)
    assert expression.references == expected
    assert expression.uses_own is own


def test_functions_and_lists_are_known_for_the_lint() -> None:
    expression = compiled("floor(count(instance('region')/root/item[position() = 1]))")
    assert expression.functions == {"floor", "count", "instance", "position"}
    assert expression.instances == {"region"}
    assert compiled("pulldata('fees', 'a', 'b', 'c')").instances == {"fees"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("/data/blank", "", id="blank"),
        pytest.param("0 div 0", "", id="no number"),
        pytest.param("3", "3", id="whole number"),
        pytest.param("true()", "true", id="boolean"),
        pytest.param("/data/dob", "1990-05-01", id="date"),
        pytest.param("/data/many", "a c", id="choices"),
    ],
)
def test_text(source: str, expected: str) -> None:
    assert compiled(source).text(context()) == expected


def test_number_and_holds() -> None:
    assert compiled("/data/code").number(context()) == 7
    assert compiled("/data/blank").holds(context()) is False


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        pytest.param("''", "string", None, id="blank"),
        pytest.param("0 div 0", "decimal", None, id="no number"),
        pytest.param("1 div 0", "decimal", None, id="infinite"),
        pytest.param("1 div 0", "int", None, id="infinite int"),
        pytest.param("7 div 2", "int", 3, id="int"),
        pytest.param("7 div 2", "decimal", 3.5, id="decimal"),
        pytest.param("4", "string", "4", id="number as a text"),
        pytest.param("'a b'", "select_multiple", ["a", "b"], id="choices"),
        pytest.param("1", "boolean", True, id="boolean"),
        pytest.param("today()", "date", "2026-11-23", id="date"),
        pytest.param("now()", "dateTime", "2026-11-23T12:00:00.000+01:00", id="moment"),
        pytest.param("now()", "time", "12:00:00.000", id="time"),
        pytest.param("now()", "string", "2026-11-23T12:00:00.000+01:00", id="moment of no type"),
        pytest.param("today()", "string", "2026-11-23", id="day of no type"),
        pytest.param("concat(now(), '')", "string", "2026-11-23", id="moment as a text"),
    ],
)
def test_answer(source: str, kind: str, expected: Answer | None) -> None:
    assert compiled(source).answer(context(), kind) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("instance('region')/root/item", ["r1", "r2", "7"], id="all"),
        pytest.param("instance('region')/root/item[country = 'ma']", ["r1", "r2"], id="filtered"),
        pytest.param("instance('region')/root/item[label != 'South']", ["r1", "7"], id="scanned"),
        pytest.param("instance('region')/root/item[position() = 2]", ["r2"], id="by position"),
        pytest.param("randomize(instance('region')/root/item, 1)", ["r2", "r1", "7"], id="mixed"),
        pytest.param("instance('region')/root/item/name", [], id="a column has no rows"),
        pytest.param("'a'", [], id="a text has no rows"),
    ],
)
def test_rows(source: str, expected: list[str]) -> None:
    assert [row["name"] for row in compiled(source).rows(context())] == expected


def test_entries_are_rows() -> None:
    rows = compiled("/data/home/member[m_age > 8]").rows(context())
    assert rows == [{"m_name": "A", "m_age": "40"}]


def test_tables_of_the_context_come_first() -> None:
    ctx = context()
    ctx.tables = {"region": [{"name": "x", "label": "X"}]}
    assert compiled("instance('region')/root/item/label").text(ctx) == "X"
    assert compiled("instance('region')/root/item[name = 'x']/label").text(ctx) == "X"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param(40, True, id="a number"),
        pytest.param("40", True, id="a number typed"),
        pytest.param(10, False, id="too small"),
        pytest.param(None, False, id="blank"),
    ],
)
def test_a_reply_on_trial_is_the_own_node(own: object, expected: bool) -> None:
    for source in (". > 18", "/data/age > 18", "../age > 18"):
        assert value(source, own=own) is expected
    at = "home/member[3]/m_age"
    assert value(". > 18", at, own=own) is expected
    assert value("/data/home/member/m_age > 18", at, own=own) is expected
    assert value("sum(../../member/m_age) > 60", at, own=own) is expected


def test_words_come_from_the_context() -> None:
    ctx = context()
    ctx.choice_name = lambda choice, path: f"{path}={choice}"
    ctx.itext = lambda name: f"text of {name}"
    ctx.pulldata = lambda *asked: "/".join(asked)
    assert compiled("jr:choice-name(/data/pick, '/data/pick')").text(ctx) == "pick=b"
    assert compiled("jr:itext('x')").text(ctx) == "text of x"
    assert compiled("pulldata('a', 'b', 'c', /data/age)").text(ctx) == "a/b/c/34"
    here = compiled("jr:choice-name(../m_name, ' ../m_name ')", "home/member[1]/m_age")
    ctx.at = "home/member[1]/m_age"
    assert here.text(ctx) == "home/member/m_name=A"


def test_compiled_once() -> None:
    assert compiled("1 + 1") is compiled("1 + 1")
    assert repr(compiled("1 + 1")) == "Expression('1 + 1', at='age')"


def test_once_keeps_the_first_value() -> None:
    assert value("once('x')", "blank") == "x"
    assert value("once('x')", "blank", change={"blank": "kept"}) == "kept"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("${a} > 1 and ${b} = ${a}", ("a", "b"), id="each once"),
        pytest.param("${ a }", ("a",), id="spaces"),
        pytest.param("'${a}'", ("a",), id="in a text, as pyxform does"),
        pytest.param("${last-saved#a}", ("a",), id="last saved"),
        pytest.param("$a {b}", (), id="none"),
    ],
)
def test_names_in_a_source(source: str, expected: tuple[str, ...]) -> None:
    assert references(source) == expected


@pytest.mark.parametrize(
    ("stored", "source", "expected"),
    [
        pytest.param("34", "/data/age + 1", 35.0, id="number kept as a text"),
        pytest.param("many", "/data/age", "many", id="words in a number"),
        pytest.param(True, "/data/age + 1", 2.0, id="boolean in a number"),
        pytest.param(10**400, "/data/age", float("inf"), id="a number past all bounds"),
        pytest.param(-(10**400), "/data/age", float("-inf"), id="and below"),
    ],
)
def test_odd_answers(stored: object, source: str, expected: object) -> None:
    assert value(source, "name", change={"age": stored}) == expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        pytest.param(True, "true", id="boolean"),
        pytest.param(7, "7", id="int"),
        pytest.param(2.5, "2.5", id="float"),
        pytest.param(("a", "b"), "a b", id="tuple"),
        pytest.param(datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01", id="moment"),
    ],
)
def test_odd_texts(stored: object, expected: str) -> None:
    assert value("string(/data/name)", change={"name": stored}) == expected


def test_odd_dates_and_booleans() -> None:
    assert value("/data/dob", change={"dob": "soon"}) == "soon"
    assert value("/data/dob", change={"dob": "2026-02-30"}) == "2026-02-30"
    assert value("/data/ok", change={"ok": "1"}) is True
    assert value("/data/ok", change={"ok": "no"}) is False
    assert value("/data/ok", change={"ok": None}) == ""
    assert moment("2026-11-28Tnoon", UTC) is None
    assert number_text(-1.5e-7) == "-0.00000015"


def test_a_repeat_without_entries() -> None:
    assert value("count(/data/home/member)", change={"home/member": None}) == 0
    first = "indexed-repeat(/data/home/member/m_age, /data/home/member, 1)"
    assert value(first, change={"home/member": []}) == ""
