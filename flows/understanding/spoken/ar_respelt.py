"""An Arabic reply with the words of labels that it spells as they are said: «كتر», «لعايلة»."""

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from flows.understanding.choices.synonyms import meanings
from flows.understanding.folding import fold
from flows.understanding.lexicon import words

SPOKEN = ("ar", "ary")
_SHORTEST = 3
_SHORTEST_KEY = 2
_SHORTEST_ALONE = 4
_LONG = 5
_SOUNDS = str.maketrans("ثذظگ", "تدضق")
"""Darija has no letters between the teeth; whoever speaks it leaves them out in Arabic too."""
_LOANS = str.maketrans("طص", "تس")
"""Long words of French are written either way: «موتور», «الموطور»."""
_ARTICLES = ("ال", "ل")
_GLUED = ("فال", "فل", "بال", "بل", "دال", "دل", "ف", "ب", "د")
_PLURAL = re.compile(r"\w+اء(?!\w)")
"""«شركاء» are partners, «شركة» or «شركا» is a company."""
_OF_ME = words("ليا | لينا | عليا | علينا | لي | لنا | ديالي | ديالنا | راه | راها | راهي | عاد")
"""Among the words of a label they take nothing from it: «كيدخل عليا الفلوس»."""
_ADVERBS = words(
    "مطلقا | تماما | غالبا | أصلا | أساسا | إطلاقا | طبعا | فعلا | حقا | جميعا | حاليا"
)
"""They end as the object of a verb does, and say another thing: «مطلقا» is not *divorced*."""
_PARTICLES = words(
    "ما | لا | من | في | عن | هو | هي | لي | كم | أو | أن | إن | إي | يا | شي | مي | با | غي"
    " | حق | حد"
)
"""Words of two letters that stand for themselves, unlike «ضو» for «الضو»."""
_OF = words("د | ديال | تاع | نتاع | متاع")
_AGREE = tuple(fold(word) for word in ("أوافق", "موافق", "متفق", "موافقة", "متفقة", "متافق"))
_AGREEING = frozenset((*_AGREE, *map(fold, ("متافقة", "كنوافق", "نوافق", "موافقين", "أتفق"))))
_I_AGREE = words("أوافق | كنوافق | نوافق | أتفق")
_NOT = ("لا", "غیر", "ماشی")
_NOT_A = words("غير | ماشي | لست | ليست")
"""Before *agreed*; the labels of a list say one of them."""
_KIN = words(
    "ولاد | بنات | والدين | جيران | راجل | بنت | ولد | زوج | أم | أب | أخ | أخت "
    " | ابن | جد | والد | صديق | صاحب | جار"
)
"""Whose they are is said of the label's own: «راجلي» is «الراجل»."""
_MINE_AFTER_HE = ("تی", "تنا")
_PREFIXES = words("كا | تا")
"""Of a verb, written apart: «كا يكبر»."""


def key(word: str) -> str:
    """Return a folded word as it sounds, without its article: «العاءلة» is «لعايلة»."""
    bare = _without(word, _ARTICLES).translate(_SOUNDS)
    bare = f"{bare[:-1]}ا" if bare.endswith("ه") else bare
    bare = bare.replace("ای", "ا") if not bare.endswith("ای") else bare
    bare = bare.replace("ترنیت", "ترنت")
    if len(bare) >= _LONG:
        bare = bare.translate(_LOANS)
    return "".join(c for at, c in enumerate(bare) if at == 0 or c != bare[at - 1])


def keys(known: Iterable[str]) -> Mapping[str, str]:
    """Return the words of labels by how they sound, where one alone sounds so."""
    found: dict[str, set[str]] = {}
    for word in known:
        if not word.isascii() and len(key(word)) >= _SHORTEST_KEY:
            found.setdefault(key(word), set()).add(word)
            for short in (_without_alef(word), _without_in(word)):
                if short != word:
                    found.setdefault(key(short), set()).add(word)
    return {each: _fullest(spelt) for each, spelt in found.items() if _are_one(spelt)}


def _without_in(word: str) -> str:
    """Return a word of a label without *to the* or *in* glued to it: «للجيران», «فرمضان»."""
    bare = _without(word, ("لل",))
    return word[1:] if bare == word and word.startswith("ف") and len(word) >= _LONG else bare


def _without_alef(word: str) -> str:
    """Return a word of a label as Darija says it without its first vowel: «ولاد»."""
    bare = _without(word, _ARTICLES[:1])
    if bare == word and word.startswith(_ARTICLES[0]):
        return word[1:]  # «الما» is «لما»
    return bare[1:] if bare.startswith("ا") and len(bare) >= _LONG else word


def _are_one(spelt: Collection[str]) -> bool:
    """Return whether the words differ in their article alone, or in what is glued before it."""
    shortest = _without(min(spelt, key=len), _ARTICLES[:1])
    return all(word.endswith(shortest) for word in spelt)


def _fullest(spelt: Collection[str]) -> str:
    return max(spelt, key=lambda word: (len(word), word))


def respelt(text: str, known: Collection[str], by_key: Mapping[str, str]) -> str:
    """Return a reply, folded, with the words of labels as the labels spell them."""
    split = fold(text).split()
    if len(split) == 1 and split[0].endswith("ه") and len(key(split[0])) < _SHORTEST_ALONE:
        return split[0]  # «سلة» is a basket, rather than «سلا»
    split = _agreeing(_bare(split, known), known)
    shown = [_respelt(word, known, by_key) for word in _joined(split, known, by_key)]
    if len(split) == 1 and shown != split and _is_short(shown[0], split[0]):
        return split[0]
    if plurals := frozenset(map(fold, _PLURAL.findall(text))):
        whole = zip(split, shown, strict=False)
        shown = [a if a in plurals and b.endswith("ه") else b for a, b in whole]
    kept = [word for word in shown if word in known or word not in _OF_ME]
    return " ".join(kept if len(kept) > 1 or len(shown) == 1 else shown)


def _bare(split: list[str], known: Collection[str]) -> list[str]:
    """Return the words without *of* between two of them."""
    inner = range(1, len(split) - 1)
    if not any(w in _OF for w in split):
        return split
    return [w for at, w in enumerate(split) if at not in inner or w not in _OF or w in known]


def _agreeing(split: list[str], known: Collection[str]) -> list[str]:
    """Return the words with *agreed* as labels say *I agree*, or the other way about."""
    if not (said := _AGREEING.intersection(split)):
        return split
    own = next((word for word in _AGREE if word in known), None)
    if own is None or any(word in known for word in said):
        return split
    denial = next((word for word in _NOT if word in known), None)
    shown = [own if word in said else word for word in split]
    for at, (word, then) in enumerate(pairwise(split)):
        if denial and then in said and (word in _NOT_A or (word == "لا" and then in _I_AGREE)):
            shown[at] = denial
    return shown


def _joined(split: list[str], known: Collection[str], by_key: Mapping[str, str]) -> list[str]:
    """Return the words with «كا» joined to the verb after it, where a label has that."""
    shown, at = list[str](), 0
    while at < len(split):
        both = split[at][0] + split[at + 1] if at + 1 < len(split) else ""
        is_verb = bool(both) and split[at] in _PREFIXES and (both in known or key(both) in by_key)
        shown.append(both if is_verb else split[at])
        at += 2 if is_verb else 1
    return shown


def _respelt(word: str, known: Collection[str], by_key: Mapping[str, str]) -> str:
    if word[-1:] == "ی" and word[:-1] in _KIN and _lists_kin(known):
        return whole if (whole := f"ال{word[:-1]}") in known else word
    if len(word) < _SHORTEST and word not in _PARTICLES and f"ال{word}" in known:
        return f"ال{word}"
    if word in known or len(word) < _SHORTEST or word.isascii() or word in meanings():
        return word
    if (same := by_key.get(key(word)) or _inflected(word, known)) is not None:
        return same
    bare = _without(word, _GLUED)
    return by_key.get(key(bare), word) if len(bare) >= _SHORTEST else word


def _is_short(whole: str, typed: str) -> bool:
    """Return whether a word of a label is too short to be known by its sound: «فإنه», «أنا»."""
    bare = _without(whole, _ARTICLES[:1]) if len(whole) > _LONG else whole.removeprefix("ال")
    return len(bare) <= _SHORTEST and bare not in typed


def _lists_kin(known: Collection[str]) -> bool:
    """Return whether labels name several of a family; a man and a woman may be anybody."""
    return sum(f"ال{each}" in known for each in _KIN) > 1


def _inflected(word: str, known: Collection[str]) -> str | None:
    """Return the word of a label that is an object there, or somebody's own: «تدريبا», «سيارتي»."""
    bare = [word[:-1]] if word.endswith("ا") and word not in _ADVERBS else []
    bare += [f"{word.removesuffix(mine)}ه" for mine in _MINE_AFTER_HE if word.endswith(mine)]
    long_enough = (each for each in bare if len(each) >= _SHORTEST_ALONE)
    every = (whole for each in long_enough for whole in (each, f"ال{each}"))
    return next((whole for whole in every if whole in known), None)


def _without(word: str, begins: Iterable[str]) -> str:
    """Return a word without the first of the beginnings that it has, if enough is left."""
    bare = (word.removeprefix(each) for each in begins if word.startswith(each))
    return next((rest for rest in bare if len(rest) >= _SHORTEST), word)
