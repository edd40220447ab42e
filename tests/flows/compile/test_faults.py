"""Faulty forms, and what their authors are told: sheet, row, column, code."""

import pytest

from flows.compile import Fault, FormFaults, compile_form, faults_json

HEAD = "| survey |\n"
YN = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def faults(form: str | bytes) -> list[Fault]:
    content = form if isinstance(form, bytes) else form.encode()
    try:
        return list(compile_form(content, name="form.md").faults)
    except FormFaults as refused:
        return list(refused.faults)


def survey(*rows: str, header: str = "type | name | label", rest: str = "") -> str:
    return HEAD + "".join(f"| | {row} |\n" for row in (header, *rows)) + rest


def with_column(column: str, cell: str, *rows: str, rest: str = "") -> str:
    """Return a form whose row 3 has an expression, after a number called age."""
    return survey(
        "integer | age | How old? |",
        f"text | town | Where? | {cell}",
        *rows,
        header=f"type | name | label | {column}",
        rest=rest,
    )


REFUSED: dict[str, tuple[str, list[tuple[str, int, str, str]]]] = {
    # settings
    "nobody knows where people move": (
        survey("text | a | A", rest="| settings |\n| | form_id | rafiq:migrate |\n| | f | yes |\n"),
        [("settings", 2, "rafiq:migrate", "setting.unknown")],
    ),
    # expressions
    "unknown function": (
        with_column("relevant", "uppercase(${age}) = 'A'"),
        [("survey", 3, "relevant", "expression.unknown_function")],
    ),
    "unknown function, misspelt": (
        with_column("constraint", "string-lenght(.) < 3"),
        [("survey", 3, "constraint", "expression.unknown_function")],
    ),
    "bracket never closed": (
        with_column("relevant", "not(${age} > 3"),
        [("survey", 3, "relevant", "expression.syntax")],
    ),
    "bracket never opened": (
        with_column("relevant", "${age} > 3)"),
        [("survey", 3, "relevant", "expression.syntax")],
    ),
    "quote never closed": (
        with_column("relevant", "${age} = 'three"),
        [("survey", 3, "relevant", "expression.syntax")],
    ),
    "two equal signs": (
        with_column("relevant", "${age} == 3"),
        [("survey", 3, "relevant", "expression.operator")],
    ),
    "two ampersands": (
        with_column("relevant", "${age} > 3 && ${age} < 9"),
        [("survey", 3, "relevant", "expression.operator")],
    ),
    "AND in capitals": (
        with_column("relevant", "${age} > 3 AND ${age} < 9"),
        [("survey", 3, "relevant", "expression.operator")],
    ),
    "an expression that ends early": (
        with_column("relevant", "${age} >"),
        [("survey", 3, "relevant", "expression.syntax")],
    ),
    "two operands, no operator": (
        with_column("constraint", ". 3"),
        [("survey", 3, "constraint", "expression.syntax")],
    ),
    "too few arguments": (
        with_column("relevant", "selected(${age})"),
        [("survey", 3, "relevant", "expression.arity")],
    ),
    "too many arguments": (
        with_column("relevant", "not(${age}, 1)"),
        [("survey", 3, "relevant", "expression.arity")],
    ),
    "two slashes": (
        with_column("relevant", "count(//age) > 3"),
        [("survey", 3, "relevant", "expression.double_slash")],
    ),
    "an axis": (
        with_column("relevant", "parent::age > 3"),
        [("survey", 3, "relevant", "expression.axis")],
    ),
    "French quotation marks": (
        with_column("relevant", "${age} = «three»"),
        [("survey", 3, "relevant", "expression.quotes")],
    ),
    "an apostrophe that the spreadsheet curled inside of a text": (
        with_column("relevant", "${age} = 'l’ami'"),
        [("survey", 3, "relevant", "expression.syntax")],
    ),
    "a list that does not exist": (
        with_column("calculation", "instance('towns')/root/item[name = 'x']/label"),
        [("survey", 3, "calculation", "expression.unknown_list")],
    ),
    "required is an expression too": (
        with_column("required", "${age} =="),
        [("survey", 3, "required", "expression.operator")],
    ),
    "an older name of a column is named as written": (
        with_column("relevance", "${age} == 1"),
        [("survey", 3, "relevance", "expression.operator")],
    ),
    "bind:: before the column": (
        with_column("bind::relevant", "${age} == 1"),
        [("survey", 3, "bind::relevant", "expression.operator")],
    ),
    "the relevance of a group": (
        survey(
            "begin_group | g | G | ${a} == 1",
            "text | b | B |",
            "end_group | | |",
            "integer | a | A |",
            header="type | name | label | relevant",
        ),
        [("survey", 2, "relevant", "expression.operator")],
    ),
    "the count of a repeat": (
        survey(
            "integer | n | N |",
            "begin_repeat | r | R | ${n} +",
            "text | b | B |",
            "end_repeat | | |",
            header="type | name | label | repeat_count",
        ),
        [("survey", 3, "repeat_count", "expression.syntax")],
    ),
    "the name of the instance": (
        survey("text | a | A", rest="| settings |\n| | instance_name |\n| | concat(${a} |\n"),
        [("settings", 2, "instance_name", "expression.syntax")],
    ),
    # circles
    "a calculation that waits for itself": (
        survey(
            "calculate | a | ${a} + 1 |",
            "text | b | | B",
            header="type | name | calculation | label",
        ),
        [("survey", 2, "calculation", "expression.cycle")],
    ),
    "two calculations": (
        survey(
            "calculate | a | | ${b} + 1",
            "calculate | b | | ${a} + 1",
            header="type | name | label | calculation",
        ),
        [("survey", 2, "calculation", "expression.cycle")],
    ),
    "three relevances": (
        survey(
            "text | a | A | ${c} = 1",
            "text | b | B | ${a} = 1",
            "text | c | C | ${b} = 1",
            header="type | name | label | relevant",
        ),
        [("survey", 2, "relevant", "expression.cycle")],
    ),
    "its own dot in relevant": (
        with_column("relevant", ". > 3"),
        [("survey", 3, "relevant", "expression.cycle")],
    ),
    # references
    "unknown reference": (
        with_column("relevant", "${agee} > 3"),
        [("survey", 3, "relevant", "reference.unknown")],
    ),
    "unknown reference in a label": (
        survey("text | a | Hello ${name}"),
        [("survey", 2, "label", "reference.unknown")],
    ),
    "unknown reference in a label of one language": (
        survey(
            "text | a | A | Bonjour ${nom}",
            header="type | name | label::English (en) | label::French (fr)",
        ),
        [("survey", 2, "label::French (fr)", "reference.unknown")],
    ),
    "unknown reference in a trigger": (
        with_column("trigger", "${agee}"),
        [("survey", 3, "trigger", "reference.unknown")],
    ),
    "a reference that is not closed": (
        with_column("relevant", "${age > 3"),
        [("survey", 3, "relevant", "reference.malformed")],
    ),
    "a reference with spaces": (
        with_column("relevant", "${ age } > 3"),
        [("survey", 3, "relevant", "reference.malformed")],
    ),
    "a reference to one of two": (
        survey(
            "begin_group | g | G |",
            "text | a | A |",
            "end_group | | |",
            "begin_group | h | H |",
            "text | a | A |",
            "end_group | | |",
            "text | b | B | ${a} = 1",
            header="type | name | label | relevant",
        ),
        [("survey", 8, "relevant", "reference.ambiguous")],
    ),
    # columns
    "lable, and with it no label": (
        survey("text | a | A", header="type | name | lable"),
        [("survey", 2, "label", "label.missing")],
    ),
    "no column type": (
        survey("a | A", header="name | label"),
        [("survey", 1, "type", "column.missing")],
    ),
    # names, types and groups
    "a name used twice": (
        survey("text | a | A", "text | b | B", "integer | a | A again"),
        [("survey", 4, "name", "name.duplicate")],
    ),
    "a name with a space": (
        survey("text | full name | A"),
        [("survey", 2, "name", "name.invalid")],
    ),
    "a name that begins with a digit": (
        survey("text | 1st | A"),
        [("survey", 2, "name", "name.invalid")],
    ),
    "a name is missing": (survey("text | | A"), [("survey", 2, "name", "name.missing")]),
    "a type is missing": (survey(" | a | A"), [("survey", 2, "type", "type.missing")]),
    "an unknown type": (survey("txt | a | A"), [("survey", 2, "type", "type.unknown")]),
    "a label is missing": (
        survey("text | a |", "text | b | B"),
        [("survey", 2, "label", "label.missing")],
    ),
    "a calculation is missing": (
        survey("calculate | a |", "text | b | B"),
        [("survey", 2, "calculation", "calculation.missing")],
    ),
    "a group that is never closed": (
        survey("begin_group | g | G", "text | a | A"),
        [("survey", 2, "type", "group.unclosed")],
    ),
    "a group that was never opened": (
        survey("text | a | A", "end_group | |"),
        [("survey", 3, "type", "group.unopened")],
    ),
    "a repeat closed as a group": (
        survey("begin_repeat | g | G", "text | a | A", "end_group | |"),
        [("survey", 4, "type", "group.crossed")],
    ),
    "a drawing that is required": (
        survey(
            "image | a | Sign here | signature | yes",
            header="type | name | label | appearance | required",
        ),
        [("survey", 2, "type", "type.unsupported")],
    ),
    "a trace that is required": (
        survey("geotrace | a | Walk around it | yes", header="type | name | label | required"),
        [("survey", 2, "type", "type.unsupported")],
    ),
    "an include without modules": (
        survey("include | person |"),
        [("survey", 2, "type", "include.no_modules"), ("survey", 2, "type", "type.unknown")],
    ),
    # choices
    "a list that is not there": (
        survey("select_one yesno | a | A", rest=YN),
        [("survey", 2, "type", "list.missing")],
    ),
    "no choices at all": (
        survey("select_one yn | a | A"),
        [("survey", 2, "type", "list.missing")],
    ),
    "a select without a list": (
        survey("select_one | a | A", rest=YN),
        [("survey", 2, "type", "list.unnamed")],
    ),
    "a choice named twice": (
        survey("select_one yn | a | A", rest=YN + "| | yn | yes | Yes again |\n"),
        [("choices", 4, "name", "choice.name_duplicate")],
    ),
    "a choice without a name": (
        survey("select_one yn | a | A", rest=YN + "| | yn | | Perhaps |\n"),
        [("choices", 4, "name", "choice.name_missing")],
    ),
    "a choice with a space, of several": (
        survey("select_multiple yn | a | A", rest=YN + "| | yn | not sure | Perhaps |\n"),
        [("choices", 4, "name", "choice.name_spaces")],
    ),
    # what pyxform finds
    "a range that never ends": (
        survey("range | a | A | start=a", header="type | name | label | parameters"),
        [("survey", 2, "parameters", "parameters.invalid")],
    ),
    "a filter on or_other": (
        survey(
            "select_one yn or_other | a | A | name = 'yes'",
            header="type | name | label | choice_filter",
            rest=YN,
        ),
        [("survey", 2, "", "choice_filter.or_other")],
    ),
    # all at once
    "five faults in one form": (
        survey(
            "text | a | A | ${b} == 1 |",
            "select_one nothing | c | C | |",
            "integer | d | D | sum( | yes",
            "txt | e | E | |",
            header="type | name | label | relevant | requird",
        ),
        [
            ("survey", 2, "relevant", "reference.unknown"),
            ("survey", 3, "type", "list.missing"),
            ("survey", 4, "relevant", "expression.syntax"),
            ("survey", 5, "type", "type.unknown"),
        ],
    ),
    "a filter of entries that is not closed": (
        survey(
            "begin_repeat | r | R |",
            "text | n | N |",
            "end_repeat | | |",
            "select_one ${n} | who | Who? | (${n} != 'x'",
            header="type | name | label | choice_filter",
        ),
        [("survey", 5, "choice_filter", "expression.syntax")],
    ),
    "a type that was never one": (
        survey("select one using l | a | A"),
        [("survey", 2, "type", "type.unknown")],
    ),
    "a trigger that nobody sees": (
        survey(
            "calculate | c | | 1 |",
            "text | a | A | |",
            "dateTime | d | D | now() | ${c}",
            header="type | name | label | calculation | trigger",
        ),
        [("survey", 4, "trigger", "trigger.invalid")],
    ),
}


@pytest.mark.parametrize(("form", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_faulty_form_is_refused(form: str, expected: list[tuple[str, int, str, str]]) -> None:
    found = [it for it in faults(form) if it.level == "error"]
    assert [(it.sheet, it.row, it.column, it.code) for it in found] == expected
    assert all(
        it.message.endswith((".", "?")) and "{" not in it.message.replace("${", "") for it in found
    )


WARNED: dict[str, tuple[str, list[tuple[str, int, str, str]]]] = {
    # names
    "the same name in two groups": (
        survey(
            "begin_group | g | G",
            "text | a | A",
            "end_group | |",
            "begin_group | h | H",
            "text | a | A",
            "end_group | |",
        ),
        [("survey", 6, "name", "name.repeated")],
    ),
    "Arabic names": (
        survey("text | الاسم | الاسم", "text | b | ${الاسم}"),
        [("survey", 2, "name", "name.not_portable")],
    ),
    "a name with a full stop": (
        survey("text | a.b | A"),
        [("survey", 2, "name", "name.not_portable")],
    ),
    "a name of 33 characters": (
        survey(f"text | {'a' * 33} | A"),
        [("survey", 2, "name", "name.too_long")],
    ),
    "a name that is a word of SPSS": (
        survey("text | with | A"),
        [("survey", 2, "name", "name.reserved_word")],
    ),
    # words
    "a label that is longer than a message": (
        survey(f"text | a | {'a' * 1025}"),
        [("survey", 2, "label", "length.question")],
    ),
    "a choice that is longer than a button": (
        survey("select_one yn | a | A", rest=YN.replace("| No |", f"| {'n' * 21} |")),
        [("choices", 3, "label", "length.choice")],
    ),
    "a choice that is longer than a row": (
        survey("select_one yn | a | A", rest=YN.replace("| No |", f"| {'n' * 73} |")),
        [("choices", 3, "label", "length.choice")],
    ),
    "a choice with the label of another": (
        survey("select_one yn | a | A", rest=YN.replace("| No |", "| yes |")),
        [("choices", 3, "label", "choice.label_duplicate")],
    ),
    "a label that lacks in one language": (
        survey(
            "text | a | A | ",
            "text | b | B | Le B",
            header="type | name | label::English (en) | label::French (fr)",
        ),
        [("survey", 2, "label::English (en)", "translation.absent")],
    ),
    "a Cyrillic letter in a Latin word": (
        survey("text | a | Nаme"),
        [("survey", 2, "label", "script.mixed")],
    ),
    "French in the column of Arabic": (
        survey("text | a | Bonjour", header="type | name | label::Arabic (ar)"),
        [("survey", 2, "label::Arabic (ar)", "script.other")],
    ),
    "required, and no message": (
        with_column("required", "yes"),
        [("survey", 3, "required", "required.no_messages")],
    ),
    "required, and no message where others have one": (
        survey(
            "text | a | A | yes |",
            "text | b | B | yes | Please.",
            header="type | name | label | required | required_message",
        ),
        [("survey", 2, "required", "required.no_message")],
    ),
    # other programs
    "a function that Collect lacks": (
        with_column("relevant", "floor(${age}) > 3"),
        [("survey", 3, "relevant", "portable.function")],
    ),
    "a number in brackets": (
        with_column("relevant", "/data/age[1] > 3"),
        [("survey", 3, "relevant", "portable.position")],
    ),
    "a date against a text": (
        survey(
            "date | born | Born |",
            "text | a | A | ${born} > '2020-01-01'",
            header="type | name | label | relevant",
        ),
        [("survey", 3, "relevant", "portable.date")],
    ),
    "chance without once": (
        with_column("calculation", "uuid()"),
        [("survey", 3, "calculation", "portable.once")],
    ),
    "a choice that does not exist": (
        survey(
            "select_one yn | a | A |",
            "text | b | B | ${a} = 'oui'",
            "text | c | C | selected(${a}, 'perhaps')",
            "text | d | D | ${a} = 'yes' or selected(${a}, 'no') or ${a} = ''",
            header="type | name | label | relevant",
            rest=YN,
        ),
        [
            ("survey", 3, "relevant", "choice.unknown"),
            ("survey", 4, "relevant", "choice.unknown"),
        ],
    ),
    "a choice of one's own that does not exist": (
        survey(
            "select_multiple yn | a | A | not(selected(., 'none'))",
            header="type | name | label | constraint",
            rest=YN,
        ),
        [("survey", 2, "constraint", "choice.unknown")],
    ),
    # what stands in files
    "choices in a file that is not there": (
        survey("select_one_from_file towns.csv | a | A"),
        [("survey", 2, "type", "file.choices_absent")],
    ),
    "data in a file that is not there": (
        with_column("calculation", "pulldata('prices', 'price', 'code', ${age})"),
        [("survey", 3, "calculation", "file.data_absent")],
    ),
    "a constraint on data that are not there": (
        with_column("constraint", "pulldata('prices', 'price', 'code', .) > 1"),
        [
            ("survey", 3, "constraint", "file.data_absent"),
            ("survey", 3, "constraint", "constraint.unchecked"),
        ],
    ),
    "an appearance that searches as nobody does": (
        survey(
            "select_one yn | a | A | search('towns', 'nearby')",
            header="type | name | label | appearance",
            rest=YN,
        ),
        [("survey", 2, "appearance", "appearance.search")],
    ),
    # what CHT does
    "a group that waits for its own question": (
        survey(
            "begin_group | g | G | ${b} = 1",
            "text | b | B |",
            "end_group | | |",
            header="type | name | label | relevant",
        ),
        [("survey", 2, "relevant", "expression.own_question")],
    ),
    # what ODK forgives
    "a name without brackets": (
        with_column("relevant", "age > 3"),
        [("survey", 3, "relevant", "expression.unknown_reference")],
    ),
    "a path that leads nowhere": (
        with_column("relevant", "/data/home/age > 3"),
        [("survey", 3, "relevant", "expression.unknown_reference")],
    ),
    "a regular expression that RE2 does not know": (
        with_column("constraint", "regex(., '(?=a)b')"),
        [("survey", 3, "constraint", "expression.regex")],
    ),
    "a choice filter": (
        survey(
            "text | a | A |",
            "select_one yn | b | B | nmae = ${a}",
            header="type | name | label | choice_filter",
            rest=YN,
        ),
        [("survey", 3, "choice_filter", "expression.unknown_reference")],
    ),
    "relevent": (
        with_column("relevent", "${age} > 3"),
        [("survey", 1, "relevent", "column.misspelt")],
    ),
    "constrain": (
        with_column("constrain", ". > 3"),
        [("survey", 1, "constrain", "column.misspelt")],
    ),
    "requird": (with_column("requird", "yes"), [("survey", 1, "requird", "column.misspelt")]),
    "calculaton": (
        with_column("calculaton", "1 + 1"),
        [("survey", 1, "calculaton", "column.misspelt")],
    ),
    "apperance": (
        with_column("apperance", "multiline"),
        [("survey", 1, "apperance", "column.misspelt")],
    ),
    "choicefilter": (
        with_column("choicefilter", "name = 1"),
        [("survey", 1, "choicefilter", "column.misspelt")],
    ),
    "lable in one language": (
        survey("text | a | A | B", header="type | name | label::English (en) | lable::French (fr)"),
        [("survey", 1, "lable::French (fr)", "column.misspelt")],
    ),
    "lable among the choices": (
        survey("select_one yn | a | A", rest=YN.replace("name | label", "name | lable")),
        [
            ("choices", 1, "lable", "column.misspelt"),
            ("choices", 2, "label", "choice.label_missing"),
            ("choices", 3, "label", "choice.label_missing"),
        ],
    ),
    "form_tilte among the settings": (
        survey("text | a | A", rest="| settings |\n| | form_tilte |\n| | x |\n"),
        [("settings", 1, "form_tilte", "column.misspelt")],
    ),
    # the rest
    "quotes that pyxform repairs": (
        with_column("relevant", "${age} = ‘three’"),
        [("survey", 3, "relevant", "expression.repaired")],
    ),
    "a column of one's own": (
        with_column("who asked for it", "Amina"),
        [("survey", 1, "who asked for it", "column.unknown")],
    ),
    "a misspelt column that is empty": (
        with_column("relevent", ""),
        [("survey", 1, "relevent", "column.misspelt")],
    ),
    "a language without a code": (
        survey("text | a | A", header="type | name | label::French"),
        [("survey", 1, "label::French", "language.no_code")],
    ),
    "a choice without a label": (
        survey("select_one yn | a | A", rest=YN + "| | yn | na | |\n"),
        [("choices", 4, "label", "choice.label_missing")],
    ),
    "a choice without a list": (
        survey("select_one yn | a | A", rest=YN + "| | | na | Neither |\n"),
        [("choices", 4, "list_name", "choice.list_missing")],
    ),
    "a trace that may be skipped": (
        survey("geotrace | a | Walk around it"),
        [("survey", 2, "type", "type.skipped")],
    ),
    "a default that only looks like a calculation": (
        with_column("default", "+212"),
        [("survey", 3, "default", "default.literal")],
    ),
    "a condition for reading only": (
        with_column("read_only", "${age} > 3"),
        [("survey", 3, "read_only", "readonly.dynamic")],
    ),
    "data that the Community Health Toolkit would give": (
        with_column("calculation", "instance('contact-summary')/context/pregnant"),
        [("survey", 3, "calculation", "expression.foreign_list")],
    ),
    "a constraint with a function of another program": (
        with_column("constraint", "z-score('weight', ${age}, .) < 2"),
        [("survey", 3, "constraint", "constraint.foreign")],
    ),
    "a constraint on what was answered last time": (
        survey("integer | a | A | . > ${last-saved#a}", header="type | name | label | constraint"),
        [("survey", 2, "constraint", "constraint.foreign")],
    ),
    "a path that no list of rows has": (
        with_column(
            "calculation",
            "instance('l')/fruits/fruit/colour/name",
            "select_one l | l | L |",
            rest="| choices |\n| | list_name | name | label |\n| | l | x | X |\n",
        ),
        [("survey", 3, "calculation", "expression.unsupported")],
    ),
    "a label in a language in a choice_filter": (
        with_column(
            "choice_filter",
            "",
            "select_one l | l | L | label::English != 'X'",
            rest="| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | y | Y |\n",
        ),
        [("survey", 4, "choice_filter", "portable.label")],
    ),
    "columns of choices that no XForm can hold": (
        survey(
            "select_one l | l | L",
            rest="| choices |\n| | list_name | name | label | % of all | hint::French (fr) |\n"
            "| | l | x | X | 3 | un |\n",
        ),
        [
            ("choices", 1, "% of all", "column.unknown"),
            ("choices", 1, "hint::French (fr)", "column.unknown"),
        ],
    ),
    "a sheet that is not read": (
        survey("text | a | A", rest="| setting |\n| | form_id |\n| | x |\n"),
        [("setting", 0, "", "sheet.misspelt")],
    ),
}


@pytest.mark.parametrize(("form", "expected"), WARNED.values(), ids=WARNED)
def test_a_doubtful_form_is_compiled(form: str, expected: list[tuple[str, int, str, str]]) -> None:
    found = faults(form)
    assert [(it.sheet, it.row, it.column, it.code) for it in found] == expected
    assert all(it.level == "warning" for it in found)


FINE = {
    "notes of one's own": with_column("notes", "ask gently"),
    "columns of a spreadsheet for other programs": with_column("kobo--score-choices", "x"),
    "hints of ours": with_column("bind::rafiq:as", "long"),
    "choices as KoboToolbox writes them": survey(
        "select_one l | l | L | name != ''",
        header="type | name | label | choice_filter",
        rest="| choices |\n| | list_name | name | label | $kuid | $autovalue |\n"
        "| | l | x | X | ab12 | x |\n| | l | y | Y | cd34 | y |\n",
    ),
    "what was answered last time, in a choice": survey(
        "select_one l | l | L",
        rest="| choices |\n| | list_name | name | label |\n| | l | x | X ${last-saved#l} |\n",
    ),
    "an extra column of choices near to name": survey(
        "select_one yn | a | A", rest=YN.replace("label |\n", "label | names |\n", 1)
    ),
    "a path to what pyxform makes": survey(
        "select_one yn or_other | a | A |",
        "text | b | B | /data/a_other != '' and ${instanceID} != ''",
        header="type | name | label | relevant",
        rest=YN,
    ),
    "the count of a repeat in a repeat": survey(
        "begin_repeat | r | R |",
        "integer | n | N |",
        "begin_repeat | s | S | ${n}",
        "text | b | B |",
        "end_repeat | | |",
        "end_repeat | | |",
        header="type | name | label | repeat_count",
    ),
    "a photo that may be drawn on": survey(
        "image | a | A | annotate | yes | Please.",
        header="type | name | label | appearance | required | required_message",
    ),
    "the constraint looks at its own answer": with_column("constraint", ". != '' and . != 'x'"),
    "a question in a repeat looks at its neighbour": survey(
        "begin_repeat | r | R |",
        "integer | a | A |",
        "text | b | B | ${a} > 1",
        "end_repeat | | |",
        header="type | name | label | relevant",
    ),
    "once and its own value": with_column("calculation", "once(uuid())"),
    "the label has words with a dollar": survey("text | a | Costs 3$ {net}"),
    "old types": survey("add text prompt | a | A", "phone number | p |", "q image | i | I"),
    "no label, but a hint": survey("text | a | A", header="type | name | hint"),
    "begin group with a space": survey("begin group | g | G", "text | a | A", "end group | |"),
    "the last saved answer": with_column("default", "${last-saved#age}"),
    "comments between the rows": survey("text | a | A", " | | ", "text | b | B"),
}


@pytest.mark.parametrize("form", FINE.values(), ids=FINE)
def test_a_usable_form_has_no_faults(form: str) -> None:
    assert [str(it) for it in faults(form)] == []


@pytest.mark.parametrize("name", ["form.xlsx", "form.xls", "FORM.XLSM"])
def test_plain_text_under_the_name_of_a_workbook(name: str) -> None:
    with pytest.raises(FormFaults) as refused:
        compile_form(b"Dear colleagues,\nhere is the form.\n", name=name)
    assert [each.code for each in refused.value.faults] == ["file.plain_text"]
    form = b"type,name,label\ntext,a,A\n"
    assert compile_form(form, name=name).document["questions"][0]["name"] == "a"


def test_the_count_of_characters_is_exact() -> None:
    (found,) = faults(survey(f"text | a | {'é' * 1030} ${{a}}"))
    assert (found.params["count"], found.params["limit"]) == ("1031", "1024")


def test_a_circle_names_everybody_in_it() -> None:
    (found,) = faults(REFUSED["three relevances"][0])
    assert found.params["nodes"] == "${a} → ${c} → ${b} → ${a}"
    assert "relevant ${b} (3)" in found.message


def test_the_nearest_name_is_offered() -> None:
    (found,) = faults(REFUSED["unknown reference"][0])
    assert found.message == (
        "${agee} refers to nothing: the form has no question named agee. Did you mean age?"
    )


def test_a_path_is_shown_as_the_author_wrote_it() -> None:
    (found,) = faults(with_column("relevant", "selected(${age}, ${age}, ${age})"))
    assert "/data" not in found.message


def test_the_faults_for_programs() -> None:
    found = faults(REFUSED["two equal signs"][0])
    assert faults_json(found) == {
        "faults": [
            {
                "sheet": "survey",
                "row": 3,
                "column": "relevant",
                "code": "expression.operator",
                "message": "== is not an operator here. Write = to compare.",
                "level": "error",
            }
        ]
    }


def test_a_fault_of_the_file_has_no_cell() -> None:
    with pytest.raises(FormFaults) as refused:
        compile_form(b"")
    (each,) = faults_json(refused.value.faults)["faults"]
    assert (each["sheet"], each["row"], each["column"]) == (None, None, None)


def test_the_faults_for_people() -> None:
    with pytest.raises(FormFaults) as refused:
        compile_form(REFUSED["two equal signs"][0].encode(), name="form.md")
    assert str(refused.value) == (
        "form.md:4, survey, row 3, relevant: == is not an operator here. Write = to compare."
    )
