"""Structured logs: a fixed event name and fields, never a person's words, numbers or a token."""

from __future__ import annotations

import logging
import sys

import structlog

QUIET = ("httpx", "httpcore", "telegram", "tornado", "apscheduler", "aiohttp", "asyncio", "alembic")
"""Libraries that log URLs (Telegram's holds the token) or whole updates below WARNING."""


def set_up(level: str = "info") -> None:
    """Send our events to standard error, and keep the libraries quiet."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s %(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        # Standard error as it is when a line is written: whoever redirects it may have closed it.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
