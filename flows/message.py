"""What goes out: what the bot says, before any channel has given it its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from flows.frozen import quick

Lane: TypeAlias = Literal["reply", "reminder", "broadcast"]
MediaKind: TypeAlias = Literal["image", "voice", "audio", "video", "file", "sticker"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that may be chosen."""

    key: str
    label: str
    short: str = ""
    """At most 20 characters, for buttons; empty where the label itself is short enough."""
    chosen: bool = False
    """Ticked, in a select_multiple that is not done yet."""
    numbered: bool = False
    """Its label begins with the number that may be typed: a channel puts none before it."""

    def to_json(self) -> dict[str, object]:
        """Return the option as JSON-ready data without what is empty."""
        data: dict[str, object] = {"key": self.key, "label": self.label}
        if self.short:
            data["short"] = self.short
        if self.chosen:
            data["chosen"] = True
        if self.numbered:
            data["numbered"] = True
        return data


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is sent with a message."""

    kind: MediaKind
    name: str
    """Name of the stored file (``media.name``)."""
    caption: str = ""
    """What it shows, where it is not the message's own words that say so; plain text."""

    def to_json(self) -> dict[str, object]:
        """Return the attachment as JSON-ready data without what is empty."""
        data: dict[str, object] = {"kind": self.kind, "name": self.name}
        return {**data, "caption": self.caption} if self.caption else data


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What the bot says, before any channel has given it its shape."""

    text: str
    """Plain text with bidi isolates; never markup."""
    language: str
    choices: tuple[Option, ...] = ()
    actions: tuple[Option, ...] = ()
    token: str = ""
    """Which question the options belong to; comes back with a tap: old buttons are known by it."""
    about: str = ""
    """Key of the question that it puts: a reply to the message is known by it."""
    many: bool = False
    """The choices are ticked one by one; the last one means done."""
    replaces: bool = False
    """Says again what the message before it with the same token said: may be edited in place."""
    wants: Literal["", "phone", "location", "voice"] = ""
    """What the channel may offer a button of its own for."""
    search: bool = False
    """There are more choices than may be shown: typing a part of a name finds them."""
    media: tuple[Attachment, ...] = ()
    template: tuple[str, ...] = ()
    """WhatsApp template name and its parameters, for a closed window."""

    def to_json(self) -> dict[str, object]:
        """Return the message as JSON-ready data without what is empty."""
        data: dict[str, object] = {"text": self.text, "language": self.language}
        if self.choices:
            data["choices"] = [option.to_json() for option in self.choices]
        if self.actions:
            data["actions"] = [option.to_json() for option in self.actions]
        for name in ("token", "about", "many", "replaces", "wants", "search"):
            if value := getattr(self, name):
                data[name] = value
        if self.media:
            data["media"] = [item.to_json() for item in self.media]
        if self.template:
            data["template"] = list(self.template)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """Return the message that ``to_json`` wrote."""
        values = dict(data)
        for name in ("choices", "actions"):
            values[name] = tuple(Option(**item) for item in values.get(name, ()))
        values["media"] = tuple(Attachment(**item) for item in values.get("media", ()))
        values["template"] = tuple(values.get("template", ()))
        return cls(**values)
