"""Moves an open interview to the newest version of its form, where the form says so.

The setting ``rafiq:migrate`` is ``finish`` (who began on a version ends on it; so it is without the
setting) or ``move``: answers that still fit go along, the others are set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from flows import asking, rights
from flows.form import Form, Question
from flows.frozen import changed
from flows.interview import still_fits
from flows.standing import GIVEN, LEFT_OUT, Standing, stand
from flows.state import Answers, Value
from flows.talk import Talk

AWAY = "^"
"""Before the key of an answer whose question is gone, or another one now: it is no question's key,
so that it stays left out whatever becomes relevant."""
_MOVABLE = ("asking", "summary", "confirming")
_ENTRY = re.compile(r"\[\d+\]")
_WORDS = ("text", "barcode")
_NUMBERS = ("integer", "decimal", "range")
_ONE, _MANY = ("select_one",), ("select_multiple", "rank")


def moved(talk: Talk) -> bool:
    """Move the open interview if there is a newer version; return whether the update is done with.

    It is not where the question that was open is still the same: then the reply answers it.
    """
    old, new = talk.form, _newer(talk)
    interview = talk.interview
    if old is None or new is None or interview is None:
        return False
    before = asking.open_question(talk)
    carried = changed(interview, version=new.version, answers=carry(old, new, interview.answers))
    talk.store(carried)
    talk.store(carried, _settled(talk.standing()))
    talk.tell(
        talk.words.text(
            "The questions changed a little. Your answers are kept; we ask only what is still open."
        )
    )
    after = _counterpart(old, new, before.key) if before is not None else None
    still = talk.standing().question(after) if after else None
    if talk.position.stage == "asking" and before and still and _same(before, still):
        talk.move(question=still.key)
        return False
    talk.move(stage="asking", question="", pending=(), picked=(), search="", editing=False)
    if talk.incoming.tap is None and rights.stop_words(talk):
        return True
    asking.go_on(talk)
    return True


def _newer(talk: Talk) -> Form | None:
    """Return the version that the open interview is to move to, or None."""
    interview = talk.interview
    if interview is None or interview.status != "open" or talk.position.stage not in _MOVABLE:
        return None
    if talk.world.current.get(interview.form, interview.version) == interview.version:
        return None
    newest = talk.world.newest(interview.form)
    return newest if newest.moves else None


def carry(old: Form, new: Form, answers: Answers) -> dict[str, Value]:
    """Return the answers under the keys of another version; what does not fit there is away."""
    kept: dict[str, Value] = {}
    away: dict[str, Value] = {}
    for key, value in answers.items():
        bare = key.removeprefix(LEFT_OUT)
        if bare.startswith(AWAY):
            away[key] = value
            continue
        if bare.startswith(GIVEN):
            if there := _counterpart(old, new, bare.removeprefix(GIVEN)):
                kept[GIVEN + there] = value
            continue
        there = _counterpart(old, new, bare)
        fitting = _carried(old, new, bare, there, value) if there else []
        if there and fitting:
            kept[there] = fitting[0]
        elif not _silent(old, bare):
            away[LEFT_OUT + AWAY + bare] = value
    return {**away, **kept}


def _plain(key: str) -> str:
    """Return a key without the numbers of entries: ``home/member/age``."""
    return _ENTRY.sub("", key).removesuffix("[+]")


def _silent(form: Form, key: str) -> bool:
    question = form.by_key.get(_plain(key))
    return question is not None and question.silent


def _counterpart(old: Form, new: Form, key: str) -> str | None:
    """Return the key of the same question in another version, None where there is none."""
    plain = _plain(key)
    if plain in old.groups:
        both = plain in new.groups and old.groups[plain].repeat and new.groups[plain].repeat
        return key if both else None
    if plain in new.by_key and _repeats(new, plain) == _repeats(old, plain):
        return key
    question = old.by_key.get(plain)
    if question is None or plain != key:
        return None
    same = [each for each in new.questions if each.name == question.name]
    alone = Counter(each.name for each in old.questions)[question.name] == 1
    if not alone or len(same) != 1 or _repeats(new, same[0].key):
        return None
    return same[0].key


def _repeats(form: Form, key: str) -> list[str]:
    parts = key.split("/")[:-1]
    paths = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return [path for path in paths if path in form.groups and form.groups[path].repeat]


def _carried(old: Form, new: Form, key: str, there: str, value: Value) -> list[Value]:
    """Return the answer as the other version takes it, nothing where it does not."""
    question, before = new.by_key.get(_plain(there)), old.by_key.get(_plain(key))
    if question is None or before is None:
        return [value] if _plain(there) in new.groups else []
    if question.silent or before.silent:
        same = question.silent and before.silent and question.calculate is None
        return [value] if same else []
    if question.says or before.says:
        return [value] if question.says and before.says else []
    if value is None:
        return [None] if question.type == before.type else []
    return _fitted(before, question, value)


def _fitted(before: Question, now: Question, value: Value) -> list[Value]:
    names = {choice.name for choice in now.choices}
    if now.type in (*_ONE, *_MANY) and before.type in (*_ONE, *_MANY):
        chosen = [str(each) for each in value] if isinstance(value, list) else [str(value)]
        if (names and not names.issuperset(chosen)) or (before.list and not now.list):
            return []
        if now.type in _MANY:
            ranked = now.type == before.type or now.type == "select_multiple"
            return [chosen] if ranked else []
        return [chosen[0]] if len(chosen) == 1 else []
    if now.type in _NUMBERS and before.type in _NUMBERS:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return [value] if now.bind != "int" or whole else []
    if now.type in _WORDS and before.type in _WORDS:
        return [value]
    return [value] if now.type == before.type else []


def _settled(standing: Standing) -> Standing:
    """Return the standing without the answers that the version's own rules refuse."""
    while True:
        broken = [
            each.key
            for each in standing.asked
            if each.key in standing.answers and not still_fits(standing, each)
        ]
        if not broken:
            return standing
        answers = _set_aside(standing.answers, broken)
        standing = stand(
            standing.form,
            answers,
            now=standing.now,
            seed=standing.seed,
            language=standing.language,
        )


def _set_aside(answers: Mapping[str, Value], keys: Iterable[str]) -> dict[str, Value]:
    gone = set(keys)
    return {(AWAY + key if key in gone else key): value for key, value in answers.items()}


def _same(before: Question, now: Question) -> bool:
    """Tell whether a reply to a question of the old version answers that of the new one."""
    names = [[choice.name for choice in each.choices] for each in (before, now)]
    return before.type == now.type and before.kind == now.kind and names[0] == names[1]
