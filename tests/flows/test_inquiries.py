"""What people ask about the conversation itself, as they type it."""

from __future__ import annotations

import pytest

from flows import inquiries, phrases, understanding
from flows.inquiries import TOPICS, Topic
from flows.understanding.lexicon import words

ASKED: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    ("who", ("Qui êtes-vous ?", "c est qui?", "vous etes qui svp", "من أنتم؟", "شكون نتوما؟")),
    ("who", ("chkoun ntouma", "achkoun nta", "شما کی هستید؟", "كي هستيد", "shoma ki hastid?")),
    ("robot", ("Vous êtes un robot ?", "c'est un robot", "هل أنت روبوت؟", "واش نتا روبو")),
    ("robot", ("wach nta robot?", "Wach ntoma bnadem", "شما ربات هستید؟", "رباتی؟")),
    (
        "free",
        ("C'est gratuit ?", "est-ce que c'est payant", "combien ça coûte ?", "il faut payer?"),
    ),
    ("free", ("هل هذا مجاني؟", "واش فابور؟", "wach fabour", "wach hadchi b flous ?", "رایگانه؟")),
    ("free", ("آیا رایگان است", "هزينه داره؟", "hazine dare")),
    (
        "length",
        ("combien de temps ça prend ?", "Combien de questions ?", "كم من الوقت يستغرق هذا؟"),
    ),
    ("length", ("شحال من سؤال", "ch7al mn so2al", "chhal ba9i mn soal", "چقدر طول می‌کشد؟")),
    ("length", ("چند تا سواله؟", "چقدر طول ميكشه")),
    ("privacy", ("Qui voit mes réponses ?", "est-ce confidentiel ?", "من يطلع على أجوبتي؟")),
    ("privacy", ("شكون غادي يشوف هادشي", "chkoun ghadi ychouf hadchi", "محرمانه است؟")),
    ("why", ("Pourquoi ?", "pourquoi vous demandez ça ?", "علاش كتسولو", "3lach katsowlo?")),
    ("why", ("لماذا هذا السؤال؟", "چرا می‌پرسید؟", "چرا اینو میپرسید")),
    ("must", ("C'est obligatoire ?", "je dois répondre ?", "هل الجواب إجباري؟", "wach darori")),
    ("must", ("واش ضروري نجاوب؟", "اجباریه؟", "باید جواب بدم؟")),
    ("what", ("je comprends pas", "C'est quoi ça ?", "لم أفهم", "ما فهمتش", "mafhemtch")),
    ("what", ("chno y3ni", "نمی‌فهمم", "يعني چی؟", "این چیه؟", "nafahmidam")),
    ("why", ("pq", "pourkoi ?", "چرا باید بگم")),
    ("number", ("comment vous avez eu mon numéro ?", "من أعطاكم رقمي", "mnin jbtou nmrti")),
    ("number", ("شكون عطاكم نمرتي؟", "شماره منو از کجا آوردید؟")),
    ("why", ("ما الهدف من هذا؟", "c'est pour quoi ?", "هدف چيه؟")),
    ("after", ("Qu'est-ce qui se passe après ?", "شنو غادي يوقع من بعد", "بعدش چی میشه؟")),
)


@pytest.mark.parametrize(
    ("topic", "text"),
    [pytest.param(topic, said, id=said) for topic, all_ in ASKED for said in all_],
)
def test_a_whole_message(topic: Topic, text: str) -> None:
    assert phrases.meaning(text) == topic


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("free", "dites moi est-ce que l'inscription est gratuite pour les femmes ?"),
        ("privacy", "est-ce que vous me garantissez que c'est confidentiel ?"),
        ("length", "واش بقا بزاف، شحال من سؤال باقي عافاكم؟"),
        ("robot", "salam wach hna kanhder m3a chi robot wla bnadem?"),
        ("why", "ببخشید چرا می‌پرسید چند سالمه؟"),
        (None, "vous payez le transport ?"),
        (None, "ça commence quand ?"),
        (None, "pourquoi je n'ai pas reçu le message ?"),
        (None, "واش كاين الترونسبور؟"),
    ],
)
def test_within_a_question(topic: Topic | None, text: str) -> None:
    assert phrases.is_question(text)
    assert inquiries.within(text) == topic


ALIKE = {"help", "repeat", "person"}
"""« I do not understand » may want it repeated; « am I talking to a human » may want one."""


@pytest.mark.parametrize("language", ["ar", "ary", "fr", "fa"])
def test_nothing_that_is_asked_is_a_command_or_an_answer(language: str) -> None:
    asked = {said for topic in TOPICS for said in words(inquiries.WHOLE[topic])}
    asked |= {said for topic in TOPICS for said in words(inquiries.LATIN.get(topic, ""))}
    assert len(asked) > 1_000
    meant = {said: understanding.intent(said, language) for said in asked}
    assert {said: each for said, each in meant.items() if each and each not in ALIKE} == {}


def test_each_phrase_has_one_topic() -> None:
    seen: dict[str, str] = {}
    for topic in TOPICS:
        for said in (*words(inquiries.WHOLE[topic]), *words(inquiries.LATIN.get(topic, ""))):
            assert seen.setdefault(said, topic) == topic, said
            assert phrases.meaning(said) == topic, said


@pytest.mark.parametrize("name", ["Chakoun", "Amine Robati", "Kihal", "Nasiba", "Imane", "Bahija"])
def test_names_ask_nothing(name: str) -> None:
    assert phrases.meaning(name) == ""
