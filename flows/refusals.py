"""Why a reply was no answer, in one plain sentence of the person's language."""

from __future__ import annotations

from datetime import date

from flows.form import Question
from flows.questions.text import LONGEST
from locales.text import Catalogue

_EXAMPLE_DAY = date(2026, 11, 28)


def reason(code: str, question: Question, words: Catalogue) -> str:
    """Return what to tell the person; never a code, whatever the code."""
    family = code.partition(".")[0]
    if code == "number.not_whole" or (family == "number" and question.type == "integer"):
        return words.text("Please send a whole number, in digits. Example: 34")
    if family == "number" or family == "range":
        return words.text("Please send a number. Example: 2.5")
    if family == "year":
        return words.text("Please send a year of four digits. Example: 1995")
    if family == "date":
        example = words.date(_EXAMPLE_DAY, year=True)
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
        return words.text(
            "Sorry, we did not understand. Choose a number from the list or write “help”."
        )
    if code == "constraint":
        return words.text("This answer does not fit.")
    return words.text("Sorry, we did not understand.")
