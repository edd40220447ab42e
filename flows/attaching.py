"""The pictures and sounds of a question, in the person's language: sent before its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flows import voices
from flows.form import Group, Media, Question, Text
from flows.frozen import changed
from flows.message import Attachment, MediaKind
from flows.talk import Talk
from locales.text import CHAIN

PICTURED = 10
"""Choices whose pictures are sent: as many as are listed with a number."""
CAPTION = 1_000
"""Characters: fewer than any channel takes."""
HEARD: Sequence[MediaKind] = ("voice", "audio")
_KINDS: Mapping[str, MediaKind] = {"image": "image", "audio": "audio", "video": "video"}


def attachments(talk: Talk, question: Question) -> tuple[Attachment, ...]:
    """Return what is sent before a question: its own, then that of its choices in their order."""
    language, form = talk.person.language, talk.form
    listens = voices.listens(talk)
    voice = voices.recorded(talk, question) if listens else ()
    if form is None or not form.files:
        return voice
    silent = not listens
    own = {} if _had(talk, question) else question.media
    found = [*voice, *_of(own, question.label, language)]
    if voice:  # the coordinator's own is later than the form's
        found = [*voice, *(each for each in found if each.kind not in HEARD)]
    offered = talk.standing().options(question) if question.choices else ()
    if len(offered) <= PICTURED and not talk.position.search:
        for place, choice in enumerate(offered, 1):
            name = talk.words.digits(f"{place}. ") + choice.label.say(language)
            found += (
                changed(each, caption=name[:CAPTION])
                for each in _of(choice.media, choice.label, language)
            )
    return tuple(each for each in found if not (silent and each.kind in HEARD))


def _had(talk: Talk, question: Question) -> bool:
    """Return whether a repeat has shown its own already: it has entries."""
    return question.role == "repeat" and bool(
        talk.standing().values.get(question.key.removesuffix("[+]"))
    )


def of_group(talk: Talk, group: Group) -> tuple[Attachment, ...]:
    """Return what is sent before the first question of a group, as its title is said."""
    if talk.form is None or not talk.form.files or not group.media:
        return ()
    listens = voices.listens(talk)
    found = _of(group.media, group.label, talk.person.language)
    return tuple(each for each in found if listens or each.kind not in HEARD)


def aloud(talk: Talk, question: Question) -> tuple[Attachment, ...]:
    """Return a question's voice for somebody who struggles with it, however she wants them put."""
    form = talk.form
    if voice := voices.recorded(talk, question):
        return voice
    if form is None or not form.files:
        return ()
    own = _of(question.media, question.label, talk.person.language)
    return tuple(each for each in own if each.kind in HEARD)


def _of(media: Media, label: Text, language: str) -> Iterator[Attachment]:
    for column, kind in _KINDS.items():
        if name := _said(media.get(column, {}), label, language, anything=column == "image"):
            sound = kind == "audio"
            yield voices.attachment(name) if sound else Attachment(kind=kind, name=name)


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
