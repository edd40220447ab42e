"""One person by two channels: a code shown in one, written in the other, and a yes in both."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot import publishing
from bot.channels.base import Delivery
from bot.clock import utc_now
from flows.incoming import Tap
from flows.message import Message
from storage import audit, links
from storage.engine import Store
from tests.walks.house import House
from tests.walks.people import AWA
from tests.walks.runner import Fill, Walk, Walker, fill, readable

pytestmark = pytest.mark.anyio

TELEGRAM, WHATSAPP = "telegram:default", "whatsapp:default"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


class Hand:
    """A person's hand on one of her two telephones."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.walker = Walker(house, Walk(says=[], account=house.channel.account))

    async def say(self, text: str) -> str:
        return shown(await self.house.take(self.house.incoming(text=text)))

    async def press(self, key: str) -> str:
        last = next(each for each in reversed(self.house.channel.said) if each.token)
        tap = Tap(token=last.token, key=key)
        return shown(await self.house.take(self.house.incoming(tap=tap)))

    async def start(self, payload: str) -> str:
        return shown(await self.house.take(self.house.incoming(start=payload)))

    async def fill(self, sheet: Fill) -> None:
        await self.walker._fill(sheet)

    async def hears(self) -> str:
        before = len(self.house.channel.said)
        self.house.at += timedelta(minutes=9)  # later than what the other telephone's clock says
        await self.house.app.dispatchers[self.house.channel.account].drain()
        return shown(self.house.channel.said[before:])


def shown(messages: Sequence[Message]) -> str:
    return "\n".join(
        readable(each.text)
        + "".join(f" [{option.label}]" for option in (*each.choices, *each.actions))
        for each in messages
    )


def code(said: str) -> str:
    found = CODE.search(said)
    assert found, said
    return found[0]


@pytest.fixture
async def hands(store: Store, tmp_path: Path) -> AsyncIterator[tuple[Hand, Hand]]:
    """The same person's Telegram and WhatsApp."""
    world = await publishing.publish(store, now=utc_now)
    one, two = House(store, world, tmp_path, TELEGRAM), House(store, world, tmp_path, WHATSAPP)
    async with one.open(), two.open():
        yield Hand(one), Hand(two)


async def joined(one: Hand, two: Hand) -> str:
    """Link the second to the first; return what is said at the end."""
    shows = await one.say("relier mon autre compte")
    await two.say("relier mes comptes")
    assert "Le code est bon" in await two.say(code(shows).lower().replace("-", " "))
    assert "Est-ce vous ?" in await one.hears()
    assert "pas encore de oui" in await two.say("c'est fait")
    assert "Retournez maintenant" in await one.press("yes")
    return await two.press("done")


async def test_an_intake_goes_on_in_the_other_channel(hands: tuple[Hand, Hand]) -> None:
    one, two = hands
    await one.start("femmpact-fr")
    await one.fill(fill(AWA, until="birth_year"))
    await two.start("femmpact-fr")
    assert "sont reliées" in await joined(one, two)
    assert "année de naissance" in await two.say("bonjour")
    await two.say("2000")
    state = await one.house.state()
    assert state.person.id == (await two.house.state()).person.id
    assert state.interviews[0].answers["person/birth_year"] == 2000
    lines = await one.house.store.read(lambda tx: audit.list_(tx, what="linked"))
    assert [each.reference for each in lines] == [state.person.id]


async def test_what_each_answered_stays_apart(hands: tuple[Hand, Hand]) -> None:
    one, two = hands
    for hand, name in ((one, "Awa Koné"), (two, "Awa Koné Traoré")):
        await hand.start("femmpact-fr")
        await hand.fill(fill(AWA, full_name=name))
        assert "Numéro" in await hand.press("confirm")
    said = await joined(one, two)
    assert "reste à part" in said
    assert "Les deux ont une inscription" in said
    data = await two.say("mes données")
    assert "Voici ce que nous gardons sur : Awa Koné" in data
    assert "Traoré" not in data
    asked = await two.say("changer de personne")
    assert "[Awa Koné]" in asked
    assert "[Awa Koné Traoré]" in asked
    assert "Koné Traoré" in await two.press("p1")


async def test_erasing_is_of_both_addresses(hands: tuple[Hand, Hand]) -> None:
    one, two = hands
    await one.start("femmpact-fr")
    await one.fill(fill(AWA, until="gender"))
    await two.start("femmpact-fr")
    await joined(one, two)
    await two.say("supprimer mes données")
    assert "Tout est effacé" in await two.press("yes")
    assert "Awa" not in repr(await one.house.everything())
    assert not (await one.house.state()).known


async def test_both_write_at_once(hands: tuple[Hand, Hand]) -> None:
    one, two = hands
    await one.start("femmpact-fr")
    await one.fill(fill(AWA, until="birth_year"))
    await two.start("femmpact-fr")
    await joined(one, two)
    await two.say("bonjour")
    updates = [
        one.house.incoming(text="2000"),
        two.house.incoming(text="modifier nom"),
        two.house.incoming(text="Awa Diallo"),
    ]
    await one.house.app.inbox.take([Delivery(incoming=each) for each in updates])
    answers = await one.house.answers()
    assert (answers["birth_year"], answers["full_name"]) == (2000, "Awa Diallo")


async def test_a_code_is_good_once(hands: tuple[Hand, Hand]) -> None:
    one, two = hands
    await one.start("femmpact-fr")
    await one.fill(fill(AWA, until="gender"))
    await two.start("femmpact-fr")
    shows = await one.say("relier mon compte")
    await two.say("relier mon compte")
    assert "Le code est bon" in await two.say(code(shows))
    assert "rien n’est relié" in await two.press("cancel")
    await two.say("relier mon compte")
    assert "Nous ne connaissons pas ce code" in await two.say(code(shows))


async def test_a_no_ends_it(hands: tuple[Hand, Hand]) -> None:
    one, two = hands
    await one.start("femmpact-fr")
    await one.fill(fill(AWA, until="gender"))
    await two.start("femmpact-fr")
    shows = await one.say("relier mon compte")
    await two.say("relier mon compte")
    await two.say(code(shows))
    await one.hears()
    assert "Ne donnez jamais un code" in await one.press("no")
    assert "n’est plus valable" in await two.press("done")
    assert not (await two.house.state()).others


async def asked(one: Hand, two: Hand, programme: str, words: str, again: str) -> str:
    """Return what the chat is asked whose code was written in the other."""
    await one.start(programme)
    await two.start(programme)
    shows = await one.say(words)
    await two.say(words)
    await two.say(code(shows))
    asked = await one.hears()
    assert again in asked
    return asked


TYPED = [
    pytest.param("femmpact-fr", "relier mon compte", "oui", "Retournez", id="French"),
    pytest.param("femmpact-fr", "relier mon compte", "Oui, c’est moi", "Retournez", id="label"),
    pytest.param("femmpact-fr", "relier mon compte", "1", "Retournez", id="its number"),
    pytest.param("almontija-ary", "nrbt hsabi", "wakha", "رجعو", id="Latin Darija"),
    pytest.param("almontija-ary", "بغيت نربط حسابي", "آه", "رجعو", id="Darija"),
    pytest.param("almontija-ar", "أريد ربط حسابي", "نعم", "عودوا", id="Arabic"),
    pytest.param("elites", "اتصال حساب دیگر", "بله", "برگردید", id="Persian"),
]


@pytest.mark.parametrize(("programme", "words", "yes", "hears"), TYPED)
async def test_the_yes_may_be_typed(
    hands: tuple[Hand, Hand], programme: str, words: str, yes: str, hears: str
) -> None:
    one, two = hands
    await asked(one, two, programme, words, "")
    assert hears in await one.say(yes)
    await two.press("done")
    assert (await one.house.state()).person.id == (await two.house.state()).person.id


@pytest.mark.parametrize("no", ["non", "non c'est pas moi", "2"])
async def test_the_no_may_be_typed(hands: tuple[Hand, Hand], no: str) -> None:
    one, two = hands
    await asked(one, two, "femmpact-fr", "relier mon compte", "Est-ce vous ?")
    assert "Ne donnez jamais un code" in await one.say(no)
    assert "n’est plus valable" in await two.say("c'est fait")


@pytest.mark.parametrize("words", ["ok", "je sais pas", "c'est quoi ?"])
async def test_what_is_no_clear_yes_is_asked_again(hands: tuple[Hand, Hand], words: str) -> None:
    one, two = hands
    await asked(one, two, "femmpact-fr", "relier mon compte", "Est-ce vous ?")
    assert "Est-ce vous ?" in await one.say(words)
    assert "pas encore de oui" in await two.say("c'est fait")
    assert "Retournez" in await one.press("yes")


@pytest.mark.parametrize("words", ["annuler", "langue", "mes données"])
async def test_a_code_that_was_left_is_good_no_more(hands: tuple[Hand, Hand], words: str) -> None:
    """Else a yes, typed to the next question, could be meant for it."""
    one, two = hands
    await one.start("almontija-fr")
    await two.start("femmpact-fr")
    shows = await one.say("relier mon compte")
    await one.say(words)
    await two.say("relier mon compte")
    assert "Nous ne connaissons pas ce code" in await two.say(code(shows))


async def test_five_wrong_codes_are_enough(hands: tuple[Hand, Hand]) -> None:
    one, two = hands
    await one.start("femmpact-fr")
    await two.start("femmpact-fr")
    shows = await one.say("relier mon compte")
    await two.say("relier mon compte")
    for _ in range(links.TRIES - 1):
        assert "Nous ne connaissons pas ce code" in await two.say("0000-0000")
    assert "Trop de codes faux" in await two.say("0000-0000")
    await two.say("relier mon compte")
    assert "Trop de codes faux" in await two.say(code(shows))
    two.house.at += timedelta(minutes=16)
    await two.say("relier mon compte")
    assert "Nous ne connaissons pas ce code" in await two.say(code(shows))


async def test_after_a_quarter_of_an_hour_a_code_is_good_no_more(
    hands: tuple[Hand, Hand],
) -> None:
    one, two = hands
    await one.start("femmpact-fr")
    await two.start("femmpact-fr")
    shows = await one.say("relier mon compte")
    assert code(shows) in repr((await one.house.everything())["message"])
    await one.house.advance(timedelta(minutes=16))
    rows = await one.house.everything()
    assert code(shows) not in repr(rows)
    assert rows["link"] == []
    two.house.at += timedelta(minutes=16)
    await two.say("relier mon compte")
    assert "Nous ne connaissons pas ce code" in await two.say(code(shows))
    assert "C’est le code de cette conversation-ci" in await two.say(
        code(await two.say("relier mon compte"))
    )


async def test_the_same_telephone_number_links_nothing(hands: tuple[Hand, Hand]) -> None:
    for hand in hands:
        await hand.start("femmpact-fr")
        await hand.fill(fill(AWA, until="country"))
    one, two = [await hand.house.state() for hand in hands]
    assert [each.interviews[0].answers["person/phone"] for each in (one, two)] == [
        "+2250708091011",
        "+2250708091011",
    ]
    assert one.person.id != two.person.id
    assert not one.others
    assert not two.others


@pytest.mark.parametrize(
    ("programme", "words", "shows"),
    [
        pytest.param("almontija-ar", "أريد ربط حسابي", "لا تعطوه لأحد", id="Arabic"),
        pytest.param("almontija-ary", "بغيت نربط حسابي", "ما تعطيوه لحتى واحد", id="Darija"),
        pytest.param("almontija-ary", "nrbt hsabi", "ما تعطيوه لحتى واحد", id="Latin Darija"),
        pytest.param("elites", "اتصال حساب دیگر", "آن را به کسی ندهید", id="Persian"),
        pytest.param("elites", "حساب دیگرم را وصل کنید", "آن را به کسی ندهید", id="Persian, asked"),
    ],
)
async def test_the_words(hands: tuple[Hand, Hand], programme: str, words: str, shows: str) -> None:
    one, _ = hands
    await one.start(programme)
    said = await one.say(words)
    assert shows in said
    assert code(said) not in repr((await one.house.everything())["link"])
