"""What a contact's row says that its file does not: how its number is kept, and which addresses are none."""

from __future__ import annotations

from typing import Any

from farstu.records.contacts import EMAILS, PERSON, PHONES, Contact
from farstu.records.finding import number_columns
from farstu.records.persons import doubtful_columns
from farstu.store.vault import Vault
from farstu.texts import Text, say

FOREIGN = "foreign"
STATE = "personal_number_state"


def settle_contact(vault: Vault, values: dict[str, Any], at: int) -> dict[str, Any]:
    """The values of a whole row. Of the number's state only that it is foreign is taken from the file."""
    sealed = values.get("personal_number")
    text = vault.open(sealed) if sealed else None
    number = number_columns(vault, text, values.get(STATE) == FOREIGN, at, values["kind"])
    said = {name: values[name] for name in (*EMAILS, *PHONES) if values.get(name)}
    return values | number | {"invalid": " ".join(doubtful_columns(said))}


def nameless(contact: Contact) -> Text | None:
    """Why a contact cannot be kept under the name that it has."""
    if contact.last_name or (contact.kind == PERSON and contact.first_name):
        return None
    return say("error.import_nameless")
