"""What a whole message asks for: yes, no, stop, back, help (languages.md, section 4)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from flows.understanding.folding import fold, too_long
from flows.understanding.intents.indexed import (
    LONGEST_PHRASE,
    OF_AN_ANSWER,
    TWICE,
    Index,
    index_of,
    skeleton,
)
from flows.understanding.intents.own_words import in_own_words
from flows.understanding.languages import all_from
from flows.understanding.lexicon import Intent, words
from flows.understanding.spoken.ar_lookalikes import is_no_command
from flows.understanding.spoken.arabizi_plain import with_digits
from flows.understanding.spoken.colloquial import with_joined_verbs
from flows.understanding.spoken.fa_commands import in_persian_words
from flows.understanding.spoken.fa_latin import in_persian
from flows.understanding.spoken.fa_respelt import respelt
from flows.understanding.spoken.fa_stated import is_at_it
from flows.understanding.spoken.foreign import looks_foreign
from flows.understanding.spoken.fr_framed import without_frame
from flows.understanding.spoken.fr_homonyms import is_participle
from flows.understanding.spoken.greetings import without_greeting
from flows.understanding.spoken.texting import in_full

_NO_EMOJI = "👎❌✖🚫🙅♀♂"
_YES_EMOJI = "👍✅✔☑🆗"
_DRESSING = re.compile("[\ufe0f\u200d\U0001f3fb-\U0001f3ff\\s]")
_LONGEST_COMPOSED = 80
MOST_WORDS = 9
_NEVER = re.compile(r"\W*(?:أبدا\W*|[اأ]بد(?:ا\u064b|\u064bا)\W*)")
"""«أبدا» is never; typed «ابدا», it may be *begin* as well."""
_BEGIN_OR_NEVER = "ابدا"
_YES_OR_NO: tuple[Intent, ...] = ("yes", "no")
_COURTEOUS: tuple[Intent, ...] = ("yes", "no", "greeting", "thanks")
_FRENCH_ARTICLES = frozenset(["le", "la", "les", "cette"])


def intent(text: str, language: str, *, allowed: Collection[Intent] | None = None) -> Intent | None:
    """Return what the whole message asks for, or None; part of a message asks for nothing.

    Stop comes first in any language, then the conversation's language, then the others. With
    ``allowed``, the other intents are not looked for.
    """
    if too_long(text) or text.isdecimal() or is_no_command(text, language):
        return None
    if language == "fr" and is_participle(text):
        return None
    found = chain(_found(text, language), _in_full(text, language), _framed(text, language))
    return next((each for each in found if allowed is None or each in allowed), None)


def _in_full(text: str, language: str) -> Iterator[Intent]:
    """Yield what the message means with its phone French written out."""
    if language == "fr" and (full := in_full(text)) != text:
        yield from _found(full, language)


def _framed(text: str, language: str) -> Iterator[Intent]:
    """Yield the command that French presents: *alors stop*, *en fait, je ne sais pas*."""
    if language == "fr" and (rest := without_frame(text)) != text:
        yield from (each for each in _found(rest, language) if each not in ("yes", "no"))


def _found(text: str, language: str) -> Iterator[Intent]:
    """Yield the meanings of the whole message, then of its words around one command."""
    if _NEVER.fullmatch(text):
        yield "no"
        return
    for said in _variants(text, language):
        yield from meanings(said, language)
    if (
        (said := fold(text))
        and len(said) <= _LONGEST_COMPOSED
        and said not in index_of(language).never
    ):
        yield from _composed(said, language)
        own = in_persian_words(said) if language == "fa" else in_own_words(said)
        if own is not None:
            yield own
    if (rest := without_greeting(text)) != text:
        yield from _found(rest, language)
    if (written := with_digits(text, language)) is not None:
        yield from _found(written, language)
    if language == "fa":
        yield from _found_in_persian(text)


def _found_in_persian(text: str) -> Iterator[Intent]:
    """Yield what Persian means with its verbs joined, «نمی خوام», or in its own script."""
    if (joined := respelt(with_joined_verbs(text))) != text:
        yield from _found(joined, "fa")
    if said := in_persian(fold(text)):
        yield from _found(said, "fa")


def is_begin_or_never(text: str, language: str) -> bool:
    """Return whether it is «ابدا» without the hamza that would tell which; Persian has only one."""
    return language != "fa" and fold(text) == _BEGIN_OR_NEVER and not _NEVER.fullmatch(text)


def phrases_at(split: Sequence[str], at: int, phrases: Collection[str]) -> int:
    """Return how many words the longest of the phrases has that begins here, or 0."""
    for size in range(min(LONGEST_PHRASE, len(split) - at), 0, -1):
        if " ".join(split[at : at + size]) in phrases:
            return size
    return 0


def _composed(said: str, language: str) -> Iterator[Intent]:
    """Yield what a message says several times, «واخا آه», or as a wish: ``je veux annuler``."""
    index, split = index_of(language), said.split()
    if not 2 <= len(split) <= MOST_WORDS:
        return
    if (repeated := _said_throughout(split, language)) is not None:
        yield repeated
    bare = " ".join(word for word in split if word not in index.pronouns)
    if bare and bare != said:
        named = language == "fr" and not _FRENCH_ARTICLES.isdisjoint(split)  # *à la merci*
        excluded = _COURTEOUS if named else _YES_OR_NO
        yield from (found for found in meanings(bare, language) if found not in excluded)
    start = at = 0
    while (size := _wished_at(split, at, index)) and at + size < len(split):
        at += size
    ends = [len(split)]
    while ends[-1] - 1 > at and (size := _phrases_before(split, ends[-1], index.objects)):
        ends.append(ends[-1] - size)
    for first in dict.fromkeys((at, start)):
        for last in reversed(ends):
            if 0 < last - first < len(split):
                meant = meanings(" ".join(split[first:last]), language)
                yield from (found for found in meant if found not in ("yes", "no"))


def _wished_at(split: Sequence[str], at: int, index: "Index") -> int:
    """Return how many words the longest wish has that begins here; Darija by its consonants."""
    if size := phrases_at(split, at, index.around):
        return size
    if skeleton(split[at]) not in index.wished_first:  # as nearly always
        return 0
    for size in range(min(LONGEST_PHRASE, len(split) - at), 0, -1):
        if skeleton(" ".join(split[at : at + size])) in index.wished:
            return size
    return 0


def _phrases_before(split: Sequence[str], end: int, phrases: Collection[str]) -> int:
    for size in range(min(LONGEST_PHRASE, end - 1), 0, -1):
        if " ".join(split[end - size : end]) in phrases:
            return size
    return 0


def _said_throughout(split: Sequence[str], language: str) -> Intent | None:
    """Return the one intent that every part of the message has."""
    index = index_of(language)
    if language == "fa" and is_at_it(split):
        return None
    at, meant, loose = 0, set[Intent](), False
    while at < len(split):
        size = phrases_at(split, at, index.listed)
        polite = phrases_at(split, at, index.polite)
        if polite and meant and " ".join(split[at : at + polite]) in OF_AN_ANSWER:
            return None
        if polite and (meant or polite > size):
            at += polite
            continue
        if not size and (size := phrases_at(split, at, index.loose)):
            at, loose = at + size, True
            continue
        if size <= 1 and split[at] in index.never:
            return None
        size = size or 1
        if not (found := meanings(" ".join(split[at : at + size]), language)):
            return None
        meant.add(found[0])
        at += size
    if loose and meant != {"yes"}:
        return None
    return meant.pop() if len(meant) == 1 else None


def _variants(text: str, language: str) -> Iterator[str]:
    """Yield the message folded: as it is, said once, without please and thank you."""
    said = fold(text)
    if not said:
        bare = set(_DRESSING.sub("", text))
        if bare and bare <= set(_YES_EMOJI):
            yield "oui"
        elif bare and bare <= set(_NO_EMOJI):
            yield "non"
        return
    yield said
    split = said.split()
    if len(split) == 1:
        return
    if len(set(split)) == 1:
        yield split[0]
    politely = _polite(language)
    for polite in (*politely.get(split[-1], ()), *politely.get(split[0], ())):
        if said.endswith(" " + polite) and polite not in OF_AN_ANSWER:
            yield said.removesuffix(polite).rstrip()
        elif said.startswith(polite + " "):
            yield said.removeprefix(polite).lstrip()


def meanings(said: str, language: str) -> tuple[Intent, ...]:
    """Return what the folded words mean, the conversation's language first."""
    index = index_of(language)
    if found := index.listed.get(said):
        return found
    if said in index.never or said.isdecimal():
        return ()
    once = TWICE.sub(r"\1", said)
    if found := index.once.get(once) or (index.listed.get(once) if len(once) > 1 else None):
        return found
    found = index.skeletons.get(skeleton(said), ()) if said.isascii() else ()
    return found if found and _is_darija(said, language) else ()


def _is_darija(said: str, language: str) -> bool:
    """Return whether the consonants may be matched: elsewhere a digit must show the script."""
    if not said.isascii() or any(word.isdecimal() for word in said.split()):
        return False
    if said.endswith((" la", " lla")):
        return False  # ``7bes la`` takes it back
    if looks_foreign(said):
        return False
    return language in ("ary", "ar") or (any(c in "23579" for c in said) and not said.isdecimal())


@lru_cache(maxsize=16)
def _polite(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of politeness by their first and by their last word, longest first."""
    every = {phrase for lexicon in all_from(language) for phrase in words(lexicon.polite)}
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(every, key=lambda phrase: (-len(phrase), phrase)):
        for word in {phrase.split()[0], phrase.split()[-1]}:
            found[word] = (*found.get(word, ()), phrase)
    return found
