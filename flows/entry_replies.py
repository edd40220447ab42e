"""What a reply means while a list of entries is open, or one of them; and taking one out."""

from __future__ import annotations

from collections.abc import Sequence

from flows import (
    asking,
    changing,
    commands,
    entries,
    entry_lists,
    entry_names,
    entry_wishes,
    entry_words,
    phrases,
    replying,
    understanding,
)
from flows.entry_lists import LIST, ONE
from flows.entry_words import Wish
from flows.talk import Talk
from flows.turn import Keep
from flows.understanding import Ask, Read

LEAVING = ("back", "cancel", "no", "done")
FIRST = commands.COMMANDS - {"cancel"}
"""Commands that are one though they may look like a wish about an entry: « delete my data »."""


def review(talk: Talk) -> bool:
    """Return whether a list or an entry is open, and take the reply to it."""
    what = talk.position.pending[:1]
    if what not in ((LIST,), (ONE,)):
        return False
    said = None if talk.incoming.tap else commands.intent(talk)
    if said in FIRST and commands.command(talk, said):
        return True
    (_chosen if what == (LIST,) else _about_one)(talk)
    return True


# ---------------------------------------------------------------- a list


def _chosen(talk: Talk) -> None:
    """Take which entry is meant; a number is that of the list as it was shown."""
    tap, keys = talk.incoming.tap, talk.position.pending[2:]
    wish = _wish(talk.position.pending[1])
    if tap is not None:
        key = replying.indexed(tap.key, [each for each in keys if each])
        if key and key in keys:
            entry_wishes.go(talk, key, wish)
            return
    else:
        said, meant = _said(talk.incoming.text)
        if found := _found(talk, keys, meant):
            if len(found) == 1:
                entry_wishes.go(talk, found[0], said or wish)
            else:
                entry_lists.show(talk, found, wish=said or wish)
            return
    if _elsewhere(talk) or (tap is None and entry_wishes.by_name(talk)):
        return
    talk.tell(talk.words.text("Please choose one of the list."))
    commands.again(talk)


def _wish(stored: str) -> Wish:
    return "drop" if stored == "drop" else "edit" if stored == "edit" else ""


def _said(text: str) -> tuple[Wish, str]:
    """Return what is to be done, where it was said with the name, and the name."""
    if rest := entry_words.drop(text):
        return "drop", rest
    if rest := phrases.change(text):
        return "edit", rest
    return "", text


def _found(talk: Talk, keys: Sequence[str], text: str) -> list[str]:
    """Return the keys that a name or number may mean; a number is the place in these."""
    standing, language = talk.standing(), talk.person.language
    left = [each for each in keys if each and entries.there(standing, each)]
    outcome = understanding.choice(text, entry_names.spoken(talk, left), language, many=False)
    place = entry_wishes.ordinal(text, language)
    if place and (not isinstance(outcome, Read) or left[place - 1 : place] == [outcome.value]):
        return [each for each in keys[place - 1 : place] if each]
    if isinstance(outcome, Read):
        return [outcome.value]
    return [*outcome.values] if isinstance(outcome, Ask) else []


def _elsewhere(talk: Talk) -> bool:
    """Return whether the reply leaves the list, or is a command."""
    tap = talk.incoming.tap
    intent = "back" if tap is not None and tap.key == "back" else commands.intent(talk, tap)
    if intent in LEAVING:
        _back(talk)
        return True
    return commands.command(talk, intent) or (tap is None and commands.aside(talk))


def _back(talk: Talk) -> None:
    """Go from an entry to its list, from an inner list to the entry around it, else on."""
    what, *rest = talk.position.pending
    standing = talk.standing()
    own = rest[0] if what == ONE else next(filter(None, rest[1:]), "")
    if what == ONE and (held := entries.of(standing, entries.repeat_of(own))):
        entry_lists.show(talk, held)
    elif what == LIST and own and (around := entries.above(_repeat(own))):
        entry_wishes.go(talk, around, "")
    else:
        entry_lists.leave(talk)


def _repeat(key: str) -> str:
    return entries.repeat_of(key) if entries.is_entry(key) else key


# ---------------------------------------------------------------- one entry


def _about_one(talk: Talk) -> None:
    """Take what is to be done with the entry that is shown."""
    tap, entry = talk.incoming.tap, talk.position.pending[1]
    standing = talk.standing()
    if not entries.there(standing, entry):
        entry_wishes.go(talk, entry, "")
        return
    if tap is None and _another(talk, entry):
        return
    inner = entries.repeats(standing, entry)
    key = replying.indexed(tap.key, ["edit", "drop", *inner]) if tap else _named(talk, inner)
    if key == "edit":
        entry_wishes.change(talk, entry)
    elif key == "drop":
        entry_lists.ask_removal(talk, entry)
    elif key in inner:
        entry_wishes.go(talk, key, "")
    elif not (tap is None and _one_answer(talk, entry)) and not (
        _elsewhere(talk) or (tap is None and entry_wishes.by_name(talk))
    ):
        talk.tell(talk.words.text("Sorry, we did not understand."))
        commands.again(talk)


def _another(talk: Talk, entry: str) -> bool:
    """Return whether another entry than the one that is shown was named with a wish; do it."""
    wish, meant = _said(talk.incoming.text)
    beside = entries.of(talk.standing(), entries.repeat_of(entry))
    found = _found(talk, beside, meant) if wish else []
    if len(found) != 1 or found[0] == entry:
        return False
    entry_wishes.go(talk, found[0], wish)
    return True


def _named(talk: Talk, inner: Sequence[str]) -> str:
    """Return which button the words say, or ""."""
    words, text = talk.words, talk.incoming.text
    if entry_words.drop(text) is not None:
        return "drop"
    if phrases.change(text) == "":
        return "edit"
    options = [
        understanding.Option(name="edit", labels=(words.text("Change"),)),
        understanding.Option(name="drop", labels=(words.text("Delete"),)),
        *entry_names.spoken(talk, inner),
    ]
    return commands.named(talk, options)


def _one_answer(talk: Talk, entry: str) -> bool:
    """Return whether one of the entry's answers was named, and open it."""
    text = phrases.change(talk.incoming.text) or talk.incoming.text
    outcome = changing.named(talk, entries.answered(talk.standing(), entry), text)
    if not isinstance(outcome, Read) or text.strip().isdecimal():
        return False
    changing.open_again(talk, outcome.value)
    return True


# ---------------------------------------------------------------- taking one out


def confirmed(talk: Talk, key: str) -> None:
    """Take the entry out that is pending, or leave it; ``key``: yes, no or "" for neither."""
    entry = talk.position.pending[1]
    if talk.form is None:
        commands.again(talk)
        return
    if not entries.there(talk.standing(), entry):
        entry_wishes.go(talk, entry, "")
    elif key == "yes":
        _take_out(talk, entry)
    elif key == "no" or (intent := commands.intent(talk, talk.incoming.tap)) in LEAVING:
        talk.move(stage="summary", before="")
        entry_wishes.go(talk, entry, "")
    elif intent in commands.COMMANDS:
        talk.move(stage="summary", before="", pending=(ONE, entry))
        commands.command(talk, intent)
    else:
        talk.tell(talk.words.text("Sorry, we did not understand."))
        entry_lists.ask_removal(talk, entry)


def _take_out(talk: Talk, entry: str) -> None:
    """Take an entry out, tell it, and go on."""
    standing, interview = talk.standing(), talk.interview
    removal = entries.removal(standing, entry)
    if removal.after is None or interview is None:
        entry_lists.ask_removal(talk, entry)
        return
    name = entry_names.name(talk, entry)
    for key in (*removal.gone(standing), entry, *removal.dropped(standing)):
        talk.do(
            Keep(
                interview=interview.id,
                question=key,
                value=None,
                typed=talk.incoming.text,
                how="deleted",
            )
        )
    if removal.count is not None:
        talk.do(
            Keep(
                interview=interview.id,
                question=removal.count.key,
                value=removal.number,
                typed=talk.incoming.text,
                how="edited",
            )
        )
    talk.store(interview, removal.after)
    talk.tell(talk.words.text("Deleted: {name}", name=talk.words.iso(name)))
    talk.move(stage="summary", pending=(), before="", last=())
    asking.leave_edit(talk)
