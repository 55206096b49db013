"""What people thought of a sale, as the world sees it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import ID, REQUIRED, Between, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text

RESULT, FIGURE = Between(0, 100), Between(0, 10)


@enum("CustomerSatisfaction_SurveyParticipantRole")
class SurveyRole(ContractEnum):
    """What the one who answers had to do with the home."""

    Buyer = member(1, en="Bought the home", sv="Köpte bostaden")
    Seller = member(2, en="Sold the home", sv="Sålde bostaden")
    ViewingParticipant = member(3, en="Came to a viewing", sv="Kom på en visning")


@enum("CustomerSatisfaction_CalculationMethod")
class CalculationMethod(ContractEnum):
    """How a figure was worked out."""

    NPS = member(1, en="Net Promoter Score, 0 to 10", sv="Net Promoter Score, 0 till 10")
    HappyOrNot = member(2, en="Four faces, 0 to 3", sv="Fyra ansikten, 0 till 3")


@model("CustomerSatisfaction_CalculatedResult", en="A figure of a known kind", sv="En siffra av ett känt slag")
class CalculatedResult(Model, kw_only=True):
    value: Annotated[
        int,
        about(en="The figure; 0 to 3 for HappyOrNot", sv="Siffran; 0 till 3 för HappyOrNot"),
        FIGURE,
        Shown(9),
    ]
    method: Annotated[
        CalculationMethod | None, about(en="How it was worked out", sv="Hur den räknades ut"), REQUIRED
    ] = None


@model(
    "CustomerSatisfaction_CustomerSatisfactionSurvey",
    en="What somebody thought of a sale",
    sv="Vad någon tyckte om en försäljning",
)
class Survey(Model, kw_only=True):
    report_date: Annotated[
        Moment | None, about(en="When it was answered; left out: today", sv="När det besvarades; utelämnat: i dag")
    ] = None
    contact_id: Annotated[str | None, about(en="Who answers", sv="Vem som svarar"), ID, REQUIRED] = None
    is_anonymous: Annotated[
        bool, about(en="Whether the agent may not know who", sv="Om mäklaren inte får veta vem"), Shown(False)
    ]
    agent_id: Annotated[
        str | None,
        about(en="Whom it is about; left out: the home's own agent", sv="Vem det gäller; utelämnat: bostadens mäklare"),
        ID,
        Shown(id="userId"),
    ] = None
    participant_role: Annotated[
        SurveyRole | None, about(en="What the one who answers did", sv="Vad den som svarar gjorde"), REQUIRED
    ] = None
    result: Annotated[
        int | None,
        about(en="How good it was, of 100", sv="Hur bra det var, av 100"),
        RESULT,
        REQUIRED,
        Shown(92),
    ] = None
    calculated_result: Annotated[CalculatedResult | None, about(en="A figure beside it", sv="En siffra bredvid")] = None


KEEP_SURVEY = operation(
    "POST",
    "CRM/Estate/{customerId}/{estateId}/CustomerSatisfaction",
    group=FunctionGroup.CRM,
    en="Keeps what a contact thought of the sale of a home",
    sv="Sparar vad en kontakt tyckte om försäljningen av en bostad",
    parameters=(
        text("customerId", en="The customer who sells the home", sv="Kunden som säljer bostaden"),
        text("estateId", en="The home that it is about", sv="Bostaden som det gäller"),
    ),
    request=Survey,
    body_name="survey",
)
