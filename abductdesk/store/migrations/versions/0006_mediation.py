"""mediation"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "training",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("given_by", sa.String(), nullable=True),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_table(
        "directory_entry",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("given_names", sa.String(), nullable=False),
        sa.Column("family_names", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("gender", sa.String(length=40), nullable=True),
        sa.Column("street", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("letter_language", sa.String(), nullable=True),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("cultures", JSON, nullable=False),
        sa.Column("profession", sa.String(length=40), nullable=True),
        sa.Column("specialisms", JSON, nullable=False),
        sa.Column("accreditation", sa.String(), nullable=True),
        sa.Column("accredited_from", sa.Date(), nullable=True),
        sa.Column("accredited_until", sa.Date(), nullable=True),
        sa.Column("child_inclusive", sa.Boolean(), nullable=True),
        sa.Column("online", sa.Boolean(), nullable=True),
        sa.Column("travel_zone", JSON, nullable=False),
        sa.Column("most_cases", sa.Integer(), nullable=True),
        sa.Column("fee_cents", sa.Integer(), nullable=True),
        sa.Column("vat_percent", sa.Integer(), nullable=True),
        sa.Column("bar", sa.String(), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("acts_for", sa.String(length=40), nullable=True),
        sa.Column("legal_aid", sa.Boolean(), nullable=True),
        sa.Column("courts", sa.String(), nullable=True),
        sa.Column("insurance_checked_on", sa.Date(), nullable=True),
        sa.Column("third_party_payment", sa.Boolean(), nullable=True),
        sa.Column("waiting_weeks", sa.Integer(), nullable=True),
        sa.Column("sworn", sa.Boolean(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.Integer(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("folded", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["directory_entry.id"], name=op.f("fk_directory_entry_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["verified_by"], ["staff.id"], name=op.f("fk_directory_entry_verified_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entry")),
    )
    with op.batch_alter_table("directory_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_entry_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_directory_entry_kind"), ["kind"], unique=False)

    op.create_table(
        "verification_round",
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_verification_round_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_round")),
    )
    op.create_table(
        "absence",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["directory_entry.id"], name=op.f("fk_absence_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("firm", sa.String(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["directory_entry.id"], name=op.f("fk_conflict_entry_id")),
        sa.ForeignKeyConstraint(["other_id"], ["directory_entry.id"], name=op.f("fk_conflict_other_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conflict_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_person_id"), ["person_id"], unique=False)

    op.create_table(
        "mediation",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("suitability", sa.String(length=40), nullable=True),
        sa.Column("measures", sa.String(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_mediation_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation")),
    )
    with op.batch_alter_table("mediation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("attestation", sa.String(length=40), nullable=True),
        sa.Column("attested_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["directory_entry.id"], name=op.f("fk_participant_entry_id")),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_participant_training_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_training_id"), ["training_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=True),
        sa.Column("points", JSON, nullable=False),
        sa.Column("undertakings", sa.Text(), nullable=True),
        sa.Column("sent_to_lawyers_on", sa.Date(), nullable=True),
        sa.Column("left_behind_reviewed_on", sa.Date(), nullable=True),
        sa.Column("taking_reviewed_on", sa.Date(), nullable=True),
        sa.Column("enforceable_checked_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("papers", JSON, nullable=False),
        sa.Column("court", sa.String(), nullable=True),
        sa.Column("lodged_on", sa.Date(), nullable=True),
        sa.Column("homologated_on", sa.Date(), nullable=True),
        sa.Column("mirror_state", sa.String(length=2), nullable=True),
        sa.Column("mirror_asked_on", sa.Date(), nullable=True),
        sa.Column("mirror_made_on", sa.Date(), nullable=True),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("cost_bearer", sa.String(length=40), nullable=True),
        sa.Column("court_cost_cents", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mediation_id"], ["mediation.id"], name=op.f("fk_agreement_mediation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "child_voice",
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("heard_by_id", sa.Integer(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_voice_child_id")),
        sa.ForeignKeyConstraint(
            ["heard_by_id"], ["directory_entry.id"], name=op.f("fk_child_voice_heard_by_id")
        ),
        sa.ForeignKeyConstraint(["mediation_id"], ["mediation.id"], name=op.f("fk_child_voice_mediation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_voice")),
    )
    with op.batch_alter_table("child_voice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_voice_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_child_voice_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "mediation_session",
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("interpreter_id", sa.Integer(), nullable=True),
        sa.Column("children_involved", sa.Boolean(), nullable=False),
        sa.Column("measures", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attendance", JSON, nullable=False),
        sa.Column("minutes_held", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["directory_entry.id"], name=op.f("fk_mediation_session_first_id")
        ),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["directory_entry.id"], name=op.f("fk_mediation_session_interpreter_id")
        ),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation.id"], name=op.f("fk_mediation_session_mediation_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["directory_entry.id"], name=op.f("fk_mediation_session_second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_session")),
    )
    with op.batch_alter_table("mediation_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediation_session_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "pair_choice",
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("ranking", JSON, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["directory_entry.id"], name=op.f("fk_pair_choice_first_id")),
        sa.ForeignKeyConstraint(["mediation_id"], ["mediation.id"], name=op.f("fk_pair_choice_mediation_id")),
        sa.ForeignKeyConstraint(["second_id"], ["directory_entry.id"], name=op.f("fk_pair_choice_second_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_pair_choice_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_choice")),
    )
    with op.batch_alter_table("pair_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_choice_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "parent_step",
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mediation_id"], ["mediation.id"], name=op.f("fk_parent_step_mediation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_step")),
    )
    with op.batch_alter_table("parent_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parent_step_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "safety_override",
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation.id"], name=op.f("fk_safety_override_mediation_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_safety_override_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_override")),
    )
    with op.batch_alter_table("safety_override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safety_override_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "screening",
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("risk", sa.String(length=40), nullable=False),
        sa.Column("measures", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mediation_id"], ["mediation.id"], name=op.f("fk_screening_mediation_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_screening_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
    )
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_mediation_id"), ["mediation_id"], unique=False)

    op.create_table(
        "given_list",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_given_list_case_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_given_list_letter_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_given_list_person_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_given_list_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_list")),
    )
    with op.batch_alter_table("given_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_given_list_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_given_list_person_id"), ["person_id"], unique=False)

    op.create_table(
        "mediator_offer",
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["choice_id"], ["pair_choice.id"], name=op.f("fk_mediator_offer_choice_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["directory_entry.id"], name=op.f("fk_mediator_offer_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator_offer")),
    )
    with op.batch_alter_table("mediator_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mediator_offer_choice_id"), ["choice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mediator_offer_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "round_entry",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["directory_entry.id"], name=op.f("fk_round_entry_entry_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_round_entry_letter_id")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["verification_round.id"], name=op.f("fk_round_entry_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_entry")),
    )
    with op.batch_alter_table("round_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_entry_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_entry_round_id"), ["round_id"], unique=False)

    op.create_table(
        "given_name",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["directory_entry.id"], name=op.f("fk_given_name_entry_id")),
        sa.ForeignKeyConstraint(["list_id"], ["given_list.id"], name=op.f("fk_given_name_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_name")),
    )
    with op.batch_alter_table("given_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_given_name_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_given_name_list_id"), ["list_id"], unique=False)

    with op.batch_alter_table("bureau", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verify_months", sa.Integer(), nullable=False, server_default="12"))

    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entry_id", sa.Integer(), nullable=True))
        batch_op.alter_column("case_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f("ix_letter_entry_id"), ["entry_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_letter_entry_id"), "directory_entry", ["entry_id"], ["id"])
