"""What every model and every enum of the client is made of."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Model(msgspec.Struct, rename="camel"):
    """Base of every model. Members that are not known are passed over when an answer is read."""


class Choice(StrEnum):
    """Base of every enum. A name that is not known is kept as it came, so that a newer server can be read."""

    @classmethod
    def _missing_(cls, value: object) -> Choice | None:
        if not isinstance(value, str):
            return None
        made = str.__new__(cls, value)
        made._name_ = made._value_ = value
        return made
