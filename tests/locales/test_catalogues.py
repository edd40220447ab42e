"""What every catalogue of the bot's words must keep to (languages.md)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import locales
from locales import extract
from locales.extract import Source
from locales.text import LANGUAGES, Catalogues

FOLDER = Path(locales.__file__).parent
PLACE = re.compile(r"\{(\w+)\}")
ARABIC = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 ? 4 : 5;"
)
TWO = "nplurals=2; plural=(n > 1);"
BUTTONS = (
    *("I agree", "I do not agree", "Back", "Skip", "Help", "A person", "Language", "Menu", "Done"),
    *("Yes", "No", "Yes, save", "Change something", "Keep this answer", "More", "OK", "Page"),
    *("Stop the messages", "My data", "Erase my data", "Yes, erase", "No, keep", "None of these"),
    *("Yes, it is mine", "Share my number", "I am coming", "I am not coming", "Another date"),
)
"""Titles have 20 characters on WhatsApp, and no marks."""


def entries(language: str) -> list[Message]:
    with (FOLDER / language / "LC_MESSAGES" / "rafiq.po").open("rb") as lines:
        return [message for message in read_po(lines) if message.id]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def texts(*languages: str) -> Iterator[str]:
    for language in languages or LANGUAGES:
        for message in entries(language):
            yield from forms(message)


def having(pattern: str, *languages: str) -> list[str]:
    return [text for text in texts(*languages) if re.search(pattern, text)]


@pytest.mark.parametrize(
    ("language", "code", "plural"),
    [("ar", "ar", ARABIC), ("ary", "ar_MA", ARABIC), ("fr", "fr", TWO), ("fa", "fa", TWO)],
)
def test_headers(language: str, code: str, plural: str) -> None:
    header = (FOLDER / language / "LC_MESSAGES" / "rafiq.po").read_text("utf-8")
    assert f'"Language: {code}\\n"\n' in header
    assert f'"Plural-Forms: {plural}\\n"\n' in header
    assert '"Content-Type: text/plain; charset=utf-8\\n"\n' in header


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert [m.id for m in entries(language) if m.fuzzy or not all(forms(m))] == []
    assert [m.id for m in entries(language)] == [m.id for m in entries("ar")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_source(language: str) -> None:
    for message in entries(language):
        wanted = {place for source in sources(message) for place in PLACE.findall(source)}
        for text in forms(message):
            named = set(PLACE.findall(text))
            # Arabic says one and two without a figure: ورشتان
            assert named == wanted or (len(forms(message)) == 6 and named <= wanted), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("button", BUTTONS)
def test_buttons_are_short(words: Catalogues, language: str, button: str) -> None:
    title = words[language].text(button)
    assert 0 < len(title) <= 20
    assert not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_that_stand_together_differ(words: Catalogues, language: str) -> None:
    said = words[language].text
    actions = ("Back", "Skip", "Help", "A person", "Language", "Menu", "Done", "Yes", "No", "More")
    assert len({said(button) for button in actions}) == len(actions)


def test_marks_are_added_by_the_code_alone() -> None:
    assert having("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]") == []


def test_french_spaces_and_apostrophes() -> None:
    assert having("[^\u202f][;!?»]|«[^\u202f]", "fr") == []
    assert having("[^\u00a0]:", "fr") == []
    assert having("['\"]", "fr") == []


def test_nothing_is_glued_to_a_placeholder() -> None:
    assert having(r"[^\W\d_]\{", "ar", "ary", "fa") == []
    assert having(r"\}[^\W\d_]") == []


def test_right_to_left_punctuation() -> None:
    assert having("[,;?“”\"']", "ar", "ary", "fa") == having(r"\d,\d", "ar", "ary")


def test_persian_letters_and_digits() -> None:
    assert having("[يكىة0-9٠-٩]", "fa") == []
    assert having(r"\b(می|نمی) |[^\W\d_] ها\b", "fa") == []


def test_arabic_letters_and_digits() -> None:
    assert having("[یکپ٠-٩۰-۹]", "ar", "ary") == []


def test_sentences_are_addressed_politely() -> None:
    assert having(r"\b(tu|ton|ta|tes|toi)\b", "fr") == []


def test_every_message_of_the_code_is_in_the_catalogues() -> None:
    assert extract.missing(Source.read()) == []


# ---------------------------------------------------------------- the tool itself


def project(folder: Path, code: str, entries: str) -> Source:
    (folder / "flows").mkdir()
    (folder / "flows" / "said.py").write_text(code, "utf-8")
    for language in LANGUAGES:
        po = folder / "locales" / language / "LC_MESSAGES" / "rafiq.po"
        po.parent.mkdir(parents=True)
        po.write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{entries}\n', "utf-8"
        )
    return Source.read(folder)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param('words.text("Back")', [("Back",)], id="a text"),
        pytest.param('words.text("One {n}" "!", n=n)', [("One {n}!",)], id="in pieces"),
        pytest.param('words.plural("one", "many", n)', [("one", "many")], id="a plural"),
        pytest.param('words.text("a" if x else "b")', [("a",), ("b",)], id="either"),
        pytest.param('HELP = "Help"\nwords.text(HELP)', [("Help",)], id="a constant"),
        pytest.param(
            'ALL: dict[str, str] = {"y": "Yes"}\nwords.text(ALL["y"])', [("Yes",)], id="a table"
        ),
        pytest.param(
            'ALL = {"y": "Yes"}\nwords.text(ALL.get(x, "No"))', [("Yes",), ("No",)], id="a default"
        ),
        pytest.param('TABLE = (mark("Back"),)', [("Back",)], id="marked"),
        pytest.param("words.text(label)", [], id="not known here"),
    ],
)
def test_messages_are_found(tmp_path: Path, code: str, said: list[tuple[str, ...]]) -> None:
    assert [use.forms for use in project(tmp_path, code, "").uses()] == said


def test_missing_and_stale_messages_are_told(tmp_path: Path) -> None:
    source = project(
        tmp_path,
        'words.text("new")\nwords.text("same")\nTABLE = {"x": "kept"}\n',
        'msgid "same"\nmsgstr "x"\n\nmsgid "old"\nmsgstr "x"\n\nmsgid "kept"\nmsgstr "x"\n\n'
        'msgid "new"\nmsgstr ""',
    )
    assert extract.missing(source, tmp_path) == [
        f"flows/said.py:1  missing in {language}: 'new'" for language in LANGUAGES
    ]
    assert extract.stale(source, tmp_path) == [
        f"locales/{language}/LC_MESSAGES/rafiq.po:7  stale: 'old'" for language in LANGUAGES
    ]


def test_the_tool_writes_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(extract, "stale", lambda source: ["a.po:1  stale: 'x'"])
    monkeypatch.setattr(extract, "missing", lambda source: [])
    assert extract.main() == 1
    assert capsys.readouterr().out == "a.po:1  stale: 'x'\n"
    monkeypatch.setattr(extract, "stale", lambda source: [])
    assert extract.main() == 0
