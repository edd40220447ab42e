"""A measure whose part follows the unit: *3 ha 5*, *1 m 65*, *3 kg 500*, *1 litre virgule 5*."""

import re

_UNITS = "hectares?|ha|kilos?|kilogrammes?|kg|litres?|l|m[èe]tres?|m|tonnes?|t|km|kilom[èe]tres?"
_PART_AFTER = re.compile(
    rf"(?<![\w.,])(?P<whole>\d+)\s*(?:{_UNITS})\s*(?:virgule\s+|,\s*)?(?P<part>\d{{1,3}})"
    r"(?![\w.,])(?!\s*[\w%])"
)


_POINT_ZERO = re.compile(
    r"(?<![\w.,])(\d+)\s*(?:virgule|vergule|point|فاصلة|فاصله|ممیز|momayez)\s*(0\d+)(?!\w)"
)


def with_zeros(typed: str) -> str:
    """Return the text with 2.05 for *2 virgule 05*, whose zero no number of its own would keep."""
    return _POINT_ZERO.sub(r"\1.\2", typed)


def in_decimals(typed: str) -> str:
    """Return the text with *environ 3.5* for *3 ha 5*, since it may be two numbers as well."""
    return _PART_AFTER.sub(r"environ \g<whole>.\g<part>", typed)
