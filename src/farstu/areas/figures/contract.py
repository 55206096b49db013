"""What offices and agents have sold and earned, as the world sees it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import Parameter, choice, date, text

MOST_DAYS, MOST_RUNNING_DAYS = 366, 62


@enum("BI_AssignmentType")
class AssignmentType(ContractEnum):
    """Which assignments count."""

    All = member(0, en="Every kind", sv="Alla slag", origin=ASSUMED)
    Sale = member(1, en="Sales", sv="Försäljningar", origin=ASSUMED)
    Valuation = member(2, en="Valuations", sv="Värderingar", origin=ASSUMED)
    Writing = member(3, en="Contracts written", sv="Skrivuppdrag", origin=ASSUMED)


@model("BI_OfficeStatisticsSummary", en="What an office has sold and earned", sv="Vad ett kontor har sålt och tjänat")
class OfficeStatistics(Model, kw_only=True):
    customer_id: Annotated[
        int,
        about(
            en="The number in the customer's id: 10001 of M10001; 0 where there is none",
            sv="Numret i kundens id: 10001 i M10001; 0 om det inte finns något",
        ),
    ]
    name: Annotated[str | None, about(en="What the office is called", sv="Vad kontoret heter")]
    commission: Annotated[
        float, about(en="What was earned, in SEK without VAT", sv="Det som tjänades, i kronor utan moms")
    ]
    total_sales: Annotated[
        float, about(en="The final prices of the homes sold, in SEK", sv="Sålda bostäders slutpriser, i kronor")
    ]
    commission_percentage: Annotated[
        float,
        about(
            en="What was earned on sales, in percent of the prices", sv="Det som tjänades på sålt, i procent av pris"
        ),
    ]
    average_commission: Annotated[
        float, about(en="What was earned on sales, for each home sold", sv="Det som tjänades på sålt, per såld bostad")
    ]
    attempted_intakes: Annotated[
        int,
        about(
            en="Homes that were put in; that is taken to be the attempt to get them",
            sv="Bostäder som lades in; det antas vara försöket att få dem",
        ),
    ]
    sold: Annotated[int, about(en="Homes whose final price was set", sv="Bostäder vars slutpris sattes")]


@model("BI_RealtorStatisticsSummary", en="What an agent has sold and earned", sv="Vad en mäklare har sålt och tjänat")
class RealtorStatistics(Model, kw_only=True):
    realtor_id: Annotated[str | None, about(en="Which user it is", sv="Vilken användare det är")]
    name: Annotated[str | None, about(en="What the user is called", sv="Vad användaren heter")]
    commission: Annotated[float, about(en="What the user has earned, in SEK without VAT", sv="Det användaren tjänat")]
    total_sales: Annotated[
        float, about(en="The final prices of the user's homes, in SEK", sv="Slutpriserna på användarens bostäder")
    ]
    commission_percentage: Annotated[
        float, about(en="Earned on sales, in percent of the prices", sv="Tjänat på sålt, i procent av priserna")
    ]
    average_commission: Annotated[
        float, about(en="Earned on sales, for each home sold", sv="Tjänat på sålt, per såld bostad")
    ]
    attempted_intakes: Annotated[
        int, about(en="Homes of the user's that were put in", sv="Användarens bostäder som lades in")
    ]
    sold: Annotated[int, about(en="Homes of the user's that were sold", sv="Användarens bostäder som såldes")]


@model("BI_CommissionOffice", en="An office in the report on commissions", sv="Ett kontor i rapporten om provisioner")
class CommissionOffice(Model, kw_only=True):
    customer_id: Annotated[
        str, about(en="The customer that the office is of", sv="Kunden som kontoret hör till"), ASSUMED
    ]
    office_id: Annotated[str, about(en="Which office it is", sv="Vilket kontor det är"), ASSUMED]
    name: Annotated[str | None, about(en="What the office is called", sv="Vad kontoret heter"), ASSUMED]


@model("BI_CommissionOfficeReport", en="What an office has earned, and on what", sv="Vad ett kontor tjänat, och på vad")
class CommissionOfficeReport(Model, kw_only=True):
    customer_id: Annotated[
        int, about(en="Superseded by that of the office; its number", sv="Ersatt av kontorets; numret i det")
    ]
    office: Annotated[CommissionOffice, about(en="The office", sv="Kontoret")]
    commission: Annotated[float, about(en="All that was earned, in SEK without VAT", sv="Allt tjänat, i kr utan moms")]
    sold_total_price: Annotated[
        float, about(en="The final prices of the homes sold, in SEK", sv="Sålda bostäders slutpriser, i kronor")
    ]
    sold_commission_percentage: Annotated[
        float, about(en="Earned on sales, in percent of the prices", sv="Tjänat på sålt, i procent av priserna")
    ]
    sold_average_commission: Annotated[
        float, about(en="Earned on sales, for each home sold", sv="Tjänat på sålt, per såld bostad")
    ]
    sold_estate_parts: Annotated[
        float, about(en="Sales, as commissions divide them", sv="Försäljningar, som provisionerna delar upp dem")
    ]
    writing_parts: Annotated[
        float, about(en="Contracts written, as commissions divide them", sv="Skrivuppdrag, som provisionerna delar dem")
    ]
    valuation_parts: Annotated[
        float, about(en="Valuations, as commissions divide them", sv="Värderingar, som provisionerna delar dem")
    ]


@model("BI_RunningCommission", en="What one agent has earned on one home", sv="Vad en mäklare har tjänat på en bostad")
class RunningCommission(Model, kw_only=True):
    user_id: Annotated[
        str | None, about(en="The agent; null: nobody in particular", sv="Mäklaren; null: ingen särskild")
    ]
    customer_id: Annotated[str, about(en="The customer who sells the home", sv="Kunden som säljer bostaden")]
    estate_id: Annotated[str, about(en="The home", sv="Bostaden")]
    amount: Annotated[float, about(en="What was earned, without VAT", sv="Det som tjänades, utan moms")]
    exchange_rate: Annotated[
        float, about(en="SEK for one of the amount; 1, as all is in SEK", sv="Kronor för en av beloppet; alltid 1")
    ]
    obtained_at: Annotated[Moment, about(en="When it was earned", sv="När det tjänades")]


_FROM = {"en": "The first moment of the time", "sv": "Tidens första ögonblick"}
_TO = {"en": "The last moment of the time", "sv": "Tidens sista ögonblick"}
_ASSIGNMENT = choice(
    "assignment",
    AssignmentType,
    en="Which assignments count; left out: all",
    sv="Vilka uppdrag som räknas; utelämnat: alla",
    required=False,
    default=AssignmentType.All,
)


def _customer(name: str) -> Parameter:
    return text(name, en="The customer to report on", sv="Kunden att rapportera om", shown=Shown(id="customerId"))


def _within(days: int, *, required: bool) -> tuple[Parameter, Parameter]:
    """The time of a report; examples ask for the last so many days."""
    return (
        date("dateFrom", **_FROM, required=required, shown=Shown(days=-days)),
        date("dateTo", **_TO, required=required, shown=Shown(days=0)),
    )


OFFICE_STATISTICS = operation(
    "GET",
    "BusinessIntelligence/OfficeStatistics",
    group=FunctionGroup.BUSINESS_INTELLIGENCE,
    en="What each office has sold and earned; superseded by the report on commissions",
    sv="Vad varje kontor har sålt och tjänat; ersatt av rapporten om provisioner",
    query=(_customer("licenseId"), *_within(180, required=False), _ASSIGNMENT),
    response=list[OfficeStatistics],
)

REALTOR_STATISTICS = operation(
    "GET",
    "BusinessIntelligence/RealtorStatistics",
    group=FunctionGroup.BUSINESS_INTELLIGENCE,
    en="What each agent has sold and earned, at all offices together",
    sv="Vad varje mäklare har sålt och tjänat, på alla kontor tillsammans",
    query=(_customer("licenseId"), *_within(180, required=False), _ASSIGNMENT),
    response=list[RealtorStatistics],
)

COMMISSION_REPORT = operation(
    "GET",
    "BusinessIntelligence/CommissionOfficeReport/{customerId}",
    group=FunctionGroup.BUSINESS_INTELLIGENCE,
    en="What each office has earned, and on what, within at most a year",
    sv="Vad varje kontor har tjänat, och på vad, inom högst ett år",
    parameters=(_customer("customerId"),),
    query=(*_within(180, required=True), _ASSIGNMENT),
    response=list[CommissionOfficeReport],
)

RUNNING_COMMISSIONS = operation(
    "GET",
    "BusinessIntelligence/RunningCommissions",
    group=FunctionGroup.BUSINESS_INTELLIGENCE,
    en="What was earned, agent by agent and home by home, within at most two months",
    sv="Vad som tjänats, mäklare för mäklare och bostad för bostad, inom högst två månader",
    query=(_customer("customerId"), *_within(60, required=True)),
    response=list[RunningCommission],
)
