"""What is heard beside the intents, as people write it; and that it never means two things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows import kin, pausing, phrases, retracting, understanding
from flows.understanding.lexicon import phrases as each_of

CHANGE: dict[str, str | None] = {
    # As typed: the answer's name, "" for none; None: no wish to change.
    "changer": "",
    "Modifier.": "",
    "modifier une réponse": "",
    "je veux changer mon âge": "mon age",
    "modifier téléphone svp": "telephone",
    "change my age": "my age",
    "نبدل": "",
    "تبديل": "",
    "نبدل السن": "السن",
    "بغيت نبدل النمرة": "النمره",
    "عافاك بدل السمية": "السمیه",
    "nbeddel": "",
    "Nbedel": "",
    "bghit nbdl nemra": "nemra",
    "tbdil": "",
    "تعديل": "",
    "أريد تعديل رقم الهاتف": "رقم الهاتف",
    "من فضلك غير الاسم": "الاسم",
    "تغییر": "",
    "ویرایش": "",
    "تغییر سن": "سن",
    "سنم را عوض کن": "سنم",
    "لطفا شماره را تغییر بدهید": "شماره",
    "changement": None,
    "je change": None,
    "la vie change": None,
    "btl": None,
    "سن": None,
    "": None,
    "changer " + "a" * 100: None,
}
SAID: dict[str, tuple[Callable[[str], bool], bool]] = {
    "où en suis-je ?": (phrases.is_where, True),
    "J'en suis où": (phrases.is_where, True),
    "fin wsalna": (phrases.is_where, True),
    "فين وصلت؟": (phrases.is_where, True),
    "أين وصلت": (phrases.is_where, True),
    "کجا هستم؟": (phrases.is_where, True),
    "où": (phrases.is_where, False),
    "Plus tard…": (phrases.is_later, True),
    "mn ba3d": (phrases.is_later, True),
    "من بعد": (phrases.is_later, True),
    "لاحقًا": (phrases.is_later, True),
    "بعداً": (phrases.is_later, True),
    "tard": (phrases.is_later, False),
    "je retire mon accord": (phrases.is_withdrawal, True),
    "نسحب الموافقة ديالي": (phrases.is_withdrawal, True),
    "ns7eb lmowafa9a": (phrases.is_withdrawal, True),
    "أسحب موافقتي": (phrases.is_withdrawal, True),
    "رضایتم را پس می‌گیرم": (phrases.is_withdrawal, True),
    "accord": (phrases.is_withdrawal, False),
}
ERASE = {
    ("ah mse7", "ary"): True,
    ("إييه مسح", "ary"): True,
    ("oui efface", "fr"): True,
    ("بله پاک کن", "fa"): True,
    ("نعم احذف", "ar"): True,
    ("non efface", "fr"): False,
    ("لا تمسح", "ar"): False,
    ("lla matmse7ch", "ary"): False,
    ("نه حذف", "fa"): False,
}
ASKS = {
    "vous payez le transport ?": True,
    "combien ça coûte": True,
    "est-ce que c'est gratuit": True,
    "wach had chi b flous": True,
    "شحال كيدوم التكوين": True,
    "هل التكوين مجاني": True,
    "آیا رایگان است": True,
    "چقدر طول می‌کشد؟": True,
    "؟": True,
    "fin": False,
    "qui": False,
    "lundi et mardi": False,
    "ma fatna": False,
    "من الرباط": False,
    "": False,
}
MEANT = {
    # What else a phrase is known to mean, and who is asked first.
    "من بعد": "next",  # later comes first
    "دیگه موافق نیستم": "no",  # a no where an agreement is asked, taken back elsewhere
}


@pytest.mark.parametrize(("text", "expected"), CHANGE.items(), ids=[text[:30] for text in CHANGE])
def test_a_wish_to_change(text: str, expected: str | None) -> None:
    assert phrases.change(text) == expected


def test_a_name_is_no_wish_to_change() -> None:
    assert phrases.change("Bidal") == ""
    assert phrases.change("Bidal", exactly=True) is None


@pytest.mark.parametrize(("text", "row"), SAID.items(), ids=SAID)
def test_said(text: str, row: tuple[Callable[[str], bool], bool]) -> None:
    means, expected = row
    assert means(text) is expected


@pytest.mark.parametrize(("text", "expected"), ASKS.items(), ids=[text[:30] for text in ASKS])
def test_a_question(text: str, expected: bool) -> None:
    assert phrases.is_question(text) is expected


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("ma cousine aussi veut s'inscrire", "another"),
        ("je voudrais inscrire ma sœur svp", "another"),
        ("je veux inscrire ma soeur", "another"),
        ("bghit nsejel khti", "another"),
        ("بغيت نسجل بنت خالتي", "another"),
        ("أريد تسجيل أختي", "another"),
        ("مي خواهم خواهرم را ثبت نام كنم", "another"),
        ("c'est ma fille qui répond", "turn"),
        ("ماما غادي تجاوب", "turn"),
        ("ma cousine", ""),
        ("khti", ""),
        ("ma fille s'appelle Awa", ""),
    ],
)
def test_somebody_of_the_family(text: str, means: str) -> None:
    assert phrases.meaning(text) == means


@pytest.mark.parametrize(("row", "expected"), ERASE.items(), ids=[text for text, _ in ERASE])
def test_a_yes_to_erasing(row: tuple[str, str], expected: bool) -> None:
    assert phrases.is_yes_erase(*row) is expected


@pytest.mark.parametrize("language", ["ar", "ary", "fr", "fa"])
def test_no_phrase_is_an_intent_as_well(language: str) -> None:
    tables = (phrases.WHERE, phrases.WHERE_LATIN, pausing.LATER, pausing.LATIN)
    more = (
        *(retracting.ALL, retracting.ALL_LATIN, phrases.ANOTHER, phrases.ANOTHER_LATIN),
        phrases.HERE_AGAIN,
        *(phrases.SOMEONE, phrases.SOMEONE_LATIN, phrases.SWITCH, phrases.SWITCH_LATIN),
        *(phrases.LINK, phrases.LINK_LATIN),
    )
    of_kin = (*kin.another(), *kin.turn())
    said = [phrase for table in (*tables, *more, *of_kin) for phrase in each_of(table)]
    known = {understanding.fold(text): meaning for text, meaning in MEANT.items()}
    clashes = {
        phrase: meaning
        for phrase in said
        if (meaning := understanding.intent(phrase, language)) and known.get(phrase) != meaning
    }
    assert clashes == {}
