"""The first tables.

Revision: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import JSON, Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table of the first version."""
    op.create_table(
        "address",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("external", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("last_inbound", Instant(), nullable=True),
        sa.Column("heard", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sa.UniqueConstraint("account", "external", name=op.f("uq_address_account_external")),
    )
    op.create_index(
        "ix_address_phone",
        "address",
        ["phone"],
        unique=False,
        sqlite_where=sa.text("phone IS NOT NULL"),
        postgresql_where=sa.text("phone IS NOT NULL"),
    )
    op.create_table(
        "audit",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("reference", sa.BigInteger(), nullable=True),
        sa.Column("detail", JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "broadcast",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("texts", JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast")),
    )
    op.create_table(
        "coordinator",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("programmes", JSON(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("address_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_expires", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordinator")),
    )
    op.create_index(
        "ix_coordinator_address_id",
        "coordinator",
        ["address_id"],
        unique=False,
        sqlite_where=sa.text("address_id IS NOT NULL"),
        postgresql_where=sa.text("address_id IS NOT NULL"),
    )
    op.create_index(
        "uq_coordinator_code",
        "coordinator",
        ["code"],
        unique=True,
        sqlite_where=sa.text("code IS NOT NULL"),
        postgresql_where=sa.text("code IS NOT NULL"),
    )
    op.create_table(
        "prompt",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=120), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
        sa.UniqueConstraint(
            "form", "question", "language", name=op.f("uq_prompt_form_question_language")
        ),
    )
    op.create_table(
        "form_version",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("document", JSON(), nullable=False),
        sa.Column("xform", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
        sa.UniqueConstraint("form", "version", name=op.f("uq_form_version_form_version")),
    )
    op.create_table(
        "inbound",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("address_id", sa.BigInteger(), nullable=True),
        sa.Column("body", JSON(), nullable=True),
        sa.Column("received", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("digest", name=op.f("uq_inbound_digest")),
    )
    op.create_index(
        "ix_inbound_address_id",
        "inbound",
        ["address_id"],
        unique=False,
        sqlite_where=sa.text("body IS NOT NULL"),
        postgresql_where=sa.text("body IS NOT NULL"),
    )
    op.create_index(
        "ix_inbound_received",
        "inbound",
        ["received"],
        unique=False,
        sqlite_where=sa.text("body IS NOT NULL"),
        postgresql_where=sa.text("body IS NOT NULL"),
    )
    op.create_index(
        "ix_inbound_failed",
        "inbound",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.create_table(
        "key_block",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_key_block")),
    )
    op.create_table(
        "person",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("erased", Instant(), nullable=True),
        sa.Column("created", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(
        "ix_person_erased",
        "person",
        ["erased"],
        unique=False,
        sqlite_where=sa.text("erased IS NOT NULL"),
        postgresql_where=sa.text("erased IS NOT NULL"),
    )
    op.create_table(
        "receipt",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("provider", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("error", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("provider", "state", name=op.f("uq_receipt_provider_state")),
    )
    op.create_index(
        "ix_receipt_message_id",
        "receipt",
        ["message_id"],
        unique=False,
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_table(
        "template",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint(
            "account", "name", "language", name=op.f("uq_template_account_name_language")
        ),
    )
    op.create_table(
        "opening",
        sa.Column("address_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_opening")),
    )
    op.create_index("ix_opening_account_at", "opening", ["account", "at"], unique=False)
    op.create_table(
        "preference",
        sa.Column("address_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("announcements", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_preference")),
    )
    op.create_table(
        "training",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("own", sa.String(length=80), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=False),
        sa.Column("title", JSON(), nullable=False),
        sa.Column("local_start", sa.String(length=19), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("remind", Instant(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
        sa.UniqueConstraint("programme", "own", name=op.f("uq_training_programme_own")),
    )
    op.create_index("ix_training_remind", "training", ["remind"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("training_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("invited", Instant(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("answered", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["training_id"], ["training.id"], name=op.f("fk_attendance_training_id_training")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "training_id", "person_id", name=op.f("uq_attendance_training_id_person_id")
        ),
    )
    op.create_index(op.f("ix_attendance_person_id"), "attendance", ["person_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("text_version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("withdrawn", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(
        "ix_consent_person_id_programme_purpose",
        "consent",
        ["person_id", "programme", "purpose"],
        unique=False,
    )
    op.create_table(
        "consent_text",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_consent_text")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("address_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_conversation_address_id_address")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conversation_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint(
            "address_id", "person_id", name=op.f("uq_conversation_address_id_person_id")
        ),
    )
    op.create_index(
        "uq_conversation_current",
        "conversation",
        ["address_id"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "link",
        sa.Column("address_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("expires", Instant(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("other_id", sa.BigInteger(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_link")),
    )
    op.create_index("ix_link_digest", "link", ["digest"], unique=False)
    op.create_index(op.f("ix_conversation_person_id"), "conversation", ["person_id"], unique=False)
    op.create_table(
        "interview",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("form", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("answers", JSON(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("started", Instant(), nullable=False),
        sa.Column("updated", Instant(), nullable=False),
        sa.Column("finished", Instant(), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("erased", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_interview_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    op.create_index("ix_interview_form_id", "interview", ["form", "id"], unique=False)
    op.create_index(
        "ix_interview_open",
        "interview",
        ["form", "version"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index(op.f("ix_interview_person_id"), "interview", ["person_id"], unique=False)
    op.create_index(
        "uq_interview_code",
        "interview",
        ["code"],
        unique=True,
        sqlite_where=sa.text("code <> ''"),
        postgresql_where=sa.text("code <> ''"),
    )
    op.create_table(
        "media",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("mime", sa.String(length=80), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("created", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_media_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
        sa.UniqueConstraint("name", name=op.f("uq_media_name")),
    )
    op.create_index(
        "ix_media_copies",
        "media",
        ["created"],
        unique=False,
        sqlite_where=sa.text("kind = 'copy'"),
        postgresql_where=sa.text("kind = 'copy'"),
    )
    op.create_index(op.f("ix_media_person_id"), "media", ["person_id"], unique=False)
    op.create_index(
        "ix_media_wanted",
        "media",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'wanted'"),
        postgresql_where=sa.text("state = 'wanted'"),
    )
    op.create_table(
        "message",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("address_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("body", JSON(), nullable=True),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("expires", Instant(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("parts", JSON(), nullable=True),
        sa.Column("error", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("unique_key", sa.String(length=120), nullable=True),
        sa.Column("broadcast_id", sa.BigInteger(), nullable=True),
        sa.Column("training_id", sa.BigInteger(), nullable=True),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("claimed", Instant(), nullable=True),
        sa.Column("settled", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_message_address_id_address")
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcast.id"], name=op.f("fk_message_broadcast_id_broadcast")
        ),
        sa.ForeignKeyConstraint(
            ["training_id"], ["training.id"], name=op.f("fk_message_training_id_training")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_address_id_state", "message", ["address_id", "state"], unique=False)
    op.create_index(
        "ix_message_broadcast_id",
        "message",
        ["broadcast_id"],
        unique=False,
        sqlite_where=sa.text("broadcast_id IS NOT NULL"),
        postgresql_where=sa.text("broadcast_id IS NOT NULL"),
    )
    op.create_index(
        "ix_message_claimed",
        "message",
        ["account"],
        unique=False,
        sqlite_where=sa.text("state = 'claimed'"),
        postgresql_where=sa.text("state = 'claimed'"),
    )
    op.create_index(
        "ix_message_queued",
        "message",
        ["account", "lane", "created", "id", "due", "expires"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_message_training_id",
        "message",
        ["training_id"],
        unique=False,
        sqlite_where=sa.text("training_id IS NOT NULL"),
        postgresql_where=sa.text("training_id IS NOT NULL"),
    )
    op.create_index(
        "uq_message_unique_key",
        "message",
        ["unique_key"],
        unique=True,
        sqlite_where=sa.text("unique_key IS NOT NULL"),
        postgresql_where=sa.text("unique_key IS NOT NULL"),
    )
    op.create_table(
        "answer_event",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("inbound_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("value", JSON(), nullable=True),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("refused", sa.String(length=60), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inbound_id"], ["inbound.id"], name=op.f("fk_answer_event_inbound_id_inbound")
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_answer_event_interview_id_interview")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_event")),
    )
    op.create_index(
        op.f("ix_answer_event_interview_id"), "answer_event", ["interview_id"], unique=False
    )
    op.create_table(
        "part",
        sa.Column("provider", sa.LargeBinary(length=32), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_part_message_id_message")
        ),
        sa.PrimaryKeyConstraint("provider", name=op.f("pk_part")),
    )
    op.create_index(op.f("ix_part_message_id"), "part", ["message_id"], unique=False)
    op.create_table(
        "registration",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_registration_interview_id_interview")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_registration_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint(
            "person_id", "programme", name=op.f("uq_registration_person_id_programme")
        ),
    )
    op.create_index(
        "ix_registration_programme_id", "registration", ["programme", "id"], unique=False
    )
