"""What people type, read without guessing: pure, and the same answer every time."""

from flows.understanding.choices import Option, choice
from flows.understanding.folding import ascii_digits, fold
from flows.understanding.intents import INTENTS, YesNo, consent, intent, yes_no
from flows.understanding.lexicon import Intent
from flows.understanding.outcomes import Ask, Outcome, Read, Refused

__all__ = [
    "INTENTS",
    "Ask",
    "Intent",
    "Option",
    "Outcome",
    "Read",
    "Refused",
    "YesNo",
    "ascii_digits",
    "choice",
    "consent",
    "fold",
    "intent",
    "yes_no",
]
