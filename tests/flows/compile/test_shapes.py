"""Forms in the shapes that others write, walked to the end with answers that are made up."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.compiling import alone
from flows.incoming import Tap, Upload
from flows.message import Message
from flows.standing import Standing, stand
from flows.state import Value
from tests.flows.conversation import MONDAY, Conversation

SHAPES = sorted(Path(__file__).with_name("shapes").iterdir())
TURNS = 400
NUMBERS = ("3", "20", "60", "0", "1", "35", "100", "800", "2020", "7")
DAYS = ("2020-05-01", "2026-11-01", "1990-01-01", "2015-06-15")
WORDS = ("Amina", "0612345678", "12", "A longer text of several words")
FILES = {"image": "image", "audio": "audio", "video": "video", "file": "file"}


class Guest(Conversation):
    """Somebody who answers whatever she is asked until it is taken."""

    def __init__(self, form: Path, seed: int) -> None:
        super().__init__(known=alone(form))
        self.form = form
        self.chance = random.Random(seed)  # noqa: S311 - her answers are made up
        self.taken: dict[str, int] = {}

    def walk(self) -> None:
        """Answer to the end; at most two entries of each repeat."""
        self.take(start="form")
        for _ in range(TURNS):
            stage = self.state.position.stage
            if stage == "done":
                return
            assert self.last is not None
            if stage == "asking":
                self._answer(self.last)
            else:
                self.tap(self.last.choices[0].key)
        raise AssertionError(f"{self.form.name} has no end: {self.last}")

    def standing(self) -> Standing:
        """Return the interview as it stands."""
        interview = self.state.interviews[-1]
        form = self.world.form(interview)
        assert form is not None
        return stand(form, interview.answers, now=MONDAY, seed="1", language="en")

    def tap(self, key: str) -> None:
        assert self.last is not None
        self.take(tap=Tap(token=self.last.token, key=key))

    def _answer(self, message: Message) -> None:
        key = self.state.position.question
        question = self.standing().question(key)
        assert question is not None
        self.taken[key] = tries = self.taken.get(key, 0) + 1
        assert tries < 60, f"{self.form.name}: {key} takes nothing"
        shown = [each.key for each in message.choices if each.key not in ("done", "_done")]
        if key.endswith("[+]"):
            self.tap("yes" if tries <= 2 else "no")
        elif question.type == "select_multiple":
            self.tap(self.chance.choice(shown) if tries % 2 else "done")
        elif question.type == "rank":
            count = len(self.standing().options(question))
            self.take(text=" ".join(str(each + 1) for each in range(count)))
        elif question.type in FILES:
            self.take(upload=upload(question.type))
        elif shown:
            self.tap(self.chance.choice(shown))
        else:
            self.take(text=self.chance.choice(list(self._texts(question.type))))

    def _texts(self, kind: str) -> Iterator[str]:
        match kind:
            case "integer" | "decimal" | "range":
                yield from NUMBERS
            case "date":
                yield from DAYS
            case "time":
                yield "10:30"
            case "dateTime":
                yield from (f"{day} 10:30" for day in DAYS)
            case "geopoint":
                yield "33.5, -7.6"
            case _:
                yield from WORDS


def upload(kind: str) -> Upload:
    """Return a file that somebody sends."""
    return Upload(
        kind=kind,  # type: ignore[arg-type]
        reference="1",
        mime="",
        size=1,
        name=f"media-{'0' * 24}",
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("form", SHAPES, ids=[each.stem for each in SHAPES])
def test_a_form_of_others_is_walked_to_the_end(form: Path, seed: int) -> None:
    guest = Guest(form, seed)
    guest.walk()
    standing = guest.standing()
    for question in standing.asked:
        value: Value = standing.answers[question.key] if "[+]" not in question.key else "no"
        assert standing.fits(question, value)
        assert value is not None or not standing.required(question)
