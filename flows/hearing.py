"""The questions read aloud from now on: « je ne sais pas lire », « صيفطو بالصوت »."""

from __future__ import annotations

from flows import asking, commands, putting
from flows.form import Question
from flows.talk import Talk

VOICE = "voice"
PERSON = "You can ask for a person."


def wished(talk: Talk) -> bool:
    """Return whether the questions are heard from now on; what is open is read aloud at once."""
    if talk.form is None or talk.position.stage not in ("asking", "summary", "done"):
        return False
    question = _about(talk)
    if question is not None and talk.position.question == question.key:
        return False  # it is the answer itself
    words = talk.words
    if question is not None and talk.standing().answers.get(question.key) != VOICE:
        refusals, picked = talk.position.refusals, talk.position.picked
        asking.answered(talk, question, VOICE, "typed", talk.incoming.text)
        talk.move(refusals=refusals, picked=picked, last=())
        name = putting.name_of(question, talk.standing(), talk.person.language)
        value = putting.show(talk, question, VOICE)
        talk.tell(words.text("Changed. {name}: {value}", name=name, value=value))
    elif talk.person.mode == "text":
        talk.become(mode=VOICE)
    talk.tell(words.text(PERSON))
    commands.again(talk)
    return True


def _about(talk: Talk) -> Question | None:
    """Return the question how one wants the questions, where the form asks it."""
    return next(
        (
            each
            for each in talk.standing().asked
            if each.role == "mode" and VOICE in (choice.name for choice in each.choices)
        ),
        None,
    )
