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
