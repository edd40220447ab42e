"""Where a path leads in the form's tree, settled before any answer is known."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.expressions import tree
from flows.expressions.errors import ExpressionError
from flows.expressions.schema import Schema


@dataclass(frozen=True, slots=True)
class Level:
    """A node on the way, and what must hold there; not `fresh` if the path started below it."""

    path: str
    predicates: tuple[tree.Term, ...] = ()
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A node that a path leads to.

    Attributes:
        levels: From below the root down to the node.
        bound: How many of the repeats on the way stand for the entry that the path starts from;
            of the others, it means every entry.
    """

    levels: tuple[Level, ...]
    bound: int

    @property
    def path(self) -> str:
        """The schema path of the node."""
        return self.levels[-1].path if self.levels else ""


def locate(
    schema: Schema, steps: Sequence[tree.Step], *, anchor: str, absolute: bool
) -> list[Place]:
    """Return the places that a path leads to; several only if it has a ``*``.

    An absolute path stays in the entry that it is used in: ``/data/home/member/m_age`` inside of
    ``member`` is the age of that member. A path that goes up first leaves the entry:
    ``../../member/m_age`` is everybody's (JavaRosa, TreeReference.contextualize).

    Raises:
        ExpressionError: There is no such node.
    """
    ways: list[tuple[Level, ...]]
    if absolute:
        first, *steps = steps
        if first.name not in (schema.root, "*") or first.predicates:
            raise _unknown(schema, first, f"/{first.name}", lone=False)
        ways = [()]
    else:
        ways = [tuple(Level(path, fresh=False) for path in _above(anchor))]
    lone = not absolute and len(steps) == 1
    for step in steps:
        ways = [longer for way in ways for longer in _follow(schema, way, step, lone=lone)]
    found = (_bind(schema, way, _above(anchor), absolute=absolute) for way in ways)
    return list(found)


def _above(path: str) -> list[str]:
    """Return a path and what it lies in, the outermost first, without the root."""
    parts = path.split("/") if path else []
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def _follow(
    schema: Schema, way: tuple[Level, ...], step: tree.Step, *, lone: bool
) -> Iterator[tuple[Level, ...]]:
    here = way[-1].path if way else ""
    match step.name:
        case "." | ".." if step.predicates:
            raise ExpressionError(
                "expression.unsupported",
                step.name,
                step.offset,
                "A condition in brackets cannot follow {words} here.",
                "Put the condition after the name of a question or group.",
            )
        case ".":
            yield way
        case "..":
            if not way:
                raise ExpressionError(
                    "expression.unknown_reference",
                    step.name,
                    step.offset,
                    "The path goes up past the top of the form.",
                    "Take one .. away, or refer to the question by ${{name}}.",
                )
            yield way[:-1]
        case "*":
            for child in schema.children.get(here, ()):
                yield (*way, Level(child, step.predicates))
        case name:
            path = f"{here}/{name}" if here else name
            if path not in schema.nodes:
                raise _unknown(schema, step, path, lone=lone)
            yield (*way, Level(path, step.predicates))


def _bind(
    schema: Schema, way: tuple[Level, ...], anchor: Sequence[str], *, absolute: bool
) -> Place:
    """Return the place, with the repeats that it shares with the anchor."""
    bound = 0
    levels = list(way)
    for at, level in enumerate(levels):
        shared = at < len(anchor) and level.path == anchor[at] and not level.predicates
        if not shared or (level.fresh and not absolute):
            break
        levels[at] = replace(level, fresh=False)
        bound += schema.nodes[level.path].kind == "repeat"
    return Place(tuple(levels), bound)


def _unknown(schema: Schema, step: tree.Step, path: str, *, lone: bool) -> ExpressionError:
    known = {each.rpartition("/")[2]: each for each in schema.nodes if each}
    near = difflib.get_close_matches(step.name, known, n=1)
    if step.name in ("true", "false"):
        advice = "Write {words}() with its brackets."
    elif step.name in known:
        advice = "It stands at {found}: refer to it as ${{{words}}}."
    elif near:
        advice = "Did you mean ${{{near}}}?"
    elif lone and "-" in step.name:
        advice = "Put a space on both sides of a minus sign."
    elif lone:
        advice = "Write ${{name}} for a question, or '{words}' in quotation marks for a text."
    else:
        advice = "Refer to a question as ${{name}}, spelt as in the column name."
    return ExpressionError(
        "expression.unknown_reference",
        step.name,
        step.offset,
        "The form has nothing called {path}.",
        advice,
        path=path,
        found=known.get(step.name, ""),
        near=near[0] if near else "",
    )
