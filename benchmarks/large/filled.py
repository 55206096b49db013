"""A demo brokerage with very many contacts more."""

from __future__ import annotations

import time
from contextlib import closing

from benchmarks.crash.world import World, read_world
from benchmarks.large.crowd import crowd, put
from benchmarks.support.filling import count_contacts
from benchmarks.support.own import Own
from benchmarks.support.suite import say
from farstu.store.clock import system_clock
from farstu.store.folder import DataFolder
from farstu.store.vault import SealingVault


def filled(own: Own, number: int) -> World:
    """Puts so many contacts in, where they are not there already; answers the brokerage."""
    world = read_world(own.make(), own.place.database)
    if count_contacts(own) >= number:
        return world
    begun, vault = time.monotonic(), SealingVault(DataFolder(own.place.data).secrets())
    agents = sorted({user for _, user in world.agents})
    with closing(own.place.database.write_session()) as session:
        put(session, crowd(world.customer, agents, number, system_clock(), vault), vault)
    say(f"{number:,} contacts put in within {time.monotonic() - begun:.0f} s")
    return world
