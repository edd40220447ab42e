"""What people say beside the intents: change an answer, where am I, later, I withdraw.

Whole messages, folded as everything that is typed (languages.md, section 3); Darija in Latin
letters also by its consonants. Words of all languages count in every conversation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flows import understanding
from flows.understanding.intents import skeleton
from flows.understanding.lexicon import words

LONGEST = 80
"""Characters: what is longer is no such phrase."""
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
    return _meaning(text) == "where"


def is_later(text: str) -> bool:
    """Return whether somebody wants to go on another time."""
    return _meaning(text) == "later"


def is_withdrawal(text: str) -> bool:
    """Return whether somebody takes her agreement back."""
    return _meaning(text) == "withdraw"


def change(text: str, *, exactly: bool = False) -> str | None:
    """Return the name of the answer that is to be changed, "" without one; None: no such wish.

    ``exactly``: only in listed spellings, where the words might be an answer (Bidal is a name).
    """
    if len(text) > LONGEST:
        return None
    said = understanding.fold(text)
    index = _index()
    if not (
        said.partition(" ")[0] in index.first
        or said.rpartition(" ")[2] in index.final
        or (not exactly and _bones(said.partition(" ")[0]) in index.verbs)
    ):
        return None  # nearly every message
    rest = _after(_without(said), exactly=exactly)
    if rest is None:
        return None
    return "" if rest in words(_THING) else rest


def is_yes_erase(text: str, language: str) -> bool:
    """Return whether a yes and the word for erasing were said together (« ah mse7 »)."""
    first, _, rest = understanding.fold(text).partition(" ")
    meant = rest in words(_ERASE) or understanding.fold(text) in words(_ERASE)
    return meant and (not rest or understanding.intent(first, language) == "yes")


def _meaning(text: str) -> str:
    """Return where, later or withdraw, as a whole message says, or ""."""
    if len(text) > LONGEST:
        return ""
    said = understanding.fold(text)
    index = _index()
    return index.listed.get(said, "") or index.latin.get(_bones(said), "")


def _after(said: str, *, exactly: bool) -> str | None:
    """Return what is left of the words beside the verb, or None without a verb."""
    for verb in _longest(_CHANGE):
        if said == verb:
            return ""
        if said.startswith(verb + " "):
            return said[len(verb) :].strip()
    for verb in _longest(_CHANGE_AFTER):
        if said == verb:
            return ""
        if said.endswith(" " + verb):
            return said[: -len(verb)].strip()
    first, _, rest = said.partition(" ")
    if first in words(_CHANGE_LATIN):
        return rest
    return rest if not exactly and _bones(first) in _index().verbs else None


def _without(said: str) -> str:
    """Return the words without a wish or a please before and behind them."""
    for phrase in _longest(_WISH):
        if said.startswith(phrase + " "):
            said = said[len(phrase) :].strip()
        if said.endswith(" " + phrase):
            said = said[: -len(phrase)].strip()
    return said


@lru_cache(maxsize=64)
def _longest(phrases: str) -> tuple[str, ...]:
    return tuple(sorted(words(phrases), key=lambda each: (-len(each), each)))


def _bones(said: str) -> str:
    """Return the consonants of Latin Darija, or "" for what begins as none of our phrases."""
    if not said.isascii() or said[:1] not in _BEGINS:
        return ""
    found = skeleton(said)
    return found if len(found.replace(" ", "")) >= 3 else ""


_BEGINS = frozenset("bcfkmnt")
"""First letters of the phrases of Latin Darija."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """The phrases as they are looked up: every message passes here."""

    listed: Mapping[str, str]
    latin: Mapping[str, str]
    """By their consonants."""
    verbs: frozenset[str]
    first: frozenset[str]
    """First words of a wish to change an answer."""
    final: frozenset[str]
    """Its last words, where the verb comes at the end."""


@lru_cache(maxsize=1)
def _index() -> _Index:
    tables = {
        "where": (WHERE, WHERE_LATIN),
        "later": (LATER, LATER_LATIN),
        "withdraw": (WITHDRAW, WITHDRAW_LATIN),
    }
    starts = (_CHANGE, _CHANGE_LATIN, _WISH)
    return _Index(
        listed={
            said: kind for kind, both in tables.items() for table in both for said in words(table)
        },
        latin={
            bones: kind
            for kind, (_, latin) in tables.items()
            for said in words(latin)
            if (bones := _bones(said))
        },
        verbs=frozenset(filter(None, map(_bones, words(_CHANGE_LATIN)))),
        first=frozenset(said.partition(" ")[0] for table in starts for said in words(table)),
        final=frozenset(said.rpartition(" ")[2] for said in words(_CHANGE_AFTER)),
    )
