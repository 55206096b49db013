"""Models that hold every kind of member there is, for tests alone: the contract does not keep them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from farstu.contract.enums import ENUMS, ContractEnum, enum, member
from farstu.contract.fields import IN_BASE_CLASS, LONG, PERSONAL_NUMBER, REQUIRED, BaseClass, Between, Items, about
from farstu.contract.model import INFO, MODELS, Model, model
from farstu.contract.moment import Moment

ANY = about(en="Something to read and write", sv="Något att läsa och skriva")
HERE, BASE, FAR = "urn:here", "urn:base", "urn:far"
IN_FAR_BASE = BaseClass(2, BASE)


@enum("Test_Colour", namespace=FAR)
class Colour(ContractEnum):
    Red = member(0, en="Red", sv="Röd")
    Blue = member(1, en="Blue", sv="Blå")
    Green = member(2, en="Green", sv="Grön")


@enum("Test_Sort")
class Sort(ContractEnum):
    First = member(1, en="First", sv="Första")
    Second = member(2, en="Second", sv="Andra")
    Both = member(3, en="Both of them", sv="Båda två")


@model("Test_Far", namespace=FAR, en="A thing from elsewhere", sv="En sak från annat håll")
class Far(Model, kw_only=True):
    x: Annotated[str | None, ANY] = None


@model("Test_Inner", namespace=HERE, en="A thing within", sv="En sak inuti")
class Inner(Model, kw_only=True):
    n: Annotated[int | None, ANY] = None
    id: Annotated[str | None, ANY, IN_FAR_BASE] = None
    far: Annotated[Far | None, ANY, IN_FAR_BASE] = None


@model("Test_Thing", namespace=HERE, en="One of every kind", sv="En av varje sort")
class Thing(Model, kw_only=True):
    text: Annotated[str | None, ANY] = None
    number: Annotated[str | None, ANY, PERSONAL_NUMBER] = None
    whole: Annotated[int, ANY] = 0
    whole_or_none: Annotated[int | None, ANY, Between(-5, 50)] = None
    long: Annotated[int, ANY, LONG] = 0
    long_or_none: Annotated[int | None, ANY, LONG] = None
    decimal: Annotated[Decimal, ANY] = Decimal(0)
    decimal_or_none: Annotated[Decimal | None, ANY, Between(0, 1_000)] = None
    double: Annotated[float, ANY] = 0.0
    double_or_none: Annotated[float | None, ANY] = None
    truth: Annotated[bool, ANY] = False
    truth_or_none: Annotated[bool | None, ANY] = None
    date: Annotated[Moment | None, ANY] = None
    colour: Annotated[Colour, ANY] = Colour.Red
    colour_or_none: Annotated[Colour | None, ANY] = None
    sort: Annotated[Sort | None, ANY] = None
    inner: Annotated[Inner | None, ANY] = None
    far: Annotated[Far | None, ANY] = None
    texts: Annotated[list[str] | None, ANY, Items(5)] = None
    wholes: Annotated[list[int] | None, ANY] = None
    longs: Annotated[list[int] | None, ANY, LONG] = None
    decimals: Annotated[list[Decimal] | None, ANY] = None
    doubles: Annotated[list[float] | None, ANY] = None
    truths: Annotated[list[bool] | None, ANY] = None
    dates: Annotated[list[Moment] | None, ANY] = None
    colours: Annotated[list[Colour] | None, ANY] = None
    inners: Annotated[list[Inner] | None, ANY] = None
    fars: Annotated[list[Far] | None, ANY] = None
    id: Annotated[str | None, ANY, IN_FAR_BASE] = None
    own: Annotated[Inner | None, ANY, IN_FAR_BASE] = None
    base_texts: Annotated[list[str] | None, ANY, IN_FAR_BASE] = None
    middle: Annotated[str | None, ANY, IN_BASE_CLASS] = None


@model("Test_Needy", namespace=HERE, en="A thing with members that must be sent", sv="En sak med medlemmar som krävs")
class Needy(Model, kw_only=True):
    name: Annotated[str, ANY]
    amount: Annotated[Decimal, ANY]
    size: Annotated[float | None, ANY, REQUIRED] = None
    day: Annotated[Moment, ANY]
    tags: Annotated[list[str], ANY]
    inner: Annotated[Inner, ANY]


KINDS = {info.key: info for info in (INFO[Far], INFO[Inner], INFO[Thing], INFO[Needy])}
for key in KINDS:
    del MODELS[key]
del ENUMS["Test_Colour"], ENUMS["Test_Sort"]
