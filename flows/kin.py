"""Who else answers on a lent telephone, as people call her: « ma cousine veut s’inscrire »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from flows.understanding.folding import fold
from flows.understanding.intents.meaning import intent

_FR = (
    *("ma cousine", "mon cousin", "ma sœur", "mon frère", "ma mère", "mon père", "ma fille"),
    *("mon fils", "ma voisine", "mon voisin", "ma copine", "mon amie", "mon ami", "ma tante"),
    *(
        "ma femme",
        "mon mari",
        "ma belle-sœur",
        "ma soeur",
        "ma belle-soeur",
        "ma nièce",
        "mon neveu",
        "ma collègue",
        "maman",
        "ma maman",
        "papa",
        "mon papa",
    ),
)
_AR = (
    *("أختي", "أخي", "أمي", "أبي", "ابنتي", "ابني", "جارتي", "جاري", "صديقتي", "صديقي"),
    *("زوجتي", "زوجي", "خالتي", "عمتي", "ابنة خالتي", "ابنة عمي", "ابن عمي", "والدتي"),
)
_ARY = (
    *("ختي", "خويا", "مي", "ماما", "الوالدة", "با", "بنتي", "ولدي", "جارتي", "صاحبتي", "صاحبي"),
    *("مراتي", "راجلي", "خالتي", "عمتي", "بنت خالتي", "بنت عمي", "بنت خالي", "ولد عمي"),
)
_LATIN = (
    *("khti", "okhti", "khoya", "mama", "mwi", "lwalida", "benti", "bnti", "weldi", "wldi"),
    *("jarti", "sahbti", "sa7bti", "mrati", "rajli", "khalti", "3amti", "bent khalti"),
    *("bnt khalti", "bent 3ammi", "bnt 3mi", "bent khali"),
)
_FA = (
    *("خواهرم", "برادرم", "مادرم", "پدرم", "دخترم", "پسرم", "همسرم", "دوستم", "همسایه‌ام"),
    *("شوهرم", "زنم", "خانمم", "بابام", "داداشم", "آبجیم", "مادربزرگم", "پدربزرگم"),
    *("خاله‌ام", "عمه‌ام", "دخترخاله‌ام", "دخترعمویم", "دختر خاله‌ام", "دختر عمویم", "مامانم"),
)
_ANOTHER: Mapping[Sequence[str], Sequence[str]] = {
    _FR: (
        *("inscrire {kin}", "ajouter {kin}", "enregistrer {kin}", "répondre pour {kin}"),
        *("je réponds à la place de {kin}", "répondre à la place de {kin}"),
        *("je réponds pour {kin}", "j’inscris {kin}", "{kin} veut s’inscrire"),
        *("{kin} aussi veut s’inscrire", "{kin} veut s’inscrire aussi", "c’est pour {kin}"),
        *("c’est pour {kin} maintenant", "maintenant c’est pour {kin}", "là c’est pour {kin}"),
        *("inscrire {kin} aussi", "ajouter {kin} aussi", "faire l’inscription de {kin}"),
        *("inscrire {kin} maintenant", "c’est {kin} qui s’inscrit", "l’inscription de {kin}"),
        *("{kin} veut aussi s’inscrire", "je veux inscrire aussi {kin}", "inscrire aussi {kin}"),
    ),
    _AR: (
        *("تسجيل {kin}", "أسجل {kin}", "أن أسجل {kin}", "أجيب عن {kin}", "أجيب نيابة عن {kin}"),
        *("الإجابة عن {kin}", "{kin} تريد التسجيل", "{kin} تريد أن تسجل", "{kin} يريد التسجيل"),
    ),
    _ARY: (
        *("نسجل {kin}", "نسجل حتى {kin}", "نسجل {kin} حتى هي", "نجاوب على {kin}"),
        *("نجاوب على بلاصة {kin}", "نجاوب فبلاصة {kin}", "نجاوب لبلاصة {kin}", "نجاوب ل{kin}"),
        *("نجاوب بلاصة {kin}", "{kin} بغات تسجل", "{kin} بغا يتسجل", "حتى {kin} بغات تسجل"),
        *("{kin} حتى هي بغات تسجل", "{kin} بغات تتسجل"),
    ),
    _LATIN: (
        *("nsejel {kin}", "nsejjel {kin}", "nsjel {kin}", "nsejel 7ta {kin}"),
        *("njaweb 3la {kin}", "njaweb blast {kin}", "{kin} bghat tsejel", "{kin} bghat ttsejel"),
        *("7ta {kin} bghat tsejel", "{kin} 7ta hiya bghat tsejel", "{kin} bgha ytsejel"),
    ),
    _FA: (
        *("ثبت نام {kin}", "{kin} را ثبت نام کنم", "{kin} رو ثبت نام کنم"),
        *("{kin} هم می‌خواهد ثبت نام کند", "{kin} هم میخواد ثبت نام کنه"),
        *("{kin} می‌خواهد ثبت نام کند", "{kin} میخواد ثبت نام کنه"),
        *("به جای {kin} جواب می‌دهم", "به جای {kin} پاسخ می‌دهم", "برای {kin} پاسخ می‌دهم"),
        *("به جای {kin} جواب می‌دم", "برای {kin} جواب می‌دهم", "برای {kin} جواب می‌دم"),
        *("برای {kin} جواب بدهم", "برای {kin} جواب بدم", "برای {kin} پر کنم"),
        *("به جای {kin} جواب بدهم", "به جای {kin} جواب بدم"),
        *("برای {kin} ثبت نام کنم", "برای {kin} هم ثبت نام کنم", "{kin} را هم ثبت نام کنم"),
        *("{kin} رو هم ثبت نام کنم", "برای {kin} می‌خواهم ثبت نام کنم", "برای ثبت نام {kin}"),
        *("این برای {kin} است", "این برای {kin}ه", "این واسه {kin}ه", "برای {kin} است"),
    ),
}
_TURN: Mapping[Sequence[str], Sequence[str]] = {
    _FR: (
        *("c’est {kin} qui répond", "c’est {kin} qui va répondre", "{kin} va répondre"),
        *("c’est {kin} qui va répondre maintenant", "c’est le tour de {kin}", "{kin} répond"),
        *("maintenant c’est {kin}", "c’est {kin} maintenant", "c’est {kin} qui écrit"),
        *("je passe le téléphone à {kin}", "je donne le téléphone à {kin}"),
        *("j’ai passé le téléphone à {kin}", "{kin} répond maintenant", "{kin} prend le téléphone"),
    ),
    _AR: (
        *("{kin} ستجيب", "{kin} ستجيب الآن", "الآن دور {kin}", "دور {kin}", "{kin} من سيجيب"),
        *("أعطيت الهاتف ل{kin}", "سأعطي الهاتف ل{kin}", "الهاتف مع {kin}", "الهاتف عند {kin}"),
    ),
    _ARY: (
        *("{kin} غادي تجاوب", "{kin} غادي يجاوب", "دابا {kin} اللي غادي تجاوب", "نوبة {kin}"),
        *("دابا {kin}", "{kin} هي اللي غادي تجاوب", "{kin} هي اللي كتجاوب دابا"),
        *("عطيت التيليفون ل{kin}", "غادي نعطي التيليفون ل{kin}", "هاني عطيتو ل{kin}"),
    ),
    _LATIN: (
        *("{kin} ghadi tjaweb", "{kin} ghadi yjaweb", "daba {kin}", "noubt {kin}"),
        *("daba {kin} ghadi tjaweb", "{kin} hiya li ghadi tjaweb", "{kin} hiya li katjaweb daba"),
        *("3tit tilifon l {kin}", "hani 3titha l {kin}", "hani 3tito l {kin}"),
        *("ghadi n3ti tilifon l {kin}", "ghadi n3tih l {kin}", "ghadi n3tiha l {kin}"),
    ),
    _FA: (
        *("{kin} جواب می‌دهد", "{kin} جواب میده", "حالا نوبت {kin} است", "نوبت {kin}"),
        *("گوشی را به {kin} می‌دهم", "گوشی رو میدم به {kin}", "گوشی رو دادم به {kin}"),
        *("گوشی را دادم به {kin}", "گوشی دست {kin} است", "گوشی دست {kin}"),
    ),
}

_PHONE = (
    "telephone|tel|portable|phone|tilifon|tilifoun|telifon|lportable|الهاتف|هاتفي|التیلیفون|التلفون"
)
_GIVEN = re.compile(
    rf"je (?:vous |te |lui )?(?:passe|donne|laisse|prete) (?:le|mon) (?:{_PHONE}) a (?P<fr>.+)"
    r"|je (?:vous |te )?passe (?:a )?(?P<passed>(?:mon|ma|mes) .+|[^ ]+(?: [^ ]+)?)"
    rf"|(?:ghadi )?(?:n3ti|3tit|kan3ti|n3tiw) (?:l?{_PHONE}) (?:l |li )?(?P<ary_latin>.+)"
    rf"|(?:غادی )?(?:نعطی|عطیت|کنعطی|مدیت|نمد|ساعطی|اعطی|اعطیت|سامرر|امرر) (?:{_PHONE})"
    r" (?:الی |ل ?)(?P<ar>.+)"
    r"|(?:گوشی|تلفن|موبایل) (?:را |رو )?(?:به (?P<fa>.+?) (?:میدهم|میدم|دادم)"
    r"|(?:میدهم|میدم|دادم) به (?P<fa_behind>.+))"
)
"""The telephone is handed to somebody, folded; a name may be joined to the Arabic « to »."""
_HINT = re.compile("passe|donne|laisse|prête|3ti|عطي|مدي|نمد|مرر|گوشی|تلفن|موبایل", re.IGNORECASE)
"""What stands in every such sentence: nearly no message is looked at any further."""
_NOBODY = re.compile(
    r"(?:la|le|les|l|un|une|des|du|de|au|aux|ce|cette|ces|celle|celui|ca|cela|y|en|par|pour|sur)\b"
    r"|(?:vite|voir|chez|devant|souvent|bien|toujours)\b"
    r"|(?:mon|ma|mes) (?:tour|bac|permis|examen|examens|diplome|concours|temps|journee|vie|journees"
    r"|vacances|commande|question)\b|question|autre|suivante?|numero"
)
"""What is passed, and is no person: « je passe cette question », « je passe mon bac »."""
LONGEST_GIVEN = 80
LONGEST_NAME = 4
"""Words of somebody who is handed the telephone: « ma voisine Fatou Koné »."""


def handed(text: str) -> bool:
    """Return whether the telephone is handed to somebody, family or not: « je passe Aïcha »."""
    if len(text) > LONGEST_GIVEN or _HINT.search(text) is None:
        return False
    found = _GIVEN.fullmatch(fold(text))
    if found is None or intent(text, "fr") is not None:
        return False
    who = next(each for each in found.groups() if each)
    words = who.split()
    if len(words) > LONGEST_NAME or any(c.isdecimal() for c in who):
        return False
    return _NOBODY.match(who) is None


def called() -> Iterator[str]:
    """Yield what somebody of the family, or a neighbour, is called."""
    for names in (_FR, _AR, _ARY, _LATIN, _FA):
        yield from names


def another() -> Iterator[str]:
    """Yield the phrases that begin somebody else's intake."""
    return _filled(_ANOTHER)


def turn() -> Iterator[str]:
    """Yield the phrases that say that somebody else answers from now on."""
    return _filled(_TURN)


def _filled(table: Mapping[Sequence[str], Sequence[str]]) -> Iterator[str]:
    for called, said in table.items():
        for phrase, kin in product(said, called):
            yield phrase.format(kin=kin)
