"""Whatever people do: nothing raises, every message is answered, every answer fits its question."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows.incoming import Tap, Upload, is_file
from flows.interview import conducted_first
from flows.questions.text import spoken
from flows.standing import stand
from flows.state import Interview
from flows.turn import Keep
from flows.world import local
from tests.flows.conversation import Conversation, stored, world

WORDS = (
    *("1", "2", "3", "1 3", "٢", "۳", "34", "1995", "١٩٩١", "۱۳۷۴", "2012", "-1", "0", "2,5"),
    *("نعم", "لا", "إييه", "oui", "non", "بله", "نه", "wakha", "👍", "ok", "أوافق", "j’accepte"),
    *("موافقم", "واخا كنوافق", "رجوع", "rje3", "retour", "برگشت", "تخطي", "douz", "passer"),
    *("رد کن", "je ne sais pas", "ما عرفتش", "اللغة", "langue", "زبان", "menu", "منو", "aide"),
    *("help", "quelqu’un", "mes données", "بياناتي", "اطلاعات من", "supprimer mes données"),
    *("حذف اطلاعات من", "stop", "baraka", "توقف", "début", "ابدأ", "شروع", "merci", "سلام"),
    *(
        "changer",
        "modifier téléphone",
        "nbeddel smiya",
        "نبدل السن",
        "تغییر",
        "plus tard",
        "من بعد",
    ),
    *("où en suis-je", "کجا هستم", "je retire mon accord", "نسحب الموافقة", "رضایتم را پس می‌گیرم"),
    *("salam", "terminé", "ساليت", "تمام", "suivant", "annuler", "recommencer", "répéter"),
    *("0612345678", "+2250708091011", "۰۹۱۲۳۴۵۶۷۸۹", "Awa Koné", "فاطمة", "سارا محمدی"),
    *("خراسان", "تهرن", "dakar", "abidjan", "darija", "français", "فارسی", "femmpact", "elites"),
    *("Une histoire assez longue pour être une idée.", "{name} %s", "", " ", "\u200f", "é" * 5_000),
)
GOOD = ("سارا محمدی", "1995", "1398", "3", "+212612345678", "Une idée de plus de vingt lettres.")
UPLOADS = st.sampled_from(["voice", "image", "file", "sticker"])


class Behaviour(RuleBasedStateMachine):
    """Somebody who may do anything at any time."""

    @initialize(
        start=st.sampled_from(
            [None, "", "almontija-ary", "almontija", "femmpact", "elites", "x-y"]
        ),
        phone=st.sampled_from([None, "+212612345678"]),
    )
    def begin(self, start: str | None, phone: str | None) -> None:
        self.talk = Conversation("whatsapp:default" if phone else "telegram:default", phone)
        self.lost: set[int] = set()
        """Interviews that a file is missing in, until it is sent again."""
        self._take(text="salam") if start is None else self._take(start=start)

    def _take(self, **what: Any) -> None:
        if what.get("message") == "last":
            what["message"] = self.talk.state.position.last[1:2][0] if self._words() else ""
        elif "text" in what and what.get("event", "message") == "message":
            what["message"] = f"m{self.talk.updates}"
        before = self.talk.state.position.token
        self.talk.take(**what)
        assert self.talk.said, f"nothing is said to {what}"
        assert all(message.text.strip() for message in self.talk.said)
        assert all(len(message.text) <= 4_096 for message in self.talk.said)
        assert self.talk.state.position.token <= before + 3

    def _words(self) -> bool:
        return len(self.talk.state.position.last) == 2

    # ------------------------------------------------------------ what she does

    @rule(text=st.sampled_from(WORDS))
    def types(self, text: str) -> None:
        self._take(text=text)

    @rule(text=st.text(max_size=40))
    def types_anything(self, text: str) -> None:
        self._take(text=text)

    @rule(data=st.data())
    def answers(self, data: st.DataObject) -> None:
        """Press one of the buttons that are open, the answers more often than the rest."""
        last = self.talk.last
        assert last is not None
        options = [each.key for each in (*last.choices, *last.choices, *last.actions)]
        if options:
            self._take(tap=Tap(token=last.token, key=data.draw(st.sampled_from(options))))
        else:
            self._take(text=data.draw(st.sampled_from(WORDS)))

    @rule(data=st.data())
    def writes_what_is_on_a_button(self, data: st.DataObject) -> None:
        last = self.talk.last
        assert last is not None
        if labels := [each.label for each in (*last.choices, *last.actions)]:
            self._take(text=data.draw(st.sampled_from(labels)))

    @precondition(lambda self: self.talk.tapped)
    @rule(data=st.data())
    def presses_any_button_ever(self, data: st.DataObject) -> None:
        self._take(tap=data.draw(st.sampled_from(self.talk.tapped)))

    @rule(answers=st.integers(1, 40), data=st.data())
    def goes_on_well(self, answers: int, data: st.DataObject) -> None:
        """Answer some questions as they should be answered."""
        for _ in range(answers):
            last = self.talk.last
            assert last is not None
            if self.talk.state.position.stage == "done":
                return
            if last.choices and last.many:
                self._take(tap=Tap(token=last.token, key=last.choices[0].key))
                self._take(tap=Tap(token=last.token, key=last.choices[-1].key))
            elif last.choices:
                keys = [each.key for each in last.choices if each.key != "edit"]
                self._take(tap=Tap(token=last.token, key=data.draw(st.sampled_from(keys))))
            else:
                self._take(text=data.draw(st.sampled_from(GOOD)))

    @rule(key=st.sampled_from(["", "#0", "#99", "!1", "done", "yes", "stop", "my_data", "edit"]))
    def presses_nonsense(self, key: str) -> None:
        self._take(tap=Tap(token="", key=key))

    @rule(kind=UPLOADS)
    def sends_a_file(self, kind: Any) -> None:
        name = f"media-{self.talk.updates:024x}.ogg"
        self._take(upload=Upload(kind=kind, reference="r", name=name))

    @rule(parts=st.integers(1, 4), kind=UPLOADS)
    def sends_an_album(self, parts: int, kind: Any) -> None:
        name = f"media-{self.talk.updates:024x}.ogg"
        for part in range(parts):
            upload = Upload(kind=kind, reference="r", name=name)
            self.talk.take(upload=upload, album=f"a{self.talk.updates - part}")
            assert part or self.talk.said

    @rule(first=st.sampled_from(WORDS), second=st.sampled_from(WORDS))
    def sends_two_at_once(self, first: str, second: str) -> None:
        self._take(text=first)
        self.talk.at -= timedelta(seconds=20)
        self._take(text=second)

    @rule(
        what=st.sampled_from(
            [
                {"location": (33.5, -7.6)},
                {"contact": "212612345678"},
                {"contact": "not a number"},
                {"unsupported": "sticker"},
                {"unsupported": "foreign_contact"},
                {"event": "edited", "text": "salam"},
                {"event": "edited", "text": "Awa Diop", "message": "last"},
                {"event": "edited", "text": "1990", "message": "last"},
                {"text": "Awa Diop", "about": "person/full_name"},
                {"text": "1990", "about": "person/birth_year"},
                {"text": "sénégal", "about": "place/country"},
                {"start": ""},
                {"start": "femmpact-fr"},
                {"start": "almontija-ar"},
                {"start": "unknown"},
            ]
        )
    )
    def does_something_else(self, what: dict[str, Any]) -> None:
        self._take(**what)

    @rule(days=st.sampled_from([1, 21, 400]))
    def is_away(self, days: int) -> None:
        self.talk.at += timedelta(days=days)

    @rule(event=st.sampled_from(["blocked", "returned", "fetched"]))
    def is_reported(self, event: Any) -> None:
        before = self.talk.state.position
        self.talk.take(event=event)
        assert not self.talk.said or event == "fetched"
        assert self.talk.state.position == before

    @rule()
    def loses_a_file(self) -> None:
        for interview in self.talk.state.interviews:
            for value in interview.answers.values():
                if isinstance(value, str) and is_file(value):
                    self._take(event="fetch_failed", text=value)
                    self.lost.add(interview.id)
                    return

    # ------------------------------------------------------------ what always holds

    @invariant()
    def the_position_is_storable(self) -> None:
        position = self.talk.state.position
        assert stored(position) == position

    @invariant()
    def finished_interviews_are_whole(self) -> None:
        position = self.talk.state.position
        for interview in self.talk.state.interviews:
            if interview.id in self.lost:
                continue
            changing = interview.id == position.interview and position.stage != "done"
            if interview.status == "finished" and not changing:
                self._check(interview)

    def _check(self, interview: Interview) -> None:
        form = world().form(interview)
        assert form is not None
        standing = stand(
            form,
            interview.answers,
            now=local(interview.updated, world().programmes[interview.programme].zone),
            seed="",
            language=interview.language,
        )
        assert interview.code
        for question in standing.asked:
            value = standing.answers.get(question.key)
            if standing.required(question):
                assert value not in (None, "", []), f"{question.key} has no answer"
            if isinstance(value, str) and is_file(value):
                assert spoken(question), f"{question.key} is a file"
                continue
            assert standing.fits(question, value), f"{question.key} is {value!r}"
            if question.choices and value is not None and not conducted_first(question):
                chosen = value if isinstance(value, list) else [value]
                assert {*chosen} <= {each.name for each in standing.options(question)}


Behaviour.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestBehaviour = Behaviour.TestCase


def test_no_word_is_kept_before_she_agrees() -> None:
    talk = Conversation()
    turns = [talk.take(start="femmpact")]
    turns += [talk.take(text=text) for text in ("je suis Awa", "ok", "non")]
    assert [each for turn in turns for each in turn.effects if isinstance(each, Keep)] == []
    assert [each.status for each in talk.state.interviews] == ["refused"]
    assert talk.state.interviews[0].answers == {}
