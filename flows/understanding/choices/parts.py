"""The labels that have some of a reply's words, or begin with its letters."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from flows.understanding.choices.counts import FEWEST_IN_ORDER, Counts
from flows.understanding.choices.grouped import SHORTEST_STEM, indexed, place, telling
from flows.understanding.choices.hearing import SHORTEST_PREFIX
from flows.understanding.choices.option import Found
from flows.understanding.choices.partial import (
    ENDINGS,
    is_a_word,
    is_cut_short,
    leaves_out,
    only_degrees,
    says_little,
)
from flows.understanding.choices.wording import bare_word, in_any_order, is_denial
from flows.understanding.lexicon import words
from flows.understanding.spoken import ar_durations
from flows.understanding.spoken.fa_labels import ends_denying, is_within_clause

_MOST_WORDS = 16
_FRACTIONS = frozenset(words("ربع | نصف | نص | ثلث | تلت | demi | demie | quart | نیم"))


class Parts:
    """Where the words of a list's labels stand, and the labels that have some of them."""

    def __init__(
        self, language: str, labels: Sequence[tuple[int, tuple[str, ...]]], counts: Counts
    ) -> None:
        """Prepare where the words of labels stand.

        Args:
            language: The conversation's.
            labels: The words of each label, after its option's place.
            counts: What its numbers are.
        """
        self.language = language
        self.counts = counts
        self.containing = indexed((word, label) for label in labels for word in label[1])
        self.whole = indexed((label[1], label) for label in labels)
        self.later = _later(labels)
        self.beginning = indexed((key, label) for label in labels for key in _beginnings(label[1]))

    def in_any_order(self, typed: tuple[str, ...], denials: frozenset[str]) -> tuple[int, ...]:
        """Return the options whose label has just these words: «حاليا ما خدامش»."""
        if len(typed) < FEWEST_IN_ORDER:
            return ()
        having = min((self.containing.get(word, ()) for word in typed), key=len)
        said = in_any_order(typed, denials)
        same = (i for i, label in having if in_any_order(label, denials) == said)
        return tuple(dict.fromkeys(same))

    def in_order(self, typed: tuple[str, ...], denials: frozenset[str]) -> tuple[int, ...]:
        """Return the options whose label has all these words in order, and denies nothing."""
        found = self._in_order(typed)
        if any(is_denial(word, denials) for _, label in found for word in telling(label)):
            return ()
        if any(leaves_out(label[: label.index(typed[0])]) for _, label in found):
            return ()
        if any(only_degrees([w for w in label if w not in typed]) for _, label in found):
            return ()
        if any(_is_figure(word) and word not in typed for _, label in found for word in label):
            return ()  # *more than a year* of *more than 5 years*
        return tuple(dict.fromkeys(i for i, _ in found))

    def scattered(self, said: str) -> tuple[int, ...]:
        """Return the options whose label has all these words in order, whatever else it says."""
        return tuple(dict.fromkeys(i for i, _ in self._in_order(tuple(said.split()))))

    def _in_order(self, typed: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
        if len(typed) < FEWEST_IN_ORDER:
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

    def with_part(self, typed: tuple[str, ...], denials: frozenset[str]) -> Found | None:
        """Return the options one of whose labels has these words, or begins with these letters.

        Failing that, those whose label stands among the typed words; that is never certain.
        """
        whole, doubt = [], False
        having = (self.containing.get(word, ()) for word in typed)
        for i, label in min(having, key=len):
            if (at := place(typed, label)) is not None:
                left = label[:at] + label[at + len(typed) :]
                doubt = doubt or any(is_denial(word, denials) for word in telling(left))
                doubt = doubt or leaves_out(label[:at]) or only_degrees(left)
                doubt = doubt or (
                    self.language == "fa"
                    and is_within_clause(typed, label, shared=self._shares(label[0]))
                )
                doubt = doubt or (bool(left) and typed == left)  # «مرة» of «مرة مرة»
                whole.append(i)
        if whole:
            whole += self._with_ending(typed)
            if self.language == "fa" and len(typed) == 1 and len(typed[0]) >= SHORTEST_STEM:
                whole += [*self._begun(typed), *self._cut(typed)]  # «کارت» of «کارتخوان»
            amounts = self.counts.naming(typed)
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
        return any(i in options and ends_denying(label) for i, label in self.counts.shown)

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
        if len(cut) < SHORTEST_PREFIX:
            return ()
        known = self.beginning.get((*before, cut[:SHORTEST_PREFIX]), ())
        size = len(before)
        found = (i for i, label in known if bare_word(label[size]).startswith(cut))
        return tuple(dict.fromkeys(found))

    def _cut(self, typed: tuple[str, ...]) -> tuple[int, ...]:
        """Return the labels with a later word that begins so: *mella* for Béni Mellal."""
        cut = bare_word(typed[0])
        if len(typed) > 1 or len(cut) < SHORTEST_STEM:
            return ()
        return tuple(
            i for word, i in self.later.get(cut[:SHORTEST_STEM], ()) if word.startswith(cut)
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


def _is_figure(word: str) -> bool:
    """Return whether a word of a label says how much, in digits or as a part."""
    return word.isdecimal() or word in _FRACTIONS


def _in_order(typed: Sequence[str], label: Sequence[str]) -> bool:
    rest = iter(label)
    return all(word in rest for word in typed)


def _later(
    labels: Iterable[tuple[int, tuple[str, ...]]],
) -> dict[str, list[tuple[str, int]]]:
    """Return the words of labels but the first, by their first letters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for i, label in labels:
        for word in map(bare_word, label[1:]):
            known = found.setdefault(word[:SHORTEST_STEM], [])
            if (word, i) not in known:
                known.append((word, i))
    return found


def _beginnings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at, word in enumerate(words):
        yield (*words[:at], bare_word(word)[:SHORTEST_PREFIX])
