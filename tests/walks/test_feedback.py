"""The questions after a workshop, as any form includes them, in the four languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.compiling import alone
from flows.world import World
from storage.engine import Store
from tests.walks.conftest import take
from tests.walks.runner import Walk, at, fill, stage, start, voice

AFTER = """
| survey |
| | type | name | label::ary | label::ar | label::fr | label::fa |
| | include | feedback | | | | |
| | note | thanks | شكرا. | شكرا. | Merci. | سپاس. |
| settings |
| | form_id | form_title |
| | after | After |
"""


@pytest.fixture(scope="session")
def after(tmp_path_factory: pytest.TempPathFactory) -> World:
    path = tmp_path_factory.mktemp("form") / "after.md"
    path.write_text(AFTER, encoding="utf-8")
    return alone(path)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("language", "there", "asked", "typed"),
    [
        pytest.param("ary", "ah", "كيفاش كانت الورشة؟ من 1 (عيانة)", "ربعة", id="Darija"),
        pytest.param("ar", "نعم", "كيف كانت الورشة؟ من 1 (ضعيفة)", "٤", id="Arabic"),
        pytest.param("fr", "oui", "De 1 (mauvais) à 5 (excellent)", "quatre", id="French"),
        pytest.param("fa", "بله", "کارگاه چطور بود؟ از ۱ (ضعیف)", "۴", id="Persian"),
    ],
)
async def test_feedback(
    after: World, store: Store, tmp_path: Path, language: str, there: str, asked: str, typed: str
) -> None:
    walk = Walk(
        says=[
            start(f"form-{language}"),
            (there, asked, at("workshop_scale")),
            (typed, at("workshop_better")),
            (voice(), stage("summary")),
        ],
        keeps={"attended": "yes", "workshop_scale": "4"},
    )
    await take(walk, store, after, tmp_path)


@pytest.mark.anyio
async def test_who_was_not_there_is_asked_no_more(
    after: World, store: Store, tmp_path: Path
) -> None:
    walk = Walk(says=[start("form-fr"), fill({"attended": "non"})], forgets=["workshop_scale"])
    await take(walk, store, after, tmp_path)
