"""``rafiq serve`` with several accounts in ``rafiq.toml``: the same is stored in every order.

Every shape comes from somebody; who goes through an intake stands where she would alone.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import json
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import aiohttp
import pytest

from storage.engine import open_store
from tests.bot.channels import test_telegram_webhook, test_whatsapp_shapes
from tests.crash.contents import contents
from tests.crash.serving import Serving
from tests.fakes.telegram import FakeTelegram
from tests.fakes.whatsapp import NUMBER, SECRET, TOKEN, VERIFY, WABA, FakeWhatsApp, envelope
from tests.waiting import until

pytestmark = pytest.mark.anyio
SECOND = "654321:FAKE-token_of-the_second-server-000000"
KNOCK = "s3cret"
SAYS = ("start femmpact-fr", "J’accepte", "texte", "non", "oui", "oui", "Awa Exemple", "Femme")
TOML = """\
public_url = "https://rafiq.example.org"
telegram_mode = "webhook"
telegram_secret = "{knock}"
whatsapp_token = "{token}"
whatsapp_app_secret = "{secret}"
whatsapp_verify_token = "{verify}"
whatsapp_waba_id = "{waba}"
whatsapp_api_base = "{meta}"
[telegram.main]
token = "{main}"
api_base = "{main_base}"
[telegram.second]
token = "{second}"
api_base = "{second_base}"
[whatsapp.casa]
phone_number_id = "{number}"
[whatsapp.safi]
phone_number_id = "777"
"""
Update: TypeAlias = tuple[str, Mapping[str, Any]]
"""Below ``/channels/``, and the body."""
Bring: TypeAlias = Callable[[Update], Awaitable[None]]


def people() -> list[list[Update]]:
    """Return what each sends, in order: by every account, and every shape from somebody else."""
    found: list[list[Update]] = []
    for place, account in enumerate(("telegram/main", "telegram/second") * 3):
        chat = 100 + place
        said = (
            test_telegram_webhook.update(1000 * chat + n, chat, text.replace("start", "/start"))
            for n, text in enumerate(SAYS)
        )
        found.append([(account, each) for each in said])
    for place in range(4):
        number = f"22507000000{place:02d}"
        found.append([("whatsapp/casa", _text(number, n, text)) for n, text in enumerate(SAYS)])
    with_ids = test_telegram_webhook.shapes(FakeTelegram())
    found += [[("telegram/main", each)] for each in with_ids]
    found += [[("whatsapp/casa", each)] for each in test_whatsapp_shapes.everybody()]
    return found


def _text(number: str, place: int, text: str) -> Mapping[str, Any]:
    message = {
        "from": number,
        "id": f"wamid.{number}{place}",
        "timestamp": str(1_750_000_000 + place),
        "type": "text",
        "text": {"body": text},
    }
    metadata = {"phone_number_id": NUMBER}
    value = {"metadata": metadata, "contacts": [{"wa_id": number}], "messages": [message]}
    return envelope([[value]])


async def singly(bring: Bring) -> None:
    for updates in people():
        for each in updates:
            await bring(each)


async def in_parallel(bring: Bring) -> None:
    """Everybody at once, each update twice, many of WhatsApp's in one body."""
    chance = random.Random(5)  # noqa: S311
    mixed = people()
    chance.shuffle(mixed)

    async def one_after_another(updates: Sequence[Update]) -> None:
        for each in updates:
            await asyncio.gather(bring(each), bring(each))

    bodies = [each[0][1] for each in mixed if each[0][0] == "whatsapp/casa" and len(each) == 1]
    batched = [
        {"object": "whatsapp_business_account", "entry": _entries(bodies[at : at + 20])}
        for at in range(0, len(bodies), 20)
    ]
    await asyncio.gather(
        *map(one_after_another, mixed), *(bring(("whatsapp/casa", body)) for body in batched)
    )


def _entries(bodies: Sequence[Mapping[str, Any]]) -> list[Any]:
    held = [body.get("entry") for body in bodies]
    return [entry for each in held if isinstance(each, list) for entry in each]


async def served(
    way: Callable[[Bring], Awaitable[None]], folder: Path
) -> Mapping[str, Sequence[str]]:
    """Return what is stored in a fresh database once everything came."""
    url = f"sqlite+aiosqlite:///{folder / 'rafiq.db'}"
    async with (
        FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as one,
        FakeTelegram(token=SECOND, per_second=0, per_chat_seconds=0, everybody=True) as two,
        FakeWhatsApp(per_second=0, pair_seconds=0, everybody=True) as meta,
        Serving(folder=folder, settings={"RAFIQ_DATABASE_URL": url}) as serving,
        aiohttp.ClientSession() as session,
    ):
        test_telegram_webhook.shapes(one)  # its groups are there
        given = {"knock": KNOCK, "token": TOKEN, "secret": SECRET, "verify": VERIFY, "waba": WABA}
        given |= {"meta": meta.api_base, "main": one.token, "main_base": one.api_base}
        given |= {"second": SECOND, "second_base": two.api_base, "number": NUMBER}
        (folder / "rafiq.toml").write_text(TOML.format(**given), encoding="utf-8")
        await serving.start()
        base = f"http://127.0.0.1:{serving._port}"
        async with session.get(f"{base}/healthz") as answer:
            assert (answer.status, await answer.text()) == (200, "ok\n")

        async def bring(update: Update) -> None:
            path, body = update
            raw = json.dumps(body).encode()
            signature = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
            headers = {
                "X-Telegram-Bot-Api-Secret-Token": KNOCK,
                "X-Hub-Signature-256": f"sha256={signature}",
            }
            async with session.post(
                f"{base}/channels/{path}", data=io.BytesIO(raw), headers=headers
            ) as answer:
                assert answer.status == 200, (path, answer.status)

        await way(bring)
        async with await open_store(url) as store:

            async def quiet() -> bool:
                waiting = (
                    "SELECT 1 FROM message WHERE state IN ('queued', 'claimed') "
                    "UNION ALL SELECT 1 FROM media WHERE state = 'wanted'"
                )
                return not await store.read(lambda tx: tx.exec_driver_sql(waiting).all())

            await until(quiet)
            return await store.read(contents)


async def test_the_same_is_stored_by_the_command_that_serves(
    anyio_backend: str, tmp_path: Path
) -> None:
    (tmp_path / "singly").mkdir()
    (tmp_path / "parallel").mkdir()
    once = await served(singly, tmp_path / "singly")
    assert len(once["interview"]) == 10
    assert len(once["address"]) > 200
    again = await served(in_parallel, tmp_path / "parallel")
    for table, rows in once.items():
        assert [row for row in again[table] if row not in rows] == [], table
        assert again[table] == rows, table
