"""One telephone, several people: whose turn it is, and that nothing is mixed up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import publishing
from bot.clock import utc_now
from flows.incoming import Tap
from storage import trainings
from storage.engine import Store, Tx
from storage.schema import attendance
from tests.walks.conftest import Taken, take
from tests.walks.house import House
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    Walker,
    at,
    fill,
    in_language,
    offers,
    old,
    readable,
    reply,
    silent_about,
    stage,
    start,
    tap,
    wait,
)

NADIA = {**AWA, "full_name": "Nadia Traoré", "birth_year": "1988"}

WALKS = {
    "a cousin answers on the same telephone after the registration": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            ("bonjour", offers("another")),
            (tap("another"), "Ces questions sont pour une autre personne", stage("consent")),
            fill(NADIA),
            (tap("confirm"), "Numéro", silent_about("À qui")),
            ("changer de personne", "À qui est-ce le tour", "[Awa]", "[Nadia]"),
            ("Awa", "C’est le tour de : Awa", stage("done")),
            (
                "mes données",
                "Voici ce que nous gardons sur : Awa",
                "Awa Koné",
                silent_about("Nadia T"),
            ),
        ],
    ),
    "the telephone is handed to a cousin: whose turn it is, in her words": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("je passe le téléphone à ma cousine", "À qui est-ce le tour", "[Awa]"),
            ("ma cousine", "Ces questions sont pour une autre personne", stage("consent")),
        ],
    ),
    "the telephone is handed to a sister: Darija, Persian": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="gender"),
            ("hani 3titha l khti", "شكون اللي غادي يجاوب دابا؟", "[فاطمة]"),
            ("1", at("gender")),
            ("گوشی رو میدم به خواهرم", "شكون اللي غادي يجاوب دابا؟"),
            ("2", "هاد الأسئلة لشي واحد آخر", stage("consent")),
        ],
    ),
    "in the middle of a question, and back by a word": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("je voudrais répondre pour quelqu’un d’autre", "une autre personne", stage("consent")),
            fill(NADIA, until="helper"),
            ("changer de personne", "[Awa]", "[Personne 2]", offers("p1", "p2", "another")),
            (tap("p1"), "C’est le tour de : Awa", at("gender")),
            ("femme", at("birth_year")),
            ("à qui le tour ?", "À qui"),
            ("2", "C’est le tour de : Personne 2", at("helper")),
            ("non", at("consent_reminders")),
        ],
        keeps={"helper": "no"},
        forgets=["gender"],
    ),
    "when one intake is over, it is asked who goes on": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="gender"),
            ("نجاوب على شي واحد آخر", "لشي واحد آخر", stage("consent")),
            fill(FATIMA, full_name="حادة المرابط"),
            (tap("confirm"), "رقم التسجيل", "شكون اللي غادي يجاوب دابا؟", "[فاطمة]", "[حادة]"),
            ("فاطمة", "الدور دابا: فاطمة", at("gender")),
        ],
    ),
    "her cousin, as she calls her: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            ("ma cousine aussi veut s'inscrire", "pour une autre personne", stage("consent")),
            fill(NADIA, until="gender"),
            ("c'est ma cousine qui va répondre maintenant", "À qui", "[Awa]", "[Nadia]"),
            ("Awa", "C’est le tour de : Awa", stage("done")),
        ],
    ),
    "who takes the telephone is asked, not guessed": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="helper"),
            ("c'est ma fille qui répond", at("helper")),  # that is help
            fill(AWA, until="gender"),
            ("c'est ma fille qui répond", "À qui", "[Awa]", offers("p0", "another")),
            (tap("p0"), at("gender")),
            ("c'est ma fille maintenant", "À qui"),
            (tap("another"), "pour une autre personne", stage("consent")),
        ],
    ),
    "her sister: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            (tap("confirm"), "رقم التسجيل"),
            ("bghit nsejel khti", "هاد الأسئلة لشي واحد آخر", stage("consent")),
        ],
    ),
    "her sister: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA),
            (tap("confirm"), "رقم التسجيل"),
            ("أريد تسجيل أختي", "هذه الأسئلة لشخص آخر", stage("consent")),
        ],
    ),
    "her sister: Persian on an Arabic keyboard": Walk(
        says=[
            start("elites"),
            fill(SARA),
            (tap("confirm"), "شماره ثبت"),
            ("مي خواهم خواهرم را ثبت نام كنم", "برای شخص دیگری", stage("consent")),
        ],
    ),
    "Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("bghit njaweb 3la chi wahd akhor", "لشي واحد آخر", stage("consent")),
            ("nbdl chakhs", "شكون", "[فاطمة]"),
            (tap("p1"), at("edu")),
        ],
    ),
    "Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("أريد تسجيل شخص آخر", "هذه الأسئلة لشخص آخر", stage("consent")),
            ("تغيير الشخص", "دور من", "[خديجة]", "[الشخص 2]"),
            ("خديجة", at("edu")),
        ],
    ),
    "Persian, and with a space for the half one": Walk(
        says=[
            start("elites"),
            fill(SARA, until="gender"),
            ("به جای شخص دیگری پاسخ می دهم", "برای شخص دیگری است", stage("consent")),
            ("نوبت کیه؟", "حالا نوبت پاسخ دادن کیست", "[شخص ۲]"),
            (tap("p1"), at("gender")),
            ("به جای یکی دیگه جواب میدم", stage("consent")),
        ],
    ),
    "words that may answer who helps are no change of turn": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("une autre personne", silent_about("Ces questions sont pour une autre personne")),
        ],
    ),
    "nobody is known yet: she is the other one": Walk(
        says=[
            start("femmpact"),
            (
                "répondre pour une autre personne",
                "la personne pour qui vous répondez",
                stage("consent"),
            ),
        ],
    ),
    "one person alone has nobody to change with": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("changer de personne", "Une seule personne répond", at("gender")),
        ],
    ),
    "the telephone comes back after a day: who answers is asked, nothing is guessed": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            ("ajouter une personne", stage("consent")),
            fill(NADIA, until="birth_year"),
            wait("P1D"),
            ("1985", "n’est pas encore enregistré", "[Awa]", "[Nadia]", stage("confirming")),
            ("aide", "À qui"),
            ("Nadia", at("birth_year"), "C’est le tour de : Nadia"),
            ("1985", at("phone")),
        ],
        keeps={"birth_year": 1985},
    ),
    "a button says by itself whose it is": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("ajouter une personne", stage("consent")),
            (old("woman"), "C’est le tour de : Awa", at("birth_year")),
        ],
        keeps={"gender": "woman"},
    ),
    "what is erased is one person's": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("ajouter une personne", stage("consent")),
            fill(NADIA, until="gender"),
            ("supprimer mes données", "Cela concerne seulement : Nadia", stage("confirming")),
            (tap("yes"), "Tout est effacé", "tour de : Awa", silent_about("Nadia"), at("gender")),
            ("femme", at("birth_year")),
            ("mes données", "Awa Koné", silent_about("Nadia")),
            ("changer de personne", "Une seule personne répond"),
        ],
        keeps={"gender": "woman", "full_name": "Awa Koné"},
    ),
    "stopping is for the whole chat, and says so": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("ajouter une personne", stage("consent")),
            fill(NADIA, until="gender"),
            ("stop", "Plusieurs personnes utilisent cette conversation", stage("stopped")),
            ("changer de personne", "[Awa]"),
            (tap("p1"), at("gender")),
            ("stop", "Les messages"),
            ("début", "Les messages reprennent", in_language("fr")),
        ],
    ),
    "what recalls an intake names whose it is, and its button gives her the turn": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("ajouter une personne", stage("consent")),
            fill(NADIA, until="birth_year"),
            (wait("P1D"), "Pour : Awa", "Pour : Nadia", "vous attend"),
            (old("go_on"), "C’est le tour de : Awa", at("gender")),
            ("femme", at("birth_year")),
        ],
        keeps={"gender": "woman"},
    ),
    "a reply to another person's question is none to one's own": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("ajouter une personne", stage("consent")),
            fill(NADIA, until="gender"),
            (tap("woman"), at("birth_year")),
            (reply("full_name", "Nadia Diallo"), "Nadia Diallo"),
            ("changer de personne", "[Awa]"),
            (tap("p1"), at("gender")),
            (reply("birth_year", "1990"), at("gender"), silent_about("Année")),
        ],
        forgets=["birth_year"],
    ),
    "taking the agreement back is one person's": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("ajouter une personne", stage("consent")),
            fill(NADIA, until="gender"),
            ("je retire mon accord", "Cela concerne seulement : Nadia"),
            (tap("yes"), stage("done")),
            ("changer de personne", "[Awa]"),
            (tap("p1"), at("gender")),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", [pytest.param(each, id=name) for name, each in WALKS.items()])
async def test_a_shared_telephone(walk: Walk, walked: Taken) -> None:
    await walked(walk)


ON_BOTH = (
    "in the middle of a question, and back by a word",
    "what is erased is one person's",
    "stopping is for the whole chat, and says so",
)


@pytest.mark.anyio
@pytest.mark.parametrize("name", ON_BOTH)
async def test_on_both_engines(name: str, store: Store, tmp_path: Path) -> None:
    world = await publishing.publish(store, now=utc_now)
    await take(WALKS[name], store, world, tmp_path)


@pytest.mark.anyio
async def test_a_reminder_names_whose_it_is(store: Store, tmp_path: Path) -> None:
    world = await publishing.publish(store, now=utc_now)
    house = House(store, world, tmp_path, "telegram:default")
    walker = Walker(house, Walk(says=[]))
    async with house.open():
        await house.take(house.incoming(start="femmpact"))
        await walker._fill(fill(AWA))
        await walker._do(tap("confirm"))
        await house.take(house.incoming(text="ajouter une personne"))
        await walker._fill(fill(NADIA))
        await walker._do(tap("confirm"))
        starts = house.at + timedelta(hours=26)
        training = trainings.Training(
            id=7,
            own="t",
            programme="femmpact",
            cohort="",
            title={"fr": "Couture"},
            local_start=f"{starts:%Y-%m-%dT%H:%M:%S}",
            zone="UTC",
            place="Safi",
            starts=starts,
            remind=starts - timedelta(hours=24),
        )
        await store.write(lambda tx: trainings.put(tx, [training], house.at))
        said = await house.advance(timedelta(hours=2))
        texts = sorted(readable(each.text).partition("\n")[0] for each in said)
        assert texts == ["Pour : Awa", "Pour : Nadia"]
        hers = next(each for each in said if "Awa" in each.text)
        await house.take(house.incoming(tap=Tap(token=hers.token, key="coming")))
        state = await house.state()

    def answers(tx: Tx) -> dict[int, str]:
        return {row.person_id: row.answer for row in tx.execute(select(attendance))}

    assert state.interviews[0].answers["person/full_name"] == "Awa Koné"
    assert (await store.read(answers))[state.person.id] == "coming"
    assert sorted((await store.read(answers)).values()) == ["", "coming"]
