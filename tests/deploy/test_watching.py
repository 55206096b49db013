"""Alerts and dashboard ask for figures that there are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client import CollectorRegistry, ProcessCollector

from farstu.engine.meter import Meter
from farstu.server import metrics

DEPLOY = Path(__file__).parents[2] / "deploy"
ALERTS = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text("utf-8"))
DASHBOARD = json.loads((DEPLOY / "grafana" / "farstu.json").read_text("utf-8"))
RULES = {rule["alert"]: rule for group in ALERTS["groups"] for rule in group["rules"]}
TARGETS = {
    f"{panel['title']} {target['refId']}": target["expr"]
    for panel in DASHBOARD["panels"]
    for target in panel["targets"]
}
EXPRESSIONS = {name: rule["expr"] for name, rule in RULES.items()} | TARGETS
OPERATIONS = (DEPLOY.parent / "docs" / "operations.md").read_text("utf-8")


def known() -> dict[str, set[str]]:
    """Every figure that a server shows, with the labels that it has beside those of Prometheus."""
    meter = Meter()
    meter.call("operation", 200, 0.1)
    meter.readings |= dict.fromkeys([*metrics.GAUGES, *metrics.COUNTERS], lambda: 0.0)
    registry = CollectorRegistry()
    registry.register(metrics.FarstuCollector(meter))
    ProcessCollector(registry=registry)
    found: dict[str, set[str]] = {"up": set()}
    for family in registry.collect():
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


KNOWN = known()


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_is_promql_over_figures_that_a_server_shows(name: str) -> None:
    expression = EXPRESSIONS[name].replace("$__rate_interval", "5m").replace("$instance", ".*")
    parsed = promql_parser.parse(expression)
    asked = list(selectors(parsed))
    assert asked
    for figure, labels in asked:
        assert figure in KNOWN, figure
        assert labels <= KNOWN[figure] | {"instance", "job"}, (figure, labels)


def selectors(node: Any) -> Any:
    """Every figure that an expression asks for, with the labels that it picks by."""
    if isinstance(node, promql_parser.VectorSelector):
        yield node.name, {matcher.name for matcher in node.matchers.matchers}
    for name in ("vector_selector", "expr", "lhs", "rhs", "args", "param"):
        child = getattr(node, name, None)
        for item in child if isinstance(child, list) else [child]:
            if isinstance(item, promql_parser.Expr | promql_parser.VectorSelector):
                yield from selectors(item)


def test_a_figure_that_there_is_not_would_be_found() -> None:
    found = dict(selectors(promql_parser.parse('sum(rate(made_up{who="me"}[5m])) / ignoring(x) up > 1')))
    assert found == {"made_up": {"who"}, "up": set()}


def test_every_figure_of_farstus_own_is_on_the_dashboard() -> None:
    shown = " ".join(TARGETS.values())
    own = {re.sub("_(bucket|sum|count|created)$", "", name) for name in KNOWN if name.startswith("farstu_")}
    assert [name for name in own if name not in shown] == []


def test_every_alert_has_its_severity_its_sentence_and_its_part_in_the_manual() -> None:
    assert len(RULES) >= 8
    for name, rule in RULES.items():
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert rule["annotations"]["summary"]
        assert f"**{name}**" in OPERATIONS, name


def test_panels_stand_beside_each_other_and_have_ids_of_their_own() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    places = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}
    assert len(places) == len(panels)
    assert {panel["datasource"]["uid"] for panel in panels} == {"${datasource}"}


def test_prometheus_is_told_of_the_alerts_and_of_the_job_that_they_name() -> None:
    told = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text("utf-8"))
    assert told["rule_files"] == ["alerts.yml"]
    assert [job["job_name"] for job in told["scrape_configs"]] == ["farstu"]
