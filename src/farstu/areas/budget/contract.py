"""Budgets as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import Between, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.namespaces import housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text, whole

COUNT = Between(0, 100_000, ASSUMED)
COMMISSION = Between(0, 10_000_000)
YEAR, MONTH = Between(2000, 2100, ASSUMED), Between(1, 12, ASSUMED)


@model(
    "Budget_Estates",
    namespace=housing("Budget"),
    en="How many homes the month is planned for",
    sv="Hur många bostäder månaden är planerad för",
)
class Estates(Model, kw_only=True):
    sold: Annotated[
        int | None,
        about(en="Homes to be sold in the month", sv="Bostäder som ska säljas under månaden"),
        COUNT,
        Shown(4),
    ] = None
    registered: Annotated[
        int | None,
        about(en="Homes to be taken in for sale in the month", sv="Bostäder som ska tas in till försäljning i månaden"),
        COUNT,
        Shown(6),
    ] = None


@model(
    "Budget_SaleMeetings",
    namespace=housing("Budget"),
    en="How many sales meetings the month is planned for",
    sv="Hur många säljmöten månaden är planerad för",
)
class SaleMeetings(Model, kw_only=True):
    total: Annotated[
        int | None, about(en="All sales meetings of the month", sv="Månadens alla säljmöten"), COUNT, Shown(12)
    ] = None
    own_booked: Annotated[
        int | None,
        about(en="Those of them that the agent has booked alone", sv="De av dem som mäklaren själv har bokat"),
        COUNT,
        Shown(8),
    ] = None


@model(
    "Budget_RealtorBudget",
    namespace=housing("Budget"),
    en="An agent's goals for one month at one office; what is left out keeps its value",
    sv="En mäklares mål för en månad på ett kontor; det som utelämnas behåller sitt värde",
)
class RealtorBudget(Model, kw_only=True):
    commission: Annotated[
        int | None,
        about(
            en="Commission to be earned in the month, in whole SEK without VAT",
            sv="Provision att tjäna in under månaden, i hela kronor utan moms",
        ),
        COMMISSION,
        Shown(185_000),
    ] = None
    estates: Annotated[
        Estates | None, about(en="Goals for homes sold and taken in", sv="Mål för sålda och intagna bostäder")
    ] = None
    sale_meetings: Annotated[
        SaleMeetings | None, about(en="Goals for meetings with sellers", sv="Mål för möten med säljare")
    ] = None


UPDATE_BUDGET = operation(
    "POST",
    "BusinessIntelligence/Budget/{customerId}/{officeId}/{userId}/{year}/{month}",
    group=FunctionGroup.BUSINESS_INTELLIGENCE,
    en="Sets an agent's goals for one month; may be sent in parts",
    sv="Sätter en mäklares mål för en månad; kan skickas i delar",
    parameters=(
        text("customerId", en="The customer whose budget it is", sv="Kunden vars budget det gäller"),
        text("officeId", en="The office that the goals count for", sv="Kontoret som målen räknas för"),
        text("userId", en="The agent who is to reach the goals", sv="Mäklaren som ska nå målen"),
        whole(
            "year",
            en="The year, 2000 to 2100",
            sv="Året, 2000 till 2100",
            between=YEAR,
            shown=Shown(2027),
        ),
        whole("month", en="The month, 1 to 12", sv="Månaden, 1 till 12", between=MONTH, shown=Shown(3)),
    ),
    request=RealtorBudget,
    body_name="budget",
)


@model(
    "Report_BudgetUserReportRow",
    en="An agent's goals for one month; all its members are assumed, as nothing public names them",
    sv="En mäklares mål för en månad; alla dess medlemmar är antagna, då inget offentligt nämner dem",
)
class BudgetUserReportRow(Model, kw_only=True):
    user_id: Annotated[str, about(en="The agent's id", sv="Mäklarens id"), ASSUMED]
    name: Annotated[str | None, about(en="The agent's name", sv="Mäklarens namn"), ASSUMED]
    year: Annotated[int, about(en="The year of the goals", sv="Målens år"), ASSUMED]
    month: Annotated[int, about(en="The month of the goals", sv="Målens månad"), ASSUMED]
    commission: Annotated[
        int | None,
        about(
            en="Commission to be earned, in whole SEK without VAT; null where nobody has set it",
            sv="Provision att tjäna in, i hela kronor utan moms; null om ingen har satt den",
        ),
        ASSUMED,
    ]
    estates: Annotated[
        Estates,
        about(en="Goals for homes, as they were sent", sv="Mål för bostäder, som de skickades"),
        ASSUMED,
    ]
    sale_meetings: Annotated[
        SaleMeetings,
        about(en="Goals for meetings, as they were sent", sv="Mål för möten, som de skickades"),
        ASSUMED,
    ]


@model(
    "Report_BudgetOfficeReportRow",
    en="An office with the goals of its agents",
    sv="Ett kontor med mäklarnas mål",
)
class BudgetOfficeReportRow(Model, kw_only=True):
    customer_id: Annotated[str, about(en="The customer that the office is of", sv="Kunden som kontoret hör till")]
    name: Annotated[str | None, about(en="What the office is called", sv="Vad kontoret heter")]
    city: Annotated[str | None, about(en="Where the office lies", sv="Var kontoret ligger")]
    users: Annotated[
        list[BudgetUserReportRow],
        about(en="A row for each agent and month with goals", sv="En rad för varje mäklare och månad med mål"),
    ]


REPORT_BUDGETS = operation(
    "GET",
    "Report/Budget/{customerId}/Commission",
    group=FunctionGroup.BUSINESS_INTELLIGENCE,
    en="The goals of every agent, office by office, from one month to another",
    sv="Alla mäklares mål, kontor för kontor, från en månad till en annan",
    parameters=(text("customerId", en="The customer to report on", sv="Kunden att rapportera om"),),
    query=(
        whole(
            "fromYear",
            en="The first year; left out: from the beginning",
            sv="Första året; utelämnat: från början",
            between=YEAR,
            required=False,
        ),
        whole(
            "fromMonth",
            en="The first month of the first year; left out: January",
            sv="Första månaden första året; utelämnat: januari",
            between=MONTH,
            required=False,
        ),
        whole(
            "toYear",
            en="The last year; left out: to the end",
            sv="Sista året; utelämnat: till slutet",
            between=YEAR,
            required=False,
        ),
        whole(
            "toMonth",
            en="The last month of the last year; left out: December",
            sv="Sista månaden sista året; utelämnat: december",
            between=MONTH,
            required=False,
        ),
    ),
    response=list[BudgetOfficeReportRow],
)
