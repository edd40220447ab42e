"""What a form's questions and groups come to together: order, repeats, who needs whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError

from flows.expressions import Expression, graph
from flows.form import (
    Block,
    Group,
    Question,
    Step,
)


def triggered(questions: Sequence[Question]) -> Mapping[str, Sequence[Question]]:
    """Return the questions that are worked out when another is answered, by its key."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        for path in question.triggers:
            found.setdefault(path, []).append(question)
    return found


def within(key: str, groups: Mapping[str, Group]) -> list[str]:
    """Return the paths of the groups around a node, the outermost first."""
    parts = key.split("/")[:-1]
    paths = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    return [path for path in paths if path in groups]


def steps(questions: Sequence[Question], groups: Mapping[str, Group]) -> tuple[Step, ...]:
    """Return every node after those that its relevance and value depend on, else as written."""
    needs: dict[str, set[str]] = {}
    steps: dict[str, Step] = {}

    def add(key: str, question: Question | None, *uses: Expression | None) -> None:
        outer = within(key, groups)
        steps[key] = Step(
            key=key,
            once=(key, outer[-1] if outer else ""),
            question=question,
            above=outer[-1] if outer else "",
            repeat=_repeat(outer, groups),
            entries=groups[key] if question is None and groups[key].repeat else None,
            relevant=uses[0],
            gives=question if _gives(question) else None,
            peeks=tuple(
                each
                for each in questions
                if question is None and uses[0] is not None
                if each.key.startswith(f"{key}/") and each.key in uses[0].references
            ),
        )
        needs[key] = {*outer}.union(*(each.references for each in uses if each is not None))
        needs[key] = {each for each in needs[key] if not f"{each}/".startswith(f"{key}/")}

    for path, group in groups.items():
        add(path, None, group.relevant)
    for question in questions:
        set_later = bool(question.triggers)  # it may look at what looks at it
        add(question.key, question, question.relevant, None if set_later else question.calculate)
    return tuple(steps[node] for node in _ordered(needs, questions, groups))


def _ordered(
    needs: Mapping[str, set[str]], questions: Sequence[Question], groups: Mapping[str, Group]
) -> list[str]:
    """Return the nodes in order; counts and defaults come after what they name if they can."""
    wishes = {path: group.count for path, group in groups.items()}
    wishes |= {each.key: each.prefill for each in questions if _gives(each) or each.computed}
    wanted = {
        node: uses | (wish.references - {node} if (wish := wishes.get(node)) else set())
        for node, uses in needs.items()
    }
    try:
        return graph.order(wanted)
    except CycleError:
        return graph.order(needs)


def _gives(question: Question | None) -> bool:
    """Return whether a question has a default that is worked out once."""
    if question is None or question.prefill is None:
        return False
    return question.proposes or (question.computed and not question.triggers)


def grouped(questions: Sequence[Question], by: str) -> Mapping[str, tuple[Question, ...]]:
    """Return the questions by one of their fields, where it is not empty."""
    found: dict[str, tuple[Question, ...]] = {}
    for question in questions:
        if key := getattr(question, by):
            found[key] = (*found.get(key, ()), question)
    return found


def fixed(steps: Sequence[Step]) -> frozenset[str]:
    """Return the keys of the nodes that are relevant whatever is answered."""
    found: set[str] = set()
    for step in steps:  # a group comes before what stands in it
        works = step.relevant is not None or step.entries is not None
        question = step.question
        computed = question is not None and (question.computed or question.proposes)
        if not works and not computed and not step.repeat and step.above in {"", *found}:
            found.add(step.key)
    return frozenset(found)


def quiet(questions: Sequence[Question], groups: Mapping[str, Group]) -> frozenset[str]:
    """Return the keys of answers that nothing else is worked out from."""
    used: set[str] = {key for question in questions for key in question.triggers}
    nodes: list[Question | Group] = [*questions, *groups.values()]
    for node in nodes:
        own = node.key if isinstance(node, Question) else node.path
        for name in node.__slots__:
            if isinstance(each := getattr(node, name), Expression):
                used |= each.references - {own}
    return frozenset(
        each.key
        for each in questions
        if each.asked
        and not each.computed
        and each.key not in used
        and not _repeat(each.groups, groups)
    )


def _repeat(above: Sequence[str], groups: Mapping[str, Group]) -> str:
    return next((path for path in reversed(above) if groups[path].repeat), "")


def block(path: str, questions: Sequence[Question], groups: Mapping[str, Group]) -> Block:
    """Return the questions in and below a repeat, those of inner repeats in blocks of their own."""
    items: list[Question | Block] = []
    inner: dict[str, list[Question]] = {}
    for question in questions:
        repeats = [each for each in question.groups if groups[each].repeat]
        below = repeats[repeats.index(path) + 1 :] if path else repeats
        if not below:
            items.append(question)
        elif below[0] in inner:
            inner[below[0]].append(question)
        else:
            inner[below[0]] = [question]
            items.append(Block(path=below[0], items=()))
    return Block(
        path=path,
        items=tuple(
            block(item.path, inner[item.path], groups) if isinstance(item, Block) else item
            for item in items
        ),
    )
