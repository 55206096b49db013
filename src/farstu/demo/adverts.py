"""What is said of a listing to sell it."""

from __future__ import annotations

from farstu.areas.estate import parts
from farstu.areas.estate.contract import AdvertisingEstate
from farstu.areas.estate.tables import EstateAdvert
from farstu.contract.moment import answered
from farstu.demo.making import Making
from farstu.records.estates import FLAT, Estate
from farstu.records.shapes import IdName
from farstu.wire.json_codec import write_json

_HEADINGS = ("Ljust och lugnt", "Välplanerat med kvällssol", "Stambytt och klart", "Nära till allt")
_SUBTYPES = {
    FLAT: ("Apartment", "Lägenhet"),
    "House": ("DetachedHouse", "Friliggande villa"),
    "Cottage": ("Cottage", "Fritidshus"),
}
_TENURES = {FLAT: ("TenantOwnership", "Bostadsrätt")}
_FREEHOLD = ("Freehold", "Äganderätt")


def make_advert(making: Making, estate: Estate) -> EstateAdvert:
    """A text, where to shop and what it costs to live there."""
    heading = making.rng.choice(_HEADINGS)
    room = f"{estate.rooms} rum, {estate.living_area} kvadratmeter i {estate.city}."
    fee = parts.RecurringFee(value=float(estate.living_area * making.rng.randint(45, 80)), type="Månadsavgift")
    advert = AdvertisingEstate(
        reference_id=estate.id.rpartition("_")[2],
        sale=parts.AdvertisingSale(
            heading=heading,
            short_description=room,
            description=f"{heading}. {room} Välkommen på visning!",
            possession_estimation="Enligt överenskommelse",
            assignment_date=answered(estate.created_at),
        ),
        surroundings=parts.Surroundings(service="Matbutik och skola i kvarteret.", communication="Buss runt hörnet."),
        changed_at=answered(estate.changed_at),
        subtype=_choice(_SUBTYPES[estate.kind]),
        tenure=_choice(_TENURES.get(estate.kind, _FREEHOLD)),
        buildings=[parts.Building(number_of_rooms=float(estate.rooms), interior="Ljusa väggar och trägolv.")],
        fees=parts.Fees(recurring=fee) if estate.kind == FLAT else None,
        marketing=parts.Marketing(is_published=estate.asking_price is not None, is_new_home=False),
        inspection=parts.Inspection(has_been_performed=estate.kind != FLAT),
    )
    return EstateAdvert(estate.customer, estate.id, write_json(advert).decode())


def _choice(pair: tuple[str, str]) -> IdName:
    return IdName(id=pair[0], name=pair[1])
