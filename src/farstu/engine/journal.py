"""The call journal: what arrived, how it was read, what was decided and why, what was answered."""

from __future__ import annotations

import time

import msgspec

from farstu.advice import Advice
from farstu.engine.calls import Answer, Record
from farstu.engine.tables import JournalEntry
from farstu.texts import Text
from farstu.texts.masking import mask_text

NOTHING_UNDERSTOOD = msgspec.Raw(b"null")


class AnswerRecord(msgspec.Struct, frozen=True):
    """The answer as the journal shows it."""

    status: int
    headers: dict[str, str]
    body: str


class Detail(msgspec.Struct, frozen=True):
    """What the journal keeps of a call beside its columns. Sentences are kept without a language."""

    request: Record
    decided: list[Text]
    advice: list[Advice]
    response: AnswerRecord


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Detail).decode


def entry(
    *,
    call_id: str,
    at: int,
    started: float,
    customer: str,
    operation: str,
    partner: str,
    record: Record,
    decided: list[Text],
    advice: list[Advice],
    answer: Answer,
    body: str,
) -> JournalEntry:
    """The journal's row of a call, whose milliseconds run from `started` until now. `body` is what it may show of the
    answer's."""
    response = AnswerRecord(answer.status, dict(answer.headers), body)
    detail = _encode(Detail(record, decided, advice, response)).decode()
    elapsed = round((time.perf_counter() - started) * 1_000_000)
    return JournalEntry(customer, call_id, at, operation, partner, answer.status, elapsed, detail)


def shown(answer: Answer) -> str:
    """The body of an answer without personal numbers."""
    return mask_text(answer.body.decode("utf-8", "replace"))


def read_detail(row: JournalEntry) -> Detail:
    """The detail of a row."""
    return _decode(row.detail)
