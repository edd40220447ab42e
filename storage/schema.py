"""Every table, and why it is there. Keys are ours, never a phone number or a chat's id.

All keys come from one sequence (``key_block``), taken in blocks by a process, so that every row's
key is known before its transaction begins. Instants are UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.types import JSON, Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[int]:
    return Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )


def _where(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index over the few rows that are looked for, which the many need not pay."""
    return Index(
        name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where)
    )


def _of(table: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(f"{table}_id", BigInteger, ForeignKey(f"{table}.id"), nullable=null, index=index)


key_block = Table(
    "key_block",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("next", BigInteger, nullable=False),
)

person = Table(
    "person",
    metadata,
    _key(),
    Column("language", String(8), nullable=False),
    Column("zone", String(40), nullable=False),
    Column("mode", String(8), nullable=False),
    Column("stopped", Boolean, nullable=False),
    Column("simulated", Boolean, nullable=False),
    Column("erased", Instant),
    Column("created", Instant, nullable=False),
    _where("ix_person_erased", "erased", where="erased IS NOT NULL"),
)

address = Table(
    "address",
    metadata,
    _key(),
    Column("account", String(80), nullable=False),
    Column("external", String(200), nullable=False),
    Column("phone", String(20)),
    Column("reachable", Boolean, nullable=False),
    Column("last_inbound", Instant),
    Column("heard", Instant),  # when the newest update was made that says who can be reached
    UniqueConstraint("account", "external"),
    _where("ix_address_phone", "phone", where="phone IS NOT NULL"),
)

conversation = Table(
    "conversation",
    metadata,
    _key(),
    _of("address"),
    _of("person", index=True),
    Column("state", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    # A telephone may be several people's: each has her own conversation, one of them has the turn.
    Column("current", Boolean, nullable=False, default=True),
    # Which of them she is, from 1 on; 0 where nobody else answers by this address.
    Column("place", SmallInteger, nullable=False, default=0),
    UniqueConstraint("address_id", "person_id"),
    _where("uq_conversation_current", "address_id", where="current", unique=True),
)

# Codes by which somebody joins two of her addresses; gone once used, or after a quarter of an hour.
link = Table(
    "link",
    metadata,
    Column("address_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),  # of the code that was shown there
    Column("tries", SmallInteger, nullable=False),  # wrong codes that were written there
    Column("expires", Instant, nullable=False),
    Column("message_id", BigInteger),  # which showed it; its words go when the code does
    # The address whose code was written here, and whether its person said yes to that.
    Column("other_id", BigInteger),
    Column("agreed", Boolean, nullable=False),
    Index("ix_link_digest", "digest"),
)

inbound = Table(
    "inbound",
    metadata,
    _key(),
    Column("account", String(80), nullable=False),
    # SHA-256 of the account's external id: a WhatsApp message id contains the phone number.
    Column("digest", LargeBinary(32), nullable=False),
    Column("state", String(8), nullable=False),  # done, failed
    # The body is kept for 90 days, the digest for ever.
    Column("address_id", BigInteger),
    Column("body", JSON),
    Column("received", Instant, nullable=False),
    UniqueConstraint("digest"),
    _where("ix_inbound_failed", "id", where="state = 'failed'"),
    _where("ix_inbound_address_id", "address_id", where="body IS NOT NULL"),
    _where("ix_inbound_received", "received", where="body IS NOT NULL"),
)

interview = Table(
    "interview",
    metadata,
    _key(),
    _of("person", index=True),
    Column("programme", String(60), nullable=False),
    Column("form", String(120), nullable=False),
    Column("version", String(40), nullable=False),
    Column("status", String(10), nullable=False),
    Column("answers", JSON, nullable=False),
    Column("language", String(8), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("started", Instant, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("finished", Instant),
    Column("code", String(20), nullable=False),
    Column("erased", Instant),
    # Exports go page by page over a form's interviews.
    Index("ix_interview_form_id", "form", "id"),
    # A form's version stays in use while somebody is on it.
    _where("ix_interview_open", "form", "version", where="status = 'open'"),
    _where("uq_interview_code", "code", where="code <> ''", unique=True),
)

answer_event = Table(
    "answer_event",
    metadata,
    _key(),
    _of("interview", index=True),
    _of("inbound"),
    Column("question", String(200), nullable=False),
    Column("value", JSON),
    Column("typed", Text, nullable=False),
    Column("how", String(10), nullable=False),
    Column("refused", String(60), nullable=False),
    Column("at", Instant, nullable=False),
)

form_version = Table(
    "form_version",
    metadata,
    _key(),
    Column("form", String(120), nullable=False),
    Column("version", String(40), nullable=False),
    Column("wording", String(40), nullable=False),
    # Digest of the source files it was compiled from: equal means nothing to compile.
    Column("source", String(64), nullable=False),
    Column("document", JSON, nullable=False),
    Column("xform", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("created", Instant, nullable=False),
    UniqueConstraint("form", "version"),
)

registration = Table(
    "registration",
    metadata,
    _key(),
    _of("person"),
    _of("interview", null=True),
    Column("programme", String(60), nullable=False),
    Column("cohort", String(60), nullable=False),
    Column("status", String(12), nullable=False),  # registered, withdrawn
    Column("created", Instant, nullable=False),
    UniqueConstraint("person_id", "programme"),
    Index("ix_registration_programme_id", "programme", "id"),
)

consent = Table(
    "consent",
    metadata,
    _key(),
    _of("person"),
    Column("programme", String(60), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("text_version", String(40), nullable=False),
    Column("language", String(8), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("withdrawn", Instant),
    Index("ix_consent_person_id_programme_purpose", "person_id", "programme", "purpose"),
)

# The copy of what people agreed to: one row a wording, nothing of a person.
consent_text = Table(
    "consent_text",
    metadata,
    Column("version", String(40), primary_key=True),  # digest of the words: consent.text_version
    Column("language", String(8), nullable=False),
    Column("words", Text, nullable=False),
)

training = Table(
    "training",
    metadata,
    _key(),
    Column("own", String(80), nullable=False),  # the coordinator's id
    Column("programme", String(60), nullable=False),
    Column("cohort", String(60), nullable=False),
    Column("title", JSON, nullable=False),  # language -> title
    Column("local_start", String(19), nullable=False),  # 2026-11-28T10:00:00, as planned
    Column("zone", String(40), nullable=False),
    Column("place", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    # Armed from the local times: at import, at every start and every night.
    Column("starts", Instant, nullable=False),
    Column("remind", Instant, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    UniqueConstraint("programme", "own"),
    Index("ix_training_remind", "remind"),
)

attendance = Table(
    "attendance",
    metadata,
    _key(),
    _of("training"),
    _of("person", index=True),
    Column("invited", Instant, nullable=False),
    Column("answer", String(12), nullable=False),  # "", coming, not_coming, other_date
    Column("answered", Instant),
    UniqueConstraint("training_id", "person_id"),
)

broadcast = Table(
    "broadcast",
    metadata,
    _key(),
    Column("programme", String(60), nullable=False),
    Column("texts", JSON, nullable=False),  # language -> text
    Column("state", String(10), nullable=False),  # sending, done, cancelled
    Column("created", Instant, nullable=False),
    Column("recipients", Integer, nullable=False),
)

message = Table(
    "message",
    metadata,
    _key(),
    _of("address"),
    Column("account", String(80), nullable=False),
    Column("lane", SmallInteger, nullable=False),  # 0 reply, 1 reminder, 2 broadcast
    Column("body", JSON),
    Column("due", Instant, nullable=False),
    Column("expires", Instant),
    # queued, claimed, sent, delivered, read; or failed, expired, cancelled, unknown
    Column("state", String(10), nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("parts", JSON),  # provider ids of the parts that went out, in order
    Column("error", String(40), nullable=False),
    Column("reason", String(80), nullable=False),
    Column("unique_key", String(120)),
    Column("broadcast_id", BigInteger, ForeignKey("broadcast.id")),
    Column("training_id", BigInteger, ForeignKey("training.id")),
    Column("created", Instant, nullable=False),
    Column("claimed", Instant),
    Column("settled", Instant),
    _where("uq_message_unique_key", "unique_key", where="unique_key IS NOT NULL", unique=True),
    _where("ix_message_broadcast_id", "broadcast_id", where="broadcast_id IS NOT NULL"),
    _where("ix_message_training_id", "training_id", where="training_id IS NOT NULL"),
    Index("ix_message_address_id_state", "address_id", "state"),
    _where(
        "ix_message_queued",
        *("account", "lane", "created", "id", "due", "expires"),
        where="state = 'queued'",
    ),
    _where("ix_message_claimed", "account", where="state = 'claimed'"),
)

# Where a channel sends receipts: which message a provider's id belongs to.
part = Table(
    "part",
    metadata,
    Column("provider", LargeBinary(32), primary_key=True),  # digest of account and provider's id
    _of("message", index=True),
)

receipt = Table(
    "receipt",
    metadata,
    _key(),
    Column("account", String(80), nullable=False),
    Column("provider", LargeBinary(32), nullable=False),  # digest of account and provider's id
    Column("state", String(10), nullable=False),
    Column("error", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    # Our own key that the provider gave back, and which part of that message it speaks of.
    Column("message_id", BigInteger),
    Column("place", SmallInteger, nullable=False),
    UniqueConstraint("provider", "state"),
    _where("ix_receipt_message_id", "message_id", where="message_id IS NOT NULL"),
)

# Where only approved words may be sent to who has not written for a day: what is approved.
template = Table(
    "template",
    metadata,
    _key(),
    Column("account", String(80), nullable=False),
    Column("name", String(120), nullable=False),
    Column("language", String(12), nullable=False),  # the provider's code, as ar_MA
    Column("status", String(20), nullable=False),  # APPROVED, PENDING, REJECTED, …
    Column("at", Instant, nullable=False),
    UniqueConstraint("account", "name", "language"),
)

# Who was last sent a template when: a provider allows so many people in any 24 hours.
opening = Table(
    "opening",
    metadata,
    Column("address_id", BigInteger, primary_key=True, autoincrement=False),
    Column("account", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_opening_account_at", "account", "at"),
)

# Who told the provider, not us, whether she wants announcements.
preference = Table(
    "preference",
    metadata,
    Column("address_id", BigInteger, primary_key=True, autoincrement=False),
    Column("announcements", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

# What somebody told the provider before she ever wrote to us; gone when she does, or in a week.
wish = Table(
    "wish",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),  # of the account and one of her ids
    Column("announcements", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

# Who changed her id in the last week: what she wrote before that may come after we were told.
change = Table(
    "change",
    metadata,
    Column("account", String(80), primary_key=True),
    Column("old", String(200), primary_key=True),
    Column("new", String(200), nullable=False),
    Column("phone", String(20)),
    Column("at", Instant, nullable=False),
    Index("ix_change_account_new", "account", "new"),
)

coordinator = Table(
    "coordinator",
    metadata,
    _key(),
    Column("name", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("programmes", JSON, nullable=False),
    Column("created", Instant, nullable=False),
    # The chat that a code was sent from: who writes there is this coordinator.
    Column("address_id", BigInteger),
    # Digest of the code that makes a chat hers: once, and before it expires.
    Column("code", LargeBinary(32)),
    Column("code_expires", Instant),
    _where("ix_coordinator_address_id", "address_id", where="address_id IS NOT NULL"),
    _where("uq_coordinator_code", "code", where="code IS NOT NULL", unique=True),
)

# A question read aloud by a coordinator, in one language.
prompt = Table(
    "prompt",
    metadata,
    _key(),
    Column("form", String(120), nullable=False),
    Column("question", String(200), nullable=False),
    Column("language", String(8), nullable=False),
    Column("digest", String(64), nullable=False),  # of the exact words that were read
    Column("name", String(80), nullable=False),  # media.name
    Column("created", Instant, nullable=False),
    UniqueConstraint("form", "question", "language"),
)

audit = Table(
    "audit",
    metadata,
    _key(),
    Column("at", Instant, nullable=False),
    Column("what", String(40), nullable=False),  # erased, exported, alert.person_wanted, …
    Column("programme", String(60), nullable=False),
    Column("reference", BigInteger),
    Column("detail", JSON),
)

media = Table(
    "media",
    metadata,
    _key(),
    _of("person", null=True, index=True),
    Column("name", String(80), nullable=False),  # made by us; what the answer holds
    Column("kind", String(8), nullable=False),
    Column("account", String(80), nullable=False),
    Column("reference", Text, nullable=False),  # what the channel fetches it by
    Column("state", String(8), nullable=False),  # wanted, kept, failed, erased
    Column("attempts", SmallInteger, nullable=False),
    Column("mime", String(80), nullable=False),
    Column("size", BigInteger, nullable=False),  # bytes
    Column("digest", LargeBinary(32)),
    Column("created", Instant, nullable=False),
    UniqueConstraint("name"),
    _where("ix_media_wanted", "id", where="state = 'wanted'"),
    # What was made for somebody to take with her is not kept.
    _where("ix_media_copies", "created", where="kind = 'copy'"),
)
