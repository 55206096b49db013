"""Revision 7: The schema of the first release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations

from farstu.store.view import made_in_postgres, made_in_sqlite

TITLE = "The schema of the first release"
SAFE = False

TABLES = {
    "access_key": "hash* id partner hint demo:truth created_at:whole expires_at:whole? revoked_at:whole?",
    "agent": "customer* id* first_name last_name title email? phone? profile? changed_at:whole?",
    "appointment": (
        "customer* id* user subject? location? starts_at:whole ends_at:whole all_day_event:truth? note? "
        "recurrence:truth? recurrence_pattern? recurrence_day_of_weeks? recurrence_interval:whole "
        "recurrence_month:whole recurrence_day:whole partner created_at:whole"
    ),
    "audit": "sequence:whole* at:whole who kind about seal",
    "bid": (
        "customer* id* estate contact alias? amount:whole written condition? is_hidden:truth is_canceled:truth "
        "is_identified:truth placed_at:whole partner created_at:whole"
    ),
    "bidding_settings": "customer* estate* options by_sms:truth changed_at:whole",
    "budget": (
        "customer* office* user* year:whole* month:whole* commission:whole? sold:whole? registered:whole? "
        "total:whole? own_booked:whole? created_at:whole changed_at:whole"
    ),
    "buyer": "customer* estate* contact* bank? clearing_number? account_number? insurance_company? created_at:whole",
    "category": "customer* id* name of_persons:truth of_companies:truth read_only:truth",
    "comeback": (
        "customer* id* contact date:whole meeting? estate? user? user_group? office? acting acting_id note? "
        "partner created_at:whole"
    ),
    "commission": "customer* estate* user* kind* office amount:whole part:whole obtained_at:whole",
    "console_person": "name* role partner? password totp? totp_step:whole? demo:truth created_at:whole",
    "console_session": "hash* person created_at:whole seen_at:whole",
    "contact": (
        "customer* id* kind first_name? last_name? personal_number? personal_number_state? personal_number_match? "
        "street_address? zip_code? city? email? email2? home? work? cell? other? invalid agent? created_at:whole "
        "changed_at:whole country_code? longitude:float? latitude:float? note? home_page? lead_score:whole? "
        "wants_advertising:truth? approved:truth? approved_at:whole? gdpr_approved_at:whole? obtained_through?"
    ),
    "contact_category": "customer* contact* category*",
    "contact_field": "customer* contact* name* value",
    "contact_match": "customer* match* contact*",
    "contact_merge": "customer* id* target partner at:whole",
    "contact_relation": "customer* contact* related* kind",
    "contact_word": "customer* word:bytes* contact*",
    "customer": "customer* name main_office default_lead_source? sandbox:truth created_at:whole",
    "customer_group": "id* title created_at:whole",
    "customer_group_member": "group_id* member*",
    "due": "customer* kind* until:whole",
    "estate": (
        "customer* id* office agent? kind street_address zip_code city rooms:whole living_area:whole "
        "asking_price:whole? final_price:whole? final_price_at:whole? created_at:whole changed_at:whole status?"
    ),
    "estate_advert": "customer* estate* advert",
    "estate_offer": "customer* estate* sent_at:whole? partner changed_at:whole",
    "event": "customer* sequence:whole* kind ids at:whole call",
    "event_counter": "customer* last:whole",
    "extra_party": "customer* estate* contact* side* role* related? created_at:whole",
    "final_price_watch": "customer* estate* contact* created_at:whole due_at:whole? told_at:whole? told_by?",
    "first_answer": "customer* partner* key* body_hash call at:whole status:whole headers body",
    "journal": "customer* id* at:whole operation partner status:whole milliseconds:whole detail",
    "key_grant": "key* scope* function_group*",
    "key_network": "key* network*",
    "key_use": "key* at:whole secret",
    "lead": (
        "customer* id* kind contact estate? source? referrer? utm_tags? message? left_out? partner created_at:whole"
    ),
    "lead_source": "customer* id* name",
    "loan_promise": (
        "customer* id* contact bank? valid_until:whole? estate_type? estate? status? financing partner created_at:whole"
    ),
    "meeting": (
        "customer* id* kind contact? estate? user? starts_at:whole ends_at:whole note? state booked_by? "
        "booked_at:whole location? partner?"
    ),
    "new_address": (
        "customer* id* contact street_address? zip_code? city? country_code? latitude:float? longitude:float? estate? "
        "starts_at:whole moved_at:whole? partner created_at:whole"
    ),
    "newsletter_member": "customer* contact* newsletter*",
    "note": "customer* id* date:whole user? text contact? estate? partner created_at:whole",
    "notification": "customer* user* id* header? message? by_sms:truth in_program:truth partner created_at:whole",
    "office": "customer* id* name city email? phone? profile? changed_at:whole?",
    "office_group": "customer* id* name",
    "office_group_member": "customer* office_group* office*",
    "office_user": "customer* office* user* place:whole? is_main:truth? phone?",
    "outgoing_mail": "customer* id* recipient contact template about queued_at:whole sent_at:whole?",
    "participant": (
        "customer* viewing* contact* time_slot* id participated:truth? contacted? booked_at:whole "
        "followed_up_at:whole? reminder:whole? reminds_by_sms:truth confirms_by_sms:truth canceled_at:whole?"
    ),
    "partner": "name* title created_at:whole",
    "party": "customer* estate* contact* side* created_at:whole",
    "predefined_task": "customer* id* description",
    "prospect": "customer* estate* contact* status created_at:whole note?",
    "retention_rule": "customer* kind* days:whole",
    "sandbox": "customer* ahead:whole frozen_at:whole? resets:whole",
    "sandbox_snapshot": "customer* name* taken_at:whole rows:whole content",
    "scheduled_order": "customer* id* contact kind created_at:whole starts_at:whole",
    "setting": "name* value",
    "survey_answer": (
        "customer* id* estate contact is_anonymous:truth agent? role result:whole value:whole? method? "
        "reported_at:whole partner created_at:whole"
    ),
    "task": "customer* id* contact predefined? note? estate? assigned_to? partner created_at:whole",
    "time_slot": "customer* viewing* id* starts_at:whole ends_at:whole places:whole?",
    "user_group": "customer* id* name",
    "user_group_member": "customer* user_group* user*",
    "viewing": (
        "customer* id* estate user? note? on_internet:truth on_intranet:truth is_digital:truth is_bookable:truth "
        "is_project:truth deadline:whole? booking_url?"
    ),
}
"""Columns are texts (`bytes`: in the order of their bytes), numbers, truth values; `*`: of the key, `?`: nullable."""

WIDE = {"journal", "sandbox_snapshot"}
"""Rows of these are long."""

INDEXES = {
    "access_key_by_id": "access_key id",
    "access_key_by_partner": "access_key partner",
    "appointment_by_user_starts_at": "appointment customer user starts_at",
    "bid_by_contact": "bid customer contact",
    "bid_by_estate": "bid customer estate",
    "buyer_by_contact": "buyer customer contact",
    "comeback_by_contact": "comeback customer contact",
    "comeback_by_date": "comeback customer date",
    "commission_by_obtained_at": "commission customer obtained_at",
    "console_session_by_person": "console_session person",
    "contact_by_agent_changed_at": "contact customer agent changed_at",
    "contact_by_changed_at": "contact customer changed_at",
    "contact_by_created_at": "contact customer created_at",
    "contact_by_lead_score": "contact customer lead_score",
    "contact_category_by_category": "contact_category customer category",
    "contact_category_by_contact": "contact_category customer contact",
    "contact_field_by_contact": "contact_field customer contact",
    "contact_field_by_name": "contact_field customer name",
    "contact_match_by_match": "contact_match customer match",
    "contact_merge_by_target": "contact_merge customer target",
    "contact_relation_by_contact": "contact_relation customer contact",
    "contact_relation_by_related": "contact_relation customer related",
    "contact_word_by_contact_word": "contact_word customer contact word",
    "estate_by_changed_at": "estate customer changed_at",
    "estate_by_created_at": "estate customer created_at",
    "estate_by_final_price_at": "estate customer final_price_at",
    "extra_party_by_contact": "extra_party customer contact",
    "extra_party_by_related": "extra_party customer related",
    "final_price_watch_by_contact": "final_price_watch customer contact",
    "final_price_watch_by_estate": "final_price_watch customer estate",
    "first_answer_by_at": "first_answer customer at",
    "journal_by_at": "journal customer at",
    "key_grant_by_key": "key_grant key",
    "key_network_by_key": "key_network key",
    "lead_by_contact": "lead customer contact",
    "lead_by_estate": "lead customer estate",
    "loan_promise_by_contact": "loan_promise customer contact",
    "loan_promise_by_valid_until": "loan_promise customer valid_until",
    "meeting_by_booked_at": "meeting customer booked_at",
    "meeting_by_contact": "meeting customer contact",
    "meeting_by_starts_at": "meeting customer starts_at",
    "new_address_by_contact": "new_address customer contact",
    "new_address_by_moved_at": "new_address customer moved_at",
    "newsletter_member_by_contact": "newsletter_member customer contact",
    "note_by_contact": "note customer contact",
    "outgoing_mail_by_contact": "outgoing_mail customer contact",
    "participant_by_contact": "participant customer contact",
    "participant_by_viewing_contact": "participant customer viewing contact",
    "participant_by_viewing_time_slot": "participant customer viewing time_slot",
    "party_by_contact": "party customer contact",
    "prospect_by_contact": "prospect customer contact",
    "scheduled_order_by_contact": "scheduled_order customer contact",
    "survey_answer_by_contact": "survey_answer customer contact",
    "survey_answer_by_estate": "survey_answer customer estate",
    "task_by_contact": "task customer contact",
    "time_slot_by_starts_at": "time_slot customer starts_at",
    "viewing_by_estate": "viewing customer estate",
}
"""The table and its columns."""

_KINDS: dict[str, Any] = {
    "": sa.Text(),
    "bytes": sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
    "whole": sa.BigInteger(),
    "float": sa.Double(),
    "truth": sa.Boolean(),
}


def upgrade(op: Operations) -> None:
    for name, words in TABLES.items():
        op.create_table(name, *_columns(words), sqlite_with_rowid=name in WIDE)
    for name, words in INDEXES.items():
        table, *columns = words.split()
        op.create_index(name, table, columns)
    is_sqlite = op.get_context().dialect.name == "sqlite"
    for statement in made_in_sqlite() if is_sqlite else made_in_postgres():
        op.execute(statement)


def _columns(words: str) -> Iterator[Any]:
    for word in words.split():
        name, _, kind = word.rstrip("*?").partition(":")
        yield sa.Column(name, _KINDS[kind], nullable=word.endswith("?"), autoincrement=False)
    yield sa.PrimaryKeyConstraint(*(word.partition(":")[0].rstrip("*") for word in words.split() if word.endswith("*")))
