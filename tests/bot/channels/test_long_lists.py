"""A list of many entries on each channel: pages or numbers, inside the channel's limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.channels import telegram_parse, whatsapp_content
from bot.channels.telegram_render import CALLBACK_LIMIT, keyboard, pages
from bot.channels.terminal import to_text
from bot.channels.whatsapp_render import render
from bot.compiling import alone
from flows.message import Message
from tests.fakes.whatsapp import Sent, check
from tests.flows.conversation import Conversation

FORM = """
| survey |
| | type | name | label::fr | label::fa |
| | begin_group | the_household_of_the_person_who_answers | Foyer | خانوار |
| | begin_repeat | everybody_who_lives_in_the_household | Membres | اعضا |
| | text | who | Prénom ? | نام؟ |
| | integer | age | Âge ? | سن؟ |
| | end_repeat | | | |
| | end_group | | | |
| settings |
| | form_id |
| | home |
"""
MEMBERS = "the_household_of_the_person_who_answers/everybody_who_lives_in_the_household"
Listed: TypeAlias = Callable[[int, str], Conversation]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    """Makes a conversation in which the list of so many members is open."""
    path = tmp_path / "home.md"
    path.write_text(FORM, encoding="utf-8")

    def made(count: int, language: str = "fr") -> Conversation:
        talk = Conversation(known=alone(path))
        talk.take(start=f"form-{language}")
        for number in range(1, count + 1):
            for text in ("oui", f"Personne{'abcdefghijklmnopqrstuvwxyz'[number % 26]}", "20"):
                talk.take(text=text)
        talk.take(text="liste")
        return talk

    return made


def shown(talk: Conversation) -> Message:
    assert talk.last is not None
    return talk.last


def on_whatsapp(message: Message) -> list[Sent]:
    sent = [Sent("wamid.1", "MA.1", dict(each.payload)) for each in render("MA.1", message)]
    for each in sent:
        check(each.payload)
    return sent


def test_telegram_turns_pages_and_every_button_means_its_entry(listed: Listed) -> None:
    talk = listed(23, "fr")
    message = shown(talk)
    assert pages(message) == 3
    buttons = [
        button
        for page in (1, 2, 3)
        for row in keyboard(message, page)
        for button in row
        if button["text"][:1].isdecimal()
    ]
    assert [each["text"].partition(".")[0] for each in buttons] == [str(n) for n in range(1, 24)]
    assert all(len(each["callback_data"].encode()) <= CALLBACK_LIMIT for each in buttons)
    talk.take(tap=telegram_parse.tap(buttons[20]["callback_data"]))
    assert talk.state.position.pending == ("entry", f"{MEMBERS}[21]")


def test_whatsapp_has_a_list_of_ten(listed: Listed) -> None:
    talk = listed(10, "fr")
    (sent,) = on_whatsapp(shown(talk))
    titles = list(sent.options)
    assert len(titles) == 10
    assert titles[9].startswith("10. Personnek")
    talk.take(tap=whatsapp_content.tap(sent.options[titles[9]]))
    assert talk.state.position.pending == ("entry", f"{MEMBERS}[10]")


@pytest.mark.parametrize("count", [11, 23, 50])
def test_whatsapp_numbers_more_in_the_text_each_once(listed: Listed, count: int) -> None:
    talk = listed(count, "fr")
    lines = [line for each in on_whatsapp(shown(talk)) for line in each.text.split("\n")]
    numbers = [line.partition(". ")[0] for line in lines if ". Personne" in line]
    assert numbers == [str(n) for n in range(1, count + 1)]
    talk.take(text=str(count))
    assert talk.state.position.pending == ("entry", f"{MEMBERS}[{count}]")


def test_in_persian_the_numbers_are_persian(listed: Listed) -> None:
    talk = listed(12, "fa")
    (sent,) = on_whatsapp(shown(talk))
    assert "۱۲. Personnem" in sent.text
    talk.take(text="۱۲")
    assert talk.state.position.pending == ("entry", f"{MEMBERS}[12]")


def test_a_terminal_numbers_each_once(listed: Listed) -> None:
    text = to_text(shown(listed(3, "fr")))
    assert "  1. Personneb, 20\n  2. Personnec, 20\n  3. Personned, 20\n" in text


def test_after_the_second_page_went_the_numbers_close_up(listed: Listed) -> None:
    talk = listed(12, "fr")
    for text in ("supprimer 9", "oui", "liste"):
        talk.take(text=text)
    labels = [each.label for each in shown(talk).choices]
    assert labels[8] == "9. Personnek, 20"
    assert len(labels) == 11
