"""What a whole message asks for: yes, no, stop, back, help (languages.md, section 4)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal, get_args

from flows.understanding.corrected import beyond_correction
from flows.understanding.folding import fold, too_long
from flows.understanding.intents.own_words import in_own_words
from flows.understanding.intents.supposing import (
    is_denied_verb,
    is_laughter,
    supposed,
    with_joined_ma,
    with_shin,
)
from flows.understanding.languages import LEXICONS, all_from
from flows.understanding.lexicon import Intent, Lexicon, by_phrase, phrases, words
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.spoken import ar_agreed
from flows.understanding.spoken.ar_lookalikes import is_no_command
from flows.understanding.spoken.arabizi_plain import with_digits
from flows.understanding.spoken.colloquial import with_joined_verbs
from flows.understanding.spoken.fa_commands import in_persian_words
from flows.understanding.spoken.fa_latin import in_persian
from flows.understanding.spoken.fa_respelt import respelt
from flows.understanding.spoken.fa_stated import is_at_it, stated_alone
from flows.understanding.spoken.fa_stated import says_again as says_again_in_persian
from flows.understanding.spoken.foreign import looks_foreign
from flows.understanding.spoken.fr_added import is_no_matter, says_the_same, takes_back
from flows.understanding.spoken.fr_framed import beyond_frames, without_frame
from flows.understanding.spoken.fr_homonyms import is_participle
from flows.understanding.spoken.greetings import without_greeting
from flows.understanding.spoken.texting import in_full

INTENTS: tuple[Intent, ...] = get_args(Intent)

YesNo = Literal["yes", "no"]

_DENIAL: tuple[Intent, ...] = ("no",)
_CONSENT = words("أوافق | نعم | واخا كنوافق | j’accepte | oui | موافقم | بله")
_CONSENT_LATIN = "wakha knwaf9 | knwaf9 | ana mwaf9 | mwaf9 | movafegham"  # by their consonants
_NO_EMOJI = "👎❌✖🚫🙅♀♂"
_YES_EMOJI = "👍✅✔☑🆗"
_AGAINST: Mapping[str, str] = {"yes": "👎❌✖🚫🙅", "no": "👍✅✔☑🆗"}
"""What takes a word of the other meaning back: *oui 👎*."""
_SPEAKERS = words("من | ما | بنده | اینجانب | man | ma")
_DRESSING = re.compile("[\ufe0f\u200d\U0001f3fb-\U0001f3ff\\s]")
_TWICE = re.compile(r"([^\W\d_])\1")
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST_SKELETON = 3
_SHORTEST_ONCE = 3
"""Doubled letters count in a shorter word: ``pas`` is not ``pass``."""
_LONGEST_COMPOSED = 80
_LONGEST_PHRASE = 5
_MOST_WORDS = 9
_MOST_STATED = 6
_MOST_ADDED = 2
_QUESTION = re.compile("[?؟]")
_NEVER = re.compile(r"\W*(?:أبدا\W*|[اأ]بد(?:ا\u064b|\u064bا)\W*)")
"""«أبدا» is never; typed «ابدا», it may be *begin* as well."""
_BEGIN_OR_NEVER = "ابدا"
_OF_AN_ANSWER = words(
    "[الجواب/جواب/جوابي/إجابتي/الإجابة/إجابة/جوابنا/نجاوب/أجيب][/ هو/ هي] | الجواب ديالي[/ هو]"
)
"""After a denial they are what is denied: «لا أستطيع الجواب»; before an answer they present it."""
_MUCH = words("بزاف | جدا | كثيرا | bzaf | bezzaf | bzzaf | bezaf")
_YES_OR_NO: tuple[Intent, ...] = ("yes", "no")
_COURTEOUS: tuple[Intent, ...] = ("yes", "no", "greeting", "thanks")
_FRENCH_ARTICLES = frozenset(["le", "la", "les", "cette"])
_THANKS = re.compile(r"شکر|\b(?:mrc|merc?i|ch?o?u?kr|shu?kr|mersi|thank)")
_YES_OR_AYA = fold("آية")
"""Also a name, and a verse; «آيه» is yes."""
_SPELT = (("kh", "x"), ("5", "x"), ("ch", "c"), ("sh", "c"), ("gh", "g"), ("7", "h"), ("8", "h"),
          ("9", "q"), ("6", "t"), ("2", ""))  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouy")


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
        yield from _meanings(said, language)
    if (
        (said := fold(text))
        and len(said) <= _LONGEST_COMPOSED
        and said not in _index(language).never
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


def consent(text: str, language: str) -> YesNo | None:
    """Return yes only for the plain words of agreement, no for any word of refusal.

    No emoji, nothing loose: «طيب» is politeness. Also for erasing somebody's data.
    """
    if too_long(text):
        return None
    said = fold(text)
    if is_against(text, "yes"):
        return "no" if said and intent(text, language, allowed=_DENIAL) else None
    if said in _CONSENT or (said.isascii() and skeleton(said) in _consent_bones()):
        return "yes"
    refused = intent(text, language, allowed=_DENIAL)
    return "no" if said and refused else None


@lru_cache(maxsize=1)
def _consent_bones() -> frozenset[str]:
    return frozenset(map(skeleton, words(_CONSENT_LATIN)))


def yes_no(text: str, language: str) -> Outcome[YesNo]:
    """Return yes or no; ask back «صافي» and its like; refuse with ``yes_no.unclear``."""

    def read_once(said: str) -> Outcome[YesNo]:
        outcome = _yes_no(said, language)
        if isinstance(outcome, Refused) and language == "fa":
            outcome = _of_speaker(said, outcome)
        if language != "fa" or isinstance(outcome, Read):
            return outcome
        asking = _QUESTION.search(said) is not None
        other = said if asking else in_persian(fold(said)) or with_joined_verbs(said)
        again = _yes_no(other, language) if other != said else outcome
        return again if isinstance(again, Read) else outcome

    found = beyond_frames(text, language, lambda s: beyond_correction(s, language, read_once))
    return ask(found.value) if isinstance(found, Read) and is_against(text, found.value) else found


def _of_speaker(text: str, outcome: Outcome[YesNo]) -> Outcome[YesNo]:
    """Return what Persian says after *I* or *we*: «من موافقم»."""
    first, _, rest = text.strip().partition(" ")
    if not rest or fold(first) not in _SPEAKERS:
        return outcome
    return again if isinstance(again := _yes_no(rest, "fa"), Read) else outcome


def is_signed(text: str) -> bool:
    """Return whether an emoji of yes or no stands in a text."""
    return any(sign in text for signs in _AGAINST.values() for sign in signs)


def is_against(text: str, meant: str) -> bool:
    """Return whether an emoji contradicts the yes or no that the words say."""
    return any(sign in text for sign in _AGAINST.get(meant, ""))


def _yes_no(text: str, language: str) -> Outcome[YesNo]:
    if too_long(text) or is_no_command(text, language):
        return Refused(code="yes_no.unclear")
    text = with_shin(without_greeting(text))
    said = fold(text)
    if is_begin_or_never(text, language):
        return ask("no")
    if said == _YES_OR_AYA and text.rstrip().endswith("ة"):
        return ask("yes")
    if ar_agreed.is_unable(said, language):
        return Refused(code="yes_no.unclear")
    found = intent(text, language, allowed=("yes", "no")) or _stated(said, language)
    unsure = _QUESTION.search(text) or intent(text, language) == "dont_know"
    unsure = unsure or (found == "no" and _is_not_much(said))
    unsure = unsure or ar_agreed.refuses_nothing(said, language)
    if found in ("yes", "no") and unsure:
        return ask(found)  # «نعم؟» is *pardon?* as well, «ما كنعرفش» that she does not know how
    match found:
        case "yes":
            return Read(value="yes")
        case "no":
            return Read(value="no")
    if is_laughter(said, language):
        return Refused(code="yes_no.unclear")
    if any(said in words(lexicon.loose_yes) for lexicon in all_from(language)):
        return ask("yes")
    if intent(text, language) is not None or _QUESTION.search(text):
        return Refused(code="yes_no.unclear")
    if (meant := supposed(said, lambda rest: _agreed(rest, language))) is not None:
        return ask(meant)
    begun = _begun(said, text, language)
    again = begun is not None and ar_agreed.says_again(said.split(), begun, language)
    if language in ("ary", "ar") and is_denied_verb(said) and not again:
        return ask("no")
    if (meant := _stated_first(said, begun, language)) is not None:
        # «لا أرفض»: no, I refuse; or I do not refuse
        unsaid = said in _index(language).never or said.partition(" ")[2] in _index(language).never
        return ask(meant) if unsaid else Read(value=meant)
    if language == "fa" and (meant := _stated_in_persian(said, text, begun)) is not None:
        return Read(value=meant)
    begun = begun or _stated_of_something(said, language)
    return ask(begun) if begun else Refused(code="yes_no.unclear")


def _is_not_much(said: str) -> bool:
    """Return whether a denial ends with *much*, which it may deny alone: «ما عنديش بزاف»."""
    *before, last = said.split() or [""]
    return last in _MUCH and bool(before) and not _THANKS.search(said)


def _agreed(said: str, language: str) -> YesNo | None:
    found = intent(said, language, allowed=("yes", "no"))
    return "yes" if found == "yes" else "no" if found == "no" else None


def _stated(said: str, language: str) -> YesNo | None:
    """Return what «عندي» or ``ma3ndich`` answer, alone or after a yes or no that agrees."""
    index = _index(language)
    split = said.split()
    if language == "fa" and is_at_it(split):
        return None
    for size in range(min(_LONGEST_PHRASE, len(split) - 1) + 1):
        head, rest = " ".join(split[:size]), " ".join(split[size:])
        meant: YesNo | None = "yes" if rest in index.affirms else None
        meant = "no" if rest in index.denies or skeleton(rest) in index.denied else meant
        if meant and (not head or meant in _meanings(head, language)):
            return meant
    return None


def _stated_first(said: str, begun: YesNo | None, language: str) -> YesNo | None:
    """Return what a reply says twice, *oui j’ai un travail*, or denies first: «لا أعمل حاليا»."""
    split = said.split()
    if begun == "no" and language == "fr" and is_no_matter(split):
        return None
    if begun == "yes" and language == "fr" and takes_back(said):
        return None
    if begun is not None and _says_again(split, begun, language):
        return begun
    if begun is not None and language == "fr" and says_the_same(split, begun):
        return begun
    if begun is not None and ar_agreed.says_again(split, begun, language):
        return begun
    return "no" if begun != "yes" and _denies_first(split, language) else None


def _stated_in_persian(said: str, text: str, begun: YesNo | None) -> YesNo | None:
    """Return what a yes or no and a verb say together: «بله کار کرده‌ام», «کار کردم بله»."""
    first, *rest = said.split() or [""]
    if begun is None and (alone := stated_alone(said.split())) is not None:
        return alone
    if begun is not None:
        return begun if says_again_in_persian(rest, begun, first) else None
    *before, last = said.split() or [""]
    ended = _begun(" ".join((last, *before)), text, "fa")
    said_so = ended is not None and says_again_in_persian(before, ended, last)
    return ended if said_so else None


def _says_again(split: Sequence[str], begun: YesNo, language: str) -> bool:
    """Return whether what follows a yes or no says the same: «لا ما عنديش»."""
    index = _index(language)
    stated = index.affirms if begun == "yes" else index.denies
    starts = (1, 2) if len(split) > 2 and split[1] in index.speakers else (1,)
    again = any(begun in _meanings(" ".join(split[at:]), language) for at in starts)
    said_so = again or any(_phrases_at(split, at, stated) for at in starts)
    return len(split) <= _MOST_STATED and said_so


def _stated_of_something(said: str, language: str) -> YesNo | None:
    """Return what a statement and some words after it suppose, to ask: «عندي حاسوب»."""
    index, split = _index(language), said.split()
    for meant, stated in (("no", index.denies), ("yes", index.affirms)):
        size = _phrases_at(split, 0, stated)
        if any(_phrases_at(split, at, index.hedges) for at in range(size, len(split))):
            continue
        if size and size < len(split) <= size + _MOST_ADDED:
            return "no" if meant == "no" else "yes"
    return None


def _denies_first(split: Sequence[str], language: str) -> bool:
    """Return whether a denial of several words begins it, and only adds when, or please."""
    index = _index(language)
    denied = _phrases_at(split, 0, index.denies)
    if not 2 <= denied < len(split) <= denied + _MOST_ADDED:
        return False
    added = split[denied:]
    return " ".join(added) in index.times or all(word in index.asides for word in added)


def _begun(said: str, text: str, language: str) -> YesNo | None:
    """Return the yes or no that a longer reply begins with, unless what follows leaves it open."""
    split = said.split()
    index = _index(language)
    if len(split) < 2 or len(split) > _MOST_WORDS or _QUESTION.search(text):
        return None
    if language == "fa" and is_at_it(split):
        return None
    hedged = {split[at] for at in range(1, len(split)) if _phrases_at(split, at, index.hedges)}
    if hedged - (index.denials if "no" in _meanings(split[0], language) else set()):
        return None
    found = set(_meanings(split[0], language)) & {"yes", "no"}
    return ("yes" if "yes" in found else "no") if len(found) == 1 else None


def _phrases_at(split: Sequence[str], at: int, phrases: Collection[str]) -> int:
    """Return how many words the longest of the phrases has that begins here, or 0."""
    for size in range(min(_LONGEST_PHRASE, len(split) - at), 0, -1):
        if " ".join(split[at : at + size]) in phrases:
            return size
    return 0


def _composed(said: str, language: str) -> Iterator[Intent]:
    """Yield what a message says several times, «واخا آه», or as a wish: ``je veux annuler``."""
    index, split = _index(language), said.split()
    if not 2 <= len(split) <= _MOST_WORDS:
        return
    if (repeated := _said_throughout(split, language)) is not None:
        yield repeated
    bare = " ".join(word for word in split if word not in index.pronouns)
    if bare and bare != said:
        named = language == "fr" and not _FRENCH_ARTICLES.isdisjoint(split)  # *à la merci*
        excluded = _COURTEOUS if named else _YES_OR_NO
        yield from (found for found in _meanings(bare, language) if found not in excluded)
    start = at = 0
    while (size := _wished_at(split, at, index)) and at + size < len(split):
        at += size
    ends = [len(split)]
    while ends[-1] - 1 > at and (size := _phrases_before(split, ends[-1], index.objects)):
        ends.append(ends[-1] - size)
    for first in dict.fromkeys((at, start)):
        for last in reversed(ends):
            if 0 < last - first < len(split):
                meant = _meanings(" ".join(split[first:last]), language)
                yield from (found for found in meant if found not in ("yes", "no"))


def _wished_at(split: Sequence[str], at: int, index: "_Index") -> int:
    """Return how many words the longest wish has that begins here; Darija by its consonants."""
    if size := _phrases_at(split, at, index.around):
        return size
    for size in range(min(_LONGEST_PHRASE, len(split) - at), 0, -1):
        if skeleton(" ".join(split[at : at + size])) in index.wished:
            return size
    return 0


def _phrases_before(split: Sequence[str], end: int, phrases: Collection[str]) -> int:
    for size in range(min(_LONGEST_PHRASE, end - 1), 0, -1):
        if " ".join(split[end - size : end]) in phrases:
            return size
    return 0


def _said_throughout(split: Sequence[str], language: str) -> Intent | None:
    """Return the one intent that every part of the message has."""
    index = _index(language)
    if language == "fa" and is_at_it(split):
        return None
    at, meant, loose = 0, set[Intent](), False
    while at < len(split):
        size = _phrases_at(split, at, index.listed)
        polite = _phrases_at(split, at, index.polite)
        if polite and meant and " ".join(split[at : at + polite]) in _OF_AN_ANSWER:
            return None
        if polite and (meant or polite > size):
            at += polite
            continue
        if not size and (size := _phrases_at(split, at, index.loose)):
            at, loose = at + size, True
            continue
        if size <= 1 and split[at] in index.never:
            return None
        size = size or 1
        if not (found := _meanings(" ".join(split[at : at + size]), language)):
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
        if said.endswith(" " + polite) and polite not in _OF_AN_ANSWER:
            yield said.removesuffix(polite).rstrip()
        elif said.startswith(polite + " "):
            yield said.removeprefix(polite).lstrip()


def _meanings(said: str, language: str) -> tuple[Intent, ...]:
    """Return what the folded words mean, the conversation's language first."""
    index = _index(language)
    if found := index.listed.get(said):
        return found
    if said in index.never or said.isdecimal():
        return ()
    once = _TWICE.sub(r"\1", said)
    if found := index.once.get(once) or (index.listed.get(once) if len(once) > 1 else None):
        return found
    return index.skeletons.get(skeleton(said), ()) if _is_darija(said, language) else ()


def _is_darija(said: str, language: str) -> bool:
    """Return whether the consonants may be matched: elsewhere a digit must show the script."""
    if not said.isascii() or any(word.isdecimal() for word in said.split()):
        return False
    if said.endswith((" la", " lla")):
        return False  # ``7bes la`` takes it back
    if looks_foreign(said):
        return False
    return language in ("ary", "ar") or (any(c in "23579" for c in said) and not said.isdecimal())


@lru_cache(maxsize=64)
def skeleton(said: str) -> str:
    """Return the consonants of words in Latin Darija: ``7abes`` and ``hebes`` are ``hbs``."""
    for written, sound in _SPELT:
        said = said.replace(written, sound)
    bare = (word[:1] + word[1:].translate(_VOWELS) for word in said.split())
    return _DOUBLED.sub(r"\1", " ".join(bare))


class _Index:
    """The meanings of phrases for one conversation language."""

    def __init__(self, language: str) -> None:
        lexicons = tuple(all_from(language))
        self.never = words(lexicons[0].never)
        self.wishes = _every(lexicons, "wishes")
        others = frozenset(self.never if language == "fa" else ())
        self.objects = _every(lexicons, "objects") - others
        self.around = self.wishes | self.objects
        self.wished = _bones_of(words(LEXICONS["ary"].wishes)) if _speaks_darija(lexicons) else ()
        denied = frozenset(words(lexicons[0].negations))
        self.pronouns = _every(lexicons, "pronouns") - denied  # French la, Darija's no
        self.loose = _every(lexicons, "loose_yes")
        self.polite = _every(lexicons, "polite")
        self.asides = (self.objects | self.polite) - frozenset(_OF_AN_ANSWER) - frozenset(_MUCH)
        self.times = frozenset(
            when
            for each in lexicons
            for table in (each.days, each.weeks)
            for when in by_phrase(table)
        )
        self.affirms = _every(lexicons, "affirms") - others
        self.denies = _every(lexicons, "denies") - others
        self.denied = _bones_of({p for p in self.denies if p.startswith("ma") and p.endswith("ch")})
        self.hedges = _every(lexicons, "hedges")
        self.speakers = frozenset(words("أنا | نحن | حنا | ana | 7na | من | ما | man | moi"))
        self.denials = frozenset(words("pas | jamais | لا | ليس | لم | نه"))
        self.listed = _listed(lexicons, self.never)
        once = ((_TWICE.sub(r"\1", phrase), found[0]) for phrase, found in self.listed.items())
        self.once = {
            said: found for said, found in _unique(once).items() if len(said) > _SHORTEST_ONCE
        }
        spelt = ((skeleton(p), found) for found, p in _latin_darija())
        self.skeletons = {
            bones: found
            for bones, found in _unique(spelt).items()
            if len(bones.replace(" ", "")) >= _SHORTEST_SKELETON
            and self.listed.get(bones, found)[0] == found[0]
            and bones not in self.never
        }


def _speaks_darija(lexicons: Sequence[Lexicon]) -> bool:
    return lexicons[0].code in ("ary", "ar")


def _bones_of(phrases: Collection[str]) -> frozenset[str]:
    """Return the consonants of what is in Latin letters, three or more."""
    bones = (skeleton(phrase) for phrase in phrases if phrase.isascii())
    return frozenset(each for each in bones if len(each.replace(" ", "")) >= _SHORTEST_SKELETON)


def _every(lexicons: Collection[Lexicon], kind: str) -> frozenset[str]:
    every = frozenset[str]().union(*(words(getattr(each, kind)) for each in lexicons))
    return every.union(*map(with_joined_ma, every)) if kind == "denies" else every


@lru_cache(maxsize=16)
def _index(language: str) -> _Index:
    return _Index(language)


def _listed(
    lexicons: Collection[Lexicon], never: Collection[str]
) -> Mapping[str, tuple[Intent, ...]]:
    """Return every phrase with its meanings in order: stop, own language, other languages."""
    meanings: dict[str, tuple[Intent, ...]] = {}
    for lexicon in lexicons:
        for phrase in _phrases_of(lexicon, "stop"):
            meanings[phrase] = ("stop",)
    for lexicon in lexicons:
        for name in INTENTS:
            for phrase in _phrases_of(lexicon, name):
                known = meanings.get(phrase, ())
                if name not in known and phrase not in never:
                    meanings[phrase] = (*known, name)
    return meanings


def _phrases_of(lexicon: Lexicon, name: Intent) -> Iterator[str]:
    for phrase in phrases(lexicon.intents.get(name, "")):
        yield from (phrase, *with_joined_ma(phrase))
    yield from phrases(lexicon.arabizi.get(name, ""))


def _latin_darija() -> Iterator[tuple[Intent, str]]:
    for lexicon in LEXICONS.values():
        for name, text in lexicon.arabizi.items():
            yield from ((name, phrase) for phrase in phrases(text))


def _unique(
    pairs: Collection[tuple[str, Intent]] | Iterator[tuple[str, Intent]],
) -> dict[str, tuple[Intent, ...]]:
    """Return the keys that lead to one intent only."""
    found: dict[str, set[Intent]] = {}
    for key, name in pairs:
        found.setdefault(key, set()).add(name)
    return {key: tuple(names) for key, names in found.items() if len(names) == 1}


@lru_cache(maxsize=16)
def _polite(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of politeness by their first and by their last word, longest first."""
    every = {phrase for lexicon in all_from(language) for phrase in words(lexicon.polite)}
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(every, key=lambda phrase: (-len(phrase), phrase)):
        for word in {phrase.split()[0], phrase.split()[-1]}:
            found[word] = (*found.get(word, ()), phrase)
    return found
