"""A command that is misspelt: asked back once, where the question takes no such words."""

from __future__ import annotations

from collections.abc import Mapping

from flows import putting, understanding
from flows.message import Option
from flows.talk import Talk
from flows.understanding import Intent

NAMED: Mapping[Intent, str] = {
    "stop": "Stop the messages",
    "back": "Back",
    "skip": "Skip",
    "dont_know": "Skip",
    "help": "Help",
    "person": "A person",
    "language": "Language",
    "menu": "Menu",
    "my_data": "My data",
}
"""What each command is called on its button."""


def asked(talk: Talk) -> bool:
    """Return whether the words are nearly one command, and ask whether it is meant."""
    near = understanding.likely(talk.incoming.text, talk.person.language)
    if len(near) != 1 or near[0] not in NAMED or (NAMED[near[0]] == "Skip" and not _skips(talk)):
        return False
    talk.move(pending=("command", talk.incoming.text, near[0]), before=talk.position.stage)
    ask(talk)
    return True


def _skips(talk: Talk) -> bool:
    """Return whether the open question may be left out: nobody is asked back for nothing."""
    question = talk.standing().question(talk.position.question) if talk.form else None
    return question is not None and not talk.standing().required(question)


def ask(talk: Talk) -> None:
    """Ask whether the command that is pending was meant."""
    words, wanted = talk.words, pending(talk)
    if wanted is None:
        return
    talk.ask(
        "confirming",
        words.text("Did you mean: {value}?", value=words.text(NAMED[wanted])),
        choices=[
            Option(key="yes", label=words.text("Yes")),
            Option(key="no", label=words.text("No")),
        ],
        actions=putting.beside(words),
    )


def pending(talk: Talk) -> Intent | None:
    """Return the command that is asked back, if one is."""
    found = talk.position.pending
    wanted = found[2] if len(found) == 3 and found[0] == "command" else ""
    return next((name for name in NAMED if name == wanted), None)


def insisted(talk: Talk) -> bool:
    """Return whether the same words came once more."""
    typed, again = talk.position.pending[1], talk.incoming.text
    return bool(typed) and understanding.fold(typed) == understanding.fold(again)
