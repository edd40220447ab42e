"""What a reply means as an answer to the question that is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows import putting, understanding
from flows.form import Choice, Question, Text
from flows.questions import TYPES, Reply, type_of
from flows.questions.choice import options
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Ask, Outcome, Read, Refused, YesNo

STRICT = frozenset({"", "main", "guardian", "sensitive"})
"""Purposes that only a clear yes agrees to (languages.md, section 3)."""
TWICE = 6
"""Words of an agreement that is said in two wordings."""
SENTENCE = 12
"""Words of a reply that begins with a no and may mean it."""
_PLACE = re.compile(r"\s*([0-9]{1,3})\s*[.)]?\s*")
AGREE = {"agree": True, "refuse": False, "yes": True, "no": False}


def strict(question: Question) -> bool:
    """Return whether only a button, its number or clear words agree to this."""
    return question.role in ("consent", "guardian") and question.purpose in STRICT


def read(talk: Talk, question: Question, key: str = "") -> Outcome[Value]:
    """Return what the incoming message means as an answer to this question."""
    incoming = talk.incoming
    if question.role == "phone" and incoming.phone and _mine(talk, question, key):
        return Read(value=incoming.phone)
    if question.type == "range" and key:
        return TYPES["range"].read(question, _reply(talk, question, text=key))
    return type_of(question).read(question, _reply(talk, question, text=incoming.text, key=key))


def _mine(talk: Talk, question: Question, key: str) -> bool:
    """Return whether the number that the channel knows was agreed to, as the list shows it."""
    offered = putting.choices(talk, question)
    if not offered:
        return False
    said = understanding.fold(talk.incoming.text)
    return key == "mine" or said in ("1", understanding.fold(offered[0].label))


def read_words(talk: Talk, question: Question, text: str, *, country: str = "") -> Outcome[Value]:
    """Return what words said before mean as an answer; ``country``: as said in that one."""
    reply = _reply(talk, question, text=text)
    return type_of(question).read(question, replace(reply, country=country) if country else reply)


def _options(talk: Talk, question: Question, text: str) -> Sequence[Choice]:
    """Return the choices that a reply may mean; a number counts in the list that was shown."""
    if question.role == "repeat":
        language, words = talk.person.language, talk.words
        said = {"yes": words.text("Yes"), "no": words.text("No")}
        return tuple(Choice(name=key, label=Text({language: (it,)})) for key, it in said.items())
    if talk.position.search and understanding.ascii_digits(text).strip().isdigit():
        return putting.found(talk, question)
    listed = question.choices or question.filter is not None
    return talk.standing().options(question) if listed else ()


def _reply(talk: Talk, question: Question, *, text: str, key: str = "") -> Reply:
    incoming, programme = talk.incoming, talk.programme
    country = programme.country if programme else "MA"
    chosen = talk.standing().form.role("country")
    if chosen is not None and (value := talk.standing().values.get(chosen.key)):
        country = str(value)
    return Reply(
        text=text,
        key=key,
        upload=incoming.upload,
        location=incoming.location,
        contact=incoming.contact,
        language=talk.person.language,
        now=talk.local_now,
        country=country,
        options=tuple(_options(talk, question, text)),
    )


def place_in_list(text: str) -> int | None:
    """Return the number that a whole reply is, in digits of any script, or None."""
    found = _PLACE.fullmatch(understanding.ascii_digits(text))
    return int(found[1]) if found else None


def consent_read(talk: Talk, question: Question) -> Outcome[Value]:
    """Return the answer to a consent: only a button, its number or the strict words count."""
    offered = talk.standing().options(question)
    said = understanding.consent(talk.incoming.text, talk.person.language)
    said = said or _said_twice(talk.incoming.text, talk.person.language)
    place = place_in_list(talk.incoming.text)
    if place is not None and 1 <= place <= len(offered):
        return Read(value=offered[place - 1].name)
    for choice in offered:
        if said is not None and AGREE.get(choice.name) == (said == "yes"):
            return Read(value=choice.name)
    labels = options(offered, talk.person.language)
    folded = understanding.fold(talk.incoming.text)
    for option in labels:
        if folded and folded in map(understanding.fold, option.labels):
            return Read(value=option.name)
    return _refuses(talk, offered)


def _refuses(talk: Talk, offered: Sequence[Choice]) -> Outcome[Value]:
    """Return the no to ask back where a reply begins with one; a yes must be clear."""
    parts = talk.incoming.text.split()
    if len(parts) > SENTENCE:
        return Refused(code="choice.unknown")
    said = [understanding.intent(each, talk.person.language) for each in parts]
    begins = said[:1] == ["no"] and "yes" not in said and talk.meaning() is None
    no = next((each.name for each in offered if AGREE.get(each.name) is False), None)
    return Ask(values=(no,)) if begins and no else Refused(code="choice.unknown")


def _said_twice(text: str, language: str) -> YesNo | None:
    """Return what two wordings of the same say, one of them clearly (« oui, je suis d’accord »)."""
    said = text.split()
    for place in range(1, min(len(said), TWICE)):
        parts = " ".join(said[:place]), " ".join(said[place:])
        clearly = {understanding.consent(each, language) for each in parts} - {None}
        if (
            len(clearly) == 1
            and {understanding.intent(each, language) for each in parts} == clearly
        ):
            return clearly.pop()
    return None
