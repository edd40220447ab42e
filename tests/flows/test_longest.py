"""The number of questions that a consent promises: never less than anybody is asked."""

from __future__ import annotations

import pytest

from flows.interview import conducted_first, keep
from flows.longest import most_questions
from flows.standing import stand
from tests.flows.conversation import MONDAY, world

ROWS = {
    "almontija, an idea that she tells": (
        "almontija.intake",
        {"stage": "idea", "wants_to_tell": "yes"},
    ),
    "almontija, another douar and no work": (
        "almontija.intake",
        {"douar": "other", "work_now": "none", "helper": "yes", "consent_sensitive": "yes"},
    ),
    "femmpact, Senegal": ("femmpact.intake", {"country": "SN", "consent_sensitive": "yes"}),
    "elites, everything": ("elites.intake", {"consent_sensitive": "yes", "disability": "yes"}),
}


@pytest.mark.parametrize(("form", "answers"), ROWS.values(), ids=ROWS)
def test_nobody_is_asked_more_than_the_consent_says(form: str, answers: dict[str, str]) -> None:
    newest = world().newest(form)
    keys = {each.name: each.key for each in newest.asked}
    before = stand(newest, {}, now=MONDAY, seed="", language="en")
    after = keep(before, {keys[name]: value for name, value in answers.items()})
    asked = sum(1 for each in after.asked if not conducted_first(each))
    assert asked <= most_questions(newest, MONDAY) <= len(newest.asked)
