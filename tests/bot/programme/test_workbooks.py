"""A form goes to Excel and comes back: nothing is lost, whatever it holds."""

from __future__ import annotations

import csv
import io
import shutil
import string
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot import compiling
from bot.cli.workbooks import _whole
from bot.programme import folders, importing, workbooks
from bot.programme.tables import ExportError
from flows.compile import compile_form, whole_form
from flows.compiling.catalogues import Catalogues
from flows.compiling.changes import compare
from flows.compiling.faults import FormFaults
from flows.compiling.whole import Table
from locales.bidi import RTL_LANGUAGES

PROGRAMMES = ("almontija", "elites", "femmpact")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where imported forms go."""
    folder = tmp_path / "forms"
    monkeypatch.setenv("RAFIQ_FORMS", str(folder))
    return folder


def exported(form: str, folder: Path) -> Path:
    """Write a form as a workbook, as the command does."""
    made, tables = _whole(form)
    path = folder / f"{Path(form).stem}.xlsx"
    default = made.document["default_language"]
    workbooks.write(tables, path, right_to_left=default in RTL_LANGUAGES)
    return path


def words(folder: Path, domain: str, language: str) -> Mapping[str, Any]:
    found = Catalogues(folder)
    assert found.find(language, domain, "") is None
    return dict(found._messages(found.path(language, domain)))


# ---------------------------------------------------------------- our own forms


@pytest.mark.parametrize("own", PROGRAMMES)
def test_our_forms_come_back_letter_for_letter(own: str, tmp_path: Path) -> None:
    path = exported(f"{own}.intake", tmp_path)
    plan = importing.plan(path)
    assert (plan.same, plan.edited, plan.new) == (True, False, False)
    assert (plan.files, plan.changes) == ({}, [])
    fresh = importing.plan(path, into=tmp_path / "elsewhere")
    importing.carry_out(fresh)
    home = folders.FLOWS / "programmes" / own
    assert (fresh.folder / "intake.csv").read_bytes() == (home / "intake.csv").read_bytes()
    for language in fresh.parts.messages:
        kept = words(fresh.folder / "locales", f"{own}.intake", language)
        assert kept == words(folders.LOCALES, f"{own}.intake", language)


@pytest.mark.parametrize("own", PROGRAMMES)
def test_a_workbook_is_the_same_form(own: str, tmp_path: Path) -> None:
    path = exported(f"{own}.intake", tmp_path)
    installed = compiling.compile_programme(own).document
    alone = compile_form(path).document
    assert importing.state(alone) == importing.state(installed)
    assert alone["questions"][5]["label"] == installed["questions"][5]["label"]


@pytest.mark.parametrize("own", PROGRAMMES)
@pytest.mark.skipif(shutil.which("java") is None, reason="ODK Validate needs Java")
def test_odk_validate_takes_the_workbook(own: str, tmp_path: Path) -> None:
    from pyxform.xls2xform import convert

    made = convert(str(exported(f"{own}.intake", tmp_path)), validate=True)
    assert f'id="{own}.intake"' in made.xform


# ---------------------------------------------------------------- what is hard to carry

HARD = {
    "letters of all kinds": """survey
,type,name,label::English (en),label::Arabic (ar)
,text,a,"=1+1 ""quoted"", 😀","سطر أول
سطر ثان"
,note,b,"'apostrophe
and a line break",-
""",
    "right to left by default": """survey
,type,name,label::Persian (fa),label::Français (fr)
,text,a,نام شما؟,Votre nom\u00a0?
settings
,default_language
,Persian (fa)
""",
    "a language of one text, a text without a source": """survey
,type,name,label::English (en),label::French (fr),hint::French (fr)
,text,a,Name,,Indice
,text,b,,Seulement,
,text,c,Both,Les deux,
""",
    "no language at all": "survey\n,type,name,label\n,text,a,Name\n,integer,b,Age\n",
    "plain columns beside a language": """survey
,type,name,label,label::French (fr)
,text,a,Name,Nom
""",
    "a language that nobody knows": """survey
,type,name,label::English (en),label::Tamazight
,text,a,Name,ⵉⵙⵎ
""",
    "a loop over choices in two languages": """survey
,type,name,label::English (en),label::French (fr)
,begin loop over l,herd,Your animals,Vos animaux
,integer,number,How many %(label)s?,Combien de %(label)s ?
,end loop,,,
choices
,list_name,name,label::English (en),label::French (fr)
,l,goat,goats,chèvres
,l,hen,hens,poules
""",
    "media in each language": """survey
,type,name,label::English (en),label::French (fr),media::image::en,media::image::fr
,text,a,Name,Nom,en.png,fr.png
,select_one l,b,Which,Lequel,,
choices
,list_name,name,label::English (en),label::French (fr),media::audio::French (fr)
,l,x,X,Ix,x.mp3
""",
    "columns of others": '''survey
,type,name,label,my notes,bind::oc:item,body::kb:flex,instance::odk:tag,hxl
,text,a,Name,remember,7,yes,t,#name
settings
,namespaces
,"oc=""https://example.org/oc"" kb=""https://example.org/kb"""
''',
    "a cascade and its columns": """survey
,type,name,label,choice_filter
,select_one region,region,Region,
,select_one town,town,Town,region = ${region}
choices
,list_name,name,label,region,population
,region,n,North,,
,region,s,South,,
,town,a,Alpha,n,12
,town,b,Beta,s,3
""",
    "or other, ranks, ranges, files": """survey
,type,name,label,parameters,appearance
,select_one l or_other,a,A,,minimal
,rank l,b,B,,
,range,c,C,start=1 end=5 step=1,
,select_one_from_file towns.csv,d,D,value=code,
,select_multiple l,e,E,,likert
choices
,list_name,name,label
,l,x,X
,l,y,Y
,unused,z,Z
""",
    "external choices": """survey
,type,name,label,choice_filter
,select_one region,region,Region,
,select_one_external town,town,Town,region=${region}
choices
,list_name,name,label
,region,n,North
external_choices
,list_name,name,label,region
,town,a,Alpha,n
,town,b,Beta,n
""",
    "repeats, groups, notes without a name, blank rows": """survey
,type,name,label,relevant,repeat_count,required,required_message,constraint,constraint_message
,note,,Welcome,,,,,,
,,,,,,,,,
,begin group,g,Group,,,,,,
,integer,n,How many?,,,yes,Needed,. < 9,Too many
,end group,,,,,,,,
,begin repeat,r,Each,,${n},,,,
,text,who,Name of ${n},,,,,,
,note,,Thanks ${who},${n} > 1,,,,,
,end repeat,,,,,,,,
""",
    "the same name twice, said differently": """survey
,type,name,label::English (en),label::French (fr)
,begin group,g,One,Un
,text,who,Your name,Votre nom
,end group,,,
,begin group,h,Two,Deux
,text,who,Her name,Son nom
,end group,,,
""",
    "our own hints": '''survey
,type,name,label::en,label::ary,bind::rafiq:short,rafiq:short (ary),bind::rafiq:sensitive
,text,a,Your name,سميتك؟,Name,السمية,M
,select_one l,b,Which,أشمن,Which,,
choices
,list_name,name,label::English (en),label::Darija (ary),rafiq:short,rafiq:short (ary),rafiq:starter
,l,x,A long label,طويل,Short,قصير,yes
settings
,default_language,namespaces
,English (en),"rafiq=""https://rafiq.example/xforms"""
''',
    "lists that are called like ours": """survey
,type,name,label
,select_one yn,a,A
choices
,list_name,name,label
,yn,yes,Absolutely
,yn,maybe,Maybe
""",
    "settings": """survey
,type,name,label
,text,a,A
settings
,form_id,form_title,version,instance_name,style,rafiq:migrate
,my-form,"Title, with = signs",2026112301,"concat('x', ${a})",pages,move
""",
}


def unchanged(source: bytes, folder: Path) -> None:
    """Fail unless a form is the same after an export, an import, and another export."""
    path = folder / "form.csv"
    path.write_bytes(source)
    first = compile_form(path, form_id="form.intake").document
    there = folder / "form.xlsx"
    workbooks.write(whole_form(path), there, right_to_left=False)
    back = compile_form(there, form_id="form.intake").document
    assert compare(first, back, "en") == []
    assert back["version"] == first["version"]
    plan = importing.plan(there, into=folder / "in", own="form")
    shutil.rmtree(plan.folder, ignore_errors=True)
    importing.carry_out(plan)
    kept = compiling.compile_at(plan.folder).document
    assert [each for each in compare(first, kept, "en") if each.kind != "settings.changed"] == []
    assert kept["version"] == first["version"]
    again = importing.plan(there, into=folder / "in", own="form")
    assert again.same
    workbooks.write(_tables(plan.folder), folder / "again.xlsx", right_to_left=False)
    third = importing.plan(folder / "again.xlsx", into=folder / "in", own="form")
    assert (third.files, third.changes) == ({}, [])


def _tables(folder: Path) -> Sequence[Table]:
    data = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))
    return whole_form(
        folder / "intake.csv",
        form_id=f"{folder.name}.intake",
        modules=folders.FLOWS / "modules",
        catalogues=folders.catalogues(folder),
        languages=data["catalogue_languages"],
    )


@pytest.mark.parametrize("source", HARD.values(), ids=HARD)
def test_nothing_is_lost(source: str, tmp_path: Path) -> None:
    unchanged(source.encode(), tmp_path)


# ---------------------------------------------------------------- any form

_TEXT = st.text(
    st.sampled_from("aé =+-@'\"\n,;|$😀شلە؟،\u200f\u202f")
    | st.characters(codec="utf-8", exclude_categories=["Cc"]),
    min_size=1,
    max_size=30,
)
_CODES = st.lists(st.sampled_from(["en", "fr", "ar", "ary", "fa", "ckb"]), unique=True, min_size=1)
_NAMES = st.text(string.ascii_lowercase + "_", min_size=1, max_size=8).map(lambda it: f"n{it}")


def _either(cell: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", cell])


@st.composite
def forms(draw: st.DrawFn) -> list[list[str]]:
    """Return the rows of a multi-sheet CSV that may well be a form."""
    codes = draw(_CODES)
    heads = [f"label::{code}" for code in codes] + [f"hint::{code}" for code in codes]
    extra = ["required", "relevant", "constraint", "appearance", "bind::rafiq:short", "my column"]
    rows = [["survey"], ["", "type", "name", *heads, *extra]]
    lists = draw(st.lists(_NAMES, unique=True, min_size=1, max_size=3))
    names: list[str] = []
    kinds = [
        "text",
        "integer",
        "date",
        "note",
        "select_one",
        "select_multiple",
        "rank",
        "hidden",
    ]

    def words(count: int) -> list[str]:
        first = draw(_TEXT.filter(str.strip))
        return [first, *(draw(st.just("") | _TEXT) for _ in range(count - 1))]

    def question() -> None:
        kind = draw(st.sampled_from(kinds))
        kind = f"{kind} {draw(st.sampled_from(lists))}" if kind[:6] in ("select", "rank") else kind
        name = draw(_NAMES.filter(lambda it: it not in names))
        relevant = draw(st.sampled_from(["", *(f"${{{each}}} != ''" for each in names)]))
        logic = [
            draw(st.sampled_from(["", "yes"])),
            relevant,
            draw(st.sampled_from(["", ". != 3"])),
        ]
        rows.append(["", kind, name, *words(len(heads)), *logic, "", draw(_TEXT), draw(_TEXT)])
        names.append(name)

    for number in range(draw(st.integers(1, 4))):
        edge = draw(st.sampled_from(["", "group", "repeat"]))
        if edge:
            rows.append(["", f"begin_{edge}", f"{edge}{number}", *words(len(heads))])
        for _ in range(draw(st.integers(1, 3))):
            question()
        if edge:
            rows.append(["", f"end_{edge}"])
    rows += [["choices"], ["", "list_name", "name", *heads[: len(codes)], "district"]]
    for each in lists:
        for choice in draw(st.lists(_NAMES, unique=True, min_size=1, max_size=4)):
            rows.append(
                ["", each, choice, *words(len(codes)), draw(st.sampled_from(["", "a", "b"]))]
            )
    rows += [["settings"], ["", "form_id", "default_language", "namespaces"]]
    named = draw(st.sampled_from(["", *codes]))
    rows.append(["", "any.intake", named, 'rafiq="https://rafiq.example/xforms"'])
    return rows


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms())
def test_any_form_that_compiles_comes_back(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    source = out.getvalue().encode()
    try:
        compile_form(source, form_id="form.intake")
    except FormFaults:
        return
    with tempfile.TemporaryDirectory() as folder:
        unchanged(source, Path(folder))


# ---------------------------------------------------------------- the workbook


# ---------------------------------------------------------------- include, written by hand


BY_HAND = {
    "plain labels": """
        | survey |
        | | type | name | label |
        | | text | crop | What do you grow? |
        | | include | person | |
        | | text | last | For ${full_name}? |
        """,
    "two languages, a list of its own": """
        | survey |
        | | type | name | label::English (en) | label::Français (fr) | hint::English (en) |
        | | include | person | | | |
        | | select_one crops | crop | What do you grow? | Que cultivez-vous ? | One of them |
        | choices |
        | | list_name | name | label::English (en) | label::Français (fr) |
        | | crops | wheat | Wheat | Blé |
        | settings |
        | | form_id | default_language |
        | | hand | English (en) |
        """,
}


def by_hand(source: str, folder: Path) -> Path:
    path = folder / "hand.md"
    path.write_text("\n".join(line.strip() for line in source.splitlines()), encoding="utf-8")
    return path


@pytest.mark.parametrize("source", BY_HAND.values(), ids=BY_HAND)
def test_a_module_can_be_included_by_hand(source: str, tmp_path: Path) -> None:
    path = by_hand(source, tmp_path)
    made = compile_form(path, form_id="hand.intake", ours=compiling.OURS)
    assert {"person/full_name", "person/gender", "crop"} <= {
        each["key"] for each in made.document["questions"]
    }
    assert {each.level for each in made.faults} <= {"warning"}
    import_ = importing.plan(path, own="hand")
    assert import_.document["version"] == made.document["version"]
    if made.document["default_language"] == "en":  # else it is not the module's language
        assert import_.parts.modules == ("person",)
        assert "include,person" in import_.parts.source


def test_an_included_module_speaks_the_languages_of_the_form(tmp_path: Path) -> None:
    path = by_hand(BY_HAND["two languages, a list of its own"], tmp_path)
    made = compile_form(path, ours=compiling.OURS).document
    (name,) = (each for each in made["questions"] if each["name"] == "full_name")
    assert name["label"]["en"] == "What is your full name?"
    assert "nom" in name["label"]["fr"]
    assert set(name["label"]) == {"en", "fr"}
    assert {each["label"]["fr"] for each in made["lists"]["guardian_role"]} >= {"Père", "Mère"}


def test_pictures_and_sounds_come_along(tmp_path: Path) -> None:
    form = """
        | survey |
        | | type | name | label::Darija (ary) | label::English (en) | media::audio::Darija (ary) | media::audio::English (en) |
        | | text | crop | شنو؟ | What? | q.ogg | q.ogg |
        """  # noqa: E501
    (tmp_path / "media" / "ary").mkdir(parents=True)
    (tmp_path / "media" / "ary" / "q.ogg").write_bytes(b"OggS Darija")
    (tmp_path / "q.ogg").write_bytes(b"OggS English")
    import_ = importing.plan(by_hand(form, tmp_path), own="hand")
    importing.carry_out(import_)
    made = compiling.compile_at(import_.folder).document
    assert made["files"] == import_.document["files"]
    assert set(made["files"]) == {"q.ogg", "ary/q.ogg"}


def test_a_fault_below_an_include_names_its_own_row(tmp_path: Path) -> None:
    source = BY_HAND["plain labels"].replace("${full_name}", "${full_nam}")
    with pytest.raises(FormFaults) as refused:
        compile_form(by_hand(source, tmp_path), ours=compiling.OURS)
    (found,) = (each for each in refused.value.faults if each.level == "error")
    assert (found.code, found.row) == ("reference.unknown", 4)


def test_a_module_that_is_unknown_is_a_fault(tmp_path: Path) -> None:
    source = BY_HAND["plain labels"].replace("person", "persons")
    with pytest.raises(FormFaults) as refused:
        compile_form(by_hand(source, tmp_path), ours=compiling.OURS)
    assert "include.no_modules" in {each.code for each in refused.value.faults}


def test_how_a_workbook_looks(tmp_path: Path) -> None:
    book = load_workbook(exported("almontija.intake", tmp_path))
    assert book.sheetnames == ["survey", "choices", "settings", "_types"]
    assert book["_types"].sheet_state == "hidden"
    survey = book["survey"]
    header = [cell.value for cell in survey[1]]
    assert {"label::Darija (ary)", "label::Arabic (ar)", "label::French (fr)"} < set(header)
    assert {"label::English (en)", "bind::rafiq:sensitive", "rafiq:short Darija (ary)"} < set(
        header
    )
    assert survey.freeze_panes == "A2"
    (rule,) = survey.data_validations.dataValidation
    assert (rule.type, rule.formula1.split("!")[0]) == ("list", "'_types'")
    assert str(rule.sqref).startswith("A2:A")
    types = [cell.value for cell in book["_types"]["A"]]
    assert {"text", "begin_group", "select_one douar", "select_multiple days"} < set(types)
    widths = [survey.column_dimensions[name].width for name in "ABC"]
    assert min(widths) > 20
    assert not survey.sheet_view.rightToLeft


def test_a_form_in_persian_is_written_from_right_to_left(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text(HARD["right to left by default"], encoding="utf-8")
    book = load_workbook(exported(str(tmp_path / "form.csv"), tmp_path))
    assert all(book[name].sheet_view.rightToLeft for name in ("survey", "settings"))


def test_nothing_is_a_formula(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text(HARD["letters of all kinds"], encoding="utf-8")
    survey = load_workbook(exported(str(tmp_path / "form.csv"), tmp_path))["survey"]
    assert (survey["C2"].value, survey["C2"].data_type) == ('=1+1 "quoted", 😀', "s")


def test_a_text_that_no_cell_holds_is_named(tmp_path: Path) -> None:
    long = "x" * 40_000
    (tmp_path / "form.csv").write_text(f"survey\n,type,name,label\n,text,a,{long}\n")
    with pytest.raises(ExportError, match="survey, row 2, label"):
        exported(str(tmp_path / "form.csv"), tmp_path)
    assert not (tmp_path / "form.xlsx").exists()
