"""One name, three spellings: `is_foreign` here, `IsForeign` in XML and in error keys, `isForeign` in JSON."""

from __future__ import annotations


def pascal(name: str) -> str:
    """`email_address2` → `EmailAddress2`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def camel(name: str) -> str:
    """`email_address2` → `emailAddress2`."""
    text = pascal(name)
    return text[:1].lower() + text[1:]


def json_name(wire: str) -> str:
    """The reference's name of a member as it stands in JSON: leading capitals in lower case, save the one that begins
    a word: `SMSBidding` → `smsBidding`, `VAT` → `vat`."""
    capitals = next((place for place, letter in enumerate(wire) if not letter.isupper()), len(wire))
    lowered = capitals - 1 if 1 < capitals < len(wire) else capitals
    return wire[:lowered].lower() + wire[lowered:]
