"""The follow-up of a viewing as the world sees it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import ID, REQUIRED, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.namespaces import housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text


@enum("ParticipantFollowUp_Contacted")
class Contacted(ContractEnum):
    """Whether the participant has been called. `Yes` and `NoAnswer` are assumed: only `No` has been seen."""

    No = member(0, en="Not called yet", sv="Inte uppringd än")
    Yes = member(1, en="Called and reached", sv="Uppringd och nådd", origin=ASSUMED)
    NoAnswer = member(2, en="Called, nobody answered", sv="Uppringd, inget svar", origin=ASSUMED)


@model(
    "ParticipantFollowUp_ParticipantFollowUp",
    namespace=housing("ParticipantFollowUp"),
    en="What is known after a viewing of somebody who was to come",
    sv="Vad man vet efter en visning om någon som skulle komma",
)
class ParticipantFollowUp(Model, kw_only=True):
    contact_id: Annotated[
        str | None,
        about(en="The contact who was to come", sv="Kontakten som skulle komma"),
        ID,
        REQUIRED,
        Shown(id="participantId"),
    ] = None
    viewing_id: Annotated[
        str | None, about(en="The viewing that it was about", sv="Visningen som det gällde"), ID, REQUIRED
    ] = None
    participated: Annotated[bool, about(en="Whether the contact came", sv="Om kontakten kom"), Shown(True)] = False
    contacted: Annotated[
        Contacted,
        about(en="Whether the contact has been called since", sv="Om kontakten har ringts upp efteråt"),
        Shown(Contacted.Yes),
    ] = Contacted.No


FOLLOW_UP = operation(
    "PUT",
    "ViewingParticipant/{customerId}",
    group=FunctionGroup.VIEWING,
    en="Notes whether a participant came to a viewing and has been called; false where the contact was not on it",
    sv="Noterar om en deltagare kom till en visning och har ringts upp; false om kontakten inte stod på den",
    parameters=(text("customerId", en="The customer whose viewing it is", sv="Kunden som visningen hör till"),),
    request=ParticipantFollowUp,
    response=bool,
    body_name="followUp",
)


@model(
    "ParticipantFollowUp_ParticipantFollowUp_GET",
    type_name="ParticipantFollowUp",
    en="What has been noted of a contact in one time slot of a viewing",
    sv="Vad som har noterats om en kontakt i ett tidsintervall på en visning",
)
class NotedFollowUp(Model, kw_only=True):
    time_slot_id: Annotated[str, about(en="The time slot that was booked", sv="Tidsintervallet som bokades")]
    contact_id: Annotated[str, about(en="The contact who had booked it", sv="Kontakten som hade bokat det")]
    viewing_id: Annotated[str, about(en="The viewing of the time slot", sv="Visningen som tidsintervallet hör till")]
    participated: Annotated[
        bool,
        about(en="Whether the contact came; false until it is noted", sv="Om kontakten kom; false tills det noteras"),
    ]
    contacted: Annotated[
        Contacted,
        about(
            en="Whether the contact has been called; No until it is noted",
            sv="Om kontakten ringts upp; No tills det noteras",
        ),
    ] = Contacted.No


READ_FOLLOW_UP = operation(
    "GET",
    "ViewingParticipant/{customerId}/{contactId}/{viewingId}",
    group=FunctionGroup.VIEWING,
    en="What has been noted of a contact on a viewing, by time slot; empty where the contact is not on it",
    sv="Vad som har noterats om en kontakt på en visning, per tidsintervall; tomt om kontakten inte står på den",
    parameters=(
        text("customerId", en="The customer that the viewing is of", sv="Kunden som har visningen"),
        text("contactId", en="The contact to ask about", sv="Kontakten att fråga om"),
        text("viewingId", en="The viewing to ask about", sv="Visningen att fråga om"),
    ),
    response=list[NotedFollowUp],
)
