"""How a number stands with WhatsApp, for ``rafiq doctor``.

https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.base import AccountFault, Rejected, Unreachable
from bot.channels.whatsapp_http import Door, Timeouts

SECONDS = 10.0
FIELDS = "display_phone_number,quality_rating,messaging_limit_tier"
TIERS: Mapping[str, int] = {
    # …/docs/whatsapp/messaging-limits; people in any 24 hours, 0: no limit.
    "TIER_50": 50,
    "TIER_250": 250,
    "TIER_1K": 1_000,
    "TIER_2K": 2_000,
    "TIER_10K": 10_000,
    "TIER_100K": 100_000,
    "TIER_UNLIMITED": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the Graph API says of a number and its business account."""

    number: str
    """As people see it; "" where the id is of no number that the token may see."""
    tier: int | None
    """People that may be written to in 24 hours; 0: no limit; None: not said."""
    quality: str
    """GREEN, YELLOW, RED or UNKNOWN."""
    secret_fits: bool
    """The app secret is that of the token's app."""
    subscribed: bool | None
    """The app gets the business account's webhooks; None: that account is not known."""


async def standing(*, token: str, number: str, secret: str, waba: str, api_base: str) -> Standing:
    """Ask the Graph API about a number.

    Raises:
        ChannelError: AccountFault where the token is refused; else WhatsApp was not reached.
    """
    door = Door(api_base=api_base, token=token, timeouts=Timeouts(call=SECONDS))
    # https://developers.facebook.com/docs/graph-api/guides/secure-requests
    proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    try:
        found = await _ask(door, number, {"fields": FIELDS}) if number else None
        proved = found and await _ask(door, number, {"fields": "id", "appsecret_proof": proof})
        apps = await _ask(door, f"{waba}/subscribed_apps", {}) if waba else None
    finally:
        await door.close()
    held = found or {}
    return Standing(
        number=str(held.get("display_phone_number") or "") if found else "",
        tier=TIERS.get(str(held.get("messaging_limit_tier"))),
        quality=str(held.get("quality_rating") or "UNKNOWN"),
        secret_fits=bool(proved) or not found,
        subscribed=bool(apps.get("data")) if apps is not None else None,
    )


async def _ask(door: Door, path: str, query: Mapping[str, str]) -> Mapping[str, Any] | None:
    """Return an answer, None where there is no such thing or it may not be seen."""
    try:
        return await door.ask("GET", path, params=query)
    except AccountFault as error:
        if error.code in ("190", "401", "0"):
            raise
        return None  # the token is taken, and may not see this
    except (Rejected, Unreachable):
        return None
