"""The labels of a list of choices, prepared once so that a reply is compared quickly."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from flows.understanding.choices.counts import FEWEST_IN_ORDER, Counts
from flows.understanding.choices.derived import families
from flows.understanding.choices.grouped import SHORTEST_STEM, WORD, grouped, pairs
from flows.understanding.choices.hearing import FEWEST_TEXTED, MOST_SOUND_WORDS, Hearing, Sound
from flows.understanding.choices.nothing import negative
from flows.understanding.choices.option import Found, Option
from flows.understanding.choices.parts import Parts
from flows.understanding.choices.ranked import in_ranks, ranked, ranks_in
from flows.understanding.choices.synonyms import (
    broader_meaning,
    meanings,
    month_meant,
    places,
    second_meaning,
)
from flows.understanding.choices.wording import (
    alternatives,
    lacking,
    pieces_of,
    stem,
    with_al,
    without_articles,
    without_dressing,
    word_forms,
)
from flows.understanding.folding import fold
from flows.understanding.intents.meaning import intent
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import Intent, words
from flows.understanding.same import Same
from flows.understanding.sounds import (
    Heard,
    hear,
    is_texted,
    is_transliteration,
    one_spelling,
    together,
    unvoiced,
)
from flows.understanding.spelling import LOOSELY, nearest
from flows.understanding.spoken import ar_durations, ar_lacking, ar_respelt
from flows.understanding.spoken.colloquial import as_spoken, sounding
from flows.understanding.spoken.fa_inflected import Inflected
from flows.understanding.spoken.foreign import is_another, looks_foreign
from flows.understanding.spoken.fr_contents import contents
from flows.understanding.spoken.fr_sounds import HOMOPHONES, sound_of

_GENDERS = frozenset({"homme", "femme"})
_MOST_GENDERS = 4
_OF_MINE = frozenset({"mrati", "مراتی"})
_GLUED_L = re.compile("l[bcdfghjkmnpqrstvwxz0-9][a-z0-9]")
_MOST_NEAR = 4
_AGREEMENTS: Collection[Intent] = ("yes", "no", "dont_know", "skip")
_YES_NO: tuple[Intent, Intent] = ("yes", "no")
_APART = str.maketrans("’'", "  ")
_AND_WITHIN = re.compile("\u200cو(?=\\w\\w)")
_MORE = re.compile(r"\s+(?:et|ou) plus\s*$")


class Labels:
    """Options prepared for matching, made once for each list of options and language."""

    def __init__(self, options: Sequence[Option], language: str) -> None:
        self.language = language
        self.names = tuple(option.name for option in options)
        labels = [(i, label) for i, option in enumerate(options) for label in option.labels]
        self.shown = labels
        self.exact = grouped((fold(label), i) for i, label in labels)
        self.bare = grouped((bare, i) for i, label in labels for bare in without_dressing(label))
        for option, label in labels:
            if "+" in label:
                least = _MORE.sub("", label)
                for form in (label.replace("+", " plus "), least, least.replace("+", " plus ")):
                    self.bare.setdefault(fold(form), (option,))
        for key, named in tuple(self.bare.items()):
            if short := _without_first(key, language):
                self.bare.setdefault(short, named)
        by_word = grouped((word, i) for i, label in labels for word in fold(label).split())
        for name, i in grouped((fold(o.name), i) for i, o in enumerate(options)).items():
            if not name.isdecimal() and not _is_answered_by(name, language):
                self.exact.setdefault(name, tuple(dict.fromkeys((*i, *by_word.get(name, ())))))
        self.joined = grouped((fold(label).replace(" ", ""), i) for i, label in labels)
        pieces = [(fold(piece), i) for i, label in labels for piece in pieces_of(label)]
        self.spoken = grouped(_spoken(labels)) if language == "fa" else {}
        heard = labels if language == "fa" else ()
        self.alike = grouped((sounding(fold(label)), i) for i, label in heard)
        self.negative = negative(labels)
        self.either = grouped((part, i) for i, label in labels for part in alternatives(label))
        self.once = grouped((one_spelling(key), i) for key, i in pairs(self.bare))
        self.stems = grouped((stem(key, language), i) for key, i in [*pieces, *pairs(self.bare)])
        self.spelt = {**grouped(pieces), **self.bare, **self.exact}
        agreed = grouped(
            (meant, i) for key, i in pairs(self.bare) for meant in _agreement(key, language)
        )
        both = {"yes", "no"} <= set(agreed)
        first = ((fold(p[0]), i) for i, label in labels if len(p := pieces_of(label)) > 1)
        self.half_agreed = grouped(
            (meant, i) for key, i in first for meant in _agreement(key, language)
        )
        self.agreed = {key: found for key, found in agreed.items() if both or key not in _YES_NO}
        self.ranked = ranked(labels) if language == "fr" else {}
        self.lacking = grouped((lacking(key, in_label=True), i) for key, i in pairs(self.bare))
        self.meant = grouped(_meant(labels, {**grouped(pieces), **self.bare}))
        for phrase, meaning in meanings().items():
            if meaning in self.meant:
                self.spelt.setdefault(phrase, self.meant[meaning])
        self.spellings = tuple(key for key in self.spelt if len(key) > 3)
        forms = list(dict.fromkeys((i, form) for i, label in labels for form in word_forms(label)))
        every = ((word, i) for i, form in forms for word in form)
        self.partial = grouped((meanings().get(word, ""), i) for word, i in every)
        self.hearing = Hearing(language, forms, of_gender=self._is_of_gender())
        said = frozenset(word for _, form in forms for word in form)
        self.counts = Counts(language, labels, self.bare, said)
        self.parts = Parts(language, forms, self.counts)

    def at(self, number: int) -> int | None:
        """Return the option with this number in the list, counted from 1."""
        return number - 1 if 1 <= number <= len(self.names) else None

    def written(self, said: str) -> tuple[int, ...]:
        """Return the options one of whose labels this is: spaces, brackets, articles apart."""
        return (
            self.exact.get(said)
            or self.joined.get(said.replace(" ", ""))
            or self.bare.get(said)
            or self.bare.get(without_articles(said))
            or self.once.get(one_spelling(said))
            or self.either.get(said)
            or (self.spoken.get(as_spoken(said)) if self.spoken else None)
            or (self.alike.get(sounding(said)) if self.spoken else None)
            or self.counts.counting(said)
        )

    def with_al(self, said: str) -> str:
        """Return the words as the labels write their article: «لعيون» is «العيون»."""
        return with_al(said, self.parts.containing)

    def of_family(self, stems: frozenset[str]) -> tuple[int, ...]:
        """Return the options one of whose words has one of the stems; never certain."""
        kin = (i for each in sorted(stems) for i in self.kin.get(each, ()))
        return tuple(dict.fromkeys(kin))

    @cached_property
    def kin(self) -> dict[str, tuple[int, ...]]:
        """The options by the stems of their words; made when first wanted."""
        return grouped((each, i) for key, i in pairs(self.bare) for each in families(key))

    @cached_property
    def contents(self) -> dict[str, tuple[int, ...]]:
        """The options by the words of their labels that carry meaning; made when first wanted."""
        apart = ((fold(label.translate(_APART)), i) for i, label in self.shown)
        return grouped((contents(key), i) for key, i in (*apart, *pairs(self.bare)))

    @cached_property
    def by_ear(self) -> dict[str, str]:
        """The words of French labels by how they sound, where one alone sounds so."""
        every = (word for _, label in self.shown for word in WORD.findall(label.lower()))
        spelt = grouped((sound_of(word), fold(word)) for word in every if len(word) > 3)
        return {sound: words[0] for sound, words in spelt.items() if len(words) == 1}

    @cached_property
    def by_hand(self) -> Mapping[str, str]:
        """The words of Arabic labels by how they are said, where one alone is said so."""
        return ar_respelt.keys(self.parts.containing)

    @cached_property
    def obstacles(self) -> Mapping[str, int]:
        """The options of Arabic lists by what they say is lacking, or in the way."""
        return ar_lacking.of_obstacles(self.shown)

    @cached_property
    def inflected_so(self) -> Inflected:
        """The Persian labels without their endings; made when first wanted."""
        return Inflected((i, fold(label)) for i, label in self.shown)

    def respelt(self, text: str) -> str:
        """Return a reply with the words of labels that it writes as they sound: *license*."""

        def spelt(match: re.Match[str]) -> str:
            word = match[0]
            known = len(word) < SHORTEST_STEM or fold(word) in self.parts.containing
            known = known or fold(word) in _fillers(self.language) or _is_its_own(match)
            return word if known else self.by_ear.get(sound_of(word.lower()), word)

        return WORD.sub(spelt, text)

    def by_rank(self, said: str) -> Found | None:
        """Return the options of the ranks that a reply says, or None when it says no rank."""
        if not self.ranked or not (ranks := ranks_in(figured := in_ranks(said))):
            return None
        each = (i for rank in ranks for i in self.ranked.get(f"{rank}eme", ()))
        if found := self.ranked.get(figured) or self.ranked.get(without_articles(figured)):
            return Found(options=found, certain=True)
        said_so = set(without_articles(figured).split())
        all_of = {
            i for key, found in self.ranked.items() if said_so <= set(key.split()) for i in found
        }
        return Found(options=tuple(dict.fromkeys(each)), certain=len(all_of) == 1)

    def begins(self, said: str) -> tuple[int, ...]:
        """Return the options whose label goes on after these words: *tout à fait d’accord*."""
        found = (i for key, every in self.bare.items() if key.startswith(f"{said} ") for i in every)
        return tuple(dict.fromkeys(found))

    def begun_so(self, meant: Intent) -> tuple[int, ...]:
        """Return the options that begin with a yes or no: *Oui, en partie*."""
        return self.half_agreed.get(meant, ())

    def meant_by(self, meaning: str) -> int | None:
        """Return the one option that has the meaning."""
        found = self.meant.get(meaning, ())
        return found[0] if len(found) == 1 else None

    def of_scaled(self, text: str) -> int | None:
        """Return the one option of an amount in words, among Persian labels of one scale."""
        in_words = self.counts.scale is not None and not any(c.isdecimal() for c in text)
        found = self.counts.within(text) if in_words else ()
        return found[0] if len(found) == 1 else None

    def beginning_word(self, said: str) -> tuple[int, ...]:
        """Return the options of one word that a longer one begins with: «موتورسیکلت»."""
        sizes = range(len(said) - 1, SHORTEST_STEM - 1, -1) if " " not in said else ()
        return next((found for n in sizes if (found := self.exact.get(said[:n]))), ())

    def without(self, said: str) -> tuple[int, ...]:
        """Return the options that lack the same: *sans diplôme* is *Aucun diplôme*."""
        return self.lacking.get(lacking(said), ())

    def none_of(self, said: str) -> int | None:
        """Return the one option that begins with *aucun* or *aucune*."""
        found = {i for key, every in self.bare.items() if key.startswith(said) for i in every}
        return found.pop() if len(found) == 1 else None

    def inflected(self, said: str) -> tuple[int, ...]:
        """Return the options whose label differs by gender or number: *salariée*, «متزوجة»."""
        return self.stems.get(stem(said, self.language), ())

    def meaning(self, said: str) -> tuple[int, ...]:
        """Return the options that mean the same in another language or another word."""
        known = meanings()
        meant = known.get(said) or known.get(without_articles(said))
        if said in _OF_MINE and self._is_of_gender():
            return ()
        if not meant and self.language != "fa" and _GLUED_L.match(said):  # ``lbac``
            meant = known.get(said[1:])
        meant = meant or (month_meant(said) if self.language in ar_durations.SPOKEN else "")
        if not meant:
            return ()
        return self.meant.get(meant) or self.meant.get(second_meaning(said), ())

    def partly(self, said: str) -> tuple[int, ...]:
        """Return the options one of whose words means the same; never certain."""
        known = meanings()
        meant = known.get(said) or known.get(without_articles(said))
        if not meant:
            return ()
        return self.partial.get(meant, ()) or self.meant.get(broader_meaning(said), ())

    def kinds_of(self, said: str) -> tuple[int, ...]:
        """Return the options of some kind of what is said: *portable* of *téléphone simple*."""
        found = self.partly(said)
        if not found:
            return ()
        numbered = {i for i, label in self.shown if i in found and any(map(str.isdecimal, label))}
        return tuple(i for i in found if i not in numbered)  # *bac+2* is no kind of bac

    def without_ayn(self, said: str) -> Found | None:
        """Return the options whose label sounds so without its 3: ``maaz`` is «معز»."""
        if not said.isascii() or any(c.isdecimal() for c in said):
            return None
        split = said.split()
        if not 0 < len(split) <= MOST_SOUND_WORDS:
            return None
        typed = together([hear(word, self.language) for word in split])
        alike = self.ayns.get(typed.bones, ())
        found = tuple(dict.fromkeys(option for option, _ in alike))
        if not found or "a" not in "".join(typed.vowels):
            return None
        same = any(is_transliteration(typed, heard) for _, heard in alike)
        certain = same and len(found) == 1 and len(typed.bones) > FEWEST_IN_ORDER
        return Found(options=found, certain=certain)

    @cached_property
    def ayns(self) -> dict[str, tuple[tuple[int, Heard], ...]]:
        """The options by the consonants of a whole label without its «ع»; made when wanted."""
        every = (
            (bones, s) for bones, sounds in self.hearing.sounds.items() for s in sounds if s.whole
        )
        ayns = ((b, s) for b, s in every if "3" in b and len(b) > 1)
        return grouped((b.replace("3", ""), (s.option, unvoiced(s.heard, "3"))) for b, s in ayns)

    def meaning_so(self, said: str) -> tuple[int, ...]:
        """Return the options that Latin Darija means as it sounds: ``lmarkting``, ``tasyir``."""
        words = said.split()
        if not said.isascii() or not 0 < len(words) <= MOST_SOUND_WORDS:
            return ()
        typed = together([hear(word, self.language) for word in words])
        if len(typed.bones) < SHORTEST_STEM:
            return ()
        same = (each for each in self.also.get(typed.bones, ()) if _is_meant(typed, said, each))
        return tuple(dict.fromkeys(sound.option for sound in same))

    @cached_property
    def also(self) -> dict[str, tuple[Sound, ...]]:
        """The words of other languages for the options, as they sound; made when first wanted."""
        every = ((p, i) for p, m in meanings().items() for i in self.meant.get(m, ()))
        return grouped((each.heard.bones, each) for p, i in every if (each := self._sound(p, i)))

    def _sound(self, phrase: str, option: int) -> Sound | None:
        words = phrase.split()
        if len(words) > MOST_SOUND_WORDS or not words:
            return None
        heard = together([hear(word, self.language) for word in words])
        return Sound(option=option, heard=heard, written=phrase, whole=True, denied=False)

    def _is_of_gender(self) -> bool:
        """Return whether it is asked who one is: a man, a woman, or no answer."""
        return len(self.names) <= _MOST_GENDERS and self.meant.keys() >= _GENDERS

    def near(self, said: str, heard: Sequence[int]) -> tuple[int, ...]:
        """Return the options spelt almost so, after those that sound so; likeliest first."""
        denied = said.replace(" ", "")
        close = [word for word in nearest(said, self.spellings, LOOSELY) if denied != "ن" + word]
        if counted := _counts(said):  # 4 is no slip of 1; the digits of ``sina3a`` are letters
            close = [word for word in close if _counts(word) == counted]
        found = (*heard, *(i for known in close for i in self.spelt[known]))
        return tuple(dict.fromkeys(found))[:_MOST_NEAR]


def labels_of(options: tuple[Option, ...], language: str) -> Labels:
    """Return the prepared labels; asking the same question again prepares nothing."""
    return _of_listed(Same(options), language)


@lru_cache(maxsize=64)
def _of_listed(listed: Same[tuple[Option, ...]], language: str) -> Labels:
    return _of_options(listed.it, language)


@lru_cache(maxsize=512)
def _of_options(options: tuple[Option, ...], language: str) -> Labels:
    return Labels(options, language)


def _is_answered_by(name: str, language: str) -> bool:
    """Return whether a code is also how one says yes or no there: ``na`` in Finglish."""
    own = next(spoken_with(language)).intents
    said = (words(own.get(each, "")) for each in _YES_NO)
    return name not in _YES_NO and any(name in phrases for phrases in said)


def _agreement(label: str, language: str) -> Iterator[str]:
    """Yield yes, no, don't know or no answer, when that is what a label says."""
    meant = intent(label, language)
    if meant is not None and meant in _AGREEMENTS:
        yield meant


def _spoken(labels: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """Yield the labels as they are said; what a ZWNJ parts is written apart, or together."""
    for i, label in labels:
        either = (part for part in alternatives(label) if " " not in part)
        parted = label.replace("\u200c", " ")
        joined = _AND_WITHIN.sub(" و ", label)  # «رفت‌وآمد»
        for written in dict.fromkeys((label, parted, joined.replace("\u200c", " "), *either)):
            yield as_spoken(fold(written)), i


def _is_its_own(match: re.Match[str]) -> bool:
    """Return whether it is a word of its own that sounds as another; *mon marie* is *mon mari*."""
    after_mine = match.string[: match.start()].lower().endswith("mon ")
    return fold(match[0]) in HOMOPHONES and not after_mine


def _without_first(folded: str, language: str) -> str:
    """Return a label without the filler that it begins with: «استان تهران», «عندي شركة»."""
    first, _, rest = folded.partition(" ")
    told = rest and first not in _DEGREES and rest != _NOBODY
    return rest if told and first in _fillers(language) else ""


_NOBODY = "personne"
"""*En personne* is not *personne*."""
_DEGREES = words("plutôt")
"""Before an answer they are no filler in a label: *plutôt d’accord* is not *d’accord*."""


@lru_cache(maxsize=8)
def _fillers(language: str) -> frozenset[str]:
    return frozenset[str]().union(*(words(lex.choice_fillers) for lex in spoken_with(language)))


def _counts(said: str) -> tuple[str, ...]:
    return tuple(word for word in said.split() if word.isdecimal())


def _is_meant(typed: Heard, said: str, sound: Sound) -> bool:
    """Return whether it is a word for an option, with its vowels or some of them left out."""
    apart = typed.latin != sound.heard.latin
    same = len(typed.bones) >= FEWEST_TEXTED and is_texted(typed, sound.heard)
    if not apart:
        return same and not looks_foreign(said)
    same = same or is_transliteration(typed, sound.heard)
    return same and not is_another(typed, said, sound.heard)


_ALSO_TOWNS = ("man", "dakar")
"""Male in English and in Darija, where a list also has women; else two towns."""


def _meant(
    labels: Sequence[tuple[int, str]], spelt: dict[str, tuple[int, ...]]
) -> Iterator[tuple[str, int]]:
    """Yield what labels mean, and each place that a label of several places names."""
    known, named = meanings(), places()
    apart = "femme" if any(known.get(key) == "femme" for key in spelt) else "homme"
    for key, options in spelt.items():
        meant = known.get(key) or known.get(without_articles(key))
        if meant and not (key in _ALSO_TOWNS and meant == apart):
            yield from ((meant, i) for i in options)
    for i, label in labels:
        words = fold(label).split()
        for start in range(len(words)):
            for end in range(start + 1, min(start + 3, len(words)) + 1):
                if (place := known.get(" ".join(words[start:end]))) in named and place:
                    yield place, i
