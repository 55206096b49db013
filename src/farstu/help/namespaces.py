"""The XML namespaces of the contract: how their files are called, and the prefix that each is known by."""

from __future__ import annotations

import re

from farstu.contract.enums import ENUM_INFO
from farstu.contract.fields import Kind
from farstu.contract.model import MODELS
from farstu.wire.xml_shape import namespace_of

_DATA_CONTRACT = "http://schemas.datacontract.org/2004/07/"
_NOT_IN_NAME = re.compile(r"[^\w.-]")
_NOT_TELLING = {"Vitec", "Housing", "Connect", "Api"}


def namespaces() -> list[str]:
    """All that models, their members and enums stand in."""
    members = {namespace_of(info, field) for info in MODELS.values() for field in info.fields}
    enums = {ENUM_INFO[cls].namespace for cls in used_enums()}
    return sorted({info.namespace for info in MODELS.values()} | members | enums)


def used_enums() -> list[type]:
    """The enums that members hold."""
    held = (field for info in MODELS.values() for field in info.fields if field.holds is Kind.ENUM)
    return list(dict.fromkeys(field.type for field in held))


def file_of(namespace: str) -> str:
    """`Vitec.Housing.Connect.Api.Models.Budget.xsd`."""
    return (
        _NOT_IN_NAME.sub(
            "-", namespace.removeprefix(_DATA_CONTRACT).removeprefix("urn:").rstrip("/").rpartition("/")[2]
        )
        + ".xsd"
    )


def prefix_of(namespace: str) -> str:
    """`models-budget`; what is not the housing side's keeps its owner's name: `express-models-advertising`."""
    first, *parts = file_of(namespace).removesuffix(".xsd").split(".")
    told = [part for part in parts[:-1] if part not in _NOT_TELLING] + parts[-1:]
    return "-".join(told if told and first == "Vitec" else [first, *told]).lower()
