"""The root of every error that Rafiq raises on purpose."""

from __future__ import annotations


class RafiqError(Exception):
    """Something went wrong that has one clear line for a person: what, where and what to do."""
