"""How a connection is made: with what settings, and for how long it is tried."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg

from farstu.store.base import StoreLost
from farstu.store.postgres.faults import faults

CONNECT_SECONDS = 3.0
"""How long one attempt may take."""

PATIENCE_SECONDS = 5.0
"""How long attempts are repeated before the database is called unavailable; from then on there is one at a time."""

COMMAND_SECONDS = 15.0
"""How long one statement may take; above what the server lets a lock be waited for, so that it is the server's word
that is heard."""

_PAUSE_SECONDS, _LONGEST_PAUSE = 0.05, 0.5
_CACHED_STATEMENTS = 512
_OF_ALL = {
    "application_name": "farstu",
    "client_encoding": "UTF8",
    "jit": "off",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "20s",  # a vanished host must not hold its customers' locks for long
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
WRITING = {
    **_OF_ALL,
    # All that a writer asks is asked by an index. A plan made while a table was small must not outlive that.
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "plan_cache_mode": "force_generic_plan",
}
OWNING = {**_OF_ALL, "lock_timeout": "60s"}
READING = {
    **_OF_ALL,
    "default_transaction_read_only": "on",
    "max_parallel_workers_per_gather": "0",  # to start another process takes as long as most reads do
}
STANDING = {**READING, "idle_in_transaction_session_timeout": "0"}
"""For one who looks at the same moment for as long as it takes; it holds no locks."""

_LASTING = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
"""An acknowledged write is to survive; whoever asks for more than `on` keeps that."""


class Connector:
    """Makes connections to one address."""

    def __init__(self, address: str, settings: dict[str, str], patience: float | None = None) -> None:
        self._address = address
        self._settings = settings
        self._patience = PATIENCE_SECONDS if patience is None else patience
        self._is_down = False

    async def __call__(self) -> asyncpg.Connection[asyncpg.Record]:
        """A connection. StoreLost where there was none to be had in time, StoreUnavailable where none would be."""
        loop = asyncio.get_running_loop()
        until, pause = loop.time() + (0 if self._is_down else self._patience), _PAUSE_SECONDS
        while True:
            try:
                made = await self._attempt()
            except StoreLost:
                if loop.time() + pause >= until:
                    self._is_down = True
                    raise
            else:
                self._is_down = False
                return made
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _attempt(self) -> asyncpg.Connection[asyncpg.Record]:
        with faults():
            made: Any = await asyncpg.connect(
                self._address,
                timeout=CONNECT_SECONDS,
                command_timeout=COMMAND_SECONDS,
                statement_cache_size=_CACHED_STATEMENTS,
                max_cached_statement_lifetime=0,
                server_settings=self._settings,
            )
        try:
            with faults():
                await made.execute(_LASTING)
        except BaseException:
            made.terminate()
            raise
        return made
