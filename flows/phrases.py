"""What people say beside the intents: change an answer, where am I, later, I withdraw.

Whole messages, folded as everything that is typed (languages.md, section 3); Darija in Latin
letters also by its consonants. Words of all languages count in every conversation.
"""

from __future__ import annotations

from functools import lru_cache

from flows import understanding
from flows.understanding.intents import skeleton
from flows.understanding.lexicon import words

WHERE = (
    "où en suis-je | j’en suis où | où j’en suis | où sommes-nous | on en est où"
    " | where am i | where are we"
    " | أين وصلت | أين وصلنا | أين أنا | كم بقي | كم سؤالا بقي | في أي سؤال أنا"
    " | فين وصلت | فين وصلنا | فين حنا | فين راني | شحال بقى | شحال باقي | شحال من سؤال باقي"
    " | کجا هستم | کجای کار هستم | کجاییم | کجا بودم | کجا بودیم | چند سوال مانده | چقدر مانده"
    " | چند تا سوال مونده"
)
WHERE_LATIN = "fin wselt | fin wselna | fin weslna | fin rani | chhal b9a | ch7al ba9i | kojam"
LATER = (
    "plus tard | pas maintenant | je reviens | je reviens plus tard | on continue plus tard"
    " | tout à l’heure | une autre fois | pause | later | not now"
    " | لاحقا | فيما بعد | ليس الآن | سأعود لاحقا | أكمل لاحقا | في وقت آخر"
    " | من بعد | ماشي دابا | حتى لمن بعد | نكمل من بعد | غادي نرجع | مرة خرى نكمل | حتى لغدا"
    " | بعدا | بعدا ادامه می‌دهم | الان نه | الان نمی‌توانم | وقت دیگر | یک وقت دیگر"
    " | باشه بعدا | بعدا جواب می‌دهم"
)
LATER_LATIN = "mn b3d | men b3d | machi daba | nkmel mn b3d | nkemmel men b3d | ba3dan | badan"
WITHDRAW = (
    "je retire mon accord | retirer mon accord | je retire mon consentement"
    " | retirer mon consentement | je veux retirer mon accord | je veux retirer mon consentement"
    " | je me retire | je ne veux plus participer | i withdraw | withdraw | withdraw my consent"
    " | أسحب موافقتي | سحب الموافقة | أريد سحب موافقتي | أسحب الموافقة | أريد أن أسحب موافقتي"
    " | لم أعد أوافق | لا أريد المشاركة بعد الآن"
    " | نسحب الموافقة | نسحب الموافقة ديالي | بغيت نسحب الموافقة | بغيت نسحب الموافقة ديالي"
    " | ما بقيتش متافق | ما بقيتش متافقة | ما بقيتش موافق | ما بقيتش بغيت نشارك"
    " | رضایتم را پس می‌گیرم | رضایت خود را پس می‌گیرم | پس گرفتن رضایت | لغو رضایت"
    " | موافقتم را پس می‌گیرم | دیگر موافق نیستم | دیگه موافق نیستم | رضایتمو پس می‌گیرم"
)
WITHDRAW_LATIN = (
    "nsheb lmowafa9a | ns7eb lmowafa9a | bghit ns7eb lmowafa9a | ns7eb lmowafa9a dyali"
    " | ma b9itch mtaf9 | ma b9itch mtaf9a"
)
_CHANGE = (
    "modifier | modifie | modifiez | changer | change | changez | corriger | corrige | corrigez"
    " | rectifier | edit | modify"
    " | تعديل | تغيير | تصحيح | عدل | عدلي | غير | غيري | صحح | صححي | أغير | أعدل | أصحح | أن أغير"
    " | أن أعدل | أن أصحح"
    " | نبدل | بدل | بدلي | بدلو | تبديل | نصحح | نعدل | نغير | نبدلو"
    " | ویرایش | تغییر | اصلاح | عوض کردن | تغییر دادن"
)
_CHANGE_LATIN = "nbeddel | beddel | bddel | tbdil | nsehhe7 | n3eddel | nghyer | modifi"
_CHANGE_AFTER = (  # Persian has its verb at the end
    "را تغییر بده | را تغییر بدهید | را تغییر بدهم | را تغییر دهم | رو تغییر بده | تغییر بده"
    " | را عوض کن | را عوض کنید | را عوض کنم | رو عوض کن | رو عوض کنم | عوض کن | عوض کنید | عوض کنم"
    " | را ویرایش کن | را ویرایش کنم | را ویرایش کنید | را اصلاح کن | را اصلاح کنم | را اصلاح کنید"
    " | رو اصلاح کن | رو درست کن | را درست کن | را درست کنید"
)
_WISH = (
    "je veux | je voudrais | j’aimerais | je souhaite | i want to | please | s’il vous plaît | svp"
    " | stp | peux tu | pouvez vous | أريد | أود | أرغب في | من فضلك | من فضلكم | بغيت | بغينا"
    " | عافاك | عافاكم | می‌خواهم | میخوام | لطفا | من | bghit | 3afak | 3afakom"
)
_THING = (
    "une réponse | la réponse | ma réponse | réponse | mes réponses | something | an answer"
    " | answer | quelque chose | شيئا | جوابا | الجواب | جواب | شي حاجة | شي جواب | الأجوبة | jawab"
    " | chi haja | پاسخ | جواب | پاسخ‌ها | پاسخم | جوابم"
)
"""What is changed, where no answer is named."""
_ERASE = (
    "efface | effacer | effacez | supprime | supprimer | supprimez | erase | delete"
    " | احذف | احذفوا | امسح | امسحوا | مسح | مسحو | مسحوهم | حذف | پاک کن | پاک کنید | پاک شود"
    " | حذف کن | حذف کنید | حذف شود | mse7 | mes7 | ms7o | mse7ou | mse7hom | ms7 | pak kon"
)


def is_where(text: str) -> bool:
    """Return whether somebody asks where she stands."""
    return _said(text, WHERE, WHERE_LATIN)


def is_later(text: str) -> bool:
    """Return whether somebody wants to go on another time."""
    return _said(text, LATER, LATER_LATIN)


def is_withdrawal(text: str) -> bool:
    """Return whether somebody takes her agreement back."""
    return _said(text, WITHDRAW, WITHDRAW_LATIN)


def change(text: str, *, exactly: bool = False) -> str | None:
    """Return the name of the answer that is to be changed, "" without one; None: no such wish.

    ``exactly``: only in listed spellings, where the words might be an answer (Bidal is a name).
    """
    if len(text) > 80:
        return None
    said = _without(understanding.fold(text))
    rest = _after(said, exactly=exactly)
    if rest is None:
        return None
    return "" if rest in words(_THING) else rest


def is_yes_erase(text: str, language: str) -> bool:
    """Return whether a yes and the word for erasing were said together (« ah mse7 »)."""
    first, _, rest = understanding.fold(text).partition(" ")
    meant = rest in words(_ERASE) or understanding.fold(text) in words(_ERASE)
    return meant and (not rest or understanding.intent(first, language) == "yes")


def _after(said: str, *, exactly: bool) -> str | None:
    """Return what is left of the words beside the verb, or None without a verb."""
    first, _, rest = said.partition(" ")
    for verb in _longest(_CHANGE) if first in _firsts(_CHANGE) else ():
        if said == verb:
            return ""
        if said.startswith(verb + " "):
            return said[len(verb) :].strip()
    last = said.rpartition(" ")[2]
    for verb in _longest(_CHANGE_AFTER) if last in _lasts(_CHANGE_AFTER) else ():
        if said == verb:
            return ""
        if said.endswith(" " + verb):
            return said[: -len(verb)].strip()
    if first in words(_CHANGE_LATIN):
        return rest
    close = not exactly and first.isascii() and _bones(first) in _skeletons(_CHANGE_LATIN)
    return rest if close else None


def _without(said: str) -> str:
    """Return the words without a wish or a please before and behind them."""
    if said.partition(" ")[0] not in _firsts(_WISH) and said.rpartition(" ")[2] not in _lasts(
        _WISH
    ):
        return said
    for phrase in _longest(_WISH):
        if said.startswith(phrase + " "):
            said = said[len(phrase) :].strip()
        if said.endswith(" " + phrase):
            said = said[: -len(phrase)].strip()
    return said


def _said(text: str, listed: str, latin: str) -> bool:
    if len(text) > 80:
        return False
    said = understanding.fold(text)
    if said in words(listed) or said in words(latin):
        return True
    return said.isascii() and _bones(said) in _skeletons(latin)


@lru_cache(maxsize=64)
def _longest(phrases: str) -> tuple[str, ...]:
    return tuple(sorted(words(phrases), key=lambda each: (-len(each), each)))


@lru_cache(maxsize=64)
def _firsts(phrases: str) -> frozenset[str]:
    return frozenset(each.split()[0] for each in words(phrases))


@lru_cache(maxsize=64)
def _lasts(phrases: str) -> frozenset[str]:
    return frozenset(each.split()[-1] for each in words(phrases))


@lru_cache(maxsize=64)
def _skeletons(latin: str) -> frozenset[str]:
    found = {_bones(each) for each in words(latin)}
    return frozenset(each for each in found if len(each.replace(" ", "")) >= 3)


def _bones(said: str) -> str:
    return skeleton(said)
