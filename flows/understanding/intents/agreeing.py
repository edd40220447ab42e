"""Whether an answer is a yes or a no, or agrees to what was asked (languages.md, section 4)."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from flows.understanding.corrected import beyond_correction
from flows.understanding.folding import fold, too_long
from flows.understanding.intents.indexed import LONGEST_PHRASE, MUCH, index_of, skeleton
from flows.understanding.intents.meaning import (
    MOST_WORDS,
    intent,
    is_begin_or_never,
    meanings,
    phrases_at,
)
from flows.understanding.intents.supposing import is_denied_verb, is_laughter, supposed, with_shin
from flows.understanding.languages import all_from
from flows.understanding.lexicon import Intent, words
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.spoken import ar_agreed
from flows.understanding.spoken.ar_lookalikes import is_no_command
from flows.understanding.spoken.arabizi_agreed import says_again_in_latin
from flows.understanding.spoken.colloquial import with_joined_verbs
from flows.understanding.spoken.fa_latin import in_persian
from flows.understanding.spoken.fa_stated import is_at_it, stated_alone
from flows.understanding.spoken.fa_stated import says_again as says_again_in_persian
from flows.understanding.spoken.fr_added import is_no_matter, leaning, says_the_same, takes_back
from flows.understanding.spoken.fr_framed import beyond_frames
from flows.understanding.spoken.greetings import without_greeting

YesNo = Literal["yes", "no"]
_DENIAL: tuple[Intent, ...] = ("no",)
_CONSENT = words("أوافق | نعم | واخا كنوافق | j’accepte | oui | موافقم | بله")
_CONSENT_LATIN = "wakha knwaf9 | knwaf9 | ana mwaf9 | mwaf9 | movafegham"  # by their consonants
_AGAINST: Mapping[str, str] = {"yes": "👎❌✖🚫🙅", "no": "👍✅✔☑🆗"}
"""What takes a word of the other meaning back: *oui 👎*."""
_SPEAKERS = words("من | ما | بنده | اینجانب | man | ma")
_MOST_STATED = 6
_BY_ONESELF = words(
    "[ب/ل/]وحدي | بوحديا | bo[h/7/]di | bou[h/7]di | b[7/h]di | wa[h/7]di"
    " | [toute /]seule | [tout /]seul | moi même | j’écris [/toute ]seule"
    " | كنكتب بوحدي | أكتب وحدي | أنا اللي كنكتب | ana li kanketb | kanketb bo[h/7]di"
    " | خودم | خودم تنها | خودم [می‌نویسم/تایپ می‌کنم/بلدم] | khodam | khodam minevisam"
)
"""After a no it says why nobody helps: «لا بوحدي»."""
_MOST_ADDED = 2
_QUESTION = re.compile("[?؟]")
_THANKS = re.compile(r"شکر|\b(?:mrc|merc?i|ch?o?u?kr|shu?kr|mersi|thank)")
_YES_OR_AYA = fold("آية")
"""Also a name, and a verse; «آيه» is yes."""


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
    if isinstance(found, Refused) and language == "fr":
        return ask(leant) if (leant := leaning(text)) else found
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
        unsaid = (
            said in index_of(language).never or said.partition(" ")[2] in index_of(language).never
        )
        return ask(meant) if unsaid else Read(value=meant)
    if language == "fa" and (meant := _stated_in_persian(said, text, begun)) is not None:
        return Read(value=meant)
    begun = begun or _stated_of_something(said, language)
    return ask(begun) if begun else Refused(code="yes_no.unclear")


def _is_not_much(said: str) -> bool:
    """Return whether a denial ends with *much*, which it may deny alone: «ما عنديش بزاف»."""
    *before, last = said.split() or [""]
    return last in MUCH and bool(before) and not _THANKS.search(said)


def _agreed(said: str, language: str) -> YesNo | None:
    found = intent(said, language, allowed=("yes", "no"))
    return "yes" if found == "yes" else "no" if found == "no" else None


def _stated(said: str, language: str) -> YesNo | None:
    """Return what «عندي» or ``ma3ndich`` answer, alone or after a yes or no that agrees."""
    index = index_of(language)
    split = said.split()
    if language == "fa" and is_at_it(split):
        return None
    for size in range(min(LONGEST_PHRASE, len(split) - 1) + 1):
        head, rest = " ".join(split[:size]), " ".join(split[size:])
        meant: YesNo | None = "yes" if rest in index.affirms else None
        meant = "no" if rest in index.denies or skeleton(rest) in index.denied else meant
        if meant and (not head or meant in meanings(head, language)):
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
    if begun is not None and says_again_in_latin(split, begun, language):
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
    index = index_of(language)
    stated = index.affirms if begun == "yes" else index.denies
    starts = (1, 2) if len(split) > 2 and split[1] in index.speakers else (1,)
    rests = [" ".join(split[at:]) for at in starts]
    again = any(begun in meanings(rest, language) for rest in rests)
    again = again or (begun == "no" and any(rest in _BY_ONESELF for rest in rests))
    said_so = again or any(phrases_at(split, at, stated) for at in starts)
    return len(split) <= _MOST_STATED and said_so


def _stated_of_something(said: str, language: str) -> YesNo | None:
    """Return what a statement and some words after it suppose, to ask: «عندي حاسوب»."""
    index, split = index_of(language), said.split()
    for meant, stated in (("no", index.denies), ("yes", index.affirms)):
        size = phrases_at(split, 0, stated)
        if any(phrases_at(split, at, index.hedges) for at in range(size, len(split))):
            continue
        if size and size < len(split) <= size + _MOST_ADDED:
            return "no" if meant == "no" else "yes"
    return None


def _denies_first(split: Sequence[str], language: str) -> bool:
    """Return whether a denial of several words begins it, and only adds when, or please."""
    index = index_of(language)
    denied = phrases_at(split, 0, index.denies)
    if not 2 <= denied < len(split) <= denied + _MOST_ADDED:
        return False
    added = split[denied:]
    return " ".join(added) in index.times or all(word in index.asides for word in added)


def _begun(said: str, text: str, language: str) -> YesNo | None:
    """Return the yes or no that a longer reply begins with, unless what follows leaves it open."""
    split = said.split()
    index = index_of(language)
    if len(split) < 2 or len(split) > MOST_WORDS or _QUESTION.search(text):
        return None
    if language == "fa" and is_at_it(split):
        return None
    hedged = {split[at] for at in range(1, len(split)) if phrases_at(split, at, index.hedges)}
    if hedged - (index.denials if "no" in meanings(split[0], language) else set()):
        return None
    found = set(meanings(split[0], language)) & {"yes", "no"}
    return ("yes" if "yes" in found else "no") if len(found) == 1 else None
