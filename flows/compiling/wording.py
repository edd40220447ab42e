"""The words of a form in each of its languages, from its columns or from the catalogues."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from flows.compiling import catalogues, languages
from flows.compiling.catalogues import Catalogues
from flows.compiling.draft import Draft
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault, Level
from flows.compiling.logic import REFERENCE

Part: TypeAlias = str | Mapping[str, str]
Text: TypeAlias = dict[str, str | list[Part]]
"""Language code to words; a list when values stand between them."""
Words: TypeAlias = Mapping[str, str]
"""Language code to words, references as the author wrote them."""


class Wording:
    """Every text of a draft by language code.

    Attributes:
        languages: In the workbook's order; for our own forms as given, their source's last.
        default: The language of columns that name none.
        faults: Translations that lack.
    """

    def __init__(
        self,
        draft: Draft,
        *,
        found: Catalogues | None = None,
        translated: Sequence[str] = (),
        served: Collection[str] = (),
    ) -> None:
        self._draft = draft
        self._catalogues = found
        self._translated = translated
        self._served = served
        self._names: dict[str, str] = {}
        self.faults: list[Fault] = []
        named = draft.setting("default_language")
        self.default = languages.code(named) if named or not draft.own else "en"
        self.languages = tuple(self._order())

    def _order(self) -> Iterator[str]:
        if self._draft.own:
            yield from dict.fromkeys((*self._translated, self.default))
            return
        seen: dict[str, None] = {}
        book = self._draft.sources[0]
        for sheet in ("survey", "choices"):
            filled = {
                (column, language)
                for entry in book.entries.get(sheet, ())
                for column, texts in entry.texts.items()
                for language in texts
            }
            for column in book.columns.get(sheet, ()):
                plain = column.name.removeprefix("rafiq:")
                if (plain, column.language) in filled:
                    seen.setdefault(self.code(column.language))
        yield from seen or {self.default: None}

    def code(self, language: str) -> str:
        """Return the code of a language as a header names it."""
        if language not in self._names:
            self._names[language] = languages.code(language) if language else self.default
        return self._names[language]

    def words(self, entry: Entry, column: str, context: str = "") -> Words:
        """Return the words of a column in all its languages.

        Args:
            entry: The row.
            column: ``label``.
            context: What the catalogues call it; "" for what is not translated there.
        """
        texts = entry.texts.get(column, {})
        own = not self._draft.own or entry.source == self._draft.name
        source = self.default if own else "en"  # what our modules are written in
        plain = {source: texts[""]} if "" in texts else {}
        said = plain | {self.code(name): text for name, text in texts.items() if name}
        if self._catalogues and source in said and context:
            said = {**self._translations(entry, column, context, said, source), **said}
        return {code: said[code] for code in self.languages if code in said}

    def _translations(
        self, entry: Entry, column: str, context: str, said: Words, source: str
    ) -> Words:
        assert self._catalogues is not None  # noqa: S101
        found: dict[str, str] = {}
        for code in self._translated:
            if code in said:
                continue
            message = self._catalogues.find(code, entry.source, context)
            level: Level = "error" if code in self._served else "warning"
            names = {
                "language": code,
                "context": context,
                "file": self._catalogues.path(code, entry.source).name,
            }
            if message is None or not message.words:
                self.faults.append(
                    entry.fault("translation.missing", column, level, text=said[source], **names)
                )
            elif message.source != said[source]:
                self.faults.append(
                    entry.fault("translation.stale", column, level, old=message.source, **names)
                )
            else:
                found[code] = message.words
                if message.stale:
                    self.faults.append(
                        entry.fault("translation.unsure", column, "warning", **names)
                    )
        return found

    def choice(self, entry: Entry, column: str = "label") -> Words:
        """Return the words of a choice."""
        context = f"{entry.get('list_name')}.{entry.get('name')}:{column}"
        return self.words(entry, column, context if column in catalogues.COLUMNS else "")

    def question(self, entry: Entry, name: str, column: str) -> Words:
        """Return the words of a question or group."""
        return self.words(entry, column, f"{name}:{column}" if column in catalogues.COLUMNS else "")


def text(words: Words, path: Callable[[str], str | None]) -> Text | None:
    """Return the words as the document has them, a path for each reference; None for no words."""
    return {code: _parts(said, path) for code, said in words.items()} or None


def _parts(said: str, path: Callable[[str], str | None]) -> str | list[Part]:
    parts: list[Part] = []
    end = 0
    for found in REFERENCE.finditer(said):
        if value := path(found["inner"]):
            parts += [said[end : found.start()], {"value": value}]
            end = found.end()
    parts.append(said[end:])
    return [part for part in parts if part] if len(parts) > 1 else said
