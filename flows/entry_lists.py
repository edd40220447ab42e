"""The list of a repeat's entries, one of them, and whether it is to be taken out: what is asked.

What the person answers to it is taken by ``flows.entry_replies``.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows import asking, entries, entry_names, putting
from flows.entry_words import Wish
from flows.message import Option
from flows.talk import Talk
from locales.text import mark

LIST, ONE, DROP = "entries", "entry", "drop"
"""First of what is pending: a list is open, one entry, whether one is to be taken out."""
_WHAT = mark("What do you want to do?")
_COUNTED = mark("The answer to “{name}” becomes: {number}")


def open_repeats(talk: Talk, *, wish: Wish = "") -> bool:
    """Return whether there are entries, and show them: the list, or first which one of several."""
    found = entries.repeats(talk.standing())
    if not found:
        return False
    show(talk, found if len(found) > 1 else entries.of(talk.standing(), found[0]), wish=wish)
    return True


def show(talk: Talk, keys: Sequence[str], *, wish: Wish = "") -> None:
    """Show entries, or repeats, of which one is to be chosen.

    What is pending are the keys in their places: each entry of one repeat keeps its number, also
    where some are not offered.
    """
    words = talk.words
    repeats = {entries.repeat_of(each) if entries.is_entry(each) else "" for each in keys}
    asked = words.text("Which one do you want to delete?" if wish == "drop" else "Which one?")
    one = next(iter(repeats), "") if len(repeats) == 1 else ""
    head = entry_names.title(talk, one) if one else ""
    if one:
        keys = [each if each in keys else "" for each in entries.of(talk.standing(), one)]
    talk.move(pending=(LIST, wish, *keys), question="", picked=(), search="")
    talk.ask(
        "summary",
        "\n".join(filter(None, (head, asked))),
        choices=entry_names.options(talk, keys),
        actions=[Option(key="back", label=words.text("Back"))],
    )


def open_one(talk: Talk, entry: str) -> None:
    """Show one entry and ask what is to be done with it."""
    words, standing = talk.words, talk.standing()
    talk.move(pending=(ONE, entry), question="")
    lines = [words.iso(entry_names.numbered(talk, entry))]
    told = entries.answered(standing, entry)
    for each in told:
        label = each.label.say(talk.person.language, standing.context(each.key))
        shown = putting.shortened(putting.show(talk, each, standing.answers[each.key]))
        called = label.rstrip(" \u00a0\u202f:؟?") or each.name
        lines.append(words.text(putting.NAMED, name=called, value=shown))
    offered = [Option(key="edit", label=words.text("Change"))] if told else []
    removal = entries.removal(standing, entry)
    if removal.after is not None or removal.count is not None:
        offered.append(Option(key="drop", label=words.text("Delete")))
    talk.ask(
        "summary",
        "\n".join([*lines, "", words.text(_WHAT)]),
        choices=[*offered, *entry_names.options(talk, entries.repeats(standing, entry))],
        actions=[Option(key="back", label=words.text("Back"))],
    )


def ask_removal(talk: Talk, entry: str) -> None:
    """Say what goes with an entry, and ask whether it is to be taken out; or why it cannot be."""
    words, standing = talk.words, talk.standing()
    removal = entries.removal(standing, entry)
    if removal.after is None:
        _why_not(talk, removal)
        return
    lines = [words.text("Delete {name}?", name=words.iso(entry_names.numbered(talk, entry)))]
    count = sum(not each.endswith("[+]") for each in removal.gone(standing))
    if count:
        lines.append(
            words.plural(
                "{n} answer in it goes and cannot come back.",
                "{n} answers in it go and cannot come back.",
                count,
            )
        )
    if removal.count is not None:
        called = putting.name_of(removal.count, standing, talk.person.language)
        number = words.number(removal.number)
        lines.append(words.text(_COUNTED, name=words.iso(called), number=number))
    talk.move(pending=(DROP, entry), before="asking", question="")
    talk.ask(
        "confirming",
        "\n".join(lines),
        choices=[
            Option(key="yes", label=words.text("Yes, delete")),
            Option(key="no", label=words.text("No, keep")),
        ],
        actions=putting.beside(words),
    )


def _why_not(talk: Talk, removal: entries.Removal) -> None:
    """Say what the number of entries follows from, and ask that, or show the entry again."""
    words, count = talk.words, removal.count
    if count is None:
        talk.tell(
            words.text(
                "How many there are follows from other answers, so this one cannot be deleted. "
                "You can change what is in it."
            )
        )
        open_one(talk, removal.entry)
        return
    called = putting.name_of(count, talk.standing(), talk.person.language)
    talk.tell(
        words.text(
            "This one cannot be deleted here. How many there are is your answer to: {name}. "
            "You can change it now.",
            name=words.iso(called),
        )
    )
    talk.move(pending=(), before="", editing=True)
    asking.put(talk, count)


def again(talk: Talk) -> bool:
    """Return whether a list or an entry is open, and show it once more, as it is now."""
    what, *rest = talk.position.pending or ("",)
    if what not in (LIST, ONE, DROP) or talk.form is None:
        return False
    standing = talk.standing()
    if what == LIST:
        wish: Wish = "drop" if rest[0] == "drop" else "edit" if rest[0] == "edit" else ""
        keys = [each for each in rest[1:] if each and entries.there(standing, each)]
        if keys:
            show(talk, keys, wish=wish)
            return True
    elif entries.there(standing, rest[0]):
        (open_one if what == ONE else ask_removal)(talk, rest[0])
        return True
    leave(talk)
    return True


def leave(talk: Talk) -> None:
    """Go on where the person was before she saw the list."""
    talk.move(pending=(), before="")
    asking.leave_edit(talk)
