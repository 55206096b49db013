"""What is kept of offices and users to be shown and for nothing else: one JSON document each."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec

P = TypeVar("P", bound=msgspec.Struct)


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place on earth (WGS 84), in degrees."""

    longitude: float
    latitude: float


class OfficeProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """An office to be shown. `chain` is the id and the name of the chain it is of; `lead_receiver` a user."""

    legal_name: str | None = None
    street_address: str | None = None
    postal_address: str | None = None
    zip_code: str | None = None
    seat: str | None = None
    home_page: str | None = None
    description: str | None = None
    corporate_number: str | None = None
    bankgiro: str | None = None
    postalgiro: str | None = None
    vat: str | None = None
    tax_certificate: str | None = None
    place: Place | None = None
    region: int | None = None
    number: int | None = None
    chain: tuple[str, str] | None = None
    brand: str | None = None
    lead_receiver: str | None = None
    is_sub_office: bool = False
    is_archived: bool = False


class Review(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody says of a user."""

    text: str
    author: str | None = None


class UserProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A user to be shown. `published_on` are the offices whose staff list shows them; reviews: the newest first."""

    user_name: str | None = None
    department: str | None = None
    category: str | None = None
    extra_title: str | None = None
    description: str | None = None
    may_log_on: bool = True
    telephone: str | None = None
    public_phone: str | None = None
    languages: tuple[str, ...] = ()
    bank: str | None = None
    clearing_number: str | None = None
    account: str | None = None
    account_type: str | None = None
    iban: str | None = None
    swift: str | None = None
    comment: str | None = None
    employee_number: int | None = None
    external_id: str | None = None
    published_on: tuple[str, ...] = ()
    sub_offices: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    is_public: bool = True
    is_archived: bool = False


def read_profile(text: str | None, kind: type[P]) -> P:
    """A profile as it is kept; an empty one where there is none."""
    found: P = _decoder(kind).decode(text or "{}")
    return found


def write_profile(profile: msgspec.Struct) -> str:
    """A profile as it is kept."""
    return msgspec.json.encode(profile).decode()


@cache
def _decoder(kind: type[P]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
