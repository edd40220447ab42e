"""Every type of question: what it takes, what it refuses, how it shows what it took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from _pytest.mark.structures import ParameterSet

from bot.publishing import words
from flows.compile import compile_form
from flows.form import Form, Question
from flows.incoming import Upload
from flows.loading import load
from flows.questions import TYPES, Reply, Shown
from flows.understanding import Ask, Read, Refused
from locales.bidi import plain

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Africa/Casablanca"))
NAME = "media-0123456789abcdef01234567.ogg"
FORM = """
| survey |
| | type | name | label | parameters | bind::rafiq:as | bind::rafiq:calendar | appearance |
| | text | text | A text | | | |
| | text | long | A story | | long | |
| | text | name | A name | | name | |
| | text | phone | A phone | | phone | |
| | text | ice | An ICE | | ice | |
| | barcode | barcode | A barcode | | | |
| | integer | integer | A number | | | |
| | integer | year | A year | | year | |
| | integer | jalali | A Persian year | | year | jalali |
| | decimal | decimal | A weight | | | |
| | range | range | A mark | start=1 end=5 step=1 | | |
| | date | date | A day | | | |
| | time | time | A time | | | |
| | dateTime | dateTime | A moment | | | |
| | select_one c | select_one | One | | | |
| | select_multiple c | select_multiple | Some | | | |
| | rank c | rank | In order | | | |
| | acknowledge | acknowledge | Read this | | | |
| | geopoint | geopoint | A place | | | |
| | image | image | A picture | | | |
| | audio | audio | A sound | | | |
| | video | video | A film | | | |
| | file | file | A file | | | |
| | text | numbers | An account | | | | numbers |
| | date | persian | An Iranian day | | | | persian |
| | date | islamic | An Islamic day | | | | w2 islamic |
| settings |
| | form_id | namespaces |
| | types | rafiq="https://rafiq.example/xforms" |
| choices |
| | list_name | name | label::English (en) | label::Arabic (ar) |
| | c | bread | Bread | خبز |
| | c | milk | Milk | حليب |
| | c | honey | Honey | عسل |
"""


@cache
def form() -> Form:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "types.md"
        path.write_text(FORM, encoding="utf-8")
        return load(compile_form(path).document)


def question(name: str) -> Question:
    return form().by_key[name]


def sent(kind: Any) -> Reply:
    return Reply(upload=Upload(kind=kind, reference="r", name=NAME), language="fr", now=NOW)


def typed(text: str, language: str = "fr", **more: Any) -> Reply:
    return Reply(text=text, language=language, now=NOW, **more)


VOICE, IMAGE = sent("voice"), sent("image")
IN_WRITING = Refused(code="text.in_writing")
UNKNOWN = Refused(code="choice.unknown")
ROWS: Mapping[str, Mapping[str, tuple[Reply, object]]] = {
    # Name of the question above, a name for the row: what was sent, what it comes to.
    "text": {
        "words": (typed("  Yopougon "), "Yopougon"),
        "composed": (typed("Kone\u0301"), "Koné"),
        "controls and marks": (typed("a\x00b\u202e\u200fc\ud800"), "abc"),
        "a joiner stays": (typed("می\u200cشود", "fa"), "می\u200cشود"),
        "lines stay": (typed("a\nb"), "a\nb"),
        "nothing": (typed(" \u200f "), Refused(code="text.empty")),
        "too long": (typed("x" * 4_001), Refused(code="text.too_long")),
        "a voice note": (VOICE, NAME),
        "a picture": (IMAGE, IN_WRITING),
    },
    "long": {
        "words": (typed("Une histoire"), "Une histoire"),
        "a voice note": (VOICE, NAME),
        "music": (sent("audio"), NAME),
        "a picture": (IMAGE, IN_WRITING),
    },
    "name": {
        "a name": (typed("Fatima Ezzahra N’Diaye-Bâ"), "Fatima Ezzahra N’Diaye-Bâ"),
        "with a number": (typed("Awa 2"), Refused(code="name.letters")),
        "a voice note": (VOICE, NAME),
        "a picture": (IMAGE, IN_WRITING),
    },
    "phone": {
        "Moroccan": (typed("٠٦ ١٢ ٣٤ ٥٦ ٧٨", "ar"), "+212612345678"),
        "Iranian": (typed("۰۹۱۲۳۴۵۶۷۸۹", "fa", country="IR"), "+989123456789"),
        "Ivorian": (typed("07 08 09 10 11", country="CI"), "+2250708091011"),
        "a contact without plus": (typed("", contact="212612345678"), "+212612345678"),
        "too short": (typed("0612"), Refused(code="phone.invalid")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "ice": {
        "its digits": (typed("001525713000012"), Refused(code="ice.check")),
        "a word": (typed("mon ICE"), Refused(code="ice.digits")),
    },
    "barcode": {"typed": (typed("6111245"), "6111245"), "a voice note": (VOICE, IN_WRITING)},
    "integer": {
        "latin": (typed("34"), 34),
        "arabic": (typed("٣٤", "ar"), 34),
        "persian": (typed("۳۴", "fa"), 34),
        "Darija in Latin letters": (typed("rb3in", "ary"), 40),
        "Arabic in words": (typed("ثلاثة وثلاثون", "ar"), 33),
        "a fraction": (typed("2,5"), Refused(code="number.not_whole")),
        "beyond a double": (typed("9" * 17), Refused(code="number.not_a_number")),
        "a word": (typed("beaucoup"), Refused(code="number.not_a_number")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "year": {
        "Gregorian": (typed("1995"), 1995),
        "Jalali": (typed("۱۳۷۴", "fa"), 1995),
        "a word": (typed("jadis"), Refused(code="year.not_a_year")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "jalali": {
        "Jalali": (typed("۱۳۹۸", "fa"), 1398),
        "Gregorian": (typed("2019", "fa"), 1398),
    },
    "decimal": {
        "a comma": (typed("61,5"), 61.5),
        "an Arabic comma": (typed("٦١٫٥", "ar"), 61.5),
        "whole": (typed("61"), 61),
        "a voice note": (VOICE, IN_WRITING),
    },
    "range": {
        "inside": (typed("٣", "ar"), 3),
        "outside": (typed("6"), Refused(code="range.outside")),
        "between the steps": (typed("2,5"), Refused(code="range.outside")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "date": {
        "in words": (typed("28 novembre 2026"), "2026-11-28"),
        "Jalali": (typed("۷ آذر ۱۴۰۵", "fa"), "2026-11-28"),
        "tomorrow in Darija": (typed("ghedda", "ary"), "2026-11-24"),
        "a word": (typed("bientôt"), Refused(code="date.not_a_date")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "persian": {
        "in Persian": (typed("۷ آذر ۱۴۰۵", "fa"), "2026-11-28"),
        "in numbers": (typed("7/9/1405"), Ask(values=("2026-11-28",))),
        "the year first": (typed("١٤٠٥-٩-٧", "ar"), Ask(values=("2026-11-28",))),
        "a month’s name": (typed("7 azar 1405"), Ask(values=("2026-11-28",))),
        "in Arabic": (typed("٧ آذر ١٤٠٥", "ar"), Ask(values=("2026-11-28",))),
        "Gregorian": (typed("2026-11-28"), "2026-11-28"),
        "tomorrow": (typed("demain"), "2026-11-24"),
        "no such day": (typed("32/9/1405"), Refused(code="date.impossible")),
        "a word": (typed("bientôt"), Refused(code="date.not_a_date")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "islamic": {
        "in numbers": (typed("1/9/1447"), Ask(values=("2026-02-18",))),
        "the year first": (typed("١٤٤٧/٩/١", "ar"), Ask(values=("2026-02-18",))),
        "in Arabic": (typed("1 رمضان 1447 هـ", "ar"), Ask(values=("2026-02-18",))),
        "a long name": (typed("12 ربيع الثاني 1448", "ary"), Ask(values=("2026-09-25",))),
        "in Latin letters": (typed("10 Dhu al-Hijjah 1447", "en"), Ask(values=("2026-05-27",))),
        "in French": (typed("1er chaabane 1447"), Ask(values=("2026-01-20",))),
        "in Persian": (typed("۱ رمضان ۱۴۴۷", "fa"), Ask(values=("2026-02-18",))),
        "Gregorian": (typed("18 février 2026"), "2026-02-18"),
        "no year": (typed("1 رمضان", "ar"), Refused(code="date.incomplete")),
        "no such day": (typed("30/2/1447"), Refused(code="date.impossible")),
        "a word": (typed("bientôt"), Refused(code="date.not_a_date")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "numbers": {
        "zeros in front": (typed("٠٠٧ ١٢", "ar"), "00712"),
        "Persian": (typed("۱۲٫۵", "fa"), "12.5"),
        "in words": (typed("trente-quatre"), "34"),
        "a word": (typed("beaucoup"), Refused(code="number.not_a_number")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "time": {
        "digits": (typed("10:30"), "10:30"),
        "French": (typed("10h30"), "10:30"),
        "a voice note": (VOICE, IN_WRITING),
    },
    "dateTime": {
        "both": (typed("28 novembre 2026 10:30"), "2026-11-28T10:30"),
        "ISO": (typed("2026-11-28T10:30"), "2026-11-28T10:30"),
        "a day alone": (typed("28 novembre 2026"), Refused(code="date.unknown")),
        "a voice note": (VOICE, IN_WRITING),
    },
    "select_one": {
        "a button": (typed("", key="milk"), "milk"),
        "an unknown button": (typed("", key="wine"), UNKNOWN),
        "a number": (typed("٢", "ar"), "milk"),
        "a label": (typed("honey"), "honey"),
        "another language’s label": (typed("عسل"), "honey"),
        "none of them": (typed("du vin"), UNKNOWN),
        "a voice note": (VOICE, IN_WRITING),
    },
    "rank": {
        "numbers": (typed("2 1 3"), ["milk", "bread", "honey"]),
        "Arabic digits": (typed("٢ ١ ٣", "ar"), ["milk", "bread", "honey"]),
        "one number": (typed("321"), ["honey", "milk", "bread"]),
        "too few": (typed("1 2"), Refused(code="rank.incomplete")),
        "one twice": (typed("1 2 2"), Refused(code="rank.incomplete")),
        "a label": (typed("bread"), Refused(code="rank.incomplete")),
    },
    "select_multiple": {
        "a button": (typed("", key="milk"), ["milk"]),
        "numbers": (typed("3 1"), ["bread", "honey"]),
        "numbers with and": (typed("١ و ٣", "ar"), ["bread", "honey"]),
        "labels": (typed("خبز، حليب", "ar"), ["bread", "milk"]),
        "one of them unknown": (typed("bread, wine"), UNKNOWN),
        "a voice note": (VOICE, IN_WRITING),
    },
    "acknowledge": {
        "the button": (typed("", key="OK"), "OK"),
        "its number": (typed("۱", "fa"), "OK"),
        "a yes": (typed("d’accord"), "OK"),
        "a no": (typed("non"), UNKNOWN),
    },
    "geopoint": {
        "shared": (typed("", location=(33.5, -7.6)), "33.5 -7.6 0 0"),
        "typed": (typed("33.5, -7.6"), "33.5 -7.6 0 0"),
        "Arabic digits": (typed("٣٣.٥، ٧.٦", "ar"), "33.5 7.6 0 0"),
        "off the globe": (typed("93.5, 7"), Refused(code="place.unknown")),
        "a word": (typed("ici"), Refused(code="place.unknown")),
    },
    "image": {"a picture": (IMAGE, NAME), "words": (typed("x"), Refused(code="media.wanted"))},
    "audio": {"a voice note": (VOICE, NAME), "a picture": (IMAGE, Refused(code="media.wanted"))},
    "video": {
        "a film": (sent("video"), NAME),
        "a picture": (IMAGE, Refused(code="media.wanted")),
    },
    "file": {
        "a file": (sent("file"), NAME),
        "a picture": (IMAGE, NAME),
        "a sticker": (sent("sticker"), Refused(code="media.wanted")),
    },
}
SHOWN = (
    # Question, value, language, as it is read.
    ("text", "Koné", "fr", "Koné"),
    ("text", "Koné", "ar", "\u2068Koné\u2069"),
    ("long", NAME, "ary", "(ميساج صوتي)"),
    ("long", "une idée", "fr", "une idée"),
    ("name", "سارا", "fa", "\u2068سارا\u2069"),
    ("phone", "+212612345678", "ar", "\u2066+212612345678\u2069"),
    ("phone", "+989123456789", "fa", "\u2066+989123456789\u2069"),
    ("ice", "001525713000012", "fr", "001525713000012"),
    ("barcode", "6111245", "fr", "6111245"),
    ("integer", 34, "fa", "۳۴"),
    ("integer", 34, "ar", "34"),
    ("year", 1995, "fr", "1995"),
    ("year", 1995, "fa", "۱۳۷۴ (۱۹۹۵ میلادی)"),
    ("jalali", 1398, "fa", "۱۳۹۸"),
    ("decimal", 61.5, "fr", "61,5"),
    ("decimal", 61.5, "fa", "۶۱٫۵"),
    ("range", 3, "ary", "3"),
    ("date", "2026-11-28", "fr", "samedi 28 novembre 2026"),
    ("date", "2026-11-28", "fa", "شنبه ۷ آذر ۱۴۰۵"),
    ("persian", "2026-11-28", "fa", "شنبه ۷ آذر ۱۴۰۵"),
    ("persian", "2026-11-28", "fr", "7 azar 1405 (samedi 28 novembre 2026)"),
    ("islamic", "2026-02-18", "ar", "1 رمضان 1447 (الأربعاء 18 فبراير 2026)"),
    ("islamic", "2026-02-18", "ary", "1 رمضان 1447 (الأربعاء 18 فبراير 2026)"),
    ("islamic", "2026-02-18", "fa", "۱ رمضان ۱۴۴۷ (چهارشنبه ۲۹ بهمن ۱۴۰۴)"),
    ("numbers", "00712", "ar", "\u206600712\u2069"),
    ("time", "10:30", "fa", "۱۰:۳۰"),
    ("dateTime", "2026-11-28T10:30", "fr", "samedi 28 novembre 2026 à 10:30"),
    ("select_one", "milk", "ar", "حليب"),
    ("select_multiple", ["bread", "honey"], "ar", "خبز وعسل"),
    ("rank", ["milk", "honey", "bread"], "ar", "حليب، عسل، خبز"),
    ("acknowledge", "OK", "fr", "Oui"),
    ("geopoint", "33.5 -7.6 0 0", "ar", "\u206633.5, -7.6\u2069"),
    ("image", NAME, "fr", "(fichier)"),
    ("audio", NAME, "fr", "(fichier)"),
    ("video", NAME, "fr", "(fichier)"),
    ("file", NAME, "fr", "(fichier)"),
)


def rows() -> Iterator[ParameterSet]:
    for name, cases in ROWS.items():
        for case, (reply, expected) in cases.items():
            yield pytest.param(name, reply, expected, id=f"{name}: {case}")


@pytest.mark.parametrize(("name", "reply", "expected"), list(rows()))
def test_read(name: str, reply: Reply, expected: object) -> None:
    asked = question(name)
    outcome = TYPES[asked.kind].read(asked, replace(reply, options=asked.choices))
    if isinstance(expected, Ask | Refused):
        assert outcome == expected
    else:
        assert outcome == Read(value=expected)


@pytest.mark.parametrize(
    ("name", "value", "language", "expected"),
    [pytest.param(*row, id=f"{row[2]}: {row[0]} {row[1]}") for row in SHOWN],
)
def test_show(name: str, value: Any, language: str, expected: str) -> None:
    asked = question(name)
    labels = {each.name: each.label.say(language) for each in asked.choices}
    shown = TYPES[asked.kind].show(asked, value, Shown(words=words()[language], labels=labels))
    assert shown == expected


def test_every_type_has_rows() -> None:
    kinds = {each.kind for each in form().questions}
    assert kinds == set(TYPES)
    assert {question(name).kind for name in ROWS} == set(TYPES)
    assert {question(name).kind for name, *_ in SHOWN} == set(TYPES)


@pytest.mark.parametrize("name", ["date", "persian", "islamic", "time", "dateTime"])
def test_what_is_no_day_and_no_time_is_shown_as_it_is(name: str) -> None:
    """A form may calculate anything, a number of letters for a day."""
    asked = question(name)
    shown = TYPES[asked.kind].show(asked, "10 h", Shown(words=words()["fr"], labels={}))
    assert shown == "10 h"


def test_what_is_shown_reads_back() -> None:
    """What a summary shows, sent again, is the same answer."""
    for name, value, language, _ in SHOWN:
        asked = question(name)
        kind = TYPES[asked.kind]
        labels = {each.name: each.label.say(language) for each in asked.choices}
        if asked.type in ("image", "audio", "video", "file", "acknowledge") or value == NAME:
            continue
        if name == "ice":  # a number that no company has
            continue
        shown = kind.show(asked, value, Shown(words=words()[language], labels=labels))
        country = "IR" if language == "fa" else "MA"
        reply = typed(plain(shown), language, options=asked.choices, country=country)
        assert kind.read(asked, reply) == Read(value=value), f"{language}: {shown}"
