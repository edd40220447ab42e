"""An entry that is named, wherever one is: its list, its answers, taking it out."""

from __future__ import annotations

from collections.abc import Sequence

from flows import (
    asking,
    changing,
    entries,
    entry_lists,
    entry_names,
    entry_words,
    phrases,
    understanding,
)
from flows.entry_words import Wish
from flows.form import Question
from flows.standing import MOST_ENTRIES
from flows.talk import Talk
from flows.understanding import Ask, Read

NOT_THERE = "That one is no longer in the list."


def go(talk: Talk, key: str, wish: Wish) -> None:
    """Go on with what was chosen: the entries of a repeat, or one of them."""
    standing = talk.standing()
    if not entries.there(standing, key):
        talk.tell(talk.words.text(NOT_THERE))
        repeat = entries.repeat_of(key) if entries.is_entry(key) else key
        left = entries.of(standing, repeat)
        entry_lists.show(talk, left, wish=wish) if left else entry_lists.leave(talk)
    elif not entries.is_entry(key):
        entry_lists.show(talk, entries.of(standing, key), wish=wish)
    elif wish == "drop":
        entry_lists.ask_removal(talk, key)
    elif wish == "edit" and entries.answered(standing, key):
        change(talk, key)
    else:
        entry_lists.open_one(talk, key)


def change(talk: Talk, entry: str) -> None:
    """Open the answer of an entry, or ask which of them is to be changed."""
    told = entries.answered(talk.standing(), entry)
    if len(told) == 1:
        changing.open_again(talk, told[0].key)
    elif told:
        asking.which(talk, told)
    else:
        entry_lists.open_one(talk, entry)


def back_to_one(talk: Talk, among: Sequence[Question]) -> bool:
    """Return whether the answers of one entry were listed, and show that entry again."""
    around = {entries.above(each.key) for each in among}
    if len(around) != 1 or not (entry := around.pop()):
        return False
    go(talk, entry, "")
    return True


def by_name(talk: Talk, *, exactly: bool = False) -> bool:
    """Return whether a list of entries was asked for, or one of them by name; open it.

    ``exactly``: the words might be an answer themselves; only a name that is certain counts.
    """
    if talk.form is None or not talk.form.repeats or not talk.incoming.text:
        return False
    text = talk.incoming.text
    if (rest := entry_words.shown(text)) is not None:
        return _listed(talk, rest, exactly=exactly)
    if (rest := entry_words.drop(text, exactly=exactly)) is not None:
        wish: Wish = "drop"
    elif rest := phrases.change(text, exactly=exactly):
        if _an_answer(talk, rest):
            return False
        wish = "edit"
    else:
        return False
    if not rest:
        return entry_lists.open_repeats(talk, wish=wish)
    found = _anywhere(talk, rest, certain=exactly)
    if not found:
        return False
    if len(found) != 1:
        entry_lists.show(talk, found, wish=wish)
    elif not (wish == "edit" and _answer_of(talk, found[0], rest)):
        go(talk, found[0], wish)
    return True


def _answer_of(talk: Talk, entry: str, rest: str) -> bool:
    """Return whether an answer was named with its entry, « l’âge de Salma », and open it."""
    told, said = entries.answered(talk.standing(), entry), rest.split()
    for place in range(1, len(said)):
        for part in (said[:place], said[place:]):
            outcome = changing.named(talk, told, " ".join(part))
            if isinstance(outcome, Read) and not part[0].isdecimal():
                changing.open_again(talk, outcome.value)
                return True
    return False


def _an_answer(talk: Talk, rest: str) -> bool:
    """Return whether an answer is named; a number is an entry's where one more may be added."""
    if rest.isdecimal() and talk.position.question.endswith("[+]"):
        return False
    return isinstance(changing.named(talk, changing.changeable(talk), rest), Read)


def _listed(talk: Talk, rest: str, *, exactly: bool) -> bool:
    if not rest:
        return not exactly and entry_lists.open_repeats(talk)
    repeats = list(entries.every(talk.standing()))
    outcome = understanding.choice(
        rest, entry_names.spoken(talk, repeats), talk.person.language, many=False
    )
    if not isinstance(outcome, Read) or rest.isdecimal():
        return False
    go(talk, outcome.value, "")
    return True


def _anywhere(talk: Talk, rest: str, *, certain: bool) -> list[str]:
    """Return the entries, or the repeat, that a name means: Salma, the second, child 2."""
    standing = talk.standing()
    repeats = list(entries.every(standing))
    every = [entry for repeat in repeats for entry in entries.of(standing, repeat)]
    if not every:
        return []
    said, number = entry_words.numbered(rest)
    if number:
        return _by_number(talk, repeats, said, int(number))
    language = talk.person.language
    if len(repeats) > 1 and (place := ordinal(rest, language)):
        return _by_number(talk, repeats, "", place)
    for keys in (every, repeats):
        outcome = understanding.choice(rest, entry_names.spoken(talk, keys), language, many=False)
        if isinstance(outcome, Read):
            return [outcome.value]
        if isinstance(outcome, Ask) and not certain:
            return [*outcome.values]
    return []


def ordinal(said: str, language: str) -> int:
    """Return the place that a number or words as « the second » name, 0 where they name none."""
    most = range(1, MOST_ENTRIES + 1)
    places = [understanding.Option(name=str(n), labels=(f"¤{n}",)) for n in most]
    outcome = understanding.choice(said, places, language, many=False)
    return int(outcome.value) if isinstance(outcome, Read) else 0


def _by_number(talk: Talk, repeats: Sequence[str], said: str, number: int) -> list[str]:
    """Return the entries with a number, of the repeat that the words before it name."""
    standing = talk.standing()
    named = list(repeats)
    if said and understanding.fold(said) not in _ARTICLES:
        outcome = understanding.choice(
            said, entry_names.spoken(talk, repeats), talk.person.language, many=False
        )
        named = [outcome.value] if isinstance(outcome, Read) else []
        if isinstance(outcome, Ask):
            named = [*outcome.values]
    held = [entries.of(standing, each) for each in named]
    return [each[number - 1] for each in held if 1 <= number <= len(each)]


_ARTICLES = frozenset(
    map(understanding.fold, ("le", "la", "n°", "numéro", "number", "no", "رقم", "nemra", "شماره"))
)
