import datetime as dt
from random import Random

import pytest

from flows.understanding import Read, Refused, number, year
from flows.understanding.languages import LEXICONS
from tests.flows.understanding.rows import outcome, rows
from tests.flows.understanding.spellers import SPELLERS

NAN = "number.not_a_number"
PART = "number.not_whole"

WHOLE: dict[str, dict[str, object]] = {
    "ar": {
        "34": 34, " ٣٤ ": 34, "٠": 0, "٣٤ سنة": 34, "٣٤سنة": 34, "عمري 30 سنة": 30, "1٬500": 1500,
        "1.500": 1500, "1 500": 1500, "٢٥٠٠ درهم": 2500, "واحد": 1, "اثنان": 2, "ثلاثة": 3,
        "أحد عشر": 11, "اثنا عشر": 12, "خمسة عشر": 15, "خمسة وعشرون": 25, "خمس وعشرين": 25,
        "خمسة و عشرون": 25, "مئة": 100, "مائة": 100, "مئتان": 200, "ثلاثمئة وخمسة": 305,
        "ألف": 1000, "ألفان": 2000, "خمسة آلاف": 5000, "ألف وتسعمئة وخمسة وتسعون": 1995,
        "5 آلاف": 5000, "خمسة أشخاص": 5, "لدي 3 أطفال": 3, "صفر": 0, "تسعة وتسعون ألفا": 99000,
        "لا شيء": [0], "تقريبا 30": [30], "3 أو 4": [3, 4], "12٫5": PART, "12,5": PART,
        "1,500": [1500], "2 مليون": [2000000], "500 ريال": [500], "مرحبا": NAN, "نه": NAN,
        "10:30": NAN, "-5": -5, "khmsa": 5, "vingt-cinq": 25, "خمسة وسبعون": 75, "مائة وعشرة": 110,
        "تسعة": 9, "ثمانية وثمانون": 88, "خمسةوعشرون": 25, "طفلان": 2, "سنتين": 2,
    },
    "ary": {
        "25": 25, "٢٥": 25, "wahd": 1, "wa7ed": 1, "jouj": 2, "joj": 2, "zouj": 2, "tlata": 3,
        "reb3a": 4, "rb3a": 4, "khamsa": 5, "5amsa": 5, "khmsa": 5, "setta": 6, "stta": 6,
        "seb3a": 7, "sb3a": 7, "tmenia": 8, "tmnya": 8, "tes3oud": 9, "ts3oud": 9, "3achra": 10,
        "3chra": 10, "7dach": 11, "hdach": 11, "tnach": 12, "tlettach": 13, "reb3tach": 14,
        "khmstach": 15, "settach": 16, "sb3tach": 17, "tmntach": 18, "ts3tach": 19, "3chrin": 20,
        "3echrin": 20, "tlatin": 30, "rb3in": 40, "khmsin": 50, "settin": 60, "seb3in": 70,
        "tmanin": 80, "ts3in": 90, "mya": 100, "miya": 100, "mitin": 200, "alf": 1000,
        "khmsa o 3chrin": 25, "khamsa w 3echrin": 25, "wahed ou tlatin": 31, "tnin o rb3in": 42,
        "tlt mya": 300, "alf o ts3 mya o khmsa o ts3in": 1995, "جوج": 2, "ربعة": 4, "تسعود": 9,
        "حداش": 11, "طناش": 12, "خمسطاش": 15, "خمسة وعشرين": 25, "تنين وثلاثين": 32,
        "مية وعشرين": 120, "خمسمية": 500, "خمسمية درهم": 500, "عندي 30 عام": 30, "3ndi 30 3am": 30,
        "30 3am": 30, "500DH": 500, "500 dh": 500, "3 d drari": 3, "jouj d drari": 2, "زيرو": 0,
        "walou": [0], "والو": [0], "chi 30": [30], "jouj wla tlata": [2, 3], "khmsa 3chrin": [25],
        "500 ryal": [500], "tnin": [2], "3awni": NAN, "7bes": NAN, "khmis": NAN, "safi": NAN,
        "cinq": 5, "20 o 5": [20, 5], "tes3a o tes3in": 99, "hdax": 11, "tlatalaf": 3000,
        "rba3": [4], "عامين": 2, "rb3a o rb3in": 44,
        "stta o settin": 66,
    },
    "fr": {
        "34": 34, "34 ans": 34, "34ans": 34, "J'ai 34 ans": 34, "1 500": 1500, "1\u202f500": 1500,
        "1.500": 1500, "12 500 DH": 12500, "12 500dh": 12500, "500dhs": 500, "5000 FCFA": 5000,
        "trois": 3, "dix-sept": 17, "dix sept": 17, "vingt et un": 21, "vingt-cinq": 25,
        "soixante-dix": 70, "soixante et onze": 71, "soixante-dix-sept": 77, "quatre-vingts": 80,
        "quatre-vingt-onze": 91, "quatre vingt dix neuf": 99, "cent un": 101, "deux cents": 200,
        "deux cent cinquante": 250, "mille": 1000, "deux mille vingt": 2020,
        "mille neuf cent quatre-vingt-quinze": 1995, "quinze cents": 1500, "nonante": 90,
        "septante-deux": 72, "5 mille": 5000, "j’ai 3 enfants": 3, "3 enfants.": 3, "une seule": 1,
        "un": 1, "zéro": 0, "0": 0, "aucun": [0], "environ 30": [30], "2 ou 3": [2, 3],
        "2-3": [2, 3], "entre 20 et 30": [20, 30], "plus de 10": [10], "3 patates": [3],
        "30 ?": [30], "1,500": [1500], "12,5": PART, "3,0": 3, "deux et demi": PART, "10:30": NAN,
        "12/05/1990": NAN, "06 12 34 56 78": NAN, "0612345678": NAN, "bonjour": NAN, "": NAN,
        "une vingtaine": [20], "100 euros": [100], "1.500.000": 1500000, "-3": -3,
        "99999999999999999999": NAN, "5k": [5000], "1M": NAN, "+ de 10": [10], "!": NAN,
        "vingt": 20, "quarante-deux": 42,
        "deux cent mille": 200000, "vint": 20, "quatres": 4,
    },
    "fa": {
        "۳۴": 34, "٣٤": 34, "34": 34, "۳۴ سال": 34, "۳۴ساله": 34, "من ۳۴ سالمه": 34, "۱٬۵۰۰": 1500,
        "۲۵۰,۰۰۰ تومان": 250000, "۲۵۰.۰۰۰": 250000, "نه": 9, "یک": 1, "دو": 2, "سه": 3, "چهار": 4,
        "شش": 6, "شیش": 6, "ده": 10, "یازده": 11, "پونزده": 15, "هجده": 18, "بیست": 20, "سی": 30,
        "بیست و پنج": 25, "بیست‌وپنج": 25, "سی و نه": 39, "صد": 100, "صد و یک": 101,
        "دویست و پنجاه": 250, "هزار": 1000, "دو هزار": 2000, "پانصد هزار": 500000,
        "پانصدهزار": 500000, "هزار و سیصد و هفتاد و چهار": 1374, "۵ هزار": 5000,
        "۲ میلیون تومان": 2000000, "دو تا": 2, "دوتا": 2, "دو تا بچه دارم": 2, "۲ نفر": 2,
        "۴ نفر هستیم": 4, "صفر": 0, "هیچ": [0], "حدود ۳۰": [30], "۲ یا ۳": [2, 3],
        "۵۰۰ ریال": [500], "بیست پنج": 25, "۱۲٫۵": PART, "سه و نیم": PART, "۱۲/۵": PART,
        "سلام": NAN, "خیر": NAN, "bist o panj": 25, "سیو پنج": 35, "se": 3, "si": 30, "chehel": 40,
        "noh": 9,
        "sad o bist": 120, "panj nafar": 5, "۱۰:۳۰": NAN, "پنجاه و هفت ساله": 57,
    },
    "en": {
        "34": 34, "thirty-four": 34, "two hundred and five": 205, "1,500": 1500,
        "I am 30 years old": 30, "hello": NAN,
    },
}  # fmt: skip

DECIMAL: dict[str, dict[str, object]] = {
    "ar": {
        "12٫5": 12.5, "12,5": 12.5, "12،5": 12.5, "١٢٫٥ هكتار": 12.5, "3": 3, "ثلاثة ونصف": 3.5,
        "1,500": [1.5, 1500],
    },
    "ary": {
        "jouj o ness": 2.5, "جوج ونص": 2.5, "2.5": 2.5, "1.25": 1.25, "12,5 dh": 12.5, "0,5": 0.5,
    },
    "fr": {
        "12,5": 12.5, "12.5": 12.5, "1 500,50": 1500.5, "1.500,50": 1500.5, "1,500.50": 1500.5,
        "deux et demi": 2.5, "0.500": 0.5, "trois virgule cinq": 3.5,
        "3 hectares et demi": 3.5, "33.589": [33.589, 33589], "3": 3, "abc": NAN,
        "-7,6": -7.6,
    },
    "fa": {
        "۱۲٫۵": 12.5, "۱۲/۵": 12.5, "سه و نیم": 3.5, "۱۲.۵": 12.5, "دو ممیز پنج": 2.5,
        "۱٬۵۰۰٫۵": 1500.5,
    },
}  # fmt: skip


@pytest.mark.parametrize(("typed", "language", "expected"), rows(WHOLE))
def test_a_whole_number(typed: str, language: str, expected: object) -> None:
    assert number(typed, language, whole=True) == outcome(expected)


@pytest.mark.parametrize(("typed", "language", "expected"), rows(DECIMAL))
def test_a_number(typed: str, language: str, expected: object) -> None:
    assert number(typed, language, whole=False) == outcome(expected)


@pytest.mark.parametrize(("language", "speller"), [(s.language, s) for s in SPELLERS])
def test_words_of_a_number_read_back(language: str, speller: object) -> None:
    from tests.flows.understanding.spellers import Speller

    assert isinstance(speller, Speller)
    sample = [*range(1000), *Random(34).sample(range(1000, 1_000_000), 1500)]  # noqa: S311
    wrong = {
        n: (words, found)
        for n in sample
        if (found := number(words := speller.spell(n), language, whole=True)) != Read(value=n)
    }
    assert not wrong


def test_a_very_long_reply_is_refused_at_once() -> None:
    for typed in ("1" * 100_000, "٣" * 100_000, "َ" * 100_000, "un " * 40_000):
        assert number(typed, "fr", whole=True) == Refused(code=NAN)


def test_every_language_is_tried() -> None:
    assert set(WHOLE) == set(LEXICONS)


NOW = dt.datetime(2026, 11, 22, 10)  # noqa: DTZ001

YEARS: dict[str, dict[str, object]] = {
    "ar": {
        "1995": 1995, "١٩٩٥": 1995, "عام 1995": 1995, "95": [1995, 1931], "30 سنة": [1996],
        "ولدت في 1995": 1995, "2030": "year.impossible", "من مواليد سنة 90": [1990],
        "88 سنة": [1938],
    },
    "ary": {
        "1995": 1995, "f 1995": 1995, "تزاديت ف 1995": 1995, "3ndi 30 3am": [1996],
        "alf o ts3 mya o tmanin": 1980, "tzadit 3am 88": [1988], "عام 88": [1988],
        "88 3am": [1938], "3am 5": [2005, 1905], "3am tmanya o tmanin": [1988],
    },
    "fr": {
        "1995": 1995, "en 1995": 1995, "mille neuf cent quatre-vingt-quinze": 1995,
        "95": [1995, 1931], "30 ans": [1996], "30": [1996, 1930], "1850": "year.impossible",
        "1374": [1954, 1955, 1995], "je ne sais pas": "year.not_a_year", "0": "year.impossible",
    },
    "fa": {
        "۱۳۷۴": 1995, "1374": 1995, "سال ۱۳۷۴": 1995, "متولد ۱۳۷۴": 1995, "۷۴": 1995, "1995": 1995,
        "۳۰ سالمه": [1996], "۳۰": [1951, 1996], "۱۴۱۰": [1989, 1990],
        "هزار و سیصد و هفتاد و چهار": 1995, "سال ۶۸": 1989, "۶۸ سال": [1958],
    },
}  # fmt: skip


@pytest.mark.parametrize(("typed", "language", "expected"), rows(YEARS))
def test_a_year_in_the_gregorian_calendar(typed: str, language: str, expected: object) -> None:
    assert year(typed, language, calendar="gregorian", now=NOW) == outcome(expected)


def test_a_year_in_the_persian_calendar() -> None:
    assert year("1995", "fa", calendar="jalali", now=NOW) == Read(value=1374)
    assert year("۱۳۷۴", "fa", calendar="jalali", now=NOW) == Read(value=1374)
