"""What keeps a part of a label from being surely that label: *5 ans* of *moins de 5 ans*."""

from collections.abc import Container, Iterable, Sequence

from flows.understanding.choices.synonyms import meanings
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import other_words
from flows.understanding.spoken import arabizi

_LEAVING_OUT = words(
    f"{arabizi.MORE_THAN} | {arabizi.LESS_THAN} | "
    "autre | autres | beau | belle | demi | mi | ex | sous | hors | moins | peu | mal | plus de |"
    " moins de"
    " | supérieur à | inférieur à | au-dessus de"
    " | au-dessous de | en dessous de"
    " | avant | après | أكثر من | أقل من | فوق | دون | تحت | قبل | بعد | ktar mn | kter mn | ktr mn"
    " | 9el mn | 9all mn | كتر من | كثر من | أكتر من | قل من | بیشتر از | بیش از | بالای"
    " | بالاتر از | کمتر از | زیر"
    " | پایین‌تر از | قبل از | بعد از | جستجوی | دنبال | نداشتن | نبود | کمبود | عدم | مخالفت | ترک"
    " | في طور | قيد | بصدد | في انتظار | في طريق | شبه"
    " | more than | less than | over | under | before | after"
    " | [بزاف/شوية/قليل/كثير/الكثير/القليل/العديد] [ديال/د/من] | بعض | أغلب | معظم | جل | أكثر"
)
"""Before what they name they leave it out; *ou plus* takes it in."""
_NOT_EVEN = (("ولا",), ("حتی",))
"""At the beginning of a label: «ولا مرة» is not once."""
_HOW_MUCH = words(
    "école | moins | plus | entre | personne | personnes | prochain | prochaine | jour | jours |"
    " fois"
    " | heure | heures | minute | minutes | très | trop"
    " | assez | plutôt"
    " | جدا | كثيرا | بزاف | bzaf | bezzaf | خیلی | بسیار | نسبتا"
    " | کاملا | من | في | على | عن | إلى | مع | عند | ممن | ديال | حيت | اللي | التي | الذي"
    " | kheyli | kheili | very | quite"
    " | مع | بلا | شي | غير | m3a | bla | chi | ghir"
    " | chaque | tout | tous | toute | toutes | كل | هر | har | kol | koul | every | دارد | است"
    " | هست | کردن | شدن | فرد | افراد | شخص | اشخاص | نفر | آدم"
)
_WHO_OR_WHERE = words(
    "همسر | همسرم | شوهر | شوهرم | پدر | مادر | پسر | دختر | برادر | خواهر | دانشگاه | مدرسه"
)
"""Alone they say nothing of *a husband who died*, nor of *a teacher at the university*."""
_HOW_SURELY = words(
    "جدا | بشدة | للغاية | تماما | كثيرا | قليلا | شوية | كاع | إطلاقا | بالتأكيد | أبدا | قط"
    " | حتما | ربما | أحيانا | دائما | نادرا"
)
_OF_MINE = words("ديالي | ديالنا | dyali | dyalna | propre")
"""What tells one's own from another's: «خدمة ديالي»."""
ENDINGS = ("م", "ت", "ش", "ی", "ها", "های", "ان", "مان", "s", "e", "es", "x")
_LONG_ENOUGH = 6
_LONG_BUT_ONE = 4
_OF_WHOM = frozenset({"homme", "femme"})
"""A woman alone is no woman who heads her household."""


def leaves_out(before: Sequence[str]) -> bool:
    """Return whether what a label says before the typed words is *more than*, or *less than*."""
    if tuple(before) in _NOT_EVEN:
        return True
    said = " " + " ".join(before)
    return any(said.endswith(f" {phrase}") for phrase in _LEAVING_OUT)


def is_of_mine(left: Sequence[str]) -> bool:
    """Return whether a label says of the typed words but that they are one's own."""
    return bool(left) and all(word in _OF_MINE for word in left)


def only_degrees(left: Sequence[str]) -> bool:
    """Return whether a label says of the typed words but how much, or how surely, in Arabic."""
    return is_of_mine(left) or (bool(left) and all(word in _HOW_SURELY for word in left))


def says_little(typed: Sequence[str]) -> bool:
    """Return whether the words are too general to tell a label by: *very*, *each*, *woman*."""
    said = " ".join(typed)
    return (
        meanings().get(said) in _OF_WHOM
        or said in _WHO_OR_WHERE
        or all(word in _HOW_MUCH for word in typed)
    )


def is_cut_short(typed: Sequence[str], of_labels: Iterable[str]) -> bool:
    """Return whether one word in Arabic letters is too short for the beginning of a longer one.

    «تاج» is a crown rather than «تاجر»; «احيان» lacks but a letter of «احيانا».
    """
    word = typed[-1]
    if len(typed) > 1 or word.isascii() or len(word) >= _LONG_ENOUGH:
        return False
    return len(word) < _LONG_BUT_ONE or not any(
        len(whole) == len(word) + 1 and whole.startswith(word) for whole in of_labels
    )


def is_a_word(typed: Sequence[str], of_labels: Container[str]) -> bool:
    """Return whether what begins a label is a word of its own: «سالم» before «سالمند».

    With a mere ending it is the same word: «فرزند», «فرزندم».
    """
    said = " ".join(typed)
    if said in meanings():
        return True
    return said in other_words() and not any(said + each in of_labels for each in ENDINGS)
