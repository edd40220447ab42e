"""Faults in the languages of those who write forms."""

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import locales
from flows.compile import FormFaults, compile_form
from flows.compiling.faults import Fault, translator
from tests.flows.compile.sentences import sentences

SENTENCES = [*dict.fromkeys(sentences()), "row {n}", "error", "warning"]
LANGUAGES = ("fr", "ar", "fa")


def catalogue(language: str) -> dict[str, str]:
    path = Path(locales.__file__).parent / language / "LC_MESSAGES" / "faults.po"
    with path.open("rb") as lines:
        return {str(each.id): str(each.string) for each in read_po(lines) if each.id}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    said = catalogue(language)
    assert sorted(said) == sorted(SENTENCES)
    assert all(said.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_what_the_sentence_names(language: str) -> None:
    for sentence, said in catalogue(language).items():
        assert placeholders(said) == placeholders(sentence), sentence


def fault() -> Fault:
    form = "| survey |\n| | type | name | label | relevant |\n| | text | a | A | ${xyz} = 1 |\n"
    with pytest.raises(FormFaults) as refused:
        compile_form(f"{form}| | text | b | B | |\n".encode(), name="f.md")
    return refused.value.faults[0]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        pytest.param(
            "fr",
            "f.md:3, survey, ligne 2, relevant: ${xyz} ne renvoie à rien : le formulaire n’a pas "
            "de question nommée xyz.",
            id="French",
        ),
        pytest.param(
            "ar",
            "f.md:3, survey, السطر 2, relevant: \u200f${xyz} لا يشير إلى شيء: ليس في الاستمارة "
            "سؤال اسمه xyz.",
            id="Arabic",
        ),
        pytest.param(
            "fa",
            "f.md:3, survey, سطر 2, relevant: \u200f${xyz} به چیزی اشاره نمی‌کند: فرم پرسشی به نام "
            "xyz ندارد.",
            id="Persian",
        ),
        pytest.param("sw", str(fault()), id="a language without a catalogue"),
    ],
)
def test_a_fault_is_said_in_a_language(language: str, line: str) -> None:
    assert fault().line_in(translator(language)) == line
