"""Surveys: each answer is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from farstu.areas.survey.contract import KEEP_SURVEY, CalculationMethod, Survey
from farstu.areas.survey.tables import SurveyAnswer
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.merges import contact_problems
from farstu.records.named import named_estate, unknown
from farstu.records.offices import USER
from farstu.refusals import invalid
from farstu.texts import Text, say

MOST_HAPPY = 3


def _prefetch(call: Call, sent: Survey) -> Iterable[Look]:
    yield ESTATE.key, (call.customer, call.parameters["estateId"])
    yield CONTACT.key, (call.customer, sent.contact_id)
    if sent.agent_id:
        yield USER.key, (call.customer, sent.agent_id)


@rule(KEEP_SURVEY, _prefetch)
def keep_survey(facts: Facts, call: Call, sent: Survey) -> Outcome:
    """Adds an answer; the agent is the home's own where none is named."""
    estate = named_estate(facts, call)
    if problems := list(_problems(facts, call, sent)):
        raise invalid(*problems)
    figure = sent.calculated_result
    row = SurveyAnswer(
        customer=call.customer,
        id=call.new_id("ENK"),
        estate=estate.id,
        contact=sent.contact_id or "",
        is_anonymous=sent.is_anonymous,
        agent=sent.agent_id or estate.agent,
        role=sent.participant_role.name if sent.participant_role else "",
        result=sent.result or 0,
        value=figure.value if figure else None,
        method=figure.method.name if figure and figure.method else None,
        reported_at=sent.report_date.ticks if sent.report_date else call.at,
        partner=call.partner,
        created_at=call.at,
    )
    return Outcome(
        rows=[row],
        happenings=[Happening("survey.answered", {"id": row.id, "estateId": estate.id})],
        decided=[say("decided.survey", id=row.id, agent=row.agent or "–")],
    )


def _problems(facts: Facts, call: Call, sent: Survey) -> Iterator[tuple[str, Text]]:
    yield from contact_problems(facts, call, "ContactId", sent.contact_id)
    yield from unknown(facts, call, "AgentId", "user", USER.key, sent.agent_id)
    figure = sent.calculated_result
    if figure and figure.method is CalculationMethod.HappyOrNot and figure.value > MOST_HAPPY:
        limits = say("error.between", member="Value", least=0, most=MOST_HAPPY, sent=figure.value)
        yield call.key("CalculatedResult.Value"), limits
