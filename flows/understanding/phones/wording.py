"""What people write around a telephone number of theirs: my number is, call me, on WhatsApp."""

import re
from functools import lru_cache

from flows.understanding.folding import fold
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import Intent, Lexicon, phrases

_LONGEST_UNKNOWN = 1
"""A letter alone is left of an abbreviation."""
_GLUED = ("وال", "بال", "فال", "لل", "ال", "و", "ب", "ف", "ل", "د")
_SAID_TOO: tuple[Intent, ...] = ("yes", "greeting", "thanks")
_ARABIC = (
    "رقم | رقمي | رقمنا | هاتف | هاتفي | هاتفنا | الشخصي | الخاص | بي | بنا | جوال | جوالي | نقال"
    " | محمول | محمولي | النقال | المحمول | المنزل | الثابت | البيت | العمل | واتساب | واتس"
    " | وتساب | واتس اب | تلفون | تلفوني | تليفون | تليفوني | تيليفون | تيليفوني | التليفون"
    " | نمرة | نمرتي | نمرو | النمرة | ديالي | ديالنا | ديال | تاعي | هذا | هذه | هادا | هادي"
    " | هاهو | هاهي | هاهوا | ها | هو | هي | هوا | هيا | على | في | فيه | عليه | عبر | اتصلوا"
    " | اتصل | اتصلي | الاتصال | للاتصال | التواصل | للتواصل | تواصلوا | معي | راسلوني | كلموني"
    " | عيط | عيطو | عيطي | عيطوا | صيفطو | صيفطي | سيفطو | ليا | لي | لينا | فالصباح | فالعشية"
    " | صباحا | مساء | الجديد | الجديدة | الحالي | الحالية | دابا | الآن | اسمي | أنا | أرقامي"
    " | زوجي | زوجتي | راجلي | مراتي | ولدي | بنتي | ابني | ابنتي | جاري | بجاري | جارتي"
    " | بدلت | تبدلات | تبدل | تغير | تغيرت | غيرت | لكم | ليكم | هاتفيا | موبايل | موبايلي | خط"
    " | المغرب | مغربي | اتصالات | إنوي | أورنج | ايام | يمكنكم | سجلوا | سجل | سجلو | كتب | اكتب"
    " | اكتبوا | كتبو | خدام | خدامة | مخدمة | كنجاوب | ديما | وولدي | وزوجي"
)
_LATIN = (
    "ra9mi | r9mi | rqmi | raqmi | rakmi | ra9m | r9m | lra9m | rra9m | nmrti | nemrti | nmrty |"
    " namrti | namra | nmra | nmera | nemra | numro | numru | num | numero"
    " | numeros | n° | tel | tele | telephone | tlf | telefon | telefoun | telfon | tilifon |"
    " tilifoun"
    " | tilifoni | telifoni | telecom | telfoni | telefoni | portable | port | gsm | mobile | cell"
    " | fixe | lfix | fix | whatsapp | whatsap | watsap | watsapp | wathsapp | wtsp | wts | whats"
    " | wa | me | orange | inwi | iam | mtn | moov | wave | money | free | maroc | phone | number"
    " | hya | hiya | howa | houwa | hahya | hahiya | hahowa | hahowa | ha | hadi | hada | dyali"
    " | diali | dyal | rajli | mrati | weldi | bnti | mama | afak | 3afak | 3ayto | 3yto |"
    " l3chiya | yto | yt | liya"
    " | lia | ra | lil | sift | sifto | f | m3a | chiya | sbah | khedama | khedam | daba | voici"
    " | voila"
    " | mon | ma | notre | le | la | mes | c | cest | est | a | au | de | du | sur | mien | perso"
    " | personnel | actuel | nouveau | suis | joignable | joindre | appeler | appelez | appelle"
    " | appeles | appel | contact | contacter | contactez | contactes | moi | nous | je | on | peut"
    " | pouvez | vous | poste | bureau | maison | domicile | matin | soir | ecrire | ecrivez"
    " | envoyez | reseau | ligne | bien | toujours | meme | aussi | et | ou | il | mais | casse |"
    " fils"
    " | fille | mere | pere | epouse | epoux | femme | numerotez | veuillez | noter | notez"
    " | indicatif | cote | ivoire"
    " | [/l/j]jdi[d/da] | [/3]iyt | [/3]iyto | [/3][a/e/i]y[e/]t | [/3][a/e/i]y[/e]to[/u]"
    " | tsl | tslo | tsel"
    " | tasl | ttasl"
    " | bia | biya | had | senegal | disponible | dispo | ghir | call | my | is | it"
    " | its | the | on | new"
)
_PERSIAN = (
    "بنده | هستم | شماره | شماره‌ی | شمارم | شمارمه | شماره‌ام | شماره‌م | موبایل | موبایلم |"
    " موبایلمه | تلفن"
    " | تلفنم | تلفنمه | همراه | همراهم | همراهمه | گوشی | گوشیم | گوشی‌ام | خط | خطم | خودم"
    " | خودمه | اینه | این | اینم | اینجانب | من | مال | منه | همسرم | همسرمه | شوهرم | شوهرمه"
    " | برادرم | برادرمه | مادرم | مادرمه | پدرم | پدرمه | خواهرم | دخترم | پسرم | واتساپ | واتس"
    " | اپ | تلگرام | ایتا | بله | روبیکا | شمارمو | شماره‌مو | شمارم‌و | یادداشت | ثبت"
    " | کنید | کنین | بنویسید | تلگرامم | واتساپم | ایتام | همین | بهم | داخلی"
    " | تماس | بگیرید | بگیرین | بگیر | زنگ | بزنید"
    " | بزنین | با | به | در | از | روی | را | رو | و | هم | است | هست | هستش | می‌باشد | میباشد"
    " | می‌نویسم | مینویسم | ثابت | منزل | خانه | خونه | محل | کار | ایرانسل | همراه اول | رایتل"
    " | دارم | داریم | جدید | جدیدم | فعلی | irancell | shomare | shomaram | shomareh | hamrah"
    " | mobile | mobilam | mobaylam | telefonam | gooshi | khodam | khodame | man | hast | ast |"
    " ine"
)

_CALLING = re.compile(r"(\w*تصل\w*|ال?لاتصال|للاتصال|الاتصال) بی\b")
"""«بي» is *me* after *call*; alone it is Persian *without*."""
_NOT_SO = (
    "si | dit | bientôt | aucun | aucune"
    " | bl | علاش | لماذا | بحال | حال | مثل | کل | چرا | شک | تا | کی | بی | دل | الکی | چطوره"
    " | نه |"
    " مگه | مگر | بالای | از | دوست | دوستان"
    " | بابا | مادر | پدر | نداره | ندارد | هنوز | مشکلی | اشکال | مانع | خیلی | زیاد | درد"
    " | چطور | چه | چطوری | ولی | یا | شرکت | درصد | هزار | صد | آب | هوا | خبر | قبول | بدی"
    " | او | حتی | علیه"
)
"""Words of longer courtesies that alone are none."""


def is_accounted(around: str) -> bool:
    """Return whether every word around a number belongs to one that is given, or is a courtesy.

    A word that is not understood may say whose it is, or that nobody answers there any more.
    """
    return all(_is_known(word) for word in _CALLING.sub(r"\1", fold(around)).split())


def _is_known(word: str) -> bool:
    if len(word) <= _LONGEST_UNKNOWN or word.isdecimal() or word in _known():
        return True
    bare = "".join(c for c in word if not c.isdecimal())  # ``3ayto``: a digit is a letter
    if bare != word and bare in _known():
        return True
    return any(
        word.startswith(glue) and word.removeprefix(glue) in _known()
        for glue in _GLUED
        if len(word) > len(glue) + _LONGEST_UNKNOWN
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    said = [_ARABIC, _LATIN, _PERSIAN]
    for lexicon in LEXICONS.values():
        said += _around(lexicon)
    every = {word for text in said for phrase in phrases(text) for word in phrase.split()}
    return frozenset(every).difference(phrases(_NOT_SO))


def _around(lexicon: Lexicon) -> list[str]:
    """Return what stands around any answer: courtesies, *it is*, *number*, a yes."""
    tables = (lexicon.intents, lexicon.arabizi)
    agreed = [table.get(intent, "") for table in tables for intent in _SAID_TOO]
    return [lexicon.polite, lexicon.numbering, *agreed]
