"""What people thought of sales."""

from __future__ import annotations

from farstu.store.table import Row, Table


class SurveyAnswer(Row, frozen=True):
    """One answer; `role` and `method` by their names in the contract, `result` of 100. Ticks."""

    customer: str
    id: str
    estate: str
    contact: str
    is_anonymous: bool
    agent: str | None
    role: str
    result: int
    value: int | None
    method: str | None
    reported_at: int
    partner: str
    created_at: int


SURVEY_ANSWER = Table(
    "survey_answer", SurveyAnswer, ("customer", "id"), [("customer", "estate"), ("customer", "contact")]
)
