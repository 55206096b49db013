"""The API: which operation, who calls and may they, what do they say, what is decided.

The order of the checks decides which error wins: route, verb, credentials, rights, media type, reading and validation,
rules. A broken body never hides a missing right.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b

import structlog

from farstu.access.door import Door
from farstu.access.principals import OURSELVES, MadeHere
from farstu.advice import Advice
from farstu.contract.errors import ContractError
from farstu.contract.model import INFO
from farstu.contract.moment import utc_text
from farstu.contract.operation import Operation, Place
from farstu.engine import journal
from farstu.engine.aside import aside
from farstu.engine.calls import TASKS, Answer, Call, IdempotencyKey, Outcome
from farstu.engine.idempotency import LONGEST_KEY, bad_key
from farstu.engine.large_reads import LargeReads
from farstu.engine.reads import READS, Asked
from farstu.engine.tables import JournalEntry
from farstu.engine.writer import Writer
from farstu.refusals import (
    INVALID,
    Refused,
    failed,
    forbidden,
    invalid,
    media_type,
    no_route,
    packed,
    too_large,
    unavailable,
    wrong_method,
)
from farstu.server.exchange import ClientGone, Exchange, Receive, Scope, Send
from farstu.server.late import Late
from farstu.server.ordering import Ordering
from farstu.server.records import masker, record
from farstu.server.routes import RouteTable
from farstu.server.sidelines import Sidelines
from farstu.server.times import Times
from farstu.server.watching import Watch
from farstu.store.base import Readers, StoreError
from farstu.store.clock import Clock
from farstu.store.vault import Vault
from farstu.texts import Text, say
from farstu.wire.codecs import CODECS, Codec, Reader
from farstu.wire.negotiation import default_format, is_media_type
from farstu.wire.parameters import Given, read_parameters
from farstu.wire.reading import BODY_LIMIT, Reading, TooLarge

log = structlog.get_logger()

_LONGEST_SHOWN = 16 * 1024
"""Of a read's answer, in the journal."""
READ_ASIDE = 64 * 1024
"""Bodies of so many bytes are read beside the loop."""


class Dispatcher:
    """Answers every call to an operation of the contract."""

    def __init__(
        self,
        operations: Iterable[Operation],
        door: Door,
        readers: Readers,
        writer: Writer,
        sidelines: Sidelines,
        clock: Clock,
        secret: bytes,
        vault: Vault,
        watch: Watch,
        asking: Late,
        ordering: Ordering,
        times: Times,
    ) -> None:
        self._routes = RouteTable(operations)
        self._door = door
        self._reads = LargeReads(readers)
        self._writer = writer
        self._sidelines = sidelines
        self._clock = clock
        self._secret = secret
        self._vault = vault
        self._watch = watch
        self._asking = asking
        self._ordering = ordering
        self._times = times
        self._reading = asyncio.Lock()

    def serves(self, path: str) -> bool:
        """Whether an operation has this path."""
        return self._routes.match(path) is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope, self._clock())
        try:
            answer = await self._answer(exchange, receive)
        except Refused as refusal:
            if refusal.status not in _NOBODY:
                await self._learn_more(exchange, receive)
            answer = self._refuse(exchange, refusal)
        except StoreError as error:
            log.error("a call could not be looked after", request_id=exchange.id, error=str(error))
            answer = self._refuse(exchange, unavailable("unavailable.store"))
        except ClientGone:
            return
        except Exception:
            log.exception("a call failed", request_id=exchange.id)
            answer = self._refuse(exchange, failed())
        self._watch.answered(exchange, answer)
        if exchange.fault is None:
            await exchange.send(send, answer)
        else:
            await self._ordering.send(exchange, receive, send, answer)

    async def dismiss(self, scope: Scope, send: Send, refusal: Refused) -> None:
        """Refuses a call at once, whatever it is: nothing is read, and nothing goes into the journal."""
        exchange = Exchange(scope, self._clock())
        answer = exchange.answer(refusal)
        self._watch.answered(exchange, answer)
        await exchange.send(send, answer)

    async def _answer(self, exchange: Exchange, receive: Receive) -> Answer:
        values = self._route(exchange)
        operation = exchange.operation
        assert operation is not None  # _route found one
        given = read_parameters(operation, values, exchange.scope["query_string"])
        await self._admit(exchange, operation, given.customers)
        problems = given.problems
        if operation.request:
            reading = await self._read_body(exchange, operation, receive)
            problems += [(problem.key, problem.text) for problem in reading.problems]
        idempotency = self._idempotency(exchange, operation, given) if operation in TASKS else None
        if self._ordering.concerns(exchange):
            await self._ordering.meet(exchange, given.values)
        if problems:
            raise Refused(400, INVALID, problems=tuple(problems))
        exchange.asked = time.perf_counter()
        if operation not in TASKS:
            await self._asking.ready()
            return await self._read(exchange, operation, given)
        exchange.customer = exchange.customer or self._only_customer(exchange, operation)
        return await self._writer.submit(self._call(exchange, operation, given, idempotency))

    async def _read_body(self, exchange: Exchange, operation: Operation, receive: Receive) -> Reading:
        read = _body_reader(operation, self._codec(exchange))
        body = await exchange.read_body(receive)
        try:
            reading = await self._aside(read, body, exchange.formats.charset)
        except TooLarge:
            raise too_large(BODY_LIMIT) from None
        exchange.reading = reading
        if operation.customer_place is Place.BODY:
            named = getattr(reading.model, "customer_id", None)
            self._check_right(exchange, operation, (named,) if named and named.strip() else ())
        return reading

    async def _aside(self, read: Reader, body: bytes, charset: str) -> Reading:
        """Reads a body; a large one, which may take long on purpose, beside the loop and one at a time, so that other
        callers go on."""
        if len(body) < READ_ASIDE:
            return read(body, charset)
        async with self._reading:
            return await aside(read, body, charset)

    def _call(self, exchange: Exchange, operation: Operation, given: Given, idempotency: IdempotencyKey | None) -> Call:
        assert exchange.principal is not None  # _admit found one
        reading = exchange.reading or Reading(None)
        return Call(
            task=TASKS[operation],
            id=exchange.id,
            at=self._time_at(exchange, exchange.customer),
            arrived=exchange.at,
            started=exchange.started,
            customer=exchange.customer,
            partner=exchange.principal.partner,
            body=reading.model,
            answer=exchange.answer,
            parameters=given.values,
            body_name=operation.body_name,
            advice=given.advice + reading.advice,
            told=exchange.told,
            idempotency=idempotency,
            record=record(exchange),
        )

    async def _read(self, exchange: Exchange, operation: Operation, given: Given) -> Answer:
        """Answers from what is stored; the journal is told beside it."""
        assert exchange.principal is not None  # _admit found one
        named = given.customers or ((exchange.customer,) if exchange.customer else ())
        covered = exchange.principal.covers[operation.group]
        customers = named or tuple(sorted(covered))
        asked = Asked(
            at=self._time_at(exchange, customers[0] if len(customers) == 1 else ""),
            customers=customers,
            parameters=given.values,
            body=exchange.reading.model if exchange.reading else None,
            body_name=operation.body_name,
            readers=self._reads.few,
            vault=self._vault,
        )
        answer = await self._reads.answer(READS[operation], asked, lambda value: exchange.answer(Outcome(value)))
        advice = given.advice + (exchange.reading.advice if exchange.reading else [])
        decided = [*exchange.told, say("decided.read")]
        self._sidelines.add(lambda: self._entry(exchange, decided, advice, answer, _cut(answer.body)))
        return answer

    def _time_at(self, exchange: Exchange, customer: str) -> int:
        """What time it is at the customer; where that is not the real time, the journal is told so."""
        at = self._times.at(customer, exchange.at)
        if at != exchange.at:
            exchange.told.append(say("decided.sandbox_time", at=utc_text(at)))
        return at

    def _route(self, exchange: Exchange) -> tuple[str, ...]:
        match = self._routes.match(exchange.path)
        if match is None:
            raise no_route(_uri(exchange))
        exchange.operation = match.operations.get(exchange.method.upper())
        if exchange.operation is None:
            raise wrong_method(exchange.method, ", ".join(sorted(match.operations)))
        return match.values

    async def _admit(self, exchange: Exchange, operation: Operation, customers: tuple[str, ...]) -> None:
        made_here = exchange.scope.get(OURSELVES)
        if isinstance(made_here, MadeHere):
            exchange.principal = made_here.principal
            exchange.told = [made_here.told] if made_here.told else []
        else:
            header = exchange.headers.get(b"authorization")
            exchange.principal, exchange.pace = await self._door.admit(header, exchange.address, exchange.at)
        self._check_right(exchange, operation, customers)

    def _check_right(self, exchange: Exchange, operation: Operation, customers: tuple[str, ...]) -> None:
        """The function group first, then every customer that is named."""
        assert exchange.principal is not None  # _admit found one
        covered = exchange.principal.covers.get(operation.group)
        if not covered or not covered.issuperset(customers):
            raise forbidden(operation.group.value)
        exchange.customer = customers[0] if customers else ""

    def _only_customer(self, exchange: Exchange, operation: Operation) -> str:
        """Whose data a write changes that names no customer, though it might: the only one that the key covers."""
        assert exchange.principal is not None  # _admit found one
        covered = exchange.principal.covers[operation.group]
        if len(covered) != 1:
            raise invalid(("customerId", say("error.which_customer", member="customerId")))
        return next(iter(covered))

    def _codec(self, exchange: Exchange) -> Codec:
        if b"content-encoding" in exchange.headers and exchange.header(b"content-encoding").lower() not in _UNPACKED:
            raise packed()
        found = exchange.formats.request
        if found:
            return found.codec
        sent = exchange.headers.get(b"content-type")
        if exchange.header(b"content-length") == "0" or not (sent or exchange.headers.keys() & _BODY_FOLLOWS):
            return default_format().codec
        named = sent.decode("latin-1").partition(";")[0].strip() if sent else ""
        raise media_type(named if is_media_type(named) else "", ", ".join(CODECS))

    def _idempotency(self, exchange: Exchange, operation: Operation, given: Given) -> IdempotencyKey | None:
        if b"idempotency-key" not in exchange.headers:
            return None
        key = exchange.header(b"idempotency-key")
        if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
            given.problems.append(bad_key())
            return None
        place = "\x1f".join((operation.id, *map(str, given.values.values()), key))
        return IdempotencyKey(self._hash(place.encode("utf-8", "surrogatepass")), self._hash(exchange.body or b""))

    def _hash(self, data: bytes) -> str:
        return blake2b(data, key=self._secret, digest_size=16).hexdigest()

    async def _learn_more(self, exchange: Exchange, receive: Receive) -> None:
        """For the journal: whose refused call it was, and what was sent, where the answer did not need to know."""
        with suppress(Refused, StoreError, ClientGone):
            if exchange.principal is None:
                header = exchange.headers.get(b"authorization")
                exchange.principal = await self._door.recognise(header, exchange.address)
            if exchange.principal and exchange.body is None:
                await exchange.read_body(receive)

    def _refuse(self, exchange: Exchange, refusal: Refused) -> Answer:
        answer = exchange.answer(refusal)
        decided = [
            *exchange.told,
            *([refusal.detail] if refusal.detail else []),
            *(text for _, text in refusal.problems),
        ]
        advice = exchange.reading.advice if exchange.reading else []
        self._sidelines.add(lambda: self._entry(exchange, decided, advice, answer, journal.shown(answer)))
        return answer

    def _entry(
        self, exchange: Exchange, decided: list[Text], advice: list[Advice], answer: Answer, body: str
    ) -> JournalEntry:
        return journal.entry(
            call_id=exchange.id,
            at=exchange.at,
            started=exchange.started,
            customer=exchange.customer,
            operation=exchange.operation.id if exchange.operation else "",
            partner=exchange.principal.partner if exchange.principal else "",
            record=record(exchange),
            decided=decided,
            advice=advice,
            answer=answer,
            body=body,
        )


_NOBODY = {401, 429}
_UNPACKED = ("", "identity")
_BODY_FOLLOWS = {b"content-length", b"transfer-encoding"}


@cache
def _body_reader(operation: Operation, codec: Codec) -> Reader:
    """Made when the first body of its kind comes: to make all of them takes a sixth of a second."""
    assert operation.request is not None  # whoever asks has a body to read
    return codec.reader(INFO[operation.request], operation.body_name)


def check_complete(operations: Iterable[Operation]) -> None:
    """Each operation has either a rule or a read. ContractError."""
    missing = [item.id for item in operations if (item in TASKS) == (item in READS)]
    if missing:
        raise ContractError(f"these need either a rule or a read: {', '.join(missing)}")


def _cut(body: bytes) -> str:
    """The body of a read's answer as the journal keeps it: personal numbers masked, and never cut within a number."""
    shown = body[:_LONGEST_SHOWN]
    if len(body) > _LONGEST_SHOWN:
        shown = shown.rstrip(b"0123456789-+ ") + f"… ({len(body)})".encode()
    return masker()(shown.decode("utf-8", "replace"))


def _uri(exchange: Exchange) -> str:
    host = exchange.header(b"host")
    return masker()(f"{exchange.scope.get('scheme', 'http')}://{host}{exchange.path}")
