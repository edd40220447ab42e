"""The list of a repeat's entries: shown, one of them edited, one taken out; words really typed."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.compiling import alone
from bot.programme.columns import Options
from bot.programme.layout import Layout
from flows.world import World
from storage import interviews
from storage.engine import Store, open_store
from storage.schema import answer_event
from tests.walks.conftest import take
from tests.walks.families import FAMILY
from tests.walks.runner import (
    Say,
    Twice,
    Walk,
    at,
    edited,
    in_language,
    lacks,
    offers,
    old,
    reply,
    silent_about,
    stage,
    start,
    tap,
)

ENGLISH = """
| survey |
| | type | name | label::en |
| | begin_repeat | child | Children |
| | text | who | First name? |
| | integer | age | Age? |
| | end_repeat | | |
| settings |
| | form_id | form_title |
| | children | Children |
"""
COUNTED = """
| survey |
| | type | name | label::fr | label::ar | repeat_count | constraint |
| | integer | number | Combien de champs ? | كم عدد الحقول؟ | | . >= 1 and . <= 20 |
| | begin_repeat | field | Champs | الحقول | ${number} | |
| | text | crop | Quelle culture ? | ماذا تزرعون؟ | | |
| | end_repeat | | | | | |
| settings |
| | form_id | form_title |
| | fields | Fields |
"""
COMPUTED = COUNTED.replace("${number} |", "${number} * 1 |")
NESTED = """
| survey |
| | type | name | label::fr |
| | begin_repeat | home | Maisons |
| | text | town | Quel village ? |
| | begin_repeat | tree | Arbres |
| | text | kind | Quel arbre ? |
| | end_repeat | | |
| | end_repeat | | |
| | text | last | Autre chose ? |
| settings |
| | form_id | form_title |
| | homes | Homes |
"""
EXACT = FAMILY.replace(". >= count", ". = count").replace("family", "exact")
FORMS = {
    "family": FAMILY,
    "exact": EXACT,
    "english": ENGLISH,
    "counted": COUNTED,
    "computed": COMPUTED,
    "nested": NESTED,
}


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """The forms, compiled once."""
    made = {}
    for name, source in FORMS.items():
        path = tmp_path_factory.mktemp("form") / f"{name}.md"
        path.write_text(source, encoding="utf-8")
        made[name] = alone(path)
    return made


def told(language: str, *said: str) -> list[Say]:
    """What is said until one more child could be added."""
    head = [each for each in said if not each[-1].isdigit()]
    children = tuple(each for each in said if each[-1].isdigit())
    moves: list[Say] = [start(f"form-{language}"), *head]
    for child in children:
        name, _, age = child.partition(" ")
        moves += [tap("yes"), name, age]
    return moves


SALMA, YASSINE, ADAM = "Salma 7", "Yassine 12", "Adam 3"

FAMILIES = {
    "from « one more? », the list, the second goes, the third is the second then": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE, ADAM),
            (tap("entries"), "Enfants", "[1. Salma, 7]", "[2. Yassine, 12]", "[3. Adam, 3]"),
            (tap("child[2]"), "2. Yassine, 12", "Prénom : Yassine", "Que voulez-vous faire"),
            (tap("drop"), "Supprimer : 2. Yassine, 12", "2 réponses seront supprimées"),
            (tap("yes"), "Supprimé : Yassine, 12", "Ajouter", offers("yes", "no", "entries")),
            (tap("entries"), "[1. Salma, 7] [2. Adam, 3] [Retour]"),
            (tap("back"), "Ajouter"),
            (tap("no"), at("total")),
            ("1", at("total")),
            ("2", "Prénom (1) : Salma", "Prénom (2) : Adam", stage("summary")),
            (tap("confirm"), "Numéro"),
        ],
        keeps={"child": [1, 3], "total": 2},
        status="finished",
    ),
    "an age is corrected from the summary": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE),
            (tap("no"), at("total")),
            ("5", stage("summary")),
            (tap("edit"), "[Votre nom] [Enfants (2)] [En tout] [Retour]"),
            ("enfants", "[1. Salma, 7]"),
            ("yasine", "Âge : 12", offers("edit", "drop", "back")),
            ("modifier", "Âge (2)"),
            ("retour", "Âge : 12", offers("edit", "drop", "back")),
            ("modifier", "Âge (2)"),
            ("âge", at("age")),
            ("13", "Âge (2) : 13", stage("summary")),
        ],
    ),
    "an age is corrected by the child's name, in the middle": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA),
            ("modifier Salma", "[Prénom (1)] [Âge (1)]"),
            ("2", at("age")),
            ("8", "Ajouter"),
            (tap("entries"), "[1. Salma, 8]"),
        ],
    ),
    "the age of one child by its name: at once": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE),
            ("modifier l'âge de Salma", "Votre réponse actuelle : 7", at("age")),
            ("8", "C’est changé. Âge (1) : 8", "Ajouter"),
        ],
    ),
    "another child than the one that is shown is named: that one goes": Walk(
        says=[
            *told("ary", "فاطمة بنعلي", "ليلى 7", "سمير 9"),
            ("lista", "[1. ليلى، 7]"),
            (tap("child[1]"), "1. ليلى، 7", offers("edit", "drop")),
            ("ms7 سمير", "واش نمسحو هادا: 2. سمير، 9", stage("confirming")),
            ("ah", "تمسح: سمير، 9"),
        ],
        keeps={"child": [1]},
    ),
    "back to « one more? » and yes after a no: it is asked again": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA),
            (tap("no"), at("total")),
            ("retour", "Ajouter"),
            (tap("yes"), at("who")),
            "Yassine",
            ("12", "Ajouter", offers("yes", "no", "entries")),
            (tap("no"), at("total")),
        ],
        keeps={"child": [1, 2], "child[+]": "no"},
    ),
    "taken out by name, with one word, while another question is open": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE),
            (tap("no"), at("total")),
            ("supprimer Salma", "Supprimer : 1. Salma, 7", stage("confirming")),
            ("oui", "Supprimé : Salma, 7", at("total")),
            ("je veux enlever l’enfant 1", "Supprimer : 1. Yassine, 12"),
            ("non", "1. Yassine, 12", offers("edit", "drop")),
            ("retour", "[1. Yassine, 12]"),
            ("annuler", at("total")),
            ("supprimer", "Lequel voulez-vous supprimer", "[1. Yassine, 12]"),
            ("retour", at("total")),
            ("la liste des enfants", "[1. Yassine, 12]"),
            ("la liste", "[1. Yassine, 12]", silent_about("Choisissez")),
            ("enlever", "Lequel voulez-vous supprimer", "[1. Yassine, 12]"),
            ("bonjour", "Choisissez dans la liste"),
            ("1", "Supprimer : 1. Yassine"),
            ("non", offers("edit", "drop")),
            ("la liste", "[1. Yassine, 12]"),
        ],
        keeps={"child": [2]},
    ),
    "a name that two have is asked back": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE, "Salma 9"),
            ("supprimer Salma", "[1. Salma, 7] [3. Salma, 9] [Retour]"),
            ("2", "Choisissez dans la liste", "[3. Salma, 9]"),
            ("3", "Supprimer : 3. Salma, 9"),
            ("oui", "Supprimé : Salma, 9"),
        ],
        keeps={"child": [1, 2]},
    ),
    "my data are still all erased by their words": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA),
            ("supprimer mes données", "effacer définitivement", stage("confirming")),
            ("non", "Ajouter"),
            (tap("entries"), "[1. Salma, 7]"),
            ("supprimer mes données", "effacer définitivement", stage("confirming")),
            ("non", "Ajouter"),
            ("la liste", "[1. Salma, 7]"),
            ("1", offers("edit", "drop")),
            ("effacer mes données", "effacer définitivement", stage("confirming")),
            ("non", "Ajouter"),
            ("supprimer Salma", "Supprimer : 1. Salma"),
            ("supprimer mes données", "effacer définitivement", stage("confirming")),
            ("non", "Ajouter"),
        ],
        keeps={"child": [1]},
    ),
    "an old button, a double tap, an edited message and a reply to what is gone": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE),
            (tap("entries"), "[2. Yassine, 12]"),
            (tap("child[2]"), "2. Yassine, 12"),
            (tap("drop"), "Supprimer"),
            (tap("yes"), "Supprimé"),
            (Twice(), "déjà enregistré", silent_about("Supprimé")),
            (old("yes", ago=1), "déjà"),
            (old("child[2]", ago=3), silent_about("Yassine")),
            (reply("age", "55"), "Ajouter", silent_about("55")),
            (tap("yes"), at("who")),
            ("Mina", at("age")),
            ("2", "Ajouter"),
            (tap("entries"), "[1. Salma, 7] [2. Mina, 2]"),
        ],
        keeps={"child": [1, 3]},
    ),
    "the language changes in the middle of each": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE),
            (tap("entries"), "[2. Yassine, 12]"),
            "language",
            (tap("fa"), "فرزندان", "[۱. Salma، ۷]", "[بازگشت]", in_language("fa")),
            ("۲", "۲. Yassine، ۱۲", "می‌خواهید چه کار کنید؟"),
            ("language", stage("choosing_language")),
            (tap("ary"), "شنو بغيتو ديرو؟", "[بدل] [مسح]", in_language("ary")),
            ("مسح", "واش نمسحو هادا", "غادي يتمسحو معاه جوج أجوبة"),
            ("language", stage("choosing_language")),
            (tap("ar"), "ماذا تريدون أن تفعلوا؟", in_language("ar")),
            ("احذف", "هل نحذف هذا", "[نعم، احذفوا]"),
            ("نعم", "تم الحذف"),
        ],
        keeps={"child": [1]},
    ),
    "stop in the middle of it, and back later": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA),
            ("effacer Salma", "Supprimer"),
            ("stop", stage("stopped")),
            ("début", "Ajouter", silent_about("Supprimé")),
        ],
        keeps={"child": [1]},
    ),
    "all are taken out": Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA),
            ("supprimer 1", "Supprimer : 1. Salma"),
            ("1", "Supprimé", "ajouter", lacks("entries")),
            ("supprimer", "Enfants", at("child[+]")),
            (tap("no"), at("total")),
            ("0", stage("summary"), silent_about("Salma")),
        ],
        keeps={"child": []},
    ),
    "Arabic": Walk(
        says=[
            *told("ar", "كريمة", "سلمى 7", "آدم 3"),
            (tap("entries"), "الأطفال", "[1. سلمى، 7] [2. آدم، 3] [رجوع]"),
            ("الثاني", "2. آدم، 3", "العمر: 3", "[تعديل] [حذف] [رجوع]"),
            ("تعديل", "[العمر (2)]"),
            ("العمر", at("age")),
            ("٤", at("child[+]")),
            ("احذف آدم", "هل نحذف هذا: 2. آدم، 4؟", "يُحذف معه جوابان"),
            ("نعم", "تم الحذف: آدم، 4"),
        ],
        keeps={"child": [1]},
    ),
    "Darija": Walk(
        says=[
            *told("ary", "فاطمة", "سلمى 7", "آدم 3"),
            ("شوف اللائحة", "الدراري", "[1. سلمى، 7] [2. آدم، 3] [رجع]"),
            ("لا", at("child[+]")),
            ("حيد ليا سلمى", "واش نمسحو هادا: 1. سلمى، 7؟"),
            ("صافي", "ما فهمناش", stage("confirming")),
            ("إييه", "تمسح: سلمى، 7"),
            ("نبدل آدم", "[شحال فعمرو (1)]"),
        ],
        keeps={"child": [2]},
    ),
    "Darija in Latin letters": Walk(
        says=[
            *told("ary", "Fatima", SALMA, ADAM),
            ("bghit nms7 salma", "واش نمسحو هادا", "1. Salma، 7"),
            ("la", "شنو بغيتو ديرو؟"),
            ("rje3", "[2. Adam، 3]"),
            ("7yed jouj", "2. Adam، 3", stage("confirming")),
            ("ah mse7", "تمسح"),
            ("nbeddel salma", "[سمية الدري (1)]"),
            ("1", at("who")),
            ("Salma Zahra", at("child[+]")),
        ],
        keeps={"child": [1]},
    ),
    "Persian": Walk(
        says=[
            *told("fa", "سارا", "سلما ۷", "آرش ۳"),
            ("لیست", "فرزندان", "[۱. سلما، ۷] [۲. آرش، ۳] [بازگشت]"),
            ("دوم", "۲. آرش، ۳", "[ویرایش] [حذف]"),
            ("بازگشت", "[۱. سلما، ۷]"),
            ("سلما را حذف کن", "این حذف شود: ۱. سلما، ۷؟", "[بله، حذف شود]"),
            ("بله", "حذف شد: سلما، ۷", at("child[+]")),
            ("آرش را تغییر بده", "[سن (۱)]"),
        ],
        keeps={"child": [2]},
    ),
}
PLAIN = {
    "English, after the end": Walk(
        says=[
            *told("en", SALMA, ADAM),
            tap("no"),
            (tap("confirm"), "number", stage("done")),
            ("delete Salma", "Delete 1. Salma, 7?"),
            (tap("yes"), "Deleted: Salma, 7", stage("summary")),
            (tap("confirm"), "number"),
        ],
        keeps={"child": [2]},
        status="finished",
    ),
    "a message that was edited is never that of another entry": Walk(
        says=[
            *told("en", SALMA),
            ("delete Salma", stage("confirming")),
            ("yes", "Deleted"),
            (edited("9", ago=2), "To change an answer"),
        ],
        keeps={"child": []},
    ),
}
NUMBERS = {
    "the number of entries becomes one less with the one that goes": Walk(
        says=[
            start("form-fr"),
            ("3", at("crop")),
            "blé",
            "orge",
            ("maïs", stage("summary")),
            ("supprimer orge", "Supprimer : 2. orge", "« Combien de champs » devient : 2"),
            (tap("yes"), "Supprimé : orge", "(1) : blé", "(2) : maïs", stage("summary")),
            (tap("confirm"), "Numéro"),
        ],
        keeps={"number": 2, "field": [1, 3]},
        status="finished",
    ),
    "the last one cannot go: the number says how many, and can be changed": Walk(
        says=[
            start("form-fr"),
            ("1", at("crop")),
            ("blé", stage("summary")),
            ("supprimer blé", "Combien de champs", "modifier maintenant", at("number")),
            ("2", at("crop")),
            ("orge", stage("summary")),
        ],
        keeps={"number": 2},
    ),
    "one more is asked for after one has gone": Walk(
        says=[
            start("form-fr"),
            "2",
            "blé",
            ("orge", stage("summary")),
            ("supprimer blé", "Supprimer"),
            ("oui", "Supprimé", silent_about("(2)")),
            ("modifier combien de champs", at("number")),
            ("2", at("crop"), silent_about("blé")),
            ("maïs", "(1) : orge", "(2) : maïs", stage("summary")),
        ],
        keeps={"number": 2, "field": [2, 3]},
    ),
}
WORKED_OUT = {
    "where the number is worked out from several answers nothing can be taken out": Walk(
        says=[
            start("form-ar"),
            "2",
            "قمح",
            ("شعير", stage("summary")),
            ("احذف قمح", "العدد يأتي من أجوبة أخرى", "قمح", offers("edit"), lacks("drop")),
            ("تعديل", at("crop")),
            ("ذرة", "(1): ذرة", stage("summary")),
        ],
    ),
}
INNER = {
    "an entry goes with all that stands in it; an inner one alone": Walk(
        says=[
            start("form-fr"),
            *(tap("yes"), "Anza", tap("yes"), "figuier", tap("yes"), "olivier", tap("no")),
            *(tap("yes"), "Tata", tap("yes"), "palmier", tap("no")),
            (tap("entries"), "[1. Anza] [2. Tata]"),
            (tap("home[1]"), "[Modifier] [Supprimer] [Arbres (2)] [Retour]"),
            (tap("home[1]/tree"), "[1. figuier] [2. olivier] [Retour]"),
            (tap("back"), "1. Anza", "[Arbres (2)]"),
            ("arbres", "[1. figuier]"),
            ("2", "2. olivier", offers("edit", "drop")),
            (tap("drop"), "Supprimer : 2. olivier", "1 réponse sera"),
            (tap("yes"), "Supprimé : olivier", "Maisons"),
            ("supprimer Anza", "Supprimer : 1. Anza", "2 réponses seront"),
            ("oui", "Supprimé : Anza", "Maisons"),
            ("supprimer palmier", "Supprimer : 1. palmier"),
            ("oui", "Supprimé : palmier"),
            (tap("no"), at("last")),
            ("supprimer", "Lequel", "[1. Tata]"),
            ("retour", at("last")),
            ("rien", stage("summary"), silent_about("Anza")),
        ],
        keeps={"home": [2]},
    ),
}


@pytest.fixture
async def walked_in(
    worlds: dict[str, World], sqlite_template: Path, tmp_path: Path, anyio_backend: str
) -> Callable[[str, Walk], Awaitable[None]]:
    """Takes a walk through a new house with one form in it."""
    path = tmp_path / "rafiq.db"
    shutil.copy(sqlite_template, path)

    async def walk_in(name: str, walk: Walk) -> None:
        async with await open_store(f"sqlite+aiosqlite:///{path}") as store:
            await take(walk, store, worlds[name], tmp_path)

    return walk_in


WALKS = [
    pytest.param(form, walk, id=f"{form}: {name}")
    for form, walks in (
        ("family", FAMILIES),
        ("english", PLAIN),
        ("counted", NUMBERS),
        ("computed", WORKED_OUT),
        ("nested", INNER),
    )
    for name, walk in walks.items()
]


@pytest.mark.anyio
@pytest.mark.parametrize(("form", "walk"), WALKS)
async def test_entries(
    form: str, walk: Walk, walked_in: Callable[[str, Walk], Awaitable[None]]
) -> None:
    await walked_in(form, walk)


TAKEN_OUT = Walk(
    says=[
        *told("fr", "Awa Diallo", SALMA, YASSINE, ADAM),
        ("supprimer Yassine", "Supprimer : 2. Yassine, 12"),
        (tap("yes"), "Supprimé"),
        (Twice(), "déjà enregistré"),
        (tap("no"), at("total")),
        ("2", stage("summary")),
        (tap("confirm"), "Numéro"),
    ],
    status="finished",
)


@pytest.mark.anyio
async def test_events_answers_and_export_agree(
    worlds: dict[str, World], store: Store, tmp_path: Path
) -> None:
    """On both databases; every update comes twice, as in any walk."""
    world = worlds["family"]
    await take(TAKEN_OUT, store, world, tmp_path)
    events = await store.read(
        lambda tx: list(tx.execute(select(answer_event).order_by(answer_event.c.id)).mappings())
    )
    gone = [each for each in events if each["how"] == "deleted"]
    assert [(each["question"], each["value"]) for each in gone] == [
        ("child[2]/who", None),
        ("child[2]/age", None),
        ("child[2]", None),
    ]
    last = {each["question"]: each["value"] for each in events if not each["refused"]}
    [form] = world.forms.values()
    [finished] = await store.read(lambda tx: interviews.page(tx, form.id))
    held = finished.interview.answers
    assert {key: last[key] for key in held if "/" in key} == {
        "child[1]/who": "Salma",
        "child[1]/age": 7,
        "child[3]/who": "Adam",
        "child[3]/age": 3,
    }
    assert {key: held[key] for key in held if "/" in key} == {
        key: value for key, value in last.items() if "/" in key and value is not None
    }
    record = Layout([form], zone="UTC", options=Options()).record(finished)
    assert record["child"] == [
        {"child/who": "Salma", "child/age": 7},
        {"child/who": "Adam", "child/age": 3},
    ]


@pytest.mark.anyio
async def test_an_answer_that_goes_with_an_entry_has_an_event_of_its_own(
    worlds: dict[str, World], store: Store, tmp_path: Path
) -> None:
    walk = Walk(
        says=[
            *told("fr", "Awa Diallo", SALMA, YASSINE),
            (tap("no"), at("total")),
            ("2", stage("summary")),
            ("supprimer Yassine", "Supprimer : 2. Yassine, 12"),
            (tap("yes"), "Supprimé", at("total")),
            ("1", stage("summary")),
        ],
        keeps={"total": 1},
    )
    await take(walk, store, worlds["exact"], tmp_path)
    events = await store.read(
        lambda tx: list(tx.execute(select(answer_event).order_by(answer_event.c.id)).mappings())
    )
    assert [(each["how"], each["value"]) for each in events if each["question"] == "total"] == [
        ("typed", 2),
        ("deleted", None),
        ("typed", 1),
    ]
