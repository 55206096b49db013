"""One name, three spellings: `is_foreign` here, `IsForeign` in XML and in error keys, `isForeign` in JSON."""

from __future__ import annotations


def pascal(name: str) -> str:
    """`email_address2` → `EmailAddress2`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def camel(name: str) -> str:
    """`email_address2` → `emailAddress2`."""
    text = pascal(name)
    return text[:1].lower() + text[1:]
