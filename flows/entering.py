"""The way in: which language, which programme, and what happens to somebody who is registered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flows import asking
from flows.computed import first_answers
from flows.message import Option
from flows.state import Interview
from flows.talk import Talk
from flows.world import Programme
from locales.text import NAMES

ALSO_CALLED = {
    "ar": ("arabe", "arabic", "3arabia", "عربي", "العربية الفصحى"),
    "ary": ("darija", "darja", "marocain", "دارجة", "المغربية"),
    "fr": ("francais", "french", "الفرنسية", "فرنسية"),
    "fa": ("farsi", "persian", "persan", "الفارسية"),
    "en": ("anglais",),
}


def guess(talk: Talk) -> str:
    """Return the language to speak until the person has chosen one."""
    offered = talk.world.languages(talk.incoming.account)
    hinted = (talk.incoming.locale or "").replace("_", "-").partition("-")[0].lower()
    if hinted in offered:
        return hinted
    return offered[0] if offered else "en"


def begin(talk: Talk, known: str = "") -> None:
    """Take what a start link says, then ask what is still open.

    Args:
        talk: The turn.
        known: The language that the person chose by another of her addresses.
    """
    programme, language = wanted(talk)
    language = language or known
    if programme is not None:
        talk.move(programme=programme.id)
        talk.become(zone=programme.zone)
    offered = languages(talk)
    if language in offered or len(offered) == 1:
        talk.become(language=language if language in offered else offered[0])
        choose_programme(talk)
    else:
        ask_language(talk)


def where_she_was(talk: Talk) -> None:
    """Take up the programme that somebody is in by another of her addresses."""
    offered = talk.world.offered(talk.incoming.account)
    held = [
        each
        for each in talk.interviews.values()
        if each.programme in offered and each.status in ("open", "finished")
    ]
    held.sort(key=lambda each: each.status == "open")
    if held:
        talk.move(programme=held[-1].programme)


def wanted(talk: Talk) -> tuple[Programme | None, str]:
    """Return the programme and language that a start link names (``almontija-ary``)."""
    payload = (talk.incoming.start or talk.position.start or "").strip()
    name, _, language = payload.replace("_", "-").rpartition("-")
    programmes = talk.world.offered(talk.incoming.account)
    if payload in programmes:
        return programmes[payload], ""
    if language not in talk.world.languages(talk.incoming.account):
        language = ""
    for own in programmes.values():
        if own.id.replace("_", "-") == name:
            return own, language
    return None, "" if name else language


def languages(talk: Talk) -> tuple[str, ...]:
    """Return the languages of the programme, or of all where none is chosen."""
    if talk.programme:
        return talk.programme.languages
    return talk.world.languages(talk.incoming.account)


def ask_language(talk: Talk) -> None:
    """Ask for the language, in every language at once."""
    offered = languages(talk)
    asked = dict.fromkeys(
        talk.world.words(code).text("Please choose your language.") for code in offered
    )
    talk.ask(
        "choosing_language",
        "\n".join(asked),
        choices=[Option(key=code, label=NAMES.get(code, code)) for code in offered],
    )


def speak(talk: Talk, language: str, *, again: Callable[[Talk], None]) -> None:
    """Go on in the language that was chosen, where the person was before she was asked."""
    talk.become(language=language)
    change_answer_language(talk)
    before = talk.position.before
    talk.move(before="")
    if before and before != "choosing_language":
        talk.move(stage=before)
        again(talk)
    else:
        choose_programme(talk)


def change_answer_language(talk: Talk) -> None:
    """Keep the language with the interview that is open."""
    interview, form = talk.interview, talk.form
    if interview is None or form is None:
        return
    answers = dict(interview.answers)
    if row := form.role("language"):
        answers[row.key] = talk.person.language
    talk.store(replace(interview, language=talk.person.language, answers=answers))


def choose_programme(talk: Talk) -> None:
    """Go into the programme that is wanted, or ask which one."""
    programmes = talk.world.offered(talk.incoming.account)
    if not programmes:
        talk.ask("done", talk.words.text("No programme is open at the moment."))
        return
    if talk.programme is None and len(programmes) == 1:
        talk.move(programme=next(iter(programmes)))
    if talk.programme is None:
        ask_programme(talk)
        return
    enter(talk, talk.programme)


def ask_programme(talk: Talk) -> None:
    """Ask which programme; those of the person's language come first."""
    words, programmes = talk.words, in_order(talk)
    talk.move(question="", interview=0, pending=(), editing=False, programme="", last=())
    talk.ask(
        "choosing_programme",
        words.text("Which programme is it about?"),
        choices=[Option(key=each.id, label=words.pick(each.name)) for each in programmes],
        actions=[
            Option(key="language", label=words.text("Language")),
            Option(key="my_data", label=words.text("My data")),
            Option(key="help", label=words.text("Help")),
        ],
    )


def in_order(talk: Talk) -> list[Programme]:
    """Return the programmes as they are offered."""
    language = talk.person.language
    programmes = talk.world.offered(talk.incoming.account)
    return sorted(programmes.values(), key=lambda each: language not in each.languages)


def enter(talk: Talk, programme: Programme) -> None:
    """Go on with the person's interview in this programme, or begin one."""
    talk.become(zone=programme.zone)
    mine = [each for each in talk.interviews.values() if each.programme == programme.id]
    spoken = next((each.language for each in reversed(mine)), "")
    if talk.person.language not in programme.languages and spoken in programme.languages:
        talk.become(language=spoken)  # that she was here in before
    if talk.person.language not in programme.languages:
        if len(programme.languages) > 1:
            talk.tell(talk.words.text("This programme is offered in: choose a language."))
            talk.move(before="")
            ask_language(talk)
            return
        talk.become(language=programme.languages[0])
    held = next((each for each in reversed(mine) if each.status in ("open", "finished")), None)
    if held is not None and held.status == "finished":
        talk.move(interview=held.id, last=())
        registered(talk, held)
        return
    begun = held is None
    if held is None:
        held = _new(talk, programme)
    tell_closed(talk)
    talk.move(interview=held.id, question="", last=())
    if begun and any(step.gives for step in talk.standing().form.moving):
        talk.store(held, talk.standing())  # a default that is today's date stays that of today
    asking.go_on(talk)


def tell_closed(talk: Talk) -> None:
    """Tell who comes after the last day of registration that it is over; nothing ends silently."""
    programme, words = talk.programme, talk.words
    if programme is None or programme.closes is None or talk.local_now.date() <= programme.closes:
        return
    talk.tell(
        words.text(
            "The registration for {programme} is over since: {date}. You can still answer; the "
            "team will tell you what is possible.",
            programme=words.iso(words.pick(programme.name)),
            date=words.date(programme.closes),
        )
    )


def tell_kept(talk: Talk) -> None:
    """Tell somebody who leaves an interview that her answers are kept, and how to come back."""
    interview, programme = talk.interview, talk.programme
    if interview is None or programme is None or interview.status not in ("open", "finished"):
        return
    if talk.position.stage not in ("asking", "summary"):
        return
    words = talk.words
    talk.tell(
        words.text(
            "Your answers are kept. To go on, choose this programme again: {programme}",
            programme=words.iso(words.pick(programme.name)),
        )
    )


def _new(talk: Talk, programme: Programme) -> Interview:
    form = talk.world.newest(programme.form)
    row = form.role("language")
    known = first_answers(
        form, person=talk.person.id, phone=talk.incoming.phone or "", now=talk.local_now
    )
    interview = Interview(
        id=talk.incoming.key,
        programme=programme.id,
        form=form.id,
        version=form.version,
        answers={row.key: talk.person.language, **known} if row else known,
        language=talk.person.language,
        channel=talk.incoming.account.partition(":")[0],
        started=talk.now,
        updated=talk.now,
    )
    talk.store(interview)
    return interview


def registered(talk: Talk, interview: Interview) -> None:
    """Say that the person is registered, and what she can do now."""
    words = talk.words
    talk.move(question="", pending=(), editing=False)
    known = words.text(
        "You are registered already with number {code}. "
        "You can see or change your answers with “my data”.",
        code=words.ltr(interview.code),
    )
    brief = talk.brief and talk.lines  # thanked, or told something: she knows that she is in
    talk.ask("done", "" if brief else known, actions=_afterwards(talk))


def _afterwards(talk: Talk) -> list[Option]:
    words = talk.words
    offered = [
        Option(key="edit", label=words.text("Change something")),
        Option(key="my_data", label=words.text("My data")),
        Option(key="person", label=words.text("A person")),
        Option(
            key="another",
            label=words.text("Answer for someone else"),
            short=words.text("Someone else"),
        ),
    ]
    if talk.state.others:
        offered.append(Option(key="switch", label=words.text("Change the person")))
    if len(talk.world.offered(talk.incoming.account)) > 1:
        offered.append(Option(key="menu", label=words.text("Menu")))
    return offered
