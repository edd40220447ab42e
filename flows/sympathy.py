"""Somebody explains herself, or mourns: « désolée, j’étais malade », « راجلي مات ».

It answers nothing that is asked, and « we did not understand » would be unkind.
"""

from __future__ import annotations

from functools import cache

from flows import asking, commands, understanding
from flows.talk import Talk
from flows.understanding.lexicon import words
from locales.text import mark

LONGEST = 14
"""Words of a message that is looked into: what is longer is a story."""
RUN = 4
NO_WORRY = mark("Do not worry. We go on here:")
LOSS = mark("We are very sorry for your loss. Take your time; your answers are kept.")
_SORRY = (
    "désolée | désolé | pardon | excusez moi | excuse moi | mes excuses | toutes mes excuses"
    " | je m’excuse | sorry | آسف | آسفة | أعتذر | عذرا | عفوا | المعذرة | سامحوني | اعذروني"
    " | سمحو ليا | سمح ليا | سمحي ليا | السماح | smhou liya | sm7o liya | smho liya | smah liya"
    " | ببخشید | ببخشین | شرمنده | عذر می‌خواهم | معذرت می‌خواهم | معذرت"
)
"""How an apology begins."""
_AWAY = (
    "malade | maladie | hôpital | occupée | occupé | absente | absent | voyage | en retard | retard"
    " | pas pu | pas répondu | oublié | oubliée | réseau | connexion | batterie | déchargé"
    " | enfants malades | pas eu le temps | travail"
    " | مريضة | مريض | مشغولة | مشغول | مسافرة | مسافر | تأخرت | تأخر | التأخير | لم أستطع | نسيت"
    " | المستشفى | السبيطار | تعطلت | تشغلت | كنت عيانة | ما قدرتش | ما كانش الريزو | الريزو"
    " | البطارية | طفا ليا"
    " | mrida | mrid | mechghoula | mchghoula | msafra | t3ettelt | t3tlt | nsit | ma 9dertch"
    " | sbitar | rizo"
    " | مریض | بیمار | بیمارستان | گرفتار | سرم شلوغ | نبودم | دیر شد | دیر کردم | دیر جواب"
    " | فراموش کردم | یادم رفت | سفر | نتونستم | نتوانستم | اینترنت نداشتم | شارژ نداشتم"
)
"""Why somebody did not answer before."""
_DIED = (
    "est mort | est morte | est décédé | est décédée | vient de mourir | en deuil | décès de"
    " | j’ai perdu [mon/ma] [mari/père/mère/fils/fille/frère/sœur/maman/papa/enfant/bébé]"
    " | [زوجي/أبي/ابني/أخي/والدي] [مات/توفي] | [أمي/ابنتي/أختي/والدتي] [ماتت/توفيت]"
    " | [توفي/مات] [زوجي/أبي/ابني/أخي/والدي] | [توفيت/ماتت] [أمي/ابنتي/أختي/والدتي]"
    " | [راجلي/با/الوالد/ولدي/خويا/بابا] [مات/توفا/توفى/الله يرحمو]"
    " | [مي/ماما/الوالدة/بنتي/ختي] [ماتت/توفات/الله يرحمها]"
    " | مات [راجلي/با/الوالد/ولدي/خويا/بابا/ليا راجلي/ليا ولدي]"
    " | ماتت [مي/ماما/الوالدة/بنتي/ختي/ليا مي/ليا بنتي]"
    " | [rajli/ba/lwalid/weldi/khoya] [mat/twefa/twfa] | [mwi/mama/lwalida/benti/khti] [matet/matt]"
    " | [mat/mat liya] [rajli/ba/lwalid/weldi/khoya]"
    " | [شوهرم/پدرم/مادرم/پسرم/دخترم/برادرم/خواهرم/همسرم] [فوت کرد/فوت شد/فوت کرده/مرد/مرده]"
    " | عزادارم | عزادار هستیم"
)


def heard(talk: Talk) -> bool:
    """Return whether a message only explains or mourns; it is met kindly, and asked again."""
    said = understanding.fold(talk.incoming.text).split()
    if not 1 < len(said) <= LONGEST:
        return False
    runs = {
        " ".join(said[first : first + length])
        for length in range(1, RUN + 1)
        for first in range(len(said) - length + 1)
    }
    if not runs.isdisjoint(_phrases(_DIED)):
        line = LOSS
    elif _begins(said) and not runs.isdisjoint(_phrases(_AWAY)):
        line = NO_WORRY
    else:
        return False
    commands.welcome_back(talk)
    talk.tell(talk.words.text(line))
    asking.again(talk, brief=True)
    return True


def _begins(said: list[str]) -> bool:
    """Return whether the first words beg pardon."""
    begins = (" ".join(said[:length]) for length in range(1, RUN))
    return any(each in _phrases(_SORRY) for each in begins)


@cache
def _phrases(table: str) -> frozenset[str]:
    return frozenset(words(table))
