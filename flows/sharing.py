"""One telephone, several people: whose turn it is, and that what each said stays apart.

Registrations, agreements, answers, « my data » and erasing are of the person whose turn it is; only
stopping the messages concerns the whole chat, since they all come to one telephone.
"""

from __future__ import annotations

from dataclasses import replace

from flows import (
    asking,
    commands,
    doubting,
    entering,
    kin,
    members,
    phrases,
    putting,
    reading,
    replying,
    rights,
    understanding,
)
from flows.incoming import Tap
from flows.state import Member, Person, Position
from flows.talk import Talk
from flows.understanding.lexicon import words

MOST = 9
"""People who may answer in one chat: as many as a list of buttons holds, with one for a new one."""
HELPING = ("helper", "helper_role")
"""Questions whether somebody helps to type (programmes.md, M0)."""
STAYS = ("no", "back", "skip", "next", "done")
"""Said where it is asked whose turn it is, by somebody who did not mean to give it away."""
BEGUN = (
    "These questions are for another person. What was answered before stays apart. To change whose "
    "turn it is, write “switch”."
)


def said(talk: Talk, what: str) -> bool:
    """Return whether words about who answers were meant so, and do it.

    Args:
        talk: The turn.
        what: another, switch; or someone, turn (« ma fille répond »), which may also answer « who
            helps you? ».
    """
    question = asking.open_question(talk) if talk.form else None
    asked = talk.position.stage in ("asking", "consent") and question is not None
    if asked and question and (what == "someone" or replying.names_a_choice(talk, question)):
        return False
    if what == "turn" and asked and question and question.name in HELPING:
        return False
    if what == "turn":  # she may answer for herself, or type for who had the turn
        members.ask(talk)
        return True
    return switch(talk) if what == "switch" else another(talk)


def another(talk: Talk) -> bool:
    """Begin another person's intake in this chat; True, since that is all that is done."""
    words, others = talk.words, talk.state.others
    if not others and not talk.state.consents and not _answered(talk):
        talk.tell(words.text("All right: the questions are about the person you answer for."))
        commands.again(talk)
        return True
    if len(others) + 1 >= MOST:
        talk.tell(words.text("Many people answer in this chat already. Please write “person”."))
        commands.again(talk, brief=True)
        return True
    programme = talk.programme
    comes = Person(
        id=talk.incoming.key,
        language=talk.person.language,
        zone=talk.person.zone,
        stopped=talk.person.stopped,
        simulated=talk.person.simulated,
    )
    place = max((talk.state.place or 1, *(each.place for each in others))) + 1
    talk.hand_over(Member(person=comes, place=place), left=_left(talk))
    talk.tell(words.text(BEGUN))
    if programme is not None:  # the same, or she says « menu »
        talk.move(programme=programme.id)
    entering.choose_programme(talk)
    return True


def switch(talk: Talk) -> bool:
    """Ask whose turn it is; True, since that is all that is done."""
    if not members.shared(talk):
        talk.tell(
            talk.words.text(
                "One person answers in this chat. For another person write “answer for someone "
                "else”."
            )
        )
        commands.again(talk, brief=True)
        return True
    members.ask(talk)
    return True


_TURN = (
    "c’est | c’est à | c’est au tour de | c’est le tour de | au tour de | tour de | maintenant"
    " | à | c’est pour | maintenant c’est | je suis | دور | نوبة | دابا | النوبة ديال | نوبت | حالا"
    " | الآن دور | noubt | daba | nobate"
    " | retour à | revenir à | on revient à | je reviens à | revenons à | c’est encore | encore"
    " | nrje3 l | nrj3 l | nerje3 l | nrj3o l | nrej3o l | rje3 l | نرجع ل | نرجعو ل | رجع ل"
    " | عودة إلى | العودة إلى | نعود إلى | لنعد إلى | برگردیم به | برگرد به | برمی‌گردم به"
)
"""Before the name of who answers now."""
BEFORE = 4
"""Words of that."""


def named(talk: Talk) -> bool:
    """Return whether somebody of this chat was named, and ask whether it is her turn.

    A name alone counts where the question that is open takes no such words.
    """
    if not talk.state.others or talk.position.stage not in ("asking", "consent", "summary", "done"):
        return False
    said = talk.incoming.text.rstrip("؟?!. ").split()
    question = asking.open_question(talk) if talk.form else None
    least = 1 if question is not None and question.kind in doubting.FREE else 0
    called = {understanding.fold(each.label) for each in members.offered(talk)}
    called |= set(map(understanding.fold, members.full_names(talk)))
    for length in range(least, min(BEFORE, len(said) - 1) + 1):
        before = understanding.fold(" ".join(said[:length]))
        name = understanding.fold(" ".join(said[length:]))
        joined = length and name[:1] == "ل" and f"{before} ل" in words(_TURN)
        if joined and name[1:] in called:  # « نرجع لفاطمة »
            members.ask(talk)
            return True
        if name in called and (not length or before in words(_TURN)):
            members.ask(talk)
            return True
    return False


def _is(name: str, called: str) -> bool:
    """Return whether a whole name begins with what somebody is called."""
    return f"{name} ".startswith(f"{called} ")


def answered(talk: Talk, key: str) -> None:
    """Take whose turn it is."""
    offered = members.offered(talk)
    if not talk.incoming.tap:
        whole = members.full_names(talk)
        options = [
            understanding.Option(
                name=each.key, labels=(each.label, *(it for it in whole if _is(it, each.label)))
            )
            for each in offered
        ]
        key = commands.named(talk, options) or _somebody(talk, len(offered))
    if key == "another":
        another(talk)
        return
    chosen = next((each for each in talk.state.others if members.key(each.place) == key), None)
    if chosen is not None:
        to(talk, chosen)
    elif key == members.key(talk.state.place):
        rights.leave_pending(talk)
        _turn_of(talk)
        _go_on(talk)
    elif not talk.incoming.tap and commands.intent(talk) in STAYS:
        rights.leave_pending(talk)
        _go_on(talk)
    else:
        talk.tell(talk.words.text("Sorry, we did not understand."))
        if offered:
            shown = talk.words.iso(offered[0].label)
            talk.tell(
                talk.words.text("For example, write the number 1, or: {answer}", answer=shown)
            )
        members.ask(talk)


def _somebody(talk: Talk, known: int) -> str:
    """Return ``another`` for a relative, who is none of those who are named, or what is below."""
    text = talk.incoming.text
    if phrases.meaning(text) in ("another", "someone"):  # « je veux inscrire ma sœur aussi »
        return "another"
    relative = understanding.fold(text) in map(understanding.fold, kin.called())
    below = reading.place_in_list(text) == known + 1
    return "another" if relative or below else ""


def to(talk: Talk, member: Member) -> None:
    """Give the turn to another person of the chat, and go on where she was."""
    talk.hand_over(member, left=_left(talk))
    _turn_of(talk)
    if talk.position == Position():
        entering.begin(talk, known=talk.person.language)
        return
    _go_on(talk)


def _go_on(talk: Talk) -> None:
    commands.welcome_back(talk)
    commands.again(talk)
    _awake(talk)


def _awake(talk: Talk) -> None:
    """Note that somebody is there: her next words need no question whose they are."""
    interview = talk.interview
    if interview is not None and interview.status == "open":
        talk.store(interview)


def finished(talk: Talk) -> None:
    """Ask whose turn it is when an intake is over and another one is not."""
    if members.shared(talk) and members.open_ones(talk):
        members.ask(talk)


def erased(talk: Talk) -> None:
    """Go on with who is left in the chat, once everything of one person is erased."""
    talk.hand_over(talk.state.others[0], left=Position())
    if members.shared(talk) and members.open_ones(talk):
        members.ask(talk)
        return
    # Also where one alone is left: the telephone may still be in the hand of who was erased.
    talk.tell(talk.words.text("It is the turn of {name}.", name=members.name(talk)))
    commands.again(talk, brief=True)


def refused(talk: Talk) -> None:
    """Give the turn back, once somebody else did not agree to take part."""
    if members.open_ones(talk):
        members.ask(talk)
        return
    talk.hand_over(talk.state.others[0], left=talk.position)
    talk.tell(talk.words.text("It is the turn of {name}.", name=members.name(talk)))
    commands.again(talk, brief=True)


def first(talk: Talk) -> bool:
    """Return whether it has to be asked first whose turn it is; a button says it by itself."""
    tap = talk.incoming.tap
    if tap is not None:
        _owner(talk, tap)
        return False
    if talk.position.pending[:1] == ("whose",) or members.open_ones(talk) < 2:
        return False
    if commands.intent(talk) in ("stop", "help", "erase_me", "my_data") or not _away(talk):
        return False
    talk.tell(talk.words.text("Your message is not saved yet: first we need to know who answers."))
    members.ask(talk)
    return True


def _owner(talk: Talk, tap: Tap) -> None:
    """Give the turn to whom the button belongs that was pressed."""
    for each in talk.state.others:
        hers = tap.token.startswith(f"{each.person.id:x}-")
        recalled = any(tap.token == f"n{own.id}" for own in each.interviews)
        reminded = tap.token[:1] == "t" and tap.token.endswith(f"-{each.person.id}")
        if hers or recalled or reminded:
            talk.hand_over(each, left=_left(talk))
            _turn_of(talk)
            _awake(talk)
            return


def _turn_of(talk: Talk) -> None:
    if members.shared(talk):
        talk.tell(talk.words.text("It is the turn of {name}.", name=members.name(talk)))


def _left(talk: Talk) -> Position:
    """Return where the person who has the turn goes on later: nothing is to be confirmed then."""
    position = talk.position
    if position.stage != "confirming":
        return position
    return replace(position, stage=position.before or "choosing_language", pending=(), before="")


def _answered(talk: Talk) -> bool:
    return any(each.status != "open" for each in talk.interviews.values()) or (
        talk.form is not None and asking.open_question(talk) is not None and _began(talk)
    )


def _began(talk: Talk) -> bool:
    return talk.position.stage in ("asking", "summary")


def _away(talk: Talk) -> bool:
    """Return whether nobody of the chat wrote for so long that another may hold it now."""
    others = (own for each in talk.state.others for own in each.interviews)
    latest = max(each.updated for each in (*talk.interviews.values(), *others))
    return talk.now - latest > putting.LONG_AGO
