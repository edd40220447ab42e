"""What stays as it is, and what does not: an answer that is shown, buttons that were ticked."""

from __future__ import annotations

from flows import asking, commands, putting, reading, understanding
from flows.form import Question
from flows.state import Value
from flows.suggesting import suggestion
from flows.talk import Talk
from flows.understanding import Ask, Outcome, Read
from flows.understanding.lexicon import words

_KEEP = (
    "garder | garde | gardez | je garde | garder la même | garde la même | la même | le même"
    " | laisser | laisse | laissez | laisser comme ça | laisse comme ça | ne change rien | pareil"
    " | keep | keep it | إبقاء | أبقيه | أبقوه | اتركه | اتركوه | كما هو | نفسه | نفس الجواب"
    " | نخلي | نخليه | نخليها | خليه | خلي | خليوه | خليوها | خليها هكاك | خليه هكاك | هكاك"
    " | بحالو | نفس الشي | khelliha | khellih | khlih | khliha | nkhellih | nkhelliha | khlih hakak"
    " | همین بماند | بماند | بمونه | همین بمونه | همان | همون | همین خوب است | همین خوبه"
    " | تغییر نده | تغییر ندهید"
)


def wished(talk: Talk, question: Question) -> bool:
    """Return whether the answer that was given before, and is shown, was said to stay."""
    if understanding.fold(talk.incoming.text) not in words(_KEEP):
        return False
    offered = {each.key for each in putting.actions(talk, question, set())}
    return "keep" in offered and question.key in talk.standing().answers


def yes_to_the_nudge(talk: Talk, question: Question) -> bool:
    """Return whether a yes or no is most likely said of a nudge, and put the question again.

    « Your registration waits for you » was the last thing said; « oui » is no answer to what was
    asked yesterday, unless it is a reply to that message. So is a yes of somebody who was away,
    where none was asked for.
    """
    said = talk.meaning()
    if said not in ("yes", "no") or talk.position.stage != "asking":
        return False  # nobody is recalled to what she has not agreed to
    if talk.incoming.about and talk.incoming.about == talk.position.question:
        return False
    away = said == "yes" and commands.long_ago(talk) and not _wants_a_yes(talk, question)
    if not away and not commands.nudged(talk):
        return False
    commands.welcome_back(talk)
    asking.again(talk)
    return True


def _wants_a_yes(talk: Talk, question: Question) -> bool:
    """Return whether a yes answers the question, or leaves an answer that is shown."""
    if any(each.name in reading.AGREE for each in talk.standing().options(question)):
        return True
    shown = question.key in talk.standing().answers or suggestion(talk, question) is not None
    return shown or bool(question.role == "phone" and talk.incoming.phone)


def left_out(talk: Talk, question: Question) -> None:
    """Skip a question; who gave an answer before is told that it is left out now."""
    standing = talk.standing()
    if standing.answers.get(question.key) is not None and not standing.required(question):
        name = putting.name_of(question, standing, talk.person.language)
        value = putting.show(talk, question, None)
        talk.tell(talk.words.text("Changed. {name}: {value}", name=name, value=value))
    asking.skip(talk, question)


def with_picked(talk: Talk, question: Question, outcome: Outcome[Value]) -> Outcome[Value]:
    """Return what was typed with what was ticked before it, in the list's order.

    Buttons that show the answer given before are not ticked anew: other words take its place.
    """
    picked = talk.position.picked
    if question.type != "select_multiple" or not picked or talk.incoming.tap:
        return outcome
    held = talk.standing().answers.get(question.key)
    if isinstance(held, list) and tuple(map(str, held)) == picked:
        return outcome
    order = [each.name for each in talk.standing().options(question)]

    def together(value: Value) -> Value:
        named = {*picked, *value} if isinstance(value, list) else set(picked)
        return [name for name in order if name in named]

    if isinstance(outcome, Read):
        return Read(value=together(outcome.value))
    if isinstance(outcome, Ask):
        return Ask(values=tuple(together(each) for each in outcome.values))
    return outcome
