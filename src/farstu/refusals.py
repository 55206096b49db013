"""One family of refusals: raised anywhere, turned into an answer in one place (`wire.errors`)."""

from __future__ import annotations

from farstu.texts import Text, say

INVALID = "The request is invalid."
UNAUTHORIZED = "Authorization has been denied for this request."
FORBIDDEN = "The key does not give access to what the request asks for."
NOT_FOUND = "The requested resource was not found."
NOT_ACCEPTABLE = "The requested format cannot be had."
TOO_SLOW = "The request did not arrive in time."
CONFLICT = "The request conflicts with an earlier one."
TOO_LARGE = "The request is too large."
TOO_MANY = "Too many requests."
UNAVAILABLE = "The service is unavailable."
FAILED = "An error has occurred."
CLOSE = ("Connection", "close")
CHALLENGE = ("WWW-Authenticate", 'Basic realm="Farstu", charset="UTF-8"')


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


def too_many(most: int) -> Refused:
    """400: more contacts fit than one answer holds."""
    return Refused(400, INVALID, say("error.too_many", most=most))


def not_found(parameter: str, kind: str, value: str) -> Refused:
    """404: an id that names nothing. `kind` is a key of the catalogue's `kind` table."""
    return Refused(404, NOT_FOUND, say(f"not_found.{kind}", parameter=parameter, value=value))


def no_route(uri: str) -> Refused:
    """404: no operation has this path."""
    return Refused(404, f"No HTTP resource was found that matches the request URI '{uri}'.", say("refusal.no_route"))


def wrong_method(method: str, allowed: str) -> Refused:
    """405: the path has other verbs."""
    message = f"The requested resource does not support http method '{method}'."
    return Refused(405, message, say("refusal.wrong_method", allowed=allowed), headers=(("Allow", allowed),))


def unauthorized() -> Refused:
    """401: no valid key."""
    return Refused(401, UNAUTHORIZED, say("refusal.unauthorized"), headers=(CHALLENGE,))


def forbidden(group: str) -> Refused:
    """403: the key does not cover the function group or the customer, or there is no such customer."""
    return Refused(403, FORBIDDEN, say("refusal.forbidden", group=group))


def not_acceptable(detail: Text) -> Refused:
    """406: a format that needs what is not installed."""
    return Refused(406, NOT_ACCEPTABLE, detail)


def media_type(sent: str, known: str) -> Refused:
    """415: the body's format is not read; `sent` is empty where the caller did not say it."""
    message = f"The request entity's media type '{sent}' is not supported for this resource."
    if not sent:
        message = (
            "The request contains an entity body but no Content-Type header. "
            "The inferred media type 'application/octet-stream' is not supported for this resource."
        )
    return Refused(415, message, say("refusal.media_type", known=known))


def packed() -> Refused:
    """415: the body is packed, and nothing is unpacked here."""
    return Refused(415, INVALID, say("refusal.packed"), headers=(("Accept-Encoding", "identity"),))


def too_large(limit: int) -> Refused:
    """413: more bytes than `limit`, or more values than are read."""
    return Refused(413, TOO_LARGE, say("refusal.too_large", most=limit // 2**20))


def too_slow(seconds: float) -> Refused:
    """408: the body had not come in full after so many seconds. The connection is closed."""
    return Refused(408, TOO_SLOW, say("refusal.too_slow", seconds=round(seconds)), headers=(CLOSE,))


def malformed() -> Refused:
    """400: what came is no HTTP. The connection is closed."""
    return Refused(400, INVALID, say("refusal.malformed"))


def head_too_large(limit: int) -> Refused:
    """431: request line and headers without an end within `limit` bytes. The connection is closed."""
    return Refused(431, TOO_LARGE, say("refusal.head_too_large", most=limit // 2**10))


def used_before(call_id: str) -> Refused:
    """409: the Idempotency-Key came before with another body, in that call."""
    return Refused(409, CONFLICT, say("conflict.idempotency", call=call_id))


def throttled(seconds: int) -> Refused:
    """429: too many wrong credentials; the next ones are welcome after so many seconds."""
    return Refused(429, TOO_MANY, say("refusal.throttled", seconds=seconds), headers=(("Retry-After", str(seconds)),))


def too_fast(seconds: int, headers: tuple[tuple[str, str], ...]) -> Refused:
    """429: the key has made its requests of this minute."""
    return Refused(429, TOO_MANY, say("refusal.pace", seconds=seconds), headers=headers)


def failed() -> Refused:
    """500: a fault of ours."""
    return Refused(500, FAILED)


def unavailable(detail: str, seconds: int = 5) -> Refused:
    """503: not now; the same call may be sent again. `detail` says whether anything was changed."""
    return Refused(503, UNAVAILABLE, say(detail), headers=(("Retry-After", str(seconds)),))


def turned_away() -> Refused:
    """503 on a connection that is one too many, and is closed."""
    busy = unavailable("unavailable.busy")
    return Refused(busy.status, busy.message, busy.detail, headers=(*busy.headers, CLOSE))
