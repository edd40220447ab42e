"""Somebody in need of people, not of a form: she is beaten, she wants to die; the team is told."""

from __future__ import annotations

from functools import cache

from flows import understanding
from flows.talk import Talk
from flows.understanding.lexicon import words

LONGEST = 25
"""Words of a message that is looked into."""
STORY = 8
"""More words than this tell a story, where one is asked for."""
RUN = 4
_SAID = (
    "mourir | me suicider | suicide | me tuer | plus vivre | en finir avec la vie"
    " | me frappe | me bat | me tape | m’a frappée | m’a battue | m’a violée | me viole | violée"
    " | me menace | je suis en danger | au secours | me fait du mal"
    " | want to die | kill myself | beats me | hits me"
    " | أريد أن أموت | أموت | أنتحر | الانتحار | أقتل نفسي | يضربني | ضربني | يهددني | يعنفني"
    " | اغتصبني | أنا في خطر | النجدة | أنقذوني"
    " | نموت | بغيت نموت | نقتل راسي | ننتحر | كيضربني | كيضرب فيا | ضربني | كيهددني | كيعنفني"
    " | أنا فخطر | عتقوني | عتقو الروح"
    " | nmout | bghit nmout | n9tel rassi | kaydrebni | kaydrbni | kaydreb fia | drebni | kayhdedni"
    " | 3et9ouni | 3t9ouni"
    " | بمیرم | می‌خواهم بمیرم | خودکشی | خودم را بکشم | خودمو بکشم | کتکم می‌زند | کتکم میزنه"
    " | منو میزنه | مرا می‌زند | تهدیدم می‌کند | تهدیدم میکنه | در خطرم | نجاتم بدهید"
)


def heard(talk: Talk, *, story: bool = False) -> bool:
    """Return whether a message says so; ``story``: where a story is told, only a short one."""
    said = understanding.fold(talk.incoming.text).split()
    if not 0 < len(said) <= (STORY if story else LONGEST):
        return False
    phrases = _phrases()
    if len(said) == 1:
        return said[0] in phrases
    runs = (
        " ".join(said[first : first + length])
        for length in range(1, RUN + 1)
        for first in range(len(said) - length + 1)
    )
    return any(each in phrases for each in runs)


@cache
def _phrases() -> frozenset[str]:
    return frozenset(words(_SAID))
