"""The codebook of an export: every column with its type, label and choices."""

from __future__ import annotations

from collections.abc import Iterator

from bot.programme.columns import Cell
from bot.programme.layout import Layout
from bot.programme.plain import line


def codebook(layout: Layout) -> Iterator[list[Cell]]:
    """Yield the rows of the codebook: a header, then each question with a row for each choice."""
    form, languages = layout.form, layout.form.languages
    yield [
        *("column", "type", "sensitive", "relevant", "choice"),
        *(f"label::{code}" for code in languages),
    ]
    yield ["", "form", "", "", form.id, *(line(form.title.say(code)) for code in languages)]
    for field in (*layout.fields, *(it for each in layout.entries for it in each.fields)):
        question = field.question
        relevant = question.relevant.source if question.relevant else ""
        labels = (line(question.label.say(code)) for code in languages)
        yield [question.key, question.kind, question.sensitive, relevant, "", *labels]
        for choice in field.choices.values():
            said = (line(choice.label.say(code)) for code in languages)
            yield [question.key, "", "", "", choice.name, *said]
    for name, meaning in _MEANINGS.items():
        yield [name, "metadata", "", "", "", *(meaning for _ in languages)]


_MEANINGS = {
    "start": "when the interview began, local time",
    "end": "when it was finished, local time",
    "_submission_time": "when it was finished, UTC",
    "_language": "language of the conversation",
    "_channel": "telegram, whatsapp; web and terminal are people who try the bot",
    "_mode": "how questions are put: text, voice, both",
    "__version__": "version of the form that the interview was held on",
    "_index": "number of the row; the rows of a repeat name theirs, and that which they belong to",
}
