"""Notes of contacts and homes, as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import ID, REQUIRED, OneOf, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text

_SUBJECT = OneOf("note_subject")


@model("Note_Note", en="Something to remember of a contact or a home", sv="Något att minnas om en kontakt eller bostad")
class Note(Model, kw_only=True):
    date: Annotated[Moment | None, about(en="When it was so; left out: now", sv="När det var så; utelämnat: nu")] = None
    user_id: Annotated[str | None, about(en="Who noted it", sv="Vem som noterade det"), ID] = None
    text: Annotated[
        str | None,
        about(en="What there is to remember", sv="Det som är att minnas"),
        REQUIRED,
        Shown("Vill flytta till våren"),
    ] = None
    contact_id: Annotated[
        str | None, about(en="The contact that it is about", sv="Kontakten som det handlar om"), ID, _SUBJECT
    ] = None
    estate_id: Annotated[
        str | None, about(en="The home that it is about", sv="Bostaden som det handlar om"), ID, _SUBJECT
    ] = None


@model("Note_SimpleNote", en="A note as it is kept", sv="En anteckning som den är sparad")
class SimpleNote(Model, kw_only=True):
    id: Annotated[str, about(en="Which note it is", sv="Vilken anteckning det är")]
    date: Annotated[Moment | None, about(en="When it was so", sv="När det var så")]
    user_id: Annotated[str | None, about(en="Who noted it", sv="Vem som noterade det")]
    text: Annotated[str | None, about(en="What there is to remember", sv="Det som är att minnas")]


ADD_NOTE = operation(
    "POST",
    "Note/{customerId}",
    group=FunctionGroup.CRM,
    en="Notes something of a contact, a home, or both",
    sv="Antecknar något om en kontakt, en bostad eller båda",
    parameters=(text("customerId", en="The customer that notes it", sv="Kunden som antecknar"),),
    request=Note,
)

LIST_NOTES = operation(
    "GET",
    "Note/{customerId}/GetNotes",
    group=FunctionGroup.CRM,
    en="The notes of a contact, the newest first",
    sv="Anteckningarna om en kontakt, den nyaste först",
    parameters=(text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten"),),
    query=(text("contactId", en="The contact to ask about", sv="Kontakten att fråga om"),),
    response=list[SimpleNote],
)
