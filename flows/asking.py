"""Putting a question, taking the reply, going on: the middle of a conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from flows import attaching, entry_names, heading, keeping, phrases, putting, reading, refusals
from flows.form import Question
from flows.incoming import is_file
from flows.interview import closed, conducted_first, keep, next_question, previous_question
from flows.message import Option
from flows.questions.text import spoken
from flows.state import Value
from flows.suggesting import suggestion
from flows.talk import Talk
from flows.turn import How, Keep
from flows.understanding import Ask, Outcome, Refused
from locales.bidi import plain

MEANT = 8
"""Values that are asked back at most."""
OUTSIDE = frozenset({"constraint", "year.impossible", "range.outside"})
"""Refusals of what was understood and cannot be: the form may say why."""


def put(talk: Talk, question: Question, *, fresh: bool = True) -> None:
    """Ask a question of the open interview; ``fresh`` gives its buttons a token of their own."""
    standing = talk.standing()
    if fresh:
        talk.move(question=question.key, picked=(), search="", refusals=0, unheard=())
        if question.type == "select_multiple":
            held = standing.answers.get(question.key) or suggestion(talk, question)
            talk.move(picked=tuple(map(str, held)) if isinstance(held, list) else ())
    first = question.role == "consent" and question.purpose in ("", "main")
    offered = putting.choices(talk, question)
    talk.ask(
        "consent" if first else "asking",
        putting.wording(talk, question),
        fresh=fresh,
        choices=offered[: putting.room(question, len(offered))],
        actions=putting.actions(talk, question, {each.key for each in offered}),
        many=question.type == "select_multiple",
        wants=putting.wants(talk, question),
        search=len(offered) > putting.PAGE,
        about=question.key,
        media=() if talk.brief else attaching.attachments(talk, question),
    )


def again(talk: Talk, *, replaces: bool = False, brief: bool = False) -> None:
    """Say the open question once more; its buttons stay the same. ``brief``: in one line."""
    question = open_question(talk)
    if question is None:
        go_on(talk)
        return
    talk.brief = (talk.brief or brief) and not putting.away(talk)
    if replaces:
        offered = putting.choices(talk, question)
        talk.say(
            putting.wording(talk, question),
            choices=offered[: putting.room(question, len(offered))],
            actions=putting.actions(talk, question, {each.key for each in offered}),
            many=question.type == "select_multiple",
            search=len(offered) > putting.PAGE,
            replaces=True,
            about=question.key,
        )
    else:
        put(talk, question, fresh=False)
    talk.brief = False


def ask_number(talk: Talk, question: Question) -> None:
    """Ask for the phone number itself: the one that the channel knows is not the person's."""
    talk.ask(
        "asking",
        question.label.say(talk.person.language, talk.standing().context(question.key)),
        fresh=False,
        actions=putting.actions(talk, question, set()),
        about=question.key,
    )


def open_question(talk: Talk) -> Question | None:
    """Return the question that is open, if it is still relevant."""
    if talk.form is None or not talk.position.question:
        return None
    return talk.standing().question(talk.position.question)


def take(talk: Talk, question: Question, outcome: Outcome[Value], how: How, typed: str) -> bool:
    """Go on with what a reply meant; return whether it was an answer."""
    if isinstance(outcome, Ask):
        fitting = tuple(each for each in outcome.values if talk.standing().fits(question, each))
        outcome = Ask(values=fitting) if fitting else Refused(code="constraint")
    if isinstance(outcome, Ask):
        if len(outcome.values) == 1 or question.type != "select_multiple":
            meant(talk, question, outcome.values, typed)
            return True
        outcome = Refused(code="choice.unknown")
    if isinstance(outcome, Refused):
        refuse(talk, question, outcome.code, typed)
        return False
    value = outcome.value
    if value in ("", []) or value is None:  # nothing was chosen
        refuse(talk, question, "choice.none", typed)
        return False
    if not fits(talk, question, value):
        refuse(talk, question, "constraint", typed)
        return False
    answer(talk, question, value, how, typed)
    return True


def fits(talk: Talk, question: Question, value: Value) -> bool:
    """Return whether a value may be kept as the answer to a question."""
    if value in ("", []) or value is None:
        return False
    file = is_file(str(value)) and spoken(question)
    return file or talk.standing().fits(question, value)


def meant(talk: Talk, question: Question, values: Sequence[Value], typed: str) -> None:
    """Ask back what a reply may have meant."""
    words = talk.words
    shown = [putting.show(talk, question, value) for value in values]
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
            actions=putting.beside(words),
        )
        return
    talk.ask(
        "confirming",
        words.text("Did you mean one of these?"),
        actions=putting.beside(words),
        choices=[
            *(Option(key=str(n), label=plain(label)) for n, label in enumerate(shown, 1)),
            Option(key="no", label=words.text("None of these")),
        ],
    )


def keep_refused(talk: Talk, question: Question, code: str, typed: str) -> None:
    """Keep what was typed and no answer, and why it was none."""
    talk.do(
        Keep(
            interview=talk.position.interview,
            question=question.key,
            value=None,
            typed=typed,
            how="typed",
            refused=code,
        )
    )


def refuse(talk: Talk, question: Question, code: str, typed: str) -> None:
    """Say why a reply is no answer and ask again, in other words each time; after two, offer more.

    It never ends: whoever struggles gets an example, simpler words, and a person if she wants.
    """
    interview = talk.interview
    if interview is not None and not conducted_first(question):  # no word before she agreed
        keep_refused(talk, question, code, typed)
    talk.move(refusals=talk.position.refusals + 1)
    for line in _why(talk, question, code):
        talk.tell(line)
    again(talk, brief=True)


def _why(talk: Talk, question: Question, code: str) -> Iterator[str]:
    """Yield what is said before a question is asked once more."""
    words, times = talk.words, talk.position.refusals
    context = talk.standing().context(question.key)
    said = ""
    if code in OUTSIDE:
        said = question.constraint_message.say(talk.person.language, context)
    elif code == "required" and conducted_first(question):
        said = words.text("Taking part is voluntary, and a no costs you no right.")
    elif code == "required":
        said = question.required_message.say(talk.person.language, context)
    clear, asks = plainly(talk, question), phrases.is_question(talk.incoming.text)
    plain = clear and times > 2 and times % 2 == 0  # in turn with what is said kindly
    if times > 2 and not said and not plain:
        # Where only one number or word will do, nobody is told to say it in a few words.
        yield refusals.kindly((1 if times % 2 else 3) if clear else times - 2, words)
    elif said or not asks:
        yield said or clear or refusals.reason(code, question, words)
    if asks:
        yield words.text("To ask the team something, write “person”.")
    country = talk.programme.country if talk.programme else ""
    if times < 2:
        if code == "required" and question.name == refusals.BIRTH:  # who does not know it
            yield refusals.example(question, (), words, country)
        return
    if said or asks:
        yield clear
    if (times == 2 or times % 2) and not said:  # from the third on in turn, with what else to do
        yield question.guidance.say(talk.person.language, context)
    if not reading.strict(question) and (times == 2 or times % 2):
        offered = [each.label for each in putting.choices(talk, question)]
        example = refusals.example(question, offered, words, country)
        yield example or ("" if times == 2 or said else refusals.measured(question, words))
    if times == 2 and (voice := attaching.aloud(talk, question)):
        talk.say("")  # what was said so far comes before the voice
        talk.media += voice
    beside = {each.key.removeprefix("/") for each in putting.actions(talk, question, set())}
    if question.key not in talk.standing().answers:
        beside.discard("keep")  # what is proposed was not given yet
    if (not asks or beside & {"keep", "skip"}) and times % 2 == 0:
        yield refusals.ways_out(beside, words)


def plainly(talk: Talk, question: Question) -> str:
    """Return how to agree and how not to where only clear words count, "" elsewhere."""
    offered = putting.choices(talk, question) if reading.strict(question) else []
    said = {reading.AGREE.get(each.key): place for place, each in enumerate(offered, 1)}
    if not {True, False} <= said.keys():
        return ""
    labels = [offered[said[agreed] - 1].label for agreed in (True, False)]
    return refusals.clearly((said[True], said[False]), labels, talk.words)


def answer(talk: Talk, question: Question, value: Value, how: How, typed: str) -> None:
    """Keep an answer and everything it means, and go on."""
    held, editing = talk.standing().answers.get(question.key), talk.position.editing
    if not answered(talk, question, value, how, typed):
        return
    if editing and held not in (None, value) and not complete(talk):  # else the summary shows it
        name = putting.name_of(question, talk.standing(), talk.person.language)
        shown = putting.shortened(putting.show(talk, question, value))
        talk.tell(talk.words.text("Changed. {name}: {value}", name=name, value=shown))
    go_on(talk)


def answered(talk: Talk, question: Question, value: Value, how: How, typed: str) -> bool:
    """Keep an answer and everything it means; return whether the interview goes on."""
    keeping.settle(talk, question, value, how, typed)
    agreed = reading.AGREE.get(str(value))
    if question.role == "guardian" and agreed is False:
        keeping.halt(talk)
        return False
    if conducted_first(question) and agreed is False:
        keeping.refused(talk)
        return False
    return True


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
        talk.store(interview, keep(standing, {question.key: None}, own=True))
    talk.move(refusals=0, picked=(), search="")
    go_on(talk)


def back(talk: Talk) -> None:
    """Go to the question before this one; its answer stays until another one is given.

    From an answer that was opened to be changed: to the list that it was chosen from.
    """
    standing = talk.standing()
    if talk.position.editing and talk.position.question in standing.answers:
        leave_edit(talk, listed=True)
        return
    before = previous_question(standing, talk.position.question)
    if before is None:
        talk.tell(talk.words.text("This is the first question."))
        again(talk, brief=True)
        return
    put(talk, before)


def leave_edit(talk: Talk, *, listed: bool = False) -> None:
    """Leave an answer as it is: back to the summary or its list, or to the question still open."""
    if not complete(talk):
        go_on(talk)
    elif listed:
        which(talk)
    else:
        summary(talk)


def complete(talk: Talk) -> bool:
    """Return whether nothing is left to be asked."""
    return next_question(talk.standing())[1] is None


def first(talk: Talk) -> None:
    """Go to the first question; nothing that was answered is lost."""
    for question in talk.standing().asked:
        if not conducted_first(question) or question.key not in talk.standing().answers:
            if question.key in talk.standing().answers:
                talk.tell(
                    talk.words.text(
                        "Here is the first question again. Your answers are kept; after it we go "
                        "on where you were."
                    )
                )
            put(talk, question)
            return
    go_on(talk)


def go_on(talk: Talk) -> None:
    """Ask the next question, or show the summary when there is none."""
    notes, question = next_question(talk.standing())
    before = talk.standing().question(talk.position.question)
    for note in notes:
        if not note.says:
            continue
        heading.head(talk, note, before)
        before = note
        talk.tell(putting.said(talk, note))
        talk.media += attaching.attachments(talk, note)
    interview = talk.interview
    if notes and interview is not None:
        read = {note.key: None for note in notes}
        talk.store(interview, keep(talk.standing(), read, own=True))
    if question is not None:
        heading.head(talk, question, before)
        talk.move(editing=False)
        put(talk, question)
    else:
        summary(talk)


def summary(talk: Talk) -> None:
    """Show every answer and ask whether they are right; in brief only ask."""
    words = talk.words
    shown = [] if talk.brief else ["\n".join(_answers(talk))]
    asked = words.text("These are your answers. Are they right?")
    talk.move(question="", editing=True, pending=())
    talk.ask(
        "summary",
        "\n\n".join([*shown, asked]) if shown else words.text("Are your answers right?"),
        choices=[
            Option(key="confirm", label=words.text("Yes, save")),
            Option(key="edit", label=words.text("Change something")),
        ],
        actions=putting.beside(words),
    )


def _answers(talk: Talk) -> list[str]:
    """Return the summary's answers, a line each."""
    standing, language = talk.standing(), talk.person.language
    return [
        talk.words.text(
            putting.NAMED,
            name=putting.name_of(each, standing, language),
            value=putting.shortened(putting.show(talk, each, standing.answers[each.key])),
        )
        for each in putting.listed(standing)
    ]


def which(talk: Talk, among: Sequence[Question] = ()) -> None:
    """Ask which answer is to be changed, of these or of all that a summary shows.

    Of all, the answers of entries are found in the lists of their repeats.
    """
    words = talk.words
    talk.move(pending=("edit", *(each.key for each in among)), question="")
    talk.ask(
        "summary",
        words.text("Which answer do you want to change?"),
        choices=changeable(talk, among),
        actions=[Option(key="back", label=words.text("Back"))],
    )


def changeable(talk: Talk, among: Sequence[Question] = ()) -> list[Option]:
    """Return what is offered where it is asked which answer is to be changed."""
    standing, language = talk.standing(), talk.person.language
    listed = [each for each in putting.listed(standing) if not closed(standing, each)]
    offered = among or entry_names.outside(standing, listed)
    return [
        Option(key=each.key, label=putting.name_of(each, standing, language))
        if isinstance(each, Question)
        else entry_names.options(talk, [each])[0]
        for each in offered[: putting.SHOWN]
    ]
