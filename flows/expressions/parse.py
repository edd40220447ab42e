"""From the text of an expression to its tree, with every fault in words for its author."""

import re
from functools import lru_cache
from typing import NoReturn, TypeAlias, cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, UnexpectedToken

from flows.expressions import tree
from flows.expressions.errors import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_TOKENS,
    ExpressionError,
)
from flows.expressions.grammar import GRAMMAR

_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^{}\s]+)\s*\}")
_PIECE = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*')
    |(?P<curly>[‘’‚‛“”„‟«»`´])
    |(?P<wrong>==|&&?|\|\||<>|=<|=>|≤|≥|≠|!(?!=))
    |(?P<double>//)
    |(?P<axis>::|@)
    |(?P<variable>\$\{|\$)
    |(?P<open>[(\[])
    |(?P<close>[)\]])
    |(?P<quote>["'])
    |(?:\w[\w.\-]*|!=|<=|>=|\.\.|[^\w\s])
    )""",
    re.VERBOSE,
)
_INSTEAD = {
    "==": "Write = to compare.",
    "&&": "Write and.",
    "&": "Write and, or concat() to join texts.",
    "||": "Write or.",
    "<>": "Write != for “is not”.",
    "=<": "Write <=.",
    "=>": "Write >=.",
    "≤": "Write <=.",
    "≥": "Write >=.",
    "≠": "Write !=.",
    "!": "Write not(…), or != for “is not”.",
}
_REFUSED = {
    "curly": (
        "expression.quotes",
        "The quotation mark {words} is not one that a form understands.",
        "Type plain quotation marks: 'yes'.",
    ),
    "double": (
        "expression.double_slash",
        "A path with // is not supported.",
        "Write the whole path, or ${{name}}.",
    ),
    "axis": (
        "expression.axis",
        "Axes and attributes ({words}) are not supported.",
        "Refer to the question by ${{name}}.",
    ),
    "variable": (
        "expression.variable",
        "Variables ({words}) are not supported, and no question took the place of this one.",
        "Refer to a question as ${{name}}, spelt as in the column name.",
    ),
    "quote": (
        "expression.syntax",
        "A quotation mark is opened and never closed.",
        "Put the same quotation mark at the end of the text.",
    ),
}


def references(source: str) -> tuple[str, ...]:
    """Return the names in ``${…}``, each once, in the order of their first appearance."""
    return tuple(dict.fromkeys(_REFERENCE.findall(source)))


@lru_cache(maxsize=4096)
def parse(source: str) -> tree.Term:
    """Return the tree of an expression.

    Raises:
        ExpressionError: It is no expression of the subset, or larger than the bounds.
    """
    _survey(source)
    try:
        return cast(tree.Term, _PARSER.parse(source))
    except UnexpectedInput as fault:
        _explain(source, fault)


def _survey(source: str) -> None:
    """Refuse what deserves a better sentence than the grammar has, and what is too large."""
    if len(source) > MAX_CHARACTERS:
        raise _too_long("The expression has more than {limit} characters.", MAX_CHARACTERS)
    if not source.strip():
        raise ExpressionError(
            "expression.syntax", "", 0, "The expression is empty.", "Write one, or leave it out."
        )
    opened: list[tuple[str, int]] = []
    for count, piece in enumerate(_PIECE.finditer(source), 1):
        if count > MAX_TOKENS:
            raise _too_long("The expression has more than {limit} words and signs.", MAX_TOKENS)
        match piece.lastgroup:
            case None | "quoted":
                continue
            case "open":
                opened.append((piece["open"], piece.start("open")))
                if len(opened) > MAX_DEPTH:
                    raise ExpressionError(
                        "expression.too_deep",
                        piece["open"],
                        piece.start("open"),
                        "More than {limit} brackets are open at once.",
                        "Move a part into a calculate question of its own.",
                        limit=MAX_DEPTH,
                    )
            case "close":
                _close(opened, piece["close"], piece.start("close"))
            case "wrong":
                words = piece["wrong"]
                raise _operator(words, piece.start("wrong"), _INSTEAD[words])
            case kind:
                code, problem, advice = _REFUSED[kind]
                raise ExpressionError(code, piece[kind], piece.start(kind), problem, advice)
    if opened:
        bracket, offset = opened[-1]
        raise ExpressionError(
            "expression.syntax",
            bracket,
            offset,
            "The bracket {words} is never closed.",
            "Close it, or take it away.",
        )


def _close(opened: list[tuple[str, int]], bracket: str, offset: int) -> None:
    if opened and opened.pop()[0] + bracket in ("()", "[]"):
        return
    raise ExpressionError(
        "expression.syntax",
        bracket,
        offset,
        "The bracket {words} closes nothing.",
        "Take it away, or open a bracket before it.",
    )


def _too_long(problem: str, limit: int) -> ExpressionError:
    return ExpressionError(
        "expression.too_long",
        "",
        0,
        problem,
        "Move a part into a calculate question of its own.",
        limit=limit,
    )


def _operator(words: str, offset: int, advice: str) -> ExpressionError:
    return ExpressionError(
        "expression.operator", words, offset, "{words} is not an operator here.", advice
    )


def _explain(source: str, fault: UnexpectedInput) -> NoReturn:
    """Turn lark's fault into ours."""
    advice = "Check the words before and after it: a sign, a comma or a quotation mark may lack."
    if isinstance(fault, UnexpectedToken) and fault.token.type == "$END":
        raise ExpressionError(
            "expression.syntax",
            source[-1:],
            len(source),
            "The expression ends too early.",
            "Write what is missing at its end.",
        ) from None
    if isinstance(fault, UnexpectedToken):
        words, offset = str(fault.token), fault.token.start_pos or 0
    else:
        offset = fault.pos_in_stream or 0
        found = re.match(r"\w+|.", source[offset:])
        words = found[0] if found else ""
    if words.lower() in ("and", "or", "div", "mod") and words != words.lower():
        raise _operator(words, offset, "Write it in small letters.") from None
    raise ExpressionError(
        "expression.syntax", words, offset, "“{words}” does not belong here.", advice
    ) from None


class _Build(Transformer[Token, object]):
    """Calls of the parser, one for each rule; a child is a token or what a rule returned."""

    def chain(self, children: list[object]) -> tree.Chain:
        pairs = zip(children[1::2], children[2::2], strict=True)
        return tree.Chain(_term(children[0]), tuple((str(sign), _term(it)) for sign, it in pairs))

    def negative(self, children: list[object]) -> tree.Negative:
        return tree.Negative(len(children) - 1, _term(children[-1]))

    def union(self, children: list[object]) -> tree.Union:
        return tree.Union(tuple(map(_term, children)))

    def number(self, children: list[Token]) -> tree.Number:
        return tree.Number(float(children[0]))

    def text(self, children: list[Token]) -> tree.Text:
        return tree.Text(children[0][1:-1], children[0].start_pos or 0)

    def call(self, children: list[object]) -> tree.Call:
        name = cast(Token, children[0])
        return tree.Call(str(name), tuple(map(_term, children[1:])), name.start_pos or 0)

    def step(self, children: list[object]) -> tree.Step:
        name = cast(Token, children[0])
        return tree.Step(str(name), tuple(map(_term, children[1:])), name.start_pos or 0)

    def steps(self, children: list[tree.Step]) -> tuple[tree.Step, ...]:
        return tuple(children)

    def from_root(self, children: list[object]) -> tree.Path:
        slash = cast(Token, children[0])
        return tree.Path("root", cast("Steps", children[1]), slash.start_pos or 0)

    def from_here(self, children: list[tuple[tree.Step, ...]]) -> tree.Path:
        return tree.Path("here", children[0], children[0][0].offset)

    def from_call(self, children: list[object]) -> tree.Path:
        call = cast(tree.Call, children[0])
        return tree.Path(call, cast("Steps", children[1]), call.offset)


Steps: TypeAlias = tuple[tree.Step, ...]


def _term(child: object) -> tree.Term:
    return cast(tree.Term, child)


_PARSER = Lark(GRAMMAR, parser="lalr", lexer="contextual", start="start", transformer=_Build())
