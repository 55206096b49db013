"""The XML namespaces of the contract: how their files are called, and the prefix that each is known by."""

from __future__ import annotations

from farstu.contract.model import MODELS

_DATA_CONTRACT = "http://schemas.datacontract.org/2004/07/"
_NOT_TELLING = {"Vitec", "Housing", "Connect", "Api"}


def namespaces() -> list[str]:
    """All that models stand in."""
    return sorted({info.namespace for info in MODELS.values()})


def file_of(namespace: str) -> str:
    """`Vitec.Housing.Connect.Api.Models.Budget.xsd`."""
    return namespace.removeprefix(_DATA_CONTRACT).rstrip("/").rpartition("/")[2] + ".xsd"


def prefix_of(namespace: str) -> str:
    """`models-budget`; the advertising side keeps its owner's name: `express-models-advertising`."""
    parts = file_of(namespace).removesuffix(".xsd").split(".")
    return "-".join(part for part in parts if part not in _NOT_TELLING).lower()
