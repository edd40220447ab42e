import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest

from locales.text import CHAIN, LANGUAGES, NAMES, Catalogue, Catalogues, direction, mark

COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
ARABIC = (  # without a language Babel drops the plural rule
    '"Language: ar\\n"\n'
    '"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10'
    ' ? 3 : n%100>=11 ? 4 : 5;\\n"\n'
)


def write(folder: Path, language: str, entries: str, header: str = HEADER) -> Path:
    po = folder / language / "LC_MESSAGES" / "rafiq.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(f"{header}\n{entries}\n", "utf-8")
    return po


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param(
            "ar",
            "لم يبقَ أي سؤال، سؤال واحد، سؤالان، 3 أسئلة، 10 أسئلة، 11 سؤالًا، 99 سؤالًا، 100 سؤال،"
            " 102 سؤال، 103 أسئلة",
            id="ar",
        ),
        pytest.param(
            "ary",
            "ما بقى حتى سؤال، سؤال واحد، جوج أسئلة، 3 أسئلة، 10 أسئلة، 11 سؤال، 99 سؤال، 100 سؤال،"
            " 102 سؤال، 103 أسئلة",
            id="ary",
        ),
        pytest.param(
            "fr",
            "0 question، 1 question، 2 questions، 3 questions، 10 questions، 11 questions،"
            " 99 questions، 100 questions، 102 questions، 103 questions",
            id="fr",
        ),
        pytest.param(
            "fa",
            "۰ پرسش، ۱ پرسش، ۲ پرسش، ۳ پرسش، ۱۰ پرسش، ۱۱ پرسش، ۹۹ پرسش، ۱۰۰ پرسش، ۱۰۲ پرسش،"
            " ۱۰۳ پرسش",
            id="fa",
        ),
        pytest.param(
            "en",
            "0 questions، 1 question، 2 questions، 3 questions، 10 questions، 11 questions،"
            " 99 questions، 100 questions، 102 questions، 103 questions",
            id="en",
        ),
    ],
)
def test_questions_are_counted(words: Catalogues, language: str, expected: str) -> None:
    assert [words[language].questions(n) for n in COUNTS] == expected.split("، ")


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        pytest.param("ar", 1, "سؤالًا واحدًا", id="ar, one"),
        pytest.param("ar", 2, "سؤالين", id="ar, two"),
        pytest.param("ar", 18, "18 سؤالًا", id="ar, eighteen"),
        pytest.param("ary", 2, "جوج أسئلة", id="ary, two"),
        pytest.param("fr", 1, "1 question", id="fr, one"),
        pytest.param("fa", 18, "۱۸ پرسش", id="fa, eighteen"),
    ],
)
def test_questions_are_asked(words: Catalogues, language: str, n: int, expected: str) -> None:
    assert words[language].questions(n, asked=True) == expected


@pytest.mark.parametrize(
    ("language", "n", "workshops", "retention"),
    [
        pytest.param("ar", 0, "لا توجد ورشات", "أقل من شهر", id="ar, none"),
        pytest.param("ar", 2, "ورشتان", "لمدة شهرين", id="ar, two"),
        pytest.param("ar", 6, "6 ورشات", "لمدة 6 أشهر", id="ar, a few"),
        pytest.param("ar", 24, "24 ورشة", "لمدة 24 شهرًا", id="ar, many"),
        pytest.param("ar", 100, "100 ورشة", "لمدة 100 شهر", id="ar, hundred"),
        pytest.param("ary", 1, "ورشة وحدة", "شهر واحد", id="ary, one"),
        pytest.param("ary", 6, "6 ورشات", "6 شهور", id="ary, a few"),
        pytest.param("ary", 24, "24 ورشة", "24 شهر", id="ary, many"),
        pytest.param("fr", 1, "1 atelier", "1 mois", id="fr, one"),
        pytest.param("fr", 24, "24 ateliers", "24 mois", id="fr, many"),
        pytest.param("fa", 24, "۲۴ کارگاه", "۲۴ ماه", id="fa, many"),
        pytest.param("en", 24, "24 workshops", "for 24 months", id="en, many"),
    ],
)
def test_workshops_and_months_are_counted(
    words: Catalogues, language: str, n: int, workshops: str, retention: str
) -> None:
    assert words[language].workshops(n) == workshops
    assert words[language].retention(n) == retention


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("{code}", "Number: {code}", id="a placeholder"),
        pytest.param("{0.__class__}", "Number: {0.__class__}", id="a format that reads attributes"),
        pytest.param("100 %(n)s {", "Number: 100 %(n)s {", id="other formats, an open brace"),
        pytest.param(r"\g<1>\1", r"Number: \g<1>\1", id="a group of a regular expression"),
    ],
)
def test_a_persons_braces_stay(value: str, expected: str) -> None:
    assert Catalogue(language="en").text("Number: {code}", code=value) == expected


def test_values_are_not_filled_again() -> None:
    said = Catalogue(language="en").text("{one} {two}", one="{two}", two="{one}")
    assert said == "{two} {one}"


def test_a_place_without_a_value_stays() -> None:
    assert Catalogue(language="en").text("{one} {two}", one="1") == "1 {two}"


def test_nothing_says_nothing(words: Catalogues) -> None:
    assert words["ar"].text("") == ""  # gettext would give the header of the catalogue


def test_every_language_and_english_have_a_catalogue(words: Catalogues) -> None:
    assert set(words) == set(NAMES) == set(CHAIN) == {*LANGUAGES, "en"}
    assert len(words) == 5
    assert words["en"].text("Back") == "Back"


def test_languages_fall_back_along_their_chain(tmp_path: Path) -> None:
    write(tmp_path, "ary", 'msgid "one"\nmsgstr "ary"')
    write(tmp_path, "ar", 'msgid "one"\nmsgstr "ar"\nmsgid "two"\nmsgstr "ar"')
    write(tmp_path, "fr", 'msgid "two"\nmsgstr "fr"\nmsgid "three"\nmsgstr "fr"')
    write(tmp_path, "fa", 'msgid "one"\nmsgstr ""')
    words = Catalogues.load(tmp_path)
    said = {
        language: [words[language].text(each) for each in ("one", "two", "three", "four")]
        for language in NAMES
    }
    assert said == {
        "ary": ["ary", "ar", "fr", "four"],
        "ar": ["ar", "ar", "fr", "four"],
        "fr": ["one", "fr", "fr", "four"],
        "fa": ["one", "two", "three", "four"],
        "en": ["one", "two", "three", "four"],
    }


def test_a_fallback_keeps_its_own_plural_rule(tmp_path: Path) -> None:
    forms = "\n".join(f'msgstr[{form}] "form {form}"' for form in range(6))
    write(tmp_path, "ar", f'msgid "one"\nmsgid_plural "many"\n{forms}', HEADER + ARABIC)
    write(tmp_path, "ary", 'msgid "other"\nmsgstr "other"')
    darija = Catalogues.load(tmp_path)["ary"]
    assert [darija.plural("one", "many", n) for n in (0, 2, 11)] == ["form 0", "form 2", "form 4"]


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        pytest.param("ary", {"ar": "a", "ary": "d", "en": "e"}, "d", id="its own"),
        pytest.param("ary", {"fr": "f", "ar": "a", "en": "e"}, "a", id="ary to ar"),
        pytest.param("ary", {"ary": "", "fr": "f", "en": "e"}, "f", id="an empty text is none"),
        pytest.param("fa", {"fr": "f", "ar": "a", "en": "e"}, "e", id="fa to en"),
        pytest.param("fa", {"fr": "", "ar": "a"}, "a", id="any"),
        pytest.param("fr", {}, "", id="nothing"),
    ],
)
def test_a_text_is_picked(
    words: Catalogues, language: str, texts: dict[str, str], expected: str
) -> None:
    assert words[language].pick(texts) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        pytest.param("ar", 34, "34", id="ar"),
        pytest.param("ar", 1234567.5, "1.234.567,5", id="ar, large"),
        pytest.param("ary", -5, "\u200e-5", id="ary, the minus stays in front"),
        pytest.param("fr", 12345.5, "12\u202f345,5", id="fr, thin space"),
        pytest.param("fr", -5, "-5", id="fr, below zero"),
        pytest.param("fa", 12345.5, "۱۲٬۳۴۵٫۵", id="fa"),
        pytest.param("fa", 2.0, "۲", id="fa, no empty decimals"),
        pytest.param("en", 1e-7, "0.0000001", id="en, no exponent"),
        pytest.param("en", 100, "100", id="en, zeros stay"),
    ],
)
def test_numbers_are_shown(words: Catalogues, language: str, value: float, expected: str) -> None:
    assert words[language].number(value) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "26%"), ("ary", "26%"), ("fr", "26\u00a0%"), ("fa", "۲۶٪"), ("en", "26%")],
)
def test_percentages_are_shown(words: Catalogues, language: str, expected: str) -> None:
    assert words[language].percent(0.258) == expected


def test_only_persian_prose_changes_its_digits(words: Catalogues) -> None:
    assert words["fa"].digits("10:00 50%") == "۱۰:۰۰ ۵۰٪"
    assert words["ar"].digits("10:00 50%") == "10:00 50%"


@pytest.mark.parametrize(
    ("language", "items", "expected"),
    [
        pytest.param("fr", ["a", "b", "c"], "a, b et c", id="fr"),
        pytest.param("fr", ["a"], "a", id="one"),
        pytest.param("fr", [], "", id="none"),
        pytest.param("ar", ["الأحد", "الاثنين", "الثلاثاء"], "الأحد، الاثنين والثلاثاء", id="ar"),
        pytest.param("ary", ["الحد", "WhatsApp"], "الحد و WhatsApp", id="ary, Latin name"),
        pytest.param("fa", ["شنبه", "یکشنبه", "جمعه"], "شنبه، یکشنبه و جمعه", id="fa"),
    ],
)
def test_lists_are_joined(
    words: Catalogues, language: str, items: list[str], expected: str
) -> None:
    assert words[language].join(items) == expected


def test_directions() -> None:
    assert [direction(each) for each in (*LANGUAGES, "en")] == ["rtl", "rtl", "ltr", "rtl", "ltr"]


def test_a_marked_message_is_itself() -> None:
    assert mark("Back") == "Back"


# ---------------------------------------------------------------- compiled catalogues


def test_a_changed_catalogue_is_built_again(tmp_path: Path) -> None:
    po = write(tmp_path, "fr", 'msgid "Yes"\nmsgstr "Oui"')
    assert Catalogues.load(tmp_path)["fr"].text("Yes") == "Oui"
    assert [each.name for each in po.parent.iterdir() if each != po] == ["rafiq.mo"]
    write(tmp_path, "fr", 'msgid "Yes"\nmsgstr "Ouais"')
    later = po.stat().st_mtime_ns + 1_000_000_000
    os.utime(po, ns=(later, later))
    assert Catalogues.load(tmp_path)["fr"].text("Yes") == "Ouais"


def test_a_fresh_catalogue_is_only_read(tmp_path: Path) -> None:
    po = write(tmp_path, "fr", 'msgid "Yes"\nmsgstr "Oui"')
    Catalogues.load(tmp_path)
    built = po.with_suffix(".mo").stat().st_mtime_ns
    Catalogues.load(tmp_path)
    assert po.with_suffix(".mo").stat().st_mtime_ns == built


def test_a_catalogue_without_its_source_is_read(tmp_path: Path) -> None:
    po = write(tmp_path, "fr", 'msgid "Yes"\nmsgstr "Oui"')
    Catalogues.load(tmp_path)
    po.unlink()
    assert Catalogues.load(tmp_path)["fr"].text("Yes") == "Oui"


def test_a_read_only_installation_builds_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    po = write(tmp_path, "fr", 'msgid "Yes"\nmsgstr "Oui"')

    def refuse(path: Path, content: bytes) -> int:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "write_bytes", refuse)  # root may write anywhere, tests run as root
    assert Catalogues.load(tmp_path)["fr"].text("Yes") == "Oui"
    assert list(po.parent.iterdir()) == [po]


def test_other_gettext_tools_read_what_is_built(words: Catalogues, tmp_path: Path) -> None:
    write(tmp_path, "fr", 'msgid "Yes"\nmsgstr "Oui"')
    Catalogues.load(tmp_path)
    assert gettext.translation("rafiq", tmp_path, ["fr"]).gettext("Yes") == "Oui"


def test_an_unknown_folder_speaks_english(tmp_path: Path) -> None:
    assert Catalogues.load(tmp_path)["ar"].text("Back") == "Back"


def test_babel_is_imported_only_when_needed() -> None:
    said = (
        "import sys; from locales.text import Catalogues; Catalogues.load()['ar'].text('Back');"
        "sys.exit('babel' in sys.modules or 'persiantools' in sys.modules)"
    )
    Catalogues.load()
    subprocess.run([sys.executable, "-c", said], check=True)
