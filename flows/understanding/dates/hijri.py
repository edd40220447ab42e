"""Months and marks of the Islamic calendar, as people write them in every language."""

from collections.abc import Mapping

from locales.calendars import MONTHS

_ALSO: Mapping[int, str] = {
    1: "moharram | muharam | mharram | mou7arram | mo7arram | mu7arram | moharam | محرم الحرام",
    2: "صفر الخير | صفر المظفر | safar",
    3: "ربيع 1 | ربيع الاول | rabi 1 | rabi i | rabi al awal | rabi el aouel | rabia 1"
    " | ربیع‌الاول | ربیع الاول | rabi3 lowel | rabi3 l awal | rabi3 1 | rabi alaval"
    " | rabiolaval | rabi ol aval | rabii 1 | rabii i",
    4: "ربيع الثاني | ربيع التاني | ربيع 2 | rabi 2 | rabi ii | rabi al akhir | rabia 2"
    " | ربیع الثانی | ربیع‌الآخر | ربیع الآخر | rabi3 tani | rabi3 2 | rabiosani | rabi ol sani"
    " | rabii 2 | rabii ii",
    5: "جمادى الاول | جمادى 1 | جماد الأول | جمادى اللولى | جمادی الاول | جمادی‌الاولی"
    " | جمادی الاولی | jumada 1 | jumada i | joumada 1 | joumada lowla | jomada 1"
    " | jamadi al avval | jamadiolaval | jamadi ol aval",
    6: "جمادى الثانية | جمادى الثاني | جمادى 2 | جماد الثاني | جماد الآخر | جمادی الثانی"
    " | جمادی‌الآخر | jumada 2 | jumada ii | joumada 2 | joumada tania | jomada 2"
    " | jamadiosani | jamadi ol sani",
    7: "رجب المرجب | radjab | rjb | rajeb",
    8: "شعبان المعظم | chaaban | chaban | shaaban | sha'ban | chaabane | cha3ban | cha3bane"
    " | ch3ban | sha3ban",
    9: "رمضان المبارك | رمضان الكريم | رمضان الأبرك | ramadhan | ramazan | ramdan | remdan"
    " | ramdane | ramadane | remadan | rmdan",
    10: "شوال المكرم | shawal | chawal | chaoual | chouwal | chewwal | shavval",
    11: "ذي القعدة | القعدة | ذو القعده | ذی القعده | ذیقعده | ذی‌قعده | dhul qadah"
    " | dhu al qidah | dou al qida | zighade | zilghade | dhu l qa3da | dou l9i3da | dou lqi3da",
    12: "ذي الحجة | الحجة | ذو الحجه | ذی الحجه | ذیحجه | ذی‌حجه | dhul hijjah | dhu al hijja"
    " | dou al hijja | zihajje | zilhajje | dhu l 7ijja | dou l7ijja | doul hijja | dou lhijja",
}
"""Other spellings of the months."""

NAMES: Mapping[int, str] = {
    month: " | ".join((*{own[month - 1]: "" for own in MONTHS["islamic"].values()}, also))
    for month, also in _ALSO.items()
}
"""The names of each month, in every language and script, separated by ``|``."""

MARKS = (
    "هـ | هجرية | هجري | للهجرة | من الهجرة | بالهجري | قمري | قمرية | قمری | هجری قمری | ه ق"
    " | هجری‌قمری | هق | hijri | hijriya | hijria | hijriyya | hejri ghamari | ghamari | hégire"
    " | de l'hégire | hégirien | hijrien"
)
"""What is written after a year to say that it is of this calendar."""
