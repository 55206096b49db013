"""What the forms of a web site have in common: how to reach a person, and how they came to the form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from farstu.contract.fields import IN_BASE_CLASS, NOT_SHOWN, Items, Length, Shown, about
from farstu.contract.model import INFO, Model, model
from farstu.contract.namespaces import express
from farstu.contract.origin import ASSUMED
from farstu.records.persons import SentPerson
from farstu.wire.json_codec import write_json

_SERVICES = express("Services.Advertising")


@model(
    "Models_PersonTelephoneNumbers",
    namespace=express("Models"),
    en="A person's phone numbers",
    sv="En persons telefonnummer",
)
class PersonTelephoneNumbers(Model, kw_only=True):
    home: Annotated[str | None, about(en="At home", sv="Hemma"), Length(0, 17), Shown("08-465 004 10")] = None
    work: Annotated[
        str | None, about(en="At the workplace", sv="På arbetet"), Length(0, 17), Shown("08-465 004 20")
    ] = None
    cell: Annotated[str | None, about(en="Mobile phone", sv="Mobiltelefon"), Length(0, 17), Shown("070-174 06 05")] = (
        None
    )
    other: Annotated[
        str | None, about(en="Any further number", sv="Ytterligare ett nummer"), Length(0, 17), IN_BASE_CLASS, NOT_SHOWN
    ] = None


@model(
    "Advertising_FormMarketingUtmTags",
    namespace=_SERVICES,
    en="One campaign tag of a link",
    sv="En kampanjtagg i en länk",
)
class UtmTag(Model, kw_only=True):
    name: Annotated[
        str | None,
        about(en="The tag, such as utm_source", sv="Taggen, till exempel utm_source"),
        Length(0, 100, ASSUMED),
        Shown("utm_source"),
    ] = None
    value: Annotated[
        str | None, about(en="What the tag says", sv="Vad taggen säger"), Length(0, 500, ASSUMED), Shown("nyhetsbrev")
    ] = None


@model(
    "Advertising_FormMarketing",
    namespace=_SERVICES,
    en="How a visitor came to the form",
    sv="Hur en besökare kom till formuläret",
)
class FormMarketing(Model, kw_only=True):
    referrer: Annotated[
        str | None,
        about(en="The page that led there", sv="Sidan som ledde dit"),
        Length(0, 2_048, ASSUMED),
        Shown("https://example.com/till-salu?sida=1&sort=pris"),
    ] = None
    utm_tags: Annotated[
        list[UtmTag] | None, about(en="The campaign tags of the link", sv="Länkens kampanjtaggar"), Items(20, ASSUMED)
    ] = None


Part = tuple[Model | None, str, dict[str, str]]
"""A model of the body, where it stands (`Person.Address.`), and the contact's column of each of its members."""

_SAME = ("street_address", "zip_code", "city")
ADDRESS = {name: name for name in _SAME}
EMAIL = {"email_address": "email", "email_address2": "email2"}
TELEPHONE = {name: name for name in ("home", "work", "cell", "other")}


def sent_person(
    parts: Iterable[Part], number: str | None = None, *, is_foreign: bool = False, number_key: str = ""
) -> SentPerson:
    """A person from the parts of a body; places are keys of its errors."""
    values, places = {}, {}
    for part, inside, columns in parts:
        if part is None:
            continue
        spelled = {field.name: field.wire for field in INFO[type(part)].fields}
        for member, column in columns.items():
            value = getattr(part, member)
            if value and value.strip():
                values[column], places[column] = value, f"{inside}{spelled[member]}"
    return SentPerson(values, number, is_foreign, number_key, places)


def kept_with_lead(sent: Model, *members: str) -> dict[str, Any]:
    """Those of these members that were sent, by name, as JSON has them: what has no place at a contact."""
    values = {name: getattr(sent, name) for name in members}
    return {
        name: msgspec.json.decode(write_json(value)) for name, value in values.items() if value not in (None, [], "")
    }
