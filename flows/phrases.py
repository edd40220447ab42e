"""What people say beside the intents: change an answer, where am I, whose turn, I withdraw.

Whole messages, folded as everything that is typed (languages.md, section 3); Darija in Latin
letters also by its consonants. Words of all languages count in every conversation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows import inquiries, kin, pausing, retracting, understanding
from flows.understanding.intents.indexed import skeleton
from flows.understanding.lexicon import words

LONGEST = 80
"""Characters: what is longer is no such phrase."""
WHERE = (
    "où en suis-je | j’en suis où | où j’en suis | où sommes-nous | on en est où"
    " | where am i | where are we"
    " | أين وصلت | أين وصلنا | أين أنا | كم بقي | كم سؤالا بقي | في أي سؤال أنا"
    " | فين أنا | فين وصلت | فين وصلنا | فين حنا | فين راني | شحال بقى | شحال باقي"
    " | شحال من سؤال باقي"
    " | کجا هستم | کجای کار هستم | کجاییم | کجا بودم | کجا بودیم | چند سوال مانده | چقدر مانده"
    " | چند تا سوال مونده | کجای [پرسشنامه/فرم/سوال‌ها] [هستم/هستیم] | کجای پرسشنامه‌ام | کجای فرمم"
)
CALL_ME = (
    "[appelez moi/rappelez moi/appelle moi/rappelle moi] | [pouvez vous/vous pouvez] m’appeler"
    " | [je veux/je voudrais/j’aimerais] qu’on m’appelle | quelqu’un peut m’appeler | call me"
    " | [اتصلوا بي/اتصل بي/هل يمكنكم الاتصال بي/هل يمكن أن تتصلوا بي/أرجو الاتصال بي]"
    " | أحتاج مساعدة عاجلة | [عيطو ليا/عيط ليا/اتاصلو بيا/تاصلو بيا] | بغيتكم تعيطو ليا"
    " | 3iyto liya | 3ayto liya | 3eyto liya | [با من تماس بگیرید/به من زنگ بزنید/زنگ بزنید]"
    " | لطفا تماس بگیرید | تماس بگیرید"
)
"""To be called by somebody of the team."""
HEAR = (
    "je ne sais pas [lire/bien lire/lire et écrire] | je sais pas [lire/bien lire]"
    " | je ne [peux/peux pas] lire | je ne peux pas lire | je peux pas lire | je lis pas"
    " | je ne lis pas | [envoyez/envoie/parlez/posez] [en vocal/en audio/par vocal/des vocaux]"
    " | [les questions/questions] [en vocal/en audio/à voix haute] | en vocal svp"
    " | [je préfère/je veux] [la voix/les vocaux/en vocal/écouter/entendre] | je veux écouter"
    " | i cannot read | i can’t read | voice please"
    " | لا [أستطيع القراءة/أعرف القراءة/أجيد القراءة/أقرأ] | [أريد/أفضل] [الصوت/الأسئلة بالصوت]"
    " | [أرسلوا/ابعثوا] [صوتا/بالصوت/رسائل صوتية/الأسئلة بالصوت] | [أريد/أفضل] أن أسمع"
    " | [ما كنعرفش/ماكنعرفش/ما نعرفش] [نقرا/نقرا ونكتب] | [ما كنقراش/ماكنقراش/ما قاريش/ما قارياش]"
    " | [ما قدرتش/ما نقدرش/ما كنقدرش] نقرا | [صيفطو/صيفطو ليا/هضرو معايا] [بالصوت/الصوت/أوديو]"
    " | [بغيت/بغينا] [الصوت/بالصوت/نسمع/الأسئلة بالصوت] | ma kan3rfch n9ra | makan3refch ne9ra"
    " | ma kan9rach | makan9rach | ma 9aryach | ma n9derch n9ra | sifto b sawt | sifto sawt"
    " | bghit nsme3 | bghit b sawt"
    " | [نمی‌توانم/نمی‌تونم/بلد نیستم/نمیتونم] بخوانم | [نمی‌تونم/نمی‌توانم/بلد نیستم] بخونم"
    " | سواد ندارم | خواندن بلد نیستم | [سوال‌ها/پرسش‌ها/سوالا] [را/رو] [صوتی بفرستید/صوتی بفرست]"
    " | صوتی [بفرستید/بفرست/بپرسید/باشه] | [صدا/ویس] [بفرستید/بفرست] | می‌خواهم بشنوم"
)
"""To hear the questions, by somebody who does not read easily."""
WHERE_LATIN = (
    "fin ana | fin 7na | fin hna | fin wselt | fin wselna | fin weslna | fin rani | chhal b9a"
    " | ch7al ba9i | kojam"
)
MORE = words(
    "plus | davantage | encore | more | المزيد | مزيد | أخرى | أكثر | خرى | كتر | زيادة | بیشتر"
    " | بیشتری | bishtar | khra | kter"
)
"""What makes « plus d’aide » of a call for help: the help's second half, named in the first."""
MORE_WORDS = 4
HERE_AGAIN = (
    "me revoilà | me revoici | je suis de retour | je suis revenue | je suis revenu"
    " | i am back | i’m back | عدت | لقد عدت | رجعت | راني رجعت | ها أنا رجعت | هاني رجعت"
    " | rje3t | rj3t | rani rje3t | hani rje3t | برگشتم | من برگشتم | دوباره اومدم | دوباره آمدم"
)
"""What somebody says who was away."""
ANOTHER = (
    "répondre pour une autre personne | répondre pour quelqu’un d’autre | répondre pour un autre"
    " | je réponds pour une autre personne | je réponds pour quelqu’un d’autre"
    " | répondre à la place d’une autre personne | inscrire une autre personne"
    " | inscrire quelqu’un d’autre | ajouter une personne | ajouter une autre personne"
    " | ajouter quelqu’un"
    " | answer for someone else | answer for somebody else | register someone else"
    " | الإجابة عن شخص آخر | أجيب عن شخص آخر | أجيب نيابة عن شخص آخر | أجيب بدل شخص آخر"
    " | الإجابة نيابة عن شخص آخر | أن أجيب عن شخص آخر | تسجيل شخص آخر | أسجل شخصا آخر"
    " | أن أسجل شخصا آخر | إضافة شخص | إضافة شخص آخر"
    " | نجاوب على شي واحد آخر | نجاوب على شي واحد اخر | نجاوب على شي وحدة أخرى"
    " | نجاوب على شي وحدة خرى | نجاوب على شي حد آخر | نجاوب بلاصة شي واحد آخر"
    " | نجاوب فبلاصة شي واحد آخر | نجاوب لشي واحد آخر | نسجل شي واحد آخر | نسجل شي وحدة أخرى"
    " | نسجل شي وحدة خرى | نسجل شي حد آخر | نزيد شي واحد آخر"
    " | به جای شخص دیگری پاسخ می‌دهم | به جای شخص دیگری جواب می‌دهم | به جای یک نفر دیگر جواب می‌دهم"
    " | به جای یک نفر دیگر پاسخ می‌دهم | به جای کس دیگری جواب می‌دهم | به جای کس دیگری پاسخ می‌دهم"
    " | به جای یکی دیگه جواب میدم | بجای شخص دیگری پاسخ می‌دهم | بجای یک نفر دیگر جواب می‌دهم"
    " | برای شخص دیگری پاسخ می‌دهم | برای یک نفر دیگر جواب می‌دهم | ثبت نام شخص دیگر"
    " | برای [کس دیگری/شخص دیگری/یکی دیگه/یکی دیگر/یه نفر دیگه/کس دیگه‌ای]"
    " [جواب می‌دهم/جواب می‌دم/پاسخ می‌دم/پر می‌کنم]"
    " | ثبت‌نام یک نفر دیگر | شخص دیگری را ثبت نام کنم | یک نفر دیگر را ثبت نام کنم"
    " | یکی دیگه رو ثبت نام کنم"
)
SOMEONE = (  # an answer to « who? », where one is asked
    "pour une autre personne | pour quelqu’un d’autre | une autre personne | quelqu’un d’autre"
    " | nouvelle personne | une nouvelle personne | another person | someone else | somebody else"
    " | شخص آخر | شخص جديد | شي واحد آخر | شي وحدة أخرى | شي وحدة خرى | شي حد آخر"
    " | شخص دیگر | یک نفر دیگر | برای یک نفر دیگر | برای یکی دیگه | برای شخص دیگری | برای کس دیگری"
)
SOMEONE_LATIN = "chi wahed akhor | chi wa7ed akhor | chi wehda khra | baraye yeki dige"
ANOTHER_LATIN = (
    "njaweb 3la chi wahed akhor | njaweb 3la chi wa7ed akhor | njaweb 3la chi wehda khra"
    " | njaweb 3la chi we7da khra | njaweb blast chi wahed akhor | njaweb 3la chi hed akhor"
    " | nsejjel chi wahed akhor | nsejel chi wa7ed akhor | nsejel chi wehda khra"
    " | be jaye yeki dige javab midam"
)
SWITCH = (
    "changer de personne | changer la personne | changer de tour | à qui le tour | c’est à qui"
    " | c’est qui le tour | c’est le tour de qui | passer à une autre personne"
    " | revenir à l’autre personne"
    " | qui répond | switch | switch person | change person | whose turn"
    " | whose turn is it"
    " | تغيير الشخص | تبديل الشخص | دور من | لمن الدور | الانتقال إلى شخص آخر"
    " | نبدل الشخص | بدل الشخص | بدلي الشخص | نبدلو الشخص | نوبة من | نوبة شكون | النوبة ديال من"
    " | ديال من النوبة | شكون اللي كيجاوب"
    " | تغییر شخص | تغییر نفر | عوض کردن شخص | شخص را عوض کن | نفر را عوض کن | نوبت کیست"
    " | نوبت کیه | نوبت چه کسی است | نوبت نفر دیگر | نوبت شخص دیگر | نفر بعدی"
)
SWITCH_LATIN = (
    "nbeddel chakhs | beddel chakhs | nbdel chakhs | nbeddlou chakhs | noubt men"
    " | nouba dyal chkoun | nobat kie | nobate kie"
)
LINK = (
    "relier mon autre compte | relier mon compte | relier mes comptes | relier un autre compte"
    " | relier mes deux comptes | relier un compte | lier mon compte | lier mes comptes"
    " | lier mon autre compte | connecter mon autre compte | relier mon autre numéro"
    " | relier mon téléphone | relier un autre [canal/téléphone/numéro]"
    " | [continuer/répondre/passer] sur [whatsapp/telegram/un autre téléphone/mon autre téléphone]"
    " | passer à [whatsapp/telegram] | continue on [whatsapp/telegram]"
    " | [أكمل/أتابع/المتابعة/الإكمال] [على/في/عبر] [واتساب/الواتساب/تلغرام/تيليغرام/هاتف آخر]"
    " | [نكمل/نجاوب] [ف/على ][الواتساب/واتساب/التيليغرام/تيليفون آخر/تيليفوني]"
    " | در [واتساپ/تلگرام/گوشی دیگر] ادامه [بدهم/بدم/دهم]"
    " | توی [واتساپ/تلگرام/گوشی دیگه] ادامه بدم"
    " | link | link my account | link my other account | link accounts"
    " | ربط حسابي | ربط حسابي الآخر | ربط حساب آخر | ربط الحسابين | أربط حسابي | أن أربط حسابي"
    " | اربط حسابي | ربط الحساب"
    " | نربط حسابي | نربط الحساب ديالي | نربط الحساب لاخر | نربط الحساب الآخر | نربط الكونط ديالي"
    " | نربط الكونط لاخر | نربط النمرة لاخرى | ربط الحساب ديالي"
    " | اتصال حساب دیگر | اتصال حساب دیگرم | اتصال حساب | اتصال به حساب دیگر | وصل کردن حساب"
    " | وصل کردن حساب دیگر | حساب دیگرم را وصل کن | حساب دیگرم را وصل کنید | حسابم را وصل کن"
    " | حساب دیگرم را وصل کنم | پیوند حساب"
)
LINK_LATIN = (
    "nkmel [f whatsapp/f telegram/f tilifon akhor] | "
    "nrbet hsabi | nrbet l7sab dyali | nrbet lcompte dyali | nrbet lkont dyali | nrbet compte akhor"
    " | ettesale hesabe digar"
)
_CHANGE = (
    "modifier | modifie | modifiez | changer | change | changez | corriger | corrige | corrigez"
    " | rectifier | edit | modify"
    " | تعديل | تغيير | تصحيح | عدل | عدلي | غير | غيري | صحح | صححي | أغير | أعدل | أصحح | أن أغير"
    " | أن أعدل | أن أصحح"
    " | نبدل | بدل | بدلي | بدلو | تبديل | نصحح | نعدل | نغير | نبدلو"
    " | ویرایش | تغییر | اصلاح | عوض کردن | تغییر دادن | تغییر بدهم | تغییر بدم | تغییر دهم"
    " | تغییرش بدهم | تغییرش بده | تغییرش بدهید | عوضش کنم | عوضش کن | عوضش کنید"
    " | je me suis trompée | je me suis trompé | je me suis tromper | j’ai fait une erreur | erreur"
    " | أخطأت | غلطت | غلطنا | راني غلطت | ghlett | ghltt | rani ghlett | rani ghltt"
    " | اشتباه کردم | اشتباه شد | اشتباه زدم | اشتباه نوشتم"
    " | il y a une erreur | il y a une faute | une erreur | c’est faux | il y a erreur"
    " | [كاين/كاين شي/كاينة شي/عندي] [غلط/غلطة] | [هناك/يوجد/فيها] خطأ | فيها غلط"
    " | [یه/یک] اشتباه [هست/داره/دارم/است] | اشتباه [دارد/داره/هست]"
    " | j’ai changé de | j’ai changé mon | j’ai changé ma | j’ai mal écrit | j’ai mal mis"
    " | غيرت | بدلت | تبدلات ليا | تبدل ليا | كتبت غلط | تغير | تغيرت | تبدلات | تبدل"
)
_CHANGE_LATIN = (
    "nbeddel | beddel | bddel | tbdil | nsehhe7 | n3eddel | nghyer | modifi | sehhe7 | sahe7 | s7e7"
)
_CHANGE_AFTER = (  # Persian has its verb at the end
    "را تغییر بده | را تغییر بدهید | را تغییر بدهم | را تغییر دهم | رو تغییر بده | تغییر بده"
    " | را عوض کن | را عوض کنید | را عوض کنم | رو عوض کن | رو عوض کنم | عوض کن | عوض کنید | عوض کنم"
    " | را ویرایش کن | را ویرایش کنم | را ویرایش کنید | را اصلاح کن | را اصلاح کنم | را اصلاح کنید"
    " | رو تغییر بدم | رو تغییر بدهم"
    " | را اشتباه [زدم/نوشتم/کردم/وارد کردم/گفتم/فرستادم]"
    " | رو اشتباه [زدم/نوشتم/کردم/وارد کردم/گفتم/فرستادم] | اشتباه [وارد کردم/گفتم/فرستادم]"
    " | عوض شده | عوض شد | تغییر کرده | تغییر کرد"
    " | a changé | ont changé | تغير | تغيرت | تبدلات | تبدل | tbedel | tbedlat | tbdel | tbdlat"
    " | رو اصلاح کن | رو درست کن | را درست کن | را درست کنید | [رو/را] اصلاح کنم"
    " | [رو/را] درست کنم | اصلاح کنم | درست کنم | اصلاح کنید | [رو/را] اصلاح کنید"
    " | اشتباه شد | [اللي عطيتكم/لي عطيتكم/اللي عطيت] ماشي [هو/هي/صحيح/صحيحة]"
    " | اشتباهه | اشتباه است | اشتباه شده | غلطه | غلط است | درست نیست"
    " | est faux | est fausse | est incorrect | est incorrecte | n’est pas bon | n’est pas correct"
    " | est mal écrit | خطأ | فيه خطأ | غير صحيح | خاطئ | ماشي صحيح | ماشي هكا | ماشي هو هادا"
    " | غالط | فيه غلط | ghalet | ghalta | machi hakka"
    " | ghalat | ghalta | fiha ghalat | fih ghalat | machi s7i7a | ماشي صحيحة | غلط | غالطة"
    " | est fausse | sont faux | mal écrit | mal écrite"
    " | machi hadi | ماشي هادي | machi hiya hadi | machi s7i7"
)
_WISH = (
    "je veux | je voudrais | j’aimerais | je souhaite | i want to | please | s’il vous plaît | svp"
    " | stp | peux tu | pouvez vous | أريد | أود | أرغب في | من فضلك | من فضلكم | بغيت | بغينا"
    " | عافاك | عافاكم | می‌خواهم | میخوام | لطفا | من | bghit | 3afak | 3afakom"
    " | pardon | désolée | désolé | excusez moi | سمح ليا | سمحو ليا | smah liya | sm7 liya"
    " | ghadi | غادي | sme7 liya | عذرا | آسف | آسفة | المعذرة | ببخشید"
    " | inchallah | in cha allah | إن شاء الله | انشاء الله | انشاالله | اگر خدا بخواهد"
)
_NOT_SO = "non | no | la | lla | lala | لا | لالا | نه | خیر | na"
_THING = (
    "une réponse | la réponse | ma réponse | réponse | mes réponses | something | an answer"
    " | answer | quelque chose | شيئا | جوابا | الجواب | جواب | شي حاجة | شي جواب | الأجوبة | jawab"
    " | chi haja | پاسخ | جواب | پاسخ‌ها | پاسخم | جوابم"
    " | my data | mes données | mes informations | mes infos | بياناتي | البيانات | معلوماتي"
    " | المعلومات ديالي | lma3loumat dyali | ma3loumati | اطلاعات من | اطلاعاتم | اطلاعات"
    " | داده‌های من | داده‌های | داده‌هایم"
)
"""What is changed, where no answer is named."""
_ERASE = (
    "efface | effacer | effacez | supprime | supprimer | supprimez | erase | delete"
    " | احذف | احذفوا | امسح | امسحوا | مسح | مسحو | مسحوهم | حذف | پاک کن | پاک کنید | پاک شود"
    " | حذف کن | حذف کنید | حذف شود | mse7 | mes7 | ms7o | mse7ou | mse7hom | ms7 | pak kon"
)

_ASKING = (
    "est ce | c’est quoi | c’est qui | c’est quand | c’est où | c’est combien | pourquoi | comment"
    " | combien | quand | qui | quel | quelle | qu’est ce | wach | wash | chno | chnou | achno"
    " | 3lach | kifach | chhal | ch7al | imta | chkoun | واش | شنو | علاش | كيفاش | شحال | إمتى"
    " | امتى | شكون | أشنو | فين | هل | ماذا | لماذا | كيف | متى | أين | آیا | چرا | چطور | چگونه"
    " | كم | أي | چقدر | چند | کجا | چه | چی | who | what | why | how | when"
)
"""How a question begins, in two words or more."""


def is_question(text: str) -> bool:
    """Return whether somebody asks something, rather than answers."""
    if text.rstrip().endswith(("?", "؟")):
        return True
    said = understanding.fold(text[:LONGEST]).split()
    begins = (" ".join(said[:length]) for length in (1, 2))
    return len(said) > 1 and any(each in words(_ASKING) for each in begins)


@lru_cache(maxsize=1)
def asking() -> frozenset[str]:
    """Return the words, one each, that a question begins with, folded."""
    return frozenset(each for each in words(_ASKING) if " " not in each)


def begins_a_question(text: str) -> bool:
    """Return whether the first words are those of a question, whatever it ends with."""
    said = understanding.fold(text[:LONGEST]).split()
    return any(" ".join(said[:length]) in words(_ASKING) for length in (1, 2))


def is_where(text: str) -> bool:
    """Return whether somebody asks where she stands."""
    return meaning(text) == "where"


def is_later(text: str) -> bool:
    """Return whether somebody wants to go on another time."""
    return meaning(text) == "later"


def is_more_help(text: str) -> bool:
    """Return whether a call for help is for the help's second half."""
    said = understanding.fold(text).split()
    return len(said) <= MORE_WORDS and any(each in MORE for each in said)


def is_back(text: str) -> bool:
    """Return whether somebody says that she is here again."""
    return meaning(text) == "returned"


def is_withdrawal(text: str) -> bool:
    """Return whether somebody takes her agreement back."""
    return meaning(text) == "withdraw"


def change(text: str, *, exactly: bool = False) -> str | None:
    """Return the name of the answer that is to be changed, "" without one; None: no such wish.

    ``exactly``: only in listed spellings, where the words might be an answer (Bidal is a name).
    """
    if len(text) > LONGEST:
        return None
    said = understanding.fold(text)
    first, _, behind = said.partition(" ")
    if behind and first in words(_NOT_SO):
        said = behind  # « non mon nom est faux »
    index = _index()
    if not (
        said.partition(" ")[0] in index.first
        or said.rpartition(" ")[2] in index.final
        or (not exactly and _bones(said.partition(" ")[0]) in index.verbs)
    ):
        return None  # nearly every message
    rest = _after(without_wish(said), exactly=exactly)
    if rest is None:
        return None
    return "" if rest in words(_THING) else rest


def is_yes_erase(text: str, language: str) -> bool:
    """Return whether a yes and the word for erasing were said together (« ah mse7 »)."""
    first, _, rest = understanding.fold(text).partition(" ")
    meant = rest in words(_ERASE) or understanding.fold(text) in words(_ERASE)
    return meant and (not rest or understanding.intent(first, language) == "yes")


def meaning(text: str) -> str:
    """Return what a whole message says, a name of a table of :func:`_index`, or ""."""
    if not text or len(text) > LONGEST:
        return ""
    said = understanding.fold(text)
    index = _index()
    found = index.means(said)
    if found or " " not in said:
        return found
    bare = _bare(said.split(" "), index.wishes)
    return index.means(bare) if bare != said else ""


def _after(said: str, *, exactly: bool) -> str | None:
    """Return what is left of the words beside the verb, or None without a verb."""
    for verb in longest(_CHANGE):
        if said == verb:
            return ""
        if said.startswith(verb + " "):
            return said[len(verb) :].strip()
    for verb in longest(_CHANGE_AFTER):
        if said == verb:
            return ""
        if said.endswith(" " + verb):
            return said[: -len(verb)].strip()
    first, _, rest = said.partition(" ")
    if first in words(_CHANGE_LATIN):
        return rest
    return rest if not exactly and _bones(first) in _index().verbs else None


def without_wish(said: str) -> str:
    """Return the words without a wish or a please before and behind them."""
    for phrase in longest(_WISH):
        if said.startswith(phrase + " "):
            said = said[len(phrase) :].strip()
        if said.endswith(" " + phrase):
            said = said[: -len(phrase)].strip()
    return said


def _bare(parts: Sequence[str], wishes: Collection[str]) -> str:
    """Return the words without a wish before them and a please behind them."""
    for length in range(min(3, len(parts) - 1), 0, -1):
        if " ".join(parts[:length]) in wishes:
            parts = parts[length:]
            break
    for length in range(min(3, len(parts) - 1), 0, -1):
        if " ".join(parts[-length:]) in wishes:
            parts = parts[:-length]
            break
    return " ".join(parts)


@lru_cache(maxsize=64)
def longest(phrases: str) -> tuple[str, ...]:
    """Return the folded phrases of a table, the longest first: it is to be tried first."""
    return tuple(sorted(words(phrases), key=lambda each: (-len(each), each)))


def _bones(said: str) -> str:
    """Return the consonants of Latin Darija, or "" for what begins as none of our phrases."""
    if not said.isascii() or said[:1] not in _BEGINS:
        return ""
    found = skeleton(said)
    return found if len(found.replace(" ", "")) >= 3 else ""


_BEGINS = frozenset("3bcfiklmntw")
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
    wishes: frozenset[str]
    """I want, please."""

    def means(self, said: str) -> str:
        """Return what folded words mean as a whole, or ""."""
        return self.listed.get(said, "") or self.latin.get(_bones(said), "")


@lru_cache(maxsize=1)
def _index() -> _Index:
    tables = {
        "where": (WHERE, WHERE_LATIN),
        "call": (CALL_ME, ""),
        "hear": (HEAR, ""),
        "returned": (HERE_AGAIN, ""),
        "later": (pausing.LATER, pausing.LATIN),
        "withdraw": (retracting.ALL, retracting.ALL_LATIN),
        "no_reminders": (retracting.REMINDERS, ""),
        "no_followup": (retracting.FOLLOWUP, ""),
        "no_sensitive": (retracting.SENSITIVE, ""),
        "another": (ANOTHER, ANOTHER_LATIN),
        "someone": (SOMEONE, SOMEONE_LATIN),
        "switch": (SWITCH, SWITCH_LATIN),
        "link": (LINK, LINK_LATIN),
    }
    tables |= {
        topic: (table, inquiries.LATIN.get(topic, "")) for topic, table in inquiries.WHOLE.items()
    }
    starts = (_CHANGE, _CHANGE_LATIN, _WISH)
    of_kin = {"another": kin.another(), "turn": kin.turn()}
    return _Index(
        listed={
            said: kind
            for kind, phrases in of_kin.items()
            for phrase in phrases
            for said in words(phrase)
        }
        | {said: kind for kind, both in tables.items() for table in both for said in words(table)},
        latin={
            bones: kind
            for kind, (_, latin) in tables.items()
            for said in words(latin)
            if (bones := _bones(said))
        },
        verbs=frozenset(filter(None, map(_bones, words(_CHANGE_LATIN)))),
        first=frozenset(said.partition(" ")[0] for table in starts for said in words(table)),
        final=frozenset(said.rpartition(" ")[2] for said in words(_CHANGE_AFTER)),
        wishes=frozenset(words(_WISH)),
    )
