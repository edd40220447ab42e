import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from locales.bidi import iso, ltr, paragraph, plain
from locales.text import Catalogues

RLM, LRI, FSI, PDI = "\u200f", "\u2066", "\u2068", "\u2069"
PHONE = "+212612345678"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("السلام عليكم", "السلام عليكم", id="an Arabic letter"),
        pytest.param("1. نعم", RLM + "1. نعم", id="a digit"),
        pytest.param("۱. بله", RLM + "۱. بله", id="a Persian digit"),
        pytest.param("• نعم", RLM + "• نعم", id="a bullet"),
        pytest.param("👍 نعم", RLM + "👍 نعم", id="an emoji"),
        pytest.param("«نعم» أو «لا»", RLM + "«نعم» أو «لا»", id="a quotation mark"),
        pytest.param("WhatsApp", RLM + "WhatsApp", id="Latin letters"),
        pytest.param(f"{LRI}{PHONE}{PDI}", f"{RLM}{LRI}{PHONE}{PDI}", id="an isolate"),
        pytest.param("نعم\n\n1. لا", f"نعم\n\n{RLM}1. لا", id="each line, not the empty one"),
        pytest.param(RLM + "1. نعم", RLM + "1. نعم", id="marked already"),
        pytest.param(RLM + RLM + "1. نعم", RLM + "1. نعم", id="marked twice"),
        pytest.param(RLM + "نعم", "نعم", id="marked without need"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_lines_of_a_message_run_right_to_left(text: str, expected: str) -> None:
    assert [paragraph(text, language) for language in ("ar", "ary", "fa")] == [expected] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. Oui", "1. Oui", id="a digit"),
        pytest.param("نعم", "نعم", id="Arabic words, as where a language is chosen"),
        pytest.param(f"{FSI}Awa{PDI} : 5", f"{FSI}Awa{PDI} : 5", id="a Latin name"),
        pytest.param(f"{FSI}فاطمة{PDI} : 5", f"\u200e{FSI}فاطمة{PDI} : 5", id="an Arabic name"),
        pytest.param(
            f"\u200e{FSI}فاطمة{PDI} : 5", f"\u200e{FSI}فاطمة{PDI} : 5", id="marked already"
        ),
    ],
)
def test_a_left_to_right_message_begins_at_the_left(text: str, expected: str) -> None:
    assert paragraph(text, "fr") == expected


@given(st.text("aب1۱. \n\u200f\u200e\u2066\u2069«👍"))
def test_marks_are_never_doubled(text: str) -> None:
    once = paragraph(text, "ar")
    assert paragraph(once, "ar") == once
    assert plain(once) == plain(text)
    assert all(not line.startswith((RLM + RLM, RLM + "\u200e")) for line in once.split("\n"))


def test_isolates_close_on_their_line() -> None:
    assert ltr(PHONE) == f"{LRI}{PHONE}{PDI}"
    assert iso("سطر\n\nline") == f"{FSI}سطر{PDI}\n\n{FSI}line{PDI}"
    assert ltr("") == iso("") == ""


def test_a_person_cannot_open_or_close_isolates() -> None:
    assert iso(f"a{PDI}{RLM}b\u202e{LRI}c") == f"{FSI}abc{PDI}"


def test_plain_text_has_no_marks_and_keeps_its_spelling() -> None:
    assert plain(f"{RLM}1. {LRI}{PHONE}{PDI} \u061c\u202aمی‌شود") == f"1. {PHONE} می‌شود"


def test_a_catalogue_isolates_only_where_needed(words: Catalogues) -> None:
    assert words["ar"].ltr(PHONE) == ltr(PHONE)
    assert words["fr"].ltr(PHONE) == PHONE
    assert words["ar"].iso("Fatima") == iso("Fatima")
    assert words["fr"].iso("Fatima") == "Fatima"
    assert words["fr"].iso("فاطمة") == iso("فاطمة")
    assert words["fa"].paragraph("1") == RLM + "1"


# ---------------------------------------------------------------- what the eye sees


def seen(text: str) -> str:
    """Return a line as it stands on the screen, left to right, without marks.

    python-bidi follows UAX #9 of before the isolates, so an isolate is shown to it as the
    embedding that orders its inside in the same way, set off by strong marks.
    """
    older = text.replace(LRI, "\u200f\u202a").replace(PDI, "\u202c\u200f")
    shown = get_display(older, base_dir="R")
    assert isinstance(shown, str)
    return plain(shown)


@pytest.mark.parametrize("language", ["ar", "ary", "fa"])
def test_a_phone_stays_in_one_piece(words: Catalogues, language: str) -> None:
    catalogue = words[language]
    line = catalogue.text("Is this your number? {phone}", phone=catalogue.ltr(PHONE))
    assert seen(line).startswith(PHONE)  # at the left: the end of a right-to-left line


def test_a_code_stays_in_one_piece(words: Catalogues) -> None:
    catalogue = words["ar"]
    line = catalogue.text("Registration number: {code}", code=catalogue.ltr("AL-2026-7Q"))
    assert seen(line).startswith("AL-2026-7Q :")


def test_without_isolates_a_plus_would_wander() -> None:
    assert seen(f"النمرة {PHONE}").startswith("212612345678+")


def test_a_time_and_a_date_read_in_order(words: Catalogues) -> None:
    catalogue = words["ar"]
    line = catalogue.text(
        "Reminder: workshop “{title}”, {date} at {time}. Place: {place}. Will you come?",
        title="الطبخ",
        date="السبت 28 نونبر",
        time="10:00",
        place="آسفي",
    )
    assert "10:00" in seen(line)
    assert " 28 " in seen(line)


def test_a_list_line_begins_at_the_right(words: Catalogues) -> None:
    assert seen(words["fa"].paragraph("۱. بله")).endswith(".۱")


def test_a_negative_number_keeps_its_sign_in_front(words: Catalogues) -> None:
    assert seen(f"الحرارة {words['ar'].number(-5)}").startswith("-5")
