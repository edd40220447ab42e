"""Words: text and long (which also take a voice note), name, phone, ice, barcode."""

from __future__ import annotations

import re
import unicodedata

from flows import understanding
from flows.form import Question
from flows.incoming import is_file
from flows.questions.reply import Reply, Shown, widened
from flows.state import Value
from flows.understanding import Outcome, Read, Refused

_FIGURES = re.compile(r"[+\-]?[0-9][0-9.,/٫٬\-]*")
SPOKEN = ("voice", "audio")
"""Kinds of files that somebody said something in."""
LONGEST = 4_000
"""Characters an answer may have: what one Telegram message holds, with room for quotes."""


def clean(text: str) -> str:
    """Return the text as it is kept: NFC, without control characters, spaces trimmed."""
    kept = "".join(c for c in text if c in "\n\u200c\u200d" or unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", kept).strip()


class Text:
    """Any words (https://xlsform.org/en/#question-types)."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the words, or ``text.in_writing`` for a file, ``text.too_long``.

        A voice note is taken whatever the words must be: a coordinator writes down what it says.
        """
        if reply.upload is not None and spoken(question) and reply.upload.kind in SPOKEN:
            return Read(value=reply.upload.name)
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        text = clean(reply.text)
        if len(text) > LONGEST:
            return Refused(code="text.too_long")
        return Read(value=text) if text else Refused(code="text.empty")

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the words, isolated from what stands around them, or that it is a voice note."""
        if is_file(str(value)):
            return shown.words.text("(voice note)")
        return shown.words.iso(str(value))


class Long(Text):
    """Words or a voice note, as ``text``; the channel may offer a button to record one."""


def spoken(question: Question) -> bool:
    """Return whether a voice note is an answer to a question in words: who cannot write says it."""
    return question.kind in ("long", "text", "name")


class Name(Text):
    """A person's name: 2 to 80 letters (languages.md, section 6)."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the name, or a code of ``understanding.name``; a voice note as for any words."""
        if reply.upload is not None:
            return super().read(question, reply)
        return widened(understanding.name(reply.text))


class Phone:
    """A phone number in E.164, from digits of any script or a shared contact."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return ``+212…``, or a code of ``understanding.phone``."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        typed = reply.contact or reply.text
        if reply.contact and not typed.startswith("+"):
            typed = f"+{typed}"
        return widened(understanding.phone_from(typed, reply.country, reply.language))

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the number as one left-to-right block."""
        return shown.words.ltr(str(value))


class Numbers(Text):
    """Figures that are no quantity, as a code or an account (appearance ``numbers``)."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the figures in ASCII, zeros in front kept, or ``number.not_a_number``."""
        outcome = super().read(question, reply)
        if not isinstance(outcome, Read):
            return outcome
        typed = "".join(understanding.ascii_digits(str(outcome.value)).split())
        if _FIGURES.fullmatch(typed):
            return Read(value=typed.replace("٫", ".").replace("٬", ""))
        spoken = understanding.number(reply.text, reply.language, whole=False)
        if isinstance(spoken, Read):
            return Read(value=str(spoken.value))
        return Refused(code="number.not_a_number")

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the figures as one left-to-right block."""
        return shown.words.ltr(str(value))


class Ice(Text):
    """A Moroccan company's common identifier: 15 digits, mod 97 = 0."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the digits, or a code of ``understanding.ice``."""
        return widened(understanding.ice(reply.text))
