"""Loan promises as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import ID, Length, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import OWN, housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text


@enum("Buyer_LoanPromiseEstateType")
class LoanPromiseEstateType(ContractEnum):
    """What kind of home the promise is good for."""

    Apartment = member(1, en="A flat", sv="Lägenhet")
    Cottage = member(2, en="A holiday home", sv="Fritidshus")
    House = member(3, en="A house", sv="Villa")


@enum("Buyer_LoanPromiseStatus")
class LoanPromiseStatus(ContractEnum):
    """How far the promise has been checked."""

    AutomaticVerification = member(1, en="Verified by the bank's system", sv="Verifierat av bankens system")
    CanNotVerify = member(2, en="Cannot be verified", sv="Går inte att verifiera")
    VerifiedByBank = member(3, en="Verified by a banker", sv="Verifierat av en handläggare på banken")
    IsBeingProcessed = member(4, en="Being looked into", sv="Under handläggning")
    CouldNotBeVerified = member(5, en="An attempt to verify it failed", sv="Försöket att verifiera misslyckades")
    NoLoanPromiseExists = member(6, en="There is no promise", sv="Det finns inget lånelöfte")
    PreApprovalVerifiedByBank = member(
        7, en="A first approval, verified by the bank", sv="Förhandsbesked, verifierat av banken"
    )


@enum("Buyer_LoanPromiseFinancing")
class LoanPromiseFinancing(ContractEnum):
    """Where the money comes from."""

    Unknown = member(0, en="Not known", sv="Inte känt")
    Bank = member(1, en="A loan from a bank", sv="Lån i bank")
    Other = member(2, en="Something else, such as savings", sv="Något annat, till exempel sparade medel")


@model(
    "Buyer_LoanPromise",
    namespace=housing("Buyer"),
    en="A bank's word that a buyer will be lent the money",
    sv="En banks besked om att en köpare får låna pengarna",
)
class LoanPromise(Model, kw_only=True):
    bank: Annotated[
        str | None,
        about(en="The bank that gives the promise", sv="Banken som lämnar löftet"),
        Length(0, 100, ASSUMED),
        Shown("Exempelbanken"),
    ] = None
    valid_until: Annotated[Moment | None, about(en="When the promise runs out", sv="När löftet löper ut")] = None
    estate_type: Annotated[
        LoanPromiseEstateType | None,
        about(
            en="The kind of home it is good for; unset when left out",
            sv="Bostadstypen det gäller; ej satt om det utelämnas",
        ),
        Shown(LoanPromiseEstateType.Apartment),
    ] = None
    estate_id: Annotated[
        str | None, about(en="The one home it is meant for, if any", sv="Den enda bostad det avser, om någon"), ID
    ] = None
    status: Annotated[
        LoanPromiseStatus | None,
        about(
            en="How far it has been checked; unset when left out",
            sv="Hur långt det är kontrollerat; ej satt om det utelämnas",
        ),
        Shown(LoanPromiseStatus.VerifiedByBank),
    ] = None
    financing: Annotated[
        LoanPromiseFinancing,
        about(en="Where the money comes from", sv="Var pengarna kommer ifrån"),
        Shown(LoanPromiseFinancing.Bank),
    ] = LoanPromiseFinancing.Unknown


ADD_LOAN_PROMISE = operation(
    "POST",
    "CRM/Buyer/{customerId}/{contactId}/LoanPromise",
    group=FunctionGroup.CRM,
    en="Adds a loan promise to a contact; the newest one counts, the others stay as history",
    sv="Lägger till ett lånelöfte på en kontakt; det nyaste gäller, de andra blir historik",
    parameters=(
        text("customerId", en="The customer whose contact it is", sv="Kunden som kontakten hör till"),
        text("contactId", en="The contact who wants to buy", sv="Kontakten som vill köpa"),
    ),
    request=LoanPromise,
    response=str,
    body_name="loanPromise",
)


@model(
    "Farstu_KeptLoanPromise",
    namespace=OWN,
    en="A loan promise as it is kept",
    sv="Ett lånelöfte som det är sparat",
)
class KeptLoanPromise(Model, kw_only=True):
    id: Annotated[str, about(en="What the call that added it was answered", sv="Svaret på anropet som lade till det")]
    created_at: Annotated[Moment, about(en="When it was added", sv="När det lades till")]
    is_current: Annotated[
        bool, about(en="Whether it is the newest, the one that counts", sv="Om det är det nyaste, det som gäller")
    ]
    bank: Annotated[str | None, about(en="The bank that gives it", sv="Banken som lämnar det")]
    valid_until: Annotated[Moment | None, about(en="When it runs out", sv="När det löper ut")]
    estate_type: Annotated[
        LoanPromiseEstateType | None, about(en="The kind of home it is good for", sv="Bostadstypen som det gäller")
    ]
    estate_id: Annotated[str | None, about(en="The one home it is meant for", sv="Den enda bostad som det avser")]
    status: Annotated[
        LoanPromiseStatus | None, about(en="How far it has been checked", sv="Hur långt det kontrollerats")
    ]
    financing: Annotated[
        LoanPromiseFinancing, about(en="From where the money comes", sv="Varifrån pengarna kommer")
    ] = LoanPromiseFinancing.Unknown


LIST_LOAN_PROMISES = operation(
    "GET",
    "_farstu/contacts/{customerId}/{contactId}/loanPromises",
    group=FunctionGroup.CRM,
    en="The loan promises of a contact, the newest first; a call of Farstu's own",
    sv="En kontakts lånelöften, det nyaste först; ett anrop som är Farstus eget",
    parameters=(
        text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten"),
        text("contactId", en="The contact whose promises they are", sv="Kontakten vars löften det är"),
    ),
    response=list[KeptLoanPromise],
)
