"""The summary: everything is right, or one answer is changed, and the person is registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows import (
    asides,
    asking,
    changing,
    codes,
    commands,
    earlier,
    entering,
    entry_names,
    entry_replies,
    entry_wishes,
    entry_words,
    informing,
    phrases,
    putting,
    reading,
    replying,
    restating,
    sharing,
    tongues,
    understanding,
)
from flows.form import Question
from flows.talk import Talk
from flows.turn import Register
from flows.understanding import Ask, Read
from flows.understanding.choices.nothing import says_nothing
from flows.understanding.lexicon import words

SAVED = "Thank you, your answers are saved. Registration number: {code}."


def review(talk: Talk) -> None:
    """Take whether the answers are right, or which one is not."""
    if talk.form is None:
        entering.choose_programme(talk)
        return
    if talk.position.pending[:1] == ("edit",):
        _which(talk)
        return
    if entry_replies.review(talk):
        return
    tap = talk.incoming.tap
    key = tap.key if tap else ""
    if not tap and commands.aside(talk):  # « later » is not « go on »
        return
    if not tap and _enough(talk):
        return
    if not tap and asides.beside_a_yes(talk):
        commands.again(talk, brief=True)
        return
    if not tap:
        key = _said(talk)
    if key == "confirm":
        _finish(talk)
        return
    if key == "edit":
        asking.which(talk)
        return
    if commands.command(talk, commands.intent(talk, tap)):
        return
    if not tap and _said_otherwise(talk):
        return
    if not _small_talk(talk):
        talk.tell(talk.words.text("Sorry, we did not understand."))
    commands.again(talk, brief=True)


def _said(talk: Talk) -> str:
    """Return which button words stand for, or ""."""
    options = [
        understanding.Option(name=name, labels=(talk.words.text(label),))
        for name, label in (("confirm", "Yes, save"), ("edit", "Change something"))
    ]
    said = commands.intent(talk)
    if named := commands.named(talk, options):
        return named
    if said in ("yes", "done", "next") or _fine(talk):
        return "confirm"
    if said in ("no", "back"):
        return "edit"
    names = phrases.change(talk.incoming.text)  # « lla smiti machi hadi »
    return "edit" if not names and _begins_with_no(talk) else ""


def _small_talk(talk: Talk) -> bool:
    """Return whether it was only a greeting or thanks, and say something back."""
    said = commands.intent(talk, talk.incoming.tap)
    if said == "greeting":
        talk.tell(talk.words.text("Hello."))
    elif said == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    return said in ("greeting", "thanks")


FINE = (
    "مزيان | mezyan | mzyan | mezian | zwin | زوين | هانية | hania | ممتاز"
    " | جيد | حسن | c’est bien | très bien | parfait | super | nickel | impeccable | خوبه | خوب است"
    " | عالیه | عالی است | درسته | همینه | [همین/این/اینا/اینها] [درسته/درست است/خوبه]"
    " | [tout est/c’est/tout/oui c’est/oui tout est] [bon/correct/juste/exact/en ordre]"
    " | exact | correct | rien à changer | je confirme | je valide | c’est tout bon"
    " | [كل شيء/كلها/كلشي/الأجوبة] [صحيح/صحيحة/جيد/مزيان/صحاح] | صحيح | صحيحة | صحاح"
    " | كلهم صحاح | راهم صحاح | كلشي هو هاداك | kolchi [mzyan/s7i7/sa7i7/mezyan] | s7i7 | s7a7"
    " | sa7i7 | لا شيء للتغيير | ما كاين ما نبدل"
    " | [همه/همه‌اش/همه چیز/بله] [درست است/درسته/صحیح است/صحیحه] | درست است | صحیح است | صحیحه"
    " | ثبت [کن/کنید/شود/بشه] | ذخیره [کن/کنید] | enregistrez | enregistre | valider | validez"
    " | sauvegarder | احفظ | احفظوها | سجلوها | سجلوهم | سجل | حفظ"
    " | تأیید می‌کنم | تایید می‌کنم | تأیید | تایید"
)
"""Fine: a yes where answers are confirmed, nowhere else (languages.md, section 4)."""
ENOUGH = "safi | صافي | safi safi | صافي صافي | baraka safi"
"""Fine, or enough of it, or the town: asked back, once."""
SURE = "sure"
"""What is pending while « safi » is asked back."""


def _enough(talk: Talk) -> bool:
    """Return whether « safi » was said, and ask whether it is to be saved; twice is a yes."""
    if understanding.fold(talk.incoming.text) not in words(ENOUGH):
        return False
    if talk.position.pending == (SURE,):
        _finish(talk)
        return True
    said = talk.words
    talk.tell(said.text("Did you mean: {value}?", value=said.text("Yes, save")))
    commands.again(talk, brief=True)
    talk.move(pending=(SURE,))
    return True


def _fine(talk: Talk) -> bool:
    return is_fine(talk.incoming.text, talk.person.language)


def is_fine(text: str, language: str) -> bool:
    """Return whether words say that all is right, with a yes before and thanks behind or without.

    « super », « oui tout est bon merci », « آه صحاح », « صافي مزيان ».
    """
    said = understanding.fold(text).split()
    if len(said) > 1 and (_agrees(said[0], language) or said[0] in words(ENOUGH)):
        said = said[1:]
    if len(said) > 1 and understanding.intent(said[-1], language) == "thanks":
        said = said[:-1]
    return " ".join(said) in words(FINE)


def _agrees(word: str, language: str) -> bool:
    return understanding.intent(word, language) == "yes"


def _begins_with_no(talk: Talk) -> bool:
    """Return whether a longer reply says first that they are not right."""
    text, language = talk.incoming.text, talk.person.language
    outcome = understanding.yes_no(text, language)
    first = text.partition(" ")[0] if not phrases.is_question(text) else ""
    asks = isinstance(outcome, Ask) and outcome.values == ("no",)
    return asks or understanding.intent(first, language) == "no"


def _said_otherwise(talk: Talk) -> bool:
    """Return whether the words name an answer to change, or answer a reminder."""
    named = entry_wishes.by_name(talk) or changing.by_name(talk) or restating.stated(talk)
    named = named or _only_named(talk)
    invited = named or commands.invited(talk, digits=False)
    return invited or informing.asked(talk) or tongues.changed(talk)


def _only_named(talk: Talk) -> bool:
    """Return whether an answer was named and nothing else said, and open it: « ville »."""
    text = talk.incoming.text
    if not any(c.isalpha() for c in text) or commands.intent(talk) is not None:
        return False
    outcome = changing.named(talk, putting.listed(talk.standing()), text)
    if isinstance(outcome, Read):
        changing.open_again(talk, outcome.value)
    return isinstance(outcome, Read)


def _which(talk: Talk) -> None:
    """Take which answer is to be changed."""
    tap = talk.incoming.tap
    if not tap and restating.stated(talk):  # « mon nom c’est Awa Diallo »
        return
    among = commands.among(talk)
    shown = [each.key for each in asking.changeable(talk, among)]
    listed = among or putting.listed(talk.standing())
    intent = commands.intent(talk, tap)
    leaves = intent in ("back", "cancel", "no", "done")  # « la » names no answer
    leaves = leaves or (not tap and _nothing_to_change(talk))
    key = replying.indexed(tap.key, shown) if tap else "" if leaves else _typed(talk, listed, shown)
    if key in {each.key for each in listed}:
        changing.open_again(talk, key)
        return
    if key in shown:
        entry_wishes.go(talk, key, "")
        return
    if leaves or key == "back":
        talk.move(pending=())
        if entry_wishes.back_to_one(talk, among):
            return
        asking.leave_edit(talk)
        return
    if commands.command(talk, intent) or (not tap and commands.aside(talk)):
        return
    if not tap and entry_wishes.by_name(talk):
        return
    if not tap and among and phrases.change(talk.incoming.text) and changing.by_name(talk):
        return  # another one than those that were listed
    if not tap and _only_value(talk, listed):
        return
    again = not tap and phrases.change(talk.incoming.text) == ""  # « change », and no name
    if not again and not _small_talk(talk):
        talk.tell(talk.words.text("Please choose one of the answers."))
    commands.again(talk)


def _only_value(talk: Talk, listed: Sequence[Question]) -> bool:
    """Return whether a reply is no name of an answer, but fits one of them alone; ask back.

    « 1991 », « 0612345678 », where it is asked which answer is to be changed.
    """
    text = talk.incoming.text
    if not any(c.isdecimal() for c in text) or reading.place_in_list(text) is not None:
        return False
    found = [
        (each, outcome.value)
        for each in listed
        if each.kind in ("phone", "year", "integer", "date", "decimal", "numbers")
        and isinstance(outcome := reading.read_words(talk, each, text), Read)
        and asking.fits(talk, each, outcome.value)
    ]
    if len(found) != 1:
        return False
    question, value = found[0]
    talk.move(pending=())
    earlier.propose(talk, question, value, "typed")
    return True


def _nothing_to_change(talk: Talk) -> bool:
    """Return whether somebody said that no answer is to be changed, or that all are right."""
    text, language = talk.incoming.text, talk.person.language
    first, _, rest = text.partition(" ")
    nothing = says_nothing(text, language) or (
        understanding.intent(first, language) == "no" and says_nothing(rest, language)
    )
    return nothing or _fine(talk)


def _typed(talk: Talk, listed: Sequence[Question], shown: Sequence[str]) -> str:
    """Return which answer, or which repeat, a text names; a number is the place in the list."""
    text = phrases.change(talk.incoming.text) or talk.incoming.text
    said, number = entry_words.numbered(text)
    if number and not said:
        return shown[int(number) - 1] if 1 <= int(number) <= len(shown) else ""
    outcome = changing.named(talk, listed, text)
    repeats = [key for key in shown if key not in {each.key for each in listed}]
    if repeats and not isinstance(outcome, Read):
        options = entry_names.spoken(talk, repeats)
        outcome = understanding.choice(text, options, talk.person.language, many=False)
    if isinstance(outcome, Ask) and len(outcome.values) == 1:
        return outcome.values[0]
    return outcome.value if isinstance(outcome, Read) else ""


def _finish(talk: Talk) -> None:
    """Register the person, once everything was confirmed."""
    interview, said, programme = talk.interview, talk.words, talk.programme
    if interview is None:
        entering.choose_programme(talk)
        return
    if not asking.complete(talk):  # what depends on a changed answer is still to be asked
        asking.go_on(talk)
        return
    code = interview.code or codes.registration(interview.id)
    talk.store(
        replace(interview, status="finished", finished=interview.finished or talk.now, code=code),
        talk.standing(),
    )
    talk.do(Register(programme=interview.programme, interview=interview.id))
    talk.move(stage="done", question="", editing=False, pending=())
    talk.tell(said.text(SAVED, code=said.ltr(code)))
    if programme is not None and programme.next_step:
        talk.tell(said.text("Next step: {step}", step=said.pick(programme.next_step)))
    if talk.person.stopped:
        talk.tell(said.text("The messages are still stopped. To get them again, write “start”."))
    talk.say("")
    sharing.finished(talk)
