"""What the bot says, in the language of the person it talks to.

English sentences in the code are the keys. Each language has a gettext catalogue and falls back
along its chain, in the end to the English itself. ``.mo`` files are built here when they are
missing or older than their ``.po``.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal

from locales import bidi, dates
from locales.bidi import paragraph, plain

__all__ = [
    "CHAIN",
    "LANGUAGES",
    "NAMES",
    "Catalogue",
    "Catalogues",
    "direction",
    "mark",
    "paragraph",
    "plain",
]

LANGUAGES = ("ar", "ary", "fr", "fa")
NAMES: Mapping[str, str] = {
    "ar": "العربية",
    "ary": "الدارجة",
    "fr": "Français",
    "fa": "فارسی",
    "en": "English",
}
CHAIN: Mapping[str, tuple[str, ...]] = {
    "ary": ("ary", "ar", "fr"),
    "ar": ("ar", "fr"),
    "fr": ("fr",),
    "fa": ("fa",),
    "en": (),
}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ARABIC_NUMBERS = (".", ",")  # as CLDR has it for ar_MA
_NUMBERS: Mapping[str, tuple[str, str]] = {  # between thousands, before decimals
    "ar": _ARABIC_NUMBERS,
    "ary": _ARABIC_NUMBERS,
    "fr": ("\u202f", ","),
    "fa": ("٬", "٫"),
    "en": (",", "."),
}
_LISTS: Mapping[str, tuple[str, str]] = {  # between items, before the last
    # Not Babel's: its Persian has a stray U+200F after each comma, its Arabic repeats و.
    "ar": ("، ", " و"),
    "ary": ("، ", " و"),
    "fr": (", ", " et "),
    "fa": ("، ", " و "),
    "en": (", ", " and "),
}


def direction(language: str) -> Literal["rtl", "ltr"]:
    """Return which way a language is written."""
    return "rtl" if language in bidi.RTL_LANGUAGES else "ltr"


def mark(message: str) -> str:
    """Return the message as it is; tells ``locales.extract`` that a table holds a message."""
    return message


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalogue:
    """The bot's words in one language, with its fallbacks behind it."""

    language: str
    translations: NullTranslations = field(default_factory=NullTranslations, repr=False)

    def text(self, message: str, /, **values: str) -> str:
        """Return the translation of an English message with its ``{named}`` places filled.

        Values go in as they are, braces and all: a person's words are never a format.
        """
        return _filled(self.translations.gettext(message) if message else "", values)

    def plural(self, one: str, many: str, n: int, /, **values: str) -> str:
        """Return the form of a message that fits a count; ``{n}`` is the count, localised."""
        chosen = self.translations.ngettext(one, many, n)
        return _filled(chosen, {"n": self.number(n), **values})

    def pick(self, texts: Mapping[str, str]) -> str:
        """Return the text of a form that this language falls back to first, or any, or ""."""
        for language in (self.language, *CHAIN[self.language], "en"):
            if found := texts.get(language):
                return found
        return next(filter(None, texts.values()), "")

    def number(self, value: int | float) -> str:
        """Return a number with this language's digits and separators; not for years or codes."""
        group, point = _NUMBERS[self.language]
        whole, _, decimals = f"{Decimal(str(value)):,f}".partition(".")
        decimals = decimals.rstrip("0")
        shown = whole.replace(",", group) + (point + decimals if decimals else "")
        # A minus before a number would show behind it.
        signed = bidi.LRM + shown if whole.startswith("-") and self._rtl else shown
        return self.digits(signed)

    def percent(self, ratio: float) -> str:
        """Return a ratio as a whole percentage: 0.26 as « 26 % »."""
        sign = "\u00a0%" if self.language == "fr" else "%"
        return self.digits(f"{self.number(round(ratio * 100))}{sign}")

    def digits(self, text: str) -> str:
        """Return prose with this language's digits; never for phones, codes, links or exports."""
        return dates.persian_digits(text) if self.language == "fa" else text

    def date(self, day: dt.date, *, year: bool = False) -> str:
        """Return weekday and long date; the Persian one is Jalali and always has its year."""
        return dates.long_date(day, self.language, year=year)

    def time(self, at: dt.time) -> str:
        """Return a wall time: « 10:00 »."""
        return dates.wall_time(at, self.language)

    def date_time(self, at: dt.datetime, *, year: bool = False) -> str:
        """Return a day and its time in words; the zone of ``at`` is not looked at."""
        return self.text(
            "{date} at {time}", date=self.date(at.date(), year=year), time=self.time(at.time())
        )

    def month_year(self, day: dt.date) -> str:
        """Return month and year in words."""
        return dates.month_year(day, self.language)

    def ltr(self, text: str) -> str:
        """Return a phone, code, link or amount that keeps its order inside a sentence."""
        return bidi.ltr(text) if self._rtl else text

    def iso(self, text: str) -> str:
        """Return a person's words so that they disturb no sentence, whatever their direction."""
        return bidi.iso(text) if self._rtl or bidi.is_rtl(text) else text

    def paragraph(self, text: str) -> str:
        """Return a message ready to show in this language's direction."""
        return paragraph(text, self.language)

    def join(self, items: Sequence[str]) -> str:
        """Return a list in words: « a, b et c »."""
        if len(items) < 2:
            return "".join(items)
        comma, last = _LISTS[self.language]
        if last == " و" and not "\u0621" <= items[-1][:1] <= "\u064a":
            last = " و "  # و is written onto Arabic letters only
        return comma.join(items[:-1]) + last + items[-1]

    def retention(self, months: int) -> str:
        """Return how long answers are kept, as the consent says it."""
        return self.plural("for {n} month", "for {n} months", months)

    def questions(self, n: int, *, asked: bool = False) -> str:
        """Return a count of questions; ``asked`` after a verb that takes them as its object.

        Arabic has another ending there; the consent is such a place.
        """
        if asked:
            return self.plural("one question", "{n} questions", n)
        return self.plural("{n} question", "{n} questions", n)

    def workshops(self, n: int) -> str:
        """Return a count of workshops."""
        return self.plural("{n} workshop", "{n} workshops", n)

    @property
    def _rtl(self) -> bool:
        return self.language in bidi.RTL_LANGUAGES


class Catalogues(Mapping[str, Catalogue]):
    """A catalogue for each language, and ``en`` for the English source."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = dict(catalogues)

    @classmethod
    def load(cls, folder: Path | None = None, domain: str = "rafiq") -> Catalogues:
        """Return the catalogues of a folder ``<language>/LC_MESSAGES/<domain>.po`` or ``.mo``.

        A ``.mo`` that is missing or old is built, and kept where the folder can be written.
        """
        home = folder or Path(__file__).parent
        built = {
            language: found
            for language in LANGUAGES
            if (found := _compiled(home / language / "LC_MESSAGES" / f"{domain}.po"))
        }
        return cls(
            {
                language: Catalogue(
                    language=language,
                    translations=_translations([built[each] for each in chain if each in built]),
                )
                for language, chain in CHAIN.items()
            }
        )

    def __getitem__(self, language: str) -> Catalogue:
        return self._catalogues[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalogues)

    def __len__(self) -> int:
        return len(self._catalogues)


def _filled(text: str, values: Mapping[str, str]) -> str:
    if not values:
        return text
    literal = True
    filled: list[str] = []
    for part in _parts(text):
        filled.append(part if literal else values.get(part, f"{{{part}}}"))
        literal = not literal
    return "".join(filled)


@lru_cache(maxsize=2_048)
def _parts(text: str) -> Sequence[str]:
    """Return what stands between the places of a message, and their names, by turns."""
    return _PLACEHOLDER.split(text)


def _translations(chain: Sequence[bytes]) -> NullTranslations:
    if not chain:
        return NullTranslations()
    first, *others = (GNUTranslations(io.BytesIO(each)) for each in chain)
    for other in others:
        first.add_fallback(other)
    return first


def _compiled(po: Path) -> bytes | None:
    """Return the contents of the ``.mo`` that belongs to a ``.po``, or None without either."""
    mo = po.with_suffix(".mo")
    if not po.exists():
        return mo.read_bytes() if mo.exists() else None
    if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return mo.read_bytes()
    built = _compile(po)
    with suppress(OSError):  # a read-only installation builds again at each start
        _replace(mo, built)
    return built


def _compile(po: Path) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = io.BytesIO()
    with po.open("rb") as source:
        write_mo(out, read_po(source))
    return out.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step: another process may be reading it."""
    fresh = path.with_name(f"{path.stem}.{os.getpid()}{path.suffix}")
    fresh.write_bytes(content)
    fresh.replace(path)
