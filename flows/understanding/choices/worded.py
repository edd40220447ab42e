"""Which option the words of an answer mean, where its number is not given."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from flows.understanding.choices.bare import numbered, without_fillers
from flows.understanding.choices.labels import Labels
from flows.understanding.choices.listed import OTHERS, UNKNOWN, is_ordinal, place_in_words
from flows.understanding.choices.option import Found
from flows.understanding.choices.otherwise import is_otherwise
from flows.understanding.choices.partial import says_little
from flows.understanding.choices.synonyms import meanings
from flows.understanding.choices.wording import without_articles
from flows.understanding.folding import fold
from flows.understanding.intents.meaning import intent
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import Intent, words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.outcomes import MOST_ASKED, Outcome, Read, ask
from flows.understanding.sounds import hear
from flows.understanding.spoken import ar_respelt
from flows.understanding.spoken.fa_labels import heads, in_singular, is_state, rewordings

ELIDED = str.maketrans("'’", "  ")
_YES_NO = ("yes", "no")
_MOST_OF_YES_AND_NO = 4
"""Options of a list of yes and no, with *not known* and *no answer*."""
_AGREED = "daccord"
_BARE = words("oui | ouais | wi | ok | non | nn | nan")
_MOST_CERTAIN = 3
"""In a longer list, as of five degrees, an option that agrees is not the only *yes*."""
_BOTH_OF_THEM = "les deux"
_WITH_BOTH = 3
"""A list of one, another and both."""
_SHORTEST_HEARD = 4
_SHORTEST_STATE = 4
"""«سم» is no *I am three*."""


def decided(labels: Labels, found: Sequence[int]) -> Outcome[str]:
    """Return the one option found, or ask which; none, or more than four, are not understood."""
    several = tuple(dict.fromkeys(found))
    if len(several) == 1:
        return Read(value=labels.names[several[0]])
    return asked(labels, several) if len(several) <= MOST_ASKED else UNKNOWN


def asked(labels: Labels, found: Sequence[int]) -> Outcome[str]:
    """Return the question which of those found is meant; of none: not understood."""
    return ask(*(labels.names[i] for i in found)) if found else UNKNOWN


def by_words(said: str, text: str, labels: Labels, language: str) -> Outcome[str]:
    """Return the option that words other than a whole label mean."""
    if not said:
        wanted = intent(text, language, allowed=("yes", "no"))
        return Read(value=wanted) if wanted in labels.names else UNKNOWN
    if (both := _both(said, labels, language)) is not None:
        return both
    listed = numbered(said, labels, language)
    if listed is not None and (at := labels.at(listed)) is not None:
        return decided(labels, (at,))
    bare = without_fillers(said, labels, language)
    for typed in dict.fromkeys((said, bare)):
        if found := labels.written(typed):
            return decided(labels, found)
    heard = labels.hearing.heard(bare) or (labels.hearing.heard(said) if said != bare else None)
    listed = place_in_words(said, labels, language)
    if listed is None and said.startswith(f"{bare} ") and said.split()[-1] not in OTHERS:
        listed = place_in_words(bare, labels, language)
    if listed is not None:
        alike = heard is not None and len(hear(bare, language).bones) > 2
        sure = heard.options if heard and alike and not is_ordinal(bare, language) else ()
        counted = labels.counts.counting(bare)
        if not counted and not is_ordinal(bare, language) and not bare.isdecimal():
            counted = labels.counts.beginning_with(listed + 1)
            counted = counted or labels.counts.counting_in_digits(listed + 1)
        if language == "fr":
            counted = (*counted, *labels.counts.plainly(listed + 1))
        begun = labels.parts.begun_by(bare) if language == "fa" else ()  # «پنج» may be «پنجشنبه»
        if is_ordinal(bare, language) or language == "fa":
            begun = (*begun, *labels.parts.having(bare))  # «دوم» of «متوسطه دوم»
        return decided(labels, (*counted, listed, *sure, *labels.meaning(bare), *begun))
    if language in ("ary", "ar") and (whole := _heard_whole(said, bare, heard, labels)) is not None:
        name = labels.names[whole]
        return ask(name) if is_otherwise(text, whole, labels) else Read(value=name)
    stands = language == "fa" and said not in denials_of(language)
    if stands and len(found := labels.exact.get(f"{said}م", ())) == 1:
        return decided(labels, found)  # «موافق» of «موافقم»
    meant = intent(text, language)
    if meant in labels.names and _is_named_so(meant, labels):
        return Read(value=meant)
    if meant in _YES_NO and " " in said and len(begun := labels.begins(said)) == 1:
        return decided(labels, begun)
    if meant in _YES_NO and (agreed := _by_degrees(meant, said, labels)):
        return asked(labels, agreed)
    if meant and (found := labels.meaning(said) or labels.agreed.get(meant, ())):
        found = (*found, *labels.begun_so(meant))
        if meant != "skip" or language in ("ar", "ary"):
            return decided(labels, found)  # «ما بغيتش نجاوب» of the list, not the command
    apart = (fold(text.translate(ELIDED)),) if language == "fr" else ()
    for typed in dict.fromkeys((said, bare, *apart)):
        if found := labels.meaning(typed) or labels.inflected(typed) or labels.without(typed):
            shared = () if typed in meanings() else labels.parts.having(without_articles(typed))
            if language == "fr":
                shared = (*shared, *labels.kinds_of(typed))
            found = (*found, *labels.parts.having(typed), *shared)
            denied = _denies(tuple(typed.split()), labels, denials_of(language))
            return asked(labels, found) if denied else decided(labels, found)
    if language == "fa" and (found := _reworded(said, bare, labels)):
        return decided(labels, found)
    is_command = meant is not None and meant not in _YES_NO
    outcome = _by_likeness((said, bare), labels, heard, language)
    return _doubted(outcome, labels.parts.has_words(said)) if is_command else outcome


def _reworded(said: str, bare: str, labels: Labels) -> tuple[int, ...]:
    """Return the options that a Persian reply names in other words: «خیاطی», «معلولیت دارم»."""
    forms = dict.fromkeys((*rewordings(said), *rewordings(bare)))
    named = (labels.written(form) for form in forms if not form.isdecimal())
    if found := next((found for found in named if found), ()):
        return found
    singular = (labels.meaning(form) for each in (said, bare) for form in in_singular(each))
    if found := next((found for found in singular if found), ()):
        return found
    inflected = (labels.inflected_so.matching(form) for form in dict.fromkeys((said, bare)))
    return next((found for found in inflected if found), ())


def _heard_whole(said: str, bare: str, heard: Found | None, labels: Labels) -> int | None:
    """Return the one option whose whole label a reply in the other script is: ``mtaf9``."""
    if not said.isascii() or len(said) < _SHORTEST_HEARD:
        return None
    full = heard if said == bare else labels.hearing.heard(said)
    is_whole = full is not None and full.whole and len(full.options) == 1
    return full.options[0] if full and is_whole else None


def _of_a_kind(said: str, labels: Labels) -> tuple[int, ...]:
    """Return the options that Persian words are a kind of, or say in part; never certain."""
    if named := next((found for head in heads(said) if (found := labels.written(head))), ()):
        return named
    if found := labels.beginning_word(said):
        return found
    parts = (labels.parts.with_part(tuple(form.split()), frozenset()) for form in rewordings(said))
    return next((part.options for part in parts if part), ())


def _is_named_so(meant: Intent, labels: Labels) -> bool:
    """Return whether the option of that name says so: the *yes* of a scale may be *satisfied*."""
    if meant not in _YES_NO:
        return True
    few = len(labels.names) <= _MOST_OF_YES_AND_NO
    shown = labels.agreed.get(meant) or labels.begun_so(meant)
    return set(_YES_NO) <= set(labels.names) and (few or bool(shown))


def _by_degrees(meant: str, said: str, labels: Labels) -> tuple[int, ...]:
    """Return the options of a long list that a bare *oui* or *d’accord* may mean."""
    if labels.language != "fr" or len(labels.names) <= _MOST_CERTAIN or labels.meaning(said):
        return ()
    agreed = labels.agreed.get(meant, ())
    if agreed and said in _BARE and not set(labels.parts.having(said)) & set(agreed):
        return agreed
    every = tuple(dict.fromkeys((*agreed, *labels.parts.having(_AGREED))))
    return every[:MOST_ASKED] if agreed and len(every) > 1 else ()


def _doubted(outcome: Outcome[str], whole_words: bool) -> Outcome[str]:
    """Return what to ask when a command is also a word of a label; else it is the command."""
    if not whole_words:
        return UNKNOWN
    return ask(outcome.value) if isinstance(outcome, Read) else outcome


def _by_likeness(
    forms: tuple[str, str], labels: Labels, heard: Found | None, language: str
) -> Outcome[str]:
    """Return the option that has such a part, or sounds or is spelt almost so."""
    denials = denials_of(language)
    if forms[0] != forms[1] and denials.issuperset(forms[1].split()):
        return UNKNOWN
    for typed in dict.fromkeys(forms):
        words_typed = tuple(typed.split())
        if typed.isdecimal() or all(word in denials for word in words_typed):
            continue
        found = labels.parts.in_any_order(words_typed, denials)
        if len(found := found or labels.parts.in_order(words_typed, denials)) == 1:
            return decided(labels, found)
        if (part := labels.parts.with_part(words_typed, denials)) is not None:
            if language == "fr" and part.certain:
                kinds = (i for i in labels.kinds_of(typed) if i not in part.options)
                part = replace(part, options=(*part.options, *kinds))
            part = replace(part, certain=part.certain and not _denies(words_typed, labels, denials))
            near = () if part.certain else labels.near(typed, ())
            return _likely(labels, replace(part, options=(*near, *part.options)) if near else part)
    if heard is not None and heard.certain and not says_little(forms[1].split()):
        return _likely(labels, heard)
    if language in ar_respelt.SPOKEN and (found := labels.meaning_so(forms[1])):
        return decided(labels, found)
    if language in ar_respelt.SPOKEN and (plain_so := labels.without_ayn(forms[1])):
        return _likely(labels, plain_so)
    if language == "fa" and (found := _i_am(forms[1], labels)):
        whole = forms[1] not in _MEN and len(found) == 1
        return decided(labels, found) if whole else asked(labels, found)
    if (each := _each_word(forms[1], labels)) is not None:
        return Read(value=labels.names[each])
    if not (heard and heard.options) and (meant := labels.partly(forms[1])):
        return asked(labels, meant)
    sounding = () if heard is None or cardinal(forms[0].split(), language) else heard.options
    each_near = (labels.near(form, sounding) for form in dict.fromkeys(forms))
    near = next((found for found in each_near if found), ())
    if language == "fa" and not near:
        near = _of_a_kind(forms[1], labels)[:MOST_ASKED]
    return asked(labels, near or labels.parts.scattered(forms[0]))


_NOT_ANY = ("هیچ", "اصلا")


def _denies(typed: tuple[str, ...], labels: Labels, denials: frozenset[str]) -> bool:
    """Return whether it denies a label: *non mariée*, where another is *couple, non marié*."""
    if typed[0] in _NOT_ANY and typed[-1] in denials:
        return False  # «هیچ مانعی ندارم» denies once
    return typed[0] in denials and bool(labels.written(" ".join(typed[1:])))


def _both(said: str, labels: Labels, language: str) -> Outcome[str] | None:
    """Return the third option, *both*, when the two others are said: *texte et voix*."""
    if len(labels.names) != _WITH_BOTH or (both := labels.meant_by(_BOTH_OF_THEM)) is None:
        return None
    joins = joins_of(language) - frozenset(words(next(spoken_with(language)).either))
    groups = parted(said.split(), joins)
    if len(groups) != _WITH_BOTH - 1:
        return None
    parts = [" ".join(group) for group in groups]
    named = {labels.written(p) or labels.meaning(p) for p in parts}
    others = {(at,) for at in range(_WITH_BOTH) if at != both}
    return Read(value=labels.names[both]) if named == others else None


_MEN = words("مردم | زنم | mardam | zanam")
"""I am a man, or people; I am a woman, or my wife."""


def _i_am(said: str, labels: Labels) -> tuple[int, ...]:
    """Return the options that a Persian label with *am* glued to it names: «بیکارم»."""
    if said.isascii():
        heard = labels.hearing.heard(said.removesuffix("am")) if said.endswith("am") else None
        return heard.options if heard and heard.certain else ()
    endings = [said.removesuffix(end) for end in ("یم", "ام", "م") if said.endswith(end)]
    if said.endswith("م") and len(said) > _SHORTEST_STATE:
        endings.append(f"{said.removesuffix('م')}ه")  # «بازنشستم»
    named = (labels.written(bare) or labels.without(bare) for bare in endings)
    if found := next((found for found in named if found), ()):
        return found
    named = (labels.meaning(bare) for bare in endings if is_state(bare))
    return next((found for found in named if found), ())


def _each_word(said: str, labels: Labels) -> int | None:
    """Return the one option that every word means by itself: *casa settat*. All mean none."""
    split, at = said.split(), 0
    most = min(3, len(split) - 1)
    meant = set[tuple[int, ...]]()
    while at < len(split):
        sizes = range(min(most, len(split) - at), 0, -1)
        parts = ((n, " ".join(split[at : at + n])) for n in sizes)
        size, found = next(
            (
                (n, opts)
                for n, part in parts
                if (opts := labels.meaning(part) or labels.written(part))
            ),
            (1, ()),
        )
        meant.add(found)
        if not found or len(meant) > 1:
            return None
        at += size
    one = meant.pop() if meant and len(split) > 1 else ()
    return one[0] if len(one) == 1 else None


def _likely(labels: Labels, found: Found) -> Outcome[str]:
    """Return the option found, or ask which; more than four are too many to list."""
    if len(found.options) > MOST_ASKED:
        return UNKNOWN
    return decided(labels, found.options) if found.certain else asked(labels, found.options)


@lru_cache(maxsize=8)
def denials_of(language: str) -> frozenset[str]:
    """Return the words that deny; Darija's ``la`` is an article in French."""
    every = frozenset[str]().union(*(words(lex.negations) for lex in spoken_with(language)))
    return every - _FRENCH_WORDS if language == "fr" else every


_FRENCH_WORDS = frozenset(["la", "ma", "bla"])


@lru_cache(maxsize=8)
def joins_of(language: str) -> frozenset[str]:
    """Return the words that join two answers to one, such as *et* and «و»."""
    return frozenset[str]().union(*(words(lex.joins) for lex in spoken_with(language)))


def parted(split: Sequence[str], joins: frozenset[str]) -> list[list[str]]:
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
