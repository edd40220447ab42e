"""In which order expressions are evaluated, and which ones a change reaches."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def order(dependencies: Mapping[str, Collection[str]]) -> list[str]:
    """Return the keys so that each comes after what it depends on.

    Args:
        dependencies: Node to the nodes that it depends on; those that are no key are inputs.

    Raises:
        graphlib.CycleError: Some depend on each other; `cycles` names them.
    """
    found = TopologicalSorter(_among_keys(dependencies)).static_order()
    return list(found)


def affected(changed: Iterable[str], dependencies: Mapping[str, Collection[str]]) -> list[str]:
    """Return the keys that depend on what changed, directly or not, each once and in order."""
    return Graph(dependencies).affected(changed)


class Graph:
    """Dependencies that are asked again and again.

    Attributes:
        order: As the function of this name has it.
    """

    def __init__(self, dependencies: Mapping[str, Collection[str]]) -> None:
        self.order = tuple(order(dependencies))
        self._rank = {node: rank for rank, node in enumerate(self.order)}
        self._dependents: dict[str, list[str]] = {}
        for node, needs in dependencies.items():
            for need in needs:
                self._dependents.setdefault(need, []).append(node)

    def affected(self, changed: Iterable[str]) -> list[str]:
        """Return the nodes that depend on what changed, directly or not, each once, in order."""
        waiting, found = list(changed), set[str]()
        while waiting:
            for node in self._dependents.get(waiting.pop(), ()):
                if node not in found:
                    found.add(node)
                    waiting.append(node)
        return sorted(found, key=self._rank.__getitem__)


def cycles(dependencies: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Return a short cycle of every knot: each name depends on the next, the last on the first.

    A knot is a set of nodes that all depend on each other; one cycle of it is enough to begin with.
    """
    graph = _among_keys(dependencies)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        pass
    else:
        return []
    found: list[list[str]] = []
    knotted: set[str] = set()
    for node in graph:
        if node not in knotted and (cycle := _shortest(graph, node)):
            found.append(cycle)
            knotted |= _reachable(graph, node) & _reaching(graph, node)
    return found


def _among_keys(dependencies: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    return {node: [n for n in needs if n in dependencies] for node, needs in dependencies.items()}


def _shortest(graph: Mapping[str, Collection[str]], start: str) -> list[str]:
    """Return the shortest way from a node back to itself, or nothing."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for need in graph[node]:
            if need == start:
                way = [node]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if need not in came:
                came[need] = node
                waiting.append(need)
    return []


def _reachable(graph: Mapping[str, Collection[str]], start: str) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        for need in graph[waiting.pop()]:
            if need not in found:
                found.add(need)
                waiting.append(need)
    return found


def _reaching(graph: Mapping[str, Collection[str]], start: str) -> set[str]:
    backwards: dict[str, list[str]] = {node: [] for node in graph}
    for node, needs in graph.items():
        for need in needs:
            backwards[need].append(node)
    return _reachable(backwards, start)
