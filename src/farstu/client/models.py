"""The contract's models and enums. Made by `make docs` from the contract."""

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType, field

from farstu.client.moment import Moment
from farstu.client.shapes import Choice, Model


class AccountType(Choice):
    BankAccount = "BankAccount"
    BankGiroAccount = "BankGiroAccount"
    PlusGiroAccount = "PlusGiroAccount"


class AssignmentType(Choice):
    All = "All"
    Sale = "Sale"
    Valuation = "Valuation"
    Writing = "Writing"


class BiddingOptions(Choice):
    DontShowBidding = "DontShowBidding"
    ShowBidding = "ShowBidding"


class CalculationMethod(Choice):
    NPS = "NPS"
    HappyOrNot = "HappyOrNot"


class CommissionType(Choice):
    Sale = "Sale"
    Valuation = "Valuation"
    Writing = "Writing"


class ContactClassType(Choice):
    Person = "Person"
    Company = "Company"
    Estate = "Estate"
    CompanyContact = "CompanyContact"


class ContactType(Choice):
    Person = "Person"
    Company = "Company"
    DeceasedEstate = "DeceasedEstate"


class Contacted(Choice):
    No = "No"
    Yes = "Yes"
    NoAnswer = "NoAnswer"


class CrmLeadType(Choice):
    Object = "Object"
    Contact = "Contact"
    Log = "Log"
    Outgoing = "Outgoing"


class DayOfWeek(Choice):
    Sunday = "Sunday"
    Monday = "Monday"
    Tuesday = "Tuesday"
    Wednesday = "Wednesday"
    Thursday = "Thursday"
    Friday = "Friday"
    Saturday = "Saturday"


class EstateClassType(Choice):
    Undefined = "Undefined"
    House = "House"
    Cottage = "Cottage"
    HousingCooperative = "HousingCooperative"
    Condominium = "Condominium"
    Farm = "Farm"
    Plot = "Plot"
    CommercialProperty = "CommercialProperty"
    Premises = "Premises"
    ForeignProperty = "ForeignProperty"


class EstateStatus(Choice):
    Undefined = "Undefined"
    AssignmentAttempt = "AssignmentAttempt"
    AssignmentAccepted = "AssignmentAccepted"
    ForSale = "ForSale"
    Sold = "Sold"
    Resting = "Resting"
    NoAssignment = "NoAssignment"
    AssignmentWithdrawn = "AssignmentWithdrawn"
    ReservedNotForSale = "ReservedNotForSale"
    NotForSale = "NotForSale"
    SoldReferenceObject = "SoldReferenceObject"
    Coming = "Coming"
    Advantage = "Advantage"
    Booked = "Booked"
    SoonForSale = "SoonForSale"
    ReadyForRent = "ReadyForRent"
    TentativelyRented = "TentativelyRented"
    Rented = "Rented"
    AppointedAdmission = "AppointedAdmission"


class EstateType(Choice):
    House = "House"
    RowHouse = "RowHouse"
    HousingCooperative = "HousingCooperative"
    Cottage = "Cottage"
    Plot = "Plot"
    AgricultureProperty = "AgricultureProperty"
    Tenancy = "Tenancy"
    OtherHousing = "OtherHousing"
    CommercialProperty = "CommercialProperty"
    Condominium = "Condominium"


class EstateTypeCriteria(Choice):
    House = "House"
    HousingCooperative = "HousingCooperative"
    Cottage = "Cottage"
    Plot = "Plot"
    Project = "Project"
    Farm = "Farm"
    CommercialProperty = "CommercialProperty"
    Condominium = "Condominium"
    Foreignproperty = "Foreignproperty"
    Premises = "Premises"


class FeeFrequency(Choice):
    Monthly = "Monthly"
    Quarterly = "Quarterly"
    Yearly = "Yearly"


class FollowedUp(Choice):
    Completed = "Completed"
    Pending = "Pending"
    Irrelevant = "Irrelevant"


class FoundClassType(Choice):
    Person = "Person"
    Company = "Company"
    Estate = "Estate"
    CompanySignatory = "CompanySignatory"
    CompanyContact = "CompanyContact"
    EstateContact = "EstateContact"
    AdditionalSellerContact = "AdditionalSellerContact"
    AdditionalBuyerContact = "AdditionalBuyerContact"
    EstateAgent = "EstateAgent"
    EstateExecutor = "EstateExecutor"
    ProxyHolder = "ProxyHolder"
    Guardian = "Guardian"
    Fiduciary = "Fiduciary"


class InterestLevel(Choice):
    Reserved = "Reserved"
    Booked = "Booked"
    ParticipateInBidding = "ParticipateInBidding"
    OnHoldInBidding = "OnHoldInBidding"
    FollowingBidding = "FollowingBidding"
    VeryInterested = "VeryInterested"
    BeenAtOrComingToViewing = "BeenAtOrComingToViewing"
    Interested = "Interested"
    Assigned = "Assigned"
    NotInterested = "NotInterested"
    Archived = "Archived"


class InterestStatus(Choice):
    Interested = "Interested"
    VeryInterested = "VeryInterested"
    Assigned = "Assigned"
    NotInterested = "NotInterested"


class LoanPromiseEstateType(Choice):
    Apartment = "Apartment"
    Cottage = "Cottage"
    House = "House"


class LoanPromiseFinancing(Choice):
    Unknown = "Unknown"
    Bank = "Bank"
    Other = "Other"


class LoanPromiseStatus(Choice):
    AutomaticVerification = "AutomaticVerification"
    CanNotVerify = "CanNotVerify"
    VerifiedByBank = "VerifiedByBank"
    IsBeingProcessed = "IsBeingProcessed"
    CouldNotBeVerified = "CouldNotBeVerified"
    NoLoanPromiseExists = "NoLoanPromiseExists"
    PreApprovalVerifiedByBank = "PreApprovalVerifiedByBank"


class MatchingWatched(Choice):
    Yes = "Yes"
    No = "No"
    NotAsked = "NotAsked"


class MeetingCancelledBy(Choice):
    Agent = "Agent"
    Customer = "Customer"


class MeetingDateCriteria(Choice):
    MeetingStart = "MeetingStart"
    BookedDate = "BookedDate"


class MeetingState(Choice):
    Booked = "Booked"
    FollowedUp = "FollowedUp"
    NotRelevant = "NotRelevant"
    CancelledByAgent = "CancelledByAgent"
    CancelledByCustomer = "CancelledByCustomer"


class MeetingType(Choice):
    Assignment = "Assignment"
    Viewing = "Viewing"


class MeetingTypeCriteria(Choice):
    Assignment = "Assignment"
    Viewing = "Viewing"
    All = "All"


class NewAddressType(Choice):
    FromDate = "FromDate"


class ObtainMethod(Choice):
    Interest = "Interest"
    Phone = "Phone"
    Visit = "Visit"
    Agreement = "Agreement"
    Other = "Other"
    Email = "Email"
    NotAsked = "NotAsked"


class PartyRole(Choice):
    ExtraPartyContactPerson = "ExtraPartyContactPerson"
    EstateParty = "EstateParty"
    CompanySignatory = "CompanySignatory"
    CompanyContactPerson = "CompanyContactPerson"
    PowerOfAttorney = "PowerOfAttorney"
    Guardian = "Guardian"
    LimitedGuardian = "LimitedGuardian"
    Representative = "Representative"
    ExecutorUnderTheWill = "ExecutorUnderTheWill"
    EstateAdministrator = "EstateAdministrator"


class ProspectiveBuyerStatus(Choice):
    Assigned = "Assigned"
    Interested = "Interested"
    NotInterested = "NotInterested"


class RecurrencePattern(Choice):
    Daily = "Daily"
    Weekly = "Weekly"
    Monthly = "Monthly"
    Yearly = "Yearly"


class RelatedContactType(Choice):
    Unknown = "Unknown"
    AuthorizedSignatory = "AuthorizedSignatory"
    Contact = "Contact"
    Decedent = "Decedent"


class ReportedMeetingType(Choice):
    Assignment = "Assignment"


class ScheduledOrderType(Choice):
    EstateValue = "EstateValue"
    FinalPricesInArea = "FinalPricesInArea"
    BoneoSearchProfile = "BoneoSearchProfile"


class SpeculatorStatus(Choice):
    JoinedBidding = "JoinedBidding"
    VeryInterested = "VeryInterested"
    BeenOnShowing = "BeenOnShowing"
    Interested = "Interested"
    Assigned = "Assigned"
    NotInterested = "NotInterested"
    FollowingBidding = "FollowingBidding"


class SurveyRole(Choice):
    Buyer = "Buyer"
    Seller = "Seller"
    ViewingParticipant = "ViewingParticipant"


class ToldBy(Choice):
    Email = "Email"
    Event = "Event"


class AddNewParticipant(Model, kw_only=True):
    """Somebody to be booked, known or new."""

    update_person: UpdatePerson
    participated: bool | UnsetType = UNSET
    reminder_time: int | UnsetType = UNSET
    sms_reminder: bool | UnsetType = UNSET
    mail_confirmation: bool | UnsetType = UNSET
    sms_confirmation: bool | UnsetType = UNSET
    return_booking_id: bool | UnsetType = UNSET
    contact_message: str | UnsetType | None = UNSET
    lead_source_id: str | UnsetType | None = UNSET
    options: BookingOptions | UnsetType | None = UNSET


class AddParticipant(Model, kw_only=True):
    """How a known contact is booked."""

    participated: bool | UnsetType = UNSET
    reminder_time: int | UnsetType = UNSET
    sms_reminder: bool | UnsetType = UNSET
    mail_confirmation: bool | UnsetType = UNSET
    sms_confirmation: bool | UnsetType = UNSET
    contact_message: str | UnsetType | None = UNSET
    lead_source_id: str | UnsetType | None = UNSET
    options: BookingOptions | UnsetType | None = UNSET


class Address(Model, kw_only=True):
    """A postal address."""

    street_address: str | UnsetType | None = UNSET
    zip_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET
    country_code: str | UnsetType | None = UNSET


class AdvertisingAddress(Model, kw_only=True):
    """Where a home lies."""

    street_address: str | None = None
    zip_code: ZipCode | None = None
    postal_town: str | None = None
    area: IdName | None = None
    municipality: str | None = None
    country_code: str | None = None
    county_municipality_code: str | None = None
    wgs84_coordinate: Wgs84Coordinate | None = None
    directions: str | None = None


class AdvertisingAdvertisingUserReview(Model, kw_only=True):
    """What somebody says of a user."""

    text: str | None
    author_name: str | None


class AdvertisingBid(Model, kw_only=True):
    """A bid that may be shown."""

    placed_at: Moment
    amount: int
    is_canceled: bool
    alias: str | None


class AdvertisingEstate(Model, kw_only=True):
    """A home with all that is advertised."""

    id: str | None = None
    reference_id: str | None = None
    status: IdName | None = None
    office: OfficeReference | None = None
    primary_agent_id: str | None = None
    secondary_agent_id: str | None = None
    project_id: str | None = None
    address: AdvertisingAddress | None = None
    sale: AdvertisingSale | None = None
    surroundings: Surroundings | None = None
    changed_at: Moment
    files: list[AdvertisingFile] | None = None
    viewings: list[AdvertisingViewing] | None = None
    images: list[AdvertisingImage] | None = None
    links: list[AdvertisingLink] | None = None
    type: IdName | None = None
    subtype: IdName | None = None
    tenure: IdName | None = None
    tags: list[EstateTag] | None = None
    buildings: list[Building] | None = None
    exterior: Exterior | None = None
    taxation: Taxation | None = None
    fees: Fees | None = None
    price: Price | None = None
    electricity: Electricity | None = None
    bidding: Bidding | None = None
    marketing: Marketing | None = None
    pledges: list[Pledge] | None = None
    enrollments: Enrollments | None = None
    extensions: Extensions | None = None
    currency: str | None = None
    inspection: Inspection | None = None
    expenses: Expenses | None = None


class AdvertisingFile(Model, kw_only=True):
    """A document on a home; none is kept yet."""

    id: str | None = None
    name: str | None = None
    extension: str | None = None
    data_changed_at: Moment | None = None


class AdvertisingImage(Model, kw_only=True):
    """A picture as advertised; none is kept yet."""

    id: str | None
    data_changed_at: Moment
    description: str | None
    name: str | None
    category: IdName | None
    extension: str | None
    cdn_references: list[CdnImageReference] | None


class AdvertisingLink(Model, kw_only=True):
    """A link on a home."""

    name: str | None = None
    category: IdName | None = None
    url: str | None = None


class AdvertisingOffice(Model, kw_only=True):
    """An office as advertised."""

    id: str | None
    customer_id: str | None
    changed_at: Moment | None
    brand_id: str | None
    name: str | None
    street_address: str | None
    zip_code: ZipCode | None
    postal_town: str | None
    telephone: OfficeTelephone | None
    email_address: str | None
    seat: str | None
    description: str | None
    coordinate: Wgs84Coordinate | None


class AdvertisingSale(Model, kw_only=True):
    """What is said to sell a home."""

    short_description: str | None = None
    description: str | None = None
    phrase: str | None = None
    heading: str | None = None
    other_information: str | None = None
    possession_estimation: str | None = None
    possession_at: Moment | None = None
    contract_date: Moment | None = None
    assignment_date: Moment | None = None


class AdvertisingUser(Model, kw_only=True):
    """A user as advertised."""

    id: str | None
    name: str | None
    title: str | None
    category: str | None
    email_address: str | None
    description: str | None
    spoken_languages: list[str]
    changed_at: Moment
    telephone: UserTelephone | None
    image: AdvertisingImage | None
    is_visible_in_staff_list: bool
    offices: list[UserOffice]
    reviews: list[AdvertisingAdvertisingUserReview]


class AdvertisingViewing(Model, kw_only=True):
    """A viewing as advertised."""

    id: str | None
    starts_at: Moment
    ends_at: Moment
    comment: str | None
    is_digital: bool
    is_self_registration_enabled: bool
    is_project_viewing: bool


class Appointment(Model, kw_only=True):
    """An entry in a user's calendar, which may come again."""

    subject: str | UnsetType | None = UNSET
    location: str | UnsetType | None = UNSET
    starts_at: Moment
    ends_at: Moment
    all_day_event: bool | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET
    recurrence: bool | UnsetType | None = UNSET
    recurrence_pattern: RecurrencePattern | UnsetType | None = UNSET
    recurrence_day_of_weeks: list[DayOfWeek] | UnsetType | None = UNSET
    recurrence_interval: int | UnsetType = UNSET
    recurrence_month: int | UnsetType = UNSET
    recurrence_day: int | UnsetType = UNSET


class Architecture(Model, kw_only=True):
    """How it is built; nothing public says what is in it, so it is always null."""


class AssignmentMeeting(Model, kw_only=True):
    """A meeting about the assignment to sell a home."""

    starts_at: Moment
    ends_at: Moment
    location: str | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET
    contact_id: str | UnsetType | None = UNSET


class AssignmentMeetingReportRow(Model, kw_only=True):
    """A meeting about an assignment; what is in its parts is assumed."""

    id: str
    contact: MeetingContact | None
    estate: MeetingEstate | None
    starts_at: Moment
    meeting_type: ReportedMeetingType = ReportedMeetingType.Assignment
    agent: MeetingAgent | None
    booked_by: MeetingAgent | None
    booked_date: Moment
    is_cancelled: bool
    cancelled_by: MeetingCancelledBy | None


class AssignmentSource(Model, kw_only=True):
    """Where an assignment came from."""

    id: int = 0
    name: str | None = None


class AttendApplication(Model, kw_only=True):
    """Somebody wants to come to a viewing."""

    time_slot_id: str
    first_name: str
    last_name: str
    email: str | UnsetType | None = UNSET
    cell_phone: str | UnsetType | None = UNSET
    address: FormAddress | UnsetType | None = UNSET
    gdpr: FormGdpr | UnsetType | None = UNSET
    lead: FormLead | UnsetType | None = UNSET
    confirmation: Confirmation | UnsetType | None = UNSET
    marketing: FormMarketing | UnsetType | None = UNSET
    reminder_time: int | UnsetType | None = UNSET
    validation: AttendValidation | UnsetType | None = UNSET


class AttendResult(Model, kw_only=True):
    """Who will come."""

    contact_id: str | None


class AttendValidation(Model, kw_only=True):
    """What a booking is held to."""

    is_booking_limit_enabled: bool | UnsetType = UNSET
    is_dead_line_enabled: bool | UnsetType = UNSET


class Bank(Model, kw_only=True):
    """The bank of a buyer."""

    name: str | None
    clearing_number: str | None
    account_number: str | None


class Bedrooms(Model, kw_only=True):
    """The bedrooms; nothing public says what is in it, so it is always null."""


class Bid(Model, kw_only=True):
    """A bid as it is kept."""

    id: str | None
    estate_id: str | None
    contact_id: str | None
    is_canceled: bool
    identified_bidder: bool
    alias: str | None
    amount: str | None
    created_at: Moment
    condition: str | None
    is_hidden: bool


class BidData(Model, kw_only=True):
    """A bid to be kept."""

    alias: str | UnsetType | None = UNSET
    amount: str
    created_at: Moment
    condition: str | UnsetType | None = UNSET
    is_hidden: bool | UnsetType = UNSET


class Bidding(Model, kw_only=True):
    """How the bidding goes."""

    is_active: bool = False
    is_verified: bool = False
    bids: list[AdvertisingBid] | None = None


class BiddingSettings(Model, kw_only=True):
    """How a home's bidding goes."""

    bidding_options: BiddingOptions | UnsetType = UNSET
    sms_bidding: bool | UnsetType = UNSET


class BookingOptions(Model, kw_only=True):
    """What a booking is held to; left out: both."""

    is_deadline_validation_enabled: bool | UnsetType = UNSET
    enable_booking_limit_validation: bool | UnsetType = UNSET


class BudgetOfficeReportRow(Model, kw_only=True):
    """An office with the goals of its agents."""

    customer_id: str
    name: str | None
    city: str | None
    users: list[BudgetUserReportRow]


class BudgetUserReportRow(Model, kw_only=True):
    """An agent's goals for one month; all its members are assumed, as nothing public names them."""

    user_id: str
    name: str | None
    year: int
    month: int
    commission: int | None
    estates: Estates
    sale_meetings: SaleMeetings


class Building(Model, kw_only=True):
    """A building of a home."""

    name: str | None = None
    type: str | None = None
    number_of_rooms: float | None = None
    bedrooms: Bedrooms | None = None
    number_of_bath_rooms: float | None = None
    description: str | None = None
    interior: str | None = None
    other_information: str | None = None
    year_built: Year | None = None
    ventilation: Ventilation | None = None
    architecture: list[Architecture] | None = None
    renovation: Renovation | None = None
    elevator: Elevator | None = None
    floor: Floor | None = None
    services: list[Service] | None = None
    rooms: list[Room] | None = None
    energy_declaration: EnergyDeclaration | None = None
    plot: BuildingPlot | None = None
    exterior: list[ExteriorEntry] | None = None
    expenses: BuildingExpenses | None = None
    area: BuildingArea | None = None
    electricity: Electricity | None = None
    compiled_room_list: str | None = None


class BuildingArea(Model, kw_only=True):
    """How large a building is; nothing public says what is in it, so it is always null."""


class BuildingExpenses(Model, kw_only=True):
    """What a building costs to keep; nothing public says what is in it, so it is always null."""


class BuildingPlot(Model, kw_only=True):
    """The ground of a building; nothing public says what is in it, so it is always null."""


class BuyerContact(Model, kw_only=True):
    """A contact with the homes that it buys."""

    id: str
    buyer_on: list[BuyerRelation]


class BuyerEconomy(Model, kw_only=True):
    """How a buyer pays."""

    bank: Bank | None
    insurance_company: InsuranceCompany | None


class BuyerOnObject(Model, kw_only=True):
    """A home bought."""

    estate_id: str
    type: EstateType = EstateType.House


class BuyerRelation(Model, kw_only=True):
    """A home that a contact buys."""

    estate_id: str
    estate_type: EstateTypeCriteria = EstateTypeCriteria.House


class CalculatedResult(Model, kw_only=True):
    """A figure of a known kind."""

    value: int
    method: CalculationMethod


class Categories(Model, kw_only=True):
    """The categories of a customer."""

    company_categories: list[Category]
    person_categories: list[Category]


class Category(Model, kw_only=True):
    """A kind of contact, thought of by the customer."""

    id: str
    name: str
    read_only: bool = False


class CdnImageReference(Model, kw_only=True):
    """Where a picture is to be had."""

    name: str | None
    url: str | None


class Chain(Model, kw_only=True):
    """The chain that an office is of."""

    id: str | None
    name: str | None


class CollectedCompany(Model, kw_only=True):
    """A firm, with all that is kept."""

    company_name: str | None = None
    corporate_number: str | None = None
    home_page: str | None = None
    switch_phone: str | None = None
    broker_id: str | None = None
    contact_id: str
    customer_id: str
    custom_fields: list[FieldValue]
    categories: list[Category]
    address: Address | None = None
    email: Email | None = None
    other_phone: str | None = None
    wish_advertising: bool = False
    note: str | None = None
    coordinate: Coordinate | None = None
    created_at: Moment
    changed_at: Moment
    looking_for_accommodation: list[LookingForAccommodation]
    present_accommodation: InterestPresentAccommodation | None = None
    buyer_on_objects: list[BuyerOnObject]
    seller_on_objects: list[SellerOnObject]
    interest_on_objects: list[InterestOnObject]


class CollectedEstate(Model, kw_only=True):
    """The estate of a deceased, with all that is kept."""

    name: str | None = None
    social_security_number: str | None = None
    tele_phone: str | None = None
    work_phone: str | None = None
    cell_phone: str | None = None
    broker_id: str | None = None
    contact_id: str
    customer_id: str
    custom_fields: list[FieldValue]
    categories: list[Category]
    address: Address | None = None
    email: Email | None = None
    other_phone: str | None = None
    wish_advertising: bool = False
    note: str | None = None
    coordinate: Coordinate | None = None
    created_at: Moment
    changed_at: Moment
    looking_for_accommodation: list[LookingForAccommodation]
    present_accommodation: InterestPresentAccommodation | None = None
    buyer_on_objects: list[BuyerOnObject]
    seller_on_objects: list[SellerOnObject]
    interest_on_objects: list[InterestOnObject]


class CollectedPerson(Model, kw_only=True):
    """Somebody, with all that is kept."""

    first_name: str | None = None
    last_name: str | None = None
    social_security_number: str | None = None
    tele_phone: str | None = None
    work_phone: str | None = None
    cell_phone: str | None = None
    gdpr_approval_date: Moment | None = None
    obtain_through: str | None = None
    broker_id: str | None = None
    contact_id: str
    customer_id: str
    custom_fields: list[FieldValue]
    categories: list[Category]
    address: Address | None = None
    email: Email | None = None
    other_phone: str | None = None
    wish_advertising: bool = False
    note: str | None = None
    coordinate: Coordinate | None = None
    created_at: Moment
    changed_at: Moment
    looking_for_accommodation: list[LookingForAccommodation]
    present_accommodation: InterestPresentAccommodation | None = None
    buyer_on_objects: list[BuyerOnObject]
    seller_on_objects: list[SellerOnObject]
    interest_on_objects: list[InterestOnObject]


class Comeback(Model, kw_only=True):
    """A promise to get back to a contact at a certain time."""

    date: Moment
    meeting_id: str | UnsetType | None = UNSET
    estate_id: str | UnsetType | None = UNSET
    participant: Participant | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET


class CommercialProperty(Model, kw_only=True):
    """What only business property has; nothing public says what is in it, so it is always null."""


class CommissionOffice(Model, kw_only=True):
    """An office in the report on commissions."""

    customer_id: str
    office_id: str
    name: str | None


class CommissionOfficeReport(Model, kw_only=True):
    """What an office has earned, and on what."""

    customer_id: int
    office: CommissionOffice
    commission: float
    sold_total_price: float
    sold_commission_percentage: float
    sold_average_commission: float
    sold_estate_parts: float
    writing_parts: float
    valuation_parts: float


class Condominium(Model, kw_only=True):
    """What only a flat owned outright has; nothing public says what is in it, so it is always null."""


class Confirmation(Model, kw_only=True):
    """How a booking is confirmed."""

    is_email_enabled: bool | UnsetType = UNSET
    is_sms_enabled: bool | UnsetType = UNSET


class ContactAddress(Model, kw_only=True):
    """Where a person lives."""

    street_address: str | UnsetType | None = UNSET
    zip_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET


class ContactCollection(Model, kw_only=True):
    """The contacts of one customer."""

    customer_id: str
    persons: list[CollectedPerson]
    estates: list[CollectedEstate]
    companies: list[CollectedCompany]


class ContactCriteria(Model, kw_only=True):
    """Which contacts are asked for: those that all of it fits; what is left out fits all."""

    customer_id: str | UnsetType | None = UNSET
    contact_id: list[str] | UnsetType | None = UNSET
    user_id: str | UnsetType | None = UNSET
    categories: list[str] | UnsetType | None = UNSET
    email_addresses: list[str] | UnsetType | None = UNSET
    contract_date_from: Moment | UnsetType | None = UNSET
    contract_date_to: Moment | UnsetType | None = UNSET
    viewing_date_from: Moment | UnsetType | None = UNSET
    viewing_date_to: Moment | UnsetType | None = UNSET
    bidding_date_from: Moment | UnsetType | None = UNSET
    bidding_date_to: Moment | UnsetType | None = UNSET
    created_date_from: Moment | UnsetType | None = UNSET
    created_date_to: Moment | UnsetType | None = UNSET
    changed_date_from: Moment | UnsetType | None = UNSET
    changed_date_to: Moment | UnsetType | None = UNSET
    seller_relation_date_from: Moment | UnsetType | None = UNSET
    seller_relation_date_to: Moment | UnsetType | None = UNSET
    buyer_relation_date_from: Moment | UnsetType | None = UNSET
    buyer_relation_date_to: Moment | UnsetType | None = UNSET
    custom_field: FieldValueCriteria | UnsetType | None = UNSET
    social_security_number: str | UnsetType | None = UNSET


class ContactEndPrice(Model, kw_only=True):
    """A contact with its orders of prices."""

    contact_id: str
    orders: list[EndPriceOrder]


class ContactPartyRoles(Model, kw_only=True):
    """What a contact is in sales and leases."""

    buyer: list[EstateParty]
    extra_buyer: list[EstateExtraParty]
    seller: list[EstateParty]
    extra_seller: list[EstateExtraParty]
    tenant: list[EstateParty]
    extra_tenant: list[EstateExtraParty]
    owner: list[EstateParty]
    extra_owner: list[EstateExtraParty]


class Coordinate(Model, kw_only=True):
    """A place on earth, WGS 84."""

    longitud: float | UnsetType = UNSET
    latitud: float | UnsetType = UNSET


class CrmCompanyTelephoneNumbers(Model, kw_only=True):
    """Numbers that reach a company."""

    switch: str | None = None
    other: str | None = None


class CrmContact(Model, kw_only=True):
    """A contact of any kind; what is answered says by its type which, and holds that kind's members."""

    type: ContactType = ContactType.Person
    id: str
    customer_id: str
    agent_id: str | None = None
    address: CrmContactAddress | None = None
    email: Email | None = None
    advertising_enabled: bool = False
    note: str | None = None
    categories: list[Category]
    created_at: Moment
    changed_at: Moment


class CrmContactAddress(Model, kw_only=True):
    """Where a contact is to be found."""

    street_address: str | None = None
    zip_code: str | None = None
    city: str | None = None
    country_code: str | None = None
    wgs84_coordinate: Wgs84Coordinate | None = None


class CrmContactComebackMeeting(Model, kw_only=True):
    """A contact with its comebacks, in the order of their dates."""

    contact_id: str
    meetings: list[CrmMeeting]


class CrmContactLead(Model, kw_only=True):
    """A contact with its leads, the newest first."""

    contact_id: str
    leads: list[CrmLead]


class CrmContactList(Model, kw_only=True):
    """Contacts by their kind, each kind by id."""

    persons: list[CrmContactReference]
    companies: list[CrmContactReference]
    deceased_estates: list[CrmContactReference]


class CrmContactMeeting(Model, kw_only=True):
    """A contact with its meetings, in the order of their dates."""

    contact_id: str
    meetings: list[CrmMeeting]


class CrmContactReference(Model, kw_only=True):
    """A contact by its id."""

    id: str
    changed_at: Moment
    customer_id: str


class CrmContactSearchList(Model, kw_only=True):
    """Contacts that words fit."""

    matches: list[CrmContactSearchMatch]


class CrmContactSearchMatch(Model, kw_only=True):
    """A contact that words fit."""

    id: str
    changed_at: Moment
    customer_id: str
    type: ContactClassType = ContactClassType.Person
    score: float = 0.0


class CrmLead(Model, kw_only=True):
    """One lead of a contact."""

    id: str
    created_at: Moment
    lead_type: CrmLeadType = CrmLeadType.Object
    lead_type_id: str | None


class CrmMeeting(Model, kw_only=True):
    """When somebody is to meet or call a contact."""

    id: str
    created_at: Moment
    meeting_date: Moment


class CrmPersonTelephoneNumbers(Model, kw_only=True):
    """Numbers that reach somebody."""

    home: str | None = None
    work: str | None = None
    cell: str | None = None
    other: str | None = None


class CrmSpeculatorContact(Model, kw_only=True):
    """A contact with the homes that it may buy."""

    id: str
    speculator_on: list[CrmSpeculatorRelation]


class CrmSpeculatorRelation(Model, kw_only=True):
    """A home that the contact may buy."""

    estate_id: str
    estate_type: EstateTypeCriteria = EstateTypeCriteria.House
    level: InterestLevel


class CustomerContactIds(Model, kw_only=True):
    """Contacts of one customer."""

    customer_id: str
    contact_ids: list[str]


class DirectPhoneNumber(Model, kw_only=True):
    """A user's number at one customer."""

    customer_id: str | None
    phonenumber: str | None


class Electricity(Model, kw_only=True):
    """Where the electricity comes from."""

    company: str | None = None
    distributor: str | None = None
    consumption: float | None = None


class Elevator(Model, kw_only=True):
    """Whether there is a lift; nothing public says what is in it, so it is always null."""


class Email(Model, kw_only=True):
    """A person's e-mail addresses."""

    email_address: str | UnsetType | None = UNSET
    email_address2: str | UnsetType | None = UNSET


class EndPriceOrder(Model, kw_only=True):
    """An order of final prices around."""

    id: str
    created_at: Moment
    start_date: Moment


class EnergyDeclaration(Model, kw_only=True):
    """How much energy it takes; nothing public says what is in it, so it is always null."""


class Enrollments(Model, kw_only=True):
    """What stands in the register."""

    plan_regulations: str | None = None
    preferential_and_community: str | None = None


class EstateExtraParty(Model, kw_only=True):
    """A home with the contact beside a party."""

    estate_id: str
    role_created_at: Moment
    party_role: PartyRole
    contact_id: str | None


class EstateListRow(Model, kw_only=True):
    """A home in a list."""

    id: str | None
    customer_id: str | None
    changed_at: Moment


class EstatePage(Model, kw_only=True):
    """A page of the list of homes."""

    index: int
    count: int
    total_row_count: int
    rows: list[EstateListRow]


class EstateParty(Model, kw_only=True):
    """A home that a contact is a party of."""

    estate_id: str
    role_created_at: Moment


class EstateTag(Model, kw_only=True):
    """Words that sort homes."""

    type: IdName | None = None
    names: list[str] | None = None


class Estates(Model, kw_only=True):
    """How many homes the month is planned for."""

    sold: int | UnsetType | None = UNSET
    registered: int | UnsetType | None = UNSET


class ExpenseEntry(Model, kw_only=True):
    """One cost of a home."""

    type: IdName | None = None
    value: float | None = None


class Expenses(Model, kw_only=True):
    """All costs of a home."""

    operation: OperationExpenses | None = None


class Extensions(Model, kw_only=True):
    """What is only answered when `extend` asks for it."""

    housing_cooperative: HousingCooperative | None = None
    condominium: Condominium | None = None
    foreign_property: ForeignProperty | None = None
    farm: Farm | None = None
    commercial_property: CommercialProperty | None = None
    premises: Premises | None = None
    primary_agent: AdvertisingUser | None = None
    secondary_agent: AdvertisingUser | None = None


class Exterior(Model, kw_only=True):
    """What there is outside."""

    buildings_description: str | None = None
    building_permission: str | None = None
    entries: list[ExteriorEntry] | None = None
    plot: ExteriorPlot | None = None


class ExteriorEntry(Model, kw_only=True):
    """Something outside."""

    type: IdName | None = None
    is_available: bool | None = None
    size: float | None = None
    description: str | None = None


class ExteriorPlot(Model, kw_only=True):
    """The ground outside; nothing public says what is in it, so it is always null."""


class Farm(Model, kw_only=True):
    """What only a farm has; nothing public says what is in it, so it is always null."""


class Fees(Model, kw_only=True):
    """What is paid for a home again and again."""

    recurring: RecurringFee | None = None
    leasehold: Leasehold | None = None
    lease: Lease | None = None


class FieldValue(Model, kw_only=True):
    """What somebody says in a field."""

    label: str
    name: str
    value: str


class FieldValueCriteria(Model, kw_only=True):
    """A field of the customer's own."""

    name: str | UnsetType | None = UNSET
    value: str | UnsetType | None = UNSET


class FinalPriceWatchedApplication(Model, kw_only=True):
    """Somebody asks to be told what a home was sold for."""

    person: LeadPerson
    prospective_buyer_status: ProspectiveBuyerStatus | UnsetType = UNSET
    lead_source_id: str | UnsetType | None = UNSET
    marketing: FormMarketing | UnsetType | None = UNSET
    message: str | UnsetType | None = UNSET


class Floor(Model, kw_only=True):
    """On which floor; nothing public says what is in it, so it is always null."""


class ForeignProperty(Model, kw_only=True):
    """What only a home abroad has; nothing public says what is in it, so it is always null."""


class FormAddress(Model, kw_only=True):
    """An address in a form."""

    street_address: str | UnsetType | None = UNSET
    zip_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET


class FormAgent(Model, kw_only=True):
    """An agent who sells it."""

    id: str | None
    name: str | None
    email: str | None
    is_primary: bool


class FormEstate(Model, kw_only=True):
    """A home as a form needs it."""

    id: str | None
    office: FormOffice | None
    agents: list[FormAgent]
    address: FormEstateAddress | None
    viewings: list[FormViewing]


class FormEstateAddress(Model, kw_only=True):
    """Where the home lies."""

    unit_designation: str | None
    street_address: str | None
    zip_code: str | None
    city: str | None
    coordinate: Wgs84Coordinate | None


class FormGdpr(Model, kw_only=True):
    """What was agreed to."""

    has_approved: bool | UnsetType = UNSET


class FormLead(Model, kw_only=True):
    """The lead of a form."""

    lead_source_id: str | UnsetType | None = UNSET
    message: str | UnsetType | None = UNSET


class FormMarketing(Model, kw_only=True):
    """How a visitor came to the form."""

    referrer: str | UnsetType | None = UNSET
    utm_tags: list[UtmTag] | UnsetType | None = UNSET


class FormOffice(Model, kw_only=True):
    """The office that sells it."""

    customer_id: str | None
    name: str | None


class FormSlot(Model, kw_only=True):
    """A time that one may come."""

    id: str | None
    starts_at: Moment
    ends_at: Moment
    is_registration_available: bool


class FormViewing(Model, kw_only=True):
    """A viewing that one may book."""

    id: str | None
    starts_at: Moment | None
    ends_at: Moment | None
    deadline_at: Moment | None
    is_self_registration_enabled: bool
    is_visible: bool
    comment: str | None
    time_slots: list[FormSlot]


class Group(Model, kw_only=True):
    """A group that an office is in."""

    id: str | None
    name: str | None


class GroupedOffice(Model, kw_only=True):
    """An office that is in a group."""

    id: str | None


class GroupedUser(Model, kw_only=True):
    """A user who is in a group."""

    user_id: str | None


class HousingCooperative(Model, kw_only=True):
    """The housing cooperative; nothing public says what is in it, so it is always null."""


class IdName(Model, kw_only=True):
    """One of several choices: an id for programs, a name for people."""

    id: str | None
    name: str | None


class Identifier(Model, kw_only=True):
    """An id; nothing public says what is in it."""

    id: str


class Image(Model, kw_only=True):
    """A picture; none is kept yet."""

    image_id: str | None
    date_changed: Moment
    date_changed_image_data: Moment
    url: str | None
    show_image_on_internet: bool
    extension: str | None
    cdn_references: list[CdnImageReference] | None


class Inspection(Model, kw_only=True):
    """Whether a home was inspected."""

    has_been_performed: bool | None = None


class InsuranceCompany(Model, kw_only=True):
    """Where a buyer is insured."""

    name: str | None


class InterestApplication(Model, kw_only=True):
    """Somebody asks about a home."""

    lead_source_id: str | UnsetType | None = UNSET
    assignment_source_id: str | UnsetType | None = UNSET
    marketing: FormMarketing | UnsetType | None = UNSET
    first_name: str
    last_name: str
    social_security_number: str | UnsetType | None = UNSET
    is_foreign_social_security_number: bool | UnsetType | None = UNSET
    address: ContactAddress | UnsetType | None = UNSET
    telephone: PersonTelephoneNumbers | UnsetType | None = UNSET
    email: Email | UnsetType | None = UNSET
    gdpr_approval_date: Moment | UnsetType | None = UNSET
    present_accommodation: InterestApplicationContactPresentAccommodation | UnsetType | None = UNSET
    contact_message: str | UnsetType | None = UNSET
    status: InterestStatus | UnsetType = UNSET


class InterestApplicationContactPresentAccommodation(Model, kw_only=True):
    """How a person lives now."""

    estate_type: EstateType | UnsetType = UNSET
    living_space: float | UnsetType | None = UNSET
    number_of_rooms: float | UnsetType | None = UNSET
    price: float | UnsetType | None = UNSET
    other: str | UnsetType | None = UNSET
    coordinate: Coordinate | UnsetType | None = UNSET


class InterestOnObject(Model, kw_only=True):
    """A home that may be bought."""

    estate_id: str
    type: EstateType = EstateType.House
    estate_type: EstateTypeCriteria = EstateTypeCriteria.House
    viewing: bool = False
    bidder: bool = False
    interest_level: InterestLevel


class InterestPresentAccommodation(Model, kw_only=True):
    """How somebody lives; never filled."""

    estate_type: EstateType = EstateType.House
    living_space: float | None = None
    number_of_rooms: float | None = None
    price: float | None = None
    other: str | None = None
    coordinate: Coordinate | None = None


class Interval(Model, kw_only=True):
    """From how much to how much."""

    min: float | None = None
    max: float | None = None


class KeptAppointment(Model, kw_only=True):
    """An appointment as it is kept."""

    id: str
    created_at: Moment
    appointment: Appointment


class KeptFinalPriceWatch(Model, kw_only=True):
    """A final-price watch as it is kept."""

    contact_id: str
    created_at: Moment
    due_at: Moment | None
    told_at: Moment | None
    told_by: ToldBy


class KeptLoanPromise(Model, kw_only=True):
    """A loan promise as it is kept."""

    id: str
    created_at: Moment
    is_current: bool
    bank: str | None
    valid_until: Moment | None
    estate_type: LoanPromiseEstateType
    estate_id: str | None
    status: LoanPromiseStatus
    financing: LoanPromiseFinancing = LoanPromiseFinancing.Unknown


class LeadAddress(Model, kw_only=True):
    """Where a person lives."""

    street_address: str | UnsetType | None = UNSET
    zip_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET


class LeadPerson(Model, kw_only=True):
    """A person who makes themselves known."""

    first_name: str
    last_name: str
    social_security_number: str | UnsetType | None = UNSET
    is_foreign_social_security_number: bool | UnsetType = UNSET
    address: LeadAddress | UnsetType | None = UNSET
    email: Email | UnsetType | None = UNSET
    telephone: PersonTelephoneNumbers | UnsetType | None = UNSET


class Lease(Model, kw_only=True):
    """What a lease of land costs."""

    fee: float | None = None
    description: str | None = None
    term: Moment | None = None
    owner: LeaseOwner | None = None


class LeaseOwner(Model, kw_only=True):
    """Whose land is leased."""

    name: str | None = None


class Leasehold(Model, kw_only=True):
    """What a leasehold costs."""

    fee: float | None = None
    term: Moment | None = None


class LoanPromise(Model, kw_only=True):
    """A bank's word that a buyer will be lent the money."""

    bank: str | UnsetType | None = UNSET
    valid_until: Moment | UnsetType | None = UNSET
    estate_type: LoanPromiseEstateType | UnsetType = UNSET
    estate_id: str | UnsetType | None = UNSET
    status: LoanPromiseStatus | UnsetType = UNSET
    financing: LoanPromiseFinancing | UnsetType = UNSET


class LookingForAccommodation(Model, kw_only=True):
    """What is looked for; never filled."""

    id: str | None = None
    area_ids: list[str] | None = None
    countys: list[str] | None = None
    country_code: str | None = None
    polygon: list[Coordinate] | None = None
    foreign_property: bool = False
    house: bool = False
    row_house: bool = False
    housing_cooperative: bool = False
    cottage: bool = False
    premises: bool = False
    plot: bool = False
    farm: bool = False
    tenancy: bool = False
    other_housing: bool = False
    living_space: Interval | None = None
    number_of_rooms: Interval | None = None
    price: Interval | None = None
    plot_area: Interval | None = None
    special_requset: str | None = None
    increased_requirement_IDs: list[str] | None = field(name="increasedRequirementIDs", default=None)
    active: bool = False


class Marketing(Model, kw_only=True):
    """How a home is advertised."""

    is_published: bool | None = None
    is_preview: bool | None = None
    published_at: Moment | None = None
    is_new_home: bool | None = None
    viewing: MarketingViewing | None = None


class MarketingViewing(Model, kw_only=True):
    """How viewings are shown."""

    visible_limit: int | None = None
    empty_text: str | None = None


class Meeting(Model, kw_only=True):
    """A meeting with a contact; what nobody has said is null."""

    id: str
    contact_id: str | None = None
    contact_name: str | None = None
    address: Address | None = None
    tele_phone: str | None = None
    cell_phone: str | None = None
    meeting_date: Moment
    type: MeetingType = MeetingType.Assignment
    state: MeetingState = MeetingState.Booked
    broker_id: str | None = None
    broker_name: str | None = None
    booked_by_id: str | None = None
    booked_by_name: str | None = None
    booked_date: Moment
    signature_date: Moment | None = None
    estate_status: Status | None = None
    commission_without_taxes: Decimal = Decimal("0")
    commission_source: str | None = None
    assignment_source: AssignmentSource | None = None
    cancelled_by: str | None = None
    agreement_date: Moment | None = None
    commission_type: CommissionType | None = None
    access_date: Moment | None = None
    estate_id: str | None = None


class MeetingAgent(Model, kw_only=True):
    """A user with something to do with a meeting."""

    id: str | None
    name: str | None


class MeetingContact(Model, kw_only=True):
    """Whom a meeting is with."""

    id: str | None
    name: str | None


class MeetingCriteria(Model, kw_only=True):
    """Which meetings are asked for."""

    customer_id: str
    date_from: Moment
    date_to: Moment
    search: bool | UnsetType = UNSET
    type: MeetingTypeCriteria | UnsetType = UNSET


class MeetingEstate(Model, kw_only=True):
    """The home that a meeting is about."""

    id: str | None
    street_address: str | None


class MergeContact(Model, kw_only=True):
    """What is to stand of two contacts that are one; what is left out is taken from whichever says something."""

    social_security_number: str | UnsetType | None = UNSET
    first_name: str | UnsetType | None = UNSET
    last_name: str | UnsetType | None = UNSET
    phone: Phone | UnsetType | None = UNSET
    email: MergedEmail | UnsetType | None = UNSET
    address: MergedAddress | UnsetType | None = UNSET
    keep_all_search_profiles: bool | UnsetType = UNSET


class MergedAddress(Model, kw_only=True):
    """The address that is to stand."""

    street_address: str | UnsetType | None = UNSET
    zip_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET


class MergedEmail(Model, kw_only=True):
    """E-mail addresses that are to stand."""

    email_address: str | UnsetType | None = UNSET
    email_address2: str | UnsetType | None = UNSET


class MoneyValue(Model, kw_only=True):
    """An amount of any currency."""

    value: float = 0.0
    currency: str | None = None


class NewAddress(Model, kw_only=True):
    """Where somebody is going to live, and from when."""

    street_address: str | UnsetType | None = UNSET
    zip_code: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET
    country_code: str | UnsetType | None = UNSET
    new_address_from: Moment | UnsetType | None = UNSET
    type: NewAddressType | UnsetType = UNSET
    estate_id: str | UnsetType | None = UNSET
    latitude: float | UnsetType | None = UNSET
    longitude: float | UnsetType | None = UNSET


class Note(Model, kw_only=True):
    """Something to remember of a contact or a home."""

    date: Moment | UnsetType | None = UNSET
    user_id: str | UnsetType | None = UNSET
    text: str
    contact_id: str | UnsetType | None = UNSET
    estate_id: str | UnsetType | None = UNSET


class NotedFollowUp(Model, kw_only=True):
    """What has been noted of a contact in one time slot of a viewing."""

    time_slot_id: str
    contact_id: str
    viewing_id: str
    participated: bool
    contacted: Contacted = Contacted.No


class Notification(Model, kw_only=True):
    """Something to tell users."""

    header: str | UnsetType | None = UNSET
    message: str | UnsetType | None = UNSET
    sms: bool | UnsetType = UNSET
    express: bool | UnsetType = UNSET
    recipients: list[str] | UnsetType | None = UNSET


class NumberList(Model, kw_only=True):
    """Contacts that a number is of."""

    matches: list[NumberMatch]


class NumberMatch(Model, kw_only=True):
    """A contact that a number is of."""

    id: str
    changed_at: Moment
    customer_id: str
    contact_class_types: list[FoundClassType]


class OfferData(Model, kw_only=True):
    """What is to be known of an offer to a seller."""

    sent_date: Moment | UnsetType | None = UNSET


class Office(Model, kw_only=True):
    """An office, with what is kept of it."""

    archived: bool
    customer_id: str | None
    office_id: str | None
    name: str | None
    customer_name: str | None
    legal_customer_name: str | None
    address: str | None
    postal_address: str | None
    zip_code: str | None
    city: str | None
    telephone: str | None
    company_place: str | None
    email_address: str | None
    home_page: str | None
    description: str | None
    corporate_number: str | None
    bankgiro: str | None
    postalgiro: str | None
    vat: str | None
    tax_certificate: str | None
    coordinate: Coordinate | None
    region: int | None
    office_number: int | None
    office_name: str | None
    chain: Chain | None
    date_changed: Moment
    primary_lead_receiver_id: str | None
    sub_office: bool
    groups: list[Group]


class OfficeGroup(Model, kw_only=True):
    """Several offices under one name."""

    id: str | None
    name: str | None
    offices: list[GroupedOffice]


class OfficeListRow(Model, kw_only=True):
    """An office in a list."""

    id: str | None
    customer_id: str | None
    changed_at: Moment


class OfficePage(Model, kw_only=True):
    """A page of the list of offices."""

    index: int
    count: int
    total_row_count: int
    rows: list[OfficeListRow]


class OfficeReference(Model, kw_only=True):
    """Which office sells a home."""

    id: str | None = None
    customer_id: str | None = None


class OfficeStatistics(Model, kw_only=True):
    """What an office has sold and earned."""

    customer_id: int
    name: str | None
    commission: float
    total_sales: float
    commission_percentage: float
    average_commission: float
    attempted_intakes: int
    sold: int


class OfficeTelephone(Model, kw_only=True):
    """How to call an office."""

    switch: PhoneNumber | None


class OperationExpenses(Model, kw_only=True):
    """What a home costs to keep."""

    sum: float | None = None
    household_size: int | None = None
    entries: list[ExpenseEntry] | None = None
    description: str | None = None


class Participant(Model, kw_only=True):
    """Who is to call; the reference allows one of the three."""

    user_id: str | UnsetType | None = UNSET
    user_group_id: str | UnsetType | None = UNSET
    office_id: str | UnsetType | None = UNSET


class ParticipantFollowUp(Model, kw_only=True):
    """What is known after a viewing of somebody who was to come."""

    contact_id: str
    viewing_id: str
    participated: bool | UnsetType = UNSET
    contacted: Contacted | UnsetType = UNSET


class ParticipantReport(Model, kw_only=True):
    """A page of the participants, in the order of their time slots."""

    rows: list[ParticipantReportRow]
    total_page_count: int


class ParticipantReportRow(Model, kw_only=True):
    """One participant in one time slot."""

    contact: ReportContact
    viewing: ReportViewing
    followed_up: FollowedUp = FollowedUp.Completed
    estate: ReportEstate
    office: ReportOffice
    responsible_broker: ReportBroker


class PersonTelephoneNumbers(Model, kw_only=True):
    """A person's phone numbers."""

    home: str | UnsetType | None = UNSET
    work: str | UnsetType | None = UNSET
    cell: str | UnsetType | None = UNSET
    other: str | UnsetType | None = UNSET


class Phone(Model, kw_only=True):
    """Phone numbers that are to stand."""

    home: str | UnsetType | None = UNSET
    cell: str | UnsetType | None = UNSET
    other: str | UnsetType | None = UNSET


class PhoneNumber(Model, kw_only=True):
    """A phone number in two spellings."""

    msisdn: str | None
    display: str | None


class Pledge(Model, kw_only=True):
    """A mortgage on a home."""

    amount: float | None = None


class PredefinedTask(Model, kw_only=True):
    """A task that a customer gives again and again."""

    id: str
    description: str


class Premises(Model, kw_only=True):
    """What only premises have; nothing public says what is in it, so it is always null."""


class Price(Model, kw_only=True):
    """What a home costs."""

    starting_price: float | None = None
    final_price: float | None = None
    starting_price_in_other_currency: MoneyValue | None = None
    text: str | None = None


class RealtorBudget(Model, kw_only=True):
    """An agent's goals for one month at one office; what is left out keeps its value."""

    commission: int | UnsetType | None = UNSET
    estates: Estates | UnsetType | None = UNSET
    sale_meetings: SaleMeetings | UnsetType | None = UNSET


class RealtorStatistics(Model, kw_only=True):
    """What an agent has sold and earned."""

    realtor_id: str | None
    name: str | None
    commission: float
    total_sales: float
    commission_percentage: float
    average_commission: float
    attempted_intakes: int
    sold: int


class Receiver(Model, kw_only=True):
    """Who is to have a form."""

    user_id: str | UnsetType | None = UNSET


class RecurringFee(Model, kw_only=True):
    """A fee that comes again."""

    value: float = 0.0
    frequency: FeeFrequency = FeeFrequency.Monthly
    type: str | None = None
    description: str | None = None


class Relation(Model, kw_only=True):
    """A contact that another has to do with."""

    id: str
    name: str | None
    type: RelatedContactType = RelatedContactType.Unknown


class Renovation(Model, kw_only=True):
    """What has been renewed; nothing public says what is in it, so it is always null."""


class ReportBroker(Model, kw_only=True):
    """The agent who showed the home, else the one who sells it."""

    name: str | None


class ReportContact(Model, kw_only=True):
    """Who was to come."""

    id: Identifier | None
    first_name: str | None
    last_name: str | None
    cell_phone: str | None
    email: str | None


class ReportEstate(Model, kw_only=True):
    """Which home was shown."""

    id: Identifier | None
    street_address: str | None
    zip_code: str | None
    city: str | None
    area: str | None


class ReportOffice(Model, kw_only=True):
    """The office that sells the home."""

    customer_id: str
    name: str | None


class ReportViewing(Model, kw_only=True):
    """When the home was shown."""

    date: Moment


class Room(Model, kw_only=True):
    """A room; nothing public says what is in it, so it is always null."""


class RunningCommission(Model, kw_only=True):
    """What one agent has earned on one home."""

    user_id: str | None
    customer_id: str
    estate_id: str
    amount: float
    exchange_rate: float
    obtained_at: Moment


class SaleMeetings(Model, kw_only=True):
    """How many sales meetings the month is planned for."""

    total: int | UnsetType | None = UNSET
    own_booked: int | UnsetType | None = UNSET


class SellerOnObject(Model, kw_only=True):
    """A home sold."""

    estate_id: str
    type: EstateType = EstateType.House


class Service(Model, kw_only=True):
    """A service in the house; nothing public says what is in it, so it is always null."""


class SimpleNote(Model, kw_only=True):
    """A note as it is kept."""

    id: str
    date: Moment | None
    user_id: str | None
    text: str | None


class SpeculatorRelation(Model, kw_only=True):
    """What a contact becomes on a home."""

    note: str | UnsetType | None = UNSET
    status: SpeculatorStatus | UnsetType = UNSET


class Status(Model, kw_only=True):
    """A state with its name."""

    id: str | None = None
    name: str | None = None


class Surroundings(Model, kw_only=True):
    """What there is around a home."""

    service: str | None = None
    communication: str | None = None
    area: str | None = None
    parking: str | None = None
    other: str | None = None


class Survey(Model, kw_only=True):
    """What somebody thought of a sale."""

    report_date: Moment | UnsetType | None = UNSET
    contact_id: str
    is_anonymous: bool
    agent_id: str | UnsetType | None = UNSET
    participant_role: SurveyRole
    result: int
    calculated_result: CalculatedResult | UnsetType | None = UNSET


class SyncedCollection(Model, kw_only=True):
    """Which contacts one customer has."""

    customer_id: str
    persons: list[SyncedPerson]
    companies: list[SyncedCompany]
    estates: list[SyncedEstate]


class SyncedCompany(Model, kw_only=True):
    """That a company is there."""

    contact_id: str
    date_changed: Moment


class SyncedEstate(Model, kw_only=True):
    """That the estate of a deceased is there."""

    contact_id: str
    date_changed: Moment


class SyncedPerson(Model, kw_only=True):
    """That a person is there."""

    contact_id: str
    date_changed: Moment


class Task(Model, kw_only=True):
    """Something to do for whoever works with the contact."""

    predefined_task_id: str | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET
    estate_id: str | UnsetType | None = UNSET
    assigned_to: str | UnsetType | None = UNSET


class Taxation(Model, kw_only=True):
    """How a home is assessed for tax."""

    is_preliminary: bool | None = None
    property_designations: list[str] | None = None
    building_value: float | None = None
    land_value: float | None = None
    total_value: float | None = None
    tax_fee: float | None = None
    units: list[TaxationUnit] | None = None


class TaxationUnit(Model, kw_only=True):
    """A unit of the assessment; nothing public says what is in it, so it is always null."""


class TimeSlot(Model, kw_only=True):
    """One time of a viewing; its members are ours."""

    id: str | None
    starts_at: Moment
    ends_at: Moment
    participants: int


class UpdateCompany(Model, kw_only=True):
    """A company to make or change; what is left out stands, what is sent is written."""

    company_name: str | UnsetType | None = UNSET
    corporate_number: str | UnsetType | None = UNSET
    is_foreign_corporate_number: bool | UnsetType | None = UNSET
    home_page: str | UnsetType | None = UNSET
    switch_phone: str | UnsetType | None = UNSET
    contact_id: str | UnsetType | None = UNSET
    customer_id: str
    category_ids: list[str] | UnsetType | None = UNSET
    address: Address | UnsetType | None = UNSET
    email: Email | UnsetType | None = UNSET
    user_id: str | UnsetType | None = UNSET
    other_phone: str | UnsetType | None = UNSET
    wish_advertising: bool | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET
    coordinate: Coordinate | UnsetType | None = UNSET
    task: Task | UnsetType | None = UNSET
    custom_field: FieldValueCriteria | UnsetType | None = UNSET
    lead_score: int | UnsetType | None = UNSET


class UpdatePerson(Model, kw_only=True):
    """A person to make or change; what is left out stands, what is sent is written."""

    first_name: str | UnsetType | None = UNSET
    last_name: str | UnsetType | None = UNSET
    social_security_number: str | UnsetType | None = UNSET
    is_foreign_social_security_number: bool | UnsetType | None = UNSET
    tele_phone: str | UnsetType | None = UNSET
    work_phone: str | UnsetType | None = UNSET
    cell_phone: str | UnsetType | None = UNSET
    approval: bool | UnsetType | None = UNSET
    approval_date: Moment | UnsetType | None = UNSET
    gdpr_approval_date: Moment | UnsetType | None = UNSET
    obtain_through: ObtainMethod | UnsetType | None = UNSET
    contact_id: str | UnsetType | None = UNSET
    customer_id: str
    category_ids: list[str] | UnsetType | None = UNSET
    address: Address | UnsetType | None = UNSET
    email: Email | UnsetType | None = UNSET
    user_id: str | UnsetType | None = UNSET
    other_phone: str | UnsetType | None = UNSET
    wish_advertising: bool | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET
    coordinate: Coordinate | UnsetType | None = UNSET
    task: Task | UnsetType | None = UNSET
    custom_field: FieldValueCriteria | UnsetType | None = UNSET
    lead_score: int | UnsetType | None = UNSET


class User(Model, kw_only=True):
    """An agent or assistant, with what is kept."""

    archived: bool
    public: bool | None
    user_id: str | None
    customer_id: list[str]
    order_number: int | None
    user_name: str | None
    department: str | None
    category: str | None
    title: str | None
    extra_title: str | None
    allow_log_on: bool
    email_address: str | None
    tele_phone: str | None
    cell_phone: str | None
    direct_phonenumbers: list[DirectPhoneNumber]
    public_phonenumber: str | None
    spoken_languages: list[str]
    bank: str | None
    clering_number: str | None
    account: str | None
    account_type: AccountType | None
    iban: str | None
    swift: str | None
    comment: str | None
    image: Image | None
    published_on_office: list[str]
    internal_employee_number: int | None
    external_user_id: str | None
    customer_ids_with_sort_order: list[Workplace]
    date_changed: Moment
    sub_offices: list[UserSubOffice]
    reviews: list[UserUserReview]


class UserGroup(Model, kw_only=True):
    """Several users under one name."""

    user_group_id: str | None
    customer_ids: list[str]
    name: str | None
    users: list[GroupedUser]


class UserListRow(Model, kw_only=True):
    """A user in a list."""

    id: str | None
    is_visible_in_staff_list: bool
    changed_at: Moment
    offices: list[UserListRowOffice]


class UserListRowOffice(Model, kw_only=True):
    """Where a listed user works."""

    id: str | None
    customer_id: str | None
    is_visible_in_staff_list: bool


class UserOffice(Model, kw_only=True):
    """An office where a user works."""

    id: str | None
    customer_id: str | None
    order_number: int
    is_visible_in_staff_list: bool
    telephone: UserOfficeTelephone | None


class UserOfficeTelephone(Model, kw_only=True):
    """How to call a user there."""

    personal: PhoneNumber | None


class UserPage(Model, kw_only=True):
    """A page of the list of users."""

    index: int
    count: int
    total_row_count: int
    rows: list[UserListRow]


class UserSubOffice(Model, kw_only=True):
    """A part of an office."""

    id: str | None


class UserTelephone(Model, kw_only=True):
    """How to call a user."""

    cell: PhoneNumber | None
    public: PhoneNumber | None


class UserUserReview(Model, kw_only=True):
    """What somebody says of a user."""

    review: str | None
    made_by: str | None


class UtmTag(Model, kw_only=True):
    """One campaign tag of a link."""

    name: str | UnsetType | None = UNSET
    value: str | UnsetType | None = UNSET


class ValuationApplication(Model, kw_only=True):
    """Somebody wants a home valued."""

    first_name: str
    last_name: str
    email: str | UnsetType | None = UNSET
    cell_phone: str | UnsetType | None = UNSET
    address: FormAddress | UnsetType | None = UNSET
    gdpr: FormGdpr | UnsetType | None = UNSET
    lead: ValuationLead | UnsetType | None = UNSET
    marketing: FormMarketing | UnsetType | None = UNSET
    receiver: Receiver | UnsetType | None = UNSET


class ValuationLead(Model, kw_only=True):
    """The lead of a valuation."""

    assignment_source_id: str | UnsetType | None = UNSET
    lead_source_id: str | UnsetType | None = UNSET
    message: str | UnsetType | None = UNSET


class ValuationResult(Model, kw_only=True):
    """Who wants the valuation."""

    contact_id: str | None


class Ventilation(Model, kw_only=True):
    """How the air is changed; nothing public says what is in it, so it is always null."""


class Viewing(Model, kw_only=True):
    """A day on which a home is shown."""

    id: str | None
    starts_at: Moment | None
    ends_at: Moment | None
    show_on_internet: bool
    show_on_intranet: bool
    is_digital: bool
    commentary: str | None
    participant_per_time_slot: int | None
    bookable_from_internet: bool
    no_later_then: Moment | None
    booking_url: str | None
    time_slots: list[TimeSlot]
    estate_id: str | None
    is_project_viewing: bool


class Wgs84Coordinate(Model, kw_only=True):
    """A place on earth as advertised, in degrees (WGS 84)."""

    longitude: float = 0.0
    latitude: float = 0.0


class Workplace(Model, kw_only=True):
    """An office where a user works."""

    customer_id: str | None
    order_number: int | None
    main_business: bool | None
    office_id: str | None


class Year(Model, kw_only=True):
    """A year; nothing public says what is in it, so it is always null."""


class ZipCode(Model, kw_only=True):
    """A postcode in two spellings."""

    numerical: int | None
    value: str | None


class CrmCompanyContact(CrmContact, kw_only=True):
    """A company, with all that is kept."""

    name: str | None = None
    corporate_number: str | None = None
    is_foreign_corporate_number: bool | None = None
    home_page: str | None = None
    telephone: CrmCompanyTelephoneNumbers | None = None
    lead_score: int = 0


class CrmDeceasedEstateContact(CrmContact, kw_only=True):
    """The estate of a deceased person."""

    name: str | None = None
    social_security_number: str | None = None
    is_foreign_id_social_security_number: bool | None = None
    telephone: CrmPersonTelephoneNumbers | None = None


class CrmPersonContact(CrmContact, kw_only=True):
    """A person, with all that is kept."""

    first_name: str | None = None
    last_name: str | None = None
    social_security_number: str | None = None
    is_foreign_social_security_number: bool | None = None
    date_of_birth: Moment | None = None
    telephone: CrmPersonTelephoneNumbers | None = None
    lead_score: int = 0
    wants_to_be_matched: MatchingWatched = MatchingWatched.Yes
    matching_changed_at: Moment | None = None
    is_deceased: bool = False
    is_company_person: bool = False
    gdpr_approval_date: Moment | None = None
