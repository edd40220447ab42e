"""The tools beside the web chat: the clock, troubles, the ledger, the saved walk, the preview.

Each tool goes the way of the real thing: updates through the person's inbox, messages through her
outbox and dispatcher. The page asks here, a :class:`Walk` does it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from bot.channels.base import Delivery
from bot.channels.web_guard import HEADERS
from bot.channels.web_http import answered, read_json, reason
from bot.channels.web_lines import Line
from bot.channels.web_parse import NAME, matching, person
from bot.channels.web_person import codes
from bot.channels.web_skins import Skin, as_skin

TOGETHER = 8
"""Sendings that may arrive at once."""
FORM_CHARACTERS = 4096

Say: TypeAlias = Callable[[Sequence[Mapping[str, Any]]], Awaitable[Sequence[str]]]
DressIn: TypeAlias = Callable[[str, Skin], Awaitable[None]]
Route: TypeAlias = tuple[str, str, Callable[[HttpRequest], Awaitable[Response]]]


class FormRefused(Exception):
    """A form cannot be previewed; the text says why, a fault a line."""


class Walk(Protocol):
    """What stands behind one person's page."""

    @property
    def account(self) -> str:
        """Hers alone: ``web:NAME``."""
        ...

    @property
    def skin(self) -> Skin:
        """What her page looks like."""
        ...

    @property
    def blocked(self) -> bool:
        """Whether she blocked the bot."""
        ...

    def now(self) -> datetime:
        """Return her clock, UTC."""
        ...

    def wear(self, skin: Skin) -> None:
        """Let sends fail as in a messenger."""
        ...

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        """Return when the updates are committed."""
        ...

    async def history(self) -> Sequence[Line]:
        """Return what is stored of her conversation, oldest first."""
        ...

    async def advance(self, by: str) -> None:
        """Move her clock by an ISO 8601 duration; what falls due is said."""
        ...

    async def remind(self) -> bool:
        """Move her clock to her next reminder; False when no training is coming for her."""
        ...

    async def again(self) -> int:
        """Deliver her last update once more; return how many times it was applied (0)."""
        ...

    async def block(self, *, blocked: bool) -> None:
        """Let her block the bot, or come back."""
        ...

    def fail(self, code: str) -> None:
        """Let the next send fail with a code of her skin's table."""
        ...

    async def reset(self) -> None:
        """Erase her and let her clock show the time of day."""
        ...

    async def ledger(self) -> Mapping[str, Any]:
        """Return her messages with their states, newest first, and how many updates came."""
        ...

    async def standing(self) -> Mapping[str, Any]:
        """Return the open question, the answers so far, why it is asked, and the labels."""
        ...

    async def saved(self) -> str:
        """Return the conversation as a test."""
        ...


class Walks(Protocol):
    """Everybody's walks."""

    async def of(self, name: str) -> Walk:
        """Return the walk of a person, begun where there is none."""
        ...

    async def preview(self, name: str, form: str, *, paths: bool) -> str:
        """Begin a walk through one form that stores nothing durable; return its start link.

        Raises:
            FormRefused: There is no such form, or it cannot be used.
        """
        ...

    def offers(self, name: str) -> Mapping[str, Any]:
        """Return the programmes and languages that somebody's start links may name."""
        ...

    async def run(self) -> None:
        """Keep the walks going until cancelled."""
        ...


class Tools:
    """The tools' routes."""

    def __init__(
        self,
        *,
        walks: Walks,
        of: Callable[[str], Awaitable[Walk]],
        say: Say,
        dress_in: DressIn,
        near: Callable[[HttpRequest], bool],
    ) -> None:
        """Keep what it is given.

        Args:
            walks: Everybody's.
            of: A person's, in the skin of her page.
            say: Takes what a page sends, several together.
            dress_in: Gives a person's pages another skin.
            near: Whether a request comes from whoever sits at this machine.
        """
        self._walks = walks
        self._of = of
        self._near = near
        self._say = say
        self._dress_in = dress_in

    def routes(self) -> Sequence[Route]:
        """Return path, method and answer of each."""
        return (
            ("/try/tools", "GET", self._offers),
            ("/try/tools", "POST", self._do),
            ("/try/ledger", "GET", self._ledger),
            ("/try/standing", "GET", self._standing),
            ("/try/saved", "GET", self._saved),
            ("/try/preview", "POST", self._preview),
        )

    async def _walk(self, http: HttpRequest) -> Walk:
        try:
            return await self._of(person(http.query_params))
        except ValueError as error:
            raise HTTPException(400, str(error), headers=HEADERS) from error

    async def _offers(self, http: HttpRequest) -> Response:
        walk = await self._walk(http)
        return answered(
            {
                **self._walks.offers(person(http.query_params)),
                "now": walk.now().isoformat(timespec="seconds"),
                "skin": walk.skin,
                "blocked": walk.blocked,
                "codes": codes(walk.skin),
            }
        )

    async def _ledger(self, http: HttpRequest) -> Response:
        return answered(await (await self._walk(http)).ledger())

    async def _standing(self, http: HttpRequest) -> Response:
        return answered(await (await self._walk(http)).standing())

    async def _saved(self, http: HttpRequest) -> Response:
        """Return a file that may be dropped into ``tests/walks``."""
        walk = await self._walk(http)
        name = f"test_saved_{walk.now():%Y%m%d_%H%M%S}.py"
        headers = {
            **HEADERS,
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return Response(await walk.saved(), media_type="text/x-python", headers=headers)

    async def _do(self, http: HttpRequest) -> Response:
        try:
            body = await read_json(http)
            return answered(await self._done(body))
        except (ValueError, RecursionError) as error:
            return answered({"error": reason(error)}, 400)

    async def _done(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        name = person(body)
        walk = await self._of(name)
        match body:
            case {"do": "advance", "by": str(by)}:
                await walk.advance(by)
            case {"do": "remind"}:
                return {"reminded": await walk.remind()}
            case {"do": "block", "blocked": bool(blocked)}:
                await walk.block(blocked=blocked)
            case {"do": "again"}:
                return {"sent": 2, "applied": 1 + await walk.again()}
            case {"do": "together", "bodies": [dict(), *_] as bodies} if len(bodies) <= TOGETHER:
                if any(each.get("as") != name for each in bodies):
                    raise ValueError("one person sends")
                return {"ids": await self._say(bodies)}
            case {"do": "fail", "code": str(code)}:
                walk.fail(code)
            case {"do": "skin", "skin": skin}:
                await self._dress_in(name, as_skin(skin))
            case {"do": "reset"}:
                await walk.reset()
            case _:
                raise ValueError("do is advance, remind, block, again, together, fail, skin, reset")
        return {"now": walk.now().isoformat(timespec="seconds")}

    async def _preview(self, http: HttpRequest) -> Response:
        try:
            body = await read_json(http)
            name, form = matching(NAME, body, "as"), body.get("form")
            if not isinstance(form, str) or not 0 < len(form) <= FORM_CHARACTERS:
                raise ValueError("form is missing")
            start = await self._walks.preview(name, form, paths=self._near(http))
            return answered({"start": start})
        except FormRefused as error:
            return answered({"faults": str(error).split("\n")}, 422)
        except (ValueError, RecursionError) as error:
            return answered({"error": reason(error)}, 400)
