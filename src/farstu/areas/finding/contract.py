"""Ways to find contacts: by what they are, by words, by number, by telephone."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import Between, Length, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import choice, date, text, whole

_CUSTOMER = text("customerId", en="The customer that the contacts are of", sv="Kunden som har kontakterna")
_MOST = whole(
    "MaxSize", en="How many at most", sv="Hur många som mest", between=Between(1, 1_000), required=False, default=50
)
_ID = about(en="Which contact it is", sv="Vilken kontakt det är")
_CHANGED = about(en="When it was last changed", sv="När den senast ändrades")
_OF = about(en="The customer that it is of", sv="Kunden som har den")


@enum("ContactScheduledOrder_ContactScheduledOrderType")
class ScheduledOrderType(ContractEnum):
    """What a contact has asked to be sent now and then."""

    EstateValue = member(1, en="What the own home is worth", sv="Vad den egna bostaden är värd")
    FinalPricesInArea = member(2, en="What homes around were sold for", sv="Vad bostäder i närheten såldes för")
    BoneoSearchProfile = member(3, en="Homes that suit", sv="Bostäder som passar")


@model("Crm_CrmContactReference", en="A contact by its id", sv="En kontakt med sitt id")
class CrmContactReference(Model, kw_only=True):
    id: Annotated[str, _ID]
    changed_at: Annotated[Moment, _CHANGED]
    customer_id: Annotated[str, _OF]


@model(
    "Crm_CrmContactList", en="Contacts by their kind, each kind by id", sv="Kontakter efter slag, varje slag efter id"
)
class CrmContactList(Model, kw_only=True):
    persons: Annotated[list[CrmContactReference], about(en="The people", sv="Människorna")]
    companies: Annotated[list[CrmContactReference], about(en="The firms", sv="Företagen")]
    deceased_estates: Annotated[list[CrmContactReference], about(en="Estates of the dead", sv="Dödsbona")]


FIND_CONTACTS = operation(
    "GET",
    "CRM/Contact/{customerId}",
    group=FunctionGroup.CRM,
    en="The contacts that everything said in the query is true of; both ends of a time count",
    sv="Kontakterna som allt i frågan stämmer på; en tids båda ändar räknas",
    parameters=(_CUSTOMER,),
    query=(
        text("AgentId", en="Whose own agent it is", sv="Vars egen mäklare det är", required=False),
        date("CreatedAtFrom", en="Made then or later", sv="Skapade då eller senare", required=False),
        date("CreatedAtTo", en="Made then or earlier", sv="Skapade då eller tidigare", required=False),
        date("ChangedAtFrom", en="Changed then or later", sv="Ändrade då eller senare", required=False),
        date("ChangedAtTo", en="Changed then or earlier", sv="Ändrade då eller tidigare", required=False),
        text(
            "CustomFieldName",
            en="Who say something in this field of the customer's own",
            sv="De som säger något i det här fältet, som är kundens eget",
            required=False,
        ),
        text(
            "CustomFieldValue",
            en="What they say there; needs the field's name",
            sv="Vad de säger där; kräver fältets namn",
            required=False,
        ),
        whole(
            "LeadScore",
            en="At least so promising",
            sv="Minst så lovande",
            between=Between(-(2**31), 2**31 - 1),
            required=False,
        ),
        choice(
            "ContactScheduledOrderType",
            ScheduledOrderType,
            en="Who have asked for this now and then",
            sv="De som har beställt det här då och då",
            required=False,
        ),
        text("NewsletterListId", en="Who are on this list", sv="De som är med på den här listan", required=False),
    ),
    response=CrmContactList,
)


@enum("Crm_ContactClassType")
class ContactClassType(ContractEnum):
    """What kind of contact was found."""

    Person = member(0, en="Somebody of flesh and blood", sv="En människa")
    Company = member(1, en="A firm or another legal person", sv="Ett företag eller en annan juridisk person")
    Estate = member(2, en="The estate of somebody who has died", sv="Ett dödsbo")
    CompanyContact = member(3, en="Somebody at a firm; none is kept yet", sv="Någon på ett företag; sparas inte än")


@model("Crm_CrmContactSearchMatch", en="A contact that words fit", sv="En kontakt som ord passar på")
class CrmContactSearchMatch(Model, kw_only=True):
    id: Annotated[str, _ID]
    changed_at: Annotated[Moment, _CHANGED]
    customer_id: Annotated[str, _OF]
    type: Annotated[ContactClassType, about(en="What kind it is", sv="Vilket slag det är")] = ContactClassType.Person
    score: Annotated[
        float,
        about(en="How well it fits, from 0 to 1", sv="Hur väl den passar, från 0 till 1"),
    ] = 0.0


@model("Crm_CrmContactSearchList", en="Contacts that words fit", sv="Kontakter som ord passar på")
class CrmContactSearchList(Model, kw_only=True):
    matches: Annotated[list[CrmContactSearchMatch], about(en="The best ones first", sv="De bästa först")]


SEARCH_CONTACTS = operation(
    "GET",
    "CRM/Contact/{customerId}/Search",
    group=FunctionGroup.CRM,
    en="The contacts that all the words fit: the beginnings of names; or one whole e-mail address or phone number",
    sv="Kontakterna som alla orden passar på: början av namn; eller en hel e-postadress eller ett helt telefonnummer",
    parameters=(_CUSTOMER,),
    query=(
        text(
            "Term",
            en="What to look for",
            sv="Vad som söks",
            length=Length(5, 200, ASSUMED),
            shown=Shown("Anders"),
        ),
        _MOST,
    ),
    response=CrmContactSearchList,
)


@enum("Search_ContactClassType")
class FoundClassType(ContractEnum):
    """What a contact is to others."""

    Person = member(0, en="Somebody of flesh and blood", sv="En människa")
    Company = member(1, en="A firm or another legal person", sv="Ett företag eller en annan juridisk person")
    Estate = member(2, en="The estate of somebody who has died", sv="Ett dödsbo")
    CompanySignatory = member(3, en="Signs for a firm", sv="Tecknar ett företags firma")
    CompanyContact = member(4, en="Somebody at a firm", sv="Någon på ett företag")
    EstateContact = member(5, en="Looks after an estate", sv="Tar hand om ett dödsbo")
    AdditionalSellerContact = member(6, en="Beside a seller", sv="Vid sidan av en säljare")
    AdditionalBuyerContact = member(7, en="Beside a buyer", sv="Vid sidan av en köpare")
    EstateAgent = member(8, en="Sells homes", sv="Säljer bostäder")
    EstateExecutor = member(9, en="Sees to a will", sv="Ser till ett testamente")
    ProxyHolder = member(10, en="Has a power of attorney", sv="Har en fullmakt")
    Guardian = member(11, en="Acts for a minor", sv="Företräder en omyndig")
    Fiduciary = member(12, en="Acts for somebody who cannot", sv="Företräder någon som inte kan")


@model("Search_CrmContactSearchMatch", en="A contact that a number is of", sv="En kontakt som ett nummer hör till")
class NumberMatch(Model, kw_only=True):
    id: Annotated[str, _ID]
    changed_at: Annotated[Moment, _CHANGED]
    customer_id: Annotated[str, _OF]
    contact_class_types: Annotated[
        list[FoundClassType],
        about(en="What it is; none but the first three are told yet", sv="Vad den är; bara de tre första sägs än"),
    ]


@model("Search_CrmContactSearchList", en="Contacts that a number is of", sv="Kontakter som ett nummer hör till")
class NumberList(Model, kw_only=True):
    matches: Annotated[list[NumberMatch], about(en="The one changed last first", sv="Den senast ändrade först")]


SEARCH_NUMBER = operation(
    "GET",
    "CRM/Contact/{customerId}/search/SocialNumber",
    group=FunctionGroup.CRM,
    en="The contacts whose personal or corporate number it is, however it is written",
    sv="Kontakterna vars person- eller organisationsnummer det är, hur det än skrivs",
    parameters=(_CUSTOMER,),
    query=(
        text(
            "SocialNumber",
            en="The number to look for",
            sv="Numret som söks",
            length=Length(10, 13),
            shown=Shown("191212121212"),
        ),
        _MOST,
    ),
    response=NumberList,
)


@model("Contact_CustomerContactIds", en="Contacts of one customer", sv="Kontakter hos en kund")
class CustomerContactIds(Model, kw_only=True):
    customer_id: Annotated[str, about(en="Whose contacts they are", sv="Vems kontakter det är")]
    contact_ids: Annotated[list[str], about(en="Which contacts, by id", sv="Vilka kontakter, efter id")]


FIND_BY_PHONE = operation(
    "GET",
    "Contacts/GetContactsWithPhonenumber",
    group=FunctionGroup.CRM,
    en="The contacts that a phone number reaches, customer by customer",
    sv="Kontakterna som ett telefonnummer når, kund för kund",
    query=(
        text("phoneNumber", en="The number that calls", sv="Numret som ringer", shown=Shown("070-174 06 05")),
        text(
            "customerId",
            en="Whose contacts; left out: those of all customers that the key covers",
            sv="Vems kontakter; utelämnat: alla kunders som nyckeln omfattar",
            required=False,
        ),
    ),
    response=list[CustomerContactIds],
)
