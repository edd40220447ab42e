"""Lists: secondary instances.

Most rows come from JavaRosa, as ODK Validate 1.20.0 has it.
"""

from datetime import date

import pytest

from flows.expressions import Scalar
from tests.flows.expressions.household import same, value

ROWS: list[tuple[str, Scalar | date]] = [
    ("instance('region')/root/item[country='ma'][position()=2]/label", "South"),
    ("instance('region')/root/item[country='ma' and position()=1]/label", "North"),
    ("instance('region')/root/item[name=7]/label", "Seven"),
    ("instance('region')/root/item[name='7.0']/label", ""),
    ("instance('region')/root/item[2]/label", ""),
    ("count(instance('region')/root/item[country=current()/../name])", 0.0),
    ("count(instance('region')/root/item)", 3.0),
    ("count(instance('region')/root/item[country])", 0.0),
    ("count(instance('region')/root/item['x'])", 0.0),
    ("count(instance('region')/root/item[1])", 0.0),
    ("instance('region')/root/item[name = 'zz']/label", ""),
    ("join(',', randomize(instance('region')/root/item/name, 42))", "r1,r2,7"),
    ("join(',', randomize(instance('region')/root/item/name, 1))", "r2,r1,7"),
    ("join(',', randomize(instance('region')/root/item/name, -5))", "r2,7,r1"),
    ("join(',', randomize(instance('region')/root/item/name, 0))", "7,r2,r1"),
    ("instance('region')/root/item[name = 'r2']/label", "South"),
    ("instance('region')/root/item['r2' = name]/label", "South"),
    ("instance('region')/root/item[./name = 'r2']/label", "South"),
    ("instance('region')/root/item[name = concat('r', 1)]/label", "North"),
    ("instance('region')/root/item[country = 'ma' and name != 'r1']/label", "South"),
    ("instance('region')/root/item[name != 'r1' and country = 'ma']/label", "South"),
    ("instance('region')/root/item[name = true()]/label", "North"),
    ("instance('region')/root/item[name = today()]/label", ""),
    ("instance('region')/root/item[country = 'ma'][name = 'r2']/label", "South"),
    ("instance('region')/root/item[position() = last()]/label", "Seven"),
    ("instance('region')/root/item[contains(label, 'out')]/name", "r2"),
    ("instance('region')/root/item[string-length(name) = 1]/label", "Seven"),
    ("instance('region')/root/item[name = 7.0]/label", "Seven"),
    ("instance('region')/root/item[name = number('7')]/label", "Seven"),
    ("instance('region')/root/item[name = '']/label", ""),
    ("instance('region')/root/item[name = current()/../code + 0]/label", "Seven"),
    ("instance('region')/root/item[name = /data/code + 0]/label", "Seven"),
    ("instance('region')/root/item/name[. = 'r2']", "r2"),
    ("count(instance('region')/root/item/name[starts-with(., 'r')])", 2.0),
    ("count(instance('region')/root/item[selected('r1 7', name)])", 2.0),
    ("count(instance('later')/root/item[anything = 'x'])", 0.0),
    ("instance('later')/root/item/label", ""),
    ("count(instance('region')/root/item[label = instance('region')/root/item[3 = 3]/label])", 1.0),
    ("position(instance('region')/root/item)", 1.0),
    ("count(randomize(instance('region')/root/item))", 3.0),
    ("join(',', randomize(instance('region')/root/item/name, 'abc'))", "7,r2,r1"),
    ("pulldata('region', 'label', 'name', 'r2')", "South"),
    ("pulldata('region', 'label', 'name', 'zz')", ""),
    ("pulldata('none', 'label', 'name', 'r2')", ""),
    ("pulldata('region', 'none', 'name', 'r2')", ""),
    ("sum(instance('region')/root/item/name)", 7.0),
    ("max(instance('region')/root/item/name)", 7.0),
    ("count-non-empty(instance('region')/root/item/label)", 3.0),
    ("instance('region')/root/item[name = 'r1' or name = 'r2'][2]/label", ""),
]


@pytest.mark.parametrize(("source", "expected"), ROWS, ids=[source for source, _ in ROWS])
def test_lists(source: str, expected: Scalar | date) -> None:
    assert same(value(source), expected)
