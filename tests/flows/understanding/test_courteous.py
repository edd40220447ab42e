"""An answer is read alike after a greeting and before a thank-you or a blessing."""

from collections.abc import Mapping, Sequence

import pytest

from flows.understanding import Ask, Outcome, Read
from tests.flows.understanding.typed import Line, lines, read, value

AROUND: Mapping[str, Sequence[str]] = {
    "ar": ("السلام عليكم {}", "مرحبا، {}", "{} من فضلكم", "{} شكرا", "{} 🙏"),
    "ary": ("salam {}", "السلام {}", "{} lah ykhlik", "{} 3afak", "{} a khti", "{} الله يخليك"),
    "fr": ("bonjour {}", "Slt, {}", "{} svp", "{} merci", "{} s'il vous plaît", "{} 😊"),
    "fa": ("سلام {}", "سلام، {}", "{} لطفا", "{} ممنون", "{} خدا رو شکر"),
}
KINDS = ("integer", "decimal", "date", "time", "phone")
THANKS = "{} ممنون"
MANY = 100
"""From here on a number before a thank-you may be how many thanks: «هزار ممنون» is asked back."""
NINE_OR_NO = "نه"
"""Nine alone, «نه ممنون» is no."""
KNOWN = tuple(
    line
    for line in lines()
    if line.type in KINDS and line.expected[0] not in "?^~!" and line.typed[0] != NINE_OR_NO
)


@pytest.mark.parametrize("line", KNOWN, ids=str)
def test_a_courteous_answer(line: Line) -> None:
    said = line.typed[0]
    found: dict[str, Outcome[object]] = {
        how.format(said): read(line, how.format(said)) for how in AROUND[line.language]
    }
    meant = value(line, line.expected)
    fitting: dict[str, list[Outcome[object]]] = {typed: [Read(value=meant)] for typed in found}
    if line.language == "fa" and isinstance(meant, int | float) and meant >= MANY:
        fitting[THANKS.format(said)].append(Ask(values=(meant,)))
    assert {typed: found[typed] for typed in found if found[typed] not in fitting[typed]} == {}
