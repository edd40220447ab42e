"""What the form, the programme and chance know: texts, ids."""

import string
from collections.abc import Mapping
from uuid import UUID

from flows.expressions.context import Context
from flows.expressions.functions.signature import Function
from flows.expressions.values import Value, number, text, within

_SIGNS = string.digits + string.ascii_uppercase


def _uuid(ctx: Context, length: Value | None = None) -> str:
    """Return a random id, or as many random digits and capitals as are asked for."""
    if length is None:
        return str(UUID(int=ctx.random.getrandbits(128), version=4))
    count = number(length)
    if not count >= 1:
        return ""
    within(int(min(count, 1e9)))
    return "".join(ctx.random.choices(_SIGNS, k=int(count)))


FUNCTIONS: Mapping[str, Function] = {
    "random": Function(least=0, most=0, run=lambda ctx: ctx.random.random(), with_context=True),
    "uuid": Function(least=0, most=1, run=_uuid, with_context=True),
    "jr:itext": Function(
        least=1, most=1, run=lambda ctx, name: ctx.itext(text(name)), with_context=True
    ),
    "version": Function(least=0, most=0, run=lambda ctx: ctx.version, with_context=True),
    "property": Function(least=1, most=1, run=lambda name: ""),
    "depend": Function(least=1, most=None, run=lambda value, *others: value),
}
