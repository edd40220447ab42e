"""What people say about the entries of a repeat: take one out, show the list.

Whole messages, folded as everything that is typed; Darija in Latin letters also by its consonants.
Words of all languages count in every conversation. To change one is said as of any answer
(:func:`flows.phrases.change`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from flows import phrases, understanding
from flows.understanding.intents.indexed import skeleton
from flows.understanding.lexicon import words

Wish: TypeAlias = Literal["", "edit", "drop"]
"""What is to be done with the entry that is named; "": it is not said yet."""

_DROP = (
    "supprimer | supprime | supprimez | effacer | efface | effacez | enlever | enlève | enlevez"
    " | retirer | retire | retirez | delete | remove | erase | take out"
    " | احذف | احذفي | احذفوا | حذف | أحذف | أن أحذف | امسح | امسحي | امسحوا | أمسح | أن أمسح"
    " | أزل | أزيلوا | إزالة"
    " | حيد | حيدي | حيدو | نحيد | نحيدو | تحيد | مسح | مسحي | مسحو | نمسح | نمسحو | زول | زولي"
    " | زولو | نزول | نزولو | حذفو | نحذف | نحذفو"
    " | پاک کردن | حذف کردن"
)
_DROP_LATIN = (
    "7eyed | 7yed | 7ayed | hayed | n7eyed | n7yed | n7ayed | nhayed | mse7 | mes7 | ms7 | msa7"
    " | nmse7 | nms7 | nemse7 | msah | nmsah | zewel | zewwel | zowel | nzewel | hdef | 7def"
    " | n7def | hazf"
)
_DROP_AFTER = (  # Persian has its verb at the end
    "را حذف کن | را حذف کنید | را حذف کنم | را حذف کنیم | رو حذف کن | رو حذف کنید | رو حذف کنم"
    " | حذف کن | حذف کنید | حذف کنم | حذف شود | را پاک کن | را پاک کنید | را پاک کنم | رو پاک کن"
    " | رو پاک کنید | رو پاک کنم | پاک کن | پاک کنید | پاک کنم | پاک شود | را بردار | را بردارید"
    " | رو بردار | بردار | بردارید | hazf kon | hazf konid | pak kon | pak konid"
)
_LIST = (
    "liste | la liste | voir la liste | montrer la liste | montre la liste | montrez la liste"
    " | afficher la liste | list | the list | show the list | show list | see the list"
    " | عرض القائمة | أرني القائمة | أظهر القائمة | رؤية القائمة | أرى القائمة | أن أرى القائمة"
    " | قائمة | اللائحة | لائحة"
    " | شوف اللائحة | نشوف اللائحة | وريني اللائحة | ورينا اللائحة | لا ليست | لاليست | الليستة"
    " | لیست | فهرست را نشان بده | لیست را نشان بده | لیست را ببینم | دیدن فهرست | نمایش فهرست"
    " | نشان دادن لیست | lista | lalist | la list | wrini la liste | chouf la liste"
    " | nchouf la liste | list ro neshon bede"
)
_OF = "des | de la | de | du | d’ | of the | of | ديال | د | dyal | d | های | ی"
_FOR_ME = "ليا | لينا | liya | lia | lina | moi | me"
_LAST_NUMBER = re.compile(r"^(?P<words>.*?)\s*(?P<number>\d{1,2})$")


def drop(text: str, *, exactly: bool = False) -> str | None:
    """Return what is to be taken out, "" where it is not named; None: no such wish.

    ``exactly``: only in listed spellings, where the words might be an answer.
    """
    if not text or len(text) > phrases.LONGEST:
        return None
    said = phrases.without_wish(understanding.fold(text))
    for verb in phrases.longest(_DROP_AFTER):
        if said == verb:
            return ""
        if said.endswith(f" {verb}"):
            return said[: -len(verb)].strip()
    for verb in phrases.longest(_DROP):
        if said == verb:
            return ""
        if said.startswith(f"{verb} "):
            return _named(said[len(verb) :])
    first, _, rest = said.partition(" ")
    if first in words(_DROP_LATIN) or (not exactly and _bones(first) in _latin()):
        return _named(rest)
    return None


def _named(rest: str) -> str:
    """Return what stands after a verb, without *for me*."""
    rest = rest.strip()
    first, _, after = rest.partition(" ")
    return after if after and first in words(_FOR_ME) else rest


def shown(text: str) -> str | None:
    """Return of what the list is to be shown, "" where it is not named; None: no such wish."""
    if not text or len(text) > phrases.LONGEST:
        return None
    said = phrases.without_wish(understanding.fold(text))
    for phrase in phrases.longest(_LIST):
        if said == phrase:
            return ""
        if said.startswith(f"{phrase} "):
            rest = said[len(phrase) :].strip()
            return next(
                (
                    rest[len(of) :].strip()
                    for of in phrases.longest(_OF)
                    if rest.startswith(f"{of} ")
                ),
                rest,
            )
    return None


def numbered(said: str) -> tuple[str, str]:
    """Return the words and the number behind them, ``("enfant", "2")``; "" where there is none."""
    found = _LAST_NUMBER.match(understanding.ascii_digits(understanding.fold(said)))
    return (found["words"], found["number"]) if found else (said, "")


@lru_cache(maxsize=1)
def _latin() -> frozenset[str]:
    return frozenset(filter(None, map(_bones, words(_DROP_LATIN))))


def _bones(said: str) -> str:
    """Return the consonants of Latin Darija, "" where they are too few to tell."""
    found = skeleton(said) if said.isascii() else ""
    return found if len(found) >= 3 else ""
