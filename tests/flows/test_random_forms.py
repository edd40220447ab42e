"""Whatever the form and whatever the person does, a conversation comes to a good end.

``RAFIQ_RANDOM_FORMS=5000`` walks so many forms; the suite walks fewer.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from flows.compile import compile_form
from flows.entries import is_entry
from flows.form import Question
from flows.incoming import Tap
from flows.loading import load
from flows.standing import LEFT_OUT, Standing, stand
from flows.state import Interview
from flows.world import Programme, World, local
from tests.flows.conversation import Conversation
from tests.flows.conversation import world as programmes
from tests.flows.forms import forms

EXAMPLES = int(os.environ.get("RAFIQ_RANDOM_FORMS", "40"))
OWN = Programme(
    id="chance",
    form="chance",
    name={"en": "Chance"},
    organisation={},
    next_step={},
    languages=("fr", "ar"),
    country="MA",
    zone="Africa/Casablanca",
    retention_months=1,
)
TYPED = (
    *("5", "2", "abc", "long words of no kind", "12,5", "2015-08-14", "10:30", "33.5, -7.6"),
    *("oui", "non", "1 3", "Apple", "chees", "retour", "passer", "aide", "langue", "menu", "stop"),
    *("recommencer", "mes données", "terminé", "ok", "", "٣", "début", "annuler", "suivant"),
)
Doing = tuple[str, int]
"""What she does, and which of the possible ones."""
DOINGS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("well", "well", "well", "well", "choose", "act", "type", "old", "back"),
                *("edit", "skip", "language", "restart", "away", "sticker", "end"),
                *("list", "drop", "drop", "change"),
            ]
        ),
        st.integers(0, 30),
    ),
    max_size=30,
)

COMING_AND_GOING = st.lists(
    st.one_of(
        st.just(("well", 3)),  # one more entry, where that is asked
        st.just(("well", 3)),
        st.tuples(
            st.sampled_from(["well", "choose", "list", "drop", "drop", "change", "back", "old"]),
            st.integers(0, 30),
        ),
        st.tuples(st.sampled_from(["act", "edit", "skip", "language", "type"]), st.integers(0, 9)),
    ),
    min_size=8,
    max_size=50,
)
"""The same, of somebody who adds entries, looks at them and takes them out."""


def world_of(source: str) -> World:
    """Return a world with one programme, whose intake is this form."""
    form = load(json.loads(json.dumps(compile_form(source.encode(), name="chance.md").document)))
    return replace(
        programmes(),
        programmes={"chance": OWN},
        forms={(form.id, form.version): form},
        current={form.id: form.version},
    )


world_of = functools.lru_cache(maxsize=64)(world_of)


def standing_of(talk: Conversation, interview: Interview) -> Standing:
    """Return an interview worked out at this moment."""
    form = talk.world.form(interview)
    assert form is not None
    zone = talk.world.programmes[interview.programme].zone
    language = talk.state.person.language
    return stand(
        form, interview.answers, now=local(talk.at, zone), seed=interview.code, language=language
    )


def interview_of(talk: Conversation) -> Interview | None:
    """Return the interview that is open."""
    own = talk.state.position.interview
    return next((each for each in talk.state.interviews if each.id == own), None)


def answer_well(talk: Conversation, at: int = 0) -> None:
    """Answer what is open as it should be answered; ``at`` picks one of several good answers."""
    position, last = talk.state.position, talk.last
    assert last is not None
    keys = [each.key for each in last.choices]
    interview = interview_of(talk)
    question = interview and standing_of(talk, interview).question(position.question)
    if position.stage == "summary" and "confirm" in keys:
        talk.take(tap=Tap(token=last.token, key="confirm"))
    elif position.stage in ("asking", "consent") and interview and question:
        _answer(talk, question, standing_of(talk, interview), at)
    elif position.stage in ("stopped", "done"):
        talk.take(start="")
    elif position.pending[:1] in (("entries",), ("entry",)):
        talk.take(text="retour")
    elif keys:
        key = "no" if position.pending[:1] in (("erase",), ("stop",)) else keys[0]
        talk.take(tap=Tap(token=last.token, key=key if key in keys else keys[0]))
    else:
        talk.take(text="retour")


def _answer(talk: Conversation, question: Question, standing: Standing, at: int) -> None:
    last = talk.last
    assert last is not None
    names = [each.name for each in standing.options(question)]
    if question.role == "repeat":
        talk.take(tap=Tap(token=last.token, key="yes" if at % 4 == 3 else "no"))
    elif question.type == "select_multiple":
        good = [name for name in names if standing.fits(question, [name])]
        held = list(talk.state.position.picked)
        for key in {*held, *good[:1]} - ({*held} & {*good[:1]}):
            talk.take(tap=Tap(token=last.token, key=key))
        assert talk.last is not None
        talk.take(tap=Tap(token=talk.last.token, key=talk.last.choices[-1].key))
    elif question.type == "rank":
        order = names if standing.fits(question, names) else names[::-1]
        talk.take(text=" ".join(str(names.index(name) + 1) for name in order))
    elif names:
        good = [name for name in names if standing.fits(question, name)]
        talk.take(tap=Tap(token=last.token, key=good[at % len(good)]))
    else:
        talk.take(text=_typed(question, standing, at))


def _typed(question: Question, standing: Standing, at: int) -> str:
    match question.type:
        case "integer" | "decimal" | "range":
            good = [n for n in (5, 2, 3, 7, 8, 6, 1) if standing.fits(question, n)]
            return str(good[at % len(good)])
        case "date":
            return "2015-08-14"
        case "time":
            return "10:30"
        case "dateTime":
            return "2015-08-14 10:30"
        case "geopoint":
            return "33.5, -7.6"
        case "acknowledge":
            return "ok"
    return ("abcd", "bread and tea", "xyz")[at % 3]


def do(talk: Conversation, doing: Doing) -> None:
    """Do one of the things that people do."""
    what, at = doing
    last = talk.last
    assert last is not None
    match what:
        case "choose" if last.choices:
            talk.take(tap=Tap(token=last.token, key=last.choices[at % len(last.choices)].key))
        case "act" if last.actions:
            talk.take(tap=Tap(token=last.token, key=last.actions[at % len(last.actions)].key))
        case "type":
            talk.take(text=TYPED[at % len(TYPED)])
        case "old" if talk.tapped:
            talk.take(tap=talk.tapped[at % len(talk.tapped)])
        case "back":
            talk.take(text="retour" if talk.state.person.language == "fr" else "رجوع")
        case "edit":
            talk.take(tap=Tap(token="", key="edit"))
        case "skip":
            talk.take(tap=Tap(token="", key="skip"))
        case "language":
            talk.take(text="langue")
        case "restart":
            talk.take(start="chance" if at % 2 else "")
        case "list":
            talk.take(text="la liste")
        case "change":
            talk.take(text=f"modifier {at % 3 + 1}")
        case "drop":
            talk.take(text=f"supprimer {at % 3 + 1}" if at % 2 else "supprimer")
            if talk.state.position.pending[:1] == ("entries",):
                talk.take(text=str(at % 3 + 1))
            if talk.state.position.pending[:1] == ("drop",) and at % 5 != 4:
                talk.take(text="oui" if talk.state.person.language == "fr" else "نعم")
        case "away":
            talk.at += timedelta(days=at)
        case "sticker":
            talk.take(unsupported="sticker")
        case "end":
            for _ in range(at):
                answer_well(talk, at)
        case _:
            answer_well(talk, at)


def finish(talk: Conversation) -> Interview:
    """Answer everything well; a conversation that does not end in so many turns is stuck."""
    turns = 0
    while True:
        interview = interview_of(talk)
        if talk.state.position.stage == "done" and interview and interview.status == "finished":
            return interview
        asked = len(standing_of(talk, interview).asked) if interview else 10
        assert turns < 3 * asked + 40, f"stuck: {talk.state.position} {talk.last}"
        answer_well(talk)
        turns += 1


def check(talk: Conversation, interview: Interview) -> None:
    """Hold the answers of a finished interview against the form."""
    standing = standing_of(talk, interview)
    for question in standing.asked:
        if question.role == "repeat":
            continue
        value = standing.answers.get(question.key)
        assert question.key in standing.answers, question.key
        if _closed(standing, question):
            continue  # there was nothing to choose from
        assert value not in (None, "", []) or not standing.required(question), question.key
        assert standing.fits(question, value), f"{question.key}: {value!r}"
        if question.choices and value is not None and question.type != "acknowledge":
            names = {each.name for each in standing.options(question)}
            assert {*(value if isinstance(value, list) else [value])} <= names, question.key
    kept = {key for key in interview.answers if not key.startswith(LEFT_OUT)}
    assert kept <= standing.relevant, kept - standing.relevant
    assert kept == {key for key in standing.stored() if not key.startswith(LEFT_OUT)}


def check_gone(talk: Conversation, interview: Interview) -> None:
    """Hold what is stored against what was told to be taken out."""
    gone = {key.removeprefix(LEFT_OUT) for key in interview.answers if is_entry(key)}
    left = {key.removeprefix(LEFT_OUT) for key in interview.answers} - gone
    inside = {key for key in left for entry in gone if key.startswith(f"{entry}/")}
    assert not inside, f"left of what was taken out: {inside}"
    told = {key for key, last in talk.kept.items() if last.how == "deleted"}
    assert told.isdisjoint(left), f"told to be gone: {told & left}"
    assert gone <= told, "taken out without a word of it in the events"


def _closed(standing: Standing, question: Question) -> bool:
    """Return whether a filter leaves no choice: even a required question is passed then."""
    return question.filter is not None and not standing.options(question)


DEEP = """
| survey |
| | type | name | label |
| | begin_group | g1 | Part g1 |
| | begin_group | g2 | Part g2 |
| | begin_repeat | r3 | Part r3 |
| | integer | q4 | Question q4? |
| | end_repeat | | |
| | end_group | | |
| | end_group | | |
"""
"""A repeat below two groups, whose titles are said with its first question."""


MEMBERS = """
| survey |
| | type | name | label | repeat_count | constraint | choice_filter |
| | integer | q1 | Question q1? | | . >= 1 | |
| | begin_repeat | r2 | Part r2 | ${q1} | | |
| | text | q3 | Question q3? | | | |
| | begin_repeat | r4 | Part r4 | | | |
| | select_one abc | q5 | Question q5? | | . != 'a' | name != ${q3} |
| | end_repeat | | | | | |
| | end_repeat | | | | | |
| | integer | q6 | Question q6? | | . < 9 - count(${r4}) | |
| choices |
| | list_name | name | label |
| | abc | a | Apple |
| | abc | b | Bread |
"""
"""Entries inside of counted ones, and an answer that leans on how many there are."""
TAKEN_OUT = [("well", 3)] * 8 + [("drop", 1), ("drop", 2), ("list", 0), ("choose", 1), ("drop", 6)]


WALKED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[*HealthCheck],
)


@WALKED
@given(source=forms(), doings=DOINGS)
@example(source=DEEP, doings=[("well", 3)] * 5)
def test_any_form_and_any_behaviour(source: str, doings: Sequence[Doing]) -> None:
    walk(source, doings)


@WALKED
@given(source=forms(repeats=True), doings=COMING_AND_GOING)
@example(source=DEEP, doings=[("well", 3)] * 9 + [("drop", 1), ("drop", 6)])
@example(source=MEMBERS, doings=TAKEN_OUT * 2)
def test_entries_come_and_go(source: str, doings: Sequence[Doing]) -> None:
    walk(source, doings)


def walk(source: str, doings: Sequence[Doing]) -> None:
    """Do all this in a form, then finish it well, and look at what is kept."""
    talk = Conversation(known=world_of(source))
    talk.take(text="bonjour")
    for doing in doings:
        turns = talk.updates
        do(talk, doing)
        assert talk.said or talk.updates == turns, f"nothing is said to {doing}"
    interview = finish(talk)
    check(talk, interview)
    check_gone(talk, interview)
