"""One turn while it is being made: what has changed so far and what is to be said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flows import understanding
from flows.form import Form
from flows.frozen import alter, changed
from flows.incoming import Incoming
from flows.message import Attachment, Message, Option
from flows.standing import Standing, stand
from flows.state import Interview, Member, Person, Position, Stage, State
from flows.turn import Effect, Say, Switch, Turn
from flows.understanding import Intent
from flows.world import Programme, World, local
from locales.text import Catalogue, paragraph

SHORT = 200
"""Characters that a message stays under where what it says allows it."""


def short_messages(said: Sequence[str]) -> Sequence[str]:
    """Return what is said as few messages under 200 characters, but for what alone is longer."""
    messages = [said[0]]
    for each in said[1:]:
        joined = f"{messages[-1]}\n\n{each}"
        if len(joined) < SHORT:
            messages[-1] = joined
        else:
            messages.append(each)
    return messages


class Talk:
    """Collects what a turn does; lives as long as one call of ``respond``."""

    def __init__(self, world: World, state: State, incoming: Incoming, now: datetime) -> None:
        self.world = world
        self.state = state
        self.incoming = incoming
        self.now = now
        self.person: Person = state.person
        self.position: Position = state.position
        self.interviews: dict[int, Interview] = {each.id: each for each in state.interviews}
        self.changed: set[int] = set()
        self.effects: list[Effect] = []
        self.lines: list[str] = []
        """What is said before the next message, in the same message."""
        self.media: list[Attachment] = []
        """What is sent before the next message."""
        self.repeating = False
        """What is open is said once more: the buttons of its first saying stay good."""
        self.brief = False
        """What is open is said in one line: its long words were said a moment ago."""
        self._local: tuple[str, datetime] | None = None
        self._standing: Standing | None = None
        self._meant: tuple[tuple[str, str], Intent | None] | None = None
        self._look()

    # ------------------------------------------------------------ looking

    def _look(self) -> None:
        """Look up what the person and the position name; they have just changed."""
        world, position = self.world, self.position
        self.words: Catalogue = world.words(self.person.language)
        """The bot's words in the person's language."""
        self.programme: Programme | None = world.programmes.get(position.programme)
        """The programme that this conversation is about."""
        self.interview: Interview | None = self.interviews.get(position.interview)
        """The interview that is open in this conversation."""
        self.form: Form | None = world.form(self.interview) if self.interview else None
        """The form of the open interview, in the version it began with."""

    @property
    def local_now(self) -> datetime:
        """The clock of the programme's place."""
        zone = self.programme.zone if self.programme else self.person.zone
        if self._local is None or self._local[0] != zone:
            self._local = (zone, local(self.now, zone))
        return self._local[1]

    def standing(self) -> Standing:
        """Return the open interview, worked out; only where there is one."""
        if self._standing is None:
            interview, form = self.interview, self.form
            if interview is None or form is None:
                raise LookupError("no interview is open")
            self._standing = stand(
                form,
                interview.answers,
                now=self.local_now,
                seed=self.incoming.id,
                language=self.person.language,
            )
        return self._standing

    @property
    def token(self) -> str:
        """What the buttons of the question that is open carry; never that of another person."""
        return f"{self.person.id:x}-{self.position.token}"

    def meaning(self) -> Intent | None:
        """Return what the words mean beside being an answer."""
        known = (self.incoming.text, self.person.language)
        if self._meant is None or self._meant[0] != known:
            self._meant = (known, understanding.intent(*known))
        return self._meant[1]

    # ------------------------------------------------------------ changing

    def move(self, **changes: Any) -> None:
        """Change the position."""
        if self.position is self.state.position:
            self.position = changed(self.position, **changes)
        else:  # a copy that nobody else has before the turn is made
            alter(self.position, **changes)
        if "interview" in changes or "programme" in changes:
            self._standing = None
            self._look()

    def become(self, **changes: Any) -> None:
        """Change what is kept of the person."""
        self.person = changed(self.person, **changes)
        self._standing = None
        self._look()

    def store(self, interview: Interview, standing: Standing | None = None) -> None:
        """Put a new or changed interview in place."""
        if standing is None:
            interview = changed(interview, updated=self.now)
        else:
            interview = changed(interview, answers=standing.stored(), updated=self.now)
        self.interviews[interview.id] = interview
        self.changed.add(interview.id)
        self._standing = standing
        if interview.id == self.position.interview:
            self.interview, self.form = interview, self.world.form(interview)

    def hand_over(self, member: Member, *, left: Position) -> None:
        """Let another person of this chat have the turn; ``left``: where the one before goes on."""
        state = self.state
        before = Member(
            person=self.person,
            place=state.place or 1,
            position=left,
            interviews=tuple(self.interviews.values()),
        )
        others = [each for each in state.others if each.person.id != member.person.id]
        if before.interviews or left != Position():  # else she was erased
            others.append(before)
        self.do(Switch(person=member.person, left=left))
        self.state = State(
            person=member.person,
            position=member.position,
            interviews=member.interviews,
            place=member.place,
            others=tuple(sorted(others, key=lambda each: each.place)),
        )
        self.person, self.position = member.person, member.position
        self.interviews = {each.id: each for each in member.interviews}
        self.changed = set()
        self._standing = None
        self._look()

    def do(self, effect: Effect) -> None:
        """Add an effect."""
        self.effects.append(effect)

    # ------------------------------------------------------------ saying

    def tell(self, line: str) -> None:
        """Say this before the next message, as part of it."""
        if line:
            self.lines.append(line)

    def say(
        self,
        text: str,
        *,
        choices: Sequence[Option] = (),
        actions: Sequence[Option] = (),
        **more: Any,
    ) -> None:
        """Say something; what ``tell`` collected comes first, before it where both are long."""
        said = [*self.lines, text] if text else self.lines
        text = "\n\n".join(said)
        if len(text) >= SHORT and len(said) > 1:
            *before, text = short_messages(said)
            self.effects += [Say(message=self._plainly(each)) for each in before]
        media = (*self.media, *more.pop("media", ()))
        self.lines, self.media = [], []
        self.do(
            Say(
                message=Message(
                    text=paragraph(text, self.person.language),
                    language=self.person.language,
                    choices=tuple(choices),
                    actions=tuple(actions),
                    token=self.token if choices or actions else "",
                    media=media,
                    **more,
                )
            )
        )

    def _plainly(self, text: str) -> Message:
        language = self.person.language
        return Message(text=paragraph(text, language), language=language)

    def ask(self, stage: Stage, text: str, *, fresh: bool = True, **more: Any) -> None:
        """Say something that wants an answer, in this stage; a fresh one gets its own token."""
        changes: dict[str, Any] = {"stage": stage}
        if fresh and not (self.repeating and self._same(stage)):
            changes["token"] = self.position.token + 1
        self.move(**changes)
        self.say(text, **more)

    def _same(self, stage: Stage) -> bool:
        """Return whether what is asked in this stage is what was open before the update."""
        before = self.state.position
        return (stage, self.position.question) == (before.stage, before.question)

    def turn(self) -> Turn:
        """Return all that happened."""
        if self.lines or self.media:
            self.say("")
        return Turn(
            person=self.person,
            position=self.position,
            interviews=tuple(self.interviews[key] for key in sorted(self.changed)),
            effects=tuple(self.effects),
        )
