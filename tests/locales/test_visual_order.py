"""Every message that the bot can say reads right on a screen, whatever is filled in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import locales
from locales.bidi import plain, switched
from locales.text import LANGUAGES, Catalogue, Catalogues
from tests.locales.visual import faults, seen

NAMES = ("فاطمة الزهراء", "Awa Koné-Diallo", "Ali (2)", "سارة 12", "O’Neil & شركاؤه", "3 نجوم")
PHONES = ("+212612345678", "+989121234567", "+2250701020304")
DAY, HOUR = dt.date(2026, 11, 28), dt.time(10, 0)

Values = Callable[[Catalogue], Sequence[str]]


def names(words: Catalogue) -> Sequence[str]:
    return [words.iso(each) for each in NAMES]


def numbers(words: Catalogue) -> Sequence[str]:
    return [words.number(each) for each in (0, 3, 18, 1_234_567)]


def dates(words: Catalogue) -> Sequence[str]:
    return [words.date(DAY), words.date(DAY, year=True)]


def anything(words: Catalogue) -> Sequence[str]:
    """Return an answer of every kind as a summary shows it."""
    answers = [words.ltr(each) for each in PHONES]
    answers += [words.ltr("33.57311, -7.58984"), words.ltr("AL-2026-7Q"), words.number(2.5)]
    answers += [words.join(["الاثنين", "الخميس"]) if words.language != "fr" else "lundi et jeudi"]
    return [*answers, *names(words), *dates(words), words.time(HOUR)]


FILLED: Mapping[str, Values] = {
    "name": names,
    "other": lambda words: [*names(words), *dates(words)],
    "programme": names,
    "number": numbers,
    "more": names,
    "one": lambda words: [words.ltr("Telegram")],
    "org": names,
    "title": names,
    "place": names,
    "channel": names,
    "answer": names,
    "person": names,
    "value": anything,
    "list": lambda words: [words.join([words.iso(each) for each in NAMES[:3]])],
    "example": lambda words: [*dates(words), words.ltr("0612345678"), words.ltr("33.5, -7.6")],
    "phone": lambda words: [words.ltr(each) for each in PHONES],
    "code": lambda words: [words.ltr("7QK2-4M9X"), words.ltr("AL-2026-7Q")],
    "command": lambda words: [words.ltr("/record")],
    "n": numbers,
    "yes": numbers,
    "age": numbers,
    "no": numbers,
    "agree": names,
    "refuse": names,
    "total": numbers,
    "date": dates,
    "day": dates,
    "jalali": dates,
    "gregorian": dates,
    "islamic": dates,
    "time": lambda words: [words.time(HOUR)],
    "questions": lambda words: [words.questions(each) for each in (0, 1, 2, 7, 18, 100)],
    "retention": lambda words: [words.retention(each) for each in (1, 2, 24)],
    "languages": lambda words: [words.join(["العربية", "Français"])],
    "language": lambda words: [words.text("Language")],
    "step": names,
    "what": lambda words: [words.text("Reminders")],
    "when": lambda words: [words.text("as soon as possible")],
    "text": lambda words: [words.text("Thank you.")],
}
"""What is filled in for each place of a message, as the code makes it."""


def messages(language: str) -> Iterator[str]:
    path = Path(locales.__file__).parent / language / "LC_MESSAGES" / "rafiq.po"
    with path.open("rb") as file:
        for each in read_po(file):
            if each.id:
                yield from [each.string] if isinstance(each.string, str) else each.string or ()


def filled(message: str, words: Catalogue) -> Iterator[str]:
    """Yield a message with its places filled, every value of each place at least once."""
    places = list(dict.fromkeys(re.findall(r"\{(\w+)\}", message)))
    unknown = [each for each in places if each not in FILLED]
    assert not unknown, f"say in FILLED what is put in: {unknown} of {message!r}"
    if not places:
        yield message
        return
    values = [list(FILLED[each](words)) for each in places]
    for row in zip_longest(*values):
        said = message
        for place, value, first in zip(places, row, values, strict=True):
            said = said.replace(f"{{{place}}}", first[0] if value is None else value)
        yield said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_reads_right(words: Catalogues, language: str) -> None:
    catalogue = words[language]
    found = {
        fault
        for message in messages(language)
        for said in filled(message, catalogue)
        for fault in faults(catalogue.paragraph(said), language)
    }
    assert not found


@pytest.mark.parametrize("language", ["ar", "ary", "fa"])
def test_lists_read_from_the_right(words: Catalogues, language: str) -> None:
    catalogue = words[language]
    lines = [catalogue.digits(f"{n}. ") + catalogue.iso(each) for n, each in enumerate(NAMES, 1)]
    for line in catalogue.paragraph("\n".join(lines)).split("\n"):
        assert list(faults(line, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        pytest.param("ar", "من 1 إلى 5", "1", "5", id="Arabic"),
        pytest.param("ary", "من 1 (عيانة) حتى 5 (زوينة بزاف)", "1", "5", id="Darija"),
        pytest.param("fa", "از ۱ (ضعیف) تا ۵ (عالی)", "۱", "۵", id="Persian"),
        pytest.param("fa", "از ۱۰:۰۰ تا ۱۲:۳۰", "۱۰:۰۰", "۱۲:۳۰", id="hours"),
    ],
)
def test_a_range_in_words_begins_at_the_right(
    language: str, text: str, first: str, last: str
) -> None:
    shown = seen(text, language)
    assert shown.index(first) > shown.index(last)
    assert list(faults(text, language)) == []


@pytest.mark.parametrize(
    ("line", "language"),
    [
        pytest.param("النمرة +212612345678", "ary", id="a phone with nothing around it"),
        pytest.param("رقم الساعة 10:00-12:30", "ar", id="a range with a dash"),
        pytest.param("Nom : فاطمة (2)", "fr", id="no isolate, but also no fault that is seen"),
        pytest.param("من: \u2068سارة 12\u2069، العمر \u20665, 7\u2069", "ar", id="two isolates"),
    ],
)
def test_the_check_sees_what_is_wrong(line: str, language: str) -> None:
    bare = line.startswith(("النمرة", "رقم"))
    assert bool(list(faults(line, language))) is bare


@pytest.mark.parametrize(
    ("bidi", "expected"),
    [
        ("isolates", "\u2068Awa\u2069: \u2066+212612345678\u2069"),
        ("marks", "Awa: \u200e+212612345678\u200e"),
        ("none", "Awa: +212612345678"),
    ],
)
def test_a_channel_may_do_without(bidi: str, expected: str) -> None:
    said = "\u2068Awa\u2069: \u2066+212612345678\u2069"
    assert switched(said, bidi) == expected  # type: ignore[arg-type]


BLOCKS = ("phone", "code", "command")
"""What is filled in as one block, in a message of any language."""


@pytest.mark.parametrize("language", ["ar", "ary", "fa"])
def test_marks_alone_keep_every_block_in_one_piece(words: Catalogues, language: str) -> None:
    catalogue, found, seen_whole = words[language], [], 0
    for message in messages(language):
        for place in re.findall(r"\{(\w+)\}", message):
            for block in FILLED[place](catalogue) if place in BLOCKS else ():
                said = message.replace(f"{{{place}}}", block)
                shown = seen(switched(catalogue.paragraph(said), "marks"), language)
                seen_whole += 1
                if plain(block) not in shown:
                    found.append((said, shown))
    assert not found
    assert seen_whole > 10


@pytest.mark.parametrize("phone", PHONES)
def test_marks_alone_keep_a_phone_in_one_piece(words: Catalogues, phone: str) -> None:
    said = words["ary"].text("Is this your number? {phone}", phone=words["ary"].ltr(phone))
    assert phone in seen(switched(said, "marks"), "ary")
    assert phone not in seen(switched(said, "none"), "ary")
