"""The entries of a repeat: where they stand, and what taking one out changes.

An entry keeps its key when another one goes: ``child[3]`` of three is the second of two then, in
its number, in ``position(..)`` and in an export. Its key is never given to another entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.computed import beside, plain
from flows.form import Question
from flows.interview import closed, conducted_first, keep
from flows.standing import Standing


def is_entry(key: str) -> bool:
    """Return whether a key is that of an entry, and not of a repeat or a question."""
    return key.endswith("]") and not key.endswith("[+]")


def repeat_of(entry: str) -> str:
    """Return the key of the repeat that an entry is of."""
    return entry[: entry.rindex("[")]


def above(key: str) -> str:
    """Return the key of the entry that a repeat or question stands in, "" where there is none."""
    return key[: key.rindex("]") + 1] if "]" in key else ""


def of(standing: Standing, repeat: str) -> list[str]:
    """Return the keys of a repeat's entries in their order; none of what is no repeat."""
    group = standing.form.groups.get(plain(repeat))
    ids = standing.values.get(repeat)
    if group is None or not group.repeat or not isinstance(ids, list):
        return []
    return [f"{repeat}[{each}]" for each in ids] if repeat in standing.relevant else []


def there(standing: Standing, key: str) -> bool:
    """Return whether an entry is still there, or a repeat that has entries."""
    return key in of(standing, repeat_of(key)) if is_entry(key) else bool(of(standing, key))


def place(standing: Standing, entry: str) -> int:
    """Return which entry of its repeat this is, from 1 on."""
    return of(standing, repeat_of(entry)).index(entry) + 1


def repeats(standing: Standing, within: str = "") -> list[str]:
    """Return the keys of the repeats that have entries, in the form's order.

    ``within``: those that stand in this entry; else those that stand in none.
    """
    if not standing.form.repeats:
        return []
    start = f"{within}/" if within else ""
    below = (each.key[len(start) :] for each in standing.asked if each.key.startswith(start))
    found = dict.fromkeys(start + key.partition("[")[0] for key in below if "[" in key)
    return [key for key in found if of(standing, key)]


def every(standing: Standing, within: str = "") -> Iterator[str]:
    """Yield the keys of all repeats that have entries, inner ones after the entry around them."""
    for repeat in repeats(standing, within):
        yield repeat
        for entry in of(standing, repeat):
            yield from every(standing, entry)


def answered(standing: Standing, entry: str) -> list[Question]:
    """Return the questions of an entry that were answered or skipped, without inner repeats."""
    start = f"{entry}/"
    return [
        each
        for each in standing.asked
        if each.key.startswith(start)
        and "[" not in each.key[len(start) :]
        and each.key in standing.answers
        and not conducted_first(each)
        and not closed(standing, each)
    ]


# ---------------------------------------------------------------- taking one out


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What taking an entry out would change."""

    entry: str
    after: Standing | None
    """The interview without it; None where its number follows from other answers."""
    count: Question | None = None
    """The question that says how many entries there are, where one does."""
    number: int = 0
    """The answer to it afterwards."""

    def gone(self, before: Standing) -> list[str]:
        """Return the keys of the answers that go, in the form's order; last what does not count.

        What was said to « one more? » is among them; the numbers of inner entries are not.
        """
        start, groups = f"{self.entry}/", before.form.groups
        order = {each.key: place for place, each in enumerate(before.asked)}
        gone = [
            key
            for key, value in before.answers.items()
            if key.startswith(start) and value is not None
            if key.endswith("[+]") or plain(key) not in groups
        ]
        return sorted(gone, key=lambda key: (order.get(key, len(order)), key))

    def dropped(self, before: Standing) -> list[str]:
        """Return the keys of answers elsewhere that no longer fit and are asked again."""
        after, groups, start = self.after, before.form.groups, f"{self.entry}/"
        return [
            each.key
            for each in (before.asked if after is not None else ())
            if before.answers.get(each.key) is not None and plain(each.key) not in groups
            if after is not None
            and each.key not in after.answers
            and not each.key.startswith(start)
        ]


def removal(standing: Standing, entry: str) -> Removal:
    """Return what taking an entry out would change.

    Where an answer says how many there are, it becomes one less, if it may: nothing else may lose
    an entry by it, and the answer must fit. Collect lets nobody take out a counted entry; but
    there the number is one tap away, and lowering it takes the last entry, not the wrong one.
    """
    repeat = repeat_of(entry)
    if standing.form.groups[plain(repeat)].count is None:
        left = [_id(each) for each in of(standing, repeat) if each != entry]
        return Removal(entry=entry, after=keep(standing, {repeat: left, entry: None}, gone=entry))
    count = _count(standing, repeat)
    number = standing.answers.get(count.key) if count else None
    if count is None or not isinstance(number, int) or not standing.fits(count, number - 1):
        return Removal(entry=entry, after=None, count=count)
    after = keep(standing, {count.key: number - 1, entry: None}, gone=entry)
    if not _only_lacks(standing, after, entry):
        return Removal(entry=entry, after=None, count=count)
    return Removal(entry=entry, after=after, count=count, number=number - 1)


def _id(entry: str) -> int:
    return int(entry[entry.rindex("[") + 1 : -1])


def _count(standing: Standing, repeat: str) -> Question | None:
    """Return the question whose answer is the number of a repeat's entries, if one is."""
    count = standing.form.groups[plain(repeat)].count
    if count is None or len(count.references) != 1:
        return None
    question = standing.question(beside(repeat, next(iter(count.references))))
    return question if question is not None and question.bind == "int" else None


def _only_lacks(before: Standing, after: Standing, entry: str) -> bool:
    """Return whether one entry is missing afterwards, with all in it, and no other one is."""
    held = [each for repeat in every(before) for each in of(before, repeat)]
    left = [each for repeat in every(after) for each in of(after, repeat)]
    return left == [each for each in held if not f"{each}/".startswith(f"{entry}/")]
