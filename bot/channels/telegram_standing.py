"""How a bot stands with Telegram, for ``rafiq doctor``: https://core.telegram.org/bots/api#webhookinfo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.channels.telegram_http import Door, Timeouts

SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What getMe and getWebhookInfo say."""

    username: str
    url: str
    """Where updates are brought; empty: they are fetched."""
    error: str
    """Telegram's words on the last update that it could not bring; empty: none."""
    pending: int
    """Updates that wait at Telegram."""


async def standing(*, token: str, api_base: str) -> Standing:
    """Ask Telegram about a bot.

    Raises:
        ChannelError: AccountFault where the token is refused; else Telegram was not reached.
    """
    door = Door(timeouts=Timeouts())
    try:
        me = _fields(await door.call(f"{api_base}{token}/getMe", {}, seconds=SECONDS))
        hook = _fields(await door.call(f"{api_base}{token}/getWebhookInfo", {}, seconds=SECONDS))
    finally:
        await door.shutdown()
    pending = hook.get("pending_update_count")
    return Standing(
        username=str(me.get("username") or ""),
        url=str(hook.get("url") or ""),
        error=str(hook.get("last_error_message") or ""),
        pending=pending if isinstance(pending, int) else 0,
    )


def _fields(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
