"""The words of a label as replies say them: without articles, endings or brackets."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal

_BRACKETED = re.compile(r"[(（\[].*?[)）\]]")
_BRACKETS = re.compile(r"[()（）\[\]]")
_PIECES = re.compile(
    r"\s*[–/(),،]\s*|\s+-\s*"
    r"|(?<!apr[eè]s)(?<!avant)(?<!\b[Nn]on)(?<!\b[Ss]ans)(?<!\bdemi)(?<!\bmi)(?<!\bbeau)"
    r"(?<!\bbelle)(?<!\bex)(?<!\bhors)(?<!\bsous)-\s*",
    re.IGNORECASE,
)
"""*Après-midi* is no *midi*, a *beau-père* no *père*."""
_OR = re.compile(r"\s+(?:ولا|أو)\s+(?!لا\b)")
_SHORTEST_STEM = 4
_DEFECTIVE = re.compile("\\wا\\wی")
_LONGEST_NUMBER = 5
_SHORTEST_AFTER_AL = 3
_OF_IN_DARIJA = ("د", "دیال")
_PARENT = "والد"
_COUNTING_AFTER = ("ar", "ary")
_LONGEST_COUNT = 2
_LONGEST_GLUED = 5
"""«بالغ» is grown up, not by something."""
_LACKING = tuple(
    f"{phrase} "
    for phrase in sorted(
        words("aucun | aucune | zéro | pas de | pas d | sans | je n’ai pas de | je n’ai aucun"
            " | بدون | بلا"
              " | بی | فاقد | ما عندي | ma3ndi | bla | ليس لدي | ليس عندي | ليس لدي أي"
              " | لا يوجد لدي | ليست لدي | ليست لدي أي | ليس لدينا | ليس لي | ليس عندي أي"
              " | لا توجد لدي"
              " | [ما كاين/ماكاين/ما كاينة/ماكاينة/ما عندنا/ماعندي/معندي][/ حتى/ تا]"
              " | [ما كاينش/ماكاينش/مكاينش/ما كايناش/ماكايناش/ما عندناش/ماعندناش][/ حتى/ تا/ شي]"
              " | لا توجد | لا يوجد | لا أملك | لا أملك أي | ما عندي حتى | ما عنديش | ماعنديش"
              " | معنديش | no | without"),
        key=lambda each: -len(each),
    )
)  # fmt: skip
_LACKING_IN_LABEL = (*_LACKING, "لا ", "حتی ")
_HAVING_NOT = ("ندارم", "نداریم", "ندارد", "نداره")
"""In Persian it stands at the end: «درآمدی ندارم» is «بدون درآمد»; or «بی» is glued to it."""
_MORE = tuple(
    words("et plus | ou plus | et supérieur | ou supérieur | و بالاتر | و بیشتر | فأكثر"
        " | ولا كثر | ولا كتر | ولا أكثر | أو كثر | أو أكثر"
          " | فما فوق | أو أعلى | وأعلى | و ما فوق | w kter | or higher | and above")
)  # fmt: skip
_NONE_OF_MINE = re.compile(r"لا (\w+) (?:لدی|عندی|لی)")
_OF_MINE = re.compile(r" (?:لدی|عندی|لی)$")
_INFINITIVE = re.compile(r"(?:er|ez)$")
"""*Baisser* sounds as *baissé*, and is typed for it."""
_NOUNS = frozenset(words("mari | port | cour | main | parc | part | fond | pain"))
"""*Marier* and *mariée* are of one stem, of which *mari* is not; nor is *porte* of *port*."""
_JE_NE = re.compile(r"\bje n[’'](?=[aeiouyéèêh])")
_NE = re.compile(r"\bne\s+|\bn[’']")
"""Hardly anybody says *ne*, nor types it: *je sais pas*, *j’ai jamais travaillé*."""
_EITHER_WORDS = ("ou", "او", "ولا", "یا", "or")
_APART = str.maketrans("'’", "  ")


def lacking(folded: str, *, in_label: bool = False) -> str:
    """Return what the words say is not there, or "": *pas de diplôme* is *diplome*.

    Of a label «لا أطفال» says so too; typed, it may be «لا، أطفال».
    """
    begins = _LACKING_IN_LABEL if in_label else _LACKING
    if folded.startswith(begins):
        begin = next(each for each in begins if folded.startswith(each))
        return _counted_none(without_articles(folded.removeprefix(begin).strip()))
    if denied := _NONE_OF_MINE.fullmatch(folded):
        return _counted_none(without_articles(denied[1]))
    if end := next((each for each in _HAVING_NOT if folded.endswith(f" {each}")), ""):
        return folded.removesuffix(f" {end}").removesuffix("ی").removeprefix("هیچ ")
    return folded.removeprefix("بی") if folded.startswith("بی") and len(folded) > 4 else ""


def _counted_none(noun: str) -> str:
    """Return what is lacking without the ending of an Arabic object: «أرضا», and *of mine*."""
    bare = _OF_MINE.sub("", noun)
    return bare[:-1] if len(bare) >= _SHORTEST_STEM and bare.endswith("ا") else bare


def is_denial(word: str, denials: frozenset[str]) -> bool:
    """Return whether a word denies what stands beside it: «غير», ``pas``, «ما…ش»."""
    if word.startswith("و") and word[1:] in denials:
        return True  # «كنقرا وما كنكتبش»
    return word in denials or (word.startswith(("ما", "ن")) and word.endswith("ش"))


@lru_cache(maxsize=256)
def without_articles(folded: str) -> str:
    """Return the words without their articles; at the end stands none: *groupe A*, *1 an*."""
    *before, last = folded.split() or [""]
    kept = [word for word in before if word not in _ARTICLES]
    if last not in _ARTICLES or (before and last in _NAMING):
        kept.append(last)
    return " ".join(_without_al(word) for word in kept)


def stem(folded: str, language: str) -> str:
    """Return the words without the endings of gender and number: *mariées* is *mari*."""
    return " ".join(_stem_of(word, language) for word in folded.split())


def _stem_of(word: str, language: str) -> str:
    if word.isascii():
        bare = word.rstrip("s").rstrip("e")
        if language == "fr" and bare == word:
            bare = _INFINITIVE.sub("", word)
        if language == "fr" and bare in _NOUNS and word.rstrip("s") != bare:
            return f"{bare}e"
    else:
        bare = word if language == "fa" else _without_al(word).removesuffix("ه")
        if language != "fa" and _DEFECTIVE.fullmatch(bare):
            return bare[:-1]  # «راضية» and «راضٍ»
    return bare if len(bare) >= _SHORTEST_STEM else word


def word_forms(label: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of a label, as written and without articles: *l’emploi*, *emploi*."""
    for piece in (label, *pieces_of(label)):
        yield tuple(fold(piece).split())
    yield tuple(without_articles(fold(label.translate(_APART))).split())


def bare_word(word: str) -> str:
    """Return a word without its Arabic article."""
    return word.removeprefix("ال")


def without_dressing(label: str) -> Iterator[str]:
    """Yield the label without brackets, without articles, and each side of a slash."""
    outside = _BRACKETED.sub(" ", label)
    for form in (label, outside, _BRACKETS.sub("", label), *re.split(r"\s*/\s*", outside)):
        folded = fold(form)
        yield folded
        yield without_articles(folded)
        if (least := _without_more(folded)) != folded:
            yield least
        if (spoken := fold(_NE.sub("", _JE_NE.sub("j’", form.lower())))) != folded:
            yield spoken


def _without_more(folded: str) -> str:
    """Return a label without *or higher*, unless it is a number: «فوق لیسانس و بالاتر»."""
    if any(c.isdecimal() for c in folded):
        return folded
    return next(
        (folded.removesuffix(f" {end}") for end in _MORE if folded.endswith(f" {end}")), folded
    )


_NAMING = frozenset(["a", "d", "l", "an"])
"""At the end they are a letter of a list, or a year."""
_ARTICLES = frozenset(
    ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an", "el", "al"]
)


def _without_al(word: str) -> str:
    """Return a word without its article, or *in*, *by*, *and* glued before it: «بالحافلة»."""
    glued = word.startswith(("فال", "بال", "وال")) and not word.startswith(_PARENT)
    if glued and len(word) > _LONGEST_GLUED:
        return word[3:]
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def with_al(folded: str, known: Collection[str]) -> str:
    """Return the words with the article that Darija cuts short, where a known word has it.

    «لعيون», «فلعيون» and «د لعيون» are «العيون», «لصفر» is «الأصفر».
    """
    return " ".join(_with_al(word, known) for word in folded.split())


def _with_al(word: str, known: Collection[str]) -> str:
    if word in known or word.isascii():
        return word
    if word.startswith("ال") and f"و{word}" in known:
        return f"و{word}"
    if word in _OF_IN_DARIJA:
        return next((other for other in _OF_IN_DARIJA if other in known), word)
    if word.startswith("لل") and (bare := word.removeprefix("لل")):
        return next((whole for whole in (f"ال{bare}", bare) if whole in known), word)
    for begin in ("ل", "فل", "بل", "دل"):
        bare = word.removeprefix(begin)
        if bare == word or len(bare) < _SHORTEST_AFTER_AL:
            continue
        for whole in (f"ال{bare}", f"الا{bare}", f"وال{bare}", bare):
            if whole in known:
                return whole
    return word


def in_any_order(said: Sequence[str], denials: Collection[str]) -> tuple[str, ...]:
    """Return the words sorted, each denial with what it denies: «حاليا ما خدامش»."""
    glued: list[str] = []
    denying = False
    for word in said:
        if denying:
            glued[-1] += f" {word}"
        else:
            glued.append(word)
        denying = word in denials
    return tuple(sorted(glued))


def in_figures(folded: str, language: str) -> str:
    """Return the words with their numbers in digits: *deux fois* is *2 fois*."""
    return " ".join(_figure(word, language) for word in folded.split())


def counted_in_figures(folded: str, language: str) -> str:
    """Return the words with each number under a thousand in digits: «سی و شش تا پنجاه» is 36-50."""
    said, shown, at = folded.split(), list[str](), 0
    while at < len(said):
        sizes = range(min(_LONGEST_NUMBER, len(said) - at), 0, -1)
        found = ((n, _under_a_thousand(said[at : at + n], language)) for n in sizes)
        size, figure = next(((n, each) for n, each in found if each), (1, said[at]))
        shown.append(figure)
        at += size
    return " ".join(shown)


def _under_a_thousand(said: Sequence[str], language: str) -> str:
    if any(word.isdecimal() for word in said):
        return ""
    found = cardinal(said, language)
    return str(found.value) if found and found.certain and found.value < 1000 else ""


def shape_of(folded: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the words with a dot for each that is not known, since it may be a number."""
    return tuple(word if word in known else "." for word in folded.split())


@lru_cache(maxsize=2048)  # labels of one list share most of their words
def _figure(word: str, language: str) -> str:
    found = None if word.isdecimal() else cardinal([word], language)
    return str(found.value) if found else word


def figured(folded: str, language: str) -> str:
    """Return a label with its numbers in digits, or "" when it has none."""
    shown = in_figures(folded, language)
    return shown if any(word.isdecimal() for word in shown.split()) else ""


def counts_in(shown: str, language: str) -> Iterator[str]:
    """Yield the number that a label in figures begins with, unless it has another.

    In Arabic one may end with it: «طفل واحد».
    """
    said = shown.split()
    numbers = [word for word in said if word.isdecimal()]
    at_end = language in _COUNTING_AFTER and len(said) == _LONGEST_COUNT
    if len(numbers) == 1 and (said[0] == numbers[0] or (at_end and said[-1] == numbers[0])):
        yield numbers[0]


def alternatives(label: str) -> Iterator[str]:
    """Yield what *or* parts in a label, folded: *lycée ou bac*; nothing of one without it."""
    parts = f" {fold(label)} ".replace(" ", "  ")
    for word in _EITHER_WORDS:
        parts = parts.replace(f" {word} ", "|")
    said = [" ".join(part.split()) for part in parts.split("|")]
    if len(said) > 1 and all(said):  # «ولا مرة» is *never*, and no alternative of its own
        yield from said


def pieces_of(label: str) -> list[str]:
    """Return what dashes, slashes, commas and brackets part, and «ولا» between words."""
    pieces = _PIECES.split(label)
    if _OR.search(label) and not any(c.isdecimal() for c in label):
        pieces += _OR.split(label)
    return pieces
