"""What a message that is no answer most likely asks for: ``stpo``, ``retuor``, ``mosa3ada``."""

from collections.abc import Iterator
from functools import lru_cache

from flows.understanding.folding import fold, too_long
from flows.understanding.intents.agreeing import is_against
from flows.understanding.intents.indexed import INTENTS
from flows.understanding.intents.meaning import intent, is_begin_or_never
from flows.understanding.languages import all_from
from flows.understanding.lexicon import Intent, phrases, words
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.sounds import hear, together
from flows.understanding.spelling import LOOSELY, letters_apart, nearest
from flows.understanding.spoken import ar_wondering

UNKNOWN = Refused(code="intent.unknown")

_SHORTEST = 4
_LONG = 9
_LONGEST = 40
_FEWEST_SOUNDS = 4
_MOST_WORDS = 4
_AGREEMENTS = frozenset({"yes", "no"})


def asked_for(text: str, language: str) -> Outcome[Intent]:
    """Return what the whole message asks for; a close misspelling is asked back.

    Code: ``intent.unknown``.
    """
    if is_begin_or_never(text, language):
        return ask("restart", "no")
    if (found := intent(text, language)) is not None:
        return ask(found) if is_against(text, found) else Read(value=found)
    near = likely(text, language)
    return ask(*near) if near else UNKNOWN


def likely(text: str, language: str) -> tuple[Intent, ...]:
    """Return the intents that the message misses by a letter, or in another script; at most two.

    The conversation's language goes first. One letter may be wrong, two in nine; or only the
    vowels are, in Latin letters for a word in Arabic ones. Yes and no are never guessed.
    """
    if too_long(text) or not text.strip() or len(text) > _LONGEST:
        return ()
    said = fold(text)
    if language in ar_wondering.SPOKEN and ar_wondering.wonders(said):
        return ("help", "repeat")
    index = _index(language)
    if len(said) < _SHORTEST or said.isdecimal() or said in index.never:
        return ()
    allowed = 2 if len(said) >= _LONG else 1
    near = nearest(said, index.spellings, LOOSELY)
    close = (word for word in near if letters_apart(said, word) <= allowed)
    found = dict.fromkeys(index.meant[word] for word in close if len(word) >= _SHORTEST)
    if not found and said.isascii():
        found = dict.fromkeys(index.sounds.get(_bones(said, language), ()))
    return tuple(found) if len(found) < 3 else ()


class _Index:
    """The commands of every language by how they are spelt, the conversation's own first."""

    def __init__(self, language: str) -> None:
        self.never = words(next(all_from(language)).never)
        self.meant: dict[str, Intent] = {}
        self.sounds: dict[str, tuple[Intent, ...]] = {}
        for phrase, name in _commands(language):
            if name not in _AGREEMENTS and phrase not in self.never:
                self.meant.setdefault(phrase, name)
        self.spellings = tuple(self.meant)
        for phrase, name in self.meant.items():
            bones = "" if phrase.isascii() else _bones(phrase, language)
            if len(bones) >= _FEWEST_SOUNDS and name not in self.sounds.get(bones, ()):
                self.sounds[bones] = (*self.sounds.get(bones, ()), name)


def _commands(language: str) -> Iterator[tuple[str, Intent]]:
    for lexicon in all_from(language):
        for table in (lexicon.intents, lexicon.arabizi):
            for name in INTENTS:
                yield from ((phrase, name) for phrase in phrases(table.get(name, "")))


def _bones(said: str, language: str) -> str:
    """Return the consonants of the words together, or "" of too many words."""
    split = said.split()
    by = "fa" if language == "fa" else "ary"
    return together([hear(word, by) for word in split]).bones if len(split) <= _MOST_WORDS else ""


@lru_cache(maxsize=8)
def _index(language: str) -> _Index:
    return _Index(language)
