"""The voices of questions: which recording belongs to which exact words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from locales.bidi import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A recording as it is kept."""

    form: str
    question: str
    """Key of the question, as in the form."""
    language: str
    digest: str
    """Of the words that were read."""
    name: str
    """Name of the stored file."""
    ready: bool = True
    """The file is there; else it is still being fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """Every recording, by its question and by its words."""

    own: Mapping[tuple[str, str, str], Prompt] = field(default_factory=dict)
    """By form, question and language."""
    by_words: Mapping[str, str] = field(default_factory=dict)
    """Digest of words to a file in which they are read, whichever form they were read for."""

    @classmethod
    def of(cls, found: list[Prompt]) -> Prompts:
        """Return the prompts of these recordings; of two of the same words, the later one."""
        return cls(
            own={(each.form, each.question, each.language): each for each in found},
            by_words={each.digest: each.name for each in found if each.ready},
        )

    def heard(self, form: str, question: str, language: str, digest: str) -> str:
        """Return the file in which these words are read, the question's own first, or ""."""
        own = self.own.get((form, question, language))
        if own is not None and own.ready and own.digest == digest:
            return own.name
        return self.by_words.get(digest, "")


def digest(text: str, language: str) -> str:
    """Return what tells words apart: a changed letter is another text, a direction mark is not."""
    return sha256(f"{language}\0{' '.join(plain(text).split())}".encode()).hexdigest()
