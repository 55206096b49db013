"""The API: which operation, who calls and may they, what do they say, what is decided.

The order of the checks decides which error wins: route, verb, credentials, rights, media type, reading and validation,
rules. A broken body never hides a missing right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl

import structlog

from farstu.access.principals import Principals
from farstu.contract.errors import ContractError
from farstu.contract.model import INFO
from farstu.contract.operation import Operation
from farstu.contract.parameters import Parameter
from farstu.engine import journal
from farstu.engine.calls import TASKS, Answer, Call, IdempotencyKey
from farstu.engine.idempotency import LONGEST_KEY, bad_key
from farstu.engine.tables import JournalEntry
from farstu.engine.writer import Writer
from farstu.refusals import (
    INVALID,
    Refused,
    failed,
    forbidden,
    media_type,
    no_route,
    too_large,
    turned_away,
    unauthorized,
    unavailable,
    wrong_method,
)
from farstu.server.exchange import ClientGone, Exchange, Receive, Scope, Send
from farstu.server.records import record
from farstu.server.routes import RouteTable
from farstu.server.sidelines import Sidelines
from farstu.store.base import StoreError
from farstu.store.clock import Clock, Ids
from farstu.texts import Text, say
from farstu.texts.masking import mask_text
from farstu.wire.codecs import CODECS, Codec, Reader
from farstu.wire.negotiation import default_format
from farstu.wire.reading import BODY_LIMIT, TooLarge

log = structlog.get_logger()

_INT32 = range(-(2**31), 2**31)


class Dispatcher:
    """Answers every call to an operation of the contract."""

    def __init__(
        self,
        operations: Iterable[Operation],
        principals: Principals,
        writer: Writer,
        sidelines: Sidelines,
        clock: Clock,
        ids: Ids,
        secret: bytes,
    ) -> None:
        self._routes = RouteTable(operations)
        self._principals = principals
        self._writer = writer
        self._sidelines = sidelines
        self._clock = clock
        self._ids = ids
        self._secret = secret
        self._readers = {(item, codec): _reader(item, codec) for item in operations for codec in CODECS.values()}
        _check_rules(operations)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope, self._ids.draw(), self._clock())
        try:
            answer = await self._answer(exchange, receive)
        except Refused as refusal:
            if refusal.status != 401:
                await self._learn_more(exchange, receive)
            answer = self._refuse(exchange, refusal)
        except StoreError as error:
            log.error("a call could not be looked after", call=exchange.id, error=str(error))
            answer = self._refuse(exchange, unavailable("unavailable.store"))
        except ClientGone:
            return
        except Exception:
            log.exception("a call failed", call=exchange.id)
            answer = self._refuse(exchange, failed())
        await exchange.send(send, answer)

    async def turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses a call on one connection too many, at once: nothing is read, and nothing goes into the journal."""
        exchange = Exchange(scope, self._ids.draw(), self._clock())
        await exchange.send(send, exchange.answer(turned_away()))

    async def _answer(self, exchange: Exchange, receive: Receive) -> Answer:
        values = self._route(exchange)
        operation = exchange.operation
        assert operation is not None  # _route found one
        await self._admit(exchange, operation, values)
        codec = self._codec(exchange)
        body = await exchange.read_body(receive)
        problems: list[tuple[str, Text]] = []
        parameters = {
            parameter.name: _path_value(parameter, value, problems)
            for parameter, value in zip(operation.parameters, values, strict=True)
        }
        idempotency = self._idempotency(exchange, operation, values, body, problems)
        try:
            reading = self._readers[operation, codec](body, exchange.formats.charset)
        except TooLarge:
            raise too_large(BODY_LIMIT) from None
        exchange.reading = reading
        problems += [(problem.key, problem.text) for problem in reading.problems]
        if problems:
            raise Refused(400, INVALID, problems=tuple(problems))
        assert exchange.principal is not None  # _admit found one
        call = Call(
            task=TASKS[operation],
            id=exchange.id,
            at=exchange.at,
            customer=exchange.customer,
            partner=exchange.principal.partner,
            body=reading.model,
            answer=exchange.answer,
            parameters=parameters,
            body_name=operation.body_name,
            advice=reading.advice,
            idempotency=idempotency,
            record=record(exchange),
        )
        return await self._writer.submit(call)

    def _route(self, exchange: Exchange) -> tuple[str, ...]:
        match = self._routes.match(exchange.path)
        if match is None:
            raise no_route(_uri(exchange))
        exchange.operation = match.operations.get(exchange.method.upper())
        if exchange.operation is None:
            raise wrong_method(exchange.method, ", ".join(sorted(match.operations)))
        return _with_query(exchange.operation, match.values, exchange.scope["query_string"])

    async def _admit(self, exchange: Exchange, operation: Operation, values: tuple[str, ...]) -> None:
        exchange.principal = await self._principals.find(exchange.headers.get(b"authorization"))
        if exchange.principal is None:
            raise unauthorized()
        customer = values[0]
        if not exchange.principal.may(operation.group, customer):
            raise forbidden(operation.group.value)
        exchange.customer = customer

    def _codec(self, exchange: Exchange) -> Codec:
        found = exchange.formats.request
        if found:
            return found.codec
        sent = exchange.headers.get(b"content-type")
        if exchange.header(b"content-length") == "0" or not (sent or exchange.headers.keys() & _BODY_FOLLOWS):
            return default_format().codec
        named = sent.decode("latin-1").partition(";")[0].strip() if sent else ""
        raise media_type(named, ", ".join(CODECS))

    def _idempotency(
        self,
        exchange: Exchange,
        operation: Operation,
        values: tuple[str, ...],
        body: bytes,
        problems: list[tuple[str, Text]],
    ) -> IdempotencyKey | None:
        if b"idempotency-key" not in exchange.headers:
            return None
        key = exchange.header(b"idempotency-key")
        if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
            problems.append(bad_key())
            return None
        place = "\x1f".join((operation.id, *values, key))
        return IdempotencyKey(self._hash(place.encode("utf-8", "surrogatepass")), self._hash(body))

    def _hash(self, data: bytes) -> str:
        return blake2b(data, key=self._secret, digest_size=16).hexdigest()

    async def _learn_more(self, exchange: Exchange, receive: Receive) -> None:
        """For the journal: whose refused call it was, and what was sent, where the answer did not need to know."""
        with suppress(Refused, StoreError, ClientGone):
            if exchange.principal is None:
                exchange.principal = await self._principals.find(exchange.headers.get(b"authorization"))
            if exchange.principal and exchange.body is None:
                await exchange.read_body(receive)

    def _refuse(self, exchange: Exchange, refusal: Refused) -> Answer:
        answer = exchange.answer(refusal)
        self._sidelines.add(lambda: self._entry(exchange, refusal, answer))
        return answer

    def _entry(self, exchange: Exchange, refusal: Refused, answer: Answer) -> JournalEntry:
        decided = [refusal.detail] if refusal.detail else []
        return journal.entry(
            call_id=exchange.id,
            at=exchange.at,
            customer=exchange.customer,
            operation=exchange.operation.id if exchange.operation else "",
            partner=exchange.principal.partner if exchange.principal else "",
            record=record(exchange),
            decided=decided + [text for _, text in refusal.problems],
            advice=exchange.reading.advice if exchange.reading else [],
            answer=answer,
        )


_WHOLE = re.compile(r"-?[0-9]{1,11}")
_BODY_FOLLOWS = {b"content-length", b"transfer-encoding"}


def _reader(operation: Operation, codec: Codec) -> Reader:
    assert operation.request is not None  # every operation of step 1 has a body
    return codec.reader(INFO[operation.request], operation.body_name)


def _check_rules(operations: Iterable[Operation]) -> None:
    missing = [operation.id for operation in operations if operation not in TASKS]
    if missing:
        raise ContractError(f"no rule decides {', '.join(missing)}")


def _path_value(parameter: Parameter, value: str, problems: list[tuple[str, Text]]) -> Any:
    if parameter.type is str:
        return value
    if not value.strip():
        problems.append((f"{parameter.name}.Int32", say("error.required", member=parameter.name)))
        return None
    number = int(value) if _WHOLE.fullmatch(value) else None
    limits = parameter.between
    if number is None or number not in _INT32:
        shown = mask_text(value)[:40]
        problems.append((parameter.name, say("error.integer", member=parameter.name, value=shown)))
    elif limits and not limits.least <= number <= limits.most:
        sentence = say("error.between", member=parameter.name, least=limits.least, most=limits.most, sent=number)
        problems.append((parameter.name, sentence))
    return number


def _with_query(operation: Operation, values: tuple[str, ...], query: bytes) -> tuple[str, ...]:
    """The path's values, save where the query has a parameter of that name: the first of it wins, as it does in the
    reference."""
    if not query:
        return values
    named = {
        name.lower(): value for name, value in reversed(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    }
    pairs = zip(operation.parameters, values, strict=True)
    return tuple(named.get(parameter.name.lower(), value) for parameter, value in pairs)


def _uri(exchange: Exchange) -> str:
    host = exchange.header(b"host")
    return mask_text(f"{exchange.scope.get('scheme', 'http')}://{host}{exchange.path}")
