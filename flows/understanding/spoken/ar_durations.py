"""Arabic labels and replies that count one or two of a unit without saying so: «قل من عام»."""

import re
from collections.abc import Container

from flows.understanding.choices.wording import counted_in_figures
from flows.understanding.lexicon import words

SPOKEN = ("ar", "ary")
_UNITS = words(
    "عام | سنة | شهر | أسبوع | سيمانة | يوم | نهار | ساعة | دقيقة | هكتار | كيلومتر | كيلو | متر"
)
_TO = "ل"
_COUNTS = words(
    "جوج | تلاتة | تلت | ربعة | ربع | خمسة | خمس | ستة | ست | سبعة | تمنية | عشرة | طناش"
)
_COUNTED = re.compile(r"(\d+) (\w+)")
_YEARS = dict.fromkeys(words("عام | عاما | أعوام | عوام | سنة | سنوات | سنين"), (12, "شهر"))
_HOURS = dict.fromkeys(words("ساعة | ساعات | سوايع"), (60, "دقیقه"))
_BEFORE = words("من | حتى | إلى | ل | بين | فوق | تحت | دون")
_TWO_OF = {
    two: f"2 {one}"
    for one, several in (
        ("سنه", "سنتين | سنتان"),
        ("عام", "عامين | عامان"),
        ("شهر", "شهرين | شهران"),
        ("اسبوع", "أسبوعين | أسبوعان"),
        ("یوم", "يومين | يومان"),
        ("نهار", "نهارين"),
        ("ساعه", "ساعتين | ساعتان"),
        ("هکتار", "هكتارين | هكتاران"),
        ("کیلومتر", "كيلومترين | كيلومتران"),
    )
    for two in words(several)
}


def in_smaller(shown: str) -> str:
    """Return figures with their years in months and hours in minutes, where labels have both."""
    return _COUNTED.sub(_reckoned, shown)


def _reckoned(match: re.Match[str]) -> str:
    smaller = _YEARS if match[2] in _YEARS else _HOURS if match[2] in _HOURS else {}
    scale, unit = smaller.get(match[2], (1, match[2]))
    return f"{int(match[1]) * scale} {unit}"


def with_ones(folded: str) -> str:
    """Return the words with the one of «أقل من سنة» and the two of «سنتين» in digits.

    Parts of an hour are minutes: «من نص ساعة لساعة» is «من 30 دقيقة ل 1 ساعة».
    """
    folded = _COUNTED_OF.sub(r"\1 ", folded)
    folded = _TO_GLUED.sub("ل ", folded) if "من " in folded else folded
    folded = _HOUR_AND.sub(_in_minutes, _PART_OF_HOUR.sub(_in_minutes, folded))
    said = in_full(folded).split()
    shown = []
    for at, word in enumerate(said):
        if word[:1] == _TO and word[1:] in _COUNTS:
            word = f"{_TO} {word[1:]}"
        word = word[1:] if word[:1] == _TO and word[1:] in _UNITS else word
        to_one = said[at] == f"{_TO}{word}"
        alone = word in _UNITS and at > 0 and (to_one or said[at - 1] in _BEFORE)
        counted = at + 1 < len(said) and said[at + 1].isdecimal()
        one = f"{_TO} 1 {word}" if to_one else f"1 {word}"
        shown.append(one if alone and not counted else _TWO_OF.get(word, word))
    return " ".join(shown)


_TIMES = words("مرات | مرتين | مرتان | دالمرات")
_AND_GLUED = re.compile(r"(?<!\w)و(?=\d)")
_TO_GLUED = re.compile(
    r"(?<!\w)ل(?=(?:الف|الفین|میه|میتین|خمسمیه|تلتمیه|ربعمیه|ستمیه|سبعمیه|تمنمیه|تسعمیه|ملیون"
    r"|عشرین|تلاتین|ربعین|خمسین|ستین|سبعین|تمانین|تسعین)(?!\w))"
)
_COUNTED_OF = re.compile(
    r"^(\d+|جوج|تلاته|تلت|ربعه|خمسه|سته|سبعه|تمنیه|تسعود|عشره) (?:دیال|د) ?(?:ال|ل)?(?=\w{3})"
)


def counts_times(said: str, of_labels: Container[str]) -> bool:
    """Return whether folded words count how many times, which the labels do not: «ثلاث مرات»."""
    return any(word in _TIMES and word not in of_labels for word in said.split())


def in_full(folded: str) -> str:
    """Return amounts without their scale: «من 50 ألف إلى 200 ألف درهم», «أكثر من مليون»."""
    if not _SCALED.search(folded):
        return folded
    folded = counted_in_figures(_AND_GLUED.sub("و ", folded), SPOKEN[-1])
    shared = _SHARED.sub(r"\1 \4 \2 \3 \4", folded)
    return _SCALED.sub(_amount, shared)


_SCALE = "الف|الفا|الاف|ملیون|ملیونا|ملایین|alf|elf|alaf|mlyoun|melyoun|mlyon|million"
_SCALED = re.compile(rf"(?<![\w.,])(?:(\d{{1,3}}) )?({_SCALE})(?!\w)(?! و)")
_SHARED = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}) (الی|ل|حتی|و|l|hta|7ta|w|o) (\d{{1,3}}) ({_SCALE})(?!\w)"
)
"""«من 50 إلى 200 ألف» are both thousands."""


def _amount(match: re.Match[str]) -> str:
    return str(int(match[1] or 1) * (1_000_000 if match[2][0] in "مm" else 1_000))


_PARTS = {
    part: minutes
    for minutes, said in (
        (30, "نص | نصف"),
        (15, "ربع"),
        (20, "ثلث | تلت"),
        (45, "تلت رباع | ثلاثة أرباع | تلاتة د رباع"),
        (40, "ثلثي | ثلثا"),
    )
    for part in words(said)
}
_ANY_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_PART_OF_HOUR = re.compile(rf"(?<!\w)(ل?)(?:(ال)?({_ANY_PART})) (?:ال)?ساعه(?! (?:و|الا|قل))(?!\w)")
_HOUR_AND = re.compile(rf"(?<!\w)(ل?)(ساعه) و ?({_ANY_PART})(?!\w)")
_MINUTES = "دقیقه"


def _in_minutes(match: re.Match[str]) -> str:
    whole = 60 if match[2] == "ساعه" else 0
    to = f"{_TO} " if match[1] else ""
    return f"{to}{whole + _PARTS[match[3]]} {_MINUTES}"
