"""Durations of a French list in two units, as *30 minutes à 1 heure*, reckoned in the smaller."""

import re
from collections.abc import Sequence

from flows.understanding.choices.within import units_of_time
from flows.understanding.choices.wording import counted_in_figures, in_figures
from flows.understanding.folding import fold

_MIXED = ({0, 1}, {2, 3}, {4, 5})
"""Minutes and hours, days and weeks, months and years: other pairs are not exact."""
_IN_SMALLER = {
    "h": (60, "minutes"),
    "heure": (60, "minutes"),
    "heures": (60, "minutes"),
    "semaine": (7, "jours"),
    "semaines": (7, "jours"),
    "an": (12, "mois"),
    "ans": (12, "mois"),
    "annee": (12, "mois"),
    "annees": (12, "mois"),
}
_UNIT = "(heures?|h|semaines?|ans?|annees?)"
_CLOCK = re.compile(r"\b(\d+) ?h(?:eures?)? ?(\d{2})\b")
_SINCE = re.compile(r"^\s*(?:il y a |y a |ça fait |cela fait |à |a )(?=\D*\d|\w)", re.IGNORECASE)
_BY_THE_DAY = re.compile(r"\b(?:par|chaque|le|l) ?(?:jours?|jr|j|mois|an|annee)\b")
_HOURS = re.compile(r"(?<![\d:])(\d{1,3}) ?h\b(?! ?\d)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\b(\d+) ?(heures?|h|ans?|annees?) et demie?\b")
_SPAN = re.compile(rf"\b(\d+)( (?:a|et) | )(\d+) ?{_UNIT}\b")
_ONE = re.compile(rf"\b(\d+) ?{_UNIT}\b")


def bare(text: str) -> str:
    """Return a span of time without *il y a*, a distance without *à*."""
    return _SINCE.sub("", text)


def in_hours(text: str) -> str:
    """Return the text with *8 heures* for *8h*, where no minutes follow."""
    return _HOURS.sub(r"\1 heures", text)


def is_by_the_day(text: str) -> bool:
    """Return whether hours are reckoned by the day, the month or the year."""
    return _BY_THE_DAY.search(fold(text.replace("/", " par "))) is not None


def are_mixed(labels: Sequence[tuple[int, str]]) -> bool:
    """Return whether labels count time in two units of which one is made of the other."""
    return {unit for _, label in labels for unit in units_of_time(label)} in _MIXED


def in_one_unit(text: str) -> str:
    """Return a text folded, its numbers in digits and its hours in minutes, its years in months."""
    said = in_figures(counted_in_figures(fold(text), "fr"), "fr")
    said = _AND_A_HALF.sub(_with_half, said)
    said = _CLOCK.sub(lambda m: f"{int(m[1]) * 60 + int(m[2])} minutes", said)
    return _ONE.sub(_one, _SPAN.sub(_span, said))


def _with_half(match: re.Match[str]) -> str:
    scale, unit = _IN_SMALLER[match[2]]
    return f"{int(match[1]) * scale + scale // 2} {unit}"


def _span(match: re.Match[str]) -> str:
    scale, unit = _IN_SMALLER[match[4]]
    return f"{int(match[1]) * scale}{match[2]}{int(match[3]) * scale} {unit}"


def _one(match: re.Match[str]) -> str:
    scale, unit = _IN_SMALLER[match[2]]
    return f"{int(match[1]) * scale} {unit}"
