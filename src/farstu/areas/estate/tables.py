"""What is advertised of homes beyond what is kept of them as such."""

from __future__ import annotations

from farstu.store.table import Row, Table


class EstateAdvert(Row, frozen=True):
    """`advert` is an `AdvertisingEstate` as its JSON has it. Whatever is kept of the estate itself, of its viewings and
    its bids goes before what stands there."""

    customer: str
    estate: str
    advert: str


ESTATE_ADVERT = Table("estate_advert", EstateAdvert, ("customer", "estate"))
