"""`farstu report-card`."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from farstu.access.tables import PARTNER
from farstu.cli.desk import desk
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase
from farstu.cli.partners import PartnerName
from farstu.console.calls import Calls
from farstu.console.report_card import Card, card_of
from farstu.console.sight import EVERY_CUSTOMER_ID, Sight
from farstu.refusals import NOT_FOUND, Refused
from farstu.store.base import Database
from farstu.store.statements import select_by
from farstu.texts import LANGUAGES, say


def report_card_command(
    partner: PartnerName,
    lang: Annotated[str, typer.Option(help="sv or en.")] = "en",
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Print, as Markdown, what a partner's calls did that would hurt in production, from the journal."""
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"must be one of {', '.join(LANGUAGES)}", param_hint="--lang")
    with desk(data, database) as at:
        if not at.rows(select_by(PARTNER.key), (partner,)):
            raise Refused(404, NOT_FOUND, say("not_found.partner", parameter="partner", value=partner))
        customers = tuple(row[0] for row in at.rows(EVERY_CUSTOMER_ID))
        card = asyncio.run(_judged(at.database, Sight(customers, partner, None), partner, at.clock()))
    typer.echo(card.markdown(lang))


async def _judged(database: Database, sight: Sight, partner: str, now: int) -> Card:
    readers = database.readers()
    try:
        return await card_of(Calls(readers, sight), partner, now)
    finally:
        await readers.close()
