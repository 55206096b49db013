"""Parts of an advertised home of which only the name is known. They are there, as in the reference, and always null."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from farstu.contract.model import Model, model

M = TypeVar("M", bound=type[Model])


def _unread(name: str, *, en: str, sv: str, module: str = "Advertising") -> Callable[[M], M]:
    """A model without members."""
    return model(
        f"{module}_{name}",
        en=f"{en}; nothing public says what is in it, so it is always null",
        sv=f"{sv}; inget offentligt säger vad som finns i det, så det är alltid null",
    )


@_unread("AdvertisingBuildingBedrooms", en="The bedrooms", sv="Sovrummen")
class Bedrooms(Model, kw_only=True): ...


@_unread("Year", en="A year", sv="Ett år", module="Models")
class Year(Model, kw_only=True): ...


@_unread("AdvertisingBuildingVentilation", en="How the air is changed", sv="Hur luften byts")
class Ventilation(Model, kw_only=True): ...


@_unread("AdvertisingBuildingArchitecture", en="How it is built", sv="Hur det är byggt")
class Architecture(Model, kw_only=True): ...


@_unread("AdvertisingBuildingRenovation", en="What has been renewed", sv="Vad som har förnyats")
class Renovation(Model, kw_only=True): ...


@_unread("AdvertisingBuildingElevator", en="Whether there is a lift", sv="Om det finns hiss")
class Elevator(Model, kw_only=True): ...


@_unread("AdvertisingBuildingFloor", en="On which floor", sv="På vilken våning")
class Floor(Model, kw_only=True): ...


@_unread("AdvertisingBuildingService", en="A service in the house", sv="En tjänst i huset")
class Service(Model, kw_only=True): ...


@_unread("AdvertisingBuildingRoom", en="A room", sv="Ett rum")
class Room(Model, kw_only=True): ...


@_unread("AdvertisingEnergyDeclaration", en="How much energy it takes", sv="Hur mycket energi det drar")
class EnergyDeclaration(Model, kw_only=True): ...


@_unread("AdvertisingBuildingPlot", en="The ground of a building", sv="En byggnads mark")
class BuildingPlot(Model, kw_only=True): ...


@_unread("AdvertisingBuildingExpenses", en="What a building costs to keep", sv="Vad en byggnad kostar i drift")
class BuildingExpenses(Model, kw_only=True): ...


@_unread("AdvertisingBuildingArea", en="How large a building is", sv="Hur stor en byggnad är")
class BuildingArea(Model, kw_only=True): ...


@_unread("AdvertisingExteriorPlot", en="The ground outside", sv="Marken utanför")
class ExteriorPlot(Model, kw_only=True): ...


@_unread("AdvertisingTaxationUnit", en="A unit of the assessment", sv="En enhet i taxeringen")
class TaxationUnit(Model, kw_only=True): ...


@_unread("AdvertisingHousingCooperative", en="The housing cooperative", sv="Bostadsrättsföreningen")
class HousingCooperative(Model, kw_only=True): ...


@_unread("AdvertisingCondominium", en="What only a flat owned outright has", sv="Det som bara en ägarlägenhet har")
class Condominium(Model, kw_only=True): ...


@_unread("AdvertisingForeignProperty", en="What only a home abroad has", sv="Det som bara en utlandsbostad har")
class ForeignProperty(Model, kw_only=True): ...


@_unread("AdvertisingFarm", en="What only a farm has", sv="Det som bara en gård har")
class Farm(Model, kw_only=True): ...


@_unread("AdvertisingCommercialProperty", en="What only business property has", sv="Det som bara affärsfastigheter har")
class CommercialProperty(Model, kw_only=True): ...


@_unread("AdvertisingPremises", en="What only premises have", sv="Det som bara lokaler har")
class Premises(Model, kw_only=True): ...
