"""return and support"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "budget",
        sa.Column("funder", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget")),
        sa.UniqueConstraint("funder", "year", name=op.f("uq_budget_funder_year")),
    )
    op.create_table(
        "step_template",
        sa.Column("frame", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("blocking", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_template")),
    )
    op.create_table(
        "criteria",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amounts", JSON, nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_criteria_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
    )
    op.create_table(
        "return_plan",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("child_ids", JSON, nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("frame", sa.String(length=40), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("from_place", sa.String(), nullable=True),
        sa.Column("to_place", sa.String(), nullable=True),
        sa.Column("escort", sa.String(), nullable=True),
        sa.Column("handover_place", sa.String(), nullable=True),
        sa.Column("handover_people", sa.String(), nullable=True),
        sa.Column("preparation", sa.Text(), nullable=True),
        sa.Column("consular_post", sa.String(), nullable=True),
        sa.Column("warrant_checked_on", sa.Date(), nullable=True),
        sa.Column("warrant_result", sa.String(), nullable=True),
        sa.Column("lodging", sa.String(), nullable=True),
        sa.Column("school", sa.String(), nullable=True),
        sa.Column("health", sa.String(), nullable=True),
        sa.Column("protection", sa.Text(), nullable=True),
        sa.Column("first_contact", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("departed_on", sa.Date(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("override_reason", sa.String(length=500), nullable=True),
        sa.Column("override_by", sa.Integer(), nullable=True),
        sa.Column("called_off_on", sa.Date(), nullable=True),
        sa.Column("called_off_because", sa.String(length=500), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_return_plan_case_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_return_plan_event_id")),
        sa.ForeignKeyConstraint(["override_by"], ["staff.id"], name=op.f("fk_return_plan_override_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_plan")),
    )
    with op.batch_alter_table("return_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_return_plan_case_id"), ["case_id"], unique=False)

    op.create_table(
        "support_request",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("complete_on", sa.Date(), nullable=True),
        sa.Column("income_cents", sa.Integer(), nullable=True),
        sa.Column("with_family", sa.Boolean(), nullable=True),
        sa.Column("dependants", sa.Integer(), nullable=True),
        sa.Column("income_evidence", sa.String(), nullable=True),
        sa.Column("hardship", sa.Text(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.Column("criteria_id", sa.Integer(), nullable=True),
        sa.Column("tested", JSON, nullable=False),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.Column("advised_by", sa.Integer(), nullable=True),
        sa.Column("advised_on", sa.Date(), nullable=True),
        sa.Column("granted_cents", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("appealed_on", sa.Date(), nullable=True),
        sa.Column("appeal_reason", sa.Text(), nullable=True),
        sa.Column("appeal_decided_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("funder", sa.String(length=200), nullable=True),
        sa.Column("committed_on", sa.Date(), nullable=True),
        sa.Column("released_cents", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["advised_by"], ["staff.id"], name=op.f("fk_support_request_advised_by")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_support_request_case_id")),
        sa.ForeignKeyConstraint(
            ["criteria_id"], ["criteria.id"], name=op.f("fk_support_request_criteria_id")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_support_request_decided_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_support_request_person_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_support_request_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_request")),
        sa.UniqueConstraint("number", name=op.f("uq_support_request_number")),
    )
    with op.batch_alter_table("support_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_request_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_request_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_request_state"), ["state"], unique=False)

    op.create_table(
        "aftercare",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("psychologist_id", sa.Integer(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_report", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_aftercare_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_aftercare_child_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_aftercare_event_id")),
        sa.ForeignKeyConstraint(
            ["psychologist_id"], ["directory_entry.id"], name=op.f("fk_aftercare_psychologist_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aftercare")),
    )
    with op.batch_alter_table("aftercare", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aftercare_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aftercare_child_id"), ["child_id"], unique=False)

    op.create_table(
        "approval",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("approves", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["support_request.id"], name=op.f("fk_approval_request_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_approval_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint("request_id", "staff_id", name=op.f("uq_approval_request_id_staff_id")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_request_id"), ["request_id"], unique=False)

    op.create_table(
        "emergency_contact",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("visible_to", sa.String(length=40), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["return_plan.id"], name=op.f("fk_emergency_contact_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_contact")),
    )
    with op.batch_alter_table("emergency_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_emergency_contact_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "funding_first",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("funder", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["support_request.id"], name=op.f("fk_funding_first_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_first")),
    )
    with op.batch_alter_table("funding_first", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funding_first_request_id"), ["request_id"], unique=False)

    op.create_table(
        "leg",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("departs_at", sa.DateTime(), nullable=True),
        sa.Column("arrives_at", sa.DateTime(), nullable=True),
        sa.Column("from_place", sa.String(), nullable=False),
        sa.Column("to_place", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=True),
        sa.Column("ticket", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["return_plan.id"], name=op.f("fk_leg_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leg")),
    )
    with op.batch_alter_table("leg", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leg_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "payment",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("funder", sa.String(length=200), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("payee", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["support_request.id"], name=op.f("fk_payment_request_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_payment_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_request_id"), ["request_id"], unique=False)

    op.create_table(
        "return_step",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("own_day", sa.Date(), nullable=True),
        sa.Column("blocking", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["staff.id"], name=op.f("fk_return_step_done_by")),
        sa.ForeignKeyConstraint(["plan_id"], ["return_plan.id"], name=op.f("fk_return_step_plan_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_return_step_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_step")),
    )
    with op.batch_alter_table("return_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_return_step_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "support_item",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("to_state", sa.String(length=2), nullable=True),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("asked_cents", sa.Integer(), nullable=False),
        sa.Column("renewal", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("proposed_cents", sa.Integer(), nullable=True),
        sa.Column("granted_cents", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_support_item_child_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["attachment.id"], name=op.f("fk_support_item_evidence_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["support_request.id"], name=op.f("fk_support_item_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_item")),
    )
    with op.batch_alter_table("support_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_item_request_id"), ["request_id"], unique=False)

    op.create_table(
        "travel_paper",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_travel_paper_person_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["return_plan.id"], name=op.f("fk_travel_paper_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_paper")),
    )
    with op.batch_alter_table("travel_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_travel_paper_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_travel_paper_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "aftercare_contact",
        sa.Column("aftercare_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("wellbeing", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aftercare_id"], ["aftercare.id"], name=op.f("fk_aftercare_contact_aftercare_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_aftercare_contact_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aftercare_contact")),
    )
    with op.batch_alter_table("aftercare_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aftercare_contact_aftercare_id"), ["aftercare_id"], unique=False)

    op.create_table(
        "co_decision",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("granted_cents", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_co_decision_letter_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["support_request.id"], name=op.f("fk_co_decision_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_decision")),
    )
    with op.batch_alter_table("co_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_co_decision_request_id"), ["request_id"], unique=False)

    op.create_table(
        "psychologist_session",
        sa.Column("aftercare_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aftercare_id"], ["aftercare.id"], name=op.f("fk_psychologist_session_aftercare_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["directory_entry.id"], name=op.f("fk_psychologist_session_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["support_item.id"], name=op.f("fk_psychologist_session_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_psychologist_session")),
    )
    with op.batch_alter_table("psychologist_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_psychologist_session_aftercare_id"), ["aftercare_id"], unique=False
        )

    op.create_table(
        "receipt",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("minor", sa.Integer(), nullable=False),
        sa.Column("rate", sa.String(), nullable=True),
        sa.Column("rate_source", sa.String(), nullable=True),
        sa.Column("rate_on", sa.Date(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["checked_by"], ["staff.id"], name=op.f("fk_receipt_checked_by")),
        sa.ForeignKeyConstraint(["evidence_id"], ["attachment.id"], name=op.f("fk_receipt_evidence_id")),
        sa.ForeignKeyConstraint(["item_id"], ["support_item.id"], name=op.f("fk_receipt_item_id")),
        sa.ForeignKeyConstraint(["request_id"], ["support_request.id"], name=op.f("fk_receipt_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_request_id"), ["request_id"], unique=False)

    with op.batch_alter_table("bureau", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("aftercare_weeks", JSON, nullable=False, server_default="[1, 4, 12, 26, 52]")
        )
