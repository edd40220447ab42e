"""What paths may name: the form's tree and its lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["root", "group", "repeat", "value"]
Table = Sequence[Mapping[str, str]]
"""Rows of ``instance('x')/root/item``: element name to text. A table never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One element of the form's instance.

    Attributes:
        path: Below the root, without entry ids: ``home/member/m_age``; the root itself is ``""``.
        type: The type of its bind in the XForm: ``string``, ``int``, ``date``, ``select_multiple``.
    """

    path: str
    kind: Kind
    type: str = "string"


class Schema:
    """The nodes and lists that an expression may refer to; built once for a form, and kept.

    Attributes:
        lenient: Whether a path to nothing is blank, as in ODK, and the expression notes a doubt.
    """

    def __init__(
        self,
        nodes: Iterable[Node],
        *,
        root: str = "data",
        instances: Mapping[str, Table] | None = None,
        lenient: bool = False,
    ) -> None:
        self.root = root
        self.lenient = lenient
        self.nodes = {"": Node(path="", kind="root")}
        self.nodes |= {node.path: node for node in nodes if node.kind != "root"}
        self.instances: Mapping[str, Table] = instances or {}
        self.children: dict[str, list[str]] = {path: [] for path in self.nodes}
        for path in self.nodes:
            if path:
                self.children.setdefault(path.rpartition("/")[0], []).append(path)
        self.compiled: dict[tuple[str, str], object] = {}
        self._columns: dict[str, frozenset[str]] = {}

    def columns(self, instance: str) -> frozenset[str]:
        """Return the element names in a list's rows; empty when the rows are not known yet."""
        if instance not in self._columns:
            rows = self.instances.get(instance, ())
            self._columns[instance] = frozenset(name for row in rows for name in row)
        return self._columns[instance]

    def repeats(self, path: str) -> list[str]:
        """Return the repeats that a path lies in or is, the outermost first."""
        parts = path.split("/")
        above = ("/".join(parts[: end + 1]) for end in range(len(parts)))
        return [each for each in above if self.nodes[each].kind == "repeat"]
