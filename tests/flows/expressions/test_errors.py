"""What is refused before anybody is asked anything, where, and with which advice."""

import pytest

from flows.expressions import (
    FUNCTIONS,
    NOT_PORTABLE,
    ExpressionError,
    ExpressionLimit,
    compile,
)
from flows.expressions.functions.signature import Function
from tests.flows.expressions.household import SCHEMA, value

ROWS = [
    pytest.param("", "syntax", "", 0, id="empty"),
    pytest.param("  ", "syntax", "", 0, id="spaces"),
    pytest.param("1 +", "syntax", "+", 3, id="ends too early"),
    pytest.param("1 2", "syntax", "2", 2, id="no operator"),
    pytest.param("(1", "syntax", "(", 0, id="bracket never closed"),
    pytest.param("1)", "syntax", ")", 1, id="bracket closes nothing"),
    pytest.param("(1]", "syntax", "]", 2, id="brackets of two kinds"),
    pytest.param("'yes", "syntax", "'", 0, id="quotation mark never closed"),
    pytest.param("1 ^ 2", "syntax", "^", 2, id="a sign that is none"),
    pytest.param("/", "syntax", "/", 1, id="only a slash"),
    pytest.param("a,b", "syntax", ",", 1, id="comma"),
    pytest.param("if(,1,2)", "syntax", ",", 3, id="argument missing"),
    pytest.param("/data/age == 1", "operator", "==", 10, id="double equals"),
    pytest.param("1 && 2", "operator", "&&", 2, id="double ampersand"),
    pytest.param("1 || 2", "operator", "||", 2, id="double bar"),
    pytest.param("1 <> 2", "operator", "<>", 2, id="not equal as in Excel"),
    pytest.param("1 => 2", "operator", "=>", 2, id="the wrong way round"),
    pytest.param("1 ≤ 2", "operator", "≤", 2, id="one sign"),
    pytest.param("!true()", "operator", "!", 0, id="exclamation mark"),
    pytest.param("1 AND 2", "operator", "AND", 2, id="capitals"),
    pytest.param("/data/age = ‘x’", "quotes", "‘", 12, id="typographic quotes"),
    pytest.param("“x”", "quotes", "“", 0, id="typographic double quotes"),
    pytest.param("«x»", "quotes", "«", 0, id="french quotes"),
    pytest.param("//age", "double_slash", "//", 0, id="double slash"),
    pytest.param("child::age", "axis", "::", 5, id="axis"),
    pytest.param("/data/@id", "axis", "@", 6, id="attribute"),
    pytest.param("$age", "variable", "$", 0, id="variable"),
    pytest.param("${age} > 1", "variable", "${", 0, id="name that nothing replaced"),
    pytest.param("upper-case('a')", "unknown_function", "upper-case", 0, id="function"),
    pytest.param("1 + Selected(., 'a')", "unknown_function", "Selected", 4, id="capital"),
    pytest.param("not()", "arity", "not", 0, id="too few arguments"),
    pytest.param("today(1)", "arity", "today", 0, id="too many arguments"),
    pytest.param("coalesce('a', 'b', 'c')", "arity", "coalesce", 0, id="coalesce of three"),
    pytest.param("indexed-repeat(., .., 1, 2)", "arity", "indexed-repeat", 0, id="even number"),
    pytest.param("weighted-checklist(1, 2, 3)", "arity", "weighted-checklist", 0, id="odd number"),
    pytest.param("count('a')", "argument", "count", 0, id="count of a text"),
    pytest.param("sum(1)", "argument", "sum", 0, id="sum of a number"),
    pytest.param("1 | 2", "argument", "|", 0, id="union of numbers"),
    pytest.param("randomize('a')", "argument", "randomize", 0, id="randomize a text"),
    pytest.param("position('a')", "argument", "position", 0, id="position of a text"),
    pytest.param("current()", "argument", "current", 0, id="current alone"),
    pytest.param("instance('region')", "argument", "instance", 0, id="instance alone"),
    pytest.param("current(1)/../age", "argument", "current", 0, id="current with argument"),
    pytest.param("instance(/data/age)/root/item", "argument", "instance", 0, id="list unnamed"),
    pytest.param("today()/x", "argument", "today", 0, id="path after a function"),
    pytest.param("jr:choice-name(., .)", "argument", "jr:choice-name", 0, id="choice, no text"),
    pytest.param("jr:choice-name(., '1')", "argument", "jr:choice-name", 0, id="choice, no path"),
    pytest.param("indexed-repeat('x', .., 1)", "argument", "indexed-repeat", 0, id="no question"),
    pytest.param("indexed-repeat(., .., 1)", "argument", "indexed-repeat", 0, id="no repeat"),
    pytest.param("/data/agee", "unknown_reference", "agee", 6, id="question"),
    pytest.param("/form/age", "unknown_reference", "form", 1, id="root"),
    pytest.param("true", "unknown_reference", "true", 0, id="true without brackets"),
    pytest.param("yes", "unknown_reference", "yes", 0, id="word without quotes"),
    pytest.param("../age-1", "unknown_reference", "age-1", 3, id="minus without spaces"),
    pytest.param("../../../age", "unknown_reference", "..", 3, id="above the top"),
    pytest.param("jr:choice-name(., '/data/x')", "unknown_reference", "x", 6, id="choice name"),
    pytest.param("instance('region')/root/item/lable", "unknown_reference", "lable", 29, id="c1"),
    pytest.param("instance('region')/root/item[nam = 1]", "unknown_reference", "nam", 29, id="c2"),
    pytest.param("instance('regio')/root/item", "unknown_list", "regio", 0, id="list"),
    pytest.param("..[1]", "unsupported", "..", 0, id="condition after dots"),
    pytest.param("instance('region')/root", "unsupported", "instance", 0, id="list too short"),
    pytest.param("instance('region')/root/item/a/b", "unsupported", "instance", 0, id="too long"),
    pytest.param("instance('region')/root/item[../name]", "unsupported", "..", 29, id="up a row"),
    pytest.param("regex(., '(')", "regex", "(", 9, id="regular expression"),
    pytest.param("regex(., '(?=a)')", "regex", "(?=a)", 9, id="look-ahead"),
    pytest.param("regex(., '(a)\\1')", "regex", "(a)\\1", 9, id="back reference"),
    pytest.param("format-date(., '%B')", "format", "%B", 15, id="month in full"),
    pytest.param("format-date(., '%')", "format", "%", 15, id="percent at the end"),
    pytest.param("(" * 61 + "1" + ")" * 61, "too_deep", "(", 60, id="too deep"),
    pytest.param("1" + "+1" * 1000, "too_long", "", 0, id="too many words"),
    pytest.param("'" + "a" * 40_000 + "'", "too_long", "", 0, id="too many characters"),
]


@pytest.mark.parametrize(("source", "code", "words", "offset"), ROWS)
def test_refused(source: str, code: str, words: str, offset: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile(source, schema=SCHEMA, at="age")
    error = caught.value
    assert (error.code, error.words, error.offset) == (f"expression.{code}", words, offset)
    assert error.problem.endswith(".")
    assert error.advice.endswith((".", "?", "/"))


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        pytest.param("/data/age == 1", "Write = to compare.", id="operator"),
        pytest.param("slected(., 'a')", "Did you mean selected()?", id="function"),
        pytest.param("/data/nme", "Did you mean ${name}?", id="question"),
        pytest.param(
            "p_name", "It stands at home/member/pet/p_name: refer to it as ${p_name}.", id="at"
        ),
        pytest.param("true", "Write true() with its brackets.", id="true"),
        pytest.param("x-1", "Put a space on both sides of a minus sign.", id="minus"),
        pytest.param("instance('regio')/root/item", "Did you mean region?", id="list"),
        pytest.param("substr('a')", "The number that it takes: 2–3.", id="two or three"),
        pytest.param("not()", "The number that it takes: 1.", id="one"),
        pytest.param("pi(1)", "The number that it takes: 0.", id="none"),
        pytest.param("join()", "The number that it takes: 1….", id="some"),
        pytest.param("indexed-repeat(1)", "The number that it takes: 3, 5, 7….", id="in pairs"),
    ],
)
def test_advice(source: str, advice: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile(source, schema=SCHEMA, at="age")
    assert caught.value.advice == advice


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("count(/data/home/member" + "[count(/data/home/member" * 3, id="predicates"),
        pytest.param("string-length(" + "join(" * 8, id="texts"),
    ],
)
def test_limits(source: str) -> None:
    if source.startswith("count"):
        whole = source + "[true()]) > 0" + "]) > 0" * 3
    else:
        whole = source + "'12345678901234567890'" + ", /data/home/member/m_name)" * 8 + ")"
    with pytest.raises(ExpressionLimit) as caught:
        value(whole, change={"home/member": list(range(60))})
    assert caught.value.code == "expression.limit"


def test_random_texts_are_bounded() -> None:
    with pytest.raises(ExpressionLimit):
        value("uuid(1000000)")


def test_unknown_place_is_refused() -> None:
    with pytest.raises(ExpressionError):
        compile("1", schema=SCHEMA, at="nowhere")


def test_every_function_of_javarosa_is_known() -> None:
    names = (
        "if coalesce indexed-repeat true false boolean number int round string date date-time "
        "decimal-date-time decimal-time not boolean-from-string format-date abs acos asin atan "
        "atan2 cos exp exp10 log log10 pi sin sqrt tan format-date-time selected is-selected "
        "count-selected selected-at position count count-non-empty sum max min today now concat "
        "join substr substring-before substring-after translate contains starts-with ends-with "
        "string-length normalize-space checklist weighted-checklist regex depend random once uuid "
        "version property pow enclosed-area area distance geofence digest randomize base64-decode"
    )
    assert set(names.split()) <= set(FUNCTIONS)
    assert set(FUNCTIONS) >= NOT_PORTABLE


def test_a_function_without_a_meaning_is_blank() -> None:
    assert Function(least=0, most=0).run() == ""
