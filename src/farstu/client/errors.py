"""What may go wrong with a call, as exceptions."""

from __future__ import annotations

import httpx
import msgspec


class ClientError(Exception):
    """Base of all that a call may raise, save ValueError for an argument that cannot be sent."""


class Unreachable(ClientError):
    """No answer came. `sent` says whether the server may have got the call, and done what it asks for."""

    def __init__(self, reason: str, *, sent: bool) -> None:
        super().__init__(reason)
        self.sent = sent


class Unreadable(ClientError):
    """The call was taken, but its answer is not what the contract says."""

    def __init__(self, status: int, reason: str, request_id: str | None) -> None:
        super().__init__(f"{status}: {reason}{_named(request_id)}")
        self.status = status
        self.request_id = request_id


class Refused(ClientError):
    """The server said no: with which `status`, in which words, and which `members` are wrong and why, by the names
    that the server gives them (`comeback.date`). `request_id` is what its owner finds the call by."""

    def __init__(
        self, status: int, message: str, detail: str | None, members: dict[str, list[str]], request_id: str | None
    ) -> None:
        wrong = "".join(f"; {name}: {' '.join(texts)}" for name, texts in members.items())
        said = ": ".join(part for part in (message, detail) if part)
        super().__init__(f"{status} {said}{wrong}{_named(request_id)}")
        self.status = status
        self.message = message
        self.detail = detail
        self.members = members
        self.request_id = request_id


def _named(request_id: str | None) -> str:
    return f" (Request-Id {request_id})" if request_id else ""


class _Body(msgspec.Struct, rename="camel"):
    message: str
    message_detail: str | None = None
    model_state: dict[str, list[str]] | None = None


def refused(answer: httpx.Response) -> Refused:
    """The refusal that an answer is; what a proxy said in a shape of its own is named by its status."""
    try:
        body = msgspec.json.decode(answer.content, type=_Body, strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        body = _Body(answer.reason_phrase)
    return Refused(
        answer.status_code,
        body.message,
        body.message_detail,
        body.model_state or {},
        answer.headers.get("Request-Id"),
    )
