"""Two contacts that are one, as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import NOT_SHOWN, PERSONAL_NUMBER, Items, Length, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.namespaces import express
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text, texts

_HERE = express("Models.Contact.Crm")
_PHONE, _MAIL = Length(0, 17, ASSUMED), Length(0, 100, ASSUMED)


@model("Crm_Phone", namespace=_HERE, en="Phone numbers that are to stand", sv="Telefonnummer som ska gälla")
class Phone(Model, kw_only=True):
    home: Annotated[str | None, about(en="At home", sv="Hemma"), _PHONE, NOT_SHOWN] = None
    cell: Annotated[str | None, about(en="Mobile phone", sv="Mobiltelefon"), _PHONE, Shown("070-174 06 05")] = None
    other: Annotated[str | None, about(en="Any further number", sv="Ytterligare ett nummer"), _PHONE, NOT_SHOWN] = None


@model("Crm_Email", namespace=_HERE, en="E-mail addresses that are to stand", sv="E-postadresser som ska gälla")
class MergedEmail(Model, kw_only=True):
    email_address: Annotated[
        str | None, about(en="To write to first", sv="Att skriva till i första hand"), _MAIL, NOT_SHOWN
    ] = None
    email_address2: Annotated[str | None, about(en="A second one", sv="En andra"), _MAIL, NOT_SHOWN] = None


@model("Crm_Address", namespace=_HERE, en="The address that is to stand", sv="Adressen som ska gälla")
class MergedAddress(Model, kw_only=True):
    street_address: Annotated[
        str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68, ASSUMED), NOT_SHOWN
    ] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15, ASSUMED), NOT_SHOWN] = None
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25, ASSUMED), NOT_SHOWN] = None


@model(
    "Crm_MergeContact",
    namespace=_HERE,
    en="What is to stand of two contacts that are one; what is left out is taken from whichever says something",
    sv="Vad som ska gälla för två kontakter som är en; det utelämnade tas från den som säger något",
)
class MergeContact(Model, kw_only=True):
    social_security_number: Annotated[
        str | None,
        about(en="The personal number that is right", sv="Personnumret som är det rätta"),
        Length(0, 20, ASSUMED),
        PERSONAL_NUMBER,
        NOT_SHOWN,
    ] = None
    first_name: Annotated[
        str | None, about(en="The given name that is right", sv="Förnamnet som är det rätta"), Length(0, 30, ASSUMED),
        NOT_SHOWN,
    ] = None  # fmt: skip
    last_name: Annotated[
        str | None, about(en="The family name that is right", sv="Efternamnet som är rätt"), Length(0, 30, ASSUMED),
        NOT_SHOWN,
    ] = None  # fmt: skip
    phone: Annotated[Phone | None, about(en="Numbers that reach the contact", sv="Nummer som når kontakten")] = None
    email: Annotated[MergedEmail | None, about(en="Where to write", sv="Vart man skriver"), NOT_SHOWN] = None
    address: Annotated[MergedAddress | None, about(en="Where it is found", sv="Var den finns"), NOT_SHOWN] = None
    keep_all_search_profiles: Annotated[
        bool,
        about(
            en="Whether the search profiles of all are kept; none is kept yet",
            sv="Om allas sökprofiler behålls; inga sparas än",
        ),
        Shown(True),
    ] = False


_CUSTOMER = text("customerId", en="The customer that the contacts are of", sv="Kunden som har kontakterna")

MERGE_INTO = operation(
    "POST",
    "CRM/MergeContact/{customerId}/{targetContactId}/Merge/{contactIds}",
    group=FunctionGroup.CRM,
    en="Makes other contacts part of one, with all that is kept of them; the answer is the id that is left",
    sv="Gör andra kontakter till en del av en, med allt som är sparat om dem; svaret är det id som är kvar",
    parameters=(
        _CUSTOMER,
        text("targetContactId", en="The one that is left", sv="Den som blir kvar", shown=Shown(id="participantId")),
        texts(
            "contactIds",
            en="Those that are no more, at most 20, with commas between them",
            sv="De som inte finns kvar, högst 20, med komman emellan",
            items=Items(20),
            shown=Shown(id="doubleContactId"),
        ),
    ),
    request=MergeContact,
    response=str,
)

MERGE_AWAY = operation(
    "PUT",
    "CRM/MergeContact/{customerId}/{contactId}/Merge",
    group=FunctionGroup.CRM,
    en="Makes a contact part of the one that the body describes, if there is one; the answer is what is left",
    sv="Gör en kontakt till en del av den som brödtexten beskriver, om den finns; svaret är vad som blir kvar",
    parameters=(_CUSTOMER, text("contactId", en="The one that may be no more", sv="Den som kanske inte blir kvar")),
    request=MergeContact,
    response=MergeContact,
)
