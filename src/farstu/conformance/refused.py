"""What is refused, with which status and in which shape."""

from __future__ import annotations

import json
from collections.abc import Iterator

from farstu.conformance.asking import Reply
from farstu.conformance.json_shapes import form_of_name
from farstu.conformance.results import Result, compared, judged
from farstu.conformance.xml_shapes import parsed
from farstu.contract.origin import Origin

_MEMBERS = ("message", "messageDetail", "modelState")


def refused(name: str, origin: Origin, status: int, reply: Reply) -> Iterator[Result]:
    """Whether it is refused so; the shape of the body is checked where it is."""
    yield compared(name, origin, str(status), reply.told)
    if reply.status == status:
        shape = "an error with message, and at most messageDetail and modelState"
        yield judged(f"{name} body", Origin.OBSERVED, shape, error_problems(reply))


def error_problems(reply: Reply) -> list[str]:
    """What an error has too much or too little."""
    return _in_xml(reply.body) if reply.is_xml else _in_json(reply.body)


def error_keys(reply: Reply) -> list[str]:
    """What a 400 names."""
    if reply.is_xml:
        root = parsed(reply.body)
        state = None if root is None else root.find("ModelState")
        return [] if state is None else [child.tag.replace("_x005B_", "[").replace("_x005D_", "]") for child in state]
    try:
        return [str(key) for key in json.loads(reply.body).get("modelState", {})]
    except (ValueError, RecursionError, AttributeError, TypeError):
        return []


def _in_json(body: bytes) -> list[str]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return ["the error is not JSON"]
    if not isinstance(document, dict):
        return ["the error is no object"]
    problems = [f"{form_of_name(name)} is not in the contract" for name in document if name not in _MEMBERS]
    if not isinstance(document.get("message"), str):
        problems.append("message is missing")
    state = document.get("modelState", {})
    if not isinstance(state, dict) or not all(isinstance(texts, list) for texts in state.values()):
        problems.append("modelState is not lists of texts by key")
    return problems


def _in_xml(body: bytes) -> list[str]:
    root = parsed(body)
    if root is None or root.tag != "Error":
        return ["the error is no Error element without a namespace"]
    known = [name[:1].upper() + name[1:] for name in _MEMBERS]
    problems = [f"{form_of_name(child.tag)} is not in the contract" for child in root if child.tag not in known]
    return problems if root.find("Message") is not None else [*problems, "Message is missing"]
