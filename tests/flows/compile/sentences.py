"""Every sentence that tells an author what is wrong with a form, as the code has it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import flows.expressions
from flows.compiling.messages import MEANT, MESSAGES

ROOT = Path(flows.expressions.__file__).parent


def sentences() -> Iterator[str]:
    """Yield the sentences of faults; those of expressions are strings that end as sentences do."""
    yield from MESSAGES.values()
    yield MEANT
    for path in sorted(ROOT.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr):
                documented.add(id(node.value))
            match node:
                case ast.Constant(value=str(text)) if id(node) not in documented and _ends(text):
                    yield text


def _ends(text: str) -> bool:
    return " " in text and text.rstrip().endswith((".", "?")) and text[0] in _BEGIN


_BEGIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ{“"
