"""What sounds as a label does and is a command: ``3awd`` where one is «العواد»."""

from flows.understanding.choices.labels import Labels
from flows.understanding.intents.meaning import intent

_ANSWERS = ("yes", "no", "skip")
"""They are answers too: «متافق», «ما بغيتش نجاوب» of a list."""


def is_otherwise(text: str, option: int, labels: Labels) -> bool:
    """Return whether a reply is a command, and the label that it sounds as is not the same one."""
    meant = intent(text, labels.language)
    if meant is None or meant in _ANSWERS:
        return False
    shown = (label for at, label in labels.shown if at == option)
    return all(intent(label, labels.language) != meant for label in shown)
