"""Figures of our own, as views: what was planned and what came of it, what leads were worth, how soon people were
called after a viewing, and how long loan promises last."""

from __future__ import annotations

from farstu.store.view import FRACTION, MOMENT, TEXT, WHOLE, TimeOf, View

_MINUTE = 600_000_000
_PLACE = {"customer": TEXT, "office": TEXT, "user": TEXT, "year": WHOLE, "month": WHOLE}
_FIGURES = (
    "commission_budget",
    "sold_budget",
    "sold",
    "final_prices",
    "registered_budget",
    "registered",
    "meetings_budget",
    "meetings",
    "own_booked_budget",
    "own_booked",
)


def _budget_vs_outcome(time: TimeOf) -> str:
    """Goals and what came of them. A meeting counts for the office where its user works most; one that was called off
    does not count."""
    office = """COALESCE(
        (SELECT MIN(w.office) FROM office_user w
          WHERE w.customer = m.customer AND w."user" = m."user" AND w.is_main IS TRUE),
        (SELECT MIN(w.office) FROM office_user w WHERE w.customer = m.customer AND w."user" = m."user"), '')"""
    sums = ", ".join(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in _FIGURES)
    return f"""
SELECT customer, office, "user", year, month, {sums} FROM (
  SELECT customer, office, "user", year, month, commission AS commission_budget, sold AS sold_budget, 0 AS sold,
    0 AS final_prices, registered AS registered_budget, 0 AS registered, total AS meetings_budget, 0 AS meetings,
    own_booked AS own_booked_budget, 0 AS own_booked
  FROM budget
  UNION ALL
  SELECT e.customer, e.office, COALESCE(e.agent, ''), {time("year", "e.final_price_at")},
    {time("month", "e.final_price_at")}, NULL, NULL, 1, e.final_price, NULL, 0, NULL, 0, NULL, 0
  FROM estate e WHERE e.final_price_at IS NOT NULL
  UNION ALL
  SELECT e.customer, e.office, COALESCE(e.agent, ''), {time("year", "e.created_at")}, {time("month", "e.created_at")},
    NULL, NULL, 0, 0, NULL, 1, NULL, 0, NULL, 0
  FROM estate e
  UNION ALL
  SELECT m.customer, {office}, m."user", {time("year", "m.starts_at")}, {time("month", "m.starts_at")},
    NULL, NULL, 0, 0, NULL, 0, NULL, 1, NULL, CASE WHEN m.booked_by = m."user" THEN 1 ELSE 0 END
  FROM meeting m WHERE m.kind = 'Assignment' AND m.state NOT IN ('CancelledByAgent', 'CancelledByCustomer')
) AS figures
GROUP BY customer, office, "user", year, month"""  # noqa: S608 - names of ours


def _lead_source_yield(time: TimeOf) -> str:
    """Leads by source and month, and how many of those who left one came to something afterwards."""

    def later(table: str, when: str, also: str = "") -> str:
        return (
            f"CASE WHEN EXISTS (SELECT 1 FROM {table} x WHERE x.customer = l.customer AND x.contact = l.contact "  # noqa: S608
            f"AND x.{when} >= l.created_at{also}) THEN l.contact END"
        )

    return f"""
SELECT f.customer, f.source, MIN(s.name) AS name, f.year, f.month, COUNT(*) AS leads,
  COUNT(DISTINCT f.contact) AS contacts, COUNT(DISTINCT f.prospect) AS prospects, COUNT(DISTINCT f.met) AS met,
  COUNT(DISTINCT f.seller) AS sellers, COUNT(DISTINCT f.buyer) AS buyers
FROM (
  SELECT l.customer, COALESCE(l.source, '') AS source, {time("year", "l.created_at")} AS year,
    {time("month", "l.created_at")} AS month, l.contact, {later("prospect", "created_at")} AS prospect,
    {later("meeting", "booked_at")} AS met, {later("party", "created_at", " AND x.side = 'Seller'")} AS seller,
    {later("party", "created_at", " AND x.side = 'Buyer'")} AS buyer
  FROM lead l
) AS f
LEFT JOIN lead_source s ON s.customer = f.customer AND s.id = f.source
GROUP BY f.customer, f.source, f.year, f.month"""  # noqa: S608 - names of ours


def _follow_up_lag(time: TimeOf) -> str:
    """From the end of a time slot until those who came were followed up; who called off is left out."""
    lag = f"(p.followed_up_at - s.ends_at) / {_MINUTE}"
    minutes = f"CASE WHEN p.followed_up_at <= s.ends_at THEN 0 ELSE {lag} END"
    return f"""
SELECT p.customer, p.viewing, p.time_slot, v.estate, v."user", s.ends_at, COUNT(*) AS participants,
  COUNT(p.followed_up_at) AS followed_up, COUNT(*) - COUNT(p.followed_up_at) AS waiting,
  CAST(AVG({minutes}) AS DOUBLE PRECISION) AS mean_minutes, CAST(MAX({minutes}) AS BIGINT) AS longest_minutes
FROM participant p
JOIN viewing v ON v.customer = p.customer AND v.id = p.viewing
JOIN time_slot s ON s.customer = p.customer AND s.viewing = p.viewing AND s.id = p.time_slot
WHERE p.canceled_at IS NULL
GROUP BY p.customer, p.viewing, p.time_slot, v.estate, v."user", s.ends_at"""  # noqa: S608 - names of ours


def _promise_expiry(time: TimeOf) -> str:
    """The current promise of every contact who has one that ends."""
    return """
SELECT p.customer, p.contact, p.id AS promise, c.agent, p.estate, p.bank, p.status, p.financing, p.valid_until
FROM loan_promise p
JOIN contact c ON c.customer = p.customer AND c.id = p.contact
WHERE p.valid_until IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM loan_promise n WHERE n.customer = p.customer AND n.contact = p.contact
  AND (n.created_at > p.created_at OR (n.created_at = p.created_at AND n.id > p.id)))"""


BUDGET_VS_OUTCOME = View(
    "budget_vs_outcome", _PLACE | dict.fromkeys(_FIGURES, WHOLE), tuple(_PLACE), _budget_vs_outcome
)
LEAD_SOURCE_YIELD = View(
    "lead_source_yield",
    {"customer": TEXT, "source": TEXT, "name": TEXT}
    | dict.fromkeys(
        ("year", "month", "leads", "contacts", "prospects", "met", "sellers", "buyers"),
        WHOLE,
    ),
    ("customer", "source", "year", "month"),
    _lead_source_yield,
)
FOLLOW_UP_LAG = View(
    "follow_up_lag",
    dict.fromkeys(("customer", "viewing", "time_slot", "estate", "user"), TEXT)
    | {"ends_at": MOMENT}
    | dict.fromkeys(("participants", "followed_up", "waiting"), WHOLE)
    | {"mean_minutes": FRACTION, "longest_minutes": WHOLE},
    ("customer", "viewing", "time_slot"),
    _follow_up_lag,
)
PROMISE_EXPIRY = View(
    "promise_expiry",
    dict.fromkeys(("customer", "contact", "promise", "agent", "estate", "bank", "status", "financing"), TEXT)
    | {"valid_until": MOMENT},
    ("customer", "contact"),
    _promise_expiry,
)
