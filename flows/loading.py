"""Reads a form from the document that ``flows.compile`` wrote: serving compiles no workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError
from typing import Any

from flows.expressions import Expression, Node, Schema, compile, graph
from flows.form import (
    DRAWN,
    NOTHING,
    SILENT,
    YES_NO,
    Block,
    Choice,
    Form,
    Group,
    Media,
    Question,
    Step,
    Text,
)
from flows.pages import PAGES, awaited, echoed


def load(document: Mapping[str, Any]) -> Form:
    """Return the form of a compiled document (its shape: ``flows.compile``).

    Raises:
        ExpressionError: never for a document that ``flows.compile`` wrote.
    """
    reader = _Reader(document)
    groups = {path: reader.group(path, row) for path, row in document["groups"].items()}
    questions = tuple(reader.question(row, groups) for row in document["questions"])
    steps = _steps(questions, groups)
    fixed = _fixed(steps)
    return Form(
        id=document["id"],
        version=document["version"],
        wording=document.get("wording", ""),
        title=reader.text(document.get("title"), ""),
        languages=tuple(document["languages"]),
        moves=document.get("settings", {}).get("rafiq:migrate") == "move",
        questions=questions,
        by_key={each.key: each for each in questions},
        groups=groups,
        tables=reader.tables,
        steps=steps,
        fixed=fixed,
        moving=tuple(step for step in steps if step.key not in fixed),
        asked=tuple(each for each in questions if each.asked),
        silent=tuple(each for each in questions if each.silent),
        triggered=_triggered(questions),
        block=_block("", questions, groups),
        shown=tuple(each for each in questions if not each.silent),
        repeats=any(group.repeat for group in groups.values()),
        quiet=_quiet(questions, groups),
        named=_grouped(questions, "name"),
        roles=_grouped(questions, "role"),
        another={
            path: _another(group, groups)
            for path, group in groups.items()
            if group.repeat and group.count is None
        },
        schema=reader.schema,
        files=reader.files,
        awaits=awaited(questions, _pages(document["groups"])),
        echoed=echoed(questions),
    )


def _pages(groups: Mapping[str, Any]) -> set[str]:
    """Return the paths of the groups that ODK shows on one screen."""
    appearances = ((path, (row.get("appearance") or "").split()) for path, row in groups.items())
    return {path for path, appearance in appearances if not PAGES.isdisjoint(appearance)}


class _Reader:
    """Turns the rows of a document into what the conversation uses."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.tables = {
            name: tuple(
                {"name": row["name"], "label": _any(row["label"]), **row.get("extra", {})}
                for row in rows
            )
            for name, rows in document["lists"].items()
        }
        self.schema = Schema(
            [Node(path=n["path"], kind=n["kind"], type=n["type"]) for n in document["nodes"]],
            root=document.get("root", "data"),
            instances=self.tables,
            lenient=True,
        )
        self.files: Mapping[str, str] = document.get("files") or {}
        self.lists = {
            name: tuple(self._choice(row) for row in rows)
            for name, rows in document["lists"].items()
        }

    def expression(self, source: str | None, key: str) -> Expression | None:
        """Return a node's expression, compiled."""
        return compile(source, schema=self.schema, at=key) if source else None

    def text(self, value: Mapping[str, Any] | None, key: str) -> Text:
        """Return a node's text, the values in it compiled."""
        parts = {
            code: (said,)
            if isinstance(said, str)
            else tuple(
                part
                if isinstance(part, str)
                else compile(part["value"], schema=self.schema, at=key)
                for part in said
            )
            for code, said in (value or {}).items()
            if said
        }
        return Text(parts) if parts else NOTHING

    def _choice(self, row: Mapping[str, Any]) -> Choice:
        return Choice(
            name=row["name"],
            label=self.text(row["label"], ""),
            short=self.text(row.get("short"), ""),
            extra=row.get("extra", {}),
            media=self._media(row),
        )

    def _media(self, row: Mapping[str, Any]) -> Media:
        """Return the stored files of a row that are there."""
        found: dict[str, Mapping[str, str]] = {}
        for column, texts in (row.get("media") or {}).items():
            stored = {
                code: self.files.get(f"{code}/{name}", self.files.get(name, ""))
                for code, name in texts.items()
                if isinstance(name, str)
            }
            kind = "image" if column == "big-image" else column
            if there := {code: name for code, name in stored.items() if name}:
                found.setdefault(kind, there)
        return found

    def group(self, path: str, row: Mapping[str, Any]) -> Group:
        """Return a group or repeat."""
        return Group(
            path=path,
            label=self.text(row.get("label"), path),
            relevant=self.expression(row.get("relevant"), path),
            repeat=bool(row.get("repeat")),
            count=self.expression(row.get("count"), path),
            media=self._media(row),
        )

    def question(self, row: Mapping[str, Any], groups: Mapping[str, Group]) -> Question:
        """Return a question with its expressions and texts."""
        key, hints, name = row["key"], row.get("hints", {}), row.get("list") or ""
        where = f"instance('{name}')/root/item[{row.get('choice_filter')}]"
        given: dict[str, Any] = {
            each: self.expression(row.get(each), key)
            for each in ("required", "relevant", "constraint", "calculate")
        }
        given |= {
            each: self.text(row.get(each), key)
            for each in ("label", "hint", "guidance", "required_message", "constraint_message")
        }
        kind, form = row["type"], hints.get("as") or ""
        parameters = row.get("parameters") or {}
        triggers = tuple(each for each in (row.get("trigger") or "").split())
        readonly = bool(row.get("readonly"))
        silent = kind in SILENT or (kind == "image" and _drawn(row))
        calculated = given["calculate"] is not None and not triggers
        says = not silent and (kind == "note" or readonly or calculated)
        if says and not (given["label"] or given["hint"] or row.get("media")):
            says, silent = False, True
        filtered = bool(name and row.get("choice_filter"))
        default, role = row.get("default") or "", hints.get("role") or ""
        dynamic = default if row.get("dynamic_default") else ""
        return Question(
            key=key,
            name=row["name"],
            type=kind,
            bind=self.schema.nodes[key].type,
            **given,
            always=row.get("required") == "true()",
            triggers=triggers,
            default="" if dynamic else default,
            prefill=self.expression(dynamic, key),
            choices=self.lists.get(name, ()),
            filter=self.expression(where if filtered else parameters.get("itemset"), key),
            list=name,
            appearance=row.get("appearance") or "",
            parameters=parameters,
            short=self.text(hints.get("short"), key),
            role=role,
            purpose=hints.get("purpose") or "",
            form=form,
            calendar=hints.get("calendar") or "gregorian",
            sensitive=hints.get("sensitive") or "L",
            summary=hints.get("summary") != "no",
            readonly=readonly,
            groups=tuple(_above(key, groups)),
            row=row.get("row") or 0,
            kind=_kind(kind, form, row.get("appearance") or ""),
            silent=silent,
            says=says,
            asked=not silent and not says,
            computed=silent or (says and (calculated or bool(default) or bool(triggers))),
            proposes=bool(default) and not role and not (silent or says),
            leans=filtered
            or "itemset" in parameters
            or any(
                given[each] is not None and given[each].references
                for each in ("required", "constraint")
            ),
            media=self._media(row),
        )


def _kind(kind: str, form: str, appearance: str) -> str:
    """Return the family that reads a question: what its hint says, else what it looks like."""
    if form and kind in ("text", "integer"):
        return form
    found = (f"{kind} {each}" for each in appearance.split())
    return next((_APPEARING[each] for each in found if each in _APPEARING), kind)


_APPEARING = {
    "date persian": "date_persian",
    "date islamic": "date_islamic",
    "text numbers": "numbers",
}
"""Types with appearances that change what is typed (https://xlsform.org/en/#appearance)."""


def _drawn(row: Mapping[str, Any]) -> bool:
    return not DRAWN.isdisjoint((row.get("appearance") or "").split())


def _triggered(questions: Sequence[Question]) -> Mapping[str, Sequence[Question]]:
    found: dict[str, list[Question]] = {}
    for question in questions:
        for path in question.triggers:
            found.setdefault(path, []).append(question)
    return found


def _any(text: Mapping[str, Any] | None) -> str:
    said = next(iter((text or {}).values()), "")
    return said if isinstance(said, str) else ""


def _above(key: str, groups: Mapping[str, Group]) -> list[str]:
    parts = key.split("/")[:-1]
    paths = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    return [path for path in paths if path in groups]


def _steps(questions: Sequence[Question], groups: Mapping[str, Group]) -> tuple[Step, ...]:
    """Return every node after those that its relevance and value depend on, else as written."""
    needs: dict[str, set[str]] = {}
    steps: dict[str, Step] = {}

    def add(key: str, question: Question | None, *uses: Expression | None) -> None:
        above = _above(key, groups)
        steps[key] = Step(
            key=key,
            once=(key, above[-1] if above else ""),
            question=question,
            above=above[-1] if above else "",
            repeat=_repeat(above, groups),
            entries=groups[key] if question is None and groups[key].repeat else None,
            relevant=uses[0],
            gives=question if _gives(question) else None,
            peeks=tuple(
                each
                for each in questions
                if question is None and uses[0] is not None
                if each.key.startswith(f"{key}/") and each.key in uses[0].references
            ),
        )
        needs[key] = {*above}.union(*(each.references for each in uses if each is not None))
        needs[key] = {each for each in needs[key] if not f"{each}/".startswith(f"{key}/")}

    for path, group in groups.items():
        add(path, None, group.relevant)
    for question in questions:
        set_later = bool(question.triggers)  # it may look at what looks at it
        add(question.key, question, question.relevant, None if set_later else question.calculate)
    return tuple(steps[node] for node in _ordered(needs, questions, groups))


def _ordered(
    needs: Mapping[str, set[str]], questions: Sequence[Question], groups: Mapping[str, Group]
) -> list[str]:
    """Return the nodes in order; counts and defaults come after what they name if they can."""
    wishes = {path: group.count for path, group in groups.items()}
    wishes |= {each.key: each.prefill for each in questions if _gives(each) or each.computed}
    wanted = {
        node: uses | (wish.references - {node} if (wish := wishes.get(node)) else set())
        for node, uses in needs.items()
    }
    try:
        return graph.order(wanted)
    except CycleError:
        return graph.order(needs)


def _gives(question: Question | None) -> bool:
    """Return whether a question has a default that is worked out once."""
    if question is None or question.prefill is None:
        return False
    return question.proposes or (question.computed and not question.triggers)


def _grouped(questions: Sequence[Question], by: str) -> Mapping[str, tuple[Question, ...]]:
    found: dict[str, tuple[Question, ...]] = {}
    for question in questions:
        if key := getattr(question, by):
            found[key] = (*found.get(key, ()), question)
    return found


def _fixed(steps: Sequence[Step]) -> frozenset[str]:
    """Return the keys of the nodes that are relevant whatever is answered."""
    found: set[str] = set()
    for step in steps:  # a group comes before what stands in it
        works = step.relevant is not None or step.entries is not None
        question = step.question
        computed = question is not None and (question.computed or question.proposes)
        if not works and not computed and not step.repeat and step.above in {"", *found}:
            found.add(step.key)
    return frozenset(found)


def _quiet(questions: Sequence[Question], groups: Mapping[str, Group]) -> frozenset[str]:
    """Return the keys of answers that nothing else is worked out from."""
    used: set[str] = {key for question in questions for key in question.triggers}
    nodes: list[Question | Group] = [*questions, *groups.values()]
    for node in nodes:
        own = node.key if isinstance(node, Question) else node.path
        for name in node.__slots__:
            if isinstance(each := getattr(node, name), Expression):
                used |= each.references - {own}
    return frozenset(
        each.key
        for each in questions
        if each.asked
        and not each.computed
        and each.key not in used
        and not _repeat(each.groups, groups)
    )


def _repeat(above: Sequence[str], groups: Mapping[str, Group]) -> str:
    return next((path for path in reversed(above) if groups[path].repeat), "")


def _block(path: str, questions: Sequence[Question], groups: Mapping[str, Group]) -> Block:
    """Return the questions in and below a repeat, those of inner repeats in blocks of their own."""
    items: list[Question | Block] = []
    inner: dict[str, list[Question]] = {}
    for question in questions:
        repeats = [each for each in question.groups if groups[each].repeat]
        below = repeats[repeats.index(path) + 1 :] if path else repeats
        if not below:
            items.append(question)
        elif below[0] in inner:
            inner[below[0]].append(question)
        else:
            inner[below[0]] = [question]
            items.append(Block(path=below[0], items=()))
    return Block(
        path=path,
        items=tuple(
            _block(item.path, inner[item.path], groups) if isinstance(item, Block) else item
            for item in items
        ),
    )


def _another(group: Group, groups: Mapping[str, Group]) -> Question:
    """Return the question whether a repeat has one more entry; the bot's words ask it."""
    return Question(
        key=f"{group.path}[+]",
        name=group.path.rpartition("/")[2],
        type="select_one",
        bind="string",
        label=group.label,
        hint=NOTHING,
        guidance=NOTHING,
        required=None,
        always=False,
        required_message=NOTHING,
        relevant=None,
        constraint=None,
        constraint_message=NOTHING,
        calculate=None,
        triggers=(),
        default="",
        prefill=None,
        choices=YES_NO,
        filter=None,
        list="",
        appearance="",
        parameters={},
        short=NOTHING,
        role="repeat",
        purpose="",
        form="",
        calendar="gregorian",
        sensitive="L",
        summary=False,
        readonly=False,
        groups=tuple(_above(group.path, groups)),
        row=0,
        kind="select_one",
        silent=False,
        says=False,
        asked=True,
        computed=False,
        proposes=False,
        leans=False,
        media=group.media,
    )
