"""A small form of somebody and her children, for walks through entries."""

from __future__ import annotations

FAMILY = """
| survey |
| | type | name | label::fr | label::ar | label::ary | label::fa | constraint |
| | text | head | Votre nom ? | الاسم؟ | السمية؟ | نام شما؟ | |
| | begin_repeat | child | Enfants | الأطفال | الدراري | فرزندان | |
| | text | who | Prénom ? | اسم الطفل؟ | سمية الدري؟ | نام فرزند؟ | |
| | integer | age | Âge ? | العمر؟ | شحال فعمرو؟ | سن؟ | . < 100 |
| | end_repeat | | | | | | |
| | integer | total | En tout ? | المجموع؟ | شحال كاع؟ | در کل؟ | . >= count(${child}) |
| settings |
| | form_id | form_title |
| | family | Family |
"""
