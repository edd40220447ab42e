"""What no message changes: forms, programmes and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flows.courtesy import BY_DAY, Courtesy
from flows.form import Form
from flows.prompts import Prompts
from flows.state import Interview
from locales.text import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One social programme, as its folder says."""

    id: str
    form: str
    """Id of its first form, ``almontija.intake``."""
    name: Mapping[str, str]
    organisation: Mapping[str, str]
    next_step: Mapping[str, str]
    """What happens after registration; each by language, ``en`` the source."""
    languages: tuple[str, ...]
    """In the order of offering."""
    country: str
    """ISO 3166-1."""
    zone: str
    """IANA name, as ``Africa/Casablanca``."""
    retention_months: int
    reminders: bool = True
    voice_first: bool = False
    """Questions are heard until the person says how she wants them."""
    nudge_hours: tuple[int, ...] = (20, 144)
    """Hours of silence after which an unfinished intake is recalled: at most two, or none."""
    closes: date | None = None
    """Last day on which one can register; None where it does not close."""
    closing_notice_days: int = 3
    courtesy: Courtesy = BY_DAY
    """When its people are written to who did not ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything ``respond`` may look up; built at start, replaced whole when a form changes."""

    programmes: Mapping[str, Programme]
    forms: Mapping[tuple[str, str], Form]
    """By id and version: the current ones and those that open interviews began with."""
    current: Mapping[str, str]
    """Form id to its newest version."""
    catalogues: Mapping[str, Catalogue]
    channels: Mapping[str, str] = field(default_factory=dict)
    """Channel to the name people know it by: ``telegram`` to ``Telegram``."""
    bound: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Account to the programmes it offers, ``telegram:safi``; who is not in it offers all."""
    prompts: Prompts = field(default_factory=Prompts)
    """What coordinators read aloud."""
    lengths: dict[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)
    """How many questions each version of a form may ask, once worked out."""

    def words(self, language: str) -> Catalogue:
        """Return the bot's words in a language; English for one that the bot does not speak."""
        return self.catalogues.get(language) or self.catalogues["en"]

    def form(self, interview: Interview) -> Form | None:
        """Return the version of the form that the interview began with."""
        return self.forms.get((interview.form, interview.version))

    def newest(self, form: str) -> Form:
        """Return the current version of a form."""
        return self.forms[form, self.current[form]]

    def offered(self, account: str) -> Mapping[str, Programme]:
        """Return the programmes that people are offered who write to this account."""
        ids = self.bound.get(account)
        if not ids:
            return self.programmes
        return {own: each for own, each in self.programmes.items() if own in ids}

    def elsewhere(self, programme: str) -> tuple[str, ...]:
        """Return the accounts on which nothing of this programme may be said first."""
        return tuple(account for account, ids in self.bound.items() if programme not in ids)

    def languages(self, account: str = "") -> tuple[str, ...]:
        """Return every language of any programme (of this account), in the order of offering."""
        offered = self.offered(account).values()
        return tuple(dict.fromkeys(code for each in offered for code in each.languages))


def local(now: datetime, zone: str) -> datetime:
    """Return the moment as the clock of a place shows it."""
    return now.astimezone(ZoneInfo(zone)) if zone else now
