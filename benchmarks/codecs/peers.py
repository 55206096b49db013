"""The same done with other libraries: msgspec alone, pydantic with the same limits, lxml with an extraction by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import msgspec
from lxml import etree
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from farstu.areas.meeting.contract import Comeback, Participant
from farstu.areas.watch import contract as watch
from farstu.contract.moment import EARLIEST_YEAR, LATEST_YEAR, Moment, parse_moment

_NO_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
_NOT_BLANK = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
_SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True, "huge_tree": False,
}  # fmt: skip


def _text(most: int) -> Any:
    return Annotated[str | None, Field(max_length=most), StringConstraints(pattern=_NO_CONTROLS)]


def _known_year(date: datetime) -> datetime:
    if not EARLIEST_YEAR <= date.year <= LATEST_YEAR:
        raise ValueError("year")
    return date


class _ParticipantIn(BaseModel):
    userId: _text(40) = None  # type: ignore[valid-type]  # noqa: N815 - named as on the wire
    userGroupId: _text(40) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    officeId: _text(40) = None  # type: ignore[valid-type]  # noqa: N815 - as above


class ComebackIn(BaseModel):
    """A comeback for pydantic, with its own dates, which drop the seventh digit."""

    date: Annotated[datetime, AfterValidator(_known_year)]
    meetingId: _text(40) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    estateId: _text(40) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    participant: _ParticipantIn | None = None
    note: _text(4_000) = None  # type: ignore[valid-type]


class ComebackWithMoment(ComebackIn):
    """The same with our dates, which keep what was written."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    date: Annotated[Moment, BeforeValidator(parse_moment)]  # type: ignore[assignment]


class _AddressIn(BaseModel):
    streetAddress: _text(68) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    zipCode: _text(15) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    city: _text(25) = None  # type: ignore[valid-type]


class _EmailIn(BaseModel):
    emailAddress: _text(100) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    emailAddress2: _text(100) = None  # type: ignore[valid-type]  # noqa: N815 - as above


class _TelephoneIn(BaseModel):
    home: _text(17) = None  # type: ignore[valid-type]
    work: _text(17) = None  # type: ignore[valid-type]
    cell: _text(17) = None  # type: ignore[valid-type]
    other: _text(17) = None  # type: ignore[valid-type]


class _PersonIn(BaseModel):
    firstName: Annotated[str, Field(max_length=40), StringConstraints(pattern=_NOT_BLANK)]  # noqa: N815 - as above
    lastName: Annotated[str, Field(max_length=40), StringConstraints(pattern=_NOT_BLANK)]  # noqa: N815 - as above
    socialSecurityNumber: _text(20) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    isForeignSocialSecurityNumber: bool = False  # noqa: N815 - as above
    address: _AddressIn | None = None
    email: _EmailIn | None = None
    telephone: _TelephoneIn | None = None


class _TagIn(BaseModel):
    name: _text(100) = None  # type: ignore[valid-type]
    value: _text(500) = None  # type: ignore[valid-type]


class _MarketingIn(BaseModel):
    referrer: _text(2_048) = None  # type: ignore[valid-type]
    utmTags: Annotated[list[_TagIn], Field(max_length=20)] | None = None  # noqa: N815 - as above


class ApplicationIn(BaseModel):
    """A final-price watch for pydantic."""

    person: _PersonIn
    prospectiveBuyerStatus: watch.ProspectiveBuyerStatus = watch.ProspectiveBuyerStatus.Assigned  # noqa: N815 - as above
    leadSourceId: _text(40) = None  # type: ignore[valid-type]  # noqa: N815 - as above
    marketing: _MarketingIn | None = None
    message: _text(4_000) = None  # type: ignore[valid-type]


class _ParticipantOut(msgspec.Struct):
    userId: str | None = None  # noqa: N815 - as above
    userGroupId: str | None = None  # noqa: N815 - as above
    officeId: str | None = None  # noqa: N815 - as above


class ComebackOut(msgspec.Struct):
    """A comeback for msgspec with its own dates and no limits."""

    date: datetime
    meetingId: str | None = None  # noqa: N815 - as above
    estateId: str | None = None  # noqa: N815 - as above
    participant: _ParticipantOut | None = None
    note: str | None = None


def _parse(body: bytes) -> etree._Element:
    return etree.fromstring(body, etree.XMLParser(encoding="utf-8", **_SAFE))


def comeback_by_hand(body: bytes) -> Comeback:
    """A comeback out of lxml's tree, as one would write it by hand for this model alone."""
    at = "{http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Meeting}"
    found = {child.tag: child for child in _parse(body)}
    participant = found.get(f"{at}Participant")
    return Comeback(
        date=parse_moment(found[f"{at}Date"].text or ""),
        meeting_id=found[f"{at}MeetingId"].text if f"{at}MeetingId" in found else None,
        estate_id=found[f"{at}EstateId"].text if f"{at}EstateId" in found else None,
        note=found[f"{at}Note"].text if f"{at}Note" in found else None,
        participant=None
        if participant is None
        else Participant(
            user_id=participant.findtext(f"{at}UserId"),
            user_group_id=participant.findtext(f"{at}UserGroupId"),
            office_id=participant.findtext(f"{at}OfficeId"),
        ),
    )


_START = "{http://schemas.datacontract.org/2004/07/"
_ADVERTISING = _START + "Express.Connect.Api.Models.Advertising}"
_SERVICES = _START + "Express.Connect.Api.Services.Advertising}"
_EMAIL = _START + "Vitec.Housing.Connect.Api.Models}"
_PHONE = _START + "Express.Connect.Api.Models}"


def application_by_hand(body: bytes) -> watch.FinalPriceWatchedApplication:
    """A final-price watch out of lxml's tree."""
    found = {child.tag: child for child in _parse(body)}
    marketing, person = found.get(f"{_ADVERTISING}Marketing"), found[f"{_ADVERTISING}Person"]
    status = found.get(f"{_ADVERTISING}ProspectiveBuyerStatus")
    return watch.FinalPriceWatchedApplication(
        lead_source_id=found[f"{_ADVERTISING}LeadSourceId"].text,
        message=found[f"{_ADVERTISING}Message"].text,
        prospective_buyer_status=watch.ProspectiveBuyerStatus[status.text or "" if status is not None else "Assigned"],
        marketing=None if marketing is None else _marketing_by_hand(marketing),
        person=_person_by_hand(person),
    )


def _marketing_by_hand(element: etree._Element) -> watch.FormMarketing:
    tags = element.find(f"{_SERVICES}UtmTags")
    return watch.FormMarketing(
        referrer=element.findtext(f"{_SERVICES}Referrer"),
        utm_tags=None
        if tags is None
        else [
            watch.UtmTag(name=tag.findtext(f"{_SERVICES}Name"), value=tag.findtext(f"{_SERVICES}Value")) for tag in tags
        ],
    )


def _person_by_hand(element: etree._Element) -> watch.LeadPerson:
    found = {child.tag.removeprefix(_ADVERTISING): child for child in element}
    foreign = found.get("IsForeignSocialSecurityNumber")
    return watch.LeadPerson(
        first_name=found["FirstName"].text,
        last_name=found["LastName"].text,
        social_security_number=found["SocialSecurityNumber"].text,
        is_foreign_social_security_number=foreign is not None and foreign.text == "true",
        address=_texts(watch.LeadAddress, found.get("Address"), _ADVERTISING),
        email=_texts(watch.Email, found.get("Email"), _EMAIL),
        telephone=_texts(watch.PersonTelephoneNumbers, found.get("Telephone"), _PHONE),
    )


_NAMES = {
    "StreetAddress": "street_address", "ZipCode": "zip_code", "City": "city", "EmailAddress": "email_address",
    "EmailAddress2": "email_address2", "Home": "home", "Work": "work", "Cell": "cell", "Other": "other",
}  # fmt: skip


def _texts(cls: Callable[..., Any], element: etree._Element | None, namespace: str) -> Any:
    if element is None:
        return None
    return cls(**{_NAMES[child.tag.removeprefix(namespace)]: child.text for child in element})


def comeback_built(model: Comeback) -> bytes:
    """A comeback as lxml builds and serialises it."""
    at = "{http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Meeting}"
    root = etree.Element(f"{at}Comeback", nsmap=_namespaces(at))
    _put(root, at, Date=model.date.text, EstateId=model.estate_id, MeetingId=model.meeting_id, Note=model.note)
    inner = etree.SubElement(root, f"{at}Participant")
    if model.participant is not None:
        whose = model.participant
        _put(inner, at, OfficeId=whose.office_id, UserGroupId=whose.user_group_id, UserId=whose.user_id)
    return etree.tostring(root)


_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def _namespaces(own: str) -> Any:
    """Those that a root declares; the stubs do not know that the default one is called None."""
    return {"i": _INSTANCE, None: own[1:-1]}


def _put(parent: etree._Element, namespace: str, **members: str | None) -> None:
    for name, value in members.items():
        child = etree.SubElement(parent, f"{namespace}{name}")
        if value is None:
            child.set(f"{{{_INSTANCE}}}nil", "true")
        else:
            child.text = value


def application_built(model: watch.FinalPriceWatchedApplication) -> bytes:
    """A final-price watch as lxml builds and serialises it."""
    root = etree.Element(f"{_ADVERTISING}AdvertisingFinalPriceWatchedApplication", nsmap=_namespaces(_ADVERTISING))
    _put(root, _ADVERTISING, LeadSourceId=model.lead_source_id)
    marketing = etree.SubElement(root, f"{_ADVERTISING}Marketing", nsmap={"d2p1": _SERVICES[1:-1]})
    if model.marketing is not None:
        _put(marketing, _SERVICES, Referrer=model.marketing.referrer)
        tags = etree.SubElement(marketing, f"{_SERVICES}UtmTags")
        for tag in model.marketing.utm_tags or ():
            _put(etree.SubElement(tags, f"{_SERVICES}FormMarketingUtmTags"), _SERVICES, Name=tag.name, Value=tag.value)
    _put(root, _ADVERTISING, Message=model.message)
    if model.person is not None:
        _person_built(etree.SubElement(root, f"{_ADVERTISING}Person"), model.person)
    _put(root, _ADVERTISING, ProspectiveBuyerStatus=model.prospective_buyer_status.name)
    return etree.tostring(root)


def _person_built(element: etree._Element, person: watch.LeadPerson) -> None:
    home, mail, phone = person.address, person.email, person.telephone
    if home is not None:
        inner = etree.SubElement(element, f"{_ADVERTISING}Address")
        _put(inner, _ADVERTISING, City=home.city, StreetAddress=home.street_address, ZipCode=home.zip_code)
    if mail is not None:
        inner = etree.SubElement(element, f"{_ADVERTISING}Email", nsmap={"d3p1": _EMAIL[1:-1]})
        _put(inner, _EMAIL, EmailAddress=mail.email_address, EmailAddress2=mail.email_address2)
    foreign = str(person.is_foreign_social_security_number).lower()
    _put(element, _ADVERTISING, FirstName=person.first_name, IsForeignSocialSecurityNumber=foreign,
         LastName=person.last_name, SocialSecurityNumber=person.social_security_number)  # fmt: skip
    if phone is not None:
        inner = etree.SubElement(element, f"{_ADVERTISING}Telephone", nsmap={"d3p1": _PHONE[1:-1]})
        _put(inner, _PHONE, Other=phone.other, Cell=phone.cell, Home=phone.home, Work=phone.work)
