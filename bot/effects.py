"""What each effect of a turn becomes: a row of a table, or a note for the end of the turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rows import Open, Outcome, Rows
from flows.copies import MADE
from flows.incoming import Incoming
from flows.state import Consent, Interview
from flows.turn import (
    Agree,
    Alert,
    Ask,
    Attend,
    Erase,
    Fetch,
    Join,
    Keep,
    Offer,
    Reach,
    Record,
    Register,
    Resume,
    Say,
    Stop,
    Switch,
    Turn,
    Withdraw,
)
from storage import (
    answers,
    consents,
    links,
    media,
    prompts,
    registrations,
    trainings,
    turnovers,
)
from storage.engine import Tx


@dataclass(slots=True)
class Doing:
    """A turn whose effects are being gathered."""

    tx: Tx
    now: Open
    incoming: Incoming
    held: Sequence[Interview]
    """The person's interviews, as the turn leaves them."""
    person: int
    """Key of who has the turn; after a :class:`Switch`, of who has it next."""
    given: list[Consent] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    """Keys of the messages to this chat."""
    offered: tuple[str, int] | None = None
    """A code for joining another address, and the key of the message that shows it."""
    erase: int = 0
    """Key of the person of whom everything is to be erased."""
    switched: bool = False
    join: Join | None = None


class Effects:
    """Gathers the effects of a batch's turns."""

    def __init__(self, rows: Rows, outcome: Outcome) -> None:
        self._rows = rows
        self._outcome = outcome

    def gather(self, tx: Tx, now: Open, incoming: Incoming, turn: Turn) -> Doing:
        """Return what is left to do when every effect has found its table."""
        held = (*turn.interviews, *now.state.interviews)
        doing = Doing(tx, now, incoming, held, now.state.person.id)
        for effect in turn.effects:
            TABLE[type(effect)](self, doing, effect)
        if doing.offered:
            offered = links.Offered(
                address_id=now.loaded.address_id,
                person_id=doing.person,
                code=doing.offered[0],
                message_id=doing.offered[1],
            )
            links.offer(tx, offered, self._rows.at)
        return doing

    # ------------------------------------------------------------ answers and words

    def _keep(self, doing: Doing, keep: Keep) -> None:
        rows = self._rows
        rows.answers.append(answers.AnswerRow(next(rows.keys), doing.incoming.key, keep, rows.at))
        if keep.refused:
            form = next((each.form for each in doing.held if each.id == keep.interview), "")
            refused, what = self._outcome.refused, (form, keep.question, keep.refused)
            refused[what] = refused.get(what, 0) + 1

    def _say(self, doing: Doing, say: Say) -> None:
        account = doing.incoming.account
        address = doing.now.loaded.address_id
        doing.said.append(self._rows.say(say.message, address=address, account=account))
        self._outcome.accounts.add(account)

    def _fetch(self, doing: Doing, fetch: Fetch) -> None:
        rows, upload = self._rows, fetch.upload
        rows.media.append(
            media.MediaRow(
                id=next(rows.keys),
                person_id=doing.person,
                account=doing.incoming.account,
                upload=upload,
                created=rows.at,
                copy=upload.reference.startswith(MADE),
            )
        )
        self._outcome.media = True

    def _record(self, doing: Doing, record: Record) -> None:
        rows = self._rows
        rows.prompts.append(
            prompts.PromptRow(id=next(rows.keys), prompt=record.prompt, created=rows.at)
        )
        rows.media.append(
            media.MediaRow(
                id=next(rows.keys),
                person_id=None,
                account=doing.incoming.account,
                upload=record.upload,
                created=rows.at,
            )
        )
        self._outcome.media = self._outcome.recorded = True

    # ------------------------------------------------------------ programmes

    def _register(self, doing: Doing, register: Register) -> None:
        rows = self._rows
        rows.registered.append(
            registrations.RegistrationRow(
                id=next(rows.keys),
                person_id=doing.person,
                interview_id=register.interview,
                programme=register.programme,
                cohort=register.cohort,
                created=rows.at,
            )
        )

    def _consent(self, doing: Doing, consent: Consent) -> None:
        rows = self._rows
        doing.given.append(consent)
        doing.now.agreed = True
        rows.consents.append(
            consents.ConsentRow(
                id=next(rows.keys), person_id=doing.person, consent=consent, at=rows.at
            )
        )

    def _withdraw(self, doing: Doing, withdraw: Withdraw) -> None:
        self._rows.withdrawn.append((doing.person, withdraw.programme))
        self._rows.note("withdrawn", doing.person, withdraw.programme)

    def _attend(self, doing: Doing, attend: Attend) -> None:
        self._rows.attended.append(
            trainings.AttendRow(person_id=doing.person, attend=attend, at=self._rows.at)
        )

    def _alert(self, _: Doing, alert: Alert) -> None:
        self._rows.note(f"alert.{alert.code}", alert.reference, alert.programme)

    # ------------------------------------------------------------ who hears what

    def _stop(self, doing: Doing, _: Stop) -> None:
        doing.now.cancel = True
        doing.now.all_stopped(stopped=True)
        self._rows.note("stopped", doing.person)

    def _resume(self, doing: Doing, _: Resume) -> None:
        doing.now.all_stopped(stopped=False)
        self._rows.note("resumed", doing.person)

    def _reach(self, doing: Doing, reach: Reach) -> None:
        at = min(doing.incoming.at, self._rows.at)
        doing.now.hear(at, reachable=reach.reachable)

    def _erase(self, doing: Doing, _: Erase) -> None:
        doing.erase = doing.person

    # ------------------------------------------------------------ shared and joined chats

    def _switch(self, doing: Doing, switch: Switch) -> None:
        over = turnovers.Turnover(
            address_id=doing.now.loaded.address_id,
            leaves=doing.now.state.person.id,
            left=switch.left,
            comes=switch.person,
            key=doing.incoming.key,
            at=self._rows.at,
        )
        turnovers.hand_over(doing.tx, over)
        doing.person, doing.switched = switch.person.id, True

    def _offer(self, doing: Doing, offer: Offer) -> None:
        doing.offered = (offer.code, doing.said[-1])

    def _ask(self, _: Doing, ask: Ask) -> None:
        other = ask.linking
        self._rows.say(ask.message, address=other.address, account=other.account)
        self._outcome.accounts.add(other.account)

    def _agree(self, doing: Doing, agree: Agree) -> None:
        links.agree(doing.tx, doing.now.loaded.address_id, yes=agree.yes)

    def _join(self, doing: Doing, join: Join) -> None:
        doing.join = join


TABLE: Mapping[type, Callable[[Effects, Doing, Any], None]] = {
    Keep: Effects._keep,
    Say: Effects._say,
    Register: Effects._register,
    Consent: Effects._consent,
    Stop: Effects._stop,
    Resume: Effects._resume,
    Erase: Effects._erase,
    Switch: Effects._switch,
    Offer: Effects._offer,
    Ask: Effects._ask,
    Agree: Effects._agree,
    Join: Effects._join,
    Fetch: Effects._fetch,
    Record: Effects._record,
    Alert: Effects._alert,
    Attend: Effects._attend,
    Reach: Effects._reach,
    Withdraw: Effects._withdraw,
}
"""Every kind of effect to what is done with it (a test holds it complete)."""
