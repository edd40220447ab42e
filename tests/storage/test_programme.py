"""Registrations, consents, trainings, forms and files: what a programme keeps."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event

from flows.incoming import Upload
from flows.message import Message, Option
from flows.state import Consent, Person
from flows.turn import Attend
from storage import (
    audit,
    consents,
    conversations,
    coordinators,
    forms,
    inbound,
    interviews,
    media,
    newcomers,
    outbox,
    people,
    registrations,
    sends,
    trainings,
)
from storage.audit import AuditRow
from storage.consents import ConsentRow
from storage.conversations import Contact
from storage.coordinators import Coordinator
from storage.engine import Store
from storage.forms import FormVersion
from storage.inbound import Claim, Failure
from storage.interviews import InterviewRow
from storage.media import MediaRow
from storage.outbox import OutboxRow
from storage.registrations import RegistrationRow
from storage.trainings import AttendRow, Invited, Training
from tests.storage.people import ACCOUNT, NOW, interview, person, say

pytestmark = pytest.mark.anyio

TRAINING = Training(
    id=900,
    own="couture-1",
    programme="almontija",
    title={"ary": "الخياطة", "fr": "Couture"},
    local_start="2026-11-23T10:00:00",
    zone="Africa/Casablanca",
    minutes=90,
    starts=NOW + timedelta(days=1),
    remind=NOW,
)


def consent(*, given: bool = True, purpose: str = "reminders") -> Consent:
    return Consent(programme="almontija", purpose=purpose, given=given, text="v1", language="fr")


def registered(tx: Connection, *keys: int, cohort: str = "", language: str = "fr") -> None:
    for key in keys:
        person(tx, str(key), key)
        people.save(tx, [Person(id=key, language=language)])
        row = RegistrationRow(
            id=key + 100, person_id=key, programme="almontija", cohort=cohort, created=NOW
        )
        registrations.put(tx, [row])
        consents.put(tx, [ConsentRow(id=key + 200, person_id=key, consent=consent(), at=NOW)])


async def test_duplicates_are_dropped(store: Store) -> None:
    def claim(tx: Connection, numbers: range) -> set[bytes]:
        rows = [
            Claim(id=number, account=ACCOUNT, digest=inbound.digest(ACCOUNT, str(n)), received=NOW)
            for number, n in enumerate(numbers, start=1 + 10_000 * numbers.start)
        ]
        return inbound.claim(tx, rows)

    assert len(await store.write(lambda tx: claim(tx, range(600)))) == 600
    fresh = await store.write(lambda tx: claim(tx, range(500, 700)))
    assert fresh == {inbound.digest(ACCOUNT, str(n)) for n in range(600, 700)}
    assert inbound.digest("a", "b") != inbound.digest("a\0b", "")


async def test_what_failed_is_kept_as_it_came(store: Store) -> None:
    def run(tx: Connection) -> None:
        digest = inbound.digest(ACCOUNT, "1")
        body = {"sender": "7", "text": "…"}
        row = Failure(id=1, account=ACCOUNT, sender="7", digest=digest, body=body, received=NOW)
        inbound.fail(tx, [row])
        claim = Claim(id=2, account=ACCOUNT, digest=digest, received=NOW)
        assert inbound.claim(tx, [claim]) == set()
        assert [one.body for one in inbound.failed(tx, 10)] == [body]
        assert inbound.forget(tx, NOW + timedelta(days=1)) == 1
        assert [one.body for one in inbound.failed(tx, 10)] == [None]

    await store.write(run)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        pytest.param(None, [3, 4], id="everybody"),
        pytest.param(Person(id=3, language="fr", stopped=True), [4], id="not who said stop"),
        pytest.param("blocked", [4], id="not who blocked the bot"),
        pytest.param("withdrawn", [4], id="not who left"),
    ],
)
async def test_the_audience(store: Store, change: object, left: list[int]) -> None:
    def run(tx: Connection) -> list[int]:
        registered(tx, 3, 4)
        person(tx, "5", 5)
        if isinstance(change, Person):
            people.save(tx, [change])
        if change == "blocked":
            row = Contact(address_id=3, phone=None, reachable=False, last_inbound=NOW)
            conversations.touch(tx, [row])
        if change == "withdrawn":
            registrations.withdraw(tx, 3, "almontija")
        assert registrations.languages(tx, "almontija") == {"fr": len(left)}
        assert registrations.audience(tx, "other") == []
        pages = [registrations.audience(tx, "almontija", limit=1)]
        while pages[-1]:
            after = pages[-1][-1].registration_id
            pages.append(registrations.audience(tx, "almontija", after=after, limit=1))
        assert [one for page in pages for one in page] == list(
            registrations.whole_audience(tx, "almontija")
        )
        return [one.person_id for page in pages for one in page]

    assert await store.write(run) == left


async def test_a_training_is_new_the_same_renamed_and_moved(store: Store) -> None:
    def run(tx: Connection) -> None:
        registered(tx, 3)

        def put(row: Training) -> tuple[str, int, int]:
            (change,) = trainings.put(tx, [row], NOW)
            return change.kind, change.id, change.cancelled

        def remind(key: int, row: Training) -> list[int]:
            found = trainings.invitees(tx, row, 10)
            for one in found:
                unique = trainings.reminder_key(row.id, row.local_start, one.person_id)
                say(tx, key, lane="reminder", unique=[unique], training=row.id)
                trainings.invite(
                    tx,
                    [Invited(id=key + 1, training_id=row.id, person_id=one.person_id, invited=NOW)],
                )
            return [one.person_id for one in found]

        renamed = replace(TRAINING, id=901, title={"fr": "Couture 2"})
        moved = replace(renamed, local_start="2026-11-24T10:00:00")
        assert put(TRAINING) == ("new", 900, 0)
        assert put(TRAINING) == ("same", 900, 0)
        assert trainings.due(tx, NOW) == [TRAINING]
        assert remind(910, TRAINING) == [3]
        assert remind(920, TRAINING) == []
        assert put(renamed) == ("renamed", 900, 1)
        assert remind(930, replace(renamed, id=900)) == [3]
        sends.claim(tx, ACCOUNT, limit=9, now=NOW)
        assert put(moved) == ("moved", 900, 0)
        assert remind(940, replace(moved, id=900)) == [3]
        assert trainings.due(tx, TRAINING.starts) == []
        later = NOW + timedelta(hours=1)
        trainings.arm(tx, [replace(TRAINING, remind=later)])  # as it was before it moved
        assert len(trainings.due(tx, NOW)) == 1
        trainings.arm(tx, [replace(moved, id=900, remind=later)])
        assert trainings.due(tx, NOW) == []
        assert len(trainings.coming(tx, NOW)) == 1

    await store.write(run)


@pytest.mark.parametrize(
    ("cohort", "words", "invited"),
    [
        pytest.param("", [], [3, 4], id="everybody who agreed"),
        pytest.param("safi", [], [4], id="a cohort"),
        pytest.param("", [(1, False)], [4], id="not who said no later"),
        pytest.param("", [(1, False), (2, True)], [3, 4], id="who said no and then yes"),
        pytest.param("", [(-1, False)], [3, 4], id="who said yes after a no"),
    ],
)
async def test_who_is_reminded(
    store: Store, cohort: str, words: list[tuple[int, bool]], invited: list[int]
) -> None:
    def run(tx: Connection) -> list[int]:
        registered(tx, 3)
        registered(tx, 4, cohort="safi")
        person(tx, "5", 5)
        for days, given in words:
            # Keys of another process's block may be lower than those of older rows.
            row = ConsentRow(
                id=50 - days,
                person_id=3,
                consent=consent(given=given),
                at=NOW + timedelta(days=days),
            )
            if days > 0:
                consents.put(tx, [row])
        return [
            one.person_id for one in trainings.invitees(tx, replace(TRAINING, cohort=cohort), 10)
        ]

    assert await store.write(run) == invited


async def test_a_state_holds_all_that_is_known(store: Store) -> None:
    ask = Message(text="…", language="fr", choices=(Option(key="coming", label="Je viens"),))

    def run(tx: Connection) -> None:
        registered(tx, 3)
        person(tx, "4", 4)
        older = interview(80, started=NOW - timedelta(days=1), status="finished", finished=NOW)
        newer = interview(70, answers={"a/b": 1, "c": ["x", "y"], "d": None})
        interviews.put(tx, [InterviewRow(person_id=3, interview=one) for one in (newer, older)])
        trainings.put(tx, [TRAINING], NOW)
        row = OutboxRow(
            id=910,
            address_id=3,
            account=ACCOUNT,
            lane="reminder",
            body=ask.to_json(),
            due=NOW,
            created=NOW,
            training_id=900,
        )
        outbox.put(tx, [row])
        trainings.invite(tx, [Invited(id=911, training_id=900, person_id=3, invited=NOW)])
        state = person(tx, "3", 30).state
        assert state.interviews == (older, newer)
        assert state.consents == (consent(),)
        assert [(one.training, one.choices) for one in state.invitations] == [(900, ask.choices)]
        assert person(tx, "4", 40).state.interviews == ()
        no = ConsentRow(id=60, person_id=3, consent=consent(given=False), at=NOW)
        consents.put(tx, [replace(no, at=NOW + timedelta(hours=1))])
        answer = Attend(training=900, answer="not_coming")
        trainings.answer(tx, [AttendRow(person_id=3, attend=answer, at=NOW)])
        assert trainings.tally(tx, 900) == {"not_coming": 1}
        state = person(tx, "3", 31).state
        assert state.consents == (consent(given=False),)
        assert state.invitations == ()

    await store.write(run)


async def test_loading_takes_as_many_statements_for_many_as_for_one(store: Store) -> None:
    def run(tx: Connection, keys: range) -> int:
        said: list[str] = []
        raw = tx.connection.driver_connection
        if isinstance(raw, sqlite3.Connection):
            raw.set_trace_callback(said.append)
        else:
            event.listen(tx, "before_cursor_execute", lambda *a: said.append(a[2]))
        arrivals = [
            newcomers.Arrival(account=ACCOUNT, sender=str(key), key=key + 1000, at=NOW)
            for key in keys
        ]
        conversations.load(tx, arrivals)
        if isinstance(raw, sqlite3.Connection):
            raw.set_trace_callback(None)
        return sum(each.startswith("SELECT") for each in said)

    await store.write(lambda tx: registered(tx, *range(1, 99)))
    one = await store.write(lambda tx: run(tx, range(1, 2)))
    many = await store.write(lambda tx: run(tx, range(1, 90)))
    new = await store.write(lambda tx: run(tx, range(200, 300)))
    assert one == many == (4 if store.dialect == "sqlite" else 6)
    assert new == (2 if store.dialect == "sqlite" else 3)


async def test_an_export_pages_over_what_is_finished(store: Store) -> None:
    def run(tx: Connection) -> None:
        registered(tx, 3, cohort="safi")
        rows = [
            interview(
                key,
                status="finished" if key % 2 else "open",
                finished=NOW + timedelta(days=key - 70) if key % 2 else None,
                code=f"A{key}",
                channel="web",
            )
            for key in range(70, 80)
        ]
        interviews.put(tx, [InterviewRow(person_id=3, interview=one) for one in rows])
        form = "almontija.intake"
        page = interviews.page(tx, form, limit=3)
        rest = interviews.page(tx, form, after=page[-1].interview.id, limit=3)
        assert [one.interview.id for one in page + rest] == [71, 73, 75, 77, 79]
        assert page[0].interview == rows[1]
        assert (page[0].person_id, page[0].cohort, page[0].registered) == (3, "safi", NOW)
        assert page[0].simulated is False
        since, until = NOW + timedelta(days=3), NOW + timedelta(days=7)
        some = interviews.page(tx, form, since=since, until=until)
        assert [one.interview.id for one in some] == [73, 75]
        assert [one.id for one in interviews.of_person(tx, 3)] == list(range(70, 80))

    await store.write(run)


async def test_a_form_is_kept_while_somebody_is_on_it(store: Store) -> None:
    def version(key: int, name: str, wording: str = "w1") -> FormVersion:
        return FormVersion(
            id=key,
            form="almontija.intake",
            version=name,
            wording=wording,
            source=f"s-{name}-{wording}",
            document={"questions": []},
            xform="<h:html/>",
            created=NOW + timedelta(days=key),
        )

    def run(tx: Connection) -> None:
        tx.exec_driver_sql("DELETE FROM form_version")  # those of the programmes
        person(tx)
        forms.put(tx, version(1, "v1"))
        forms.put(tx, version(2, "v2"))
        forms.put(tx, version(3, "v2", wording="w2"))
        assert forms.sources(tx) == {"almontija.intake": "s-v2-w2"}
        assert [(one.version, one.wording) for one in forms.in_use(tx)] == [("v2", "w2")]
        interviews.put(tx, [InterviewRow(person_id=3, interview=interview(70))])
        assert [(one.version, one.current) for one in forms.in_use(tx)] == [
            ("v1", False),
            ("v2", True),
        ]
        found = forms.get(tx, "almontija.intake", "v1")
        assert found == replace(version(1, "v1"), current=False)
        assert forms.get(tx, "almontija.intake", "v9") is None

    await store.write(run)


async def test_a_file_is_wanted_until_it_is_kept(store: Store) -> None:
    def run(tx: Connection) -> None:
        person(tx)
        upload = Upload(kind="voice", reference="file-1", mime="audio/ogg", size=9, name="m1.ogg")
        row = MediaRow(id=10, person_id=3, account=ACCOUNT, upload=upload, created=NOW)
        media.want(tx, [row])
        media.want(tx, [replace(row, id=11)])
        media.tried(tx, 10, failed=False)
        (wanted,) = media.wanted(tx)
        assert (wanted.id, wanted.name, wanted.reference, wanted.attempts) == (
            10,
            "m1.ogg",
            "file-1",
            1,
        )
        assert media.kept(tx, 10, mime="audio/ogg", size=9, digest=b"\0" * 32)
        assert not media.kept(tx, 10, mime="audio/ogg", size=9, digest=b"\0" * 32)
        assert media.wanted(tx) == []
        assert media.of_name(tx, "m1.ogg") == "kept"
        assert media.of_name(tx, "m2.ogg") is None

    await store.write(run)


async def test_lines_and_coordinators(store: Store) -> None:
    def run(tx: Connection) -> None:
        alert = AuditRow(id=1, at=NOW, what="alert.person_wanted", programme="p", reference=3)
        other = AuditRow(id=2, at=NOW, what="exported", detail={"rows": 3})
        audit.put(tx, [alert, other])
        assert audit.list_(tx) == [other, alert]
        assert audit.list_(tx, what="alert.") == [alert]
        who = Coordinator(id=1, name="Nadia", role="editor", programmes=["p"], created=NOW)
        coordinators.put(tx, who)
        coordinators.put(tx, replace(who, role="owner"))
        assert [one.role for one in coordinators.list_(tx)] == ["owner"]

    await store.write(run)


async def test_who_is_left_out_and_why(store: Store) -> None:
    def run(tx: Connection) -> dict[str, int]:
        registered(tx, 3, 4, 5, 6)
        people.save(tx, [Person(id=3, language="fr", stopped=True)])
        row = Contact(address_id=4, phone=None, reachable=False, last_inbound=NOW)
        conversations.touch(tx, [row])
        registrations.withdraw(tx, 5, "almontija")
        return registrations.left_out(tx, "almontija")

    assert await store.write(run) == {"stopped": 1, "unreachable": 1}


async def test_invitees_come_in_pages_and_of_one_account(store: Store) -> None:
    def run(tx: Connection) -> None:
        registered(tx, 3, 4, 5)
        first = trainings.invitees(tx, TRAINING, 2)
        rest = trainings.invitees(tx, TRAINING, 2, after=first[-1].registration_id)
        assert [one.person_id for one in (*first, *rest)] == [3, 4, 5]
        assert first[0].registered == NOW
        assert len(trainings.invitees(tx, TRAINING, 9, accounts=[ACCOUNT])) == 3
        assert trainings.invitees(tx, TRAINING, 9, accounts=["terminal:a"]) == []
        assert trainings.expected(tx, TRAINING) == 3

    await store.write(run)


async def test_reminders_are_counted_by_date(store: Store) -> None:
    def run(tx: Connection) -> None:
        registered(tx, 3, 4)
        trainings.put(tx, [TRAINING], NOW)
        moved = replace(TRAINING, local_start="2026-11-30T10:00:00")
        for key, of in ((3, TRAINING), (4, moved)):
            unique = [trainings.reminder_key(of.id, of.local_start, key)]
            say(tx, key + 10, to=key, lane="reminder", unique=unique, training=of.id)
        assert trainings.reminded(tx, TRAINING) == {"queued": 1}
        assert trainings.expected(tx, TRAINING) == 1
        assert trainings.sent(tx, TRAINING.id) == 0
        sends.claim(tx, ACCOUNT, limit=9, now=NOW)
        sends.settle(tx, [sends.Result(id=key, state="sent", at=NOW) for key in (13, 14)])
        assert trainings.reminded(tx, TRAINING) == {"sent": 1}
        assert trainings.sent(tx, TRAINING.id) == 2

    await store.write(run)


async def test_a_training_moved_meanwhile_keeps_its_new_instants(store: Store) -> None:
    def run(tx: Connection) -> None:
        trainings.put(tx, [TRAINING], NOW)
        moved = replace(TRAINING, local_start="2026-11-30T10:00:00")
        trainings.put(tx, [moved], NOW)
        trainings.arm(tx, [replace(TRAINING, remind=NOW + timedelta(hours=5))])
        assert trainings.lock(tx, TRAINING.id) == moved
        assert trainings.lock(tx, 1) is None

    await store.write(run)
