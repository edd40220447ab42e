"""The order of evaluation, what a change reaches, and circles."""

from graphlib import CycleError

import pytest

from flows.expressions import Graph, affected, cycles, order

FORM = {"total": ["a", "b"], "big": ["total"], "label": ["big", "name"], "alone": []}


def test_order() -> None:
    found = order(FORM)
    assert sorted(found) == sorted(FORM)
    assert found.index("total") < found.index("big") < found.index("label")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(["a"], ["total", "big", "label"], id="all along"),
        pytest.param(["a", "b"], ["total", "big", "label"], id="each once"),
        pytest.param(["name"], ["label"], id="the last"),
        pytest.param(["label"], [], id="nothing"),
        pytest.param(["unknown"], [], id="a stranger"),
    ],
)
def test_affected(changed: list[str], expected: list[str]) -> None:
    assert affected(changed, FORM) == expected
    assert Graph(FORM).affected(changed) == expected


@pytest.mark.parametrize(
    ("dependencies", "expected"),
    [
        pytest.param(FORM, [], id="none"),
        pytest.param({"a": ["a"]}, [["a"]], id="itself"),
        pytest.param({"a": ["b"], "b": ["a"]}, [["a", "b"]], id="two"),
        pytest.param({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}, [["a", "b", "c"]], id="on"),
        pytest.param({"a": ["a"], "b": ["c"], "c": ["b"]}, [["a"], ["b", "c"]], id="two knots"),
        pytest.param({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b"]], id="one knot"),
    ],
)
def test_cycles(dependencies: dict[str, list[str]], expected: list[list[str]]) -> None:
    assert cycles(dependencies) == expected
    if expected:
        with pytest.raises(CycleError):
            order(dependencies)
