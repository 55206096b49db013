"""A run as a file: JUnit XML for programs, one page of HTML for people."""

from __future__ import annotations

from functools import cache
from importlib import resources

import jinja2
from lxml import etree

from farstu.conformance.results import Result, Verdict
from farstu.conformance.running import Run

SUITE = "farstu check"


def junit(run: Run) -> bytes:
    """A test case for each check; its class is where it is known from."""
    suite = etree.Element("testsuite", name=SUITE, hostname=_clean(run.address), tests=str(len(run.results)))
    counts = {"failures": Verdict.DIFFERS, "skipped": Verdict.SKIPPED}
    suite.attrib.update({name: str(run.count(verdict)) for name, verdict in counts.items()})
    for result in run.results:
        case = etree.SubElement(suite, "testcase", classname=result.origin.value, name=_clean(result.name))
        if result.verdict is Verdict.DIFFERS:
            etree.SubElement(case, "failure", message=_clean(told(result)))
        elif result.verdict is Verdict.SKIPPED:
            etree.SubElement(case, "skipped", message=_clean(result.found))
    root = etree.Element("testsuites")
    root.append(suite)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def html(run: Run) -> str:
    """A page that needs nothing from anywhere; what differs comes first."""
    order = [Verdict.DIFFERS, Verdict.SKIPPED, Verdict.PASSED]
    groups = [(verdict, [item for item in run.results if item.verdict is verdict]) for verdict in order]
    return _template().render(run=run, groups=groups)


def told(result: Result) -> str:
    """What was to be, and what was."""
    return f"expected {result.expected}; found {result.found or 'nothing'}"


@cache
def _template() -> jinja2.Template:
    text = resources.files(__package__).joinpath("report.html.j2").read_text("utf-8")
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).from_string(text)


def _clean(text: str) -> str:
    """What XML can hold of a text."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
