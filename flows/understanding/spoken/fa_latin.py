"""Persian in Latin letters, word for word in its own script: ``mikham`` is «میخوام»."""

from collections.abc import Mapping
from functools import lru_cache

_WORDS = (
    "نظری nazari | نظر nazar | جوابامو javabamo | کلاس kelas | پایه paye payeh | برنامه barname"
    " | نویسی nevisi | هفته‌ای haftei hafteyi haftee | ماهی mahi | زندگی zendegi | مسلمه mosalame"
    " | روزی roozi ruzi | سواد savad | بیمه bime | خوبم khobam khubam khoobam"
    " | معمولی mamooli mamuli"
    " | عصبانی asabani | علاقه alaghe | ورزش varzesh | دوست doost dust dus | مدرسه madrese | "
    "قطع ghat | بس bas | بسه base | والا vala valla | وام vam | آموزش amoozesh amuzesh"
    " | راهنمایی rahnamaei | نمیدونیم nemidonim nemidoonim | من man mn | با ba | به be | از az"
    " | رو ro ru | را ra | یه ye | یک yek | یکی yeki | و o va | تو to tu | توی tuye tooye | این in"
    " | اینو ino | که ke | هم ham | برای baraye | برام baram | بهم behem behm"
    " | دیگه dige digeh deige | لطفا lotfan lotfn | خیلی kheili kheyli khili kheyly"
    " | کاملا kamelan kmlan | الان alan | بعدا badan | بعدی badi | قبل ghabl qabl"
    " | قبلی ghabli qabli | اول aval avval | آخر akhar | عقب aghab aqab | نفر nafar | کس kas"
    " | کسی kasi | آدم adam | سوال soal sual so'al | جواب javab javabe | جوابم javabam"
    " | اطلاعات ettelaat etelaat etellaat etelat ettelat ettelaate etelaate"
    " | اطلاعاتم ettelaatam etelaatam etelatam | پیام payam | زبان zaban | کارشناس karshenas"
    " | پشتیبانی poshtibani | پشتیبان poshtiban | مسئول masool masul masoul | منو mano meno manoo"
    " | منوی menuye manuye | اصلی asli | فهرست fehrest | کمک komak komk | کمکم komakam"
    " | راهنمایی rahnamai rahnamayi rahnamaii rahnamaee | رد rad radd | ردش radesh"
    " | شو sho shoo show | کن kon | کنید konid konin | کنم konam | کنیم konim | کردم kardam"
    " | کرده karde | نکردم nakardam | میکنم mikonam | نمیکنم nemikonam | میخوام mikham mikhaam"
    " | نمیخوام nemikham nemikhaam | میخواهم mikhaham | میتونم mitonam mitoonam mitunam"
    " | نمیتونم nemitonam nemitoonam nemitunam | میشه mishe misheh | نمیشه nemishe"
    " | میام miam miyam | نمیام nemiam nemiyam | میرم miram | نمیرم nemiram | رفتم raftam"
    " | نرفتم naraftam | دارم daram | ندارم nadaram | داریم darim | نداریم nadarim"
    " | دارید darid darin | هستم hastam | نیستم nistam | هست hast | نیست nist | هستیم hastim"
    " | بود bood bud | بودم boodam budam | نبودم naboodam nabudam | شد shod | شدم shodam"
    " | نشدم nashodam | بده bede bedeh | بدم bedam | بدید bedid bedin | بگو begoo begu bego"
    " | بگید begid begin | بگم begam | بپرس bepors | ببینم bebinam | نشون neshoon neshun neshon"
    " | پاک pak | حذف hazf | عوض avaz | تغییر taghir taghyir tagheer | صحبت sohbat | حرف harf"
    " | بزنم bezanam | بزن bezan | بزنید bezanid | زنگ zang | تماس tamas | بگیرید begirid"
    " | وصلم vaslam | شروع shoro shoroo shoru shuru | دوباره dobare dobareh dobre | تکرار tekrar"
    " | برو boro | بریم berim | برم beram | برگرد bargard | برگردم bargardam | برگردیم bargardim"
    " | ادامه edame | لغو laghv | کنسل cancel kansel | انصراف enseraf | میدم midam"
    " | تمام tamam tamoom | تموم tamum tamom | بله bale baleh | آره are areh | نه na nah"
    " | خیر kheyr kheir | نمیدونم nemidonam nemidoonam nemidunam nmidoonam nmidonam | یادم yadam"
    " | چی chi | چیه chie chiye | همین hamin | موافقم movafegham movafeqam"
    " | موافق movafegh movafeq | مخالفم mokhalefam | مخالف mokhalef | راضی razi"
    " | راضیم raziam raziyam | ناراضی narazi | خوب khoob khub khob | خوبه khoobe khube khobe"
    " | بد bad | عالی aali | عالیه aalie alie aliye | متوسط motevaset motavaset | سخت sakht"
    " | سخته sakhte | آسان asan aasan | آسون asoon asun | آسونه asoone asune asane"
    " | کم kam | زیاد ziad ziyad | هر har"
    " | روز rooz ruz | روزه rooze | هفته hafte hafteh | ماه mah | سال sal | ساعت saat | بار bar"
    " | کمتر kamtar | بیشتر bishtar | زیر zire zir | بالای balaye | تا ta | کار kar"
    " | خونه khune khoone khone | خانه khane | شهر shahr | روستا roosta rusta | زن zan | مرد mard"
    " | مجرد mojarad mojarrad | متاهل moteahel motahel | بیکار bikar | بیکارم bikaram"
    " | شاغل shaghel | دانشجو daneshjoo daneshju | درس dars | میخونم mikhonam mikhoonam mikhunam"
    " | شرکت sherkat | بچه bache bacheh | دیپلم diplom | لیسانس lisans | فوق fogh foogh foghe"
    " | دکترا doktora doctora | ابتدایی ebtedai ebtedayi ebtedaii | هرگز hargez | هیچی hichi"
    " | هیچکدوم hichkodom hichkodoom | هیچوقت hichvaght hichvaqt | گاهی gahi | همیشه hamishe"
    " | پیاده piade piyade | ماشین mashin | اتوبوس otobus otoboos | تاکسی taxi taksi | صبح sobh"
    " | ظهر zohr | عصر asr | شب shab | چاه chah | نقدی naghdi | مسکن maskan"
    " | اتاق otagh otaq | یکبار yebar yekbar | گاو gav | گوسفند gusfand goosfand gosfand"
    " | بز boz | مرغ morgh | زنبور zanboor zanbur"
    " | باغ bagh | زمین zamin | مادر madar | مادرم madaram | پدر pedar | پدرم pedaram"
    " | خواهر khahar | خواهرم khaharam | برادر baradar | برادرم baradaram | همسر hamsar"
    " | همسرم hamsaram | شوهرم shoharam | پسر pesar | پسرم pesaram | دختر dokhtar"
    " | دخترم dokhtaram | بهار bahar | تابستان tabestan tabestoon tabestun | پاییز paeez paiz payiz"
    " | زمستان zemestan zemestoon zemestun | پول pool pul | وقت vaght vaqt | راه rah"
    " | دور door dur | خودم khodam | همسایه hamsaye | بیماری bimari | مریض mariz | مغازه maghaze"
    " | بازار bazar | نان nan noon | برنج berenj | عسل asal | شیر shir | فرش farsh | قالی ghali"
)


_NO_OR_NINE = "نه"
_TIMES = ("هفته", "ماه", "سال", "روز")
"""Before ``bad`` they say that it is *next*."""


def in_persian(said: str) -> str | None:
    """Return folded Latin words in Persian script, or None when one of them is not known.

    ``bad`` is «بد» and «بعد», ``ta`` is «تا»: for whole messages whose sense is then looked up.
    """
    if not said.isascii() or not (split := said.split()):
        return None
    known = _known()
    found = [known.get(word, word if word.isdecimal() else "") for word in split]
    for at in range(1, len(found)):
        if found[at] == "بد" and found[at - 1] in _TIMES:
            found[at] = "بعد"
    if found == [_NO_OR_NINE]:
        return None
    return " ".join(found) if all(found) and any(not word.isdecimal() for word in found) else None


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for group in _WORDS.split(" | "):
        persian, *latin = group.split()
        for word in latin:
            found.setdefault(word.replace("'", ""), persian)
    return found
