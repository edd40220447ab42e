"""A choice among listed options: by number, label, part of a label, or a close spelling."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, overload

from flows.understanding.cardinals import cardinal
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.intents import intent
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import Lexicon, by_phrase, words
from flows.understanding.outcomes import MOST_ASKED, Ask, Outcome, Read, Refused, ask
from flows.understanding.scripts import consonants
from flows.understanding.spelling import nearest

UNKNOWN = Refused(code="choice.unknown")

_NUMBERED = re.compile(r"^[(\[#]?\s*(\d{1,3})\s*[)\].:°\-\u20e3]*$")
_NUMBER_AND_LABEL = re.compile(r"^[(\[]?(\d{1,3})\s*[)\].:\-/\u20e3]+\s*(\D.*)$", re.DOTALL)
_RANGE = re.compile(r"^(\d{1,2})\s*[-–—]\s*(\d{1,2})$")
_BRACKETED = re.compile(r"[(（\[].*?[)）\]]")
_BRACKETS = re.compile(r"[()（）\[\]]")
_PIECES = re.compile(r"\s*[-–/(),،]\s*")
_COMMAS = re.compile(r"[,،;؛\n+&•]+|(?<!\d)/|/(?!\d)")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_SHORTEST_PREFIX = 3
_LONGEST_TYPED = 400
_MOST_PARTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option as the question lists it: labels in the conversation's language first."""

    name: str
    labels: Sequence[str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", tuple(self.labels))


@overload
def choice(
    text: str, options: Sequence[Option], language: str, *, many: Literal[False]
) -> Outcome[str]: ...


@overload
def choice(
    text: str, options: Sequence[Option], language: str, *, many: Literal[True]
) -> Outcome[tuple[str, ...]]: ...


@overload
def choice(
    text: str, options: Sequence[Option], language: str, *, many: bool
) -> Outcome[str] | Outcome[tuple[str, ...]]: ...


def choice(
    text: str, options: Sequence[Option], language: str, *, many: bool
) -> Outcome[str] | Outcome[tuple[str, ...]]:
    """Return the name of the option that is meant, or with ``many`` the names, in their order.

    An exact label or a number in the list is certain; so is a part of one label alone, or a slip
    of the finger. What fits several is asked back, and ``choice.unknown`` fits none.
    Several are told apart by commas, lines, *and*, or spaces; ``1-3`` is asked back, being a
    range or a pair, and one unknown part refuses the whole.
    """
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return UNKNOWN
    return _many(text, options, language) if many else _one(text, options, language)


def _one(text: str, options: Sequence[Option], language: str) -> Outcome[str]:
    index = _index(tuple(options))
    said = fold(text)
    found = index.exact.get(said, ())
    number = _number(text)
    if number is None and len(found) == 1:
        return Read(value=index.names[found[0]])
    if number is not None:
        return _by_number(number, found, index)
    if found:
        return _named(index, found)
    if numbered := _NUMBER_AND_LABEL.match(plain(text).strip()):
        return _by_number_and_label(int(numbered[1]), numbered[2], options, language)
    return _by_words(said, text, index, language)


def _many(text: str, options: Sequence[Option], language: str) -> Outcome[tuple[str, ...]]:
    index = _index(tuple(options))
    typed = plain(text).strip()
    if span := _RANGE.match(typed):
        return _by_range(int(span[1]), int(span[2]), index)
    whole = _one(text, options, language)
    if isinstance(whole, Read):
        return Read(value=(whole.value,))
    said = fold(text)
    if any(said in words(lexicon.everything) for lexicon in spoken_with(language)):
        return ask(index.names)
    several = _several(typed, options, language)
    if not isinstance(several, Refused):
        return several
    if said.isdecimal():
        return _by_digits(said, index)
    if isinstance(whole, Ask) and not _is_list(typed, language):
        return Ask(values=tuple((name,) for name in whole.values))
    return UNKNOWN


class _Index:
    """Options prepared for matching, made once for each list of options."""

    def __init__(self, options: Sequence[Option]) -> None:
        self.names = tuple(option.name for option in options)
        labels = [(i, label) for i, option in enumerate(options) for label in option.labels]
        self.exact = _grouped((fold(label), i) for i, label in labels)
        self.bare = _grouped((bare, i) for i, label in labels for bare in _without_dressing(label))
        for name, i in _grouped((fold(o.name), i) for i, o in enumerate(options)).items():
            if not name.isdecimal():
                self.exact.setdefault(name, i)
        self.sounds = _grouped(
            (sound, i)
            for i, label in labels
            for part in (label, *_PIECES.split(label))
            if len(sound := consonants(part)) > 1
        )
        self.joined = _grouped((fold(label).replace(" ", ""), i) for i, label in labels)
        pieces = ((fold(piece), i) for i, label in labels for piece in _PIECES.split(label))
        self.spelt = {**_grouped(pieces), **self.bare, **self.exact}
        self.spellings = tuple(key for key in self.spelt if len(key) > 3)
        self.words = tuple((i, tuple(fold(label).split())) for i, label in labels)

    def at(self, number: int) -> int | None:
        """Return the option with this number in the list, counted from 1."""
        return number - 1 if 1 <= number <= len(self.names) else None


@lru_cache(maxsize=512)
def _index(options: tuple[Option, ...]) -> _Index:
    return _Index(options)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    grouped: dict[str, tuple[int, ...]] = {}
    for key, i in pairs:
        known = grouped.get(key, ())
        if key and i not in known:
            grouped[key] = (*known, i)
    return grouped


def _without_dressing(label: str) -> Iterator[str]:
    """Yield the label without brackets, without articles, and each side of a slash."""
    outside = _BRACKETED.sub(" ", label)
    for form in (label, outside, _BRACKETS.sub("", label), *re.split(r"\s*/\s*", outside)):
        folded = fold(form)
        yield folded
        yield _without_articles(folded)


_ARTICLES = frozenset(
    ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an", "el", "al"]
)


def _without_articles(folded: str) -> str:
    kept = (word for word in folded.split() if word not in _ARTICLES)
    return " ".join(_without_al(word) for word in kept)


def _without_al(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _named(index: _Index, found: Sequence[int]) -> Outcome[str]:
    """Return the one option found, or ask which; more than four are too many to list."""
    several = tuple(dict.fromkeys(found))
    if len(several) == 1:
        return Read(value=index.names[several[0]])
    return _asked(index, several) if len(several) <= MOST_ASKED else UNKNOWN


def _asked(index: _Index, found: Sequence[int]) -> Outcome[str]:
    return ask(*(index.names[i] for i in found)) if found else UNKNOWN


def _number(text: str) -> int | None:
    numbered = _NUMBERED.match(plain(text).strip())
    return int(numbered[1]) if numbered else None


def _by_number(number: int, labelled: Sequence[int], index: _Index) -> Outcome[str]:
    """Return the option of that number; ask when a label reads the same and is another's."""
    listed = index.at(number)
    if listed is None:
        return _named(index, labelled) if labelled else UNKNOWN
    return _named(index, (*labelled, listed)) if labelled else _named(index, (listed,))


def _by_number_and_label(
    number: int, label: str, options: Sequence[Option], language: str
) -> Outcome[str]:
    """Return the option that «2. الرباط» names twice; ask when the two differ."""
    index = _index(tuple(options))
    listed = index.at(number)
    named = _one(label, options, language)
    if listed is None or not isinstance(named, Read):
        return UNKNOWN
    return _named(index, (index.names.index(named.value), listed))


def _by_words(said: str, text: str, index: _Index, language: str) -> Outcome[str]:
    """Return the option that words other than a whole label mean."""
    if not said:
        wanted = intent(text, language, allowed=("yes", "no"))
        return Read(value=wanted) if wanted in index.names else UNKNOWN
    lexicons = tuple(spoken_with(language))
    numbered = _after_numbering(said, lexicons)
    if numbered is not None and (listed := index.at(numbered)) is not None:
        return _named(index, (listed,))
    if found := index.joined.get(said.replace(" ", "")):
        return _named(index, found)
    if found := index.bare.get(said) or index.bare.get(_without_articles(said)):
        return _named(index, found)
    stripped = _without_fillers(said, lexicons)
    if stripped != said and (found := index.exact.get(stripped) or index.bare.get(stripped)):
        return _named(index, found)
    sounds = consonants(said)
    listed = _in_words(said, index, language, lexicons)
    if listed is not None:
        heard = index.sounds.get(sounds, ()) if len(sounds) >= _SHORTEST_PREFIX else ()
        return _named(index, (listed, *heard))
    meant = intent(text, language)
    if meant in index.names:
        return Read(value=meant)
    for typed in dict.fromkeys((said, stripped)):
        if (outcome := _by_part(typed, index, lexicons)) is not None:
            return outcome
    heard = index.sounds.get(sounds, ())
    if heard and len(sounds) >= _SHORTEST_PREFIX:
        return _named(index, heard)
    return _by_spelling(stripped, index, () if cardinal(said.split(), language) else heard)


def _after_numbering(said: str, lexicons: Sequence[Lexicon]) -> int | None:
    """Return 2 for «رقم 2», ``option 2``, ``n 2``."""
    head, _, number = said.rpartition(" ")
    if head and number.isdecimal() and len(number) <= 3:
        return int(number) if any(head in words(lex.numbering) for lex in lexicons) else None
    glued = re.fullmatch(r"([^\W\d_]+)(\d{1,3})", said)
    if glued and any(glued[1] in words(lex.numbering) for lex in lexicons):
        return int(glued[2])
    return None


def _without_fillers(said: str, lexicons: Sequence[Lexicon]) -> str:
    split = said.split()
    while split and any(split[0] in words(lex.choice_fillers) for lex in lexicons):
        split = split[1:]
    while split and any(split[-1] in words(lex.choice_fillers) for lex in lexicons):
        split = split[:-1]
    return " ".join(split) or said


def _in_words(said: str, index: _Index, language: str, lexicons: Sequence[Lexicon]) -> int | None:
    """Return the option whose number is said in words."""
    split = said.split()
    while len(split) > 1 and any(split[0] in words(lex.numbering) for lex in lexicons):
        split = split[1:]
    number = cardinal(split, language)
    if number is not None and number.certain:
        return index.at(number.value)
    for lexicon in lexicons:
        if (ordinal := _ordinals(lexicon.code).get(" ".join(split))) is not None:
            return index.at(ordinal)
    return None


@lru_cache(maxsize=8)
def _ordinals(code: str) -> Mapping[str, int]:
    return by_phrase(next(spoken_with(code)).ordinals)


def _by_part(said: str, index: _Index, lexicons: Sequence[Lexicon]) -> Outcome[str] | None:
    """Return the option one of whose labels has these words, or begins with these letters.

    None when no label does; too many to ask about are refused.
    """
    typed = tuple(said.split())
    if not typed or said.isdecimal():
        return None
    negations = frozenset[str]().union(*(words(lex.negations) for lex in lexicons))
    whole, begun, around = [], [], []
    doubt = False
    for i, label in index.words:
        at = _place(typed, label)
        if at is not None:
            left = label[:at] + label[at + len(typed) :]
            doubt = doubt or any(_denies(word, negations) for word in left)
            whole.append(i)
        elif _begins(typed, label):
            begun.append(i)
        elif (within := _place(label, typed)) is not None and len("".join(label)) > 1:
            beside = (*typed[:within], *typed[within + len(label) :])
            if not any(_denies(word, negations) for word in beside):
                around.append(i)
    if all(word in negations for word in typed):
        return None
    for found, certain in ((whole, not doubt), (begun, True), (around, False)):
        several = tuple(dict.fromkeys(found))
        if several:
            if len(several) > MOST_ASKED:
                return UNKNOWN
            return _named(index, several) if certain else _asked(index, several)
    return None


def _denies(word: str, negations: frozenset[str]) -> bool:
    return word in negations or (word.startswith(("ما", "ن")) and word.endswith("ش"))


def _place(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Return where the words stand together in the others, or None."""
    size = len(part)
    if not 0 < size < len(whole) + (part != whole):
        return None
    return next((k for k in range(len(whole) - size + 1) if whole[k : k + size] == part), None)


def _begins(typed: Sequence[str], label: Sequence[str]) -> bool:
    """Return whether the label begins so: the last typed word may be cut after three letters."""
    *before, last = typed
    size = len(before)
    return (
        len(label) > size
        and list(label[:size]) == before
        and len(last) >= _SHORTEST_PREFIX
        and label[size].removeprefix("ال").startswith(last.removeprefix("ال"))
        and len(last.removeprefix("ال")) >= _SHORTEST_PREFIX
    )


def _by_spelling(said: str, index: _Index, heard: Sequence[int]) -> Outcome[str]:
    """Return the option spelt almost so when no other is near, else ask."""
    denied = said.replace(" ", "")
    near = [m for m in nearest(said, index.spellings) if denied != "ن" + m.known]
    found = tuple(dict.fromkeys((*heard, *(i for m in near for i in index.spelt[m.known]))))
    if len(found) == 1 and near and near[0].sure:
        return _named(index, found)
    return _asked(index, found[:MOST_ASKED])


def _by_range(first: int, last: int, index: _Index) -> Outcome[tuple[str, ...]]:
    if not 1 <= first < last <= len(index.names):
        return UNKNOWN
    pair = (index.names[first - 1], index.names[last - 1])
    return ask(index.names[first - 1 : last], pair)


def _by_digits(said: str, index: _Index) -> Outcome[tuple[str, ...]]:
    """Ask whether 134 was meant as 1, 3 and 4, in a list of at most nine."""
    picked = sorted({int(digit) for digit in said})
    fits = len(picked) == len(said) and picked[0] >= 1 and picked[-1] <= len(index.names) <= 9
    return ask(tuple(index.names[n - 1] for n in picked)) if fits else UNKNOWN


def _several(typed: str, options: Sequence[Option], language: str) -> Outcome[tuple[str, ...]]:
    """Return what the parts of a list mean together."""
    index = _index(tuple(options))
    parts = [part.strip() for part in _COMMAS.split(typed) if part.strip()]
    if len(parts) > _MOST_PARTS:
        return UNKNOWN
    outcomes = [found for part in parts for found in _part(part, options, language)]
    if not outcomes or any(isinstance(found, Refused) for found in outcomes):
        return UNKNOWN
    alternatives: list[tuple[str, ...]] = []
    for found in outcomes:
        match found:
            case Read(value=value):
                alternatives.append((value,))
            case Ask(values=values):
                alternatives.append(values)
            case Refused():
                return UNKNOWN
    picked = []
    for names, _ in zip(product(*alternatives), range(MOST_ASKED), strict=False):
        picked.append(tuple(name for name in index.names if name in names))
    certain = all(len(names) == 1 for names in alternatives) and not any(
        isinstance(found, Ask) for found in outcomes
    )
    return Read(value=picked[0]) if certain else ask(*picked)


def _part(part: str, options: Sequence[Option], language: str) -> Sequence[Outcome[str]]:
    """Return the meanings of a part without commas: one label, or several joined by *and*."""
    whole = _one(part, options, language)
    if isinstance(whole, Read):
        return [whole]
    split = fold(_GLUED.sub(" ", part)).split()
    joins = _joins(language)
    for groups in (_between(split, joins), [[w] for w in split if w not in joins]):
        if len(groups) > 1 and len(groups) <= _MOST_PARTS:
            found = [_one(" ".join(group), options, language) for group in groups]
            if not any(isinstance(outcome, Refused) for outcome in found):
                return found
            if any(isinstance(outcome, Read) for outcome in found):
                return [UNKNOWN]
    return [whole]


def _is_list(typed: str, language: str) -> bool:
    joins = _joins(language)
    _, *rest = fold(typed).split() or [""]
    return bool(_COMMAS.search(typed)) or any(w in joins or w.startswith("و") for w in rest)


def _joins(language: str) -> frozenset[str]:
    return frozenset[str]().union(*(words(lex.joins) for lex in spoken_with(language)))


def _between(split: Sequence[str], joins: frozenset[str]) -> list[list[str]]:
    """Return the runs of words between the joining words; «و» may be glued to what follows."""
    groups: list[list[str]] = [[]]
    for word in split:
        if word in joins:
            groups.append([])
        elif word.startswith("و") and len(word) > 2 and groups[-1]:
            groups.append([word[1:]])
        else:
            groups[-1].append(word)
    return [group for group in groups if group]
