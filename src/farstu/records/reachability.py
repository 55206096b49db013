"""E-mail addresses and phone numbers in their one form for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

HOME_REGION = "SE"
_REMEMBERED = 4_096
_USUAL = re.compile(r"([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@([A-Za-z0-9.-]+)", re.ASCII)
_LONGEST, _LONGEST_NAME = 254, 64


@lru_cache(_REMEMBERED)
def comparable_email(text: str) -> str | None:
    """The address in lower case; None where it is no address. Never asks the network."""
    address = text.strip()
    usual = _USUAL.fullmatch(address)
    if usual is None or len(address) > _LONGEST or len(usual[1]) > _LONGEST_NAME:
        return _normalized(address)
    example = _normalized(f"a@{usual[2]}")
    return example and f"{usual[1].lower()}{example[1:]}"


@lru_cache(_REMEMBERED)
def _normalized(address: str) -> str | None:
    """As the library has it, which takes a while; of usual addresses it is asked once for each domain."""
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


@lru_cache(_REMEMBERED)
def comparable_phone(text: str) -> str | None:
    """The number in E.164 (`+46701234567`), read as Swedish where it names no country; None where it is no number."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def comparable_name(text: str) -> str:
    """A name without regard to case, spelling of its accents, or spacing."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(folded.split())
