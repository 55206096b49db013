"""`/_farstu/sandbox/{customerId}/reset` and `…/snapshots`: a sandbox is brought back to what it held before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from farstu.access.principals import Principal
from farstu.contract.moment import utc_text
from farstu.engine.calls import Answer, Call, Outcome
from farstu.engine.perform import decide_within
from farstu.engine.writer import Writer
from farstu.records.sandboxes import SEED, Snapshot
from farstu.refusals import Refused
from farstu.sandbox.files import MEDIA_TYPE, read_file, write_file
from farstu.sandbox.snapshots import RESTORED, Restored, check_name, drop, keep, listed, one, restore, take
from farstu.server.admission import ROOT, Admission, Guard
from farstu.server.exchange import Exchange
from farstu.server.records import record
from farstu.store.base import WriteSession
from farstu.store.clock import Clock
from farstu.store.vault import Vault
from farstu.wire.json_codec import write_json
from farstu.wire.negotiation import default_format

_SNAPSHOT = f"{ROOT}/snapshots/{{name}}"


@dataclass(frozen=True)
class SnapshotControls:
    """Each is an errand of the writer's; `after` sees to what a reset means for this process."""

    admission: Admission
    writer: Writer
    vault: Vault
    clock: Clock
    after: Callable[[], Awaitable[None]]

    def routes(self, guarded: Guard) -> list[Route]:
        """Each in its place."""
        return [
            Route(f"{ROOT}/reset", guarded(self._reset), methods=["POST"]),
            Route(f"{ROOT}/snapshots", guarded(self._listed), methods=["GET"]),
            Route(_SNAPSHOT, guarded(self._keep), methods=["PUT"]),
            Route(_SNAPSHOT, guarded(self._file), methods=["GET"]),
            Route(_SNAPSHOT, guarded(self._drop), methods=["DELETE"]),
            Route(f"{_SNAPSHOT}/load", guarded(self._load), methods=["POST"]),
        ]

    async def _reset(self, request: Request, principal: Principal) -> Response:
        customer = await self.admission.admit(request, principal)
        response = await self._restore(request, principal, customer, SEED, reset=True)
        await self.after()
        return response

    async def _load(self, request: Request, principal: Principal) -> Response:
        customer = await self.admission.admit(request, principal)
        return await self._restore(request, principal, customer, request.path_params["name"], reset=False)

    async def _listed(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        found = await self.writer.errand(lambda session: listed(session, customer))
        return {"snapshots": [_shown(snapshot) for snapshot in found]}

    async def _keep(self, request: Request, principal: Principal) -> Any:
        """What is there now, or what the body holds."""
        customer, name = await self.admission.admit(request, principal), request.path_params["name"]
        check_name(name)
        data = await self._exchange(request, customer).read_body(request.receive)
        work = partial(take, customer=customer, vault=self.vault, name=name, now=self.clock())
        if data:
            work = partial(_keep_file, customer=customer, vault=self.vault, name=name, data=data)
        return _shown(await self.writer.errand(work))

    async def _file(self, request: Request, principal: Principal) -> Response:
        customer, name = await self.admission.admit(request, principal), request.path_params["name"]
        found = await self.writer.errand(lambda session: one(session, customer, name))
        named = f'attachment; filename="{customer}-{name}.jsonl.gz"'
        headers = {"Cache-Control": "no-store", "Content-Disposition": named}
        return Response(write_file(self.vault, found), 200, headers, MEDIA_TYPE)

    async def _drop(self, request: Request, principal: Principal) -> Any:
        customer, name = await self.admission.admit(request, principal), request.path_params["name"]
        await self.writer.errand(lambda session: drop(session, customer, name))
        return {"dropped": name}

    async def _restore(
        self, request: Request, principal: Principal, customer: str, name: str, *, reset: bool
    ) -> Response:
        exchange = self._exchange(request, customer)
        await exchange.read_body(request.receive)

        def work(session: WriteSession) -> Answer:
            def note(restored: Restored) -> Answer:
                return decide_within(session, self.vault, _call(exchange, principal, restored))

            return restore(session, self.vault, customer, name, note, reset=reset)

        answer = await self.writer.errand(work)
        return Response(answer.body, answer.status, {"Cache-Control": "no-store", **dict(answer.headers)})

    def _exchange(self, request: Request, customer: str) -> Exchange:
        exchange = Exchange(request.scope, self.clock())
        exchange.customer = customer
        return exchange


def _keep_file(session: WriteSession, *, vault: Vault, customer: str, name: str, data: bytes) -> Snapshot:
    taken_at, rows = read_file(vault, customer, data)
    return keep(session, vault, customer, name, taken_at, rows)


def _call(exchange: Exchange, principal: Principal, restored: Restored) -> Call:
    def take_answer(result: Outcome | Refused) -> Answer:
        if isinstance(result, Refused):
            return exchange.answer(result)
        shown = {name: value for name, value in msgspec.to_builtins(restored).items() if name != "reset"}
        return Answer(200, (("Content-Type", default_format().content_type),), write_json(shown))

    return Call(
        task=RESTORED,
        id=exchange.id,
        at=exchange.at,
        customer=exchange.customer,
        partner=principal.partner,
        body=restored,
        answer=take_answer,
        record=record(exchange),
        started=exchange.started,
    )


def _shown(snapshot: Snapshot) -> dict[str, Any]:
    return {"name": snapshot.name, "takenAt": utc_text(snapshot.taken_at), "rows": snapshot.rows}
