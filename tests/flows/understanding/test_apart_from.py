"""Several days by those left out, or by the first and the last of them."""

import pytest

from flows.understanding import Ask, Option, Refused, choice

FRENCH = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
ARABIC = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
PERSIAN = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
DAYS = {"fr": FRENCH, "ar": ARABIC, "ary": ARABIC, "fa": PERSIAN}
NEEDS = ("Argent", "Matériel", "Transport", "Aucun besoin")


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("tous sauf dimanche", "fr", "012345"),
        ("tous les jours sauf le dimanche", "fr", "012345"),
        ("tous sauf samedi et dimanche", "fr", "01234"),
        ("toute la semaine, sauf le mardi", "fr", "023456"),
        ("Sauf vendredi", "fr", "012356"),
        ("excepté le lundi", "fr", "123456"),
        ("du lundi au vendredi", "fr", "01234"),
        ("lundi à mercredi", "fr", "012"),
        ("de mardi jusqu’à jeudi", "fr", "123"),
        ("كل الأيام ما عدا الجمعة", "ar", "012356"),
        ("من الاثنين إلى الخميس", "ar", "0123"),
        ("همه به جز جمعه", "fa", "012356"),
    ],
)
def test_days_left_out_or_between_are_asked_back(typed: str, language: str, meant: str) -> None:
    days = _options(DAYS[language])
    assert choice(typed, days, language, many=True) == Ask(values=(tuple(meant),))


@pytest.mark.parametrize("typed", ["tous sauf", "tous sauf janvier", "tous sauf vendredi soir"])
def test_what_is_left_out_must_be_listed(typed: str) -> None:
    found = choice(typed, _options(FRENCH), "fr", many=True)
    assert found == Refused(code="choice.unknown")


def test_what_is_left_is_no_denial() -> None:
    found = choice("tout sauf transport", _options(NEEDS), "fr", many=True)
    assert found == Ask(values=(("0", "1"),))


def _options(labels: tuple[str, ...]) -> list[Option]:
    return [Option(name=str(at), labels=(label,)) for at, label in enumerate(labels)]
