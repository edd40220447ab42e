"""Wishes about the entries of a repeat, as people type them, and what is none."""

from __future__ import annotations

import pytest

from flows import entry_words

SALMA = (
    *("supprimer Salma", "je veux supprimer Salma", "Supprime salma svp", "effacez Salma"),
    *("enlève Salma", "retirer Salma", "delete Salma", "please remove Salma"),
    *("bghit nmse7 Salma", "ms7 salma", "7eyed liya Salma", "n7yed Salma 3afak", "zowel Salma"),
    *("hazf Salma", "Salma pak kon", "Salma ra hazf kon", "salma hazf konid"),
)
IN_ARABIC_LETTERS = (
    *("احذف سلمى", "أريد أن أحذف سلمى", "امسحي سلمى من فضلك", "أزل سلمى", "حذف سلمى"),
    *("مسح سلمى", "حيد ليا سلمى", "بغيت نمسح سلمى", "نحيد سلمى عافاك", "زول سلمى", "مسحو سلمى"),
    *("سلمى را حذف کن", "سلمی رو پاک کن", "لطفا سلمی را حذف کنید", "سلمی را بردار"),
)
UNNAMED = ("supprimer", "effacer", "حذف", "مسح", "حيد", "mse7", "delete", "حذف کن", "پاک کنید")
NONE = (
    *("Salma", "oui", "2", "aide", "retour", "annuler", "إلغاء", "الغاء", "pak nakon", "supp"),
    *("ne supprime pas", "لا تحذف", "حذفت", "", "Messaoud", "Mouloud", "Hayat", "زولا", "a" * 200),
)


@pytest.mark.parametrize("said", SALMA)
def test_somebody_is_to_be_taken_out(said: str) -> None:
    assert (entry_words.drop(said) or "").removesuffix(" ra") == "salma"


@pytest.mark.parametrize("said", IN_ARABIC_LETTERS)
def test_somebody_is_to_be_taken_out_in_arabic_letters(said: str) -> None:
    assert entry_words.drop(said) == "سلمی"  # folded: one yeh for all


@pytest.mark.parametrize("said", UNNAMED)
def test_something_is_to_be_taken_out(said: str) -> None:
    assert entry_words.drop(said, exactly=True) == ""


@pytest.mark.parametrize("said", NONE)
def test_nothing_is_to_be_taken_out(said: str) -> None:
    assert entry_words.drop(said, exactly=True) is None
    assert entry_words.drop(said) is None


@pytest.mark.parametrize(
    ("said", "named"),
    [
        *((each, "") for each in ("liste", "voir la liste", "the list", "اللائحة", "لیست")),
        *((each, "") for each in ("شوف اللائحة", "عرض القائمة", "wrini la liste")),
        ("la liste des enfants", "enfants"),
        ("la liste de mes enfants", "mes enfants"),
        ("اللائحة ديال الدراري", "الدراری"),
        ("قائمة الأطفال", "الاطفال"),
        ("show the list of children", "children"),
    ],
)
def test_the_list_is_to_be_shown(said: str, named: str) -> None:
    assert entry_words.shown(said) == named


@pytest.mark.parametrize("said", ["", "listen", "enfants", "ليس", "menu", "x" * 200])
def test_no_list_is_to_be_shown(said: str) -> None:
    assert entry_words.shown(said) is None


@pytest.mark.parametrize(
    ("said", "split"),
    [
        ("enfant 2", ("enfant", "2")),
        ("کودک ۲", ("کودک", "2")),
        ("12", ("", "12")),
        ("Salma", ("Salma", "")),
    ],
)
def test_a_number_stands_last(said: str, split: tuple[str, str]) -> None:
    assert entry_words.numbered(said) == split
