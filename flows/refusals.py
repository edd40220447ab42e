"""Why a reply was no answer, in one plain sentence of the person's language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time

from flows import understanding
from flows.form import Question
from flows.questions.text import LONGEST
from locales.calendars import named
from locales.text import Catalogue

_EXAMPLE_DAY = date(2026, 11, 28)
_EXAMPLE_TIME = time(10, 30)
_EXAMPLE_PHONES: Mapping[str, str] = {
    # As people there write them; of no line that is in use for certain.
    "MA": "0612345678",
    "IR": "09121234567",
    "CI": "0701020304",
    "SN": "771234567",
}

BIRTH = "birth_year"
"""The question for which an age is as good (programmes.md, M1)."""


def reason(code: str, question: Question, words: Catalogue) -> str:
    """Return what to tell the person; never a code, whatever the code."""
    family = code.partition(".")[0]
    if code == "number.not_whole" or (family == "number" and question.type == "integer"):
        return words.text("Please send a whole number, in digits. Example: 34")
    if family == "number" or family == "range":
        return words.text("Please send a number. Example: 2.5")
    if family == "year":
        return words.text("Please send a year of four digits. Example: 1995")
    if family == "time" or (family == "date" and question.type == "dateTime"):
        return _time(question, words)
    if family == "date":
        example = _day(question, words)
        return words.text("Please send a date. Example: {example}", example=example)
    if code == "phone.ten_digits":
        return words.text("This number in Côte d’Ivoire has ten digits now. Please send all ten.")
    if family == "phone":
        return words.text("Please send the phone number with all its digits.")
    if family == "name":
        return words.text("Please write the name with letters, 2 to 80 characters.")
    if code == "text.too_long":
        return words.text(
            "Your answer is too long: at most {n} characters.", n=words.number(LONGEST)
        )
    if code == "text.in_writing" and (question.choices or question.filter is not None):
        return words.text("Here, please press an answer or send its number.")
    if code == "text.in_writing":
        return words.text("Please answer this one in writing.")
    if code == "required":
        return words.text("This question needs an answer.")
    if code == "choice.none":
        return words.text("Please choose at least one answer.")
    if family == "place":
        example = words.ltr("33.5, -7.6")
        return words.text(
            "Please share a location, or type it like this: {example}", example=example
        )
    if family == "media":
        return words.text("Please send a file here, not words.")
    if family == "ice":
        return words.text("Please check the ICE number: it has 15 digits.")
    if family == "rank":
        return words.text("Please send all the numbers, in your order. Example: 2 1 3")
    if family == "choice":
        return words.text("Sorry, we did not understand. Choose an answer or write “help”.")
    if code == "constraint":
        return words.text("This answer does not fit.")
    return words.text("Sorry, we did not understand.")


def measured(question: Question, words: Catalogue) -> str:
    """Return how a number, a day or a time is written, "" for what is none of them."""
    match question.type:
        case "integer":
            shown = words.number(34)
        case "decimal":
            shown = words.number(2.5)
        case "date":
            shown = _day(question, words)
        case "time":
            shown = words.ltr(words.time(_EXAMPLE_TIME))
        case "dateTime":
            shown = words.date_time(datetime.combine(_EXAMPLE_DAY, _EXAMPLE_TIME), year=True)
        case _:
            return ""
    return words.text("For example: {example}", example=shown)


def _time(question: Question, words: Catalogue) -> str:
    """Return that a time is asked for, or a day and a time."""
    if question.type == "time":
        clock = words.ltr(words.time(_EXAMPLE_TIME))
        return words.text("Please send a time. Example: {example}", example=clock)
    moment = words.date_time(datetime.combine(_EXAMPLE_DAY, _EXAMPLE_TIME), year=True)
    return words.text("Please send a day and a time. Example: {example}", example=moment)


def _day(question: Question, words: Catalogue) -> str:
    """Return a day as the question wants it."""
    if question.kind == "date_islamic":
        return words.digits(named("islamic", _EXAMPLE_DAY, words.language))
    if question.kind == "date_persian" and words.language != "fa":
        return words.digits(named("persian", _EXAMPLE_DAY, words.language))
    return words.date(_EXAMPLE_DAY, year=True)


def clearly(places: Sequence[int], labels: Sequence[str], words: Catalogue) -> str:
    """Return how to agree and how not to, by number or words, where a loose yes is not enough."""
    (yes, no), (agree, refuse) = map(words.number, places), map(words.iso, labels)
    return words.text(
        "Here we need a clear answer. If you agree, write {yes} or: {agree}. If not, write {no} "
        "or: {refuse}.",
        yes=yes,
        agree=agree,
        no=no,
        refuse=refuse,
    )


def kindly(times: int, words: Catalogue) -> str:
    """Return what is said instead of the same reason once more; another sentence each time."""
    said = (
        words.text("It does not matter, take your time. Let us try once more."),
        words.text("There is no hurry. Answer in your own time, in a few words."),
        words.text("Thank you for trying. We are still at this question."),
    )
    return said[(times - 1) % len(said)]


def example(question: Question, offered: Sequence[str], words: Catalogue, country: str) -> str:
    """Return how an answer may look, or "" where none can be shown."""
    if offered:
        shown = words.iso(offered[0])
        return words.text("For example, write the number 1, or: {answer}", answer=shown)
    if question.name == BIRTH:
        return words.text("If you do not know it, write the age: {age} years", age=words.number(34))
    match question.kind:
        case "name":
            return words.text("For example: Fatima Benali")
        case "phone":
            there = _EXAMPLE_PHONES.get(country) or understanding.example_of(country)
            number = there or f"+212{_EXAMPLE_PHONES['MA'][1:]}"
            return words.text("For example: {example}", example=words.ltr(number))
        case "long":
            return words.text("One sentence is enough. You can also send a voice message.")
        case "text":
            return words.text("A few words are enough.")
    return ""


def ways_out(beside: Collection[str], words: Catalogue) -> str:
    """Return what somebody who struggles can do instead of answering."""
    if "keep" in beside:
        return words.text("You can keep the answer that you gave, or ask for a person.")
    if "skip" in beside:
        return words.text("You can skip this question or ask for a person.")
    return words.text("You can ask for a person.")
