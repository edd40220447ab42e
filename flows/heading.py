"""What groups are called: said, with their pictures and sounds, before the first thing in them."""

from __future__ import annotations

from flows import attaching
from flows.form import Question
from flows.interview import conducted_first
from flows.talk import Talk


def head(talk: Talk, question: Question, before: Question | None) -> None:
    """Say the titles of the groups that a question or note is the first of, outermost first.

    ``before`` is what was put before it. A repeat that the person adds to is named when she is
    asked for one more.
    """
    if conducted_first(question):
        return
    standing, language = talk.standing(), talk.person.language
    for path in question.groups:
        held = before is not None and path in before.groups
        if not held and path not in standing.form.another:
            group = standing.form.groups[path]
            talk.tell(group.label.say(language, standing.context(question.key)))
            talk.media += attaching.of_group(talk, group)
