"""What an export asks of the storage beside its pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from storage import forms, interviews
from storage.engine import Store
from storage.forms import FormVersion
from storage.interviews import InterviewRow
from tests.storage.people import NOW, interview, person

pytestmark = pytest.mark.anyio


def version(key: int, name: str, *, day: int) -> FormVersion:
    return FormVersion(
        id=key,
        form="almontija.intake",
        version=name,
        wording="w",
        source=f"digest {key}",
        document={"id": "almontija.intake"},
        xform="",
        created=NOW + timedelta(days=day),
    )


async def test_the_versions_that_people_finished_and_the_current_one(store: Store) -> None:
    def run(tx: Connection) -> list[str]:
        person(tx)
        for key, name in enumerate(["v1", "v2", "v3", "v4"], 50):
            forms.put(tx, version(key, name, day=key))
        finished = [("v1", "finished"), ("v2", "open"), ("v3", "finished")]
        rows = [
            interview(key, version=name, status=status, finished=NOW, code=f"A{key}")
            for key, (name, status) in enumerate(finished, 70)
        ]
        interviews.put(tx, [InterviewRow(person_id=3, interview=row) for row in rows])
        assert forms.told(tx, "nobody.intake") == []
        return [row.version for row in forms.told(tx, "almontija.intake")]

    assert await store.write(run) == ["v4", "v3", "v1"]


async def test_a_count_is_that_of_the_pages(store: Store) -> None:
    def run(tx: Connection) -> None:
        person(tx)
        rows = [
            interview(key, status="finished", finished=NOW + timedelta(days=key), code=f"A{key}")
            for key in range(70, 75)
        ]
        interviews.put(tx, [InterviewRow(person_id=3, interview=row) for row in rows])
        form = "almontija.intake"
        since, until = NOW + timedelta(days=71), NOW + timedelta(days=74)
        assert interviews.count(tx, form) == len(interviews.page(tx, form)) == 5
        assert interviews.count(tx, form, since=since, until=until) == 3
        assert interviews.count(tx, "nobody.intake") == 0
        assert interviews.page(tx, form)[0].mode in ("", "text")

    await store.write(run)
