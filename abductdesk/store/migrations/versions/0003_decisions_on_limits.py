"""decisions on limits"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "holiday_change",
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_change")),
        sa.UniqueConstraint("state", "day", name=op.f("uq_holiday_change_state_day")),
    )
    op.create_table(
        "verified_state",
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_verified_state_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verified_state")),
    )
    with op.batch_alter_table("verified_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verified_state_state"), ["state"], unique=False)

    op.create_table(
        "limit_decision",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("child_ids", JSON, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_limit_decision_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_limit_decision_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limit_decision")),
    )
    with op.batch_alter_table("limit_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_limit_decision_case_id"), ["case_id"], unique=False)

    with op.batch_alter_table("bureau", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("alert_days", JSON, nullable=False, server_default="[60, 30, 14, 7, 3, 1]")
        )
        batch_op.add_column(sa.Column("targets", JSON, nullable=False, server_default="{}"))
