"""What is told of somebody before she writes, and of ids that she had before.

Revision: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables; nothing of before is changed."""
    op.create_table(
        "wish",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("announcements", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_wish")),
    )
    op.create_table(
        "change",
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("old", sa.String(length=200), nullable=False),
        sa.Column("new", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("account", "old", name=op.f("pk_change")),
    )
    op.create_index("ix_change_account_new", "change", ["account", "new"])
