"""Times of day that people type: 10h30, «العاشرة والنصف», ``9 du soir``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import get_args

from flows.understanding.changed import latest
from flows.understanding.dates.between import between
from flows.understanding.dates.either import either
from flows.understanding.dates.hours import named_hours
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import DayPart, Lexicon, words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.scanning import Item, Phrases, gathered, scan
from flows.understanding.spoken.ar_kin import is_of_another
from flows.understanding.spoken.ar_lookalikes import doubted
from flows.understanding.spoken.arabizi_turned import is_turned
from flows.understanding.spoken.fa_counted import is_either_hour
from flows.understanding.spoken.fa_doubted import is_half_of_nothing, is_no_hour
from flows.understanding.spoken.fa_instead import instead
from flows.understanding.spoken.fr_framed import beyond_frames
from flows.understanding.spoken.greetings import without_greeting

NOT_A_TIME = Refused(code="time.not_a_time")
IMPOSSIBLE = Refused(code="time.impossible")

_LONGEST_TYPED = 120
_PARTS: tuple[DayPart, ...] = get_args(DayPart)
_CLOCK = re.compile(
    r"(?<![\d.,])(?P<hour>\d{1,2})\s*(?:[:.,٫،]|h(?:eures?|rs?)?(?![a-z]))\s*(?P<minute>\d{2})"
    r"(?::\d{2}(?:\.\d+)?)?(?!\d|[.,]\d|\s*h)"
)
_HOUR = re.compile(r"(?<!\d)(?P<hour>\d{1,2})\s*(?:h|heures?|hrs?)(?![a-z\d])")
_RANGE = re.compile(r"\d\s*(?:h|heures?)?\s*[-–—]\s*\d")
_TOGETHER = re.compile(r"\d{3,4}")
_PARTS_OF_HOUR = re.compile(r"(?<![\d/])(1/2|1/4|3/4)(?![\d/])")
_FRACTION = re.compile(r"\d\s*/\s*\d")
"""A day and a month, rather than a time."""
_QUESTION = re.compile("[?؟]")
_DAY_OF_MONTH = re.compile(r"le\s+\d{1,2}\W*")
_CORRECTING = frozenset({"la", "لا", "non", "pas", "machi", "ماشی", "no", "not", "بل", "na"})
"""Between two hours they take the first back; «نه» may be nine."""
_NO_HOUR = re.compile(r"(?i:no{2,}n|[a-z]?0+|z[eé]ro|\w+i[eè]me|\d+\s*[eè](?:me)?)")
"""*Non* drawn out, rather than English noon; nothing at all; the ninth of something."""
_LESS_OR_NO = frozenset({"lla", "lala", "llla"})
_YEAR = "3am"
"""«عام» in Latin Darija; or three in the morning."""
_DAY = 24 * 60
_NO = "نه"
_NINE_OR_NO = "nine or no"
"""«نه»: «ده و نه» is nine past ten, «ده نه» is not ten."""


@dataclass(slots=True)
class _Clock:
    """What a reply says of a time: the hour, minutes to add or take away, the part of the day."""

    hour: int | None = None
    minutes: int | None = None
    less: bool = False
    part: DayPart | None = None
    written: bool = False
    """Whether it stood in digits as ``10:30`` or ``10h``, by the clock of 24 hours."""
    padded: bool = False
    spelt: bool = False
    """Whether the hour stood in words."""
    nine: bool = False
    """Whether the hour is «نه», which denies another one after it."""
    unknown: int = 0
    several: bool = False
    joined: bool = False
    lasting: bool = False
    """Whether minutes are said after the first number: ten minutes, unless they are *to* ten."""
    or_else: bool = False
    """Whether the last word was *or* or *until*: a number after it is another time."""


_FROM_NOW = re.compile(
    r"\bdans (?:\S+ )?(?:heures?|h|minutes?)\b|\b(?:بعد|من دابا|من هنا) (?:\S+ )?"
    r"(?:ساعتین|ساعات|سوایع|دقایق|دقیقه)\b|\b(?:m[ei]?n|f) (?:daba|hna) (?:\S+ )?sa3"
    r"|\bساعت (?:دیگه|دیگر)\b|\bsaat (?:dige|digar)\b"
)
"""So long from now is no hour of the clock: «بعد ساعتين», *dans 2 heures*."""


def time(text: str, language: str) -> Outcome[str]:
    """Return the time as ``10:30``, by the clock of 24 hours.

    Three o'clock is asked back, afternoon first, unless a part of the day or ``03:00`` is said.
    Codes: ``time.not_a_time``, ``time.impossible``.
    """
    if too_long(text) or len(text) > _LONGEST_TYPED or _FROM_NOW.search(fold(text)):
        return NOT_A_TIME

    def read_once(said: str) -> Outcome[str]:
        found = _time(said, language)
        if language == "fa" and not isinstance(found, Read):
            found = instead(said, lambda each: _time(each, language)) or found
        return doubted(said, language, found, of="hour")

    def read_latest(said: str) -> Outcome[str]:
        return beyond_frames(said, language, lambda s: latest(s, language, read_once))

    return either(text, language, read_latest)


def _time(text: str, language: str) -> Outcome[str]:
    typed = _PARTS_OF_HOUR.sub(_part_of_hour, plain(without_greeting(text)).strip())
    if (two := between(fold(typed), lambda said: _time(said, language), NOT_A_TIME)) is not None:
        return two
    clock = _read(typed, language)
    if clock.hour is None or clock.hour < 0 or clock.several or clock.unknown > 3:
        return NOT_A_TIME
    minutes = clock.minutes or 0
    if clock.hour > 24 or minutes > 59 or (clock.hour == 24 and minutes):
        return IMPOSSIBLE
    hours, certain = _hours(clock.hour % 24, clock, language)
    if not hours:
        return IMPOSSIBLE
    step = -minutes if clock.less else minutes
    values = tuple(_shown((hour * 60 + step) % _DAY) for hour in (hours[:1] if certain else hours))
    certain = certain and not _QUESTION.search(text) and not _ends_unsaid(typed, language)
    said = fold(text).split()
    certain = certain and not is_of_another(said, language) and not is_turned(said, language)
    return Read(value=values[0]) if certain and not clock.unknown else ask(*values)


def _ends_unsaid(typed: str, language: str) -> bool:
    """Return whether *less* is its last word, so that what is taken away is not said."""
    last = fold(typed).split()[-1:]
    kinds = _phrases(language).get(tuple(last), {})
    return "less" in kinds and "filler" not in kinds


def _part_of_hour(match: re.Match[str]) -> str:
    return {"1/2": "et demie", "1/4": "quart", "3/4": "et trois quarts"}[match[1]]


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _read(typed: str, language: str) -> _Clock:
    clock = _Clock(several=bool(_RANGE.search(typed)))
    match = _CLOCK.search(typed) or _HOUR.search(typed)
    if match:
        _take_before(typed[: match.start()], clock, language)
        clock.hour = int(match["hour"])
        clock.written, clock.padded = True, match["hour"].startswith("0")
        if "minute" in match.groupdict():
            clock.minutes = int(match["minute"])
        typed = typed[: match.start()] + " " + typed[match.end() :]
        clock.several = clock.several or bool(_CLOCK.search(typed) or _HOUR.search(typed))
    elif _TOGETHER.fullmatch(typed):
        clock.hour, clock.minutes = int(typed[:-2]), int(typed[-2:])
        clock.written, clock.unknown = True, 1
        return clock
    clock.unknown += bool(_FRACTION.search(typed))
    clock.unknown += bool(_DAY_OF_MONTH.fullmatch(typed))
    clock.several = clock.several or _is_corrected(fold(typed).split(), language)
    clock.several = clock.several or (language == "fa" and is_either_hour(fold(typed).split()))
    clock.unknown += language in ("ar", "ary") and _YEAR in typed.split()
    clock.unknown += language == "fr" and _NO_HOUR.fullmatch(typed) is not None
    for item in _fitting(scan(fold(typed), language, _phrases(language)), clock):
        if language in ("ar", "ary"):
            clock.unknown += _is_no_hour(item, clock, joined="و" in typed)
        _take(item, clock)
    if language in ("ar", "ary"):
        _take_apart(clock)
        clock.unknown += _may_not_be_less(fold(typed).split(), language)
    odd = clock.less and bool((clock.minutes or 0) % 5) and not clock.lasting
    clock.several = clock.several or odd
    clock.several = clock.several or (clock.lasting and clock.minutes is None)
    said = fold(typed).split()
    if language == "fa" and said and fold(_NO) in said[:1] and clock.part is None:
        clock.unknown += clock.minutes is None  # «نه ممنون»
    clock.unknown += language == "fa" and (is_half_of_nothing(" ".join(said)) or is_no_hour(said))
    return clock


def _take_before(head: str, clock: _Clock, language: str) -> None:
    """Note what stands before an hour in digits: another hour, or that it is *less*."""
    items = scan(fold(head), language, _phrases(language))
    clock.several = clock.several or any("number" in item or "hour" in item for item in items)
    clock.unknown += any("less" in item and "filler" not in item for item in items)


def _is_corrected(said: Sequence[str], language: str) -> bool:
    """Return whether an hour is denied, or denied for another: ``10 la``, ``10 la 11``."""

    def is_number(word: str) -> bool:
        return word.isdecimal() or cardinal([word], language) is not None

    inner = range(1, len(said) - 1)
    beside = (at for at in inner if is_number(said[at - 1]) and is_number(said[at + 1]))
    if language in ("ar", "ary"):
        return any(
            word in _CORRECTING and said[at - 1 : at] != ["de"] for at, word in enumerate(said)
        )
    return any(said[at] in _CORRECTING for at in beside)


def _may_not_be_less(said: Sequence[str], language: str) -> bool:
    """Return whether ``9 lla 10`` may be nine, no, ten; and ``9 l rb3`` a quarter less, or past."""
    known = _phrases(language)
    for word, after in pairwise(said):
        kinds = known.get((after,), {})
        if word == "l" and "fraction" in kinds:
            return True
        number = after.isdecimal() or cardinal([after], language) is not None
        if word in _LESS_OR_NO and number and "fraction" not in kinds:
            return True
    return False


def _take_apart(clock: _Clock) -> None:
    """Read «تسعة وعشرين» as twenty past nine; up to 24 it may be the hour, and is asked back."""
    if clock.spelt and clock.hour and clock.minutes is None and clock.hour > 20 and clock.hour % 10:
        clock.unknown += clock.hour < 24
        clock.hour, clock.minutes = clock.hour % 10, clock.hour - clock.hour % 10


def _fitting(items: Sequence[Item], clock: _Clock) -> Sequence[Item]:
    """Return the items, where noon is an hour only when no other hour is said."""
    hours = [item for item in items if "number" in item or "hour" in item]
    told = clock.hour is not None or any("part" not in item for item in hours)
    return [
        Item(kinds={"part": item["part"]}, written="") if told and "part" in item else item
        for item in items
    ]


def _is_no_hour(item: Item, clock: _Clock, *, joined: bool) -> bool:
    """Return whether a half stands before its hour, «نصف الثامنة», or «ثاني» before a figure."""
    if clock.hour is None:
        return "fraction" in item or (clock.minutes is not None and "less" in item)
    beside = clock.spelt and not joined and clock.minutes is None
    return beside and len(item.written) == 1 and "number" in item


def _take(item: Item, clock: _Clock) -> None:
    """Add one item to what is known so far."""
    if ("either" in item or "until" in item) and "filler" not in item:
        clock.unknown += 1
    clock.lasting = clock.lasting or ("minutes" in item and not clock.written)
    late = "full hour" in item and clock.minutes is not None and not clock.written
    clock.several = clock.several or late  # *huit neuf heures* are two
    clock.written = clock.written or ("full hour" in item and clock.hour is not None)
    counts = clock.joined and bool({"number", "fraction"} & set(item.kinds))
    if "hour" in item and clock.hour is not None and not counts:
        clock.several = clock.several or "part" not in item
    elif "hour" in item and clock.hour is None:
        clock.hour = item["hour"] if item["hour"] < 100 else item["hour"] // 100 % 24
        clock.padded = item["hour"] >= 100
    elif "fraction" in item and (clock.hour is not None or "number" not in item):
        _add_minutes(item["fraction"], clock)
    elif "number" in item:
        if clock.hour is None:
            clock.hour = item["number"]
            clock.spelt = not item.written
            clock.nine = _NINE_OR_NO in item
            clock.padded = len(item.written) == 2 and item.written.startswith("0")
        else:
            clock.several = clock.several or clock.or_else
            denied = _NINE_OR_NO in item and not clock.joined
            clock.unknown += denied and not item.written
            clock.several = clock.several or (clock.nine and not clock.joined)
            _add_minutes(item["number"], clock)
    elif "less" in item:
        clock.unknown += clock.hour is None or clock.minutes is not None
        clock.less = True  # after the minutes too, as in «هشت، ربع کم»
    elif "before" in item and (clock.hour is not None or clock.minutes is not None):
        told = clock.written and clock.minutes is not None
        clock.unknown += told  # «به ۱۶:۴۵»
        if clock.minutes is None:
            clock.hour, clock.minutes = None, clock.hour
        clock.less = clock.less or not told
    elif "part" in item and clock.part not in (None, _PARTS[item["part"]]):
        clock.unknown += 1
    elif "part" in item:
        clock.part = _PARTS[item["part"]]
    elif not item.kinds:
        clock.unknown += 1
    clock.joined = "join" in item
    clock.or_else = "either" in item or "until" in item


def _add_minutes(minutes: int, clock: _Clock) -> None:
    clock.several = clock.several or clock.minutes is not None
    clock.minutes = minutes


def _hours(hour: int, clock: _Clock, language: str) -> tuple[Sequence[int], bool]:
    """Return the hours of 24 that are meant, likeliest first, and whether the first is certain."""
    if hour == 0 or hour > 12:
        return ((), False) if clock.part == "morning" and hour > 12 else ((hour,), True)
    later = hour % 12 + 12
    match clock.part:
        case None:
            return _without_part(hour, later, clock)
        case "morning":
            return ((0, 12), False) if hour == 12 else ((hour,), True)
        case "noon":
            if 6 < hour <= 10:
                return (hour, later), False
            return ((hour,), True) if hour > 10 else ((later,), hour <= 3)
        case "afternoon":
            return (later,), True
        case "evening":
            if hour == 12:
                return ((12, 0) if language in ("ar", "en") else (0, 12)), False
            return (later, hour), hour > 3 or language == "ar"
        case "night":
            if hour == 12:
                return (0,), True
            return ((hour,), True) if hour < 5 else ((later, hour), hour > 5)


def _without_part(hour: int, later: int, clock: _Clock) -> tuple[Sequence[int], bool]:
    if clock.padded or hour == 12:
        return (hour,), True
    if hour < 7:
        return (later, hour), False
    return (hour, later), clock.written or hour > 8


def _tables(lexicon: Lexicon) -> Mapping[str, Mapping[int, str]]:
    return {
        "hour": named_hours(lexicon),
        "part": {_PARTS.index(part): text for part, text in lexicon.parts.items()},
        "fraction": lexicon.fractions,
        "less": {1: lexicon.less},
        "before": {1: lexicon.before},
        "full hour": {1: lexicon.full_hours},
        "either": {1: lexicon.either},
        "until": {1: lexicon.until},
        _NINE_OR_NO: {1: "نه" if lexicon.code == "fa" else ""},
        "filler": {
            1: " | ".join(
                (lexicon.clock_fillers, lexicon.minute_units, lexicon.joins, lexicon.polite)
            )
        },
        "join": {1: lexicon.joins},
        "minutes": {1: lexicon.minute_units},
    }


@lru_cache(maxsize=8)
def _phrases(language: str) -> Phrases:
    """Return the phrases; *ou* is *or* in French, though Darija writes it for *and*."""
    own = next(spoken_with(language))
    either = (
        frozenset(words(own.either))
        - frozenset(words(own.joins))
        - frozenset(words(own.clock_fillers))
    )
    return {
        phrase: {
            k: v for k, v in kinds.items() if " ".join(phrase) not in either or k not in _BESIDE
        }
        for phrase, kinds in gathered(language, _tables).items()
    }


_BESIDE = ("filler", "join")
