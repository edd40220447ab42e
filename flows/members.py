"""The people of one chat: what each is called, and who has something open."""

from __future__ import annotations

from collections.abc import Sequence

from flows import putting
from flows.incoming import is_file
from flows.message import Option
from flows.state import Interview
from flows.talk import Talk
from locales.text import Catalogue

NAME = "full_name"
"""The question for a person's name (programmes.md, M1)."""

FOR = "For {name}:"
"""Before what is said first to one of several people of a chat."""
WHOSE = "Whose turn is it to answer?"


def shared(talk: Talk) -> bool:
    """Return whether others answer in this chat as well."""
    return bool(talk.state.others)


def name(talk: Talk) -> str:
    """Return what the person who has the turn is called, ready to stand in a sentence."""
    return talk.words.iso(names(talk)[talk.state.place])


def full_names(talk: Talk) -> list[str]:
    """Return the whole names of the people of the chat that are known."""
    return [each for each in _full(talk).values() if each]


def _full(talk: Talk) -> dict[int, str]:
    held = {talk.state.place: tuple(talk.interviews.values())}
    held |= {each.place: each.interviews for each in talk.state.others}
    return {place: _whole(interviews) for place, interviews in sorted(held.items())}


def names(talk: Talk) -> dict[int, str]:
    """Return what the people of the chat are called, by place; first names where they differ."""
    whole = _full(talk)
    first = [_first(each) for each in whole.values()]
    label = {
        place: called(each, place, talk.words, whole=first.count(_first(each)) > 1)
        for place, each in whole.items()
    }
    twice = [each for each in label.values() if list(label.values()).count(each) > 1]
    return {  # two cousins may have one name
        place: f"{each} ({talk.words.number(place)})" if each in twice else each
        for place, each in label.items()
    }


def called(full_name: str, place: int, words: Catalogue, *, whole: bool = False) -> str:
    """Return a first name, the whole one, or « person 2 » while none is known."""
    if not full_name:
        return words.text("Person {n}", n=words.number(place))
    return full_name if whole else _first(full_name)


def known(interviews: Sequence[Interview]) -> str:
    """Return the name that was given last, or ""."""
    return _whole(interviews)


def ask(talk: Talk) -> None:
    """Ask whose turn it is."""
    words = talk.words
    if talk.position.stage != "confirming":
        talk.move(before=talk.position.stage)
    talk.move(pending=("whose",))
    someone = words.text("Answer for someone else")
    talk.ask(
        "confirming",
        words.text(WHOSE),
        choices=offered(talk),
        actions=[
            Option(key="another", label=someone, short=words.text("Someone else")),
            *putting.beside(words),
        ],
    )


def offered(talk: Talk) -> list[Option]:
    """Return the people of the chat as choices."""
    return [Option(key=key(place), label=called) for place, called in names(talk).items()]


def key(place: int) -> str:
    """Return the key of the button of a person."""
    return f"p{place}"


def open_ones(talk: Talk) -> int:
    """Return how many people of the chat have an intake that is not finished."""
    return _open(tuple(talk.interviews.values())) + sum(
        _open(each.interviews) for each in talk.state.others
    )


def _open(interviews: Sequence[Interview]) -> bool:
    return any(each.status == "open" for each in interviews)


def _whole(interviews: Sequence[Interview]) -> str:
    for interview in reversed(interviews):
        for key, value in interview.answers.items():
            named = key.rpartition("/")[2] == NAME and isinstance(value, str)
            if named and not is_file(str(value)) and str(value).strip():
                return str(value).strip()
    return ""


def _first(full_name: str) -> str:
    return full_name.split(maxsplit=1)[0] if full_name else ""
