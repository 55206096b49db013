"""A second factor: six digits that an app on a telephone works out of a shared secret and the time (RFC 6238)."""

from __future__ import annotations

from farstu.contract.moment import TICKS_PER_SECOND

STEP_SECONDS = 30
_AROUND = (0, -1, 1)
"""Steps that a telephone's clock may be off."""


def new_secret() -> str:
    """A secret, in Base32."""
    import pyotp

    return pyotp.random_base32()


def address(secret: str, person: str) -> str:
    """What an app reads: `otpauth://totp/…`."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name="Farstu")


def step_of(secret: str, code: str, now: int) -> int | None:
    """The step of time (`now` in ticks) that a code is of; None where it is of none that is near."""
    import pyotp

    shown = code.replace(" ", "")
    if not (len(shown) == 6 and shown.isascii() and shown.isdigit()):
        return None
    here = now // (STEP_SECONDS * TICKS_PER_SECOND)
    known = pyotp.TOTP(secret)
    for step in (here + off for off in _AROUND):
        if pyotp.utils.strings_equal(known.generate_otp(step), shown):
            return step
    return None
