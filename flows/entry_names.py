"""What the entries of a repeat are called, in lists and by those who name them."""

from __future__ import annotations

from collections.abc import Sequence

from flows import entries, putting, understanding
from flows.computed import plain
from flows.form import Question
from flows.incoming import is_file
from flows.message import Option
from flows.standing import Standing
from flows.talk import Talk
from locales.text import mark
from locales.text import plain as unmarked

_WORDS = ("name", "text")
_SHORT = (
    *("integer", "decimal", "range", "select_one", "select_multiple", "year", "phone", "numbers"),
    *("date", "date_persian", "date_islamic", "time", "barcode", *_WORDS),
)
"""Kinds of question whose answers tell entries apart."""
_NAME_LIMIT = 24
"""Characters of one answer in an entry's name."""
_NAMED = mark("{name}, {more}")


def name(talk: Talk, entry: str) -> str:
    """Return what an entry is called: « Salma, 7 », after its first answers in words, then others.

    One without any is called as its repeat.
    """
    parts = _parts(talk, entry)
    if not parts:
        return title(talk, entries.repeat_of(entry))
    if len(parts) == 1:
        return parts[0]
    return talk.words.text(_NAMED, name=parts[0], more=parts[1])


def numbered(talk: Talk, entry: str) -> str:
    """Return an entry's name and its number in the list."""
    place = entries.place(talk.standing(), entry)
    return talk.words.digits(f"{place}. ") + name(talk, entry)


def title(talk: Talk, repeat: str) -> str:
    """Return what a repeat is called."""
    standing = talk.standing()
    label = standing.form.groups[plain(repeat)].label
    said = label.say(talk.person.language, standing.context(repeat))
    return said.rstrip(" \u00a0\u202f:؟?") or repeat.rpartition("/")[2]


def _parts(talk: Talk, entry: str) -> list[str]:
    """Return at most two short answers, one in words first."""
    standing = talk.standing()
    told = [
        each
        for each in entries.answered(standing, entry)
        if each.kind in _SHORT and not is_file(str(standing.answers[each.key]))
        if standing.answers[each.key] not in (None, "", [])
    ]
    told.sort(key=lambda each: each.kind not in _WORDS)
    first = told[:1]
    return [_short(talk, each) for each in (*first, *_next(told[1:]))]


def _next(told: Sequence[Question]) -> Sequence[Question]:
    """Return what comes after the first words: the first answer that is no sentence."""
    return [*[each for each in told if each.kind not in _WORDS], *told][:1]


def _short(talk: Talk, question: Question) -> str:
    shown = unmarked(putting.show(talk, question, talk.standing().answers[question.key]))
    said = " ".join(shown.split())
    return said if len(said) <= _NAME_LIMIT else said[: _NAME_LIMIT - 1].rstrip() + "…"


# ---------------------------------------------------------------- in lists


def outside(standing: Standing, questions: Sequence[Question]) -> list[Question | str]:
    """Return the questions outside of repeats, and in the others' place the key of their repeat."""
    listed = dict.fromkeys(each.key.partition("[")[0] for each in questions)
    alone = {each.key: each for each in questions}
    return [alone.get(key, key) for key in listed if key in alone or entries.of(standing, key)]


def options(talk: Talk, keys: Sequence[str]) -> list[Option]:
    """Return entries and repeats as they are offered, entries by their place in the list.

    A place that holds "" is left out.
    """
    return [
        _entry(talk, key, place) if entries.is_entry(key) else _repeat(talk, key)
        for place, key in enumerate(keys, 1)
        if key
    ]


def _entry(talk: Talk, key: str, place: int) -> Option:
    label = talk.words.digits(f"{place}. ") + name(talk, key)
    return Option(key=key, label=label, numbered=True)


def _repeat(talk: Talk, key: str) -> Option:
    count = len(entries.of(talk.standing(), key))
    return Option(key=key, label=f"{title(talk, key)} ({talk.words.digits(str(count))})")


def spoken(talk: Talk, keys: Sequence[str]) -> list[understanding.Option]:
    """Return entries and repeats by the names that people type."""
    return [
        understanding.Option(name=each, labels=tuple(dict.fromkeys(_names(talk, each))))
        for each in keys
    ]


def _names(talk: Talk, key: str) -> list[str]:
    if not entries.is_entry(key):
        return [title(talk, key)]
    parts = _parts(talk, key)
    return [name(talk, key), *parts[:1]]
