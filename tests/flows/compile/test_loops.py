"""Loops: the same questions for each choice of a list, as pyxform unfolds them."""

import re
from pathlib import Path
from typing import Any

import pytest

from flows.compile import FormFaults, compile_form
from tests.flows.compile.test_shapes import Guest

ANIMALS = """
| choices |
| | list_name | name | label::English (en) | label::French (fr) |
| | animals | goat | goats | chèvres |
| | animals | none | none | aucune |
| | animals | hen | hens | poules |
| | ages | young | young | jeunes |
"""
HEAD = "| survey |\n| | type | name | label::English (en) | label::French (fr) | appearance |\n"


def form(*rows: str) -> bytes:
    return (HEAD + "".join(f"| | {row} |\n" for row in rows) + ANIMALS).encode()


def questions(source: bytes) -> dict[str, dict[str, Any]]:
    return {each["key"]: each for each in compile_form(source).document["questions"]}


@pytest.mark.parametrize(
    "begin", ["begin loop over animals", "begin_loop animals", "begin loop animals"]
)
def test_every_choice_has_its_questions_and_its_group(begin: str) -> None:
    source = form(
        f"{begin} | herd | Your animals | Vos animaux | |",
        "integer | number | How many %(label)s? | Combien de %(label)s ? | |",
        "image | photo | A photo of %(label)s (%(name)s) | Une photo de %(label)s | |",
        "end loop | | | | |",
    )
    made = compile_form(source).document
    assert made["groups"]["herd/goat"]["label"] == {"en": "goats", "fr": "chèvres"}
    found = questions(source)
    assert list(found) == [
        "herd/goat/number", "herd/goat/photo", "herd/hen/number", "herd/hen/photo",
    ]  # fmt: skip
    assert found["herd/hen/number"]["label"] == {
        "en": "How many hens?",
        "fr": "Combien de poules ?",
    }
    assert found["herd/hen/photo"]["label"]["en"] == "A photo of hens (hen)"
    assert found["herd/hen/photo"]["type"] == "image"


def test_a_question_keeps_its_type_its_list_and_its_look_in_groups_and_inner_loops() -> None:
    found = questions(
        form(
            "begin loop over animals | herd | Herd | Troupeau | |",
            "begin group | more | More of %(label)s | Plus | |",
            "select_multiple animals or_other | with | Kept with | Avec | minimal |",
            "end group | | | | |",
            "begin loop over ages | age | Ages | Âges | |",
            "acknowledge | seen | Seen: %(label)s? | Vu : %(label)s ? | |",
            "end loop | | | | |",
            "end loop | | | | |",
        )
    )
    kept = found["herd/hen/more/with"]
    assert (kept["type"], kept["list"], kept["appearance"]) == (
        "select_multiple",
        "animals",
        "minimal",
    )
    assert found["herd/hen/more/with_other"]["type"] == "text"
    assert found["herd/goat/age/young/seen"]["label"]["fr"] == "Vu : jeunes ?"
    assert found["herd/goat/age/young/seen"]["type"] == "acknowledge"


@pytest.mark.parametrize(
    ("begin", "code"),
    [
        pytest.param("begin loop over animls", "list.missing", id="a list that is not there"),
        pytest.param("begin loop", "list.unnamed", id="no list"),
    ],
)
def test_a_loop_needs_a_list(begin: str, code: str) -> None:
    with pytest.raises(FormFaults) as found:
        compile_form(
            form(f"{begin} | herd | H | H | |", "text | a | A | A | |", "end loop | | | ||")
        )
    faults = [(each.code, each.row, each.column) for each in found.value.faults]
    assert (code, 2, "type") in faults


def test_the_choices_of_a_loop_have_labels() -> None:
    source = form(
        "begin loop over animals | h | H | H | |", "text | a | A | A | |", "end loop | | | ||"
    )
    with pytest.raises(FormFaults) as found:
        compile_form(source.replace(b"goats | ch\xc3\xa8vres", b" | "))
    errors = [each for each in found.value.faults if each.level == "error"]
    assert [(each.sheet, each.row, each.code) for each in errors] == [
        ("choices", 2, "choice.label_missing")
    ]


def test_a_loop_is_walked_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "loop.md"
    path.write_bytes(
        re.sub(
            rb"::English \(en\) \| label::French \(fr\)",
            b" | hint",
            form(
                "begin loop over animals | herd | Herd | |",
                "date | when | Since when? | |",
                "select_one ages | age | Age of %(label)s? | |",
                "end loop | | | | |",
            ),
        )
    )
    guest = Guest(path, 1)
    guest.walk()
    assert [each.key for each in guest.standing().asked] == [
        "herd/goat/when", "herd/goat/age", "herd/hen/when", "herd/hen/age",
    ]  # fmt: skip
