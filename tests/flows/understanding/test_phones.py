import pytest

from flows.understanding import Ask, Country, Read, Refused, phone
from tests.flows.understanding.rows import outcome

BAD = "phone.invalid"
MOROCCAN, IRANIAN, IVORIAN, SENEGALESE = (
    "+212612345678",
    "+989121234567",
    "+2250708123456",
    "+221771234567",
)

TYPED: dict[Country, dict[str, object]] = {
    "MA": {
        "0612345678": MOROCCAN, "06 12 34 56 78": MOROCCAN, "06-12-34-56-78": MOROCCAN,
        "06.12.34.56.78": MOROCCAN, "06/12/34/56/78": MOROCCAN, "٠٦١٢٣٤٥٦٧٨": MOROCCAN,
        "۰۶۱۲۳۴۵۶۷۸": MOROCCAN, "612345678": MOROCCAN, "+212612345678": MOROCCAN,
        "+212 6 12 34 56 78": MOROCCAN, "00212612345678": MOROCCAN, "212612345678": MOROCCAN,
        "+2120612345678": MOROCCAN, "+212 (0)6 12 34 56 78": MOROCCAN, "212612345678+": MOROCCAN,
        "\u2066+212612345678\u2069": MOROCCAN, "نمرتي 0612345678": MOROCCAN,
        "tel: 06 12 34 56 78": MOROCCAN, "O6 12 34 56 78": MOROCCAN, "0712345678": "+212712345678",
        "0522432100": "+212522432100", "+33612345678": "+33612345678",
        "0033612345678": "+33612345678", "+98 912 123 4567": IRANIAN,
        "+225 07 08 12 34 56": IVORIAN, "0812345678": BAD, "061234567": BAD, "06123456789": BAD,
        "0412345678": BAD, "09121234567": BAD, "+999123456": BAD, "12": BAD, "": BAD,
        "bonjour": BAD, "+212": BAD, "0" * 100_000: BAD, "+21208123456789": BAD,
    },
    "IR": {
        "09121234567": IRANIAN, "۰۹۱۲۱۲۳۴۵۶۷": IRANIAN, "۰۹۱۲ ۱۲۳ ۴۵۶۷": IRANIAN,
        "9121234567": IRANIAN, "+989121234567": IRANIAN, "00989121234567": IRANIAN,
        "989121234567": IRANIAN, "+98 (0) 912 123 4567": IRANIAN, "0912123456": BAD,
        "02188776655": ["+982188776655"], "0612345678": BAD, "+212612345678": MOROCCAN,
    },
    "CI": {
        "0708123456": IVORIAN, "07 08 12 34 56": IVORIAN, "+2250708123456": IVORIAN,
        "2250708123456": IVORIAN, "0102030405": "+2250102030405", "08123456": "phone.ten_digits",
        "+22508123456": "phone.ten_digits", "0908123456": BAD, "708123456": BAD,
    },
    "SN": {
        "771234567": SENEGALESE, "77 123 45 67": SENEGALESE, "+221771234567": SENEGALESE,
        "338210000": "+221338210000", "971234567": BAD,
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "country", "expected"),
    [
        pytest.param(typed, country, expected, id=f"{country}: {typed[:40]}")
        for country, table in TYPED.items()
        for typed, expected in table.items()
    ],
)
def test_a_telephone_number(typed: str, country: Country, expected: object) -> None:
    assert phone(typed, country=country) == outcome(expected)


def test_two_numbers_are_asked_back() -> None:
    asked = Ask(values=(MOROCCAN, "+212712345678"))
    assert phone("0612345678 / 0712345678", country="MA") == asked
    assert phone("0612345678 ou 0712345678", country="MA") == asked
    assert phone("0612345678", country="IR") == Refused(code=BAD)
    assert isinstance(phone("+14155552671", country="SN"), Read)
