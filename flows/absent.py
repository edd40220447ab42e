"""The guardian who is asked is not there: « ma mère est au travail », « با ماكاينش »."""

from __future__ import annotations

from flows import understanding
from flows.understanding.lexicon import words

LONGEST = 10
"""Words of such a sentence."""
RUN = 3
_ABSENT = (
    "pas là | n’est pas là | ne sont pas là | absent | absente | absents | n’est pas ici"
    " | n’est pas à la maison | pas à la maison | au travail | au champ | au marché | en voyage"
    " | n’est plus là | est sorti | est sortie | est parti | est partie | pas encore rentré"
    " | not here | not home | at work"
    " | ليس هنا | ليست هنا | ليسا هنا | ليس موجودا | ليست موجودة | غير موجود | غير موجودة"
    " | ليس في البيت | ليست في البيت | في العمل | في السوق | مسافر | مسافرة | خرج | خرجت"
    " | ماكاينش | ما كاينش | ماكايناش | ما كايناش | ماكاينينش | ما كاينينش | ماشي هنا | فالخدمة"
    " | فالسوق | ماشي فالدار | مازال ما جا | مازال ما جات"
    " | makaynch | ma kaynch | makaynach | ma kaynach | makayninch | machi hna | machi f dar"
    " | flkhdma | f lkhdma | fsou9 | f souk | msafer | msafra"
    " | نیست | نیستند | نیستن | خانه نیست | خونه نیست | اینجا نیست | سر کار است | سرکاره | سر کاره"
    " | سر کار | سفر است | مسافرت | بیرون است | بیرونه | رفته بیرون"
)


def is_absent(text: str) -> bool:
    """Return whether a reply says that somebody is not there now; it is no refusal."""
    said = understanding.fold(text).split()
    if not 1 < len(said) <= LONGEST:
        return False
    away = words(_ABSENT)
    return any(
        " ".join(said[first : first + length]) in away
        for length in range(1, RUN + 2)
        for first in range(len(said) - length + 1)
    )
