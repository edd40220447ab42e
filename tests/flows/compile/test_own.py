"""Our own forms: modules, shared lists, and the catalogues that translate them."""

import tomllib
from pathlib import Path

import pytest

from flows.compile import Compiled, Fault, FormFaults, compile_form, depends, digest
from flows.loading import load

ROOT = Path(__file__).parents[3]
FORMS = sorted(ROOT.glob("flows/programmes/*/*.csv"))

INTAKE = """survey
,type,name,label,relevant,bind::rafiq:short
,include,person,,,
,select_one colour,colour,"Which colour, ${full_name}?",,Colour
choices
,list_name,name,label,rafiq:short
,colour,red,Red,
,colour,blue,Blue,
settings
,form_id,form_title,version,default_language
,test.intake,Test,26.1.0,en
"""
PERSON = """survey
,type,name,label,required_message
,begin_group,person,About you,
,text,full_name,What is your name?,This answer is needed.
,select_one yn,agrees,Do you agree?,
,end_group,,,
"""
LISTS = """choices
,list_name,name,label
,yn,yes,Yes
,yn,no,No
,other,x,X
"""
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
FRENCH = {
    "test.intake": {
        "colour:label": ("Which colour, ${full_name}?", "Quelle couleur, ${full_name} ?"),
        "colour:short": ("Colour", "Couleur"),
        "colour.red:label": ("Red", "Rouge"),
        "colour.blue:label": ("Blue", "Bleu"),
    },
    "person": {
        "person:label": ("About you", "À propos de vous"),
        "full_name:label": ("What is your name?", "Quel est votre nom ?"),
        "full_name:required_message": ("This answer is needed.", "J’ai besoin de cette réponse."),
        "agrees:label": ("Do you agree?", "Êtes-vous d’accord ?"),
    },
    "lists": {"yn.yes:label": ("Yes", "Oui"), "yn.no:label": ("No", "Non")},
}


class House:
    """A folder with a form, modules and catalogues."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("intake.csv", INTAKE)
        self.write("modules/person.csv", PERSON)
        self.write("modules/lists.csv", LISTS)
        for domain, messages in FRENCH.items():
            self.translate(domain, messages)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def translate(self, domain: str, messages: dict[str, tuple[str, str]], flag: str = "") -> None:
        parts = [
            f'{flag}msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{french}"\n'
            for context, (english, french) in messages.items()
        ]
        self.write(f"locales/fr/LC_MESSAGES/{domain}.po", "\n".join([HEADER, *parts]))

    def compile(self) -> Compiled:
        return compile_form(
            self.folder / "intake.csv",
            form_id="test.intake",
            modules=self.folder / "modules",
            catalogues=[self.folder / "locales"],
            languages=["fr"],
            served=["fr"],
        )

    def faults(self) -> list[Fault]:
        with pytest.raises(FormFaults) as refused:
            self.compile()
        return list(refused.value.faults)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_module_is_put_in_place_and_translated(house: House) -> None:
    found = house.compile()
    assert found.faults == ()
    questions = {q["key"]: q for q in found.document["questions"]}
    assert [key for key in questions if key.split("/")[0] != "meta"] == [
        "person/full_name",
        "person/agrees",
        "colour",
    ]
    assert questions["person/full_name"]["label"] == {
        "fr": "Quel est votre nom ?",
        "en": "What is your name?",
    }
    assert questions["person/full_name"]["required_message"]["fr"].startswith("J’ai besoin")
    assert questions["colour"]["label"]["fr"] == [
        "Quelle couleur, ",
        {"value": "/data/person/full_name"},
        " ?",
    ]
    assert questions["colour"]["hints"]["short"] == {"fr": "Couleur", "en": "Colour"}


def test_each_row_remembers_where_it_came_from(house: House) -> None:
    questions = house.compile().document["questions"]
    assert [(q["source"], q["row"]) for q in questions[:3]] == [
        ("person", 3),
        ("person", 4),
        ("test.intake", 3),
    ]


def test_only_the_lists_that_are_used_come_along(house: House) -> None:
    lists = house.compile().document["lists"]
    assert list(lists) == ["colour", "yn"]
    assert lists["yn"][0]["label"] == {"fr": "Oui", "en": "Yes"}


def test_the_xform_speaks_all_languages(house: House) -> None:
    found = house.compile()
    assert '<translation lang="French (fr)">' in found.xform
    assert "Rouge" in found.xform
    assert found.document["languages"] == ["fr", "en"]
    assert found.document["title"] == {"en": "Test"}


def test_a_corrected_translation_is_the_same_version(house: House) -> None:
    before = house.compile().document
    house.translate("lists", {"yn.yes:label": ("Yes", "Oui !"), "yn.no:label": ("No", "Non")})
    after = house.compile().document
    assert before["version"] == after["version"]
    assert before["wording"] != after["wording"]


def test_a_translation_that_lacks(house: House) -> None:
    house.translate("lists", {"yn.yes:label": ("Yes", "Oui")})
    (found,) = house.faults()
    assert (found.source, found.sheet, found.row) == ("lists.csv", "choices", 3)
    assert (found.code, found.level) == ("translation.missing", "error")
    assert found.message == (
        "There is no fr translation of “No”. Add the message yn.no:label to lists.po."
    )


def test_a_translation_of_an_older_text(house: House) -> None:
    house.write("modules/lists.csv", LISTS.replace("no,No", "no,Not now"))
    (found,) = house.faults()
    assert (found.code, found.params["old"]) == ("translation.stale", "No")


def test_a_translation_that_nobody_has_looked_at(house: House) -> None:
    house.translate("lists", FRENCH["lists"], flag="#, fuzzy\n")
    assert [it.code for it in house.faults()] == ["translation.missing"] * 2


def test_a_language_that_is_not_served_may_lack(house: House) -> None:
    (house.folder / "locales/fr/LC_MESSAGES/lists.po").unlink()
    found = compile_form(
        house.folder / "intake.csv",
        form_id="test.intake",
        modules=house.folder / "modules",
        catalogues=[house.folder / "locales"],
        languages=["fr"],
    )
    assert [(it.code, it.level) for it in found.faults] == [("translation.missing", "warning")] * 2


def test_a_catalogue_that_is_damaged(house: House) -> None:
    path = house.folder / "locales/fr/LC_MESSAGES/lists.po"
    path.write_bytes(path.read_bytes() + b'msgid "\xff\xfe"\nmsgstr "x"\n')
    assert "catalogue.unreadable" in [it.code for it in house.faults()]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        pytest.param(
            "intake.csv",
            "include,person,,,",
            "include,persno,,,",
            ("intake.csv", "survey", 2, "name", "include.unknown"),
            id="a module that is not there",
        ),
        pytest.param(
            "intake.csv",
            "include,person,,,",
            "include,person,,1 = 1,",
            ("intake.csv", "survey", 2, "relevant", "include.relevant"),
            id="an include with a relevance",
        ),
        pytest.param(
            "modules/person.csv",
            ",end_group,,,",
            ",end_group,,,\n,include,person,,",
            ("person.csv", "survey", 6, "name", "include.nested"),
            id="a module that includes itself",
        ),
        pytest.param(
            "intake.csv",
            ",colour,blue,Blue,",
            ",yn,yes,Of course,",
            ("lists.csv", "choices", 2, "list_name", "list.conflict"),
            id="a list that is another one elsewhere",
        ),
        pytest.param(
            "modules/person.csv",
            "full_name,What",
            "fullname,What",
            ("intake.csv", "survey", 3, "label", "reference.unknown"),
            id="a name that the module no longer has",
        ),
        pytest.param(
            "modules/person.csv",
            "required_message\n",
            "requird_message\n",
            ("person.csv", "survey", 1, "requird_message", "column.misspelt"),
            id="a misspelt column of a module",
        ),
        pytest.param(
            "modules/person.csv",
            "text,full_name",
            "txt,full_name",
            ("person.csv", "survey", 3, "type", "type.unknown"),
            id="an unknown type in a module",
        ),
    ],
)
def test_a_fault_names_its_file(
    house: House, name: str, old: str, new: str, expected: tuple[str, str, int, str, str]
) -> None:
    path = house.folder / name
    house.write(name, path.read_text(encoding="utf-8").replace(old, new))
    found = [(it.source, it.sheet, it.row, it.column, it.code) for it in house.faults()]
    assert expected in found


def test_the_files_that_a_form_depends_on(house: House) -> None:
    def files() -> list[Path]:
        found = depends(
            house.folder / "intake.csv",
            form_id="test.intake",
            modules=house.folder / "modules",
            catalogues=[house.folder / "locales"],
        )
        return list(found)

    assert sorted(path.name for path in files()) == [
        "intake.csv",
        "lists.csv",
        "lists.po",
        "person.csv",
        "person.po",
        "test.intake.po",
    ]
    before = digest(files())
    assert digest(files()) == before
    house.write("modules/person.csv", PERSON + "\n")
    assert digest(files()) != before


@pytest.mark.parametrize("path", FORMS, ids=[f"{it.parent.name}.{it.stem}" for it in FORMS])
def test_our_forms_compile_without_a_fault(path: Path) -> None:
    programme = tomllib.loads((path.parent / "programme.toml").read_text(encoding="utf-8"))
    found = compile_form(
        path,
        form_id=f"{path.parent.name}.{path.stem}",
        modules=ROOT / "flows/modules",
        catalogues=[ROOT / "locales"],
        languages=programme["catalogue_languages"],
        served=programme["languages"],
    )
    assert [str(it) for it in found.faults] == []
    assert load(found.document).id == f"{path.parent.name}.{path.stem}"
