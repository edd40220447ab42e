"""What people type, read without guessing: pure, and the same answer every time.

A reader returns `Read` (certain), `Ask` (likely: ask back) or `Refused` (a code that says why).
"""

from flows.understanding.choices.option import Option
from flows.understanding.choices.reading import choice
from flows.understanding.choices.yes_or_no import sentence
from flows.understanding.dates.calendars import Calendar
from flows.understanding.dates.days import date
from flows.understanding.dates.times import time
from flows.understanding.dates.years import year
from flows.understanding.folding import ascii_digits, fold
from flows.understanding.intents.agreeing import YesNo, consent, yes_no
from flows.understanding.intents.indexed import INTENTS
from flows.understanding.intents.likely import asked_for, likely
from flows.understanding.intents.meaning import intent
from flows.understanding.lexicon import Intent
from flows.understanding.names import ice, name
from flows.understanding.numbers.reading import number
from flows.understanding.outcomes import Ask, Outcome, Read, Refused
from flows.understanding.phones.dialling import phone_by_language, phone_from
from flows.understanding.phones.reading import Country, example_of, phone
from flows.understanding.spoken.reasons import before_reason

__all__ = [
    "INTENTS",
    "Ask",
    "Calendar",
    "Country",
    "Intent",
    "Option",
    "Outcome",
    "Read",
    "Refused",
    "YesNo",
    "ascii_digits",
    "asked_for",
    "before_reason",
    "choice",
    "consent",
    "date",
    "example_of",
    "fold",
    "ice",
    "intent",
    "likely",
    "name",
    "number",
    "phone",
    "phone_by_language",
    "phone_from",
    "sentence",
    "time",
    "year",
    "yes_no",
]
