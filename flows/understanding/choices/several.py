"""Which options an answer names where several may be chosen."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import product

from flows.understanding.choices.apart_from import between, left_out, others_than, week
from flows.understanding.choices.labels import labels_of
from flows.understanding.choices.listed import UNKNOWN, by_digits, by_range
from flows.understanding.choices.numbered import one_meant
from flows.understanding.choices.option import Option
from flows.understanding.choices.worded import denials_of, joins_of, parted
from flows.understanding.folding import fold, plain
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import words
from flows.understanding.outcomes import MOST_ASKED, Ask, Outcome, Read, Refused, ask

_RANGE = re.compile(r"^(\d{1,2})\s*[-–—]\s*(\d{1,2})$")
COMMAS = re.compile(r"[,،;؛\n+&•]+|(?<!\d)/|/(?!\d)")
GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_MOST_PARTS = 60


def several_meant(text: str, options: Sequence[Option], language: str) -> Outcome[tuple[str, ...]]:
    """Return the names of all the options that an answer names, in their order."""
    labels = labels_of(tuple(options), language)
    typed = plain(text).strip()
    if span := _RANGE.match(typed):
        return by_range(int(span[1]), int(span[2]), labels)
    whole = one_meant(text, options, language)
    if isinstance(whole, Read):
        return Read(value=(whole.value,))
    said = fold(text)
    if any(said in words(lexicon.everything) for lexicon in spoken_with(language)):
        return ask(labels.names)
    every = week(said, options, language, lambda days: _several(days, options, language))
    if every is not None:
        return every
    if (out := left_out(said, language)) is not None:
        named = [name for i, name in enumerate(labels.names) if i not in labels.negative]
        return others_than(named, _several(out, options, language))
    read_one = partial(one_meant, options=options, language=language)
    if (days := between(said, labels.names, language, read_one)) is not None:
        return days
    several = _several(typed, options, language)
    if not isinstance(several, Refused):
        return several
    if said.isdecimal():
        return by_digits(said, labels)
    if isinstance(whole, Ask) and not _is_list(typed, language):
        return Ask(values=tuple((name,) for name in whole.values))
    return UNKNOWN


def _several(typed: str, options: Sequence[Option], language: str) -> Outcome[tuple[str, ...]]:
    """Return what the parts of a list mean together."""
    labels = labels_of(tuple(options), language)
    parts = [part.strip() for part in COMMAS.split(typed) if part.strip()]
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
        picked.append(tuple(name for name in labels.names if name in names))
    certain = all(len(names) == 1 for names in alternatives) and not any(
        isinstance(found, Ask) for found in outcomes
    )
    return Read(value=picked[0]) if certain else ask(*picked)


def _part(part: str, options: Sequence[Option], language: str) -> Sequence[Outcome[str]]:
    """Return the meanings of a part without commas: one label, or several joined by *and*."""
    whole = one_meant(part, options, language)
    if isinstance(whole, Read):
        return [whole]
    split = fold(GLUED.sub(" ", part)).split()
    if any(word in denials_of(language) for word in split):
        return [whole]
    joins = joins_of(language)
    for groups in (parted(split, joins), [[w] for w in split if w not in joins]):
        if len(groups) > 1 and len(groups) <= _MOST_PARTS:
            found = [one_meant(" ".join(group), options, language) for group in groups]
            if not any(isinstance(outcome, Refused) for outcome in found):
                return found
            if any(isinstance(outcome, Read) for outcome in found):
                return [UNKNOWN]
    return [whole]


def _is_list(typed: str, language: str) -> bool:
    joins = joins_of(language)
    _, *rest = fold(typed).split() or [""]
    return bool(COMMAS.search(typed)) or any(w in joins or w.startswith("و") for w in rest)


@lru_cache(maxsize=8)
def apart(language: str) -> frozenset[str]:
    """Return the words between two choices where one is wanted: *and*, *or*."""
    either = (words(lexicon.either) for lexicon in spoken_with(language))
    return (joins_of(language).union(*either) | {"o"}) - denials_of(language)
