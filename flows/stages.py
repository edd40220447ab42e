"""What a reply means in each stage of a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from flows import (
    asking,
    changing,
    commands,
    confirming,
    doubting,
    entering,
    entry_wishes,
    informing,
    phrases,
    reading,
    replying,
    reviewing,
    rights,
    sharing,
    tongues,
    understanding,
)
from flows.interview import next_question
from flows.talk import Talk
from flows.understanding import Intent, Read
from locales.text import NAMES


def _choosing_language(talk: Talk) -> None:
    offered = entering.languages(talk)
    options = [
        understanding.Option(
            name=code, labels=(NAMES.get(code, code), *entering.ALSO_CALLED.get(code, ()))
        )
        for code in offered
    ]
    tap = talk.incoming.tap
    chosen = tap.key if tap is not None and tap.key in offered else ""
    if not chosen and not tap:
        chosen = commands.named(talk, options, loosely=True)
    if not chosen:
        intent = commands.intent(talk, tap)
        if intent in ("my_data", "erase_me") and commands.command(talk, intent):
            return
        if intent in ("back", "cancel", "no") and talk.position.before:
            talk.move(stage=talk.position.before, before="")
            commands.again(talk)
            return
        if intent in ("back", "cancel", "no", "menu") and talk.position.programme:
            talk.move(programme="")  # it is offered in none that she reads
            entering.ask_programme(talk)
            return
        if not tap and _answers_instead(talk):
            return
        if not tap and _not_spoken(talk, offered):
            talk.tell(
                talk.words.text(
                    "Here we speak: {languages}.",
                    languages=talk.words.join([NAMES.get(code, code) for code in offered]),
                )
            )
        entering.ask_language(talk)
        return
    entering.speak(talk, chosen, again=commands.again)


def _answers_instead(talk: Talk) -> bool:
    """Return whether a reply names no language and answers the question behind; take it."""
    question = asking.open_question(talk) if talk.form else None
    if talk.position.before != "asking" or question is None or question.kind in doubting.FREE:
        return False
    if not isinstance(reading.read(talk, question), Read):
        return False
    talk.move(stage="asking", before="")
    replying.typed(talk, question)
    return True


def _not_spoken(talk: Talk, offered: Sequence[str]) -> bool:
    """Return whether a language was named that is not offered."""
    options = [
        understanding.Option(name=code, labels=(name, *entering.ALSO_CALLED.get(code, ())))
        for code, name in NAMES.items()
    ]
    named = commands.named(talk, options, loosely=True)
    return bool(named) and named not in offered


def _choosing_programme(talk: Talk) -> None:
    programmes = talk.world.offered(talk.incoming.account)
    tap = talk.incoming.tap
    key = tap.key if tap else ""
    if key not in programmes and not tap:
        options = [
            understanding.Option(name=each.id, labels=(*each.name.values(), each.id))
            for each in entering.in_order(talk)
        ]
        key = commands.named(talk, options, loosely=True)
        if key not in programmes and changing.of_another(talk):
            return
    if key in programmes:
        talk.move(programme=key)
        entering.enter(talk, programmes[key])
        return
    intent = commands.intent(talk, tap)
    if _leaves_the_menu(talk, intent) or commands.command(talk, intent):
        return
    if not tap and (informing.asked(talk) or tongues.changed(talk)):
        return
    if intent == "greeting":
        talk.tell(talk.words.text("Hello."))
    elif intent == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    else:
        talk.tell(talk.words.text("This programme is not known here. Please choose one."))
    commands.again(talk)


def _leaves_the_menu(talk: Talk, intent: Intent | None) -> bool:
    """Return whether somebody goes on with what she left for the menu, or asks where she is."""
    text = talk.incoming.text
    goes_on = intent in ("next", "back", "cancel", "no", "done", "restart")
    asks = not goes_on and (phrases.is_where(text) or phrases.is_back(text))
    if not (goes_on or asks) or not changing.reopened(talk):
        return False
    if intent == "restart":
        rights.resume(talk)
    if talk.position.stage == "asking":
        _, question = next_question(talk.standing())
        talk.move(question=question.key if question else "")
    if not asks or not commands.aside(talk):
        commands.again(talk)
    return True


def _done(talk: Talk) -> None:
    tap = talk.incoming.tap
    if not tap and commands.invited(talk, digits=True):
        return
    interview = talk.interview
    if tap is not None and tap.key in ("another", "switch"):
        (sharing.another if tap.key == "another" else sharing.switch)(talk)
        return
    if tap is not None and tap.key == "edit" and talk.form is not None:
        asking.which(talk)
        return
    intent = commands.intent(talk, tap)
    if commands.command(talk, intent):
        return
    finished = interview is not None and interview.status == "finished"
    if not tap and ((finished and _changed(talk)) or commands.aside(talk)):
        return
    if not tap and changing.of_halted(talk):
        return
    if not tap and (changing.of_another(talk) or informing.asked(talk) or tongues.changed(talk)):
        return
    if intent == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    elif intent == "greeting":
        talk.tell(talk.words.text("Hello."))
    if intent in ("thanks", "no", "done"):
        commands.again(talk, brief=True)
        return
    fine = reviewing.is_fine(talk.incoming.text, talk.person.language)
    if intent is None and talk.incoming.text and finished and not fine:  # for the team, it seems
        talk.tell(talk.words.text("To ask the team something, write “person”."))
    if interview is not None and finished:
        entering.registered(talk, interview)
    else:
        entering.choose_programme(talk)


def _changed(talk: Talk) -> bool:
    """Return whether an entry or an answer of the finished intake was named; open it."""
    return entry_wishes.by_name(talk) or changing.by_name(talk)


def while_stopped(talk: Talk) -> None:
    """Somebody who said stop writes again: her words are answered, nothing else is sent."""
    intent = commands.intent(talk, talk.incoming.tap)
    if intent in ("my_data", "erase_me"):
        commands.command(talk, intent)
    elif intent in ("thanks", "yes", "no", "done"):  # « ok » is said of the stop itself
        if intent == "thanks":
            talk.tell(talk.words.text("You’re welcome."))
        rights.still_stopped(talk)
    else:
        if intent == "restart":
            rights.resume(talk)
        else:
            rights.leave_stopped(talk)
            tongues.spoken(talk)
            still = "The messages are still stopped. To get them again, write “start”."
            talk.tell(talk.words.text(still))
            if _answers(talk):
                replying.reply(talk)
                return
        commands.welcome_back(talk)
        commands.again(talk)


def _answers(talk: Talk) -> bool:
    """Return whether somebody who said stop answers the question that was open, for certain."""
    question = asking.open_question(talk) if talk.form else None
    if question is None or talk.position.stage != "asking":
        return False
    if talk.incoming.tap is not None:
        return True
    if question.kind in doubting.FREE or commands.intent(talk) is not None:
        return False
    return isinstance(reading.read(talk, question), Read)


def _agreeing(talk: Talk) -> None:
    """Take whether somebody takes part; who does not, in a chat of several, gives the turn back."""
    before = talk.person.id
    replying.reply(talk)
    refused = talk.interview is None and talk.position.stage == "done"
    if refused and talk.state.others and talk.person.id == before:
        sharing.refused(talk)


STAGES = {
    "choosing_language": _choosing_language,
    "choosing_programme": _choosing_programme,
    "consent": _agreeing,
    "asking": replying.reply,
    "summary": reviewing.review,
    "confirming": confirming.confirm,
    "done": _done,
}
