"""The numbers of a list's labels, and which of them a reply says."""

from collections.abc import Collection, Sequence
from functools import cached_property

from flows.understanding.choices.grouped import WORD, grouped, pairs
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
from flows.understanding.choices.within import (
    holding,
    is_far,
    is_in_their_unit,
    is_reckoned,
    plainly,
    ranges,
    said_within,
    units_of_time,
)
from flows.understanding.choices.wording import (
    counted_in_figures,
    counts_in,
    figured,
    in_figures,
    shape_of,
)
from flows.understanding.folding import fold
from flows.understanding.numbers.quantities import vocabulary
from flows.understanding.spoken import ar_durations, fa_amounts, fa_things, fr_durations
from flows.understanding.spoken.ar_durations import in_full, with_ones
from flows.understanding.spoken.fr_amounts import is_of_amounts, without_elision, without_hours
from flows.understanding.spoken.fr_durations import are_mixed, in_one_unit

FEWEST_IN_ORDER = 2


class Counts:
    """The numbers of a list's labels: what they count, begin, end or lie between."""

    def __init__(
        self,
        language: str,
        labels: Sequence[tuple[int, str]],
        bare: dict[str, tuple[int, ...]],
        said: Collection[str],
    ) -> None:
        """Prepare what the numbers of labels are.

        Args:
            language: The conversation's.
            labels: Each label as it is shown, after its option's place.
            bare: The options by their labels without dressing, folded.
            said: The words of all labels.
        """
        self.shown = labels
        self.said = said
        self.language = language
        self.figures = grouped((figured(key, language), i) for key, i in pairs(bare))
        self.figure_words = frozenset(
            word for key in self.figures for word in key.split() if not word.isdecimal()
        )
        self.counted = grouped(
            (count, i)
            for i, label in labels
            for count in counts_in(figured(fold(label), language), language)
        )
        self.figure_shapes = frozenset(shape_of(key, self.figure_words) for key in self.figures)
        shown = [(i, _with_figures(without_elision(label), language)) for i, label in labels]
        self.spans = spans(shown)
        self.bounds = bounds(shown)
        self.mixed = language == "fr" and are_mixed(shown)
        if language == "fr":
            shown = [(i, fr_durations.bare(label)) for i, label in shown]
        reckoned = [(i, in_one_unit(label)) for i, label in shown] if self.mixed else shown
        self.scale = (
            fa_amounts.shared_scale(label for _, label in shown) if language == "fa" else None
        )
        if self.scale is not None:
            scale = self.scale
            reckoned = [(i, fa_amounts.unscaled(label, scale)) for i, label in shown]
        self.ranges = ranges(reckoned, language)
        self.spanned = [(i, label) for i, label in labels if len(numbers_in(label)) > 1]
        self.amounts = amounts(shown)
        self.measures = measures_in([word for _, label in labels for word in fold(label).split()])

    def counting(self, said: str) -> tuple[int, ...]:
        """Return the options whose label is the same number: ``wahd`` is the one labelled 1."""
        if shape_of(said, self.figure_words) in self.figure_shapes:
            return self.figures.get(in_figures(said, self.language), ())
        count, _, noun = said.partition(" ")
        if not (noun and self._tells_counts) or not vocabulary(self.language).is_unit((noun,)):
            return ()
        return (
            ()
            if self.counts_other(said)
            else self.figures.get(in_figures(count, self.language), ())
        )

    def beginning_with(self, number: int) -> tuple[int, ...]:
        """Return the options that count so many: *deux* is *2 enfants*, wherever it is listed."""
        found = self.counted.get(str(number), ())
        return () if number - 1 in found else found

    def counting_in_digits(self, number: int) -> tuple[int, ...]:
        """Return the options that begin with the digits: 2 may be *2 enfants*, listed third.

        Among counts in words, also those that take in the number: 4 is *more than three*.
        """
        if self._tells_counts:
            found = self.counted.get(str(number), ()) or holding(number, self.ranges)
            return () if number - 1 in found else found
        if not (counted := self.beginning_with(number)):
            return ()
        shown = (i for i, label in self.shown if label[:1].isdecimal())
        return tuple(dict.fromkeys(i for i in shown if i in counted))

    @cached_property
    def _tells_counts(self) -> bool:
        """Whether several labels are mere numbers in words: «واحد», «جوج», «تلاتة»."""
        return len({key for key in self.figures if key.isdecimal()}) >= FEWEST_IN_ORDER

    def counts_another(self, option: int, number: int) -> bool:
        """Return whether the label begins with another count: *une fois*, where 3 are typed."""
        counts = {count for count, found in self.counted.items() if count and option in found}
        return bool(counts) and str(number) not in counts

    @cached_property
    def in_full(self) -> bool:
        """Whether the labels are amounts without a scale: *50 000 FCFA*, not *50 mille*."""
        numbers = [number for _, label in self.shown for number in numbers_in(label)]
        return is_of_amounts(numbers, [w for _, label in self.shown for w in fold(label).split()])

    def spanning(self, text: str) -> tuple[int, ...]:
        """Return the options with the two numbers that a reply says: 18-24."""
        if not self.spans:
            return ()
        text = without_hours(text) if self.language == "fr" else text
        if not is_span(text, self.said):
            return ()
        return self._of_that_measure(self.spans.get(numbers_in(text), ()), text)

    def _of_that_measure(self, found: tuple[int, ...], text: str) -> tuple[int, ...]:
        """Return the options found but those that count something else: weeks, where months."""
        counted = measures_in(WORD.findall(fold(text)))
        if not counted or not found:
            return found
        shown = ((i, measures_in(WORD.findall(fold(label)))) for i, label in self.shown)
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

    def of_amount(self, said: str, text: str) -> int | None:
        """Return the one option whose range has a number and its unit: *10 enfants*."""
        if self.language == "fr":
            said = counted_in_figures(fr_durations.bare(said), "fr")
        split = tuple(said.split())
        if len(split) < FEWEST_IN_ORDER or not self.ranges or not is_amount(split):
            return None
        if all(word.isdecimal() for word in split):
            return None
        if self.language == "fa" and not fa_things.counts_the_same(split, self.said):
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
        if not {"age", "dage"}.isdisjoint(said.split()) and "age" not in self.said:
            return True
        if is_reckoned(said, self.ranges) or is_in_their_unit(said, self.ranges):
            return False  # months among years
        if self.language == "fa" and fa_things.counts_foreign(said.split(), self.said):
            return True
        if is_of_a_period(said) and not any(is_of_a_period(fold(each)) for _, each in self.shown):
            return True
        if ar_durations.counts_times(said, self.said):
            return True
        counted = measures_in(said.split())
        return bool(counted and self.measures) and counted.isdisjoint(self.measures)


def _with_figures(label: str, language: str) -> str:
    """Return a label with its numbers in digits, where it says any in words."""
    folded = fold(label)
    if language in ar_durations.SPOKEN and (counted := with_ones(folded)) != folded:
        return counted_in_figures(counted, language)
    return counted_in_figures(folded, language) if figured(folded, language) != folded else label
