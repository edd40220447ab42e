"""Numbers that people type: digits of any script, words, units and separators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from flows.understanding.changed import latest
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import by_phrase, words
from flows.understanding.numbers.around import SCALES, Around
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.numbers.collectives import in_numbers
from flows.understanding.numbers.measured import in_decimals, with_zeros
from flows.understanding.numbers.misspelt import with_number_words
from flows.understanding.numbers.quantities import (
    Numeral,
    Reading,
    Vocabulary,
    quantity,
    vocabulary,
)
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.phones.reading import Country, is_international, is_national
from flows.understanding.spoken import ar_counted
from flows.understanding.spoken.ar_lookalikes import doubted
from flows.understanding.spoken.fa_counted import is_doubtful, is_little_money, is_point, says_none
from flows.understanding.spoken.fr_framed import beyond_frames
from flows.understanding.spoken.greetings import without_greeting

NOT_A_NUMBER = Refused(code="number.not_a_number")
NOT_WHOLE = Refused(code="number.not_whole")
_LONGEST_TYPED = 200
_MOST_DIGITS = 15
_SHORTEST_PHONE = 8
_NUMERAL = re.compile(
    r"(?<![\w.,٫٬،])(?P<whole>\d{1,3}(?P<group>[ .,٬،'’])\d{3}(?:(?P=group)\d{3})*(?!\d)|\d+)"
    r"(?:(?P<point>[.,٫،])(?P<decimals>\d+))?(?![\w])(?![.,٫]\d)"
)
_ATTACHED = re.compile(r"(?<=\d)(?=[^\W\d_a-z])|(?<=[^\W\d_a-z])(?=\d)")
_GLUED = re.compile(r"(?<![^\W_])(\d+(?:[.,٫]\d+)?)([^\W\d_]+|[%٪€$])(?![^\W_])")
_THOUSANDS = re.compile(r"(?<=\d)\s?k(?!\w)")
"""150k is 150,000, if it is not kilometres."""
_NO = re.compile(r"(?<!\w)نه\s*[،,.!]")
"""«نه، هزار» is not nine thousand."""
_SLASHED = re.compile(r"^\D*?(\d{1,6})\s*/\s*(\d{1,2})\D*$")
_PROPER = re.compile(r"^(?:(\d{1,3})\s+)?([13])\s*[/⁄]\s*([248])(?!\d)\D*$")
"""1/2 and 3/4 are likelier parts of one than two answers; they are asked back."""
_POINT_FIRST = re.compile(r"^[.,٫](?=\d)")
_FRACTIONS = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
_THANKS = re.compile(
    r"\bmerci\s+(?:mille|1000|cent|100)\s+fois|\b(?:mille|cent|\d+)\s+fois\s+(?:merci|oui|non)\b"
)
_CLOCK_OR_DATE = re.compile(r"\d\s*[:/\\_@*=]\s*\d|\d\s*[-–—]\s*\d+\s*[-–—]\s*\d")
_UNSURE = re.compile(r"(?<=\S)\s+[-−–](?=\d)|[?؟~≈<>±≤≥°]|\d\s*[-–—]\s*\d|\w\s*\+|^\+")
_BORN = re.compile(r"\bde\s+(?:19|20)\d\d$")
"""*Je suis de 1958* is a year."""
_BARE = re.compile(r"0|[1-9]\d{0,5}", re.ASCII)
"""A number that says all there is to say: no phone number, no zero before it."""
_MINUS = re.compile(r"^[-−–]\s?(?=\d)")
_NONE = range(1, 6)
"""How many words may say that there is nothing: *nous n’avons pas de*."""
_VOWELS = frozenset("aeiouyh")
_DASH = re.compile(r"^[-−–]\s")
"""As before an item of a list."""


def number(text: str, language: str, *, whole: bool) -> Outcome[int] | Outcome[float]:
    """Return the number: an int when whole, else also a float.

    «خمسة وعشرون», ``khmsa o 3chrin``, ``1 500,50 DH`` and ``۲۵ سال`` are certain. A number among
    unknown words, an estimate, one of two, ``1,500`` in French are asked back. Codes:
    ``number.not_a_number``, ``number.not_whole``.
    """
    if _BARE.fullmatch(text):  # as nearly always
        return Read(value=int(text))

    def read_once(said: str) -> Outcome[int] | Outcome[float]:
        found = _number(said, language, whole=whole)
        return doubted(said, language, found, of="number")

    return beyond_frames(text, language, lambda s: latest(s, language, read_once))


def _number(text: str, language: str, *, whole: bool) -> Outcome[int] | Outcome[float]:
    reading = read(text, language, whole=whole)
    if reading is None and (bare := ar_counted.without_glue(fold(text), language)):
        reading = read(bare, language, whole=whole)
        reading = replace(reading, certain=False) if reading else None
    if reading is None:
        none = language == "fa" and says_none(fold(text).split())
        return ask(0) if none else NOT_A_NUMBER
    fitting = tuple(v for v in reading.values if not whole or v == v.to_integral_value())
    if not fitting:
        return ask(*(int(v) for v in reading.values)) if reading.age else NOT_WHOLE
    certain = reading.certain and len(reading.values) == 1
    return Read(value=_exact(fitting[0])) if certain else ask(*map(_exact, fitting))


def _exact(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def read(text: str, language: str, *, whole: bool) -> Reading | None:
    """Return every number that the reply may mean, or None."""
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return None
    text = without_greeting(text).translate(_FRACTIONS)
    typed = _separated(plain(text).strip(), language)
    typed = with_zeros(typed if whole or language == "fa" else in_decimals(typed))
    if language != "fa" and not whole and (part := _PROPER.match(typed)):
        value = Decimal(part[1] or 0) + Decimal(part[2]) / Decimal(part[3])
        return Reading(values=(value,), certain=False)
    if fraction := _SLASHED.match(typed):
        if language != "fa":
            return None
        return _slashed(fraction, language)
    typed = _POINT_FIRST.sub("0.", typed)
    if _CLOCK_OR_DATE.search(typed) or _THANKS.search(typed):
        return None
    negative = bool(_MINUS.match(typed))
    found = _of_items(tuple(_items(_MINUS.sub("", typed), language, whole=whole)), language)
    if found is None:
        return None
    values = tuple(-v for v in found.values) if negative else found.values
    certain = (
        found.certain
        and not _UNSURE.search(typed)
        and not _NO.search(typed)
        and not (language == "fr" and _BORN.search(typed))
        and not (language == "fa" and is_doubtful(fold(typed).split()))
        and not (language == "fa" and is_little_money(fold(typed).split(), values))
        and not ar_counted.is_doubtful(fold(typed).split(), language)
        and not ar_counted.WEDNESDAY.search(text)
        and not _THOUSANDS.search(plain(text))
        and not _DASH.match(typed)
    )
    return Reading(values=values, certain=certain, age=found.age)


def _slashed(written: re.Match[str], language: str) -> Reading:
    """Return the decimal that Persian writes with a slash; it is doubtful beside other words."""
    typed, whole, part = written.string, written[1], written[2]
    value = Decimal(f"{whole}.{part}")
    around = fold(typed[: written.start(1)]).split(), fold(typed[written.end(2) :]).split()
    sure = is_point(whole, part, measured=bool(around[1]))
    number = Numeral(values=(value,), certain=sure)
    found = _of_items((*around[0], number, *around[1]), language)
    sure = found is not None and found.certain and found.values == (value,)
    return Reading(values=(value,), certain=sure)


def _separated(typed: str, language: str) -> str:
    """Return the text with a space between digits and units; ``7dach`` stays one word."""
    units = _all_units(language)

    def apart(match: re.Match[str]) -> str:
        word = fold(match[0])
        if cardinal([word], language) is None and (match[2] in "%٪€$" or fold(match[2]) in units):
            return f"{match[1]} {match[2]}"
        return match[0]

    if language != "fa":
        typed = in_numbers(_THOUSANDS.sub(" mille", typed))
    return _GLUED.sub(apart, _ATTACHED.sub(" ", typed))


@lru_cache(maxsize=8)
def _all_units(language: str) -> frozenset[str]:
    """Return what may be glued to digits: units and thousands."""
    found: set[str] = set()
    for lexicon in spoken_with(language):
        if lexicon.code == language:
            found.update(words(lexicon.own_units))
        found.update(words(lexicon.units), words(lexicon.doubtful_units))
        scales = {**by_phrase(lexicon.cardinals), **by_phrase(lexicon.arabizi_cardinals)}
        found.update(word for word, value in scales.items() if value in SCALES)
    return frozenset(found)


def _items(typed: str, language: str, *, whole: bool) -> Iterator[Numeral | str]:
    """Yield numerals and folded words in order."""
    at = 0
    for match in _NUMERAL.finditer(typed):
        yield from fold(typed[at : match.start()]).split()
        yield _numeral(match, language, whole=whole)
        at = match.end()
    yield from fold(typed[at:]).split()


def _numeral(match: re.Match[str], language: str, *, whole: bool) -> Numeral:
    """Return the readings of digits with separators (languages.md, section 2)."""
    group, point, decimals = match["group"], match["point"], match["decimals"]
    digits = "".join(c for c in match["whole"] if c.isdecimal())
    if len(digits) + len(decimals or "") > _MOST_DIGITS:
        return Numeral(values=())
    plain_value = Decimal(digits)
    if point is not None:
        if point == group or (group is None and digits == ""):
            return Numeral(values=())
        return Numeral(values=(Decimal(f"{digits}.{decimals}"),))
    if group is None:
        is_phone = digits.startswith("0") and len(digits) >= _SHORTEST_PHONE
        if is_phone or is_international(digits):
            return Numeral(values=())
        return Numeral(values=(plain_value,), certain=not _may_be_phone(digits, language))
    first, _, rest = match["whole"].partition(group)
    as_decimal = Decimal(f"{first}.{rest}") if group not in rest and group in ".,،" else None
    if first.startswith("0"):
        return Numeral(values=(as_decimal,) if as_decimal is not None else ())
    if as_decimal is None or (group == "." and (whole or as_decimal == int(first))):
        return Numeral(values=(plain_value,))
    if group in ",،" and language in ("fa", "en"):
        return Numeral(values=(plain_value,))
    return Numeral(values=(plain_value, as_decimal) if whole else (as_decimal, plain_value))


def _is_none_of(items: tuple[Numeral | str, ...], known: Vocabulary) -> bool:
    """Return whether nothing is said of a unit: *aucun enfant*, *pas de vaches*."""
    return any(items[:at] in known.nothing and _is_of(items[at:], known) for at in _NONE)


def _is_of(noun: tuple[Numeral | str, ...], known: Vocabulary) -> bool:
    """Return whether it is a unit, with or without its Arabic article, or a French *d’*."""
    first, *rest = noun or ("",)
    if not isinstance(first, str):
        return False
    elided = first[1:] if first[:1] == "d" and first[1:2] in _VOWELS else first
    bare = elided.removeprefix("ال")
    return noun in known.units or (bare, *rest) in known.units


def _of_items(items: Sequence[Numeral | str], language: str) -> Reading | None:
    known = vocabulary(language)
    if tuple(items) in known.nothing or _is_none_of(tuple(items), known):
        return Reading(values=(Decimal(0),), certain=False)
    whole = quantity(items, language)
    if whole is not None:
        return whole
    around = Around(items, language)
    found = around.reading()
    if around.unknown and (mended := with_number_words(items, around.unknown, language)):
        as_meant = Around(mended, language)
        meant = as_meant.reading()
        if meant is not None and not as_meant.unknown and len(as_meant.found) == 1:
            return replace(meant, certain=False)
    return found


def _may_be_phone(digits: str, language: str) -> bool:
    """Return whether the digits are dialled there; an amount of money ends in zeros."""
    country: Country = "IR" if language == "fa" else "MA"
    return is_national(digits, country) and not digits.endswith("000")
