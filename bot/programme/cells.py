"""What a cell of an export holds: one answer as its columns have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.programme.columns import Cell, Column, Field, Options
from bot.programme.plain import as_list, line, number, text, tidy
from flows.state import Value

_POINT = ("latitude", "longitude", "altitude", "precision")


class Cells:
    """The columns of one question, and what reads their cells from an answer."""

    def __init__(self, field: Field, options: Options) -> None:
        language = options.language
        name = field.question.key
        label = field.label(language) if language else field.question.name
        path = field.path(language) if options.groups else ()
        header = "/".join((*path, label))
        self.columns = [Column(header=header, name=name, kind=field.kind)]
        self.read: Callable[[Value], Sequence[Cell]] = _one
        if field.kind == "number":
            self.read = number
        elif field.many:
            self._many(field, options, header)
        elif field.choices and language:
            labels = _labels(field, language)
            self.read = lambda value: (labels.get(str(value)) or text(value),)
        elif field.question.type == "geopoint":
            before = "/".join((*path, f"_{label}"))
            full = f"{name.rpartition('/')[0]}/_{field.question.name}".lstrip("/")
            self.columns += [
                Column(header=f"{before}_{part}", name=f"{full}_{part}", kind="number")
                for part in _POINT
            ]
            self.read = _point

    def _many(self, field: Field, options: Options, header: str) -> None:
        labels = _labels(field, options.language)
        joined = self.columns
        split = [
            Column(
                header=f"{header}/{labels[choice]}",
                name=f"{field.question.key}/{choice}",
                kind="number",
            )
            for choice in field.choices
        ]
        names = tuple(field.choices)
        between = ", " if options.language else " "

        def join(value: Value) -> tuple[Cell]:
            return (
                between.join(labels.get(each) or tidy(each) for each in as_list(value)) or None,
            )

        def flags(value: Value) -> tuple[Cell, ...]:
            chosen = as_list(value)
            return tuple(int(each in chosen) if chosen else None for each in names)

        match options.select:
            case "joined":
                self.read = join
            case "split":
                self.columns, self.read = split, flags
            case "both":
                self.columns = [*joined, *split]
                self.read = lambda value: join(value) + flags(value)


def _labels(field: Field, language: str) -> dict[str, str]:
    return {
        name: (line(choice.label.say(language)) if language else "") or name
        for name, choice in field.choices.items()
    }


def _one(value: Value) -> tuple[Cell]:
    return (text(value),)


def _point(value: Value) -> tuple[Cell, ...]:
    if not isinstance(value, str) or not value:
        return (None,) * (1 + len(_POINT))
    parts: list[Cell] = []
    for part in value.split()[: len(_POINT)]:
        try:
            parts.append(float(part))
        except ValueError:
            parts.append(None)
    return (value, *parts, *([None] * (len(_POINT) - len(parts))))
