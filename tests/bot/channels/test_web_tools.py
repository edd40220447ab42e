"""The tools beside the web chat, over a real store: clocks, troubles, ledgers, saved walks."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from starlette.applications import Starlette

from bot import rehearsals
from bot.channels.web import Web
from bot.channels.web_guard import Guard
from bot.clock import utc_now
from bot.inbox import Inbox
from bot.rehearsals import Rehearsals
from bot.settings import Settings
from flows.world import World
from storage import addresses, outbox, trainings
from storage.engine import Store, Tx, open_store
from storage.schema import address, interview, message, metadata, person
from storage.trainings import Training
from tests.waiting import PATIENCE, until
from tests.walks.conftest import published
from tests.walks.people import AWA
from tests.walks.runner import Answer

pytestmark = pytest.mark.anyio
__all__ = ["published"]  # the fixture

ROOT = Path(__file__).parents[3]
FORM = """\
| survey | type       | name     | label::en            | relevant    |
|        | integer    | age      | How old are you?     |             |
|        | text       | guardian | Who looks after you? | ${age} < 18 |
|        | text       | work     | What do you do?      | ${age} > 17 |
"""


class Page:
    """One person's page, as the script in it asks and sends."""

    def __init__(self, client: httpx.AsyncClient, name: str) -> None:
        self.client = client
        self.name = name
        self._ids = count(1)

    def body(self, **fields: Any) -> dict[str, Any]:
        return {"as": self.name, "id": f"{self.name}-{next(self._ids)}", **fields}

    async def say(self, **fields: Any) -> None:
        answer = await self.client.post("/try/send", json=self.body(**fields))
        assert answer.status_code == 200, answer.text
        await self.settled()

    async def tool(self, action: str, **fields: Any) -> dict[str, Any]:
        answer = await self.client.post(
            "/try/tools", json={"as": self.name, "do": action, **fields}
        )
        assert answer.status_code == 200, answer.text
        await self.settled()
        found: dict[str, Any] = answer.json()
        return found

    async def get(self, path: str) -> dict[str, Any]:
        answer = await self.client.get(path, params={"as": self.name})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def lines(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.get("/try/history"))["lines"]
        return found

    async def heard(self) -> list[str]:
        return [line["said"]["text"] for line in await self.lines() if line["who"] == "bot"]

    async def fates(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.get("/try/ledger"))["messages"]
        return found

    async def clock(self) -> datetime:
        return datetime.fromisoformat((await self.get("/try/tools"))["now"])

    async def settled(self) -> None:
        """Wait until nothing is on its way: what is left is sent, or waits for its time."""

        async def nothing_on_its_way() -> bool:
            now = await self.clock()
            return not [
                each
                for each in await self.fates()
                if each["state"] == "claimed"
                or (
                    each["state"] == "queued"
                    and not each["error"]  # tried: it waits until its account works again
                    and datetime.fromisoformat(each["due"]) <= now
                )
            ]

        await until(nothing_on_its_way)

    async def fill(self, sheet: Mapping[str, Answer]) -> None:
        """Answer question after question from a sheet, until the summary."""
        for _ in range(60):
            standing = await self.get("/try/standing")
            if standing["stage"] == "summary":
                return
            reply = sheet[standing["question"]["name"]]
            for each in (reply,) if isinstance(reply, str) else reply:
                await self.say(text=each)
        raise AssertionError("the summary never came")


class Site:
    """The web chat of one installation."""

    def __init__(self, store: Store, world: World, folder: Path, guard: Guard | None) -> None:
        self.store = store
        settings = Settings(media=folder / "media", web=True)
        self.web = Web(
            uploads=folder / "in",
            media=settings.media,
            now=utc_now,
            guard=guard,
            walks=partial(Rehearsals, settings=settings, store=store, world=lambda: world),
        )
        self.inbox = Inbox(
            store=store, world=lambda: world, now=utc_now, committed=lambda outcome: None
        )

    @asynccontextmanager
    async def open(self, machine: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
        door = asyncio.create_task(self.web.run(self.inbox.take))
        await until(lambda: self.web._take)
        transport = httpx.ASGITransport(Starlette(routes=self.web.routes()), client=(machine, 9))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1", timeout=PATIENCE
        ) as client:
            yield client
        door.cancel()
        await asyncio.gather(door, return_exceptions=True)

    async def rows(self) -> dict[str, int]:
        """Return how many rows every table has."""

        def counted(tx: Tx) -> dict[str, int]:
            return {
                table.name: tx.execute(select(func.count()).select_from(table)).scalar_one()
                for table in metadata.sorted_tables
            }

        return await self.store.read(counted)


Opened = Callable[..., Site]


@pytest.fixture
async def opened(
    published: tuple[Path, World], tmp_path: Path, anyio_backend: str
) -> AsyncIterator[Opened]:
    template, world = published
    shutil.copy(template, tmp_path / "rafiq.db")
    async with await open_store(f"sqlite+aiosqlite:///{tmp_path / 'rafiq.db'}") as store:
        yield lambda guard=None: Site(store, world, tmp_path, guard)


@pytest.fixture
def site(opened: Opened) -> Site:
    return opened()


@pytest.fixture
async def page(site: Site) -> AsyncIterator[Page]:
    async with site.open() as client:
        yield Page(client, "aicha")


# ---------------------------------------------------------------- her clock


async def test_a_clock_that_jumps_is_hers_alone(site: Site) -> None:
    async with site.open() as client:
        aicha, zahra = Page(client, "aicha"), Page(client, "zahra")
        for each in (aicha, zahra):
            await each.say(start="almontija-ary")
        before = utc_now()
        for by, ahead in (("PT1H", 1), ("PT25H", 26), ("P21D", 530)):
            await aicha.tool("advance", by=by)
            assert await aicha.clock() - before >= timedelta(hours=ahead) - timedelta(seconds=1)
        assert await zahra.clock() - before < timedelta(minutes=5)
        await aicha.say(text="سلام")
        assert len(await aicha.heard()) == 2
        first, *_, last = await aicha.lines()
        gap = datetime.fromisoformat(last["at"]) - datetime.fromisoformat(first["at"])
        assert gap > timedelta(days=22)


@pytest.mark.parametrize("by", ["", "soon", "PT", "P1M", "P500D", "-PT1H", "P99999999999D"])
async def test_a_clock_takes_durations_alone(page: Page, by: str) -> None:
    body = {"as": "aicha", "do": "advance", "by": by}
    assert (await page.client.post("/try/tools", json=body)).status_code == 400
    assert await page.clock() - utc_now() < timedelta(minutes=1)


async def test_a_clock_never_goes_back_over_a_restart(opened: Opened) -> None:
    async with opened().open() as client:
        aicha = Page(client, "aicha")
        await aicha.say(start="")
        await aicha.tool("advance", by="P21D")
        await aicha.say(text="سلام")
        before = await aicha.lines()
    async with opened().open() as client:
        aicha = Page(client, "aicha")
        assert [line["said"] for line in await aicha.lines()] == [line["said"] for line in before]
        assert await aicha.clock() - utc_now() > timedelta(days=20)


# ---------------------------------------------------------------- reminders


async def plan(store: Store, days: int = 10) -> None:
    now = utc_now()
    start = (now + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)
    row = Training(
        id=next(await store.keys(1)),
        own="atelier-1",
        programme="femmpact",
        title={"fr": "Atelier d’essai"},
        local_start=f"{start:%Y-%m-%dT%H:%M:%S}",
        zone="UTC",
        minutes=120,
        place="Salle d’essai",
        starts=start,
        remind=start - timedelta(hours=16),
    )
    await store.write(lambda tx: trainings.put(tx, [row], now))


async def registered(page: Page) -> None:
    await page.say(start="femmpact-fr")
    await page.fill(AWA)
    await page.say(text="oui")
    assert (await page.get("/try/standing"))["stage"] == "done"


async def test_the_reminder_fires_now_and_is_answered(site: Site, page: Page) -> None:
    await registered(page)
    assert await page.tool("remind") == {"reminded": False}
    await plan(site.store)
    assert await page.tool("remind") == {"reminded": True}
    last = (await page.lines())[-1]
    assert "Atelier d’essai" in last["said"]["text"]
    assert (await page.fates())[0]["lane"] == "reminder"
    assert timedelta(days=8) < await page.clock() - utc_now() < timedelta(days=11)
    await page.say(tap={"token": last["said"]["token"], "key": "coming", "label": "Oui"})
    assert await page.tool("remind") == {"reminded": False}


async def test_on_whatsapp_a_reminder_after_a_day_goes_as_a_template(
    site: Site, page: Page
) -> None:
    await registered(page)
    await page.tool("skin", skin="whatsapp")
    await plan(site.store)
    assert await page.tool("remind") == {"reminded": True}
    (part,) = (await page.lines())[-1]["drawn"]["parts"]
    assert part["template"]["language"] == "fr"
    assert "Atelier d’essai" in part["template"]["parameters"]


async def test_on_whatsapp_free_words_do_not_go_after_a_day(page: Page) -> None:
    await page.tool("skin", skin="whatsapp")
    for _ in range(40):  # the account is at fault for more than a day
        await page.tool("fail", code="131031")
    await page.say(start="femmpact-fr")
    await page.tool("advance", by="PT25H")
    await page.tool("skin", skin="plain")  # what was to fail is forgotten
    await page.tool("skin", skin="whatsapp")
    await page.tool("advance", by="PT2H")
    (fate,) = await page.fates()
    assert fate["error"] == "131047"
    assert await page.heard() == []


# ---------------------------------------------------------------- troubles


FATES = {  # what a reply comes to at once, and after an hour of her clock
    "plain": {
        "Transient": ("queued", "sent"),
        "Ambiguous": ("queued", "sent"),
        "Throttled": ("queued", "sent"),
        "AccountFault": ("queued", "sent"),
        "Unreachable": ("failed", "failed"),
        "Rejected": ("failed", "failed"),
    },
    "telegram": {
        "500": ("queued", "sent"),
        "502": ("queued", "sent"),
        "429": ("queued", "sent"),
        "401": ("queued", "sent"),
        "403 blocked by the user": ("failed", "failed"),
        "400 can't parse entities": ("failed", "failed"),
    },
    "whatsapp": {
        "131000": ("queued", "sent"),
        "131056": ("queued", "sent"),
        "131031": ("queued", "sent"),
        "131026": ("failed", "failed"),
        "131009": ("failed", "failed"),
    },
}


@pytest.mark.parametrize(
    ("skin", "code", "at_once", "later"),
    [
        pytest.param(skin, code, *fates, id=f"{skin} {code}")
        for skin, table in FATES.items()
        for code, fates in table.items()
    ],
)
async def test_a_send_that_fails_ends_as_the_dispatcher_says(
    page: Page, skin: str, code: str, at_once: str, later: str
) -> None:
    await page.tool("skin", skin=skin)
    await page.tool("fail", code=code)
    assert (await page.get("/try/ledger"))["failing"] == [code]
    await page.say(start="femmpact-fr")
    (fate,) = await page.fates()
    assert fate["state"] == at_once
    assert await page.heard() == []
    assert fate["requests"]
    await page.tool("advance", by="PT2H")
    (fate,) = await page.fates()
    assert fate["state"] == later
    assert len(await page.heard()) == (later == "sent")


async def test_a_failing_send_concerns_nobody_else(site: Site) -> None:
    async with site.open() as client:
        aicha, zahra = Page(client, "aicha"), Page(client, "zahra")
        await aicha.tool("fail", code="AccountFault")
        await aicha.say(start="")
        await zahra.say(start="")
        assert (await aicha.heard(), len(await zahra.heard())) == ([], 1)


async def test_an_update_that_comes_twice_is_applied_once(page: Page) -> None:
    body = {"as": "aicha", "do": "again"}
    assert (await page.client.post("/try/tools", json=body)).status_code == 400  # nothing yet
    await page.say(start="femmpact-fr")
    before = await page.lines()
    assert await page.tool("again") == {"sent": 2, "applied": 1}
    assert await page.lines() == before
    assert (await page.get("/try/ledger"))["updates"] == 1


async def test_two_that_come_at_once_are_one_batch_in_their_order(page: Page) -> None:
    await page.say(start="femmpact-fr")
    bodies = [page.body(text="oui"), page.body(text="texte")]
    found = await page.tool("together", bodies=bodies)
    assert found["ids"] == [body["id"] for body in bodies]
    assert (await page.get("/try/ledger"))["updates"] == 3
    answers = (await page.get("/try/standing"))["answers"]
    assert [(each["name"], each["value"]) for each in answers] == [
        ("lang", "fr"),
        ("consent_main", "agree"),
        ("mode", "text"),
    ]


async def test_nobody_sends_for_another(page: Page) -> None:
    bodies = [page.body(text="oui"), {**page.body(text="texte"), "as": "zahra"}]
    body = {"as": "aicha", "do": "together", "bodies": bodies}
    assert (await page.client.post("/try/tools", json=body)).status_code == 400
    assert (await page.get("/try/ledger"))["updates"] == 0


async def test_who_blocked_the_bot_hears_nothing_until_she_is_back(site: Site, page: Page) -> None:
    await page.say(start="femmpact-fr")
    await page.tool("block", blocked=True)
    assert await reachable(site.store) is False
    assert (await page.get("/try/tools"))["blocked"] is True
    await page.say(text="bonjour")  # in between she wrote: it cannot be answered
    assert (await page.fates())[0]["state"] == "failed"
    assert (await page.fates())[0]["reason"] == "unreachable"
    await page.tool("block", blocked=False)
    assert await reachable(site.store) is True
    await page.say(text="bonjour")
    assert (await page.fates())[0]["state"] == "sent"
    kinds = [line["said"].get("event") for line in await page.lines() if line["who"] == "person"]
    assert kinds == [None, "blocked", None, "returned", None]


async def reachable(store: Store) -> bool:
    row = await store.read(lambda tx: tx.execute(select(address.c.reachable)).scalar_one())
    return bool(row)


async def test_reset_erases_her_and_her_clock_shows_the_time_of_day(page: Page) -> None:
    await page.say(start="femmpact-fr")
    await page.say(text="oui")
    await page.tool("advance", by="PT25H")
    await page.tool("reset")
    assert await page.lines() == []
    assert await page.fates() == []
    assert await page.clock() - utc_now() < timedelta(minutes=1)
    assert (await page.get("/try/standing"))["answers"] == []
    await page.say(start="femmpact-fr")
    assert (await page.get("/try/standing"))["question"]["name"] == "consent_main"
    assert len(await page.heard()) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"as": "aicha", "do": "fly"}, id="no tool"),
        pytest.param({"as": "../a", "do": "reset"}, id="nobody"),
        pytest.param({"as": "aicha", "do": "fail", "code": "999"}, id="a code of no table"),
        pytest.param({"as": "aicha", "do": "skin", "skin": "signal"}, id="no skin"),
        pytest.param({"as": "aicha", "do": "block", "blocked": "yes"}, id="not yes or no"),
        pytest.param({"as": "aicha", "do": "together", "bodies": []}, id="none at once"),
    ],
)
async def test_what_no_tool_does_is_refused(page: Page, body: Mapping[str, Any]) -> None:
    assert (await page.client.post("/try/tools", json=body)).status_code == 400


async def test_another_site_cannot_use_the_tools(page: Page) -> None:
    elsewhere = {"origin": "http://evil.example"}
    body = {"as": "aicha", "do": "reset"}
    assert (await page.client.post("/try/tools", json=body, headers=elsewhere)).status_code == 403
    for path in ("/try/ledger", "/try/standing", "/try/saved", "/try/tools"):
        answer = await page.client.get(path, params={"as": "aicha"}, headers=elsewhere)
        assert answer.status_code == 403


# ---------------------------------------------------------------- who they are


async def test_people_of_the_web_are_marked_and_their_interviews_name_the_channel(
    site: Site, page: Page
) -> None:
    await page.say(start="femmpact-fr")
    await page.say(text="oui")

    def stored(tx: Tx) -> Sequence[Any]:
        people = tx.execute(select(person.c.simulated)).scalars().all()
        accounts = tx.execute(select(address.c.account)).scalars().all()
        return [people, accounts, tx.execute(select(interview.c.channel)).scalars().all()]

    assert await site.store.read(stored) == [[True], ["web:aicha"], ["web"]]


@pytest.mark.parametrize(
    ("given", "served"),
    [
        pytest.param({}, True, id="no token: it is on"),
        pytest.param({"telegram_token": "1:x"}, False, id="a token: it is off"),
        pytest.param({"telegram_token": "1:x", "web": True}, True, id="asked for beside a token"),
        pytest.param({"web": False}, False, id="switched off"),
    ],
)
async def test_where_real_tokens_are_set_it_is_off_unless_asked_for(
    given: Mapping[str, Any], served: bool
) -> None:
    assert Settings(**given).web_chat is served


# ---------------------------------------------------------------- saved


async def test_a_saved_conversation_is_a_test_that_passes(page: Page, tmp_path: Path) -> None:
    await page.say(start="femmpact-fr", locale="fr-FR")
    await page.say(text='peut-être "oui" \\ demain\nou après')
    await page.fill({**AWA, "full_name": "Awa Koné"})
    summary = (await page.lines())[-1]["said"]
    now = await page.clock()
    ahead = (now + timedelta(days=2)).replace(hour=16, minute=0) - now  # she may be written to
    await page.tool("advance", by=f"PT{ahead // timedelta(minutes=1)}M")
    await page.say(text="aide")
    await page.say(tap={"token": summary["token"], "key": "edit", "label": "Changer"})
    await page.tool("block", blocked=True)
    await page.tool("block", blocked=False)
    await page.say(text="pays")
    await page.say(text="sénégal")
    await page.say(text="dakar")
    await page.say(text="oui")
    answer = await page.client.get("/try/saved", params={"as": "aicha"})
    assert answer.headers["content-disposition"].startswith('attachment; filename="test_saved_')
    text = answer.text
    assert 'wait("P' in text
    nudge = "Votre inscription à Femmpact vous attend"
    assert any(nudge in each for each in await page.heard())
    assert nudge not in text  # another house says it at its own hour
    assert "keeps={" in text
    spoiled = text.replace("Êtes-vous", "Seriez-vous", 1)
    assert spoiled != text
    (tmp_path / "test_saved_true.py").write_text(text, encoding="utf-8")
    (tmp_path / "test_saved_spoiled.py").write_text(spoiled, encoding="utf-8")
    said = await asyncio.to_thread(run, tmp_path)
    assert "1 failed, 1 passed" in said, said
    assert "test_saved_spoiled.py" in said
    assert "not heard: Bonjour" in said


def run(folder: Path) -> str:
    """Run saved tests as if they lay in ``tests/walks``; return what pytest said."""
    plugins = ("-p", "tests.conftest", "-p", "tests.walks.conftest")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "-c", ROOT / "pyproject.toml", folder],
        cwd=ROOT,
        env={**os.environ, "RAFIQ_CI": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout


# ---------------------------------------------------------------- a form on its own


async def test_a_form_is_tried_by_its_path_and_nothing_is_kept(
    site: Site, page: Page, tmp_path: Path
) -> None:
    form = tmp_path / "home.md"
    form.write_text(FORM, encoding="utf-8")
    before = await site.rows()
    answer = await page.client.post("/try/preview", json={"as": "aicha", "form": str(form)})
    assert answer.status_code == 200, answer.text
    await page.say(start=answer.json()["start"], locale="en")
    assert (await page.get("/try/tools"))["preview"] == str(form)
    await page.say(text="12")
    standing = await page.get("/try/standing")
    assert standing["question"]["name"] == "guardian"
    assert standing["progress"] == [2, 2]
    (reason,) = standing["why"]["reasons"]
    assert (reason["expression"], reason["holds"]) == ("${age} < 18", True)
    assert [(each["name"], each["shown"]) for each in reason["given"]] == [("age", "12")]
    await page.say(text="retour")
    await page.tool("advance", by="PT25H")
    assert len(await page.heard()) >= 2
    assert await site.rows() == before
    assert standing["lengths"][0]["limits"] == {"telegram": 4096, "whatsapp": 1024}


async def test_what_was_left_out_is_told_with_the_condition_that_fails(
    page: Page, tmp_path: Path
) -> None:
    form = tmp_path / "home.md"
    form.write_text(FORM, encoding="utf-8")
    answer = await page.client.post("/try/preview", json={"as": "aicha", "form": str(form)})
    await page.say(start=answer.json()["start"])
    await page.say(text="30")
    standing = await page.get("/try/standing")
    assert standing["question"]["name"] == "work"
    (left,) = standing["why"]["left_out"]
    assert (left["name"], left["expression"], left["holds"]) == ("guardian", "${age} < 18", False)


async def test_an_installed_form_is_tried_by_its_id(site: Site, page: Page) -> None:
    before = await site.rows()
    body = {"as": "aicha", "form": "femmpact.intake"}
    answer = await page.client.post("/try/preview", json=body)
    assert answer.json() == {"start": "femmpact"}
    await page.say(start="femmpact")
    assert (await page.get("/try/standing"))["form"] == "femmpact.intake"
    assert await site.rows() == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("none.xlsx", None, "no file", id="no such file"),
        pytest.param(
            "bad.md", "| survey | type | name |\n| | intger | a |\n", "intger", id="faults"
        ),
    ],
)
async def test_why_a_form_cannot_be_tried_is_told(
    page: Page, tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    body = {"as": "aicha", "form": str(tmp_path / name)}
    answer = await page.client.post("/try/preview", json=body)
    assert answer.status_code == 422
    assert words in " ".join(answer.json()["faults"])


@pytest.mark.parametrize(
    ("guard", "headers"),
    [
        pytest.param(Guard(beyond=True, password="x"), {}, id="other machines come in"),
        pytest.param(
            Guard(password="x"),
            {"x-forwarded-for": "192.0.2.1"},
            id="it came through a proxy",
        ),
    ],
)
async def test_a_path_is_read_for_this_machine_alone(
    opened: Opened, tmp_path: Path, guard: Guard, headers: dict[str, str]
) -> None:
    form = tmp_path / "home.md"
    form.write_text(FORM, encoding="utf-8")
    async with opened(guard).open() as client:
        await client.post("/try/login", data={"password": "x"})
        body = {"as": "aicha", "form": str(form)}
        answer = await client.post("/try/preview", json=body, headers=headers)
        assert answer.status_code == 422
        assert "own machine" in answer.json()["faults"][0]
        own = {"as": "aicha", "form": "femmpact.intake"}
        answer = await client.post("/try/preview", json=own, headers=headers)
        assert answer.status_code == 200


# ---------------------------------------------------------------- an idle page


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the walks be looked at all the time."""
    monkeypatch.setattr(rehearsals, "LOOK_AGAIN", 0.02)


async def idle(site: Site) -> None:
    """Wait until whoever was idle is let go."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rehearsals, "IDLE_SECONDS", -1.0)
        await until(lambda: not site.web._walks._running)  # type: ignore[union-attr]


@pytest.mark.usefixtures("restless")
async def test_a_page_that_was_idle_finds_its_walk_as_it_was(site: Site, page: Page) -> None:
    await page.tool("skin", skin="whatsapp")
    await page.say(start="femmpact-fr")
    await page.tool("skin", skin="telegram")
    await page.tool("block", blocked=True)
    await idle(site)
    found = await page.get("/try/tools")
    assert (found["skin"], found["blocked"]) == ("telegram", True)
    await page.say(text="bonjour")
    assert (await page.fates())[0]["error"] == "blocked by the user"


@pytest.mark.usefixtures("restless")
async def test_what_others_queue_for_her_is_said_though_no_page_is_open(
    site: Site, page: Page
) -> None:
    await page.say(start="femmpact-fr")
    await idle(site)

    def queue(tx: Tx) -> None:
        found = addresses.find(tx, "web:aicha", "aicha")
        assert found is not None
        row = outbox.OutboxRow(
            id=next(keys),
            address_id=found.id,
            account="web:aicha",
            lane="broadcast",
            body={"text": "Bonne nouvelle", "language": "fr"},
            due=utc_now(),
            created=utc_now(),
        )
        outbox.put(tx, [row])

    keys = await site.store.keys(1)
    await site.store.write(queue)

    async def said() -> bool:
        rows = await site.store.read(lambda tx: tx.execute(select(message.c.state)).scalars().all())
        return set(rows) == {"sent"}

    await until(said)
    assert (await page.heard())[-1] == "Bonne nouvelle"
