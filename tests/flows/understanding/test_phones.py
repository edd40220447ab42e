import pytest

from flows.understanding import Ask, Country, Read, Refused, phone, phone_from
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
        "338210000": "+221338210000", "971234567": BAD, "+22997123456": ["+2290197123456"],
    },
    "ML": {
        "76123456": "+22376123456", "76 12 34 56": "+22376123456", "22376123456": "+22376123456",
        "+223 76 12 34 56": "+22376123456", "0022376123456": "+22376123456", "0661234567": BAD,
        "761234567": BAD, "76 12 34 56 / 66 12 34 56": ["+22376123456", "+22366123456"],
    },
    "BF": {"70 12 34 56": "+22670123456", "+226 70123456": "+22670123456", "7012345": BAD},
    "TG": {"90 12 34 56": "+22890123456", "le 90123456": "+22890123456"},
    "BJ": {
        "0197123456": "+2290197123456", "97123456": ["+2290197123456"],
        "22997123456": ["+2290197123456"], "+229 01 97 12 34 56": "+2290197123456",
    },
    "FR": {"06 12 34 56 78": "+33612345678", "612345678": "+33612345678"},
    "TN": {"20 123 456": "+21620123456", "0612345678": BAD},
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


@pytest.mark.parametrize(
    ("typed", "country", "language", "expected"),
    [
        pytest.param("76123456", "ML", "fr", "+22376123456", id="as in Mali"),
        pytest.param("0708091011", "ci", "fr", "+2250708091011", id="named by a choice"),
        pytest.param("0612345678", "", "fr", [MOROCCAN], id="nowhere, asked"),
        pytest.param("0612345678", "autre", "ary", [MOROCCAN], id="elsewhere, asked"),
        pytest.param("+33612345678", "autre", "fr", "+33612345678", id="with its code"),
        pytest.param("76123456", "autre", "fr", BAD, id="of many countries"),
    ],
)
def test_a_number_of_somewhere(typed: str, country: str, language: str, expected: object) -> None:
    assert phone_from(typed, country, language) == outcome(expected)


def test_two_numbers_are_asked_back() -> None:
    asked = Ask(values=(MOROCCAN, "+212712345678"))
    assert phone("0612345678 / 0712345678", country="MA") == asked
    assert phone("0612345678 ou 0712345678", country="MA") == asked
    assert phone("0612345678", country="IR") == Refused(code=BAD)
    assert isinstance(phone("+14155552671", country="SN"), Read)
