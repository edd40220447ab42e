"""The labels of a list of choices, prepared once so that a reply is compared quickly."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import TypeVar

from flows.understanding.choices.derived import families
from flows.understanding.choices.nothing import negative
from flows.understanding.choices.partial import (
    ENDINGS,
    is_a_word,
    is_cut_short,
    is_of_mine,
    leaves_out,
    only_degrees,
    says_little,
)
from flows.understanding.choices.ranked import in_ranks, ranked, ranks_in
from flows.understanding.choices.spans import (
    amounts,
    bounds,
    is_amount,
    is_of_a_period,
    is_span,
    measures_in,
    numbers_in,
    scaled_bound,
    spans,
)
from flows.understanding.choices.synonyms import (
    broader_meaning,
    meanings,
    month_meant,
    places,
    second_meaning,
)
from flows.understanding.choices.within import (
    is_far,
    is_in_their_unit,
    is_reckoned,
    plainly,
    ranges,
    said_within,
    units_of_time,
)
from flows.understanding.choices.wording import (
    alternatives,
    bare_word,
    counted_in_figures,
    counts_in,
    figured,
    in_any_order,
    in_figures,
    is_denial,
    lacking,
    pieces_of,
    shape_of,
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
    readings,
    together,
)
from flows.understanding.spelling import LOOSELY, letters_apart, nearest
from flows.understanding.spoken import (
    ar_durations,
    ar_lacking,
    ar_respelt,
    fa_amounts,
    fa_things,
    fr_durations,
)
from flows.understanding.spoken.ar_durations import in_full, with_ones
from flows.understanding.spoken.colloquial import as_spoken, sounding
from flows.understanding.spoken.fa_labels import ends_denying, is_within_clause
from flows.understanding.spoken.foreign import is_another, looks_foreign
from flows.understanding.spoken.fr_amounts import is_of_amounts, without_elision, without_hours
from flows.understanding.spoken.fr_contents import contents
from flows.understanding.spoken.fr_durations import are_mixed, in_one_unit
from flows.understanding.spoken.fr_sounds import HOMOPHONES, sound_of

_SHORTEST_PREFIX = 3
_OTHER_WORDS = words("merci | mersi | mrc | mercii | had")
"""They have the consonants of March, and of Sunday."""
_SHORTEST_STEM = 4
_MOST_SOUND_WORDS = 5
_MOST_WORDS = 16
_GLUED = {"ف": "f", "ب": "b"}
"""In and with, which a label may begin with: «فتعاونية» is ``ta3awniya``."""
_DENYING = frozenset(
    words("لا | ما | ماشي | بلا | بدون | ليس | لم | لن | machi | ma | la | bla | pas | sans")
)
_STILL = frozenset(words("مازال | حتى | mazal | hta | 7ta"))
"""Words of a denial that say it by themselves: «مازال ما كنبيعوش»."""
_GENDERS = frozenset({"homme", "femme"})
_MOST_GENDERS = 4
_OF_MINE = frozenset({"mrati", "مراتی"})
_GLUED_L = re.compile("l[bcdfghjkmnpqrstvwxz0-9][a-z0-9]")
_FRACTIONS = frozenset(words("ربع | نصف | نص | ثلث | تلت | demi | demie | quart | نیم"))
_LONG = 8
_FEWEST_IN_ORDER = 2
_MIDDLING = 5
_FEWEST_TEXTED = 5
"""Consonants of a label that tell it without its vowels: ``mzyana bzf``."""
_LONG_VOWELS = str.maketrans("", "", "اوی")
_MOST_NEAR = 4

_AGREEMENTS: Collection[Intent] = ("yes", "no", "dont_know", "skip")
_YES_NO: tuple[Intent, Intent] = ("yes", "no")
_APART = str.maketrans("’'", "  ")

K = TypeVar("K")
V = TypeVar("V")
_MORE = re.compile(r"\s+(?:et|ou) plus\s*$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option as the question lists it: labels in the conversation's language first."""

    name: str
    labels: Sequence[str]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", tuple(self.labels))
        object.__setattr__(self, "_hash", hash((self.name, self.labels)))

    def __hash__(self) -> int:
        """Return what is reckoned once, as a list of a hundred is looked up for every answer."""
        return self._hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Options that a reply may mean, by position, and whether one alone would be certain."""

    options: tuple[int, ...]
    certain: bool
    whole: bool = False
    """Whether it is a whole label that sounds so."""
    denied: bool = False
    """Whether the rest of each label denies it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound:
    """Words of a label that stand together, as they sound and as they are written."""

    option: int
    heard: Heard
    written: str
    whole: bool
    denied: bool
    """Whether the rest of the label denies it: «ما عندي حتى تجربة», or leaves it out."""


class Labels:
    """Options prepared for matching, made once for each list of options and language."""

    def __init__(self, options: Sequence[Option], language: str) -> None:
        self.language = language
        self.names = tuple(option.name for option in options)
        labels = [(i, label) for i, option in enumerate(options) for label in option.labels]
        self.shown = labels
        self.exact = _grouped((fold(label), i) for i, label in labels)
        self.bare = _grouped((bare, i) for i, label in labels for bare in without_dressing(label))
        for option, label in labels:
            if "+" in label:
                least = _MORE.sub("", label)
                for form in (label.replace("+", " plus "), least, least.replace("+", " plus ")):
                    self.bare.setdefault(fold(form), (option,))
        for key, named in tuple(self.bare.items()):
            if short := _without_first(key, language):
                self.bare.setdefault(short, named)
        by_word = _grouped((word, i) for i, label in labels for word in fold(label).split())
        for name, i in _grouped((fold(o.name), i) for i, o in enumerate(options)).items():
            if not name.isdecimal() and not _is_answered_by(name, language):
                self.exact.setdefault(name, tuple(dict.fromkeys((*i, *by_word.get(name, ())))))
        self.joined = _grouped((fold(label).replace(" ", ""), i) for i, label in labels)
        pieces = [(fold(piece), i) for i, label in labels for piece in pieces_of(label)]
        self.spoken = _grouped(_spoken(labels)) if language == "fa" else {}
        heard = labels if language == "fa" else ()
        self.alike = _grouped((sounding(fold(label)), i) for i, label in heard)
        self.negative = negative(labels)
        self.either = _grouped((part, i) for i, label in labels for part in alternatives(label))
        self.once = _grouped((one_spelling(key), i) for key, i in _pairs(self.bare))
        self.figures = _grouped((figured(key, language), i) for key, i in _pairs(self.bare))
        self.figure_words = frozenset(
            word for key in self.figures for word in key.split() if not word.isdecimal()
        )
        self.counted = _grouped(
            (count, i)
            for i, label in labels
            for count in counts_in(figured(fold(label), language), language)
        )
        self.figure_shapes = frozenset(shape_of(key, self.figure_words) for key in self.figures)
        self.stems = _grouped((stem(key, language), i) for key, i in [*pieces, *_pairs(self.bare)])
        self.spelt = {**_grouped(pieces), **self.bare, **self.exact}
        agreed = _grouped(
            (meant, i) for key, i in _pairs(self.bare) for meant in _agreement(key, language)
        )
        both = {"yes", "no"} <= set(agreed)
        first = ((fold(p[0]), i) for i, label in labels if len(p := pieces_of(label)) > 1)
        self.half_agreed = _grouped(
            (meant, i) for key, i in first for meant in _agreement(key, language)
        )
        self.agreed = {key: found for key, found in agreed.items() if both or key not in _YES_NO}
        shown = [(i, _with_figures(without_elision(label), language)) for i, label in labels]
        self.spans = spans(shown)
        self.bounds = bounds(shown)
        self.mixed = language == "fr" and are_mixed(shown)
        if language == "fr":
            shown = [(i, fr_durations.bare(label)) for i, label in shown]
        reckoned = [(i, in_one_unit(label)) for i, label in shown] if self.mixed else shown
        self.scale = fa_amounts.shared_scale(label for _, label in shown) if heard else None
        if self.scale is not None:
            scale = self.scale
            reckoned = [(i, fa_amounts.unscaled(label, scale)) for i, label in shown]
        self.ranges = ranges(reckoned, language)
        self.spanned = [(i, label) for i, label in labels if len(numbers_in(label)) > 1]
        self.amounts = amounts(shown)
        self.ranked = ranked(labels) if language == "fr" else {}
        self.measures = measures_in([word for _, label in labels for word in fold(label).split()])
        self.lacking = _grouped((lacking(key, in_label=True), i) for key, i in _pairs(self.bare))
        self.meant = _grouped(_meant(labels, {**_grouped(pieces), **self.bare}))
        for phrase, meaning in meanings().items():
            if meaning in self.meant:
                self.spelt.setdefault(phrase, self.meant[meaning])
        self.spellings = tuple(key for key in self.spelt if len(key) > 3)
        forms = list(dict.fromkeys((i, form) for i, label in labels for form in word_forms(label)))
        every = ((word, i) for i, form in forms for word in form)
        self.partial = _grouped((meanings().get(word, ""), i) for word, i in every)
        self.sounds = self._sounds(forms)
        begun = {form[0][:1] for _, form in forms if form}
        self.glues = tuple(latin for letter, latin in _GLUED.items() if letter in begun)
        self.containing = _indexed((word, label) for label in forms for word in label[1])
        self.whole = _indexed((label[1], label) for label in forms)
        self.later = _later(forms)
        self.beginning = _indexed((key, label) for label in forms for key in _beginnings(label[1]))

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
            or self.counting(said)
        )

    def with_al(self, said: str) -> str:
        """Return the words as the labels write their article: «لعيون» is «العيون»."""
        return with_al(said, self.containing)

    def counting(self, said: str) -> tuple[int, ...]:
        """Return the options whose label is the same number: ``wahd`` is the one labelled 1."""
        if shape_of(said, self.figure_words) not in self.figure_shapes:
            return ()
        return self.figures.get(in_figures(said, self.language), ())

    def beginning_with(self, number: int) -> tuple[int, ...]:
        """Return the options that count so many: *deux* is *2 enfants*, wherever it is listed."""
        found = self.counted.get(str(number), ())
        return () if number - 1 in found else found

    def counting_in_digits(self, number: int) -> tuple[int, ...]:
        """Return the options that begin with the digits: 2 may be *2 enfants*, listed third."""
        if not (counted := self.beginning_with(number)):
            return ()
        found = (i for i, label in self.shown if label[:1].isdecimal())
        return tuple(dict.fromkeys(i for i in found if i in counted))

    def counts_another(self, option: int, number: int) -> bool:
        """Return whether the label begins with another count: *une fois*, where 3 are typed."""
        counts = {count for count, found in self.counted.items() if count and option in found}
        return bool(counts) and str(number) not in counts

    def of_family(self, stems: frozenset[str]) -> tuple[int, ...]:
        """Return the options one of whose words has one of the stems; never certain."""
        kin = (i for each in sorted(stems) for i in self.kin.get(each, ()))
        return tuple(dict.fromkeys(kin))

    @cached_property
    def kin(self) -> dict[str, tuple[int, ...]]:
        """The options by the stems of their words; made when first wanted."""
        return _grouped((each, i) for key, i in _pairs(self.bare) for each in families(key))

    @cached_property
    def contents(self) -> dict[str, tuple[int, ...]]:
        """The options by the words of their labels that carry meaning; made when first wanted."""
        apart = ((fold(label.translate(_APART)), i) for i, label in self.shown)
        return _grouped((contents(key), i) for key, i in (*apart, *_pairs(self.bare)))

    @cached_property
    def in_full(self) -> bool:
        """Whether the labels are amounts without a scale: *50 000 FCFA*, not *50 mille*."""
        numbers = [number for _, label in self.shown for number in numbers_in(label)]
        return is_of_amounts(numbers, [w for _, label in self.shown for w in fold(label).split()])

    @cached_property
    def by_ear(self) -> dict[str, str]:
        """The words of French labels by how they sound, where one alone sounds so."""
        every = (word for _, label in self.shown for word in _WORD.findall(label.lower()))
        spelt = _grouped((sound_of(word), fold(word)) for word in every if len(word) > 3)
        return {sound: words[0] for sound, words in spelt.items() if len(words) == 1}

    @cached_property
    def by_hand(self) -> Mapping[str, str]:
        """The words of Arabic labels by how they are said, where one alone is said so."""
        return ar_respelt.keys(self.containing)

    @cached_property
    def obstacles(self) -> Mapping[str, int]:
        """The options of Arabic lists by what they say is lacking, or in the way."""
        return ar_lacking.of_obstacles(self.shown)

    def respelt(self, text: str) -> str:
        """Return a reply with the words of labels that it writes as they sound: *license*."""

        def spelt(match: re.Match[str]) -> str:
            word = match[0]
            known = len(word) < _SHORTEST_STEM or fold(word) in self.containing
            known = known or fold(word) in _fillers(self.language) or _is_its_own(match)
            return word if known else self.by_ear.get(sound_of(word.lower()), word)

        return _WORD.sub(spelt, text)

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

    def spanning(self, text: str) -> tuple[int, ...]:
        """Return the options with the two numbers that a reply says: 18-24."""
        if not self.spans:
            return ()
        text = without_hours(text) if self.language == "fr" else text
        if not is_span(text, self.containing):
            return ()
        return self._of_that_measure(self.spans.get(numbers_in(text), ()), text)

    def _of_that_measure(self, found: tuple[int, ...], text: str) -> tuple[int, ...]:
        """Return the options found but those that count something else: weeks, where months."""
        counted = measures_in(_WORD.findall(fold(text)))
        if not counted or not found:
            return found
        shown = ((i, measures_in(_WORD.findall(fold(label)))) for i, label in self.shown)
        other = {i for i, measured in shown if measured and measured.isdisjoint(counted)}
        return tuple(i for i in found if i not in other)

    def bounding(self, text: str) -> tuple[int, ...]:
        """Return the options that begin or end with the number that a reply says: ``50+``."""
        said = scaled_bound(without_elision(text)) if self.bounds else None
        if said is None:
            return ()
        if found := self.bounds.get(said, ()):
            return self._of_that_measure(found, text)
        alike = [each for each in self.bounds if each[:2] == said[:2]]
        bare = self.language == "fa" and not said[2] and len(alike) == 1
        return self.bounds[alike[0]] if bare else ()  # «بالای ۲۰» among millions

    def in_words(self, said: str) -> tuple[int, ...]:
        """Return the options of numbers said in words: «أكثر من خمسين», «سی و شش تا پنجاه»."""
        if not self.spans and not self.bounds:
            return ()
        said = without_elision(said)
        said = with_ones(said) if self.language in ar_durations.SPOKEN else said
        figured = counted_in_figures(said, self.language)
        by_word = in_figures(said, self.language)
        return self.spanning(figured) or self.bounding(figured) or self.bounding(by_word)

    def plainly(self, number: int) -> tuple[int, ...]:
        """Return the options that are just a range around the number: 3 is in «3-5»."""
        return plainly(number, self.spanned)

    def within(self, text: str) -> tuple[int, ...]:
        """Return the options whose range the number of a reply falls in: 20 is in 18-25."""
        if self.mixed and self.ranges:
            known = units_of_time(text)
            return said_within(in_one_unit(text), self.ranges, "fr") if known else ()
        if self.scale is not None and not (text := fa_amounts.counted(text, self.scale)):
            return ()
        text = fr_durations.bare(text) if self.language == "fr" else text
        return said_within(text, self.ranges, self.language)

    def of_scaled(self, text: str) -> int | None:
        """Return the one option of an amount in words, among Persian labels of one scale."""
        in_words = self.scale is not None and not any(c.isdecimal() for c in text)
        found = self.within(text) if in_words else ()
        return found[0] if len(found) == 1 else None

    def of_amount(self, said: str, text: str) -> int | None:
        """Return the one option whose range has a number and its unit: *10 enfants*."""
        if self.language == "fr":
            said = counted_in_figures(fr_durations.bare(said), "fr")
        split = tuple(said.split())
        if len(split) < _FEWEST_IN_ORDER or not self.ranges or not is_amount(split):
            return None
        if all(word.isdecimal() for word in split):
            return None
        if self.language == "fa" and not fa_things.counts_the_same(split, self.containing):
            return None
        found = self.within(text)
        doubtful = self.counts_other(said) or self.is_far(text)
        return found[0] if len(found) == 1 and not doubtful else None

    def naming(self, typed: tuple[str, ...]) -> tuple[int, ...]:
        """Return the options with the one amount that the words are: 50 DH ends two ranges."""
        if not self.amounts:
            return ()
        said = " ".join(typed)
        said = in_full(said) if self.language in ar_durations.SPOKEN else said
        figured = counted_in_figures(said, self.language)
        if not is_amount(tuple(figured.split())):
            return ()
        return self.amounts.get(numbers_in(figured), ())

    def is_far(self, text: str) -> bool:
        """Return whether a number is of another order than the labels': 200 for 200 000."""
        return bool(self.ranges) and not self.mixed and is_far(text, self.ranges)

    def counts_other(self, said: str) -> bool:
        """Return whether a reply counts what no label does: metres, where they say kilometres."""
        if not {"age", "dage"}.isdisjoint(said.split()) and "age" not in self.containing:
            return True
        if is_reckoned(said, self.ranges) or is_in_their_unit(said, self.ranges):
            return False  # months among years
        if self.language == "fa" and fa_things.counts_foreign(said.split(), self.containing):
            return True
        if is_of_a_period(said) and not any(is_of_a_period(fold(each)) for _, each in self.shown):
            return True
        if ar_durations.counts_times(said, self.containing):
            return True
        counted = measures_in(said.split())
        return bool(counted and self.measures) and counted.isdisjoint(self.measures)

    def beginning_word(self, said: str) -> tuple[int, ...]:
        """Return the options of one word that a longer one begins with: «موتورسیکلت»."""
        sizes = range(len(said) - 1, _SHORTEST_STEM - 1, -1) if " " not in said else ()
        return next((found for n in sizes if (found := self.exact.get(said[:n]))), ())

    def without(self, said: str) -> tuple[int, ...]:
        """Return the options that lack the same: *sans diplôme* is *Aucun diplôme*."""
        return self.lacking.get(lacking(said), ())

    def in_any_order(self, typed: tuple[str, ...], denials: frozenset[str]) -> tuple[int, ...]:
        """Return the options whose label has just these words: «حاليا ما خدامش»."""
        if len(typed) < _FEWEST_IN_ORDER:
            return ()
        having = min((self.containing.get(word, ()) for word in typed), key=len)
        said = in_any_order(typed, denials)
        same = (i for i, label in having if in_any_order(label, denials) == said)
        return tuple(dict.fromkeys(same))

    def in_order(self, typed: tuple[str, ...], denials: frozenset[str]) -> tuple[int, ...]:
        """Return the options whose label has all these words in order, and denies nothing."""
        found = self._in_order(typed)
        if any(is_denial(word, denials) for _, label in found for word in _telling(label)):
            return ()
        if any(leaves_out(label[: label.index(typed[0])]) for _, label in found):
            return ()
        if any(only_degrees([w for w in label if w not in typed]) for _, label in found):
            return ()
        if any(_is_figure(word) and word not in typed for _, label in found for word in label):
            return ()  # *more than a year* of *more than 5 years*
        return tuple(dict.fromkeys(i for i, _ in found))

    def none_of(self, said: str) -> int | None:
        """Return the one option that begins with *aucun* or *aucune*."""
        found = {i for key, every in self.bare.items() if key.startswith(said) for i in every}
        return found.pop() if len(found) == 1 else None

    def scattered(self, said: str) -> tuple[int, ...]:
        """Return the options whose label has all these words in order, whatever else it says."""
        return tuple(dict.fromkeys(i for i, _ in self._in_order(tuple(said.split()))))

    def _in_order(self, typed: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
        if len(typed) < _FEWEST_IN_ORDER:
            return []
        having = min((self.containing.get(word, ()) for word in typed), key=len)
        return [(i, label) for i, label in having if _in_order(typed, label)]

    def has_words(self, said: str) -> bool:
        """Return whether a label has all these words, whole."""
        first, *rest = said.split()
        return any(set(rest) <= set(label) for _, label in self.containing.get(first, ()))

    def having(self, said: str) -> tuple[int, ...]:
        """Return the options one of whose labels has all these words, whole."""
        first, *rest = said.split()
        having = self.containing.get(first, ())
        return tuple(dict.fromkeys(i for i, label in having if set(rest) <= set(label)))

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

    def heard(self, said: str) -> Found | None:
        """Return the options that have words which sound so, in whatever script."""
        if self.language == "fa" or not said:
            return self.heard_so(said)
        if said in _OTHER_WORDS:
            return None
        glues = self.glues if len(said) > _MIDDLING else ()
        spoken = ((each, self.heard_so(each, said)) for each in readings(said))
        if found := next((found for _, found in spoken if found), None):
            return found
        glued = (self.heard_so(f"{glue}{said}") for glue in glues)
        return next((found for found in glued if found and found.whole), None)

    def without_ayn(self, said: str) -> Found | None:
        """Return the options whose label sounds so without its 3: ``maaz`` is «معز»."""
        if not said.isascii() or any(c.isdecimal() for c in said):
            return None
        split = said.split()
        if not 0 < len(split) <= _MOST_SOUND_WORDS:
            return None
        typed = together([hear(word, self.language) for word in split])
        found = tuple(dict.fromkeys(self.ayns.get(typed.bones, ())))
        if not found or "a" not in "".join(typed.vowels):
            return None
        return Found(options=found, certain=len(found) == 1 and len(typed.bones) > _FEWEST_IN_ORDER)

    @cached_property
    def ayns(self) -> dict[str, tuple[int, ...]]:
        """The options by the consonants of a whole label without its «ع»; made when wanted."""
        every = ((bones, s) for bones, sounds in self.sounds.items() for s in sounds if s.whole)
        return _grouped((b.replace("3", ""), s.option) for b, s in every if "3" in b and len(b) > 1)

    def meaning_so(self, said: str) -> tuple[int, ...]:
        """Return the options that Latin Darija means as it sounds: ``lmarkting``, ``tasyir``."""
        words = said.split()
        if not said.isascii() or not 0 < len(words) <= _MOST_SOUND_WORDS:
            return ()
        typed = together([hear(word, self.language) for word in words])
        if len(typed.bones) < _SHORTEST_STEM:
            return ()
        same = (each for each in self.also.get(typed.bones, ()) if _is_meant(typed, said, each))
        return tuple(dict.fromkeys(sound.option for sound in same))

    @cached_property
    def also(self) -> dict[str, tuple[_Sound, ...]]:
        """The words of other languages for the options, as they sound; made when first wanted."""
        every = ((p, i) for p, m in meanings().items() for i in self.meant.get(m, ()))
        return _grouped((each.heard.bones, each) for p, i in every if (each := self._sound(p, i)))

    def _sound(self, phrase: str, option: int) -> _Sound | None:
        words = phrase.split()
        if len(words) > _MOST_SOUND_WORDS or not words:
            return None
        heard = together([hear(word, self.language) for word in words])
        return _Sound(option=option, heard=heard, written=phrase, whole=True, denied=False)

    def heard_so(self, said: str, written: str = "") -> Found | None:
        """Return the options that have words which sound just so."""
        words = said.split()
        if not 0 < len(words) <= _MOST_SOUND_WORDS:
            return None
        each = [hear(word, self.language) for word in words]
        if not (found := self.sounds.get("".join([word.bones for word in each]), ())):
            return None
        typed = together(each)
        vowels = tuple(sound for sound in found if is_transliteration(typed, sound.heard))
        if (
            typed.latin and vowels
        ):  # «آسفي» has the consonants of *youssoufia*, «اليوسفية» its vowels
            found = vowels
        found = tuple(sound for sound in found if sound.whole) or found
        options = tuple(dict.fromkeys(sound.option for sound in found))
        alike = partial(_is_same, typed, written or said, is_persian=self.language == "fa")
        same = [sound for sound in found if alike(sound) and not sound.denied]
        certain = any(sound.whole for sound in same) or (bool(same) and not says_little(words))
        if typed.latin and typed.vowels[-1] == "i" and self._is_of_gender():
            certain = False  # ``rajli`` is my husband
        return Found(
            options=options,
            certain=certain,
            whole=certain and found[0].whole,
            denied=all(sound.denied for sound in found),
        )

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

    def with_part(self, typed: tuple[str, ...], denials: frozenset[str]) -> Found | None:
        """Return the options one of whose labels has these words, or begins with these letters.

        Failing that, those whose label stands among the typed words; that is never certain.
        """
        whole, doubt = [], False
        having = (self.containing.get(word, ()) for word in typed)
        for i, label in min(having, key=len):
            if (at := _place(typed, label)) is not None:
                left = label[:at] + label[at + len(typed) :]
                doubt = doubt or any(is_denial(word, denials) for word in _telling(left))
                doubt = doubt or leaves_out(label[:at]) or only_degrees(left)
                doubt = doubt or (
                    self.language == "fa"
                    and is_within_clause(typed, label, shared=self._shares(label[0]))
                )
                doubt = doubt or (bool(left) and typed == left)  # «مرة» of «مرة مرة»
                whole.append(i)
        if whole:
            whole += self._with_ending(typed)
            if self.language == "fa" and len(typed) == 1 and len(typed[0]) >= _SHORTEST_STEM:
                whole += [*self._begun(typed), *self._cut(typed)]  # «کارت» of «کارتخوان»
            amounts = self.naming(typed)
            found = tuple(dict.fromkeys((*whole, *amounts)))
            sure = not (doubt or amounts or says_little(typed))
            return Found(options=found, certain=sure)
        if begun := self._begun(typed):
            other = f"{typed[-1]}ه" in self.containing and self.language in ar_durations.SPOKEN
            other = other or (self.language == "fa" and self._is_denied(begun))
            sure = not other and not is_a_word(typed, self.containing)  # «زوج» is no «زوجة»
            if self.language in ar_durations.SPOKEN:
                sure = sure and not is_cut_short(typed, self.containing)
            return Found(options=begun, certain=sure)
        around = tuple(dict.fromkeys((*self._around(typed, denials), *self._cut(typed))))
        return Found(options=around, certain=False) if around else None

    def _shares(self, first: str) -> bool:
        """Return whether several options have a label that begins with the word."""
        return len({i for i, label in self.containing.get(first, ()) if label[0] == first}) > 1

    def _is_denied(self, options: Collection[int]) -> bool:
        """Return whether what is begun is denied in the end: «نظر» of «نظری ندارم»."""
        return any(i in options and ends_denying(label) for i, label in self.shown)

    def begun_by(self, word: str) -> tuple[int, ...]:
        """Return the options that begin with the letters of a word that is no digit."""
        return () if word.isdecimal() else self._begun((word,))

    def _with_ending(self, typed: tuple[str, ...]) -> list[int]:
        """Return the options of the same word with another ending: «مهارت‌های زندگی»."""
        if self.language != "fa" or len(typed) > 1:
            return []
        return [i for each in ENDINGS for i, _ in self.containing.get(typed[0] + each, ())]

    def _begun(self, typed: tuple[str, ...]) -> tuple[int, ...]:
        """Return the labels that begin so: the last typed word may be cut after three letters."""
        *before, last = typed
        cut = bare_word(last)
        if len(cut) < _SHORTEST_PREFIX:
            return ()
        known = self.beginning.get((*before, cut[:_SHORTEST_PREFIX]), ())
        size = len(before)
        found = (i for i, label in known if bare_word(label[size]).startswith(cut))
        return tuple(dict.fromkeys(found))

    def _cut(self, typed: tuple[str, ...]) -> tuple[int, ...]:
        """Return the labels with a later word that begins so: *mella* for Béni Mellal."""
        cut = bare_word(typed[0])
        if len(typed) > 1 or len(cut) < _SHORTEST_STEM:
            return ()
        return tuple(
            i for word, i in self.later.get(cut[:_SHORTEST_STEM], ()) if word.startswith(cut)
        )

    def _around(self, typed: tuple[str, ...], denials: frozenset[str]) -> Iterator[int]:
        if len(typed) > _MOST_WORDS:
            return
        for start in range(len(typed)):
            for end in range(start + 1, len(typed) + 1):
                beside = (*typed[:start], *typed[end:])
                if not beside or (found := self.whole.get(typed[start:end])) is None:
                    continue
                if not any(is_denial(each, denials) for each in beside):
                    yield from (i for i, label in found if len("".join(label)) > 1)

    def _sounds(
        self, labels: Sequence[tuple[int, tuple[str, ...]]]
    ) -> dict[str, tuple[_Sound, ...]]:
        """Return the runs of words of all labels by their consonants, two or more."""
        found: dict[str, list[_Sound]] = {}
        for i, label in labels:
            heard = [hear(word, self.language) for word in label]
            for start in range(len(label)):
                for end in range(start + 1, min(len(label), start + _MOST_SOUND_WORDS) + 1):
                    run = together(heard[start:end])
                    if len(run.bones) > 1 and not run.bones.isdecimal():
                        written = " ".join(label[start:end])
                        whole = end - start == len(label)
                        around = (*label[:start], *label[end:])
                        denied = any(is_denial(word, _DENYING) for word in _telling(around))
                        denied = denied and _STILL.isdisjoint(label[start:end])
                        denied = denied or leaves_out(label[:start]) or is_of_mine(around)
                        sound = _Sound(
                            option=i, heard=run, written=written, whole=whole, denied=denied
                        )
                        found.setdefault(run.bones, []).append(sound)
        return {bones: tuple(sounds) for bones, sounds in found.items()}


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
        for written in (label, label.replace("\u200c", " "), *either):
            yield as_spoken(fold(written)), i


def _with_figures(label: str, language: str) -> str:
    """Return a label with its numbers in digits, where it says any in words."""
    folded = fold(label)
    if language in ar_durations.SPOKEN and (counted := with_ones(folded)) != folded:
        return counted_in_figures(counted, language)
    return counted_in_figures(folded, language) if figured(folded, language) != folded else label


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


def _is_figure(word: str) -> bool:
    """Return whether a word of a label says how much, in digits or as a part."""
    return word.isdecimal() or word in _FRACTIONS


def _counts(said: str) -> tuple[str, ...]:
    return tuple(word for word in said.split() if word.isdecimal())


def _telling(words_left: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without *ou plus*, which denies nothing."""
    at = _place(("ou", "plus"), words_left)
    return words_left if at is None else words_left[:at] + words_left[at + 2 :]


def _in_order(typed: Sequence[str], label: Sequence[str]) -> bool:
    rest = iter(label)
    return all(word in rest for word in typed)


def _is_meant(typed: Heard, said: str, sound: _Sound) -> bool:
    """Return whether it is a word for an option, with its vowels or some of them left out."""
    apart = typed.latin != sound.heard.latin
    same = len(typed.bones) >= _FEWEST_TEXTED and is_texted(typed, sound.heard)
    if not apart:
        return same and not looks_foreign(said)
    same = same or is_transliteration(typed, sound.heard)
    return same and not is_another(typed, said, sound.heard)


def _is_same(typed: Heard, said: str, sound: _Sound, *, is_persian: bool) -> bool:
    """Return whether only vowels, doubled letters or the script keep the words apart."""
    if typed.latin != sound.heard.latin:
        enough = sound.whole or len(typed.bones) >= _SHORTEST_PREFIX
        texted = sound.whole and len(typed.bones) >= _FEWEST_TEXTED
        same = is_transliteration(typed, sound.heard)
        same = same or (texted and is_texted(typed, sound.heard))
        foreign = typed.latin and not is_persian and is_another(typed, said, sound.heard)
        return enough and same and not foreign
    length = min(len(said), len(sound.written))
    if said != sound.written and _differs_in_a_vowel(said, sound.written):
        return False  # «فالدار» is not «فالدوار»
    allowed = 2 if length >= _LONG else 1 if length > _MIDDLING else 0
    return letters_apart(said, sound.written) <= allowed


def _differs_in_a_vowel(said: str, written: str) -> bool:
    """Return whether short Arabic words have a long vowel more, less or for another."""
    bare = without_articles(said), without_articles(written)
    bones = {word.translate(_LONG_VOWELS) for word in bare}
    return not said.isascii() and min(map(len, bare)) <= _MIDDLING and len(bones) == 1


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    grouped: dict[str, tuple[V, ...]] = {}
    for key, i in pairs:
        known = grouped.get(key, ())
        if key and i not in known:
            grouped[key] = (*known, i)
    return grouped


def _pairs(grouped: dict[str, tuple[int, ...]]) -> Iterator[tuple[str, int]]:
    return ((key, i) for key, found in grouped.items() for i in found)


def _indexed(
    pairs: Iterable[tuple[K, tuple[int, tuple[str, ...]]]],
) -> dict[K, list[tuple[int, tuple[str, ...]]]]:
    found: dict[K, list[tuple[int, tuple[str, ...]]]] = {}
    for key, label in pairs:
        known = found.setdefault(key, [])
        if label not in known:
            known.append(label)
    return found


def _later(
    labels: Iterable[tuple[int, tuple[str, ...]]],
) -> dict[str, list[tuple[str, int]]]:
    """Return the words of labels but the first, by their first letters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for i, label in labels:
        for word in map(bare_word, label[1:]):
            known = found.setdefault(word[:_SHORTEST_STEM], [])
            if (word, i) not in known:
                known.append((word, i))
    return found


def _beginnings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at, word in enumerate(words):
        yield (*words[:at], bare_word(word)[:_SHORTEST_PREFIX])


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


def _place(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Return where the words stand together in the others, or None."""
    size = len(part)
    return next((k for k in range(len(whole) - size + 1) if whole[k : k + size] == part), None)
