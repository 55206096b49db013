"""One family of refusals: raised anywhere, turned into an answer in one place (`wire.errors`)."""

from __future__ import annotations

from farstu.texts import Text, say

INVALID = "The request is invalid."
UNAUTHORIZED = "Authorization has been denied for this request."
FORBIDDEN = "The key does not give access to what the request asks for."
NOT_FOUND = "The requested resource was not found."
CONFLICT = "The request conflicts with an earlier one."
TOO_LARGE = "The request is too large."
UNAVAILABLE = "The service is unavailable."
FAILED = "An error has occurred."


class Refused(Exception):
    """The call is not done, and nothing of it is kept.

    `message` is the reference's sentence, always in English, which clients match on; `detail` says what to do, and
    `problems` what was wrong under which key, in the caller's language.
    """

    def __init__(
        self,
        status: int,
        message: str,
        detail: Text | None = None,
        problems: tuple[tuple[str, Text], ...] = (),
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message
        self.detail = detail
        self.problems = problems
        self.headers = headers


def invalid(*problems: tuple[str, Text]) -> Refused:
    """400: each problem under its key."""
    return Refused(400, INVALID, problems=problems)


def not_found(parameter: str, kind: str, value: str) -> Refused:
    """404: an id that names nothing. `kind` is a key of the catalogue's `kind` table."""
    return Refused(404, NOT_FOUND, say(f"not_found.{kind}", parameter=parameter, value=value))


def unavailable(detail: str, seconds: int = 5) -> Refused:
    """503: not now; nothing was changed, and the same call may be sent again."""
    return Refused(503, UNAVAILABLE, say(detail), headers=(("Retry-After", str(seconds)),))
