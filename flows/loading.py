"""Reads a form from the document that ``flows.compile`` wrote: serving compiles no workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows import arranging
from flows.expressions import Expression, Node, Schema, compile
from flows.form import (
    DRAWN,
    NOTHING,
    SILENT,
    YES_NO,
    Choice,
    Form,
    Group,
    Media,
    Question,
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
    steps = arranging.steps(questions, groups)
    fixed = arranging.fixed(steps)
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
        triggered=arranging.triggered(questions),
        block=arranging.block("", questions, groups),
        shown=tuple(each for each in questions if not each.silent),
        repeats=any(group.repeat for group in groups.values()),
        quiet=arranging.quiet(questions, groups),
        named=arranging.grouped(questions, "name"),
        roles=arranging.grouped(questions, "role"),
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
        given = self._given(row, key)
        parameters, form = row.get("parameters") or {}, hints.get("as") or ""
        default = row.get("default") or ""
        dynamic = default if row.get("dynamic_default") else ""
        return Question(
            key=key,
            name=row["name"],
            type=row["type"],
            bind=self.schema.nodes[key].type,
            **given,
            **_conduct(row, given),
            always=row.get("required") == "true()",
            triggers=_triggers(row),
            default="" if dynamic else default,
            prefill=self.expression(dynamic, key),
            choices=self.lists.get(name, ()),
            filter=self.expression(_filter(row) or parameters.get("itemset"), key),
            list=name,
            appearance=row.get("appearance") or "",
            parameters=parameters,
            short=self.text(hints.get("short"), key),
            role=hints.get("role") or "",
            purpose=hints.get("purpose") or "",
            form=form,
            calendar=hints.get("calendar") or "gregorian",
            sensitive=hints.get("sensitive") or "L",
            summary=hints.get("summary") != "no",
            readonly=bool(row.get("readonly")),
            groups=tuple(arranging.within(key, groups)),
            row=row.get("row") or 0,
            kind=_kind(row["type"], form, row.get("appearance") or ""),
            media=self._media(row),
        )

    def _given(self, row: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Return a question's expressions and texts, by field."""
        rules = ("required", "relevant", "constraint", "calculate")
        texts = ("label", "hint", "guidance", "required_message", "constraint_message")
        return {each: self.expression(row.get(each), key) for each in rules} | {
            each: self.text(row.get(each), key) for each in texts
        }


def _conduct(row: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the conversation does with a question: asks it, says it, works it out."""
    kind, default, triggers = row["type"], row.get("default") or "", _triggers(row)
    calculated = given["calculate"] is not None and not triggers
    silent = kind in SILENT or (kind == "image" and _drawn(row))
    says = not silent and (kind == "note" or bool(row.get("readonly")) or calculated)
    if says and not (given["label"] or given["hint"] or row.get("media")):
        says, silent = False, True
    asked = not silent and not says
    rules = [given[each] for each in ("required", "constraint") if given[each] is not None]
    return {
        "silent": silent,
        "says": says,
        "asked": asked,
        "computed": silent or (says and (calculated or bool(default) or bool(triggers))),
        "proposes": bool(default) and not row.get("hints", {}).get("role") and asked,
        "leans": bool(_filter(row))
        or "itemset" in (row.get("parameters") or {})
        or any(each.references for each in rules),
    }


def _triggers(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple((row.get("trigger") or "").split())


def _filter(row: Mapping[str, Any]) -> str:
    """Return the expression that a filtered list is found by, "" where all of it is offered."""
    name, given = row.get("list"), row.get("choice_filter")
    return f"instance('{name}')/root/item[{given}]" if name and given else ""


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


def _any(text: Mapping[str, Any] | None) -> str:
    said = next(iter((text or {}).values()), "")
    return said if isinstance(said, str) else ""


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
        groups=tuple(arranging.within(group.path, groups)),
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
