"""Users, their groups, and what they are told, as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.areas.user.advertising import ADVERTISED_USER, ADVERTISED_USERS
from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import Deprecated, Items, Length, Shown, Wire, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text
from farstu.records.shapes import CdnImageReference

__all__ = ["ADVERTISED_USER", "ADVERTISED_USERS", "FIND_USERS", "NOTIFY", "USER_GROUPS"]


@enum("User_AccountType")
class AccountType(ContractEnum):
    """Where a user is paid."""

    BankAccount = member(0, en="An account at a bank", sv="Ett konto i en bank")
    BankGiroAccount = member(1, en="An account at Bankgirot", sv="Ett konto hos Bankgirot")
    PlusGiroAccount = member(2, en="An account at PlusGirot", sv="Ett konto hos PlusGirot")


@model("User_DirectPhoneNumber", en="A user's number at one customer", sv="En användares nummer hos en kund")
class DirectPhoneNumber(Model, kw_only=True):
    customer_id: Annotated[str | None, about(en="Where that is", sv="Var det är")]
    phonenumber: Annotated[str | None, about(en="The number to call there", sv="Numret att ringa där")]


@model("Image_Image", en="A picture; none is kept yet", sv="En bild; ingen sparas än")
class Image(Model, kw_only=True):
    image_id: Annotated[str | None, about(en="Which picture it is", sv="Vilken bild det är")]
    date_changed: Annotated[Moment, about(en="When what is said of it changed", sv="När något om den ändrades")]
    date_changed_image_data: Annotated[Moment, about(en="When the picture changed", sv="När bilden ändrades")]
    url: Annotated[str | None, about(en="Its address", sv="Bildens adress")]
    show_image_on_internet: Annotated[bool, about(en="Whether it may be shown", sv="Om den får visas")]
    extension: Annotated[str | None, about(en="How its file name ends", sv="Hur filnamnet slutar")]
    cdn_references: Annotated[
        list[CdnImageReference] | None, about(en="Where it is to be had", sv="Var den finns att hämta")
    ]


@model("User_CustomerIdWithOrderNumber", en="An office where a user works", sv="Ett kontor där en användare arbetar")
class Workplace(Model, kw_only=True):
    customer_id: Annotated[
        str | None, about(en="The customer that the office is of", sv="Kunden som kontoret hör till")
    ]
    order_number: Annotated[int | None, about(en="The place in the staff list", sv="Platsen i personallistan")]
    main_business: Annotated[
        bool | None, about(en="Whether most of the work is done there", sv="Om det mesta arbetet görs där")
    ]
    office_id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")]


@model("User_UserSubOffice", en="A part of an office", sv="En del av ett kontor")
class UserSubOffice(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which part it is", sv="Vilken del det är")]


@model("User_UserReview", en="What somebody says of a user", sv="Vad någon säger om en användare")
class UserReview(Model, kw_only=True):
    review: Annotated[str | None, about(en="The words", sv="Orden")]
    made_by: Annotated[str | None, about(en="Whose words they are", sv="Vems ord det är")]


@model("User_User", en="An agent or assistant, with what is kept", sv="En mäklare eller assistent, med det som sparas")
class User(Model, kw_only=True):
    archived: Annotated[bool, about(en="Whether the user has been put away", sv="Om användaren är undanlagd")]
    public: Annotated[bool | None, about(en="Whether the public may see it", sv="Om allmänheten får se den")]
    user_id: Annotated[str | None, about(en="Which user it is", sv="Vilken användare det är")]
    customer_id: Annotated[list[str], about(en="The customers that the user is of", sv="Kunderna som den hör till")]
    order_number: Annotated[
        int | None,
        about(
            en="The place in the first office's staff list; CustomerIdsWithSortOrder says it for each",
            sv="Platsen i det första kontorets personallista; CustomerIdsWithSortOrder säger den för vart och ett",
        ),
        Deprecated("CustomerIdsWithSortOrder"),
    ]
    user_name: Annotated[
        str | None, about(en="Both names, or what is used instead", sv="Båda namnen, eller det i stället")
    ]
    department: Annotated[str | None, about(en="The part of the firm", sv="Delen av firman")]
    category: Annotated[str | None, about(en="What kind of work it is", sv="Vilket slags arbete det är")]
    title: Annotated[str | None, about(en="What stands under the name", sv="Det som står under namnet")]
    extra_title: Annotated[str | None, about(en="A second line under the name", sv="En andra rad under namnet")]
    allow_log_on: Annotated[bool, about(en="Whether the user may log on", sv="Om användaren får logga in")]
    email_address: Annotated[str | None, about(en="Where to write to", sv="Dit man skriver")]
    tele_phone: Annotated[str | None, about(en="Phone at the desk", sv="Telefon vid skrivbordet")]
    cell_phone: Annotated[str | None, about(en="Mobile phone", sv="Mobiltelefon")]
    direct_phonenumbers: Annotated[
        list[DirectPhoneNumber], about(en="The numbers at each office", sv="Numren på vart och ett av kontoren")
    ]
    public_phonenumber: Annotated[str | None, about(en="The number that is shown", sv="Numret som visas")]
    spoken_languages: Annotated[list[str], about(en="What the user speaks", sv="Språken som användaren talar")]
    bank: Annotated[str | None, about(en="Who keeps the account", sv="Vem som har kontot")]
    clering_number: Annotated[
        str | None, about(en="The bank's number; no longer used", sv="Bankens nummer; används inte längre")
    ]
    account: Annotated[str | None, about(en="Where the user is paid", sv="Dit användaren får betalt")]
    account_type: Annotated[AccountType | None, about(en="What kind of account", sv="Vilket slags konto")]
    iban: Annotated[str | None, about(en="The account for other countries", sv="Kontot för andra länder")]
    swift: Annotated[str | None, about(en="The bank for other countries", sv="Banken för andra länder")]
    comment: Annotated[str | None, about(en="What colleagues have noted", sv="Det som kollegor har noterat")]
    image: Annotated[Image | None, about(en="A portrait; none is kept yet", sv="Ett porträtt; inget sparas än")]
    published_on_office: Annotated[
        list[str], about(en="Whose staff lists show it", sv="Vilkas personallistor som visar den")
    ]
    internal_employee_number: Annotated[int | None, about(en="The firm's own number", sv="Firmans eget nummer")]
    external_user_id: Annotated[str | None, about(en="Its id in another system", sv="Dess id i ett annat system")]
    customer_ids_with_sort_order: Annotated[
        list[Workplace], about(en="Where the user works", sv="Var användaren arbetar")
    ]
    date_changed: Annotated[Moment, about(en="When something of it last changed", sv="När något sist ändrades")]
    sub_offices: Annotated[
        list[UserSubOffice], about(en="The parts of offices it is in", sv="Delarna av kontor den hör till")
    ]
    reviews: Annotated[list[UserReview], about(en="What is said of the user", sv="Vad som sägs om användaren")]


FIND_USERS = operation(
    "GET",
    "User/GetUser",
    group=FunctionGroup.CRM,
    en="Users by their ids: one, those whose name or address holds a text, or all that the key covers",
    sv="Användare efter id: en, de vars namn eller adress innehåller en text, eller alla som nyckeln omfattar",
    query=(
        text("UserId", en="Only this user", sv="Bara den här användaren", required=False),
        text(
            "SearchText",
            en="Only those with this in their names, title or e-mail address, in any case",
            sv="Bara de som har det här i namn, titel eller e-postadress, oavsett skiftläge",
            required=False,
        ),
        text("CustomerId", en="Only those of this customer", sv="Bara de som hör till kunden", required=False),
    ),
    response=list[User],
)


@model("CRM_User", en="A user who is in a group", sv="En användare som är med i en grupp")
class GroupedUser(Model, kw_only=True):
    user_id: Annotated[str | None, about(en="Which user it is", sv="Vilken användare det är")]


@model("CRM_UserGroup", en="Several users under one name", sv="Flera användare under ett namn")
class UserGroup(Model, kw_only=True):
    user_group_id: Annotated[str | None, about(en="Which group it is", sv="Vilken grupp det är")]
    customer_ids: Annotated[list[str], about(en="The customers that have it", sv="Kunderna som har den")]
    name: Annotated[str | None, about(en="What the group is called", sv="Vad gruppen heter")]
    users: Annotated[list[GroupedUser], about(en="Those that are in it", sv="De som är med")]


USER_GROUPS = operation(
    "GET",
    "CRM/Usergroups/{customerId}",
    group=FunctionGroup.CRM,
    en="The user groups of a customer, by their ids",
    sv="Kundens användargrupper, efter id",
    parameters=(text("customerId", en="The customer who has the groups", sv="Kunden som har grupperna"),),
    response=list[UserGroup],
)


@model("User_Notification", en="Something to tell users", sv="Något att berätta för användare")
class Notification(Model, kw_only=True):
    header: Annotated[str | None, about(en="What it is about", sv="Vad det handlar om"), Length(0, 200, ASSUMED)] = None
    message: Annotated[str | None, about(en="What to tell", sv="Vad som ska berättas")] = None
    sms: Annotated[bool, about(en="Tell it by SMS too", sv="Berätta det med SMS också"), Wire("SMS"), Shown(False)] = (
        False
    )
    express: Annotated[bool, about(en="Show it in the program", sv="Visa det i programmet")] = False
    recipients: Annotated[
        list[str] | None,
        about(en="The ids of those to tell", sv="Id:n för dem som ska få veta"),
        Items(1_000, ASSUMED),
        Length(1, 40, ASSUMED),
        Shown(id="userId"),
    ] = None


NOTIFY = operation(
    "POST",
    "User/Notify/{customerId}",
    group=FunctionGroup.CRM,
    en="Keeps a message for users; false where it names nobody",
    sv="Sparar ett meddelande till användare; false om det inte nämner någon",
    parameters=(text("customerId", en="The customer that the users are of", sv="Kunden som användarna hör till"),),
    request=Notification,
    response=bool,
)
