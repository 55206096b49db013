"""The XML namespaces of the reference's models: a fixed beginning and the place of the type in its code."""

from __future__ import annotations

OWN = "urn:farstu"
"""The namespace of the models that are ours, not the reference's."""
_DATA_CONTRACT = "http://schemas.datacontract.org/2004/07/"


def housing(module: str = "") -> str:
    """A namespace of the housing models: `housing("Meeting")`."""
    return f"{_DATA_CONTRACT}Vitec.Housing.Connect.Api.Models{'.' + module if module else ''}"


def express(module: str) -> str:
    """A namespace of the advertising side: `express("Models.Advertising")`."""
    return f"{_DATA_CONTRACT}Express.Connect.Api.{module}"


def derived(key: str) -> str:
    """The namespace of a type whose own is not known, assumed from its key: `Advertising_X`, `Meeting_Comeback`. `CRM`
    and `Crm` are one place, so that no two files differ in case alone."""
    module = {"Models": "", "CRM": "Crm"}.get(found := key.partition("_")[0], found)
    known = {"Advertising": express("Models.Advertising"), "Crm": express("Models.Contact.Crm")}
    return known.get(module) or housing(module)
