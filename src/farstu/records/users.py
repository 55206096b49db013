"""Users with where they work: how they are asked for, and how they are advertised."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment, answered
from farstu.records.offices import OfficeUser, User, full_name
from farstu.records.profiles import UserProfile
from farstu.records.shapes import AdvertisingImage, PhoneNumber, phone_number


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
    is_visible_in_staff_list: Annotated[
        bool, about(en="Whether the staff list shows it", sv="Om personallistan visar den")
    ]
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


def advertised(user: User, works: list[OfficeUser], changed_at: int) -> AdvertisingUser:
    """A user as advertised."""
    shown = user.shown()
    return AdvertisingUser(
        id=user.id,
        name=full_name(user.first_name, user.last_name),
        title=user.title,
        category=shown.category,
        email_address=user.email,
        description=shown.description,
        spoken_languages=list(shown.languages),
        changed_at=answered(changed_at),
        telephone=UserTelephone(cell=phone_number(user.phone), public=phone_number(shown.public_phone)),
        image=None,
        is_visible_in_staff_list=bool(shown.published_on),
        offices=[_advertised_office(work, shown) for work in works],
        reviews=[UserReview(text=review.text, author_name=review.author) for review in shown.reviews],
    )


def _advertised_office(work: OfficeUser, shown: UserProfile) -> UserOffice:
    return UserOffice(
        id=work.office,
        customer_id=work.customer,
        order_number=work.place or 0,
        is_visible_in_staff_list=work.office in shown.published_on,
        telephone=UserOfficeTelephone(personal=phone_number(work.phone)) if work.phone else None,
    )
