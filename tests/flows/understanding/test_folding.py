import datetime as dt
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.understanding import (
    Option,
    ascii_digits,
    choice,
    consent,
    date,
    fold,
    ice,
    intent,
    name,
    number,
    phone,
    time,
    year,
    yes_no,
)
from flows.understanding.languages import LEXICONS

FOLDED = [
    pytest.param("Été", "ete", id="accents and case"),
    pytest.param("ouiiiiii", "ouii", id="long letters"),
    pytest.param("1000", "1000", id="digits are not letters"),
    pytest.param("J’accepte", "jaccepte", id="apostrophe"),
    pytest.param("d'accord", "daccord", id="straight apostrophe"),
    pytest.param("aide-moi !", "aide moi", id="punctuation"),
    pytest.param("أوافق", "اوافق", id="hamza on alef"),
    pytest.param("مَرْحَبًا", "مرحبا", id="vowel marks"),
    pytest.param("مســـاعدة", "مساعده", id="tatweel and teh marbuta"),
    pytest.param("سؤال", "سوال", id="hamza on waw"),
    pytest.param("شيء", "شی", id="lone hamza and yeh"),
    pytest.param("كتاب", "کتاب", id="arabic kaf"),
    pytest.param("می‌دانم", "میدانم", id="zwnj"),
    pytest.param("۱۲٣", "123", id="digits of two scripts"),
    pytest.param("\u2067نعم\u2069\ufe0f", "نعم", id="marks of direction"),
    pytest.param("ﻧﻌﻢ", "نعم", id="presentation forms"),
    pytest.param("Ｏｕｉ", "oui", id="full width"),
    pytest.param("👍", "", id="emoji"),
    pytest.param("ڤيتامين", "فیتامین", id="letter of maghreb"),
    pytest.param("  a \n b ", "a b", id="spaces"),
]


@pytest.mark.parametrize(("typed", "folded"), FOLDED)
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_ascii_digits() -> None:
    assert ascii_digits("۱۲٣ abc é") == "123 abc é"


TYPED = st.one_of(
    st.text(max_size=60),
    st.text(
        alphabet="اأإآءؤئيىىكةۀلنمهوب ۱۲٣٤٫٬،/.-:ًٌَ\u200c\u200f0123456789abehrwx3579’'", max_size=60
    ),
    st.lists(
        st.sampled_from(
            [
                "10",
                "30",
                "h",
                ":",
                "/",
                "-",
                ".",
                ",",
                "o",
                "et",
                "و",
                "ونص",
                "نص",
                "جوج",
                "tnin",
                "khmis",
                "chhar",
                "شهر",
                "mille",
                "cent",
                "vingt",
                "quatre",
                "ده",
                "بیست",
                "و",
                "آذر",
                "novembre",
                "jeudi",
                "prochain",
                "semaine",
                "la",
                "dans",
                "il",
                "y",
                "a",
                "jours",
                "ans",
                "DH",
                "+",
                "00",
                "212",
                "0612345678",
                "moins",
                "demi",
                "ربع",
                "2026",
                "1405",
                "99",
                "31",
                "13",
                "un",
                "une",
                "million",
                "virgule",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)
LANGUAGES = st.sampled_from(sorted(LEXICONS))
NOW = dt.datetime(2026, 11, 22, 10)  # noqa: DTZ001
OPTIONS = (
    Option(name="a", labels=("الرباط - سلا", "Rabat-Salé")),
    Option(name="b", labels=("Oui et non", "آره")),
    Option(name="c", labels=("3", "")),
)


@given(TYPED)
@settings(max_examples=500, deadline=None)
def test_folding_twice_changes_nothing(typed: str) -> None:
    assert fold(fold(typed)) == fold(typed)


def test_every_character_folds_once_for_all() -> None:
    for point in range(0x30000):
        character = chr(point)
        folded = fold(character)
        assert fold(folded) == folded, unicodedata.name(character, hex(point))


@given(TYPED, LANGUAGES)
@settings(max_examples=500, deadline=None)
def test_nothing_typed_breaks_a_reader(typed: str, language: str) -> None:
    intent(typed, language)
    consent(typed, language)
    yes_no(typed, language)
    number(typed, language, whole=True)
    number(typed, language, whole=False)
    year(typed, language, calendar="gregorian", now=NOW)
    year(typed, language, calendar="jalali", now=NOW)
    date(typed, language, now=NOW)
    time(typed, language)
    choice(typed, OPTIONS, language, many=False)
    choice(typed, OPTIONS, language, many=True)
    name(typed)
    ice(typed)
    phone(typed, country="MA")
    phone(typed, country="CI")


@given(st.integers(0, 10**8), LANGUAGES, st.sampled_from("0٠۰०０"))
@settings(max_examples=300, deadline=None)
def test_digits_of_every_script_are_read(value: int, language: str, zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in str(value))
    found = number(typed, language, whole=True)
    assert getattr(found, "value", None) == value
