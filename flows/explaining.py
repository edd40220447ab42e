"""« I do not understand », « what is this? »: what is asked, in other words, and how to answer."""

from __future__ import annotations

from collections.abc import Iterator

from flows import asking, attaching, commands, putting, reading, refusals
from flows.form import Question
from flows.talk import Talk


def explain(talk: Talk) -> bool:
    """Return whether what is open could be explained; say it, and ask again.

    A question that is recorded is read aloud. What is to be confirmed says all itself.
    """
    words, stage = talk.words, talk.position.stage
    question = asking.open_question(talk) if talk.form else None
    if stage == "asking" and question is not None:
        talk.media += attaching.aloud(talk, question)
        for line in _lines(talk, question):
            talk.tell(line)
        commands.again(talk)
        return True
    if stage != "summary" or talk.form is None:
        return False
    if not talk.position.pending:
        answer = words.iso(words.text("Yes, save"))
        talk.tell(words.text("For example, write the number 1, or: {answer}", answer=answer))
    commands.again(talk, brief=True)
    return True


def _lines(talk: Talk, question: Question) -> Iterator[str]:
    words, standing = talk.words, talk.standing()
    yield question.guidance.say(talk.person.language, standing.context(question.key))
    if reading.strict(question):
        yield asking.plainly(talk, question)
    else:
        offered = [each.label for each in putting.choices(talk, question)]
        country = talk.programme.country if talk.programme else ""
        yield refusals.example(question, offered, words, country)
    beside = {each.key.removeprefix("/") for each in putting.actions(talk, question, set())}
    if question.key not in standing.answers:
        beside.discard("keep")  # what is proposed was not given yet
    yield refusals.ways_out(beside, words)
