import pytest

from flows.understanding import Read, Refused, ice, name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("فاطمة الزهراء", "فاطمة الزهراء", id="arabic"),
        pytest.param("  Aïcha   N’Diaye ", "Aïcha N’Diaye", id="spaces, apostrophe"),
        pytest.param("O'Brien", "O'Brien", id="straight apostrophe"),
        pytest.param("Jean-Pierre M. Kouassi", "Jean-Pierre M. Kouassi", id="hyphen, dot"),
        pytest.param("علی‌رضا", "علی‌رضا", id="zwnj stays"),
        pytest.param("Re\u0301mi", "Rémi", id="nfc"),
        pytest.param("\u2067سعيد\u2069", "سعيد", id="controls removed"),
        pytest.param("مُحَمَّد", "مُحَمَّد", id="marks stay"),
        pytest.param("Baraka", "Baraka", id="also a word that stops"),
    ],
)
def test_a_name(typed: str, kept: str) -> None:
    assert name(typed) == Read(value=kept)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "name.too_short", id="empty"),
        pytest.param("a", "name.too_short", id="one letter"),
        pytest.param(". - .", "name.too_short", id="no letter"),
        pytest.param("a" * 81, "name.too_long", id="81 letters"),
        pytest.param("a" * 100_000, "name.too_long", id="very long"),
        pytest.param("Ali 3", "name.letters", id="a digit"),
        pytest.param("علي 👍", "name.letters", id="an emoji"),
        pytest.param("x@y.ma", "name.letters", id="an address"),
    ],
)
def test_what_is_no_name(typed: str, code: str) -> None:
    assert name(typed) == Refused(code=code)


def test_the_number_of_a_moroccan_company() -> None:
    valid = str(1_234_567_890_000 * 97)[:15].zfill(15)
    valid = str(int(valid) - int(valid) % 97).zfill(15)
    assert ice(valid) == Read(value=valid)
    assert ice(f"ICE: {valid[:3]} {valid[3:9]} {valid[9:]}") == Read(value=valid)
    assert ice(f"{int(valid) + 1:015}") == Refused(code="ice.check")
    assert ice("123") == Refused(code="ice.digits")
