"""Decimal numbers as the reference writes them."""

from __future__ import annotations

from decimal import Decimal

_SURE_DIGITS, _ALL_DIGITS = 15, 17
_NO_NUMBERS = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
_IN_XML = {"Infinity": "INF", "-Infinity": "-INF"}


def double_text(value: float) -> str:
    """`5`, `1.1`, `1E+21`, `1E-05`, `NaN`, `Infinity`: fifteen digits where they say it all, else seventeen."""
    short = repr(value)
    if len(short) <= _SURE_DIGITS and "e" not in short and "n" not in short:
        return short.removesuffix(".0")
    if short in _NO_NUMBERS:
        return _NO_NUMBERS[short]
    digits = _SURE_DIGITS if float(f"{value:.{_SURE_DIGITS - 1}e}") == value else _ALL_DIGITS
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    power = int(exponent)
    if -5 < power < digits:
        return _trimmed(f"{value:.{digits - 1 - power}f}")
    return f"{_trimmed(mantissa)}E{power:+03d}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimal_text(value: Decimal) -> str:
    """`5`, `5.50`: every digit of the scale, never an exponent."""
    return f"{value:f}"


def number_in_xml(value: Decimal | float) -> str:
    """A decimal number as XML Schema spells it."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    text = double_text(value)
    return _IN_XML.get(text, text)


def number_in_json(value: Decimal | float) -> str:
    """A decimal number as it stands in JSON, always with a point or an exponent; one that is none is a text."""
    text = decimal_text(value) if isinstance(value, Decimal) else double_text(value)
    if text in _NO_NUMBERS.values():
        return f'"{text}"'
    return text if "." in text or "E" in text else f"{text}.0"
