"""A language that is named in the middle of a question: « en français svp », « b l3arabiya »."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from flows import commands, entering, phrases, understanding
from flows.talk import Talk
from flows.understanding.lexicon import words
from locales.text import NAMES

_ASKED: Mapping[str, str] = {
    "fr": (
        "[/en /parlez /parlez en /je veux /je préfère /je préfère en /je parle /que ]français"
        " | [parle/parles/parle moi/parle en/parle moi en/tu peux parler] français"
        " | [/in ]french | فرنسية | [ال/بال]فرنسية | [الفرنسي/بالفرنسي] | [به /]فرانسه | فرانسوی"
        " | [b /b l/hder m3aya b /bl]français | b lfransawiya | b lfransiya | bel français"
    ),
    "ar": (
        "عربية | عربي | [/en /je préfère /parlez ]arabe | [/in ]arabic | [ال/بال]عربية | [/بال]عربي"
        " | بالفصحى"
        " | [ال/بال]عربية الفصحى | [/به ]عربی | [b /b l/bl]3arabiya | l3arabiya | b l3arbiya"
        " | b l3arabia | [b /]l3arbia | bel 3arbiya"
    ),
    "ary": (
        "[/en /b /b d/bd/hder m3aya b ]darija | [ال/بال]دارجة | [ال/بال]مغربية | دارجة | bel darija"
    ),
    "fa": "[/به /لطفا /لطفا به ]فارسی | [ال/بال]فارسية | [/be ]farsi | [/en ]persan",
    "en": (
        "[/in /do you speak ]english | [/en ]anglais | [ال/بال]إنجليزية | [/به ]انگلیسی"
        " | b nglizia | b lingliziya"
    ),
    "": (  # spoken where the programmes are, by people who may want a person for it
        "[/b /b t/en ]tamazight | [/b /en ]amazigh | [/b ]tachelhit | [/b ]tachlhit | [/b ]chelha"
        " | [ال/بال]أمازيغية | بتاشلحيت | تاشلحيت | شلحة | بالشلحة | تريفيت | [/en ]wolof"
        " | [/به ]ترکی | [/به ]آذری | [/به ]کردی | [/en ]dioula | [/en ]baoulé"
        " | [/به /شما /آیا ][ترکی/آذری/کردی] [بلدید/بلدین/حرف بزنید/صحبت کنید/دارید/حرف می‌زنید]"
        " | به [ترکی/آذری/کردی] بلدید | من [ترکی/آذری/کردی] حرف می‌زنم | فارسی بلد نیستم"
        " | فارسی خوب بلد نیستم | من فارسی بلد نیستم | vous parlez [wolof/dioula/tamazight/arabe]"
        " | je [parle/comprends] [wolof/dioula/tamazight/baoulé] | je ne [parle/comprends] que"
        " [wolof/dioula/tamazight] | je [ne parle/parle/ne comprends/comprends] pas"
        " [français/bien français/le français/bien le français]"
        " | واش كتهضرو [بالشلحة/بالأمازيغية/بتاشلحيت/بالريفية] | كنهضر [غير الشلحة/الشلحة/بالشلحة]"
        " | [ما كنعرفش/ماكنعرفش] [العربية/نهضر بالعربية] | لا أتكلم العربية | لا أفهم العربية جيدا"
    ),
}
_POLITE = (
    "svp | stp | s’il vous plaît | s’il te plaît | please | عافاك | عافاكم | من فضلكم | من فضلك"
    " | لطفا | 3afak | 3afakom | merci | شكرا"
)
_ASKS = (
    "هل يمكن | هل يمكنكم | هل يمكن الكلام | ممكن | أريد | أفضل | واش ممكن | واش نقدر نجاوب | بغيت"
    " | يمكن | wach momkin | wach mumkin | momkin | bghit | c’est possible | peut on parler"
    " | est ce possible | vous pouvez parler | parlez moi | آیا می‌شود | میشه | می‌شه | می‌خواهم"
)
"""Before the name of a language."""
UNKNOWN = "?"
"""What a language is called that nobody speaks here."""


def named(text: str) -> str:
    """Return the code of the language that a whole message asks for, ``?`` for one not spoken."""
    said = understanding.fold(text)
    if len(said) > 40:
        return ""
    for polite in phrases.longest(_ASKS):
        said = said.removeprefix(f"{polite} ")
    for polite in phrases.longest(_POLITE):
        said = said.removesuffix(f" {polite}").removeprefix(f"{polite} ")
    return _asked().get(said, "")


def changed(talk: Talk) -> bool:
    """Return whether another language was asked for by its name; speak it, or say which there are.

    Nothing is lost: the question that is open is put in that language.
    """
    code = named(talk.incoming.text)
    if not code:
        return False
    offered = entering.languages(talk)
    if code in offered and code != talk.person.language:
        talk.move(before=talk.position.stage)
        entering.speak(talk, code, again=commands.again)
        return True
    if code not in offered:
        said = talk.words
        shown = said.join([NAMES.get(each, each) for each in offered])
        talk.tell(said.text("Here we speak: {languages}.", languages=shown))
        talk.tell(said.text("To ask the team something, write “person”."))
    commands.again(talk, brief=True)
    return True


def spoken(talk: Talk) -> bool:
    """Return whether another language was asked for that is spoken here; speak it from now on."""
    code = named(talk.incoming.text)
    if code == talk.person.language or code not in entering.languages(talk):
        return False
    talk.become(language=code)
    entering.change_answer_language(talk)
    return True


@cache
def _asked() -> Mapping[str, str]:
    return {said: code or UNKNOWN for code, table in _ASKED.items() for said in words(table)}
