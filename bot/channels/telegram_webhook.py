"""Telegram's webhook: one update a request, answered 200 when it is committed.

Telegram sends a chat's next update only after a 2xx, keeps the others for 24 hours, and obeys
Retry-After: a 503 costs nothing (https://core.telegram.org/bots/api#setwebhook).
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from starlette.routing import Route

from bot.channels import webhooks
from bot.channels.base import Delivery, Take
from bot.channels.telegram_parse import ALLOWED_UPDATES
from storage.errors import StorageError

log = structlog.get_logger(__name__)

BODY_LIMIT = 1 << 20
"""Bytes; an update is far smaller (channels.md, section 7)."""
BODY_SECONDS = 10.0
CONNECTIONS = 40
"""Telegram's default (https://core.telegram.org/bots/api#setwebhook)."""


class Webhook:
    """The door of one bot: who may knock, and what becomes of what is brought."""

    def __init__(
        self,
        *,
        account: str,
        secret: str,
        receive: Callable[[Sequence[Mapping[str, Any]]], Awaitable[list[Delivery]]],
        acknowledge: Callable[[Sequence[Mapping[str, Any]]], None],
        seconds: float = BODY_SECONDS,
    ) -> None:
        """Prepare a closed door.

        Args:
            account: Channel and account, ``telegram:default``.
            secret: What Telegram sends along as proof that it is Telegram.
            receive: Turns raw updates into deliveries.
            acknowledge: Answers the taps among them, once they are committed.
            seconds: A body may take.
        """
        self._account = account
        self._secret = secret.encode()
        self._receive = receive
        self._acknowledge = acknowledge
        self._seconds = seconds
        self.take: Take | None = None
        """The inbox; None while nothing is taken: before the start and after the stop."""

    def routes(self) -> list[Route]:
        """Return the one route of this account; another account's path is not found."""
        name = self._account.partition(":")[2]
        hook = webhooks.Hook(f"/channels/telegram/{name}", self._update)
        return [Route(hook.path, hook, methods=["POST"])]

    async def _update(self, post: webhooks.Posted) -> int:
        # As bytes: the header may hold anything, and compare_digest takes only ASCII text.
        said = post.header(b"x-telegram-bot-api-secret-token")
        if not hmac.compare_digest(said, self._secret):
            log.warning("telegram.secret_wrong", channel=self._account)
            return 403
        try:
            raw = await post.body(limit=BODY_LIMIT, seconds=self._seconds)
            update = webhooks.json_object(raw)
        except webhooks.Refused as refused:
            log.warning("telegram.body_refused", channel=self._account, status=refused.status)
            return refused.status
        if self.take is None:
            return 503
        try:
            await self.take(await self._receive([update]))
        except StorageError:
            return 503
        self._acknowledge([update])
        return 200


def registration(url: str, account: str, secret: str) -> dict[str, Any]:
    """Return the parameters of setWebhook.

    Args:
        url: Where this installation is found from outside, ``https://rafiq.example.org``.
        account: Channel and account, ``telegram:default``.
        secret: Sent back to us with every update.
    """
    return {
        "url": f"{url.rstrip('/')}/channels/telegram/{account.partition(':')[2]}",
        "secret_token": secret,
        "max_connections": CONNECTIONS,
        "allowed_updates": list(ALLOWED_UPDATES),
    }
