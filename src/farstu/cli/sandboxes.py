"""`farstu sandbox`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from farstu.access.principals import Principal
from farstu.cli import orders
from farstu.cli.clocks import duration, fall_due_at, told_at
from farstu.cli.customers import CustomerId
from farstu.cli.desk import Desk, desk
from farstu.cli.named_files import clear_file, write_new
from farstu.cli.options import DEFAULT_DATA, AsJson, Data, InDatabase
from farstu.cli.output import minute, show
from farstu.contract.operation import FunctionGroup
from farstu.records.sandboxes import SEED
from farstu.refusals import CONFLICT, Refused
from farstu.sandbox import snapshots
from farstu.sandbox.clock import SET_CLOCK, ClockOrder, check_clock, shown
from farstu.sandbox.files import read_file, write_file
from farstu.sandbox.playing import Played
from farstu.sandbox.snapshots import RESTORED, Restored, check_sandbox, restore
from farstu.sandbox.story import Story, read_story, shipped_one
from farstu.server.app import Farstu
from farstu.server.falling import DUE_KINDS
from farstu.texts import say

app = typer.Typer(help="Sandboxes: customers for trying things out.", no_args_is_help=True)
app.command("order")(orders.order)
app.command("orders")(orders.list_orders)
app.command("end")(orders.end)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the snapshot is called; 'seed' is what a reset uses.")]


@app.command("reset")
def reset(customer: CustomerId, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Bring a sandbox back to what it held when it was made. Its clock is the real one again, and orders of faults end
    within a second. Calls and events that were, stay."""
    with desk(data, database) as at:
        _tell(_restored(at, customer, SEED, reset=True))


@app.command("snapshot")
def snapshot(customer: CustomerId, name: Name, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Keep what a sandbox holds now under a name."""
    with desk(data, database) as at:
        taken = snapshots.take(at.session, at.vault, customer, name, at.clock())
    typer.echo(f"Snapshot {name} of {customer} holds {taken.rows} rows.")


@app.command("snapshots")
def list_snapshots(
    customer: CustomerId, data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False
) -> None:
    """List the snapshots of a sandbox."""
    with desk(data, database) as at:
        found = snapshots.listed(at.session, customer)
    show(("snapshot", "taken", "rows"), [(one.name, minute(one.taken_at), one.rows) for one in found], json)


@app.command("load")
def load(
    customer: CustomerId,
    name: Name,
    file: Annotated[Path | None, typer.Option("--from", help="Keep this file under the name first.")] = None,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Bring a sandbox back to a snapshot. Calls and events that were, stay."""
    with desk(data, database) as at:
        if file is not None:
            taken_at, rows = read_file(at.vault, customer, _read(file))
            snapshots.keep(at.session, at.vault, customer, name, taken_at, rows)
        _tell(_restored(at, customer, name, reset=False))


@app.command("save")
def save(
    customer: CustomerId,
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, for its owner alone.")],
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Write a snapshot to a new file. Personal numbers are in clear in it."""
    with desk(data, database) as at:
        content = write_file(at.vault, snapshots.one(at.session, customer, name))
    write_new(file, content)
    typer.echo(f"Wrote snapshot {name} of {customer} to {file}.")


@app.command("drop")
def drop(customer: CustomerId, name: Name, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Forget a snapshot."""
    with desk(data, database) as at:
        snapshots.drop(at.session, customer, name)
    typer.echo(f"Snapshot {name} of {customer} is no more.")


@app.command("clock")
def clock(
    customer: CustomerId,
    at_time: Annotated[
        str | None, typer.Option("--set", help="What it shows from now on: 2027-03-01T10:00:00.")
    ] = None,
    advance: Annotated[str | None, typer.Option(help="How far it is moved on, as 3d, 2h30m or 45s.")] = None,
    freeze: Annotated[bool | None, typer.Option("--freeze/--go", help="Let it stand still, or go on.")] = None,
    real: Annotated[bool, typer.Option("--real", help="Let it show the real time.")] = False,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Tell the time of a sandbox, or, without options, ask for it. What falls due by that does. Running servers go by
    it within a second."""
    with desk(data, database) as at:
        told, fallen = told_at(at, customer), {}
        if (at_time, advance, freeze, real) != (None, None, None, False):
            order = ClockOrder(at_time, duration(advance) if advance else None, freeze, real)
            check_clock(order)
            fall_due_at(at, customer, told)
            told = at.perform(SET_CLOCK, order, customer=customer, parameters={"kinds": DUE_KINDS}).value
            fallen = fall_due_at(at, customer, told)
        seen = shown(told, at.clock())
    typer.echo(f"{seen['swedish']} ({seen['at']}){', stands still' if seen['frozen'] else ''}")
    for kind, count in fallen.items():
        typer.echo(f"{kind}: {count}")


@app.command("story")
def story(
    customer: CustomerId,
    what: Annotated[str, typer.Argument(metavar="STORY", help="A file, or the name of a story that comes along.")],
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
    json: AsJson = False,
) -> None:
    """Play a story at a sandbox, step by step; ends at the first step that does not go as it says (exit code 1)."""
    told = read_story(_story_text(what))
    with desk(data, database) as at:
        check_sandbox(at.session, customer)
        played = asyncio.run(_played(at, customer, told))
    if json:
        typer.echo(msgspec.json.encode(played))
    else:
        for done in played.steps:
            typer.echo(f"{done.step:>3}  {done.status}  {done.say or done.call}")
    if played.broken is not None:
        broken = played.broken
        found, expected = (msgspec.json.encode(value).decode() for value in (broken.found, broken.expected))
        line = say("refusal.story", step=broken.step, member=broken.member, expected=expected, found=found)
        raise Refused(409, CONFLICT, line)


async def _played(at: Desk, customer: str, told: Story) -> Played:
    """As a server would, beside one or without."""
    app = Farstu(at.database, at.secrets)
    await app.start()
    try:
        covers = {group: frozenset({customer}) for group in FunctionGroup}
        return await app.play(Principal(at.who, "", covers, None), customer, told, "en")
    finally:
        await app.stop()


def _story_text(what: str) -> bytes:
    file = Path(what)
    return _read(file) if file.suffix or file.exists() else shipped_one(what)


def _restored(at: Desk, customer: str, name: str, *, reset: bool) -> Restored:
    def note(restored: Restored) -> Restored:
        at.performer.decide(RESTORED, restored, customer)
        return restored

    return restore(at.session, at.vault, customer, name, note, reset=reset)


def _tell(restored: Restored) -> None:
    typer.echo(
        f"It holds what snapshot {restored.snapshot} says: {restored.rows} rows, of which {restored.put} were written "
        f"and {restored.gone} others taken out."
    )


def _read(file: Path) -> bytes:
    with clear_file(file):
        return file.read_bytes()
