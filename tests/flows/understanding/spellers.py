"""Numbers written out by small independent rules, to be read back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Speller:
    """How one language, in one script, writes numbers from 0 to 999,999."""

    language: str
    spell: Callable[[int], str]


def _semitic(
    small: Sequence[str],
    tens: Sequence[str],
    hundreds: Sequence[str],
    thousand: Sequence[str],
    join: str,
) -> Callable[[int], str]:
    """Return a speller: hundreds, then units and tens; `thousand` is one, two, a few, many."""

    def below_thousand(n: int) -> str:
        parts = [hundreds[n // 100]] if n >= 100 else []
        rest = n % 100
        if 0 < rest < 20:
            parts.append(small[rest])
        elif rest:
            parts += [small[rest % 10]] if rest % 10 else []
            parts.append(tens[rest // 10])
        return join.join(parts)

    def spell(n: int) -> str:
        if n == 0:
            return small[0]
        above, below = divmod(n, 1000)
        parts = []
        if above in (1, 2):
            parts.append(thousand[above - 1])
        elif above:
            few = 3 <= above <= 10
            parts.append(f"{below_thousand(above)} {thousand[2 if few else 3]}")
        return join.join(parts + ([below_thousand(below)] if below else []))

    return spell


_AR_UNITS = [
    "صفر",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
]
_AR_TEENS = ["أحد عشر", "اثنا عشر"] + [f"{unit} عشر" for unit in _AR_UNITS[3:10]]
_AR = _semitic(
    _AR_UNITS + _AR_TEENS,
    ["", "", *["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]],
    ["", *["مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]],
    ("ألف", "ألفان", "آلاف", "ألف"),
    " و",
)
_ARY = _semitic(
    [
        "زيرو",
        "واحد",
        "جوج",
        "تلاتة",
        "ربعة",
        "خمسة",
        "ستة",
        "سبعة",
        "تمنية",
        "تسعود",
        "عشرة",
        "حداش",
        "طناش",
        "تلطاش",
        "ربعطاش",
        "خمسطاش",
        "سطاش",
        "سبعطاش",
        "تمنطاش",
        "تسعطاش",
    ],
    ["", "", *["عشرين", "تلاتين", "ربعين", "خمسين", "ستين", "سبعين", "تمانين", "تسعين"]],
    ["", *["مية", "ميتين", "تلتمية", "ربعمية", "خمسمية", "ستمية", "سبعمية", "تمنمية", "تسعمية"]],
    ("ألف", "ألفين", "آلاف", "ألف"),
    " و ",
)
_ARABIZI = _semitic(
    [
        "zero",
        "wahed",
        "jouj",
        "tlata",
        "reb3a",
        "khamsa",
        "setta",
        "seb3a",
        "tmenia",
        "tes3oud",
        "3achra",
        "7dach",
        "tnach",
        "tlettach",
        "rb3tach",
        "khmstach",
        "settach",
        "sb3tach",
        "tmntach",
        "ts3tach",
    ],
    ["", "", *["3chrin", "tlatin", "rb3in", "khmsin", "settin", "seb3in", "tmanin", "ts3in"]],
    [
        "",
        "mya",
        "mitin",
        *(f"{n} mya" for n in ["tlt", "reb3", "khms", "sett", "seb3", "tmn", "ts3"]),
    ],
    ("alf", "alfayn", "alaf", "alf"),
    " o ",
)

_FR_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS = [
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]


def _french_below_hundred(n: int) -> str:
    if n < 20:
        return _FR_SMALL[n]
    tens, rest = divmod(n, 10)
    if tens in (7, 9):
        rest += 10
    if n == 80:
        return "quatre-vingts"
    if rest == 0:
        return _FR_TENS[tens]
    joined = " et " if rest in (1, 11) and tens < 8 else "-"
    return f"{_FR_TENS[tens]}{joined}{_FR_SMALL[rest]}"


def _french(n: int) -> str:
    if n < 100:
        return _french_below_hundred(n)
    scale, word = (1000, "mille") if n >= 1000 else (100, "cent")
    above, below = divmod(n, scale)
    head = word if above == 1 else f"{_french(above)} {word}"
    return head if below == 0 else f"{head} {_french(below)}"


def _persian(
    small: Sequence[str], tens: Sequence[str], hundreds: Sequence[str], thousand: str, join: str
) -> Callable[[int], str]:
    def spell(n: int) -> str:
        if n < 20:
            return small[n]
        for scale, names in ((10, tens), (100, hundreds)):
            if n < scale * 10:
                above, below = divmod(n, scale)
                return names[above] + (join + spell(below) if below else "")
        above, below = divmod(n, 1000)
        head = thousand if above == 1 else f"{spell(above)} {thousand}"
        return head + (join + spell(below) if below else "")

    return spell


_FA = _persian(
    [
        "صفر",
        "یک",
        "دو",
        "سه",
        "چهار",
        "پنج",
        "شش",
        "هفت",
        "هشت",
        "نه",
        "ده",
        "یازده",
        "دوازده",
        "سیزده",
        "چهارده",
        "پانزده",
        "شانزده",
        "هفده",
        "هجده",
        "نوزده",
    ],
    ["", "", *["بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]],
    ["", *["صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]],
    "هزار",
    " و ",
)
_FINGLISH = _persian(
    [
        "sefr",
        "yek",
        "do",
        "se",
        "chahar",
        "panj",
        "shesh",
        "haft",
        "hasht",
        "noh",
        "dah",
        "yazdah",
        "davazdah",
        "sizdah",
        "chahardah",
        "panzdah",
        "shanzdah",
        "hefdah",
        "hejdah",
        "noozdah",
    ],
    ["", "", *["bist", "si", "chehel", "panjah", "shast", "haftad", "hashtad", "navad"]],
    [
        "",
        *[
            "sad",
            "devist",
            "sisad",
            "chaharsad",
            "pansad",
            "sheshsad",
            "haftsad",
            "hashtsad",
            "nohsad",
        ],
    ],
    "hezar",
    " o ",
)

SPELLERS = (
    Speller(language="ar", spell=_AR),
    Speller(language="ary", spell=_ARY),
    Speller(language="ary", spell=_ARABIZI),
    Speller(language="fr", spell=_french),
    Speller(language="fr", spell=lambda n: _french(n).replace("-", " ")),
    Speller(language="fa", spell=_FA),
    Speller(language="fa", spell=lambda n: _FA(n).replace(" و ", "‌و‌")),
    Speller(language="fa", spell=_FINGLISH),
)
