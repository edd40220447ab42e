"""Forms by chance: questions of every type, conditions on what came before, groups, repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

COLUMNS = ("type", "name", "label", "relevant", "constraint", "required", "choice_filter")
MORE = ("calculation", "repeat_count", "default", "trigger")
LIST = """
| choices |
| | list_name | name | label | group |
| | abc | a | Apple | x |
| | abc | b | Bread | x |
| | abc | c | Cheese | y |
| | abc | d | Dates | z |
| settings |
| | form_id | form_title | version |
| | chance | Chance | 1 |
"""
TYPES = (
    *("integer", "integer", "decimal", "text", "select_one abc", "select_one abc"),
    *("select_multiple abc", "date", "time", "dateTime", "acknowledge", "geopoint", "range"),
    *("rank abc", "barcode", "note", "calculate"),
)
MOST_ROWS = 10
MOST_DEPTH = 3


@dataclass(kw_only=True)
class Growing:
    """A survey sheet while it is made."""

    rows: list[dict[str, str]] = field(default_factory=list)
    before: list[tuple[str, str]] = field(default_factory=list)
    """Names and types of the questions so far."""
    names: int = 0

    def name(self, letter: str) -> str:
        """Return a name that no other row has."""
        self.names += 1
        return f"{letter}{self.names}"


@st.composite
def forms(draw: st.DrawFn, *, repeats: bool = False) -> str:
    """Return the workbook of a form, in markdown; ``repeats``: there is one for certain."""
    growing = Growing()
    if repeats:
        _question(draw, growing)
        _block(draw, growing, "repeat", depth=0)
    for _ in range(draw(st.integers(1, 4))):
        _grow(draw, growing, depth=0)
    if not any(type_ not in ("note", "calculate") for _, type_ in growing.before):
        growing.rows.append({"type": "text", "name": "last", "label": "Last?"})
    columns = [*COLUMNS, *MORE]
    lines = ["| survey |", "| | " + " | ".join(columns) + " |"]
    lines += ["| | " + " | ".join(row.get(it, "") for it in columns) + " |" for row in growing.rows]
    return "\n".join(lines) + LIST


def _grow(draw: st.DrawFn, growing: Growing, *, depth: int) -> None:
    kind = draw(st.sampled_from(["question"] * 5 + ["group", "repeat"]))
    if kind == "question" or depth >= MOST_DEPTH or len(growing.rows) >= MOST_ROWS:
        _question(draw, growing)
    else:
        _block(draw, growing, kind, depth=depth)


def _block(draw: st.DrawFn, growing: Growing, kind: str, *, depth: int) -> None:
    """Add a group or a repeat with what is in it."""
    name = growing.name(kind[0])
    row = {"type": f"begin_{kind}", "name": name, "label": f"Part {name}"}
    if draw(st.booleans()):
        row["relevant"] = _condition(draw, growing.before)
    if kind == "repeat" and draw(st.booleans()):
        row["repeat_count"] = _count(draw, growing.before)
    growing.rows.append(row)
    for _ in range(draw(st.integers(1, 3))):
        _grow(draw, growing, depth=depth + 1)
    growing.rows.append({"type": f"end_{kind}", "name": "", "label": ""})


def _question(draw: st.DrawFn, growing: Growing) -> None:
    type_ = draw(st.sampled_from(TYPES))
    name = growing.name("q")
    row = {"type": type_, "name": name, "label": f"Question {name}?"}
    if draw(st.booleans()):
        row["relevant"] = _condition(draw, growing.before)
    if type_ == "calculate":
        row["calculation"] = _value(draw, growing.before)
        row["trigger"] = draw(st.sampled_from(["", "", *_triggers(growing)]))
        del row["label"]
    elif type_ != "note":
        row["required"] = draw(st.sampled_from(["", "", "yes", "condition"]))
        if row["required"] == "condition":
            row["required"] = _condition(draw, growing.before)
        row["constraint"] = draw(st.sampled_from(["", _limit(draw, type_, growing.before)]))
        row["default"] = draw(st.sampled_from(["", "", *_defaults(type_, growing.before)]))
    if type_ in ("select_one abc", "select_multiple abc") and not row["constraint"]:
        row["choice_filter"] = draw(st.sampled_from(["", *_filters(growing.before)]))
    growing.rows.append(row)
    growing.before.append((name, type_))


def _condition(draw: st.DrawFn, before: Sequence[tuple[str, str]]) -> str:
    """Return what may or may not hold; about an earlier question where there is one."""
    if not before:
        return draw(st.sampled_from(["true()", "1 = 1", "''", "today() > date('2000-01-01')"]))
    name, type_ = draw(st.sampled_from(before))
    one = draw(st.sampled_from(_about(f"${{{name}}}", type_)))
    if draw(st.integers(0, 3)):
        return one
    other = _condition(draw, before)
    return draw(st.sampled_from([f"({one}) and ({other})", f"({one}) or ({other})", f"not({one})"]))


def _about(it: str, type_: str) -> list[str]:
    always = [f"{it} != ''", f"{it} = ''"]
    match type_.partition(" ")[0]:
        case "integer" | "decimal" | "range" | "calculate":
            return [*always, f"{it} > 3", f"{it} <= 3", f"{it} mod 2 = 1"]
        case "select_one":
            return [*always, f"{it} = 'a'", f"{it} != 'b'", f"selected({it}, 'c')"]
        case "select_multiple" | "rank":
            return [*always, f"selected({it}, 'b')", f"count-selected({it}) > 1"]
        case "date" | "dateTime":
            return [*always, f"{it} > date('2010-01-01')", f"format-date({it}, '%m') > 6"]
        case "text" | "barcode":
            return [*always, f"string-length({it}) > 3", f"contains({it}, 'b')"]
    return always


def _count(draw: st.DrawFn, before: Sequence[tuple[str, str]]) -> str:
    numbers = [f"${{{name}}}" for name, type_ in before if type_ == "integer"]
    return draw(st.sampled_from(["2", "1 + 2", "0", *numbers]))


def _value(draw: st.DrawFn, before: Sequence[tuple[str, str]]) -> str:
    if not before:
        return draw(st.sampled_from(["1 + 1", "'x'", "today()", "once(uuid())"]))
    it = f"${{{draw(st.sampled_from(before))[0]}}}"
    return draw(
        st.sampled_from(
            [it, f"coalesce({it}, 2)", f"{it} + 1", f"if({it} = '', 0, 5)", f"concat({it}, 'b')"]
        )
    )


def _limit(draw: st.DrawFn, type_: str, before: Sequence[tuple[str, str]]) -> str:
    """Return a constraint that some value always meets."""
    match type_.partition(" ")[0]:
        case "integer" | "decimal":
            others = [name for name, kind in before if kind == "integer"]
            apart = [f". != ${{{name}}}" for name in others]
            return draw(st.sampled_from([". >= 2", ". < 9", ". != 4", *apart]))
        case "text" | "barcode":
            return draw(st.sampled_from(["string-length(.) > 2", "regex(., '[a-z ]+')"]))
        case "select_one":
            return draw(st.sampled_from([". != 'a'", ". = 'c' or . = 'd'"]))
        case "select_multiple":
            return draw(st.sampled_from(["count-selected(.) <= 2", "not(selected(., 'a'))"]))
        case "date":
            return ". <= today()"
        case "rank":
            return "selected-at(., 0) != 'a'"
    return ""


def _defaults(type_: str, before: Sequence[tuple[str, str]]) -> list[str]:
    """Return what an answer may be before there is one: fixed, or worked out once."""
    match type_.partition(" ")[0]:
        case "integer":
            numbers = [f"${{{name}}} + 1" for name, kind in before if kind == "integer"]
            return ["5", "2 + 3", *numbers]
        case "text":
            return ["bread and tea", "concat('b', 'read')", "once(uuid())"]
        case "select_one":
            return ["c"]
        case "date":
            return ["2015-08-14", "today()"]
    return []


def _triggers(growing: Growing) -> list[str]:
    """Return earlier questions whose change may set a value."""
    held = [name for name, type_ in growing.before if type_ not in ("note", "calculate")]
    return [f"${{{name}}}" for name in held]


def _filters(before: Sequence[tuple[str, str]]) -> list[str]:
    chosen = [f"${{{name}}}" for name, type_ in before if type_ == "select_one abc"]
    return ["group = 'x'", *(f"name != {it}" for it in chosen), *(f"{it} = 'a'" for it in chosen)]
