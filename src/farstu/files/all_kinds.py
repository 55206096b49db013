"""Every kind of records that there is a file for, what others name before those who name it."""

from __future__ import annotations

from typing import Any

from farstu.areas.appointment.contract import DAY, INTERVAL, RecurrencePattern
from farstu.areas.appointment.contract import MONTH as RECURRENCE_MONTH
from farstu.areas.appointment.tables import APPOINTMENT
from farstu.areas.bid.contract import BiddingOptions
from farstu.areas.bid.tables import ESTATE_OFFER
from farstu.areas.budget.contract import COMMISSION as GOAL
from farstu.areas.budget.contract import COUNT, MONTH, YEAR
from farstu.areas.budget.tables import BUDGET
from farstu.areas.buyer.contract import LoanPromiseEstateType, LoanPromiseFinancing, LoanPromiseStatus
from farstu.areas.buyer.tables import LOAN_PROMISE
from farstu.areas.contact.ties import PartyRole, RelatedContactType
from farstu.areas.estate.contract import AdvertisingEstate, EstateStatus
from farstu.areas.estate.tables import ESTATE_ADVERT
from farstu.areas.figures.contract import AssignmentType
from farstu.areas.finding.contract import ScheduledOrderType
from farstu.areas.meeting.meeting import MeetingState, MeetingType
from farstu.areas.meeting.tables import COMEBACK
from farstu.areas.note.tables import NOTE
from farstu.areas.register.tables import NEW_ADDRESS, TASK
from farstu.areas.survey.contract import FIGURE, RESULT, CalculationMethod, SurveyRole
from farstu.areas.survey.tables import SURVEY_ANSWER
from farstu.areas.user.tables import NOTIFICATION
from farstu.areas.viewing.contract import Contacted
from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.contract.fields import Between
from farstu.files.kinds import Kind, Refers
from farstu.records.bids import BID, BIDDING_SETTINGS, LARGEST_BID
from farstu.records.commissions import COMMISSION, WHOLE
from farstu.records.contacts import (
    CATEGORY,
    COMPANY,
    CONTACT,
    CONTACT_CATEGORY,
    CONTACT_FIELD,
    DECEASED_ESTATE,
    PERSON,
)
from farstu.records.estates import BUYER, ESTATE, FLAT, LARGEST_PRICE, PROSPECT
from farstu.records.homes import EstateTypeCriteria, InterestLevel
from farstu.records.leads import LEAD, LEAD_SOURCE
from farstu.records.meetings import MEETING
from farstu.records.models import EASTWARD, NORTHWARD
from farstu.records.offices import (
    OFFICE,
    OFFICE_GROUP,
    OFFICE_GROUP_MEMBER,
    OFFICE_USER,
    USER,
    USER_GROUP,
    USER_GROUP_MEMBER,
)
from farstu.records.orders import NEWSLETTER_MEMBER, SCHEDULED_ORDER
from farstu.records.parties import BUYER as BUYER_SIDE
from farstu.records.parties import CONTACT_RELATION, EXTRA_PARTY, OWNER, PARTY, SELLER, TENANT
from farstu.records.profiles import OfficeProfile, UserProfile
from farstu.records.tasks import PREDEFINED_TASK
from farstu.records.update_person import ObtainMethod
from farstu.records.viewings import PARTICIPANT, REMINDER, TIME_SLOT, VIEWING

_OFFICE: Refers = {("office",): OFFICE}
_USER: Refers = {("user",): USER}
_CONTACT: Refers = {("contact",): CONTACT}
_ESTATE: Refers = {("estate",): ESTATE}
_HOME_AND_CONTACT = _ESTATE | _CONTACT
_SLOT: Refers = {("viewing",): VIEWING, ("viewing", "time_slot"): TIME_SLOT}
_SIDES = {"side": (BUYER_SIDE, SELLER, TENANT, OWNER)}
_TAGS = {"utm_tags": list[dict[str, str]], "left_out": dict[str, Any]}
_HOMES = (*(kind.name for kind in EstateTypeCriteria), FLAT)
_PLACE = {"longitude": EASTWARD, "latitude": NORTHWARD}
_PRICE, _SIZE = Between(0, LARGEST_PRICE), Between(0, 1_000_000)
_MARKS = ("personal_number_match", "invalid")
"""What is told from a contact's other columns."""

Kind("offices", "office", OFFICE, shapes={"profile": OfficeProfile})
Kind("users", "user", USER, prefix="HAN", shapes={"profile": UserProfile})
Kind("officeUsers", "officeUser", OFFICE_USER, _OFFICE | _USER)
Kind("officeGroups", "officeGroup", OFFICE_GROUP, prefix="KGR")
Kind("officeGroupMembers", "officeGroupMember", OFFICE_GROUP_MEMBER, {("office_group",): OFFICE_GROUP} | _OFFICE)
Kind("userGroups", "userGroup", USER_GROUP, prefix="GRP")
Kind("userGroupMembers", "userGroupMember", USER_GROUP_MEMBER, {("user_group",): USER_GROUP} | _USER)
Kind("leadSources", "leadSource", LEAD_SOURCE, prefix="LKA")
Kind("categories", "category", CATEGORY, prefix="KAT", defaults={"read_only": False})
Kind("predefinedTasks", "predefinedTask", PREDEFINED_TASK, prefix="UPG")
Kind(
    "contacts",
    "contact",
    CONTACT,
    {("agent",): USER},
    prefix="ADR",
    choices={
        "kind": (PERSON, COMPANY, DECEASED_ESTATE),
        "personal_number_state": ("valid", "foreign", "invalid"),
        "obtained_through": ObtainMethod,
    },
    between=_PLACE,
    hidden=_MARKS,
    sealed=("personal_number",),
    defaults={"kind": PERSON},
)
Kind("contactCategories", "contactCategory", CONTACT_CATEGORY, _CONTACT | {("category",): CATEGORY})
Kind("contactFields", "contactField", CONTACT_FIELD, _CONTACT)
Kind(
    "contactRelations",
    "contactRelation",
    CONTACT_RELATION,
    _CONTACT | {("related",): CONTACT},
    choices={"kind": RelatedContactType},
)
Kind(
    "estates",
    "estate",
    ESTATE,
    _OFFICE | {("agent",): USER},
    choices={"kind": _HOMES, "status": EstateStatus},
    between={"rooms": _SIZE, "living_area": _SIZE, "asking_price": _PRICE, "final_price": _PRICE},
)
Kind("prospects", "prospect", PROSPECT, _HOME_AND_CONTACT, choices={"status": InterestLevel})
Kind("parties", "party", PARTY, _HOME_AND_CONTACT, choices=_SIDES)
Kind(
    "extraParties",
    "extraParty",
    EXTRA_PARTY,
    _HOME_AND_CONTACT | {("related",): CONTACT},
    choices=_SIDES | {"role": PartyRole},
)
Kind("buyers", "buyer", BUYER, _HOME_AND_CONTACT)
Kind("viewings", "viewing", VIEWING, _ESTATE | _USER, prefix="VIS")
Kind("timeSlots", "timeSlot", TIME_SLOT, {("viewing",): VIEWING}, prefix="TID", between={"places": _SIZE})
Kind(
    "participants",
    "participant",
    PARTICIPANT,
    _SLOT | _CONTACT,
    prefix="VID",
    choices={"contacted": Contacted},
    between={"reminder": REMINDER},
)
Kind(
    "meetings",
    "meeting",
    MEETING,
    _CONTACT | _ESTATE | _USER | {("booked_by",): USER},
    prefix="CAL",
    choices={"kind": MeetingType, "state": MeetingState},
)
Kind(
    "comebacks",
    "comeback",
    COMEBACK,
    _CONTACT | _ESTATE | _USER | _OFFICE | {("meeting",): MEETING, ("user_group",): USER_GROUP},
    prefix="CAL",
    choices={"acting": ("user", "user_group", "office")},
)
Kind("leads", "lead", LEAD, _HOME_AND_CONTACT | {("source",): LEAD_SOURCE}, prefix="LED", shapes=_TAGS)
Kind(
    "loanPromises",
    "loanPromise",
    LOAN_PROMISE,
    _HOME_AND_CONTACT,
    prefix="LOA",
    choices={
        "estate_type": LoanPromiseEstateType,
        "status": LoanPromiseStatus,
        "financing": LoanPromiseFinancing,
    },
    defaults={"financing": LoanPromiseFinancing.Unknown.name},
)
Kind(
    "budgets",
    "budget",
    BUDGET,
    {("office", "user"): OFFICE_USER} | _OFFICE | _USER,
    between={"year": YEAR, "month": MONTH, "commission": GOAL}
    | dict.fromkeys(("sold", "registered", "total", "own_booked"), COUNT),
)
Kind(
    "appointments",
    "appointment",
    APPOINTMENT,
    _USER,
    prefix="CAL",
    choices={"recurrence_pattern": RecurrencePattern},
    between={"recurrence_interval": INTERVAL, "recurrence_month": RECURRENCE_MONTH, "recurrence_day": DAY},
    defaults=dict.fromkeys(("recurrence_interval", "recurrence_month", "recurrence_day"), 0),
)
Kind(
    "commissions",
    "commission",
    COMMISSION,
    _ESTATE | _OFFICE,
    choices={"kind": tuple(kind.name for kind in AssignmentType if kind != AssignmentType.All)},
    between={"amount": Between(-LARGEST_PRICE, LARGEST_PRICE), "part": Between(0, WHOLE)},
    defaults={"user": ""},
)
Kind("notes", "note", NOTE, _HOME_AND_CONTACT | _USER, prefix="NOT")
Kind(
    "tasks",
    "task",
    TASK,
    _HOME_AND_CONTACT | {("predefined",): PREDEFINED_TASK, ("assigned_to",): USER},
    prefix="TSK",
)
Kind("newAddresses", "newAddress", NEW_ADDRESS, _HOME_AND_CONTACT, prefix="NYA", between=_PLACE)
Kind(
    "bids",
    "bid",
    BID,
    _HOME_AND_CONTACT,
    prefix="BUD",
    between={"amount": Between(1, LARGEST_BID)},
    defaults=dict.fromkeys(("is_hidden", "is_canceled", "is_identified"), False),
)
Kind("biddingSettings", "biddingSettings", BIDDING_SETTINGS, _ESTATE, choices={"options": BiddingOptions})
Kind("estateOffers", "estateOffer", ESTATE_OFFER, _ESTATE)
Kind("finalPriceWatches", "watch", FINAL_PRICE_WATCH, _HOME_AND_CONTACT, choices={"told_by": ("email", "event")})
Kind("estateAdverts", "estateAdvert", ESTATE_ADVERT, _ESTATE, shapes={"advert": AdvertisingEstate})
Kind(
    "surveyAnswers",
    "surveyAnswer",
    SURVEY_ANSWER,
    _HOME_AND_CONTACT | {("agent",): USER},
    prefix="ENK",
    choices={"role": SurveyRole, "method": CalculationMethod},
    between={"result": RESULT, "value": FIGURE},
    defaults={"contact": "", "role": "", "is_anonymous": False},
)
Kind(
    "notifications",
    "notification",
    NOTIFICATION,
    _USER,
    prefix="MED",
    defaults={"by_sms": False, "in_program": False},
)
Kind("scheduledOrders", "scheduledOrder", SCHEDULED_ORDER, _CONTACT, prefix="BST", choices={"kind": ScheduledOrderType})
Kind("newsletterMembers", "newsletterMember", NEWSLETTER_MEMBER, _CONTACT)
