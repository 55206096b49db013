"""Revision 1: The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

TITLE = "The first schema"
SAFE = True


def upgrade(op: Operations) -> None:

    op.create_table(
        "access_key",
        sa.Column("hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("partner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("hint", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("demo", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("access_key_by_id", "access_key", ["id"], unique=False)
    op.create_index("access_key_by_partner", "access_key", ["partner"], unique=False)
    op.create_table(
        "agent",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("first_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("last_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("email", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("phone", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "budget",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("month", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("commission", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("sold", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("registered", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("total", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("own_booked", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "office", "user", "year", "month"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comeback",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("date", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("estate", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("user", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("user_group", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("office", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("acting", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("acting_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("partner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("comeback_by_contact", "comeback", ["customer", "contact"], unique=False)
    op.create_table(
        "contact",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("first_name", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("last_name", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("personal_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("personal_number_state", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("personal_number_match", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("street_address", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("zip_code", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("city", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("email", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("email2", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("home", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("work", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("cell", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("other", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("invalid", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("agent", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contact_match",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("match", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "match", "contact"),
        sqlite_with_rowid=False,
    )
    op.create_index("contact_match_by_match", "contact_match", ["customer", "match"], unique=False)
    op.create_table(
        "customer",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("main_office", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("default_lead_source", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("sandbox", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer_group",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer_group_member",
        sa.Column("group_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("member", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "member"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "estate",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("agent", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("street_address", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("zip_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("city", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("rooms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("living_area", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asking_price", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("final_price", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("final_price_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ids", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("call", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "sequence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_counter",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "final_price_watch",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("estate", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("told_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("told_by", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("customer", "estate", "contact"),
        sqlite_with_rowid=False,
    )
    op.create_index("final_price_watch_by_estate", "final_price_watch", ["customer", "estate"], unique=False)
    op.create_table(
        "first_answer",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("partner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("body_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("call", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("status", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("headers", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "partner", "key"),
        sqlite_with_rowid=False,
    )
    op.create_index("first_answer_by_at", "first_answer", ["customer", "at"], unique=False)
    op.create_table(
        "journal",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("operation", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("partner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("detail", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=True,
    )
    op.create_index("journal_by_at", "journal", ["customer", "at"], unique=False)
    op.create_table(
        "key_grant",
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("function_group", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "scope", "function_group"),
        sqlite_with_rowid=False,
    )
    op.create_index("key_grant_by_key", "key_grant", ["key"], unique=False)
    op.create_table(
        "lead",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("estate", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("referrer", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("utm_tags", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("message", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("left_out", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("partner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("lead_by_contact", "lead", ["customer", "contact"], unique=False)
    op.create_index("lead_by_estate", "lead", ["customer", "estate"], unique=False)
    op.create_table(
        "lead_source",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "loan_promise",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bank", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("valid_until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("estate_type", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("estate", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("financing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("partner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("loan_promise_by_contact", "loan_promise", ["customer", "contact"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("estate", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("user", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("booked_by", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("booked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("meeting_by_booked_at", "meeting", ["customer", "booked_at"], unique=False)
    op.create_index("meeting_by_contact", "meeting", ["customer", "contact"], unique=False)
    op.create_index("meeting_by_starts_at", "meeting", ["customer", "starts_at"], unique=False)
    op.create_table(
        "office",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("city", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("email", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("phone", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "office_user",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "office", "user"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outgoing_mail",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("recipient", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("template", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("about", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("queued_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participant",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("viewing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("time_slot", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("participated", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("contacted", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("booked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("followed_up_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("customer", "viewing", "contact", "time_slot"),
        sqlite_with_rowid=False,
    )
    op.create_index("participant_by_contact", "participant", ["customer", "contact"], unique=False)
    op.create_index("participant_by_viewing_contact", "participant", ["customer", "viewing", "contact"], unique=False)
    op.create_table(
        "partner",
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "prospect",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("estate", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "estate", "contact"),
        sqlite_with_rowid=False,
    )
    op.create_index("prospect_by_contact", "prospect", ["customer", "contact"], unique=False)
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "time_slot",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("viewing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("places", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("customer", "viewing", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("time_slot_by_starts_at", "time_slot", ["customer", "starts_at"], unique=False)
    op.create_table(
        "user_group",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "user_group_member",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user_group", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("customer", "user_group", "user"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "viewing",
        sa.Column("customer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("estate", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("customer", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("viewing_by_estate", "viewing", ["customer", "estate"], unique=False)
