"""What a question says, and what is offered under it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache, lru_cache

from flows import entries, readings, understanding
from flows.form import Choice, Question
from flows.interview import conducted_first, previous_question, progress
from flows.message import Option
from flows.questions import Shown, type_of
from flows.standing import Standing
from flows.state import Value
from flows.suggesting import suggestion
from flows.talk import Talk
from locales.dates import persian_digits
from locales.text import Catalogue, mark

SHOWN = 100
"""Options that a message carries at most; the rest is found by typing."""
SHARES = ("telegram",)
"""Channels with buttons that send the person's own number, and where she is."""
NAMED = mark("{name}: {value}")
"""An answer in a list."""
LONG_AGO = timedelta(hours=6)
"""Somebody who comes back after this is told where she stood, and reads the whole question."""
IN_A_LIST = 300
"""Characters of an answer that a summary shows; all of it is in « my data »."""
PAGE = 10
"""More options than this come with the advice to type the beginning of a name."""


def wording(talk: Talk, question: Question) -> str:
    """Return the words of a question: its own, or the bot's where the conversation conducts it."""
    words, standing = talk.words, talk.standing()
    context = standing.context(question.key)
    lines: list[str] = []
    own = conducted(talk, question)
    if talk.brief:
        return _in_brief(talk, question)
    lines.append(own or question.label.say(talk.person.language, context) or question.name)
    if not own and (hint := question.hint.say(talk.person.language, context)):
        lines.append(hint)
    if question.type == "rank":
        offered = standing.options(question)
        language = talk.person.language
        lines += [
            words.digits(f"{n}. ") + each.label.say(language) for n, each in enumerate(offered, 1)
        ]
    if question.type == "select_multiple":
        lines.append(words.text("Choose one or more, then “Done”. Or send the numbers: 1 3"))
        if picked := _picked(talk, question):
            lines.append(words.text("Chosen: {list}", list=picked))
    held = standing.answers.get(question.key)
    if held is not None and question.type != "select_multiple" and not own:
        shown = shortened(show(talk, question, held))
        lines.append(words.text("Your answer now: {value}", value=shown))
    elif (
        question.type != "select_multiple" and (proposed := suggestion(talk, question)) is not None
    ):
        shown = shortened(show(talk, question, proposed))
        lines.append(words.text("Suggested: {value}", value=shown))
    if many := _too_many(talk, question):
        lines.append(many)
    return "\n".join(lines)


def _in_brief(talk: Talk, question: Question) -> str:
    """Return a question in one line, for somebody who has just read it; and what is ticked."""
    words, language = talk.words, talk.person.language
    context = talk.standing().context(question.key)
    main = question.role == "consent" and question.purpose in ("", "main")
    said = words.text("Do you agree to take part?") if main else conducted(talk, question)
    if question.role == "guardian":
        said = question.hint.say(language, context)
    lines = [(said or question.label.say(language, context) or question.name).partition("\n")[0]]
    shown = talk.position.refusals > 1  # an example stands above
    if question.type == "select_multiple":
        if not shown:
            lines.append(words.text("Choose one or more, then “Done”. Or send the numbers: 1 3"))
        if picked := _picked(talk, question):
            lines.append(words.text("Chosen: {list}", list=picked))
    elif question.type == "rank":
        offered = talk.standing().options(question)
        lines += [
            words.digits(f"{n}. ") + each.label.say(language) for n, each in enumerate(offered, 1)
        ]
    lines.append("" if shown else _too_many(talk, question))
    return "\n".join(filter(None, lines))


def _too_many(talk: Talk, question: Question) -> str:
    """Return the advice to type the beginning of a name, where no channel shows all choices."""
    if talk.position.search or not question.type.startswith("select_"):
        return ""
    count = len(talk.standing().options(question))
    if count <= PAGE:
        return ""
    words = talk.words
    return words.text(
        "There are {n} answers; write the first letters of yours.", n=words.number(count)
    )


def beside(words: Catalogue) -> list[Option]:
    """Return what is offered beside a question of the conversation's own."""
    return [
        Option(key="help", label=words.text("Help")),
        Option(key="person", label=words.text("A person")),
    ]


def room(question: Question, count: int) -> int:
    """Return how many of its choices a message carries.

    The appearances ``minimal`` and ``autocomplete`` prefer typing to a list of many
    (https://xlsform.org/en/#appearance).
    """
    typing = not _TYPED.isdisjoint(question.appearance.split())
    return PAGE if typing and count > PAGE and question.type.startswith("select_") else SHOWN


_TYPED = frozenset({"minimal", "autocomplete"})


def _picked(talk: Talk, question: Question) -> str:
    """Return what is ticked so far, in the list's order."""
    picked = [c.name for c in talk.standing().options(question) if c.name in talk.position.picked]
    return show(talk, question, list(picked)) if picked else ""


def conducted(talk: Talk, question: Question) -> str:
    """Return the bot's own words for the rows that it conducts, else ""."""
    words = talk.words
    if question.role == "consent" and question.purpose in ("", "main"):
        return consent_text(talk)
    if (
        question.role == "phone"
        and talk.incoming.phone
        and not talk.standing().answers.get(question.key)
    ):
        return words.text("Is this your number? {phone}", phone=words.ltr(talk.incoming.phone))
    if question.role == "repeat":
        name = question.label.say(talk.person.language) or question.name
        first = not talk.standing().values.get(question.key.removesuffix("[+]"))
        if first:
            return words.text("Is there anything to add here: {name}?", name=words.iso(name))
        return words.text("Add one more: {name}?", name=words.iso(name))
    return ""


def consent_text(talk: Talk) -> str:
    """Return what the person agrees to, in her language."""
    programme, form = talk.programme, talk.standing().form
    label = form.role("consent")
    if programme is None or not programme.organisation:
        return label.label.say(talk.person.language) if label else ""
    channel = channel_of(talk)
    named = talk.words.iso(talk.world.channels.get(channel, channel))
    now, language = talk.local_now, talk.person.language
    return readings.consent(talk.world, programme, form, language, now, named)


def choices(talk: Talk, question: Question) -> list[Option]:
    """Return the answers that are open now, a select_multiple's ``done`` last."""
    words, position = talk.words, talk.position
    if question.type == "acknowledge":
        return [Option(key="OK", label=words.text("OK"))]
    if question.role == "phone" and talk.incoming.phone:
        if talk.standing().answers.get(question.key):
            return []
        return [
            Option(key="mine", label=words.text("Yes, it is mine")),
            Option(key="not_mine", label=words.text("No")),
        ]
    if question.role == "repeat":
        return [
            Option(key="yes", label=words.text("Yes")),
            Option(key="no", label=words.text("No")),
        ]
    if not question.type.startswith("select_"):
        return _steps(question, talk)
    language = talk.person.language
    offered = [
        _option(
            choice.name,
            choice.label.say(language) or choice.name,
            choice.short.say(language),
            choice.name in position.picked,
        )
        for choice in found(talk, question)
    ]
    if question.type == "select_multiple":
        offered = offered[: room(question, len(offered)) - 1]
        done = "_done" if any(each.key == "done" for each in offered) else "done"
        offered.append(Option(key=done, label=words.text("Done")))
    return offered


@lru_cache(maxsize=4_096)
def _option(key: str, label: str, short: str, chosen: bool) -> Option:
    """Return the one option of this content: everybody is offered the same."""
    return Option(key=key, label=label, short=short, chosen=chosen)


def _steps(question: Question, talk: Talk) -> list[Option]:
    """Return the steps of a short range as choices (forms.md, section 5)."""
    if question.type != "range":
        return []
    start, end, step = (
        float(question.parameters.get(name, default))
        for name, default in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    count = int(abs(end - start) / abs(step)) + 1 if step else 0
    if not 2 <= count <= PAGE:
        return []
    values = [f"{start + n * (abs(step) if end > start else -abs(step)):g}" for n in range(count)]
    return [Option(key=value, label=talk.words.digits(value)) for value in values]


def found(talk: Talk, question: Question) -> Sequence[Choice]:
    """Return the open choices, only those that match what was typed to narrow them."""
    offered = talk.standing().options(question)
    part = talk.position.search
    if not part:
        return offered
    language = talk.person.language
    return [
        choice
        for choice in offered
        if any(part in understanding.fold(label) for label in choice.label.labels(language))
    ]


ACTIONS = {
    "keep": mark("Keep this answer"),
    "skip": mark("Skip"),
    "share_phone": mark("Share my number"),
    "share_location": mark("Share my location"),
    "entries": mark("See the list"),
    "help": mark("Help"),
    "person": mark("A person"),
    "back": mark("Back"),
}
"""What can be done beside answering, in the order in which it is offered."""


def actions(talk: Talk, question: Question, taken: set[str]) -> list[Option]:
    """Return what can be done beside answering; back is last."""
    standing = talk.standing()
    offered: list[str] = []
    held = standing.answers.get(question.key)
    kept = held is not None and not conducted_first(question)
    if kept or suggestion(talk, question) is not None:
        offered.append("keep")
    if not kept and not standing.required(question):
        offered.append("skip")
    if channel_of(talk) in SHARES and wants(talk, question) in ("phone", "location"):
        offered.append(f"share_{wants(talk, question)}")
    if question.role == "repeat" and standing.values.get(question.key.removesuffix("[+]")):
        offered.append("entries")
    offered += ("help", "person")
    if previous_question(standing, question.key) is not None:
        offered.append("back")
    named = named_actions(talk.words)
    if taken.isdisjoint(ACTIONS):
        return [named[key] for key in offered]
    return [
        Option(key=f"/{key}", label=named[key].label) if key in taken else named[key]
        for key in offered
    ]


@cache
def named_actions(words: Catalogue) -> Mapping[str, Option]:
    """Return the actions as a language's buttons say them."""
    return {key: Option(key=key, label=words.text(label)) for key, label in ACTIONS.items()}


def channel_of(talk: Talk) -> str:
    """Return the kind of channel that the person writes on."""
    return talk.incoming.account.partition(":")[0]


def wants(talk: Talk, question: Question) -> str:
    """Return what the channel may offer a button of its own for."""
    if question.kind == "phone" and not talk.incoming.phone and question.role == "phone":
        return "phone"
    if question.type == "geopoint":
        return "location"
    return "voice" if question.kind == "long" else ""


def show(talk: Talk, question: Question, value: Value, standing: Standing | None = None) -> str:
    """Return an answer as the person reads it; ``standing``: of another interview than the open."""
    if value in (None, "", []):
        return talk.words.text("no answer")
    language = talk.person.language
    choices = question.choices
    if not choices and question.filter is not None and (standing or talk.form) is not None:
        choices = (standing or talk.standing()).options(question)  # the entries of a repeat
    said = set(map(str, value)) if isinstance(value, list) else {str(value)}
    labels = {each.name: each.label.say(language) for each in choices if each.name in said}
    shown = Shown(words=talk.words, labels=labels)
    return type_of(question).show(question, value, shown)


def shortened(text: str) -> str:
    """Return the text as a list shows it: cut where it is long, its isolates still closed."""
    if len(text) <= IN_A_LIST:
        return text
    cut = text[:IN_A_LIST]
    for _ in range(8):  # marks stay with their letter; of a letter with hundreds, not all
        if unicodedata.combining(text[len(cut)]):
            cut = cut[:-1]
    inside = cut.rpartition("\n")[2]
    opened = any(mark in inside for mark in "\u2066\u2068") and "\u2069" not in inside
    return f"{cut.rstrip()}…" + "\u2069" * opened


def said(talk: Talk, note: Question) -> str:
    """Return the words of a note, or of what is read only and its value; values filled in."""
    standing, language = talk.standing(), talk.person.language
    context = standing.context(note.key)
    lines = [note.label.say(language, context), note.hint.say(language, context)]
    value = standing.values.get(note.key)
    if value is not None and note.type != "note":
        lines.append(show(talk, note, value))
    return "\n".join(filter(None, lines))


def away(talk: Talk) -> bool:
    """Return whether the person was away so long that she may have forgotten where she was."""
    open_ = talk.position.interview
    before = next((each for each in talk.state.interviews if each.id == open_), None)
    return before is not None and talk.now - before.updated > LONG_AGO


def recap(talk: Talk) -> str:
    """Return the line that tells somebody who comes back where she stands."""
    at, total = progress(talk.standing(), talk.position.question)
    if not at:
        return ""
    words = talk.words
    return words.text(
        "Welcome back. You were at question {n} of {total}.",
        n=words.number(at),
        total=words.number(total),
    )


def place(talk: Talk) -> str:
    """Return the line that tells somebody who asks where she stands."""
    words = talk.words
    if talk.form is None:
        return ""
    at, total = progress(talk.standing(), talk.position.question)
    if at:
        return words.text(
            "You are at question {n} of {total}.", n=words.number(at), total=words.number(total)
        )
    answered = talk.position.stage in ("summary", "done")
    return words.text("All questions are answered.") if answered else ""


def listed(standing: Standing) -> list[Question]:
    """Return the questions that a summary shows."""
    return [
        each
        for each in standing.asked
        if each.summary and not conducted_first(each) and each.key in standing.answers
    ]


_ASKING = " \u00a0\u202f:؟?"
"""What a question ends on, and its name does not."""


def name_of(question: Question, standing: Standing, language: str) -> str:
    """Return what a question is called in a list."""
    label = question.label.say(language, standing.context(question.key))
    if "[" in question.key and question.role != "repeat":  # several entries have the same questions
        number = str(entries.place(standing, entries.above(question.key)))
        shown = persian_digits(number) if language == "fa" else number
        return f"{label.rstrip(_ASKING) or question.name} ({shown})"
    return question.short.say(language) or label.rstrip(_ASKING) or question.name
