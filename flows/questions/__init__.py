"""The types of question, one file a family; a type is one line in ``TYPES``."""

from __future__ import annotations

from collections.abc import Mapping

from flows.form import Question
from flows.questions.calendar import Elsewhere
from flows.questions.choice import Acknowledge, Rank, SelectMultiple, SelectOne
from flows.questions.date import Date, DateTime, Time
from flows.questions.media import Media
from flows.questions.number import Decimal, Integer, Range, Year
from flows.questions.place import Geopoint
from flows.questions.reply import QuestionType, Reply, Shown
from flows.questions.text import Ice, Long, Name, Numbers, Phone, Text

TYPES: Mapping[str, QuestionType] = {
    "text": Text(),
    "long": Long(),
    "name": Name(),
    "phone": Phone(),
    "ice": Ice(),
    "numbers": Numbers(),
    "barcode": Text(),
    "integer": Integer(),
    "year": Year(),
    "decimal": Decimal(),
    "range": Range(),
    "date": Date(),
    "date_persian": Elsewhere("persian"),
    "date_islamic": Elsewhere("islamic"),
    "time": Time(),
    "dateTime": DateTime(),
    "select_one": SelectOne(),
    "select_multiple": SelectMultiple(),
    "acknowledge": Acknowledge(),
    "rank": Rank(),
    "geopoint": Geopoint(),
    "image": Media(),
    "audio": Media(),
    "video": Media(),
    "file": Media(),
}


def type_of(question: Question) -> QuestionType:
    """Return the type that reads a question; words for a type that a chat cannot ask otherwise."""
    if question.list and not question.choices:  # its file is not there
        return TYPES["text"]
    return TYPES.get(question.kind, TYPES["text"])


__all__ = ["TYPES", "QuestionType", "Reply", "Shown", "type_of"]
