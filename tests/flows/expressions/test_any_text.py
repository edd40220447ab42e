"""Whatever is typed into a form either compiles or is refused, and then never fails."""

import re
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.expressions import FUNCTIONS, ExpressionError, ExpressionLimit
from tests.flows.expressions.household import compiled, context

PLACES = ("age", "name", "home/member[3]/m_age", "home/member", "home/member[1]/pet[2]/p_name", "")
SIGNS = re.findall(
    r"\S+", "+ - * = != < <= > >= | / // . .. , ( ) [ ] ' \" $ @ :: and or div mod !"
)
WORDS = ["'a'", "''", "'%Y'", "1", "0", ".5", "1e9", "9999999999", "/data/home/member/m_age"]
WORDS += ["/data/age", "/data/dob", "/data/many", "/data/geo", "/data/home/member", "../m_name"]
WORDS += ["instance('region')/root/item[", "]/label", "current()/../", "*", "m_age", "[position()"]
PIECES = st.sampled_from([*SIGNS, *WORDS, *(f"{name}(" for name in FUNCTIONS), *FUNCTIONS])
AT = st.sampled_from(PLACES)
STORED = st.none() | st.text(max_size=20) | st.integers() | st.floats() | st.booleans()
VALUES = st.sampled_from([*WORDS[:15], "-1", "0 div 0", "1 div 0", "true()", "today()", "now()"])


def evaluate(source: str, at: str, stored: object = None) -> None:
    try:
        expression = compiled(source, at)
    except ExpressionError:
        return
    ctx = context(at, change=dict.fromkeys(("age", "dob", "geo"), stored))
    with suppress(ExpressionLimit):
        expression.text(ctx)
        expression.number(ctx)
        expression.holds(ctx)
        expression.rows(ctx)
        for kind in ("int", "decimal", "date", "dateTime", "time", "boolean", "select_multiple"):
            expression.answer(ctx, kind)


@settings(deadline=None)
@given(st.text(max_size=60), AT)
def test_any_text(source: str, at: str) -> None:
    evaluate(source, at)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=25), AT, STORED)
def test_any_pieces(pieces: list[str], at: str, stored: object) -> None:
    evaluate(" ".join(pieces), at, stored)


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(sorted(FUNCTIONS)), st.lists(VALUES, max_size=5), AT, STORED)
def test_any_arguments(name: str, args: list[str], at: str, stored: object) -> None:
    evaluate(f"{name}({', '.join(args)})", at, stored)
