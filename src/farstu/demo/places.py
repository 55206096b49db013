"""Towns, and streets such as every Swedish town has."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_FLAT_STREETS = (
    "Apotekaregatan Bagaregatan Borgmästargatan Fabriksgatan Garvaregatan Hantverkargatan Järnvägsgatan Kvarngatan "
    "Köpmangatan Nygatan Parkgatan Repslagargatan Skeppargatan Skolgatan Smedjegatan Storgatan Trädgårdsgatan"
)
_HOUSE_STREETS = (
    "Aspvägen Blåbärsstigen Björkvägen Ekvägen Fiskgjusevägen Granvägen Hasselstigen Kantarellvägen Lingonstigen "
    "Lärkvägen Mossvägen Nyponstigen Prästkragevägen Rönnvägen Skogsvägen Solrosvägen Talltitevägen Ängsvägen"
)
_COTTAGE_STREETS = "Bryggvägen Båtsmansstigen Fiskarstigen Hällmarksvägen Klippvägen Sjöstigen Strandängsvägen"
_STREETS = {"Apartment": _FLAT_STREETS, "House": _HOUSE_STREETS, "Cottage": _COTTAGE_STREETS}


@dataclass(frozen=True)
class Town:
    """A post town. `area` is its telephone area code, `postcode` the first three digits of its postcodes,
    `square_metre` what a square metre of a home costs there, in SEK, `place` where it lies: degrees east and north."""

    name: str
    area: str
    postcode: str
    square_metre: int
    place: tuple[float, float]


@dataclass(frozen=True)
class Address:
    """Where somebody lives or something stands."""

    street_address: str
    zip_code: str
    city: str


def draw_address(rng: Random, town: Town, kind: str) -> Address:
    """An address in the town for a home of this kind: `Kvarngatan 14 A, 131 42 Nacka`."""
    entrance = f" {rng.choice('ABC')}" if kind == "Apartment" and rng.random() < 0.3 else ""
    street = f"{rng.choice(_STREETS[kind].split())} {rng.randint(1, 58)}{entrance}"
    return Address(street, f"{town.postcode} {rng.randint(20, 69)}", town.name)
