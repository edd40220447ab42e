"""A trade by who plies it, or the other way round: *plombier* where *Plomberie* is listed."""

import re
from collections.abc import Sequence

_TRADE = re.compile(r"(?:erie|ure|ique|icite|age|iculture|isme)s?$")
_WHO = re.compile(r"(?:iere?|ere?|euse|eur|rice|ienne|ien|iste|con|conne)s?$")
_NEVER_WHO = frozenset(
    {"cher", "hiver", "premier", "dernier", "papier", "quartier", "rien", "bien"}
)
_ENDINGS = tuple(
    (re.compile(rf"(?:{who})s?$"), re.compile(rf"(?:{trade})s?$"))
    for who, trade in (
        (r"iere?|ere?", "erie|ure|age"),
        (r"euse|eur", "ure|erie"),
        (r"eveuse|eveur", "evage"),
        (r"teur|trice", "ture|tion"),
        (r"icienne|icien", "ique|icite"),
        (r"ienne|ien", "ie"),
        (r"giste", "ge"),
        (r"conne|con", "connerie|conerie"),
    )
)
_SHORTEST_STEM = 3
_FEWEST = 3
"""Labels of one kind that make a list one of trades: among needs, *électricité* is no trade."""


def same_trade(word: str, label: str, shown: Sequence[str]) -> bool:
    """Return whether two folded words name one trade, in a list of trades or of who ply them."""
    if " " in label or " " in word:
        return False
    if _WHO.search(word) and _lists(shown, _TRADE):
        return _are_one(word, label)
    return bool(_WHO.search(label)) and _lists(shown, _WHO) and _are_one(label, word)


def _lists(shown: Sequence[str], kind: re.Pattern[str]) -> bool:
    """Return whether enough of the folded labels are of a kind."""
    words = (word for label in shown for word in label.split()[:1])
    return sum(bool(kind.search(w)) and w not in _NEVER_WHO for w in words) >= _FEWEST


def _are_one(who: str, trade: str) -> bool:
    for of_who, of_trade in _ENDINGS:
        person, work = of_who.search(who), of_trade.search(trade)
        if not person or not work:
            continue
        root = who[: person.start()]
        if len(root) >= _SHORTEST_STEM and root == trade[: work.start()]:
            return True
    return False
