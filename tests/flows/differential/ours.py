"""An interview through our own engine, told in JavaRosa's paths and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.entries import removal
from flows.expressions.values import number_text
from flows.form import Block, Form, Question
from flows.frozen import changed
from flows.interview import one_more
from flows.standing import Standing, stand
from flows.state import Value

_ENTRY = re.compile(r"\[([0-9]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One node: whether it counts, whether it must be answered, and its value as a text."""

    relevant: bool
    required: bool | None
    """None for what is not asked."""
    value: str | None
    """None where it does not count, so that its value does not either."""


class Ours:
    """One interview; the steps are those of ``Harness.java``."""

    def __init__(self, form: Form, *, now: datetime, language: str) -> None:
        self.form = form
        self.now = now
        self.language = language
        self.standing = self._stand({})

    def set(self, path: str, value: str) -> None:
        """Keep an answer; "" takes it away."""
        key = self.key(path)
        self._keep({key: answer(self.form.by_key[plain(key)], value)})

    def tried(self, path: str, value: str) -> bool:
        """Return whether a value fits the constraint of a node."""
        key = self.key(path)
        question = self.form.by_key[plain(key)]
        return self.standing.fits(_at(question, key), answer(question, value))

    def choices(self, path: str) -> list[str]:
        """Return the names of the choices that are open."""
        key = self.key(path)
        question = _at(self.form.by_key[plain(key)], key)
        return [each.name for each in self.standing.options(question)]

    def close(self, path: str) -> None:
        """Take away an answer that is no choice any more."""
        key = self.key(path)
        held, names = self.standing.answers.get(key), self.choices(path)
        if isinstance(held, list):
            left = [each for each in held if isinstance(each, str) and each in names]
            if left != held:
                self._keep({key: left or None})
        elif held is not None and held not in names:
            self._keep({key: None})

    def add(self, path: str) -> None:
        """Add an entry to a repeat."""
        key = self.key(path)
        asked = _at(self.form.another[plain(key)], f"{key}[+]")
        self._keep(one_more(self.standing, asked))

    def delete(self, path: str) -> None:
        """Take away an entry of a repeat."""
        taken_out = removal(self.standing, self.key(path))
        assert taken_out.after is not None
        self.standing = taken_out.after

    def state(self) -> dict[str, Seen]:
        """Return every node by its path, groups and entries of repeats too."""
        return dict(self._below(self.form.block, "", f"/{self.form.schema.root}"))

    # ------------------------------------------------------------ within

    def _keep(self, changes: Mapping[str, Value]) -> None:
        answers = self.standing.stored()
        for key, value in changes.items():
            answers.pop(f"~{key}", None)
            answers[key] = value
        self.standing = self._stand(answers)

    def _stand(self, answers: Mapping[str, Value]) -> Standing:
        return stand(self.form, answers, now=self.now, seed="1", language=self.language)

    def key(self, path: str) -> str:
        """Return our key of a path: it holds the entry's id where the path has its place."""
        key = ""
        for part in path.split("/")[2:]:
            name, _, place = part.rstrip("]").partition("[")
            key = f"{key}/{name}" if key else name
            if place:
                key += f"[{self._entries(key)[int(place) - 1]}]"
        return key

    def _entries(self, key: str) -> list[int]:
        held = self.standing.values.get(key)
        return [each for each in held if isinstance(each, int)] if isinstance(held, list) else []

    def _below(self, block: Block, key: str, path: str) -> Iterator[tuple[str, Seen]]:
        for group in self.form.groups.values():
            inside = group.path.startswith(f"{block.path}/") if block.path else True
            if inside and not group.repeat and self._innermost(group.path) == block.path:
                below = group.path[len(block.path) :].lstrip("/")
                yield f"{path}/{below}", self._node(f"{key}/{below}".lstrip("/"))
        for item in block.items:
            name = (item.path if isinstance(item, Block) else item.key)[len(block.path) :]
            name = name.lstrip("/")
            own = f"{key}/{name}".lstrip("/")
            if isinstance(item, Question):
                yield f"{path}/{name}", self._question(item, own)
                continue
            for place, entry in enumerate(self._entries(own), 1):
                yield f"{path}/{name}[{place}]", self._node(own)
                yield from self._below(item, f"{own}[{entry}]", f"{path}/{name}[{place}]")

    def _innermost(self, path: str) -> str:
        parts = path.split("/")[:-1]
        above = ["/".join(parts[: end + 1]) for end in range(len(parts))]
        return next((each for each in reversed(above) if self.form.groups[each].repeat), "")

    def _node(self, key: str) -> Seen:
        return Seen(relevant=key in self.standing.relevant, required=None, value=None)

    def _question(self, question: Question, key: str) -> Seen:
        relevant = key in self.standing.relevant
        return Seen(
            relevant=relevant,
            required=self.standing.required(_at(question, key)) if question.asked else None,
            value=written(self.standing.values.get(key)) if relevant else None,
        )


def answer(question: Question, value: str) -> Value:
    """Return an answer as it is kept, from its text in an XForm."""
    if value == "":
        return None
    if question.type in ("select_multiple", "rank"):
        return value.split(" ")
    if question.bind == "int":
        return int(value)
    return float(value) if question.bind == "decimal" else value


def written(value: Value) -> str:
    """Return a kept answer as an XForm has it."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, (int, float)):
        return number_text(float(value))
    return value or ""


def plain(key: str) -> str:
    """Return a key without the ids of entries."""
    return _ENTRY.sub("", key).removesuffix("[+]")


def _at(question: Question, key: str) -> Question:
    return changed(question, key=key)
