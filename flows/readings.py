"""What is read aloud for a question: its words and its choices, as everybody is shown them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flows import prompts
from flows.form import Form, Question, Text
from flows.longest import most_questions
from flows.world import Programme, World
from locales.text import CHAIN, mark

LISTED = 10
"""Choices that are read: more are not listed with a number either."""
FILLED = "…"
"""Stands for what differs from person to person: a recording leaves it out."""
CONSENT = mark(
    "Hello. This is an automatic message service of: {org}. We will ask you {questions} to "
    "register you for: {programme}. Taking part is voluntary, and a no costs you no right. Your "
    "answers are kept {retention}, and only the programme’s team sees them. At any time you can "
    "write: “stop” to stop the messages, “my data” to see or correct them, “erase my data” to "
    "erase them. The messages pass through: {channel}, which knows that you write to us. "
    "Do you agree?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words of one question in one language."""

    form: str
    question: str
    """Key of the question in the form, without the numbers of entries."""
    language: str
    text: str

    @property
    def digest(self) -> str:
        """What a recording of exactly these words is known by."""
        return prompts.digest(self.text, self.language)


def readings(
    world: World, programme: Programme, language: str, now: datetime
) -> Mapping[str, Reading]:
    """Return what is to be read in a language, by key, in the order in which it is asked."""
    form = world.forms.get((programme.form, world.current.get(programme.form, "")))
    if form is None:
        return {}
    found = (
        (each.key, reading(world, programme, form, each, language, now)) for each in form.asked
    )
    return {key: each for key, each in found if each is not None}


def reading(
    world: World, programme: Programme, form: Form, question: Question, language: str, now: datetime
) -> Reading | None:
    """Return what is read for a question; None where its words are not the form's own."""
    if question.role in ("repeat", "language"):
        return None
    if question.role == "consent" and question.purpose in ("", "main") and programme.organisation:
        text = consent(world, programme, form, language, now, FILLED)
    else:
        text = "\n".join(
            line
            for line in (
                fixed(question.label, language),
                fixed(question.hint, language),
                *_choices(world, question, language),
            )
            if line
        )
    if not text.strip(f"{FILLED} \n"):
        return None
    return Reading(form=form.id, question=plain_key(question.key), language=language, text=text)


def consent(
    world: World, programme: Programme, form: Form, language: str, now: datetime, channel: str
) -> str:
    """Return what a person agrees to who takes part."""
    words = world.words(language)
    count = questions(world, form, now)
    return words.text(
        CONSENT,
        org=words.iso(words.pick(programme.organisation)),
        questions=words.plural("about one question", "about {n} questions", count),
        programme=words.iso(words.pick(programme.name)),
        retention=words.retention(programme.retention_months),
        channel=channel,
    )


def questions(world: World, form: Form, now: datetime) -> int:
    """Return how many questions a form may ask, worked out once."""
    count = world.lengths.get((form.id, form.version))
    if count is None:
        count = world.lengths[form.id, form.version] = most_questions(form, now)
    return count


def fixed(text: Text, language: str) -> str:
    """Return the words that are the same for everybody, with « … » for what is filled in."""
    chain = (language, *CHAIN.get(language, ()), "en", *text.parts)
    code = next((each for each in chain if each in text.parts), "")
    parts = text.parts.get(code, ())
    return "".join(part if isinstance(part, str) else FILLED for part in parts).strip()


def plain_key(key: str) -> str:
    """Return a question's key without the numbers of entries: they all sound the same."""
    while "[" in key:
        before, _, rest = key.partition("[")
        key = before + rest.partition("]")[2]
    return key


def _choices(world: World, question: Question, language: str) -> Iterator[str]:
    if question.filter is not None or not 0 < len(question.choices) <= LISTED:
        return
    words = world.words(language)
    for place, choice in enumerate(question.choices, 1):
        label = fixed(choice.label, language) or choice.name
        yield words.digits(f"{place}. ") + label
