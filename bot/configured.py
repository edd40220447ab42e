"""The channels that an installation's settings name, each with what it needs of the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot import publishing
from bot.accounts import Standings
from bot.channels.base import Channel
from bot.clock import utc_now
from bot.feeds import alone
from bot.settings import Settings, TelegramAccount, WhatsAppAccount
from storage.engine import Store

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram
    from bot.channels.web import Web
    from bot.channels.web_tools import Walks
    from bot.channels.whatsapp import WhatsApp


def configured(
    settings: Settings,
    store: Store,
    *,
    pages: bool = True,
    standings: Standings | None = None,
    host: str = "127.0.0.1",
    walks: Callable[..., Walks] | None = None,
) -> tuple[list[Channel], list[Any]]:
    """Return the channels that are configured and their routes.

    The web chat is one of them only where pages are served.

    Args:
        settings: Of the installation.
        store: Open.
        pages: A server serves the routes.
        standings: How the accounts stand.
        host: What is listened on: where other machines can come in, the web chat has a login.
        walks: Makes what stands behind the web chat's pages; None: it has no tools.
    """
    channels: list[Channel] = []
    routes: list[Any] = []
    known = standings or Standings(store=store, now=utc_now, monotonic=time.monotonic)
    for name, account in settings.telegrams().items():
        telegram = _telegram(settings, store, name, account, known)
        channels.append(telegram)
        routes += telegram.routes()
    for name, number in settings.whatsapps().items():
        whatsapp = _whatsapp(settings, store, name, number, known)
        channels.append(whatsapp)
        routes += whatsapp.routes()
    if pages and settings.web_chat:
        web = _web(settings, store, host, walks)
        channels.append(web)
        routes += web.routes()
    return channels, routes


def _web(settings: Settings, store: Store, host: str, walks: Callable[..., Walks] | None) -> Web:
    from bot.channels.web import Web
    from bot.channels.web_guard import Guard, is_loopback
    from bot.history import lines

    password = settings.try_password
    return Web(
        uploads=settings.media.parent / "uploads",
        media=settings.media,
        now=utc_now,
        history=lambda sender: lines(store, "web:default", sender),
        guard=Guard(
            beyond=not is_loopback(host),
            password=password.get_secret_value() if password is not None else "",
            names=[urlsplit(settings.public_url).hostname or ""],
        ),
        walks=walks,
    )


def _whatsapp(
    settings: Settings, store: Store, name: str, own: WhatsAppAccount, standings: Standings
) -> WhatsApp:
    from bot.channels.whatsapp import WhatsApp
    from bot.programme.templates import Ledger
    from bot.statuses import Statuses

    def fault(account: str, code: str) -> None:
        standings.of(account).fault(code)

    statuses = Statuses(store=store, now=utc_now, fault=fault)
    return WhatsApp(
        account=f"whatsapp:{name}",
        token=own.token.get_secret_value(),
        phone_number_id=own.phone_number_id,
        waba_id=own.waba_id,
        app_secret=own.app_secret.get_secret_value(),
        verify_token=own.verify_token.get_secret_value(),
        api_base=own.api_base,
        media=settings.media,
        statuses=statuses.take,
        moves=statuses.moved,
        changed=statuses.changed,
        wishes=statuses.wished,
        known=statuses.known,
        book=Ledger(
            store=store,
            account=f"whatsapp:{name}",
            now=utc_now,
            # Numbers of one business account have the same templates.
            shared=[
                f"whatsapp:{other}"
                for other, each in settings.whatsapps().items()
                if own.waba_id and each.waba_id == own.waba_id
            ],
        ),
        daily=own.daily_recipients,
        bidi=own.bidi,
        accounts={
            each.phone_number_id: f"whatsapp:{other}"
            for other, each in settings.whatsapps().items()
        },
        now=utc_now,
    )


def _telegram(
    settings: Settings, store: Store, name: str, own: TelegramAccount, standings: Standings
) -> Telegram:
    from bot.channels.telegram import Telegram
    from bot.history import shown

    account = f"telegram:{name}"
    return Telegram(
        account=account,
        token=own.token.get_secret_value(),
        media=settings.media,
        api_base=own.api_base,
        file_base=own.file_base,
        hold=lambda: alone(store, f"poll:{account}"),
        secret=own.secret.get_secret_value() if own.secret is not None else None,
        webhook_url=settings.public_url if own.mode == "webhook" else None,
        words=publishing.words(),
        alarm=standings.of(account).alarm,
        bidi=own.bidi,
        recall=partial(shown, store, account),
    )
