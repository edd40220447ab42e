"""A short true answer to what is asked about the conversation, and then the question again."""

from __future__ import annotations

from collections.abc import Iterator

from flows import (
    asking,
    commands,
    explaining,
    inquiries,
    linking,
    phrases,
    putting,
    reading,
    readings,
    understanding,
)
from flows.form import Question
from flows.inquiries import Topic
from flows.interview import conducted_first, progress
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Ask, Outcome
from locales.text import mark

ASK_TEAM = mark("To ask the team something, write “person”.")
VOLUNTARY = mark("Taking part is voluntary, and a no costs you no right.")


def told(talk: Talk, topic: Topic) -> bool:
    """Return whether there is something to say about a topic, and say it."""
    if topic == "what" and talk.position.stage in ("asking", "summary", "confirming"):
        return explaining.explain(talk)
    if not say(talk, topic):
        return False
    linked = talk.incoming.link is not None and talk.position.pending[:1] == ("link",)
    if linked:
        talk.say("")  # before the question that the other chat's code asks
    if not linked or not linking.asked_again(talk):
        commands.again(talk, brief=True)
    return True


def say(talk: Talk, topic: Topic) -> bool:
    """Return whether there is something to say about a topic; it stands before what comes next."""
    question = asking.open_question(talk) if talk.form else None
    begins = question is not None and conducted_first(question)
    if topic == "why" and (begins or talk.programme is None):
        topic = "who"  # what it is all for
    lines = [each for each in _lines(talk, topic) if each]
    if not lines:
        return False
    talk.tell("\n".join(lines))
    return True


def asked(talk: Talk) -> bool:
    """Return whether a reply that answers nothing asks about the conversation; answer it."""
    text = talk.incoming.text
    topic = about(talk, text) if phrases.is_question(text) else None
    return topic is not None and told(talk, topic)


def left_to_the_team(talk: Talk, question: Question, outcome: Outcome[Value]) -> bool:
    """Return whether a reply that answers nothing asks something; the team is named, no more.

    Who asks does not struggle with the question: it counts for no refusal, but is kept as typed.
    What may mean an answer is asked back, unless it begins as a question does, too.
    """
    text = talk.incoming.text
    strict = reading.strict(question) or conducted_first(question)
    if talk.interview is None or strict or not text.rstrip().endswith(("?", "؟")):
        return False
    if isinstance(outcome, Ask) and not phrases.begins_a_question(text):
        return False
    if not any(c.isalpha() for c in text):
        return False
    asking.keep_refused(talk, question, "question", text)
    talk.tell(talk.words.text(ASK_TEAM))
    asking.again(talk, brief=True)
    return True


def say_why(talk: Talk) -> None:
    """Say what the answers are for, and nothing of the question that is open."""
    own = talk.programme
    talk.tell(_for_what(talk, talk.words.iso(talk.words.pick(own.name))) if own else "")


def _for_what(talk: Talk, programme: str) -> str:
    return talk.words.text("We ask this to register you for: {programme}.", programme=programme)


def about(talk: Talk, text: str) -> Topic | None:
    """Return what a question in words of her own is about: « c’est quoi Femmpact ? » is who."""
    own = talk.programme
    name = understanding.fold(talk.words.pick(own.name)) if own else ""
    if name and understanding.fold(text).endswith(f" {name}"):
        return "who"
    return inquiries.within(text)


def _lines(talk: Talk, topic: Topic) -> Iterator[str]:
    words, programme = talk.words, talk.programme
    name = words.iso(words.pick(programme.name)) if programme else ""
    match topic:
        case "who" | "what":
            yield from _who(talk, name)
        case "number":
            yield from _who(talk, name)
            yield words.text(ASK_TEAM)
        case "robot":
            yield words.text("Yes, an automatic service answers you here, not a person.")
            yield words.text(ASK_TEAM)
        case "free":
            yield words.text("Answering here is free; it only uses your phone’s Internet.")
            yield words.text(ASK_TEAM)
        case "length":
            if still := left(talk):
                yield still
                yield words.text("You can stop and go on later: your answers are kept.")
        case "privacy" if programme is not None:
            yield words.text(
                "Only the programme’s team sees your answers. They are kept {retention}.",
                retention=words.retention(programme.retention_months),
            )
            yield words.text("Write “my data” to see them, “erase my data” to erase them.")
        case "why" if name:
            if _explains_itself(talk):
                yield _may_skip(talk) or words.text(VOLUNTARY)
                return
            yield _for_what(talk, name)
            yield _may_skip(talk)
        case "must":
            yield _must(talk)
        case "team":
            yield words.text(ASK_TEAM)
        case "stopping":
            yield words.text("Yes, at any time: write “stop”. A no costs you no right.")
        case "mistake":
            yield words.text("That is no problem: you can change an answer at any time.")
            yield words.text("To change an answer, write “change” and its name.")
        case "after" if programme is not None and programme.next_step:
            yield words.text("Next step: {step}", step=words.pick(programme.next_step))


def _who(talk: Talk, programme: str) -> Iterator[str]:
    words, own = talk.words, talk.programme
    if own is None or not own.organisation:
        yield words.text("This is an automatic message service.")
        return
    organisation = words.iso(words.pick(own.organisation))
    yield words.text("This is an automatic message service of: {org}.", org=organisation)
    yield words.text("Here people register for: {programme}.", programme=programme)


def left(talk: Talk) -> str:
    """Return how many questions are left; before the first one, about how many there are."""
    words, question = talk.words, asking.open_question(talk) if talk.form else None
    if question is None or talk.programme is None:
        return putting.place(talk)
    if conducted_first(question):
        count = readings.questions(talk.world, talk.standing().form, talk.local_now)
        shown = words.plural("about one question", "about {n} questions", count)
    else:
        at, total = progress(talk.standing(), question.key)
        shown = words.plural("{n} question", "{n} questions", total - at + 1 if at else 1)
    return words.text("Still to answer: {questions}.", questions=shown)


def _explains_itself(talk: Talk) -> bool:
    """Return whether the open question asks for an agreement of its own, and says what for."""
    question = asking.open_question(talk) if talk.form else None
    return question is not None and question.role in ("consent", "guardian")


def _must(talk: Talk) -> str:
    """Return whether the open question has to be answered."""
    question = asking.open_question(talk) if talk.form else None
    if question is None:
        return ""
    if conducted_first(question):
        return talk.words.text(VOLUNTARY)
    return _may_skip(talk) or talk.words.text("This question needs an answer.")


def _may_skip(talk: Talk) -> str:
    question = asking.open_question(talk) if talk.form else None
    if question is None or conducted_first(question) or talk.standing().required(question):
        return ""
    return talk.words.text("You can skip this question.")
