from datetime import UTC, date, datetime, time, timedelta

import pytest

from locales import dates
from locales.text import Catalogues

WORKSHOP = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("ar", "السبت 28 نونبر على الساعة 10:00", id="ar"),
        pytest.param("ary", "السبت 28 نونبر على الساعة 10:00", id="ary"),
        pytest.param("fr", "samedi 28 novembre à 10:00", id="fr"),
        pytest.param("fa", "شنبه ۷ آذر ۱۴۰۵، ساعت ۱۰:۰۰", id="fa"),
        pytest.param("en", "Saturday 28 November at 10:00", id="en"),
    ],
)
def test_a_day_and_its_time(words: Catalogues, language: str, expected: str) -> None:
    assert words[language].date_time(WORKSHOP) == expected


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        pytest.param("ar", date(1995, 8, 3), "الخميس 3 غشت 1995", id="ar"),
        pytest.param("ary", date(2026, 7, 14), "الثلاثاء 14 يوليوز 2026", id="ary"),
        pytest.param("fr", date(2026, 3, 1), "dimanche 1er mars 2026", id="fr, first of a month"),
        pytest.param("fr", date(2026, 3, 21), "samedi 21 mars 2026", id="fr"),
        pytest.param("fa", date(2025, 12, 29), "دوشنبه ۸ دی ۱۴۰۴", id="fa"),
        pytest.param("fa", date(2025, 3, 21), "جمعه ۱ فروردین ۱۴۰۴", id="fa, new year"),
        pytest.param("fa", date(2025, 3, 20), "پنجشنبه ۳۰ اسفند ۱۴۰۳", id="fa, leap day"),
    ],
)
def test_a_day_with_its_year(words: Catalogues, language: str, day: date, expected: str) -> None:
    assert words[language].date(day, year=True) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("ar", "نونبر 2026", id="ar"),
        pytest.param("fr", "novembre 2026", id="fr"),
        pytest.param("fa", "آذر ۱۴۰۵", id="fa"),
    ],
)
def test_a_month(words: Catalogues, language: str, expected: str) -> None:
    assert words[language].month_year(WORKSHOP.date()) == expected


def test_times_have_two_digits(words: Catalogues) -> None:
    assert words["fr"].time(time(9, 5)) == "09:05"
    assert words["fa"].time(time(9, 5)) == "۰۹:۰۵"


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        pytest.param((1404, 10, 8), date(2025, 12, 29), id="in winter"),
        pytest.param((1404, 1, 1), date(2025, 3, 21), id="new year"),
        pytest.param((1374, 6, 31), date(1995, 9, 22), id="a long month"),
    ],
)
def test_iranian_days(shown: tuple[int, int, int], day: date) -> None:
    assert dates.jalali(day) == shown
    assert dates.gregorian(*shown) == day


def test_every_iranian_year_from_1300_to_1499() -> None:
    new_year = dates.gregorian(1300, 1, 1)
    for year in range(1300, 1500):
        leap = (25 * year + 11) % 33 < 8
        assert dates.jalali(new_year) == (year, 1, 1)
        new_year += timedelta(days=366 if leap else 365)


@pytest.mark.parametrize("day", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 1, 0)])
def test_no_such_iranian_day(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"month|day"):
        dates.gregorian(*day)
