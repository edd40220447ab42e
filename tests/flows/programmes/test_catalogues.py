"""Every text of the intakes is in the catalogue of every language that needs it."""

import csv
import re
from gettext import c2py

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.flows.programmes.sources import (
    FLOWS,
    FORMS,
    LANGUAGES,
    LOCALES,
    MODULES,
    PROGRAMMES,
    programme,
)  # fmt: skip

BUTTON = 20
"""Characters of a button on every channel (languages.md, section 5)."""

Texts = dict[str, str]


def catalogue(language: str, domain: str) -> Catalog:
    path = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as lines:
        return read_po(lines, abort_invalid=True)


def translations(language: str, domain: str) -> Texts:
    found = catalogue(language, domain)
    return {str(m.context): str(m.string) for m in found if m.id and not m.fuzzy}


def domain_texts(domain: str) -> Texts:
    if domain == "programmes":
        keys = ("name", "organisation", "next_step")
        return {f"{name}:{key}": programme(name)[key] for name in PROGRAMMES for key in keys}
    if domain in MODULES:
        return dict(MODULES[domain].texts())
    return dict(FORMS[domain.removesuffix(".intake")].sources[0].texts())


OURS = sorted({"programmes", *MODULES, *(form.id for form in FORMS.values())})
FILES = [
    pytest.param(language, domain, id=f"{language} {domain}")
    for language in LANGUAGES
    for domain in OURS
    if (LOCALES / language / "LC_MESSAGES" / f"{domain}.po").exists()
]
SERVED = [
    pytest.param(name, language, id=f"{name} {language}")
    for name in PROGRAMMES
    for language in FORMS[name].languages
]


@pytest.mark.parametrize(("name", "language"), SERVED)
def test_nothing_is_missing(name: str, language: str) -> None:
    form = FORMS[name]
    missing = [
        (source.domain, context)
        for source in form.sources
        for context, _ in source.texts(form.lists)
        if not translations(language, source.domain).get(context)
    ]
    said = translations(language, "programmes")
    missing += [
        ("programmes", key)
        for key in (f"{name}:name", f"{name}:organisation", f"{name}:next_step")
        if not said.get(key)
    ]
    assert missing == []


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_nothing_is_stale_fuzzy_or_empty(language: str, domain: str) -> None:
    current = domain_texts(domain)
    entries = [message for message in catalogue(language, domain) if message.id]
    assert entries
    for message in entries:
        assert current.get(str(message.context)) == message.id, message.context
        assert message.string, message.context
        assert not message.fuzzy, message.context


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_the_header_knows_the_language_and_its_plurals(language: str, domain: str) -> None:
    found = catalogue(language, domain)
    assert str(found.locale) == {"ary": "ar_MA"}.get(language, language)
    form_of = c2py(found.plural_expr)
    counts = (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)
    arabic = [0, 1, 2, 3, 3, 4, 4, 5, 5, 3]
    forms = arabic if language in ("ar", "ary") else [0, 0, 1, 1, 1, 1, 1, 1, 1, 1]
    assert [form_of(n) for n in counts] == forms
    assert found.num_plurals == max(forms) + 1


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_buttons_and_summary_lines_fit(language: str, domain: str) -> None:
    said = translations(language, domain)
    for context, text in said.items():
        row, _, column = context.rpartition(":")
        button = column == "short" or (column == "label" and "." in row)
        if button and not (column == "label" and f"{row}:short" in said):
            assert len(text) <= BUTTON, (context, text, len(text))


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_sentences_are_short(language: str, domain: str) -> None:
    ready = ("consent_sensitive:label", "guardian_ok:label")  # words of languages.md, section 7
    for context, text in translations(language, domain).items():
        for sentence in re.split(r"[.!?؟]", text):
            assert context in ready or len(sentence.split()) <= 15, (context, sentence)


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_letters_and_marks_are_those_of_the_language(language: str, domain: str) -> None:
    wrong = {
        "fr": ("'", " ?", " !", " ;", " :", "« ", " »"),
        "fa": ("ي", "ك", "ى", "ة", "?", ";", ",", "\u200f"),
        "ar": ("ی", "ک", "گ", "?", ";", ",", "\u200c"),
        "ary": ("ی", "ک", "?", ";", ",", "\u200c"),
    }[language]
    for context, text in translations(language, domain).items():
        if not context.startswith("languages."):
            assert [mark for mark in wrong if mark in text] == [], (context, text)
            assert text == text.strip()
    # Digits people read are Persian in Persian (languages.md, section 1, rule 7).
    if language == "fa":
        latin = [
            t for t in translations(language, domain).values() if any("0" <= c <= "9" for c in t)
        ]
        assert latin == []


@pytest.mark.parametrize(
    ("file", "module", "list_name", "language"),
    [
        pytest.param("ivory_coast", "place_west_africa", "districts", "fr", id="Côte d’Ivoire"),
        pytest.param("senegal", "place_west_africa", "regions", "fr", id="Senegal"),
        pytest.param("iran", "place_iran", "provinces", "fa", id="Iran"),
    ],
)
def test_places_are_named_as_in_the_place_files(
    file: str, module: str, list_name: str, language: str
) -> None:
    said = translations(language, module)
    with (FLOWS / "places" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        for place in csv.DictReader(lines):
            assert said[f"{list_name}.{place['code']}:label"] == place[language]
