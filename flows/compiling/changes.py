"""What changed between two versions of a form, for the coordinator who changed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Document: TypeAlias = Mapping[str, Any]
_TEXTS = ("label", "hint", "guidance", "constraint_message", "required_message")
_LOGIC = (
    *("required", "relevant", "constraint", "calculate", "choice_filter", "default", "readonly"),
    *("trigger", "appearance", "parameters"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed.

    Attributes:
        kind: ``question.added``, ``question.removed``, ``question.retyped``, ``question.moved``,
            ``question.logic``, ``choice.added``, ``choice.removed``, ``text.changed``,
            ``translation.changed``, ``translation.stale``, ``settings.changed``.
        what: The question, ``list.choice``, or ``question:label``.
        detail: What it was and is, languages, columns; for people.
    """

    kind: str
    what: str
    detail: str = ""

    def __str__(self) -> str:
        """Return the line that a command prints."""
        return f"{self.kind:<20} {self.what}" + (f"  ({self.detail})" if self.detail else "")


def compare(old: Document, new: Document, language: str) -> list[Change]:
    """Return what changed, questions first.

    Args:
        old: The compiled document before.
        new: The compiled document now.
        language: The one that the form is translated from.
    """
    return [
        *_questions(old, new),
        *_choices(old, new),
        *_texts(dict(_said(old)), dict(_said(new)), language),
        *_settings(old, new),
    ]


def raised(old: Document, new: Document) -> bool:
    """Tell whether the version that the author writes is another one, or the form is the same."""
    if (old["version"], old["wording"]) == (new["version"], new["wording"]):
        return True
    before, after = (each["settings"].get("version", "") for each in (old, new))
    return bool(before != after)


def _named(document: Document) -> dict[str, Mapping[str, Any]]:
    """Return the questions by name, by path where several have one name."""
    questions = [each for each in document["questions"] if each["type"]]
    names = Counter(each["name"] for each in questions)
    return {each["name"] if names[each["name"]] == 1 else each["key"]: each for each in questions}


def _questions(old: Document, new: Document) -> Iterator[Change]:
    before, after = _named(old), _named(new)
    for name, question in after.items():
        if name not in before:
            yield Change(kind="question.added", what=name, detail=_type(question))
    for name, question in before.items():
        if name not in after:
            yield Change(kind="question.removed", what=name, detail=_type(question))
            continue
        now = after[name]
        if _type(question) != _type(now):
            detail = f"{_type(question)} → {_type(now)}"
            yield Change(kind="question.retyped", what=name, detail=detail)
        if question["key"] != now["key"]:
            detail = f"{question['key']} → {now['key']}"
            yield Change(kind="question.moved", what=name, detail=detail)
        columns = [each for each in _LOGIC if question.get(each) != now.get(each)]
        if columns:
            yield Change(kind="question.logic", what=name, detail=", ".join(columns))


def _type(question: Mapping[str, Any]) -> str:
    listed = question.get("list")
    return f"{question['type']} {listed}" if listed else str(question["type"])


def _choices(old: Document, new: Document) -> Iterator[Change]:
    for name in dict.fromkeys((*old["lists"], *new["lists"])):
        before, after = (
            dict.fromkeys(row["name"] for row in each["lists"].get(name, ())) for each in (old, new)
        )
        for choice in after:
            if choice not in before:
                yield Change(kind="choice.added", what=f"{name}.{choice}")
        for choice in before:
            if choice not in after:
                yield Change(kind="choice.removed", what=f"{name}.{choice}")


def _said(document: Document) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what each text is called in the catalogues, and its words by language."""
    for name, question in _named(document).items():
        texts = {**question, "short": question["hints"].get("short")}
        for column in (*_TEXTS, "short"):
            if texts.get(column):
                yield f"{name}:{column}", texts[column]
    for path, group in document["groups"].items():
        if group["label"]:
            yield f"{path.rpartition('/')[2]}:label", group["label"]
    for name, rows in document["lists"].items():
        for row in rows:
            for column in ("label", "short"):
                if row.get(column):
                    yield f"{name}.{row['name']}:{column}", row[column]


def _texts(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]], language: str
) -> Iterator[Change]:
    for context, now in after.items():
        was = before.get(context)
        if was is None or was == now:
            continue
        if was.get(language) == now.get(language):
            codes = [code for code in (*now, *was) if was.get(code) != now.get(code)]
            detail = " ".join(dict.fromkeys(codes))
            yield Change(kind="translation.changed", what=context, detail=detail)
            continue
        yield Change(kind="text.changed", what=context)
        stale = [code for code in now if code != language and was.get(code) == now[code]]
        if stale and language in was:
            yield Change(kind="translation.stale", what=context, detail=" ".join(stale))


def _settings(old: Document, new: Document) -> Iterator[Change]:
    before, after = old["settings"], new["settings"]
    for name in dict.fromkeys((*before, *after)):
        if name != "default_language" and before.get(name) != after.get(name):
            detail = f"{before.get(name, '')} → {after.get(name, '')}"
            yield Change(kind="settings.changed", what=name, detail=detail)
