"""Which year French means by *le 25 décembre de l’année prochaine*."""

import re

_YEAR = re.compile(
    r"\b(?:(?P<this>cette annee)|(?:de )?l ?an(?:nee)? (?:(?P<next>prochaine?|qui vient|suivante?)"
    r"|(?P<last>derniere?|passee?|precedente?)))\b"
)
_AWAY = {"this": 0, "next": 1, "last": -1}


def years_away(said: str) -> int | None:
    """Return 1 for the next year in a folded reply, 0 for this one, -1 for the last; else None."""
    found = _YEAR.search(said)
    return _AWAY[found.lastgroup or "this"] if found else None
