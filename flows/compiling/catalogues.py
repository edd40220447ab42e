"""The translations of our own forms: gettext catalogues, one for each form and module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.compiling.faults import Fault, fault

COLUMNS = ("label", "hint", "guidance_hint", "constraint_message", "required_message", "short")
"""What is translated (media files of a language have its name already)."""


@dataclass(frozen=True, slots=True)
class Message:
    """An English text and its translation; "" where there is none, or none to be trusted."""

    source: str
    words: str
    stale: bool = False
    """Whether the English changed since it was translated; the words stay in use meanwhile."""


STALE = "stale: "
"""How the comment begins that marks a translation as stale; what the English was follows."""


class Catalogues:
    """Translations by language and domain, read when first asked for.

    Attributes:
        faults: Catalogues that cannot be read.
    """

    def __init__(self, *folders: Path) -> None:
        self.faults: list[Fault] = []
        self._folders = folders
        self._read: dict[Path, Mapping[str, Message]] = {}

    def path(self, language: str, domain: str) -> Path:
        """Return the file of a language's translations of a form or module."""
        paths = [each / language / "LC_MESSAGES" / f"{domain}.po" for each in self._folders]
        return next((path for path in paths if path.is_file()), paths[0])

    def find(self, language: str, domain: str, context: str) -> Message | None:
        """Return a message by its context (``full_name:label``), or None."""
        path = self.path(language, domain)
        if path not in self._read:
            self._read[path] = dict(self._messages(path))
        return self._read[path].get(context)

    def _messages(self, path: Path) -> Iterator[tuple[str, Message]]:
        from babel.messages.pofile import PoFileError, read_po

        if not path.is_file():
            return
        try:
            with path.open("rb") as file:
                catalogue = read_po(file, abort_invalid=True)
        except (PoFileError, ValueError, OSError) as error:
            self.faults.append(
                fault("catalogue.unreadable", source=path.name, file=path, why=error)
            )
            return
        for message in catalogue:
            if message.context and isinstance(message.id, str) and isinstance(message.string, str):
                words = "" if message.fuzzy else message.string
                stale = any(each.startswith(STALE) for each in message.user_comments)
                yield message.context, Message(message.id, words, stale)
