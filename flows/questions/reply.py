"""A reply on its way to an answer, and what every question type can do with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flows.form import Choice, Question
from flows.frozen import quick
from flows.incoming import Upload
from flows.state import Value
from flows.understanding import Ask, Outcome, Read, Refused
from locales.text import Catalogue


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a person sent, beside what is needed to understand it."""

    text: str = ""
    key: str = ""
    """Key of the option that was tapped."""
    upload: Upload | None = None
    location: tuple[float, float] | None = None
    contact: str | None = None
    """A phone number that is certainly the person's own."""
    language: str
    now: datetime
    """In the programme's zone."""
    country: str = "MA"
    """ISO 3166-1 code that decides about national phone numbers."""
    options: tuple[Choice, ...] = ()


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a value is shown with: the words of a language and the labels of the choices."""

    words: Catalogue
    labels: Mapping[str, str]


class QuestionType(Protocol):
    """One type of question; no base class, no state."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the answer, what to ask back, or why the reply is none."""
        ...

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the answer as the person reads it in a summary; never for a blank."""
        ...


def widened(outcome: Read[Any] | Ask[Any] | Refused) -> Outcome[Value]:
    """Return the outcome as one of any value; several at once are kept as a list."""
    if isinstance(outcome, Read) and isinstance(outcome.value, tuple):
        return Read(value=list(outcome.value))
    if isinstance(outcome, Ask):
        values = (list(each) if isinstance(each, tuple) else each for each in outcome.values)
        return Ask(values=tuple(values))
    return outcome
