"""Users as they are advertised."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text
from farstu.records.paging import CHANGED, PAGED, Page
from farstu.records.shapes import AdvertisingImage, PhoneNumber

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
class UserPage(Page, kw_only=True):
    rows: Annotated[list[UserListRow], about(en="The users on it", sv="Användarna på sidan")]


@model("Advertising_AdvertisingUserTelephoneNumbers", en="How to call a user", sv="Hur man ringer en användare")
class UserTelephone(Model, kw_only=True):
    cell: Annotated[PhoneNumber | None, about(en="Mobile phone", sv="Mobiltelefon")]
    public: Annotated[PhoneNumber | None, about(en="The number that is shown", sv="Numret som visas")]


@model("Advertising_AdvertisingUserOfficeTelephone", en="How to call a user there", sv="Hur man ringer användaren där")
class UserOfficeTelephone(Model, kw_only=True):
    personal: Annotated[PhoneNumber | None, about(en="The user's own number", sv="Användarens eget nummer")]


@model("Advertising_AdvertisingUserOffice", en="An office where a user works", sv="Ett kontor där en användare arbetar")
class UserOffice(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")]
    customer_id: Annotated[str | None, about(en="The customer that it is of", sv="Kunden som det hör till")]
    order_number: Annotated[
        int,
        about(
            en="The place in its staff list; 0 where none is kept", sv="Platsen i dess personallista; 0 om ingen sparas"
        ),
    ]
    is_visible_in_staff_list: Annotated[bool, _LISTED]
    telephone: Annotated[UserOfficeTelephone | None, about(en="How to call there", sv="Hur man ringer dit")]


@model("Advertising_AdvertisingUserReview", en="What somebody says of a user", sv="Vad någon säger om en användare")
class UserReview(Model, kw_only=True):
    text: Annotated[str | None, about(en="The words", sv="Orden")]
    author_name: Annotated[str | None, about(en="Whose words they are", sv="Vems ord det är")]


@model("Advertising_AdvertisingUser", en="A user as advertised", sv="En användare så som den annonseras")
class AdvertisingUser(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which user it is", sv="Vilken användare det är")]
    name: Annotated[str | None, about(en="Both names", sv="Båda namnen")]
    title: Annotated[str | None, about(en="What stands under the name", sv="Det som står under namnet")]
    category: Annotated[str | None, about(en="What kind of work it is", sv="Vilket slags arbete det är")]
    email_address: Annotated[str | None, about(en="Where to write to", sv="Dit man skriver")]
    description: Annotated[str | None, about(en="A few words about the user", sv="Några ord om användaren")]
    spoken_languages: Annotated[list[str], about(en="What the user speaks", sv="Språken som användaren talar")]
    changed_at: Annotated[Moment, about(en="When something of it last changed", sv="När något sist ändrades")]
    telephone: Annotated[UserTelephone | None, about(en="How to call the user", sv="Hur man ringer användaren")]
    image: Annotated[
        AdvertisingImage | None, about(en="A portrait; none is kept yet", sv="Ett porträtt; inget sparas än")
    ]
    is_visible_in_staff_list: Annotated[
        bool, about(en="Whether any staff list shows it", sv="Om någon personallista visar den")
    ]
    offices: Annotated[list[UserOffice], about(en="Where the user works", sv="Var användaren arbetar")]
    reviews: Annotated[
        list[UserReview],
        about(en="What is said of the user, the newest first", sv="Vad som sägs om användaren, det nyaste först"),
    ]


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
