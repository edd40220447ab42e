"""Putting a question, taking the reply, going on: the middle of a conversation."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from flows import understanding
from flows.form import Choice, Question
from flows.interview import (
    Standing,
    conducted_first,
    keep,
    next_question,
    previous_question,
    progress,
)
from flows.questions import TYPES, Reply, Shown
from flows.questions.choice import options
from flows.refusals import reason
from flows.talk import Talk
from flows.turn import Alert, Consent, Fetch, How, Keep, Option, Resume, Value, is_file
from flows.understanding import Ask, Outcome, Read, Refused
from locales.text import mark

SHOWN = 100
"""Options that a message carries at most; the rest is found by typing."""
SHARES_CONTACT = ("telegram",)
"""Channels with a button that sends the person's own number."""
STRICT = frozenset({"", "main", "guardian", "sensitive"})
"""Purposes that only a clear yes agrees to (languages.md, section 3)."""
NAMED = mark("{name}: {value}")
"""An answer in a list."""
MEANT = 8
"""Values that are asked back at most."""
IN_A_LIST = 300
"""Characters of an answer that a summary shows; all of it is in « my data »."""
PAGE = 10
"""More options than this come with the advice to type the beginning of a name."""
MODES = {"text": "text", "voice": "voice", "both": "both"} | {
    "reads": "text",
    "a_little": "both",
    "voice_only": "voice",
}
OUTSIDE = frozenset({"constraint", "year.impossible", "range.outside"})
"""Refusals of what was understood and cannot be: the form may say why."""
_PLACE = re.compile(r"\s*([0-9]{1,3})\s*[.)]?\s*")
AGREE = {"agree": True, "refuse": False, "yes": True, "no": False}


# ---------------------------------------------------------------- putting a question


def put(talk: Talk, question: Question, *, fresh: bool = True) -> None:
    """Ask a question of the open interview; ``fresh`` gives its buttons a token of their own."""
    standing = talk.standing()
    if fresh:
        talk.move(question=question.key, picked=(), search="", refusals=0)
        if question.type == "select_multiple":
            held = standing.answers.get(question.key)
            talk.move(picked=tuple(map(str, held)) if isinstance(held, list) else ())
    first = question.role == "consent" and question.purpose in ("", "main")
    offered = choices(talk, question)
    talk.ask(
        "consent" if first else "asking",
        wording(talk, question),
        fresh=fresh,
        choices=offered[:SHOWN],
        actions=actions(talk, question, {each.key for each in offered}),
        many=question.type == "select_multiple",
        wants=_wants(talk, question),
        search=len(offered) > PAGE,
    )


def again(talk: Talk, *, replaces: bool = False) -> None:
    """Say the open question once more; its buttons stay the same."""
    question = open_question(talk)
    if question is None:
        go_on(talk)
        return
    if replaces:
        offered = choices(talk, question)
        talk.say(
            wording(talk, question),
            choices=offered[:SHOWN],
            actions=actions(talk, question, {each.key for each in offered}),
            many=question.type == "select_multiple",
            search=len(offered) > PAGE,
            replaces=True,
        )
    else:
        put(talk, question, fresh=False)


def ask_number(talk: Talk, question: Question) -> None:
    """Ask for the phone number itself: the one that the channel knows is not the person's."""
    talk.ask(
        "asking",
        question.label.say(talk.person.language, talk.standing().context(question.key)),
        fresh=False,
        actions=actions(talk, question, set()),
    )


def open_question(talk: Talk) -> Question | None:
    """Return the question that is open, if it is still relevant."""
    form = talk.form
    if form is None or talk.position.question not in form.by_key:
        return None
    question = form.by_key[talk.position.question]
    return question if question.key in talk.standing().relevant else None


def wording(talk: Talk, question: Question) -> str:
    """Return the words of a question: its own, or the bot's where the conversation conducts it."""
    words, standing = talk.words, talk.standing()
    context = standing.context(question.key)
    lines: list[str] = []
    own = conducted(talk, question)
    lines.append(own or question.label.say(talk.person.language, context) or question.name)
    if not own and (hint := question.hint.say(talk.person.language, context)):
        lines.append(hint)
    if question.type == "select_multiple":
        lines.append(words.text("Choose one or more, then “Done”. Or send the numbers: 1 3"))
        if picked := _picked(talk, question):
            lines.append(words.text("Chosen: {list}", list=picked))
    held = standing.answers.get(question.key)
    if held is not None and question.type != "select_multiple" and not own:
        shown = shortened(show(talk, question, held))
        lines.append(words.text("Your answer now: {value}", value=shown))
    offered = standing.options(question) if question.type.startswith("select_") else ()
    if len(offered) > PAGE and not talk.position.search:
        lines.append(
            words.text(
                "There are {n} answers; write the first letters of yours.",
                n=words.number(len(offered)),
            )
        )
    return "\n".join(lines)


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
    return ""


CONSENT = (
    "Hello. This is an automatic message service of: {org}. We will ask you {questions} to "
    "register you for: {programme}. Taking part is voluntary, and a no costs you no right. Your "
    "answers are kept {retention}, and only the programme’s team sees them. At any time you can "
    "write: “stop” to stop the messages, “my data” to see or correct them, “erase my data” to "
    "erase them. The messages pass through: {channel}, which knows that you write to us. "
    "Do you agree?"
)


def consent_text(talk: Talk) -> str:
    """Return what the person agrees to, in her language."""
    words, programme, standing = talk.words, talk.programme, talk.standing()
    label = talk.standing().form.role("consent")
    if programme is None or not programme.organisation:
        return label.label.say(talk.person.language) if label else ""
    count = sum(1 for each in standing.asked if not conducted_first(each))
    channel = _channel(talk)
    return words.text(
        CONSENT,
        org=words.iso(words.pick(programme.organisation)),
        questions=words.questions(count, asked=True),
        programme=words.iso(words.pick(programme.name)),
        retention=words.retention(programme.retention_months),
        channel=words.iso(talk.world.channels.get(channel, channel)),
    )


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
    if not question.type.startswith("select_"):
        return _steps(question, talk)
    offered = [
        Option(
            key=choice.name,
            label=choice.label.say(talk.person.language) or choice.name,
            short=choice.short.say(talk.person.language),
            chosen=choice.name in position.picked,
        )
        for choice in found(talk, question)
    ]
    if question.type == "select_multiple":
        offered = offered[: SHOWN - 1]
        done = "_done" if any(each.key == "done" for each in offered) else "done"
        offered.append(Option(key=done, label=words.text("Done")))
    return offered


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


def actions(talk: Talk, question: Question, taken: set[str]) -> list[Option]:
    """Return what can be done beside answering; back is last."""
    words, standing = talk.words, talk.standing()
    offered: list[tuple[str, str]] = []
    held = standing.answers.get(question.key)
    if held is not None and not conducted_first(question):
        offered.append(("keep", words.text("Keep this answer")))
    elif not standing.required(question):
        offered.append(("skip", words.text("Skip")))
    if _wants(talk, question) == "phone" and _channel(talk) in SHARES_CONTACT:
        offered.append(("share_phone", words.text("Share my number")))
    offered.append(("help", words.text("Help")))
    offered.append(("person", words.text("A person")))
    if previous_question(standing, question.key) is not None:
        offered.append(("back", words.text("Back")))
    return [Option(key=f"/{key}" if key in taken else key, label=label) for key, label in offered]


def _channel(talk: Talk) -> str:
    return talk.incoming.account.partition(":")[0]


def _wants(talk: Talk, question: Question) -> str:
    if question.kind == "phone" and not talk.incoming.phone and question.role == "phone":
        return "phone"
    if question.type == "geopoint":
        return "location"
    return "voice" if question.kind == "long" else ""


def show(talk: Talk, question: Question, value: Value) -> str:
    """Return an answer as the person reads it."""
    if value in (None, "", []):
        return talk.words.text("no answer")
    language = talk.person.language
    labels = {each.name: each.label.say(language) for each in question.choices}
    shown = Shown(words=talk.words, labels=labels)
    return TYPES[question.kind].show(question, value, shown)


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


def strict(question: Question) -> bool:
    """Return whether only a button, its number or clear words agree to this."""
    return question.role in ("consent", "guardian") and question.purpose in STRICT


# ---------------------------------------------------------------- taking a reply


def read(talk: Talk, question: Question, key: str = "") -> Outcome[Value]:
    """Return what the incoming message means as an answer to this question."""
    incoming = talk.incoming
    if question.role == "phone" and incoming.phone and _mine(talk, question, key):
        return Read(value=incoming.phone)
    if question.type == "range" and key:
        return TYPES["range"].read(question, _reply(talk, question, text=key))
    return TYPES[question.kind].read(question, _reply(talk, question, text=incoming.text, key=key))


def _mine(talk: Talk, question: Question, key: str) -> bool:
    """Return whether the number that the channel knows was agreed to, as the list shows it."""
    offered = choices(talk, question)
    if not offered:
        return False
    said = understanding.fold(talk.incoming.text)
    return key == "mine" or said in ("1", understanding.fold(offered[0].label))


def read_words(talk: Talk, question: Question, text: str) -> Outcome[Value]:
    """Return what words said before mean as an answer to this question."""
    return TYPES[question.kind].read(question, _reply(talk, question, text=text))


def _reply(talk: Talk, question: Question, *, text: str, key: str = "") -> Reply:
    incoming, programme = talk.incoming, talk.programme
    country = programme.country if programme else "MA"
    chosen = talk.standing().form.role("country")
    if chosen is not None and (value := talk.standing().values.get(chosen.key)):
        country = str(value)
    return Reply(
        text=text,
        key=key,
        upload=incoming.upload,
        location=incoming.location,
        contact=incoming.contact,
        language=talk.person.language,
        now=talk.local_now,
        country=country,
        options=talk.standing().options(question) if question.choices else (),
    )


def place_in_list(text: str) -> int | None:
    """Return the number that a whole reply is, in digits of any script, or None."""
    found = _PLACE.fullmatch(understanding.ascii_digits(text))
    return int(found[1]) if found else None


def consent_read(talk: Talk, question: Question) -> Outcome[Value]:
    """Return the answer to a consent: only a button, its number or the strict words count."""
    offered = talk.standing().options(question)
    said = understanding.consent(talk.incoming.text, talk.person.language)
    place = place_in_list(talk.incoming.text)
    if place is not None and 1 <= place <= len(offered):
        return Read(value=offered[place - 1].name)
    for choice in offered:
        if said is not None and AGREE.get(choice.name) == (said == "yes"):
            return Read(value=choice.name)
    labels = options(offered, talk.person.language)
    folded = understanding.fold(talk.incoming.text)
    for option in labels:
        if folded and folded in map(understanding.fold, option.labels):
            return Read(value=option.name)
    return Refused(code="choice.unknown")


def take(talk: Talk, question: Question, outcome: Outcome[Value], how: How, typed: str) -> bool:
    """Go on with what a reply meant; return whether it was an answer."""
    if isinstance(outcome, Ask):
        if len(outcome.values) == 1 or question.type != "select_multiple":
            meant(talk, question, outcome.values, typed)
            return True
        outcome = Refused(code="choice.unknown")
    if isinstance(outcome, Refused):
        refuse(talk, question, outcome.code, typed)
        return False
    value = outcome.value
    if value in ("", []) or value is None:
        refuse(talk, question, "choice.none", typed)
        return False
    file = question.kind == "long" and is_file(str(value))
    if not file and not talk.standing().fits(question, value):
        refuse(talk, question, "constraint", typed)
        return False
    answer(talk, question, value, how, typed)
    return True


def meant(talk: Talk, question: Question, values: Sequence[Value], typed: str) -> None:
    """Ask back what a reply may have meant."""
    words = talk.words
    shown = [show(talk, question, value) for value in values]
    values = values[:MEANT]
    shown = shown[:MEANT]
    talk.move(pending=("meant", typed, *(json.dumps(value) for value in values)), before="asking")
    if len(values) == 1:
        talk.ask(
            "confirming",
            words.text("Did you mean: {value}?", value=shown[0]),
            choices=[
                Option(key="yes", label=words.text("Yes")),
                Option(key="no", label=words.text("No")),
            ],
        )
        return
    talk.ask(
        "confirming",
        words.text("Did you mean one of these?"),
        choices=[
            *(Option(key=str(n), label=label) for n, label in enumerate(shown, 1)),
            Option(key="no", label=words.text("None of these")),
        ],
    )


def refuse(talk: Talk, question: Question, code: str, typed: str) -> None:
    """Say why a reply is no answer and ask again; after two, offer more."""
    words, standing = talk.words, talk.standing()
    interview = talk.interview
    if interview is not None:
        talk.do(
            Keep(
                interview=interview.id,
                question=question.key,
                value=None,
                typed=typed,
                how="typed",
                refused=code,
            )
        )
    talk.move(refusals=talk.position.refusals + 1)
    context = standing.context(question.key)
    said = ""
    if code in OUTSIDE:
        said = question.constraint_message.say(talk.person.language, context)
    elif code == "required":
        said = question.required_message.say(talk.person.language, context)
    talk.tell(said or reason(code, question, words))
    if talk.position.refusals >= 2:
        talk.tell(question.guidance.say(talk.person.language, context))
        if not standing.required(question):
            talk.tell(words.text("You can skip this question or ask for a person."))
        else:
            talk.tell(words.text("You can ask for a person."))
    again(talk)


def answer(talk: Talk, question: Question, value: Value, how: How, typed: str) -> None:
    """Keep an answer and everything it means, and go on."""
    settle(talk, question, value, how, typed)
    agreed = AGREE.get(str(value))
    if question.role == "guardian" and agreed is False:
        halt(talk)
    elif conducted_first(question) and agreed is False:
        refused(talk)
    else:
        go_on(talk)


def settle(talk: Talk, question: Question, value: Value, how: How, typed: str) -> None:
    """Keep an answer and what it means for the person."""
    interview = talk.interview
    if interview is None:
        return
    changed = talk.standing().answers.get(question.key) not in (None, value)
    talk.do(
        Keep(
            interview=interview.id,
            question=question.key,
            value=value,
            typed=typed,
            how="edited" if changed and how == "typed" else how,
        )
    )
    upload = talk.incoming.upload
    if upload is not None and value == upload.name:
        talk.do(Fetch(upload=upload, interview=interview.id, question=question.key))
    talk.store(interview, keep(talk.standing(), {question.key: value}))
    for row in talk.standing().form.questions:
        if row.role == "mode":
            mode = MODES.get(str(talk.standing().values.get(row.key)), talk.person.mode)
            if mode != talk.person.mode:
                talk.become(mode=mode)
    if question.role in ("consent", "guardian") and str(value) in AGREE:
        consented(talk, question, AGREE[str(value)])
    talk.move(refusals=0, picked=(), search="")


def consented(talk: Talk, question: Question, given: bool) -> None:
    """Keep a consent with the wording that was read."""
    read_text = conducted(talk, question) or question.label.say(talk.person.language)
    talk.do(
        Consent(
            programme=talk.position.programme,
            purpose=question.purpose or question.role,
            given=given,
            text=sha256(read_text.encode()).hexdigest()[:16],
            language=talk.person.language,
        )
    )
    if question.purpose == "reminders" and given and talk.person.stopped:
        talk.become(stopped=False)
        talk.do(Resume())


def refused(talk: Talk) -> None:
    """Thank and end; of the interview nothing is kept but that there was a no."""
    interview = talk.interview
    if interview is not None:
        talk.store(replace(interview, status="refused", answers={}))
    talk.effects = [each for each in talk.effects if not isinstance(each, Keep)]
    talk.move(stage="done", question="", interview=0)
    talk.say(
        talk.words.text(
            "You did not agree, so we ask nothing more and keep no answers. "
            "If you change your mind, write “start”."
        )
    )


def halt(talk: Talk) -> None:
    """Stop an intake that may not go on without a guardian, and tell a coordinator."""
    interview = talk.interview
    if interview is not None:
        talk.store(replace(interview, status="halted"))
        talk.do(
            Alert(programme=interview.programme, code="guardian_missing", reference=interview.id)
        )
    talk.move(stage="done", question="", interview=0)
    talk.say(
        talk.words.text(
            "Without the agreement of a parent or guardian we stop here. The team has been told."
        )
    )


def skip(talk: Talk, question: Question) -> None:
    """Leave a question without an answer where that is allowed."""
    standing = talk.standing()
    if standing.required(question):
        refuse(talk, question, "required", talk.incoming.text)
        return
    interview = talk.interview
    if interview is not None:
        talk.do(
            Keep(
                interview=interview.id,
                question=question.key,
                value=None,
                typed=talk.incoming.text,
                how="tapped" if talk.incoming.tap else "typed",
            )
        )
        talk.store(interview, keep(standing, {question.key: None}))
    talk.move(refusals=0, picked=(), search="")
    go_on(talk)


def back(talk: Talk) -> None:
    """Go to the question before this one; its answer stays until another one is given."""
    standing = talk.standing()
    before = previous_question(standing, talk.position.question)
    if before is None:
        talk.tell(talk.words.text("This is the first question."))
        again(talk)
        return
    put(talk, before)


def first(talk: Talk) -> None:
    """Go to the first question; nothing that was answered is lost."""
    for question in talk.standing().asked:
        if not conducted_first(question):
            put(talk, question)
            return
    go_on(talk)


def go_on(talk: Talk) -> None:
    """Ask the next question, or show the summary when there is none."""
    notes, question = next_question(talk.standing())
    for note in notes:
        talk.tell(said(talk, note))
    interview = talk.interview
    if notes and interview is not None:
        talk.store(interview, keep(talk.standing(), {note.key: None for note in notes}))
    if question is not None:
        put(talk, question)
    else:
        summary(talk)


def said(talk: Talk, note: Question) -> str:
    """Return the words of a note, values filled in."""
    return note.label.say(talk.person.language, talk.standing().context(note.key))


def recap(talk: Talk) -> str:
    """Return the line that tells somebody who comes back where she stands."""
    place, total = progress(talk.standing(), talk.position.question)
    if not place:
        return ""
    words = talk.words
    return words.text(
        "Welcome back. You were at question {n} of {total}.",
        n=words.number(place),
        total=words.number(total),
    )


# ---------------------------------------------------------------- the summary


def listed(standing: Standing) -> list[Question]:
    """Return the questions that a summary shows."""
    return [
        each
        for each in standing.asked
        if each.summary and not conducted_first(each) and each.key in standing.answers
    ]


def name_of(question: Question, standing: Standing, language: str) -> str:
    """Return what a question is called in a list."""
    label = question.label.say(language, standing.context(question.key))
    return question.short.say(language) or label.rstrip(" \u00a0\u202f:؟?") or question.name


def summary(talk: Talk) -> None:
    """Show every answer and ask whether they are right."""
    words, standing, language = talk.words, talk.standing(), talk.person.language
    lines = [
        words.text(
            NAMED,
            name=name_of(each, standing, language),
            value=shortened(show(talk, each, standing.answers[each.key])),
        )
        for each in listed(standing)
    ]
    talk.tell("\n".join(lines))
    talk.move(question="", editing=True, pending=())
    talk.ask(
        "summary",
        words.text("These are your answers. Are they right?"),
        choices=[
            Option(key="confirm", label=words.text("Yes, save")),
            Option(key="edit", label=words.text("Change something")),
        ],
        actions=[
            Option(key="help", label=words.text("Help")),
            Option(key="person", label=words.text("A person")),
        ],
    )


def which(talk: Talk) -> None:
    """Ask which answer is to be changed."""
    words, standing = talk.words, talk.standing()
    talk.move(pending=("edit",))
    talk.ask(
        "summary",
        words.text("Which answer do you want to change?"),
        choices=[
            Option(key=each.key, label=name_of(each, standing, talk.person.language))
            for each in listed(standing)
        ],
        actions=[Option(key="back", label=words.text("Back"))],
    )
