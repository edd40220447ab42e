"""The pictures and sounds of a question, in the person's language: sent before its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from flows.form import Form, Media, Question, Text
from flows.talk import Talk
from flows.turn import Attachment, MediaKind
from locales.text import CHAIN

PICTURED = 10
"""Choices whose pictures are sent: as many as are listed with a number."""
_KINDS: Mapping[str, MediaKind] = {"image": "image", "audio": "audio", "video": "video"}
_VOICE = frozenset({".ogg", ".opus"})
"""Endings that Telegram plays as a voice message (https://core.telegram.org/bots/api#sendvoice)."""


def attachments(talk: Talk, question: Question) -> tuple[Attachment, ...]:
    """Return what is sent before a question: its own, then that of its choices in their order."""
    language, form = talk.person.language, talk.form
    if form is None or not form.files:
        return ()
    silent = _reads(form, talk.person.mode)
    found = [*_of(question.media, question.label, language)]
    offered = talk.standing().options(question) if question.choices else ()
    if len(offered) <= PICTURED and not talk.position.search:
        for choice in offered:
            found += _of(choice.media, choice.label, language)
    heard = ("audio", "voice")
    return tuple(each for each in found if not (silent and each.kind in heard))


def _reads(form: Form, mode: str) -> bool:
    """Return whether the person was asked, and wants to read and not to listen."""
    return mode == "text" and form.role("mode") is not None


def _of(media: Media, label: Text, language: str) -> Iterator[Attachment]:
    for column, kind in _KINDS.items():
        if name := _said(media.get(column, {}), label, language, anything=column == "image"):
            voice = kind == "audio" and PurePosixPath(name).suffix in _VOICE
            yield Attachment(kind="voice" if voice else kind, name=name)


def _said(files: Mapping[str, str], label: Text, language: str, *, anything: bool) -> str:
    """Return the file in a language that the person understands, or that her label is in.

    A picture is understood in any.
    """
    chain: Sequence[str] = (language, *CHAIN.get(language, ()))
    read = next((each for each in (*chain, "en", *label.parts) if each in label.parts), "")
    for code in (*chain, read, "und", *(files if anything else ())):
        if code in files:
            return files[code]
    return ""
