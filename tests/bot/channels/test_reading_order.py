"""Every message reads right as Telegram and WhatsApp write it, choices and all (UAX #9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest

from bot.channels import telegram_render, whatsapp_render
from bot.channels.base import Request
from flows.form import Form, Question
from flows.message import Message, Option
from flows.standing import stand
from flows.world import World
from locales.bidi import paragraph
from locales.text import LANGUAGES, Catalogues
from tests.locales.conftest import words as catalogues
from tests.locales.test_visual_order import filled, messages
from tests.locales.visual import faults
from tests.walks.conftest import published as published_walks

published, words = published_walks, catalogues

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Render: TypeAlias = Callable[[Message], Sequence[Request]]

MESSENGERS: Mapping[str, Render] = {
    "telegram": lambda message: telegram_render.render("4917", message),
    "whatsapp": lambda message: whatsapp_render.render("MA.1", message, window_open=True),
}


def lines(payload: Any) -> Iterator[str]:
    """Yield the texts that a request shows in a chat; buttons stand by themselves."""
    if not isinstance(payload, Mapping):
        return
    for name, value in payload.items():
        if name in ("text", "body", "caption") and isinstance(value, str):
            yield value
        elif name in ("text", "interactive", "body", "header", "footer", "image", "video"):
            yield from lines(value)


def wrong(render: Render, message: Message) -> list[str]:
    said = [text for request in render(message) for text in lines(request.payload)]
    assert any(said), "nothing is shown"
    return [fault for text in said for fault in faults(text, message.language)]


def options(labels: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(key=f"k{n}", label=label) for n, label in enumerate(labels))


def asked(form: Form, question: Question, language: str) -> Iterator[Message]:
    """Yield a question with its choices, as many as one message may hold, and all said of it."""
    context = stand(form, {}, now=NOW, seed="", language=language).context(question.key)
    labels = [each.label.say(language) for each in question.choices][:20]
    texts = (question.label, question.hint, question.guidance, question.short)
    for text in (*texts, question.constraint_message, question.required_message):
        if said := text.say(language, context):
            yield Message(
                text=paragraph(said, language),
                language=language,
                choices=options(list(dict.fromkeys(labels))) if text is question.label else (),
                token="1-1",
                many=question.type == "select_multiple",
            )


@pytest.mark.parametrize("messenger", MESSENGERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bots_words(words: Catalogues, language: str, messenger: str) -> None:
    catalogue = words[language]
    actions = options([catalogue.text(each) for each in ("Skip", "Help", "Back")])
    found = [
        fault
        for message in messages(language)
        for said in filled(message, catalogue)
        for fault in wrong(
            MESSENGERS[messenger],
            Message(text=catalogue.paragraph(said), language=language, actions=actions, token="1"),
        )
    ]
    assert not found


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_every_question_of_every_form(published: tuple[object, World], messenger: str) -> None:
    _, world = published
    found, put = [], 0
    for programme in world.programmes.values():
        form = world.newest(programme.form)
        for language in programme.languages:
            for question in form.questions:
                for message in asked(form, question, language):
                    put += 1
                    found += wrong(MESSENGERS[messenger], message)
    assert not found
    assert put > 100


@pytest.mark.parametrize("messenger", MESSENGERS)
@pytest.mark.parametrize(
    ("language", "labels"),
    [
        pytest.param("ary", [f"{n} ديال الدراهم" for n in range(14)], id="labels with digits"),
        pytest.param("ar", ["WhatsApp", *(f"جماعة {n}" for n in range(13))], id="a Latin label"),
        pytest.param("fa", [f"گزینه شماره {n} از همه" for n in range(14)], id="Persian digits"),
    ],
)
def test_a_list_that_is_written_out(language: str, labels: list[str], messenger: str) -> None:
    message = Message(
        text=paragraph("؟", language), language=language, choices=options(labels), token="1-1"
    )
    assert not wrong(MESSENGERS[messenger], message)
