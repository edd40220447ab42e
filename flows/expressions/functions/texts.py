"""Texts, and choices kept as a text with spaces."""

import base64
import hashlib
import math
import re
from collections.abc import Callable, Mapping

from flows.expressions.functions.signature import Function
from flows.expressions.nodes import Found, Listed, Rows
from flows.expressions.values import Value, number, text, within

_DIGESTS = ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")


def _pieces(args: tuple[Value, ...]) -> list[str]:
    """Return the texts of some values; nodes that stand alone give one each."""
    if len(args) == 1 and isinstance(args[0], (Found, Rows, Listed)):
        return [text(value) for value in args[0].values()]
    return [text(value) for value in args]


def _concat(*args: Value) -> str:
    return _join("", *args)


def _join(separator: Value, *args: Value) -> str:
    pieces, between = _pieces(args), text(separator)
    within(sum(map(len, pieces)) + len(between) * max(len(pieces) - 1, 0))
    return between.join(pieces)


def _whole(value: Value, otherwise: int) -> int:
    found = number(value)
    return otherwise if found != found else int(max(-1e9, min(1e9, found)))


def _substr(words: Value, start: Value, end: Value | None = None) -> str:
    """Return the part from start to before end, from 0; negative ones count from the end."""
    whole = text(words)
    last = len(whole) if end is None else _whole(end, 0)
    return whole[slice(_from_left(_whole(start, 0), whole), _from_left(last, whole))]


def _from_left(at: int, whole: str) -> int:
    return max(0, at + len(whole)) if at < 0 else at


def _substring(words: Value, start: Value, length: Value | None = None) -> str:
    """Return so many characters from start, from 1 (https://www.w3.org/TR/xpath-10/)."""
    first = _nearest(number(start))
    last = math.inf if length is None else first + _nearest(number(length))
    return "".join(sign for place, sign in enumerate(text(words), 1) if first <= place < last)


def _nearest(value: float) -> float:
    return math.floor(value + 0.5) if math.isfinite(value) else value


def _before(words: Value, part: Value) -> str:
    whole, sought = text(words), text(part)
    at = whole.find(sought)
    return whole[:at] if at >= 0 else ""


def _after(words: Value, part: Value) -> str:
    whole, sought = text(words), text(part)
    at = whole.find(sought)
    return whole[at + len(sought) :] if at >= 0 else ""


def _translate(words: Value, old: Value, new: Value) -> str:
    signs = text(new)
    table: dict[int, str | None] = {}
    for place, sign in enumerate(text(old)):
        table.setdefault(ord(sign), signs[place] if place < len(signs) else None)
    return text(words).translate(table)


def _normalize(words: Value) -> str:
    return re.sub(r"[ \t\n\x0b\f\r]+", " ", text(words)).strip(" ")


def _selected(chosen: Value, choice: Value) -> bool:
    return f" {text(choice).strip()} " in f" {text(chosen)} "


def _selected_at(chosen: Value, place: Value) -> str:
    choices, at = text(chosen).split(), _whole(place, 0)
    return choices[at] if 0 <= at < len(choices) else ""


def _digest(words: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """Return the digest; blank for an algorithm or an encoding that ODK does not know."""
    name = text(algorithm).upper().replace("-", "")
    form = text(encoding).lower()
    if name not in _DIGESTS or form not in ("base64", "hex"):
        return ""
    made = hashlib.new(name, text(words).encode(errors="replace"), usedforsecurity=False)
    return made.hexdigest() if form == "hex" else base64.b64encode(made.digest()).decode()


def _decode(words: Value) -> str:
    try:
        return base64.b64decode(text(words).encode()).decode(errors="replace")
    except ValueError:
        return ""


def _compare(test: Callable[[str, str], bool]) -> Function:
    return Function(least=2, most=2, run=lambda one, other: test(text(one), text(other)))


FUNCTIONS: Mapping[str, Function] = {
    "string": Function(least=1, most=1, run=text),
    "concat": Function(least=0, most=None, run=_concat),
    "join": Function(least=1, most=None, run=_join),
    "substr": Function(least=2, most=3, run=_substr),
    "substring": Function(least=2, most=3, run=_substring),
    "substring-before": Function(least=2, most=2, run=_before),
    "substring-after": Function(least=2, most=2, run=_after),
    "translate": Function(least=3, most=3, run=_translate),
    "contains": _compare(lambda one, other: other in one),
    "starts-with": _compare(str.startswith),
    "ends-with": _compare(str.endswith),
    "string-length": Function(least=0, most=1, run=lambda words: float(len(text(words)))),
    "normalize-space": Function(least=0, most=1, run=_normalize),
    "boolean-from-string": Function(
        least=1, most=1, run=lambda words: text(words).lower() in ("true", "1")
    ),
    "selected": Function(least=2, most=2, run=_selected),
    "is-selected": Function(least=2, most=2, run=_selected),
    "count-selected": Function(least=1, most=1, run=lambda it: float(len(text(it).split()))),
    "selected-at": Function(least=2, most=2, run=_selected_at),
    "digest": Function(least=2, most=3, run=_digest),
    "base64-decode": Function(least=1, most=1, run=_decode),
}
