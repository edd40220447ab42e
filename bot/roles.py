"""What one process of an installation does: all of it, or on PostgreSQL a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, cast, get_args

from bot.settings import ConfigError

Role = Literal["inbox", "dispatch", "clock"]
Roles: TypeAlias = frozenset[Role]
ALL: Roles = frozenset(get_args(Role))
"""``inbox`` takes updates and fetches files, ``dispatch`` sends, ``clock`` rings the bells."""


def roles(given: Sequence[str]) -> Roles:
    """Return the roles that are named, separated by commas or given again; none: all of them.

    Raises:
        ConfigError: One is none of the three.
    """
    names = [name.strip().lower() for each in given for name in each.split(",") if name.strip()]
    if wrong := sorted({*names} - {*ALL}):
        raise ConfigError(f"--role {wrong[0]}: it is inbox, dispatch or clock.")
    return frozenset(cast(Role, name) for name in names) or ALL
