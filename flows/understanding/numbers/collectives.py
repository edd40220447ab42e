"""Round numbers of French as plain estimates: *une dizaine*, *une 15aine*, *deux douzaines*."""

import re

_EACH = {
    "dizaine": 10, "disaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
    "vintaine": 20, "trentaine": 30, "quarantaine": 40, "karantaine": 40, "cinquantaine": 50,
    "soixantaine": 60, "centaine": 100, "santaine": 100, "millier": 1000,
}  # fmt: skip
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_TENS = {"vingt": 20, "vint": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_TENS_GLUED = re.compile(rf"(?<!\w)({'|'.join(_TENS)})(\d)(?!\w)")
"""*Vingt8*."""
_NAME = "|".join(_EACH)
_OF = r"(?:\s+d(?:e\s|['’]))?"
_ONE = re.compile(
    r"(?:(?<!\w)(?:une?|1)\s+|^)(?:(?:bonne|petite|grosse|demi|demie)[\s-]+)?"
    rf"(?:(?P<figure>\d{{1,3}})\s?[tzs]?aine|(?P<name>{_NAME}))(?!\w){_OF}"
)
_SEVERAL = re.compile(
    rf"(?<!\w)(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})\s+(?P<name>{_NAME})s?(?!\w){_OF}"
)
_HALF = re.compile(r"\bdemie?\b")


def in_numbers(typed: str) -> str:
    """Return the text with *environ 10* for *une dizaine*; *des dizaines* and an age stay."""
    joined = _TENS_GLUED.sub(lambda found: str(_TENS[found[1]] + int(found[2])), typed)
    return _ONE.sub(_one, _SEVERAL.sub(_several, joined))


def _one(match: re.Match[str]) -> str:
    value = int(match["figure"]) if match["figure"] else _EACH[match["name"]]
    return f"environ {value // 2 if _HALF.search(match[0]) else value} "


def _several(match: re.Match[str]) -> str:
    count = int(match["count"]) if match["count"].isdecimal() else _COUNTS[match["count"]]
    return f"environ {count * _EACH[match['name']]} "
