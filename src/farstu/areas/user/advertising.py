"""Users as they are advertised."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text
from farstu.records.paging import CHANGED, PAGED, Count, Index, TotalRowCount
from farstu.records.users import AdvertisingUser

_LISTED = about(en="Whether the staff list shows it", sv="Om personallistan visar den")


@model("Advertising_AdvertisingUserListRowOffice", en="Where a listed user works", sv="Var en listad användare arbetar")
class UserListRowOffice(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")]
    customer_id: Annotated[str | None, about(en="The customer that it is of", sv="Kunden som det hör till")]
    is_visible_in_staff_list: Annotated[bool, _LISTED]


@model("Advertising_AdvertisingUserListRow", en="A user in a list", sv="En användare i en lista")
class UserListRow(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which user it is", sv="Vilken användare det är")]
    is_visible_in_staff_list: Annotated[
        bool, about(en="Whether any staff list shows it", sv="Om någon personallista visar den")
    ]
    changed_at: Annotated[Moment, about(en="When something of it last changed", sv="När något sist ändrades")]
    offices: Annotated[list[UserListRowOffice], about(en="Where the user works", sv="Var användaren arbetar")]


@model(
    "Models_PageOfAdvertising_AdvertisingUserListRow",
    en="A page of the list of users",
    sv="En sida ur listan över användare",
)
class UserPage(Model, kw_only=True):
    index: Index
    count: Count
    total_row_count: TotalRowCount
    rows: Annotated[list[UserListRow], about(en="The users on it", sv="Användarna på sidan")]


ADVERTISED_USERS = operation(
    "GET",
    "Advertising/User/{customerId}",
    group=FunctionGroup.ADVERTISING,
    en="The users of a customer, page by page, those first that changed first",
    sv="Kundens användare, sida för sida, de som ändrades först kommer först",
    parameters=(text("customerId", en="The customer whose users they are", sv="Kunden vars användare det är"),),
    query=(*CHANGED, *PAGED),
    response=UserPage,
)
ADVERTISED_USER = operation(
    "GET",
    "Advertising/User/{customerId}/{userId}",
    group=FunctionGroup.ADVERTISING,
    en="One user as it is advertised",
    sv="En användare så som den annonseras",
    parameters=(
        text("customerId", en="The customer that the user is of", sv="Kunden som har användaren"),
        text("userId", en="The user to ask about", sv="Användaren att fråga om"),
    ),
    response=AdvertisingUser,
)
