"""Words that any question in words would take, and that are hardly its answer: asked back, once.

« oui » is no name and « شكرا » no town. Nobody is bothered whose answer is merely short: what is
asked back means something else as a whole message, and the question leaves no room for it.
"""

from __future__ import annotations

from functools import cache

from flows import almost, asking, kin, phrases, putting, reading, understanding
from flows.form import Question
from flows.message import Option
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Intent
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import words
from locales.text import NAMES, mark

ASK_TEAM = mark("To ask the team something, write “person”.")
FREE = ("text", "long", "name", "barcode")
"""Kinds of question that any words would answer."""
DOUBTED: tuple[Intent, ...] = ("yes", "no", "next", "done", "thanks", "dont_know")
"""What is an answer to something else than a question in words."""
STORY = 3
"""More words than this tell something, where it is asked to tell."""
SENTENCE = 8
"""Words of a reply that only says that somebody does not know, or will not say."""
_UNWILLING = (
    "je ne veux pas [dire/parler/répondre/en parler/le dire/raconter]"
    " | je veux pas [dire/parler/répondre/en parler/le dire/raconter]"
    " | je n’ai pas envie | j’ai pas envie"
    " | je préfère [pas/ne pas/rien dire] | ça ne vous regarde pas | ça vous regarde pas"
    " | لا أريد [الكلام/الحديث/أن أقول/أن أتكلم/أن أجيب/الإفصاح/ذكر] | لا أود | أفضل ألا"
    " | ما بغيتش [نهضر/نقول/نجاوب/نتكلم] | مابغيتش [نهضر/نقول/نجاوب] | ماشي شغلكم"
    " | ma bghitch [nhder/ngoul/n9oul/njaweb] | mabghitch [nhder/ngoul/njaweb] | machi chghlkom"
    " | نمی‌خواهم [بگویم/جواب بدهم/حرف بزنم/پاسخ بدهم] | نمیخوام [بگم/جواب بدم/حرف بزنم]"
    " | دوست ندارم [بگویم/بگم/جواب بدهم/جواب بدم] | ترجیح می‌دهم [نگویم/نگم] | به شما ربطی ندارد"
    " | [به شما/به تو] چه | به شما مربوط نیست | لا شأن لكم | ليس من شأنكم"
    " | ce n’est pas vos affaires | c’est pas vos affaires | mêlez vous de vos affaires"
    " | شغلي هاداك | ماشي سوقكم"
)
"""How a sentence of somebody begins who will not answer."""
_SPEECHLESS = (
    "[je ne sais pas/je sais pas/je ne sais/sais pas] [quoi/comment] [dire/écrire/répondre/mettre]"
    " | je ne sais pas [quoi vous dire/comment le dire/comment l’écrire/comment expliquer]"
    " | [لا أعرف/لا أدري] [ماذا/كيف] [أقول/أكتب/أجيب] | لا أعرف [ما أقول/ما أكتب]"
    " | [ما عرفت/ما عرفتش/ماعرفتش/ما نعرف] [شنو/اش/كيفاش] [نقول/نكتب/نجاوب/ندير]"
    " | [ma3reft/ma3reftch/ma3rftch/ma 3reftch] [chno/ach/kifach] [ngoul/n9oul/nekteb/nkteb/njaweb]"
    " | [نمی‌دانم/نمی‌دونم] [چه/چی] [بگویم/بگم/بنویسم/جواب بدم/جواب بدهم]"
)
"""Words of somebody who does not know what to say: no answer, however long they are."""
_TOLD = (
    "[je l’ai/je vous l’ai/je l’ai déjà/je vous l’ai déjà/déjà] dit | comme [j’ai dit/je l’ai dit]"
    " | ce que j’ai dit | la même chose | pareil | idem | même chose"
    " | [قلته/قلتها/قلت لكم] من قبل | كما قلت | كما قلت لكم | نفس الشيء | قلت لكم"
    " | [قلتها/قلتو/قلتها ليكم/قلت ليكم/قلت ليك] [من قبل/شحال هادي] | كيفما قلت[/ ليكم] | نفس الشي"
    " | [golt/9olt] likom | nefs chi | bhal bhal"
    " | [همون/همان/همونی] که گفتم | گفتم که | قبلا گفتم | همون قبلی | مثل قبلی"
)
"""What somebody says who told it before."""
_NO = "non | lla | lala | لا | لالا | نه | خیر | نخیر"
"""« La » is French, and begins the name of many a town."""
_NAMES_TOO = "salam | salem | slim | selim | sellam | سلام | سالم | سليم | merci | درود"
"""What is said to greet or to thank, and is a name as well."""
_FINE = "مزيان | أكيد | حسنا | mezyan | mzyan | mezian"
"""Said to agree; « Safi » is a town (languages.md, section 3)."""
LEAD = 4
"""Words of somebody who only begins: « mon nom complet c’est »."""
_LEADS = (
    "[/mon /le /mon nom /moi ]nom[/ complet/ c’est/ est/ complet c’est/ complet est]"
    " | [je m’appelle/moi je m’appelle/moi c’est/mon prénom/prénom/my name/my name is]"
    " | [/أنا ]اسمي[/ الكامل/ هو] | الاسم الكامل | الاسم | أدعى"
    " | [/أنا ]سميتي[/ هي/ الكاملة] | السمية[/ ديالي/ الكاملة] | كنتسمى"
    " | [/ana ]smiti[/ hiya] | [/ana ]smiyti | smiya | smia dyali | smiya dyali"
    " | [/من ]اسمم | اسم من | نام من | نام | اسم | نامم | esmam | esme man"
)
"""What stands before a name, and came alone."""
_TELLING = (
    "je | j’habite | jhabite | habite | vis | suis | c’est | cest | dans | chez | pas | avec | pour"
    " | vous | nous | mon | mes | appelle | veux | voudrais"
    " | saken | sakna | sakin | skna | kanskon | kanskoun | nskon | dyal | m3a | bghit | 3ndi"
    " | kayn | ma3ndich | kandir | nas | hna"
    " | أسكن | نسكن | ساكن | ساكنة | كنسكن | أعيش | أقيم | في | فى | مع | عندي | بغيت | أريد"
    " | كنخدم | كندير | ديال | لأن | هذا | هذه"
    " | fatiguée | fatigué | malade | m’énervez | laissez | tranquille | questions | arnaque | elle"
    " | أنا | وأنا | راجلي | البارح | دابا | حيت | باش | اللي | بزاف | عييت | عيانة | مريضة"
    " | زوجي | الآن | جدا | متعبة | مريض | daba | bzaf | rajli | 7it | 3yit | mrida"
    " | به | شما | چه | این | ببخشید | بودم | هستم | شدم | گرفتار | خسته | سوال | حوصله"
    " | زندگی | می‌کنم | می‌کنیم | ساکن | در | است | را | دارم | ندارم | می‌خواهم | برای | با"
)
"""Words of a sentence that stand in nobody’s name."""
_POLAR = (  # how a question begins that yes, no or nothing does answer
    "avez vous | as tu | est ce que | est ce | êtes vous | voulez vous | souhaitez vous"
    " | pouvez vous | y a t il | y a t elle | autre chose | quelque chose | d’autres | une remarque"
    " | des remarques | un commentaire | des commentaires"
    " | do | does | did | are | is | was | were | have | has | can | could | will | would | any"
    " | anything | something | هل | شيء آخر | أي شيء | واش | شي حاجة | آیا | چیز دیگری | نکته دیگری"
)


def doubted(talk: Talk, question: Question, value: Value) -> bool:
    """Return whether words that could be kept are hardly the answer; ask back, or ask again.

    Args:
        talk: The turn.
        question: What is open.
        value: What would be kept.
    """
    text = talk.incoming.text
    if question.kind not in FREE or not text or talk.incoming.upload is not None:
        return False
    if not asking.fits(talk, question, value):
        return False
    if not any(c.isalnum() for c in text):
        asking.refuse(talk, question, unlikely(question), text)
        return True
    if _only_names(talk, question):
        asking.again(talk, brief=True)  # what she is called comes next
        return True
    what = _meant_otherwise(talk, question)
    if not what:
        return False
    if what == "skip":
        return skips(talk, question)
    if what == "needed":
        asking.skip(talk, question)
        return True
    talk.move(pending=("words", text, what), before="asking")
    ask(talk)
    return True


def hardly(talk: Talk, question: Question) -> bool:
    """Return whether words that answer an earlier question in words were hardly meant so."""
    return talk.meaning() == "greeting" or bool(_meant_otherwise(talk, question))


def skips(talk: Talk, question: Question) -> bool:
    """Return whether a no may leave a question out, and ask whether it is meant so."""
    if reading.strict(question) or talk.standing().required(question):
        return False
    talk.move(pending=("command", talk.incoming.text, "skip"), before="asking")
    almost.ask(talk)
    return True


def _meant_otherwise(talk: Talk, question: Question) -> str:
    """Return ``answer`` where it is asked whether it is one, skip, change, needed or ""."""
    needed = "answer" if question.kind == "long" else "needed"  # a story may begin so
    if understanding.fold(talk.incoming.text) in words(_SPEECHLESS):
        return needed if talk.standing().required(question) else "skip"
    if is_unwilling(talk.incoming.text):
        return needed if talk.standing().required(question) else "skip"
    if understanding.fold(talk.incoming.text) in words(_TOLD):
        return "answer"
    if question.kind == "long" and _asks_in_short(talk.incoming.text):
        talk.tell(talk.words.text(ASK_TEAM))
        return "answer"
    if question.kind == "long" and len(talk.incoming.text.split()) > STORY:
        return ""  # « il n’y a pas de problème » tells something
    said = talk.meaning() or _unsure(talk, question)
    if said == "greeting" and may_be_name(talk.incoming.text):
        return "answer"
    if said in DOUBTED or understanding.fold(talk.incoming.text) in _fine():
        if said in ("yes", "no") and _polar(talk, question):
            return ""
        skips = said in ("no", "dont_know", "next") and not talk.standing().required(question)
        return "skip" if skips else "answer"
    if question.kind == "name" and understanding.fold(talk.incoming.text) in _kin():
        return "answer"  # « maman » is somebody, and not her name
    if question.kind == "name" and _tells(talk.incoming.text):
        return "answer"  # « j’habite à Cocody », where a name is asked for
    if question.kind == "text" and _takes_back(talk.incoming.text) and not _polar(talk, question):
        return "answer"  # « non c’est ma sœur », to « which town? »
    if _asks(question, talk.incoming.text):
        talk.tell(talk.words.text(ASK_TEAM))
        return "answer"
    loosely = phrases.change(talk.incoming.text)  # « bdel »; Bidal is a name
    return "change" if loosely == "" and " " not in talk.incoming.text.strip() else ""


def _only_names(talk: Talk, question: Question) -> bool:
    """Return whether the words only name what is asked for: « سميتي », and then the name."""
    said = understanding.fold(talk.incoming.text)
    if len(said.split()) > LEAD:
        return False
    if question.kind == "name" and said in words(_LEADS):
        return True
    standing = talk.standing()
    return any(
        said == understanding.fold(putting.name_of(question, standing, language))
        for language in NAMES
    )


def may_be_name(text: str) -> bool:
    """Return whether a greeting or thanks is what people are called, too."""
    return understanding.fold(text) in words(_NAMES_TOO)


def is_unwilling(text: str) -> bool:
    """Return whether somebody says, in a sentence of her own, that she will not answer."""
    said = understanding.fold(text).split()
    if not 1 < len(said) <= SENTENCE:
        return False
    unwilling = words(_UNWILLING)
    return any(" ".join(said[:length]) in unwilling for length in range(2, len(said) + 1))


def _unsure(talk: Talk, question: Question) -> Intent | None:
    """Return ``dont_know`` for a sentence that begins so: « je ne sais pas le nom du village »."""
    said = talk.incoming.text.split()
    if question.kind == "long" or not 1 < len(said) <= SENTENCE:
        return None
    if _openings().isdisjoint(understanding.fold(each)[:2] for each in said[:2]):
        return None
    begins = (" ".join(said[:length]) for length in range(1, min(5, len(said))))
    language = talk.person.language
    unsure = any(understanding.intent(each, language) == "dont_know" for each in begins)
    return "dont_know" if unsure else None


def _asks(question: Question, text: str) -> bool:
    """Return whether words that would be kept ask something, where a name or a place is wanted."""
    if question.kind == "name":
        return phrases.is_question(text)
    return question.kind == "text" and text.rstrip().endswith(("?", "؟"))


def _asks_in_short(text: str) -> bool:
    """Return whether words only ask back, where a story is asked for: « quel problème ? »."""
    ends = text.rstrip().endswith(("?", "؟"))
    return ends and len(text.split()) <= SENTENCE and phrases.begins_a_question(text)


def _takes_back(text: str) -> bool:
    """Return whether words begin with a no, as a reply to something else does."""
    first, *more = understanding.fold(text).split() or [""]
    return bool(more) and first in words(_NO)


def _tells(text: str) -> bool:
    """Return whether words that would be kept as a name are a sentence about something else."""
    said = understanding.fold(text).split()
    return len(said) > 1 and not _telling().isdisjoint(said)


def _polar(talk: Talk, question: Question) -> bool:
    """Return whether a question in words can be answered with a yes or a no."""
    context = talk.standing().context(question.key)
    asked = understanding.fold(question.label.say(talk.person.language, context)) + " "
    return any(asked.startswith(begins + " ") for begins in _begins())


def unlikely(question: Question) -> str:
    """Return the code of what is no answer to a question in words."""
    return "name.unlikely" if question.kind == "name" else "text.unlikely"


def ask(talk: Talk) -> None:
    """Ask whether the words are the answer to what was asked."""
    said, question = talk.words, asking.open_question(talk)
    if question is None:
        return
    _, text, what = talk.position.pending
    if what == "change":
        asked = said.text("Did you mean: {value}?", value=said.text("Change something"))
    else:
        shown = putting.shortened(said.iso(text))
        context = talk.standing().context(question.key)
        label = question.label.say(talk.person.language, context) or question.name
        asked = f"{label}\n" + said.text("Is this your answer? {answer}", answer=shown)
    talk.ask(
        "confirming",
        asked,
        choices=[
            Option(key="yes", label=said.text("Yes")),
            Option(key="no", label=said.text("No")),
        ],
        actions=putting.beside(said),
    )


def insisted(talk: Talk, key: str) -> bool:
    """Return whether the words that are doubted are meant: agreed to, or said once more.

    Who says « oui » of « oui » may say it to everything: that one is pressed, or its number.
    """
    text, typed = talk.incoming.text, talk.position.pending[1]
    if talk.incoming.tap or any(c.isdecimal() for c in text):
        return key == "yes"
    meant = understanding.intent(typed, talk.person.language)
    if understanding.fold(typed) == understanding.fold(text):
        return meant not in ("yes", "no")
    return key == "yes" and (meant != "yes" or " " in typed.strip())


@cache
def _fine() -> frozenset[str]:
    return frozenset(words(_FINE))


@cache
def _kin() -> frozenset[str]:
    return frozenset(map(understanding.fold, kin.called()))


@cache
def _telling() -> frozenset[str]:
    return frozenset(words(_TELLING))


@cache
def _begins() -> frozenset[str]:
    return frozenset(words(_POLAR))


@cache
def _openings() -> frozenset[str]:
    """Return how those begin who say that they do not know, two letters; most answers do not."""
    found: set[str] = set()
    for each in LEXICONS.values():
        spelt = (each.intents.get("dont_know", ""), each.arabizi.get("dont_know", ""))
        found.update(phrase[:2].strip() for text in spelt for phrase in words(text))
    return frozenset(found)
