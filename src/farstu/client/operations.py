"""The contract's operations, each as a method. Made by `make docs` from the contract."""

from __future__ import annotations

from types import NoneType
from typing import TypeVar

from farstu.client import models as m
from farstu.client.messages import Call
from farstu.client.moment import Moment

T = TypeVar("T")


class Operations:
    """The operations as methods that wait for their answers."""

    def _call(self, call: Call[T]) -> T:
        raise NotImplementedError

    def add_appointment(
        self, customer_id: str, id: str, appointment: m.Appointment, *, idempotency_key: str | None = None
    ) -> str:
        """Puts an appointment into a user's calendar."""
        return self._call(
            Call(
                "POST", "Appointment/{}/{}", str, (customer_id, id), body=appointment, writes=True, key=idempotency_key
            )
        )

    def add_loan_promise(
        self, customer_id: str, contact_id: str, loan_promise: m.LoanPromise, *, idempotency_key: str | None = None
    ) -> str:
        """Adds a loan promise to a contact; the newest one counts, the others stay as history."""
        return self._call(
            Call(
                "POST",
                "CRM/Buyer/{}/{}/LoanPromise",
                str,
                (customer_id, contact_id),
                body=loan_promise,
                writes=True,
                key=idempotency_key,
            )
        )

    def add_note(self, customer_id: str, note: m.Note, *, idempotency_key: str | None = None) -> None:
        """Notes something of a contact, a home, or both."""
        return self._call(
            Call("POST", "Note/{}", NoneType, (customer_id,), body=note, writes=True, key=idempotency_key)
        )

    def advertised_estate(self, customer_id: str, estate_id: str, *, extend: str | None = None) -> m.AdvertisingEstate:
        """One home as it is advertised."""
        return self._call(
            Call(
                "GET",
                "Advertising/Estate/{}/{}",
                m.AdvertisingEstate,
                (customer_id, estate_id),
                query={"extend": extend},
            )
        )

    def advertised_estates(
        self,
        customer_id: str,
        *,
        changed_at_min_value: Moment | None = None,
        changed_at_max_value: Moment | None = None,
        status: list[m.EstateStatus] | None = None,
        type: list[m.EstateClassType] | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.EstatePage:
        """The homes of a customer, page by page, those first that changed first."""
        return self._call(
            Call(
                "GET",
                "Advertising/Estate/{}",
                m.EstatePage,
                (customer_id,),
                query={
                    "ChangedAtMinValue": changed_at_min_value,
                    "ChangedAtMaxValue": changed_at_max_value,
                    "Status": status,
                    "Type": type,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    def advertised_office(self, customer_id: str, office_id: str) -> m.AdvertisingOffice:
        """One office as it is advertised."""
        return self._call(Call("GET", "Advertising/Office/{}/{}", m.AdvertisingOffice, (customer_id, office_id)))

    def advertised_offices(
        self,
        customer_id: str,
        *,
        changed_at_min_value: Moment | None = None,
        changed_at_max_value: Moment | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.OfficePage:
        """The offices of a customer, page by page, those first that changed first."""
        return self._call(
            Call(
                "GET",
                "Advertising/Office/{}",
                m.OfficePage,
                (customer_id,),
                query={
                    "ChangedAtMinValue": changed_at_min_value,
                    "ChangedAtMaxValue": changed_at_max_value,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    def advertised_user(self, customer_id: str, user_id: str) -> m.AdvertisingUser:
        """One user as it is advertised."""
        return self._call(Call("GET", "Advertising/User/{}/{}", m.AdvertisingUser, (customer_id, user_id)))

    def advertised_users(
        self,
        customer_id: str,
        *,
        changed_at_min_value: Moment | None = None,
        changed_at_max_value: Moment | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.UserPage:
        """The users of a customer, page by page, those first that changed first."""
        return self._call(
            Call(
                "GET",
                "Advertising/User/{}",
                m.UserPage,
                (customer_id,),
                query={
                    "ChangedAtMinValue": changed_at_min_value,
                    "ChangedAtMaxValue": changed_at_max_value,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    def attend(
        self, customer_id: str, estate_id: str, application: m.AttendApplication, *, idempotency_key: str | None = None
    ) -> m.AttendResult:
        """Books somebody, known or new, into a time slot that one may book oneself."""
        return self._call(
            Call(
                "POST",
                "v2/Advertising/Form/{}/Estate/{}/Viewing/Attend",
                m.AttendResult,
                (customer_id, estate_id),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )

    def book_assignment(
        self, customer_id: str, estate_id: str, meeting: m.AssignmentMeeting, *, idempotency_key: str | None = None
    ) -> str:
        """Books a meeting about the assignment to sell a home. The home's own agent comes, else the contact's."""
        return self._call(
            Call(
                "POST",
                "Meeting/Assignment/{}/{}",
                str,
                (customer_id, estate_id),
                body=meeting,
                writes=True,
                key=idempotency_key,
            )
        )

    def book_contact(
        self,
        customer_id: str,
        viewing_id: str,
        time_slot_id: str,
        contact_id: str,
        participant: m.AddParticipant,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a contact into a time slot; answers the booking's id, which is assumed."""
        return self._call(
            Call(
                "POST",
                "Viewing/{}/{}/{}/Participant/{}",
                str,
                (customer_id, viewing_id, time_slot_id, contact_id),
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    def book_contact_old(
        self,
        viewing_id: str,
        time_slot_id: str,
        contact_id: str,
        participant: m.AddParticipant,
        *,
        customer_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a contact into a time slot; answers the booking's id, which is assumed; the older form."""
        return self._call(
            Call(
                "POST",
                "Viewing/{}/{}/Participant/{}",
                str,
                (viewing_id, time_slot_id, contact_id),
                query={"customerId": customer_id},
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    def book_person(
        self,
        customer_id: str,
        viewing_id: str,
        time_slot_id: str,
        participant: m.AddNewParticipant,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a person into a time slot, known or new; answers the contact's id or the booking's."""
        return self._call(
            Call(
                "POST",
                "Viewing/{}/{}/{}/Participant",
                str,
                (customer_id, viewing_id, time_slot_id),
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    def book_person_old(
        self,
        viewing_id: str,
        time_slot_id: str,
        participant: m.AddNewParticipant,
        *,
        customer_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a person into a time slot, known or new; answers the contact's id or the booking's; the older form."""
        return self._call(
            Call(
                "POST",
                "Viewing/{}/{}/Participant",
                str,
                (viewing_id, time_slot_id),
                query={"customerId": customer_id},
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    def cancel_bid(self, customer_id: str, id: str, *, idempotency_key: str | None = None) -> bool:
        """Takes a bid back; it is kept, and false is answered where it was taken back before."""
        return self._call(Call("DELETE", "CRM/Bid/{}/{}", bool, (customer_id, id), writes=True, key=idempotency_key))

    def commission_report(
        self, customer_id: str, *, date_from: Moment, date_to: Moment, assignment: m.AssignmentType | None = None
    ) -> list[m.CommissionOfficeReport]:
        """What each office has earned, and on what, within at most a year."""
        return self._call(
            Call(
                "GET",
                "BusinessIntelligence/CommissionOfficeReport/{}",
                list[m.CommissionOfficeReport],
                (customer_id,),
                query={"dateFrom": date_from, "dateTo": date_to, "assignment": assignment},
            )
        )

    def create_comeback(
        self, customer_id: str, contact_id: str, comeback: m.Comeback, *, idempotency_key: str | None = None
    ) -> str:
        """Books a comeback: somebody is to get back to the contact."""
        return self._call(
            Call(
                "POST",
                "Meeting/Comeback/{}/{}",
                str,
                (customer_id, contact_id),
                body=comeback,
                writes=True,
                key=idempotency_key,
            )
        )

    def find_by_phone(self, *, phone_number: str, customer_id: str | None = None) -> list[m.CustomerContactIds]:
        """The contacts that a phone number reaches, customer by customer."""
        return self._call(
            Call(
                "GET",
                "Contacts/GetContactsWithPhonenumber",
                list[m.CustomerContactIds],
                query={"phoneNumber": phone_number, "customerId": customer_id},
            )
        )

    def find_contacts(
        self,
        customer_id: str,
        *,
        agent_id: str | None = None,
        created_at_from: Moment | None = None,
        created_at_to: Moment | None = None,
        changed_at_from: Moment | None = None,
        changed_at_to: Moment | None = None,
        custom_field_name: str | None = None,
        custom_field_value: str | None = None,
        lead_score: int | None = None,
        contact_scheduled_order_type: m.ScheduledOrderType | None = None,
        newsletter_list_id: str | None = None,
    ) -> m.CrmContactList:
        """The contacts that everything said in the query is true of; both ends of a time count."""
        return self._call(
            Call(
                "GET",
                "CRM/Contact/{}",
                m.CrmContactList,
                (customer_id,),
                query={
                    "AgentId": agent_id,
                    "CreatedAtFrom": created_at_from,
                    "CreatedAtTo": created_at_to,
                    "ChangedAtFrom": changed_at_from,
                    "ChangedAtTo": changed_at_to,
                    "CustomFieldName": custom_field_name,
                    "CustomFieldValue": custom_field_value,
                    "LeadScore": lead_score,
                    "ContactScheduledOrderType": contact_scheduled_order_type,
                    "NewsletterListId": newsletter_list_id,
                },
            )
        )

    def find_meetings(self, meeting_createria: m.MeetingCriteria) -> list[m.Meeting]:
        """The meetings of one customer within a time."""
        return self._call(Call("POST", "Meeting/GetMeetings", list[m.Meeting], body=meeting_createria))

    def find_offices(
        self, *, office_id: str | None = None, customer_id: str, group_id: str | None = None
    ) -> list[m.Office]:
        """The offices of a customer, by their ids; one of them, or those of one group."""
        return self._call(
            Call(
                "GET",
                "Office/GetOffice",
                list[m.Office],
                query={"OfficeId": office_id, "CustomerId": customer_id, "GroupId": group_id},
            )
        )

    def find_users(
        self, *, user_id: str | None = None, search_text: str | None = None, customer_id: str | None = None
    ) -> list[m.User]:
        """Users by their ids: one, those whose name or address holds a text, or all that the key covers."""
        return self._call(
            Call(
                "GET",
                "User/GetUser",
                list[m.User],
                query={"UserId": user_id, "SearchText": search_text, "CustomerId": customer_id},
            )
        )

    def follow_up(
        self, customer_id: str, follow_up: m.ParticipantFollowUp, *, idempotency_key: str | None = None
    ) -> bool:
        """Notes whether a participant came to a viewing and has been called; false where the contact was not on it."""
        return self._call(
            Call("PUT", "ViewingParticipant/{}", bool, (customer_id,), body=follow_up, writes=True, key=idempotency_key)
        )

    def get_contacts(self, contact_criteria: m.ContactCriteria) -> list[m.ContactCollection]:
        """The contacts that the criteria fit, with all that is kept of them, customer by customer."""
        return self._call(Call("POST", "Contacts/GetContacts", list[m.ContactCollection], body=contact_criteria))

    def get_sync_list(self, contact_criteria: m.ContactCriteria) -> list[m.SyncedCollection]:
        """Which contacts the criteria fit, and when each was last changed, customer by customer."""
        return self._call(Call("POST", "Contacts/GetContactsSyncList", list[m.SyncedCollection], body=contact_criteria))

    def interest(
        self,
        customer_id: str,
        estate_id: str,
        application: m.InterestApplication,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Keeps that somebody, known or new, asks about a home."""
        return self._call(
            Call(
                "POST",
                "Advertising/Estate/{}/{}/interest",
                NoneType,
                (customer_id, estate_id),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )

    def keep_survey(
        self, customer_id: str, estate_id: str, survey: m.Survey, *, idempotency_key: str | None = None
    ) -> None:
        """Keeps what a contact thought of the sale of a home."""
        return self._call(
            Call(
                "POST",
                "CRM/Estate/{}/{}/CustomerSatisfaction",
                NoneType,
                (customer_id, estate_id),
                body=survey,
                writes=True,
                key=idempotency_key,
            )
        )

    def list_appointments(
        self, customer_id: str, user_id: str, *, from_: Moment | None = None, to: Moment | None = None
    ) -> list[m.KeptAppointment]:
        """A user's appointments by when they begin, each once however often it comes; a call of Farstu's own."""
        return self._call(
            Call(
                "GET",
                "_farstu/users/{}/{}/appointments",
                list[m.KeptAppointment],
                (customer_id, user_id),
                query={"from": from_, "to": to},
            )
        )

    def list_bids(
        self, customer_id: str, *, estate_id: str | None = None, contact_id: str | None = None
    ) -> list[m.Bid]:
        """The bids that are not hidden, the newest first."""
        return self._call(
            Call(
                "GET",
                "CRM/Bids/{}",
                list[m.Bid],
                (customer_id,),
                query={"EstateId": estate_id, "ContactId": contact_id},
            )
        )

    def list_categories(self, *, customer_id: str) -> m.Categories:
        """The categories that contacts may be in, by their names."""
        return self._call(Call("GET", "Category/GetCategories", m.Categories, query={"customerId": customer_id}))

    def list_comebacks(self, customer_id: str, contact_id: str) -> m.CrmContactComebackMeeting:
        """The comebacks of one contact."""
        return self._call(
            Call("GET", "CRM/Contact/{}/{}/ComebackMeeting", m.CrmContactComebackMeeting, (customer_id, contact_id))
        )

    def list_comebacks_of_several(self, customer_id: str, contact_ids: list[str]) -> list[m.CrmContactComebackMeeting]:
        """The comebacks of several contacts, in the order in which they are named."""
        return self._call(
            Call(
                "GET",
                "CRM/Contact/{}/{}/ComebackMeeting",
                list[m.CrmContactComebackMeeting],
                (customer_id, contact_ids),
            )
        )

    def list_end_price_orders(self, customer_id: str, contact_id: str) -> m.ContactEndPrice:
        """A contact's orders to be told what homes around are sold for."""
        return self._call(Call("GET", "CRM/Contact/{}/{}/Order/EndPrice", m.ContactEndPrice, (customer_id, contact_id)))

    def list_hidden_bids(
        self, customer_id: str, *, estate_id: str | None = None, contact_id: str | None = None
    ) -> list[m.Bid]:
        """The bids that only the agent may see, the newest first."""
        return self._call(
            Call(
                "GET",
                "CRM/HiddenBids/{}",
                list[m.Bid],
                (customer_id,),
                query={"EstateId": estate_id, "ContactId": contact_id},
            )
        )

    def list_leads(
        self,
        customer_id: str,
        contact_id: str,
        object_lead_type: bool,
        contact_lead_type: bool,
        log_lead_type: bool,
        outgoing_lead_type: bool,
    ) -> m.CrmContactLead:
        """The leads of one contact; four truth values pick the kinds."""
        return self._call(
            Call(
                "GET",
                "CRM/Contact/{}/{}/{}/{}/{}/{}/Lead",
                m.CrmContactLead,
                (customer_id, contact_id, object_lead_type, contact_lead_type, log_lead_type, outgoing_lead_type),
            )
        )

    def list_loan_promises(self, customer_id: str, contact_id: str) -> list[m.KeptLoanPromise]:
        """The loan promises of a contact, the newest first; a call of Farstu's own."""
        return self._call(
            Call("GET", "_farstu/contacts/{}/{}/loanPromises", list[m.KeptLoanPromise], (customer_id, contact_id))
        )

    def list_meetings(self, customer_id: str, contact_id: str) -> m.CrmContactMeeting:
        """The meetings of one contact."""
        return self._call(Call("GET", "CRM/Contact/{}/{}/Meeting", m.CrmContactMeeting, (customer_id, contact_id)))

    def list_notes(self, customer_id: str, *, contact_id: str) -> list[m.SimpleNote]:
        """The notes of a contact, the newest first."""
        return self._call(
            Call("GET", "Note/{}/GetNotes", list[m.SimpleNote], (customer_id,), query={"contactId": contact_id})
        )

    def list_relations(self, customer_id: str, contact_id: str) -> list[m.Relation]:
        """The contacts that a contact has to do with, by id."""
        return self._call(Call("GET", "CRM/Contact/{}/{}/Relations", list[m.Relation], (customer_id, contact_id)))

    def list_tasks(self, *, customer_id: str) -> list[m.PredefinedTask]:
        """The tasks that may be given with a contact."""
        return self._call(Call("GET", "Task/GetTasks", list[m.PredefinedTask], query={"customerId": customer_id}))

    def list_viewings(self, customer_id: str, estate_id: str) -> list[m.Viewing]:
        """The viewings of a home with their time slots, the first one first."""
        return self._call(Call("GET", "Viewing/{}/{}", list[m.Viewing], (customer_id, estate_id)))

    def list_viewings_old(self, estate_id: str, *, customer_id: str | None = None) -> list[m.Viewing]:
        """The viewings of a home with their time slots, the first one first; the older form."""
        return self._call(Call("GET", "Viewing/{}", list[m.Viewing], (estate_id,), query={"customerId": customer_id}))

    def list_watches(
        self, customer_id: str, estate_id: str, *, after: str | None = None, limit: int | None = None
    ) -> list[m.KeptFinalPriceWatch]:
        """Who watches the final price of a home, by contact; a call of Farstu's own."""
        return self._call(
            Call(
                "GET",
                "_farstu/estates/{}/{}/finalPriceWatches",
                list[m.KeptFinalPriceWatch],
                (customer_id, estate_id),
                query={"after": after, "limit": limit},
            )
        )

    def merge_away(
        self, customer_id: str, contact_id: str, merge_contact: m.MergeContact, *, idempotency_key: str | None = None
    ) -> m.MergeContact:
        """Makes a contact part of the one that the body describes, if there is one; the answer is what is left."""
        return self._call(
            Call(
                "PUT",
                "CRM/MergeContact/{}/{}/Merge",
                m.MergeContact,
                (customer_id, contact_id),
                body=merge_contact,
                writes=True,
                key=idempotency_key,
            )
        )

    def merge_into(
        self,
        customer_id: str,
        target_contact_id: str,
        contact_ids: list[str],
        merge_contact: m.MergeContact,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Makes other contacts part of one, with all that is kept of them; the answer is the id that is left."""
        return self._call(
            Call(
                "POST",
                "CRM/MergeContact/{}/{}/Merge/{}",
                str,
                (customer_id, target_contact_id, contact_ids),
                body=merge_contact,
                writes=True,
                key=idempotency_key,
            )
        )

    def new_address(
        self,
        customer_id: str,
        contact_id: str,
        crm_person_new_address: m.NewAddress,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Tells where a contact is going to live; the answer is the contact's id."""
        return self._call(
            Call(
                "POST",
                "CRM/Contact/{}/{}/NewAddress",
                str,
                (customer_id, contact_id),
                body=crm_person_new_address,
                writes=True,
                key=idempotency_key,
            )
        )

    def notify(self, customer_id: str, notification: m.Notification, *, idempotency_key: str | None = None) -> bool:
        """Keeps a message for users; false where it names nobody."""
        return self._call(
            Call("POST", "User/Notify/{}", bool, (customer_id,), body=notification, writes=True, key=idempotency_key)
        )

    def office_groups(self, customer_id: str) -> list[m.OfficeGroup]:
        """The office groups of a customer, by their ids."""
        return self._call(Call("GET", "CRM/Officegroups/{}", list[m.OfficeGroup], (customer_id,)))

    def office_statistics(
        self,
        *,
        license_id: str,
        date_from: Moment | None = None,
        date_to: Moment | None = None,
        assignment: m.AssignmentType | None = None,
    ) -> list[m.OfficeStatistics]:
        """What each office has sold and earned; superseded by the report on commissions."""
        return self._call(
            Call(
                "GET",
                "BusinessIntelligence/OfficeStatistics",
                list[m.OfficeStatistics],
                query={"licenseId": license_id, "dateFrom": date_from, "dateTo": date_to, "assignment": assignment},
            )
        )

    def opt_out(self, customer_id: str, contact_id: str, *, idempotency_key: str | None = None) -> None:
        """Takes back that advertising is welcome."""
        return self._call(
            Call(
                "PUT", "CRM/Contact/{}/{}/OptOut", NoneType, (customer_id, contact_id), writes=True, key=idempotency_key
            )
        )

    def opt_out_of_viewing(
        self, customer_id: str, estate_id: str, contact_id: str, *, idempotency_key: str | None = None
    ) -> None:
        """Takes a contact off the viewings of a home that are not over."""
        return self._call(
            Call(
                "PUT",
                "Advertising/Message/{}/Estate/{}/Viewing/Attendee/{}/OptOut",
                NoneType,
                (customer_id, estate_id, contact_id),
                writes=True,
                key=idempotency_key,
            )
        )

    def place_bid(
        self, customer_id: str, estate_id: str, contact_id: str, bid: m.BidData, *, idempotency_key: str | None = None
    ) -> str:
        """Keeps a bid of a contact on a home and answers its id."""
        return self._call(
            Call(
                "POST",
                "CRM/Bid/{}/{}/{}",
                str,
                (customer_id, estate_id, contact_id),
                body=bid,
                writes=True,
                key=idempotency_key,
            )
        )

    def read_bid(self, customer_id: str, id: str) -> m.Bid:
        """One bid, hidden or not."""
        return self._call(Call("GET", "CRM/Bid/{}/{}", m.Bid, (customer_id, id)))

    def read_buyer(self, customer_id: str, contact_id: str) -> m.BuyerContact:
        """The homes that a contact buys or has bought."""
        return self._call(Call("GET", "CRM/Contact/{}/Buyer/{}", m.BuyerContact, (customer_id, contact_id)))

    def read_company(self, customer_id: str, contact_id: str) -> m.CrmCompanyContact:
        """One company."""
        return self._call(Call("GET", "CRM/Contact/{}/Company/{}", m.CrmCompanyContact, (customer_id, contact_id)))

    def read_contact(self, customer_id: str, contact_id: str) -> m.CrmContact:
        """One contact of any kind."""
        return self._call(Call("GET", "CRM/Contact/{}/{}", m.CrmContact, (customer_id, contact_id)))

    def read_contacts(self, customer_id: str, contact_ids: list[str]) -> list[m.CrmContact]:
        """Several contacts of any kind, in the order in which they are named."""
        return self._call(Call("GET", "CRM/Contact/{}/{}", list[m.CrmContact], (customer_id, contact_ids)))

    def read_deceased_estate(self, customer_id: str, contact_id: str) -> m.CrmDeceasedEstateContact:
        """The estate of one deceased person."""
        return self._call(
            Call("GET", "CRM/Contact/{}/DeceasedEstate/{}", m.CrmDeceasedEstateContact, (customer_id, contact_id))
        )

    def read_deceased_estates(self, customer_id: str, contact_ids: list[str]) -> list[m.CrmDeceasedEstateContact]:
        """The estates of several deceased persons, in the order in which they are named."""
        return self._call(
            Call(
                "GET", "CRM/Contact/{}/DeceasedEstate/{}", list[m.CrmDeceasedEstateContact], (customer_id, contact_ids)
            )
        )

    def read_economy(self, customer_id: str, contact_id: str, estate_id: str) -> m.BuyerEconomy:
        """How a contact pays for a home; nulls where it has not bought it."""
        return self._call(
            Call("GET", "CRM/Buyer/{}/{}/Estate/{}/Economy", m.BuyerEconomy, (customer_id, contact_id, estate_id))
        )

    def read_follow_up(self, customer_id: str, contact_id: str, viewing_id: str) -> list[m.NotedFollowUp]:
        """What has been noted of a contact on a viewing, by time slot; empty where the contact is not on it."""
        return self._call(
            Call("GET", "ViewingParticipant/{}/{}/{}", list[m.NotedFollowUp], (customer_id, contact_id, viewing_id))
        )

    def read_form(self, customer_id: str, estate_id: str) -> m.FormEstate:
        """What a form about a home needs to know: who sells it, and when one may come."""
        return self._call(Call("GET", "v2/Advertising/Form/{}/Estate/{}", m.FormEstate, (customer_id, estate_id)))

    def read_meeting(self, customer_id: str, id: str) -> m.Meeting:
        """One meeting. A comeback is found by its id too, as a meeting of the kind that it follows from."""
        return self._call(Call("GET", "Meeting/{}/{}", m.Meeting, (customer_id, id)))

    def read_party_roles(self, customer_id: str, contact_id: str) -> m.ContactPartyRoles:
        """What a contact is in every sale and lease."""
        return self._call(Call("GET", "CRM/Contact/{}/{}/PartyRoles", m.ContactPartyRoles, (customer_id, contact_id)))

    def read_person(self, customer_id: str, contact_id: str) -> m.CrmPersonContact:
        """One person."""
        return self._call(Call("GET", "CRM/Contact/{}/Person/{}", m.CrmPersonContact, (customer_id, contact_id)))

    def read_speculator(self, customer_id: str, contact_id: str) -> m.CrmSpeculatorContact:
        """The homes that a contact may buy."""
        return self._call(
            Call("GET", "CRM/Contact/{}/Speculator/{}", m.CrmSpeculatorContact, (customer_id, contact_id))
        )

    def realtor_statistics(
        self,
        *,
        license_id: str,
        date_from: Moment | None = None,
        date_to: Moment | None = None,
        assignment: m.AssignmentType | None = None,
    ) -> list[m.RealtorStatistics]:
        """What each agent has sold and earned, at all offices together."""
        return self._call(
            Call(
                "GET",
                "BusinessIntelligence/RealtorStatistics",
                list[m.RealtorStatistics],
                query={"licenseId": license_id, "dateFrom": date_from, "dateTo": date_to, "assignment": assignment},
            )
        )

    def report_assignments(
        self,
        customer_id: str,
        *,
        from_: Moment | None = None,
        to: Moment | None = None,
        date: m.MeetingDateCriteria | None = None,
    ) -> list[m.AssignmentMeetingReportRow]:
        """The meetings about assignments within a time, by date; those that were called off too."""
        return self._call(
            Call(
                "GET",
                "Report/Meeting/{}/Assignment",
                list[m.AssignmentMeetingReportRow],
                (customer_id,),
                query={"from": from_, "to": to, "date": date},
            )
        )

    def report_budgets(
        self,
        customer_id: str,
        *,
        from_year: int | None = None,
        from_month: int | None = None,
        to_year: int | None = None,
        to_month: int | None = None,
    ) -> list[m.BudgetOfficeReportRow]:
        """The goals of every agent, office by office, from one month to another."""
        return self._call(
            Call(
                "GET",
                "Report/Budget/{}/Commission",
                list[m.BudgetOfficeReportRow],
                (customer_id,),
                query={"fromYear": from_year, "fromMonth": from_month, "toYear": to_year, "toMonth": to_month},
            )
        )

    def report_participants(
        self,
        customer_id: str,
        *,
        viewing_start_date: Moment | None = None,
        viewing_end_date: Moment | None = None,
        customer_ids: list[str] | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.ParticipantReport:
        """Everybody who has booked a viewing between two dates, a page at a time."""
        return self._call(
            Call(
                "GET",
                "CRM/Report/{}/ViewingParticipant",
                m.ParticipantReport,
                (customer_id,),
                query={
                    "ViewingStartDate": viewing_start_date,
                    "ViewingEndDate": viewing_end_date,
                    "CustomerIds": customer_ids,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    def running_commissions(self, *, customer_id: str, date_from: Moment, date_to: Moment) -> list[m.RunningCommission]:
        """What was earned, agent by agent and home by home, within at most two months."""
        return self._call(
            Call(
                "GET",
                "BusinessIntelligence/RunningCommissions",
                list[m.RunningCommission],
                query={"customerId": customer_id, "dateFrom": date_from, "dateTo": date_to},
            )
        )

    def search_contacts(self, customer_id: str, *, term: str, max_size: int | None = None) -> m.CrmContactSearchList:
        """The contacts that all the words fit: the beginnings of names; or one whole e-mail address or phone number."""
        return self._call(
            Call(
                "GET",
                "CRM/Contact/{}/Search",
                m.CrmContactSearchList,
                (customer_id,),
                query={"Term": term, "MaxSize": max_size},
            )
        )

    def search_number(self, customer_id: str, *, social_number: str, max_size: int | None = None) -> m.NumberList:
        """The contacts whose personal or corporate number it is, however it is written."""
        return self._call(
            Call(
                "GET",
                "CRM/Contact/{}/search/SocialNumber",
                m.NumberList,
                (customer_id,),
                query={"SocialNumber": social_number, "MaxSize": max_size},
            )
        )

    def set_bidding(
        self, customer_id: str, estate_id: str, settings: m.BiddingSettings, *, idempotency_key: str | None = None
    ) -> bool:
        """Says how the bidding on a home goes; true where it is kept."""
        return self._call(
            Call(
                "PUT",
                "CRM/Estate/{}/{}/biddingSettings",
                bool,
                (customer_id, estate_id),
                body=settings,
                writes=True,
                key=idempotency_key,
            )
        )

    def set_offer(
        self, customer_id: str, estate_id: str, offer: m.OfferData, *, idempotency_key: str | None = None
    ) -> None:
        """Notes when the offer for a home was sent to its seller."""
        return self._call(
            Call(
                "PUT",
                "CRM/Estate/{}/{}/offer",
                NoneType,
                (customer_id, estate_id),
                body=offer,
                writes=True,
                key=idempotency_key,
            )
        )

    def set_speculator(
        self,
        customer_id: str,
        contact_id: str,
        estate_id: str,
        relation: m.SpeculatorRelation,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Puts a contact on a home, or changes how far it has come there."""
        return self._call(
            Call(
                "PUT",
                "CRM/Speculator/{}/{}/Estate/{}",
                NoneType,
                (customer_id, contact_id, estate_id),
                body=relation,
                writes=True,
                key=idempotency_key,
            )
        )

    def update_budget(
        self,
        customer_id: str,
        office_id: str,
        user_id: str,
        year: int,
        month: int,
        budget: m.RealtorBudget,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Sets an agent's goals for one month; may be sent in parts."""
        return self._call(
            Call(
                "POST",
                "BusinessIntelligence/Budget/{}/{}/{}/{}/{}",
                NoneType,
                (customer_id, office_id, user_id, year, month),
                body=budget,
                writes=True,
                key=idempotency_key,
            )
        )

    def update_company(self, update_company: m.UpdateCompany, *, idempotency_key: str | None = None) -> str:
        """Changes a company, or makes one: found by id, else by number, else by name with a phone or e-mail."""
        return self._call(
            Call("POST", "Contacts/UpdateCompany", str, body=update_company, writes=True, key=idempotency_key)
        )

    def update_person(self, update_person: m.UpdatePerson, *, idempotency_key: str | None = None) -> str:
        """Changes a person, or makes one: found by id, else personal number, else name with a phone or e-mail."""
        return self._call(
            Call("POST", "Contacts/UpdatePerson", str, body=update_person, writes=True, key=idempotency_key)
        )

    def user_groups(self, customer_id: str) -> list[m.UserGroup]:
        """The user groups of a customer, by their ids."""
        return self._call(Call("GET", "CRM/Usergroups/{}", list[m.UserGroup], (customer_id,)))

    def valuation(
        self, customer_id: str, application: m.ValuationApplication, *, idempotency_key: str | None = None
    ) -> m.ValuationResult:
        """Keeps that somebody, known or new, wants a home valued."""
        return self._call(
            Call(
                "POST",
                "v2/Advertising/Form/{}/Valuation",
                m.ValuationResult,
                (customer_id,),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )

    def watch_final_price(
        self,
        customer_id: str,
        estate_id: str,
        application: m.FinalPriceWatchedApplication,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Places a watch on a home's final price, for a known person or a new one."""
        return self._call(
            Call(
                "POST",
                "Advertising/Estate/{}/{}/FinalPriceWatched",
                str,
                (customer_id, estate_id),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )


class AsyncOperations:
    """The operations as methods that are awaited."""

    async def _call(self, call: Call[T]) -> T:
        raise NotImplementedError

    async def add_appointment(
        self, customer_id: str, id: str, appointment: m.Appointment, *, idempotency_key: str | None = None
    ) -> str:
        """Puts an appointment into a user's calendar."""
        return await self._call(
            Call(
                "POST", "Appointment/{}/{}", str, (customer_id, id), body=appointment, writes=True, key=idempotency_key
            )
        )

    async def add_loan_promise(
        self, customer_id: str, contact_id: str, loan_promise: m.LoanPromise, *, idempotency_key: str | None = None
    ) -> str:
        """Adds a loan promise to a contact; the newest one counts, the others stay as history."""
        return await self._call(
            Call(
                "POST",
                "CRM/Buyer/{}/{}/LoanPromise",
                str,
                (customer_id, contact_id),
                body=loan_promise,
                writes=True,
                key=idempotency_key,
            )
        )

    async def add_note(self, customer_id: str, note: m.Note, *, idempotency_key: str | None = None) -> None:
        """Notes something of a contact, a home, or both."""
        return await self._call(
            Call("POST", "Note/{}", NoneType, (customer_id,), body=note, writes=True, key=idempotency_key)
        )

    async def advertised_estate(
        self, customer_id: str, estate_id: str, *, extend: str | None = None
    ) -> m.AdvertisingEstate:
        """One home as it is advertised."""
        return await self._call(
            Call(
                "GET",
                "Advertising/Estate/{}/{}",
                m.AdvertisingEstate,
                (customer_id, estate_id),
                query={"extend": extend},
            )
        )

    async def advertised_estates(
        self,
        customer_id: str,
        *,
        changed_at_min_value: Moment | None = None,
        changed_at_max_value: Moment | None = None,
        status: list[m.EstateStatus] | None = None,
        type: list[m.EstateClassType] | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.EstatePage:
        """The homes of a customer, page by page, those first that changed first."""
        return await self._call(
            Call(
                "GET",
                "Advertising/Estate/{}",
                m.EstatePage,
                (customer_id,),
                query={
                    "ChangedAtMinValue": changed_at_min_value,
                    "ChangedAtMaxValue": changed_at_max_value,
                    "Status": status,
                    "Type": type,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    async def advertised_office(self, customer_id: str, office_id: str) -> m.AdvertisingOffice:
        """One office as it is advertised."""
        return await self._call(Call("GET", "Advertising/Office/{}/{}", m.AdvertisingOffice, (customer_id, office_id)))

    async def advertised_offices(
        self,
        customer_id: str,
        *,
        changed_at_min_value: Moment | None = None,
        changed_at_max_value: Moment | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.OfficePage:
        """The offices of a customer, page by page, those first that changed first."""
        return await self._call(
            Call(
                "GET",
                "Advertising/Office/{}",
                m.OfficePage,
                (customer_id,),
                query={
                    "ChangedAtMinValue": changed_at_min_value,
                    "ChangedAtMaxValue": changed_at_max_value,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    async def advertised_user(self, customer_id: str, user_id: str) -> m.AdvertisingUser:
        """One user as it is advertised."""
        return await self._call(Call("GET", "Advertising/User/{}/{}", m.AdvertisingUser, (customer_id, user_id)))

    async def advertised_users(
        self,
        customer_id: str,
        *,
        changed_at_min_value: Moment | None = None,
        changed_at_max_value: Moment | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.UserPage:
        """The users of a customer, page by page, those first that changed first."""
        return await self._call(
            Call(
                "GET",
                "Advertising/User/{}",
                m.UserPage,
                (customer_id,),
                query={
                    "ChangedAtMinValue": changed_at_min_value,
                    "ChangedAtMaxValue": changed_at_max_value,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    async def attend(
        self, customer_id: str, estate_id: str, application: m.AttendApplication, *, idempotency_key: str | None = None
    ) -> m.AttendResult:
        """Books somebody, known or new, into a time slot that one may book oneself."""
        return await self._call(
            Call(
                "POST",
                "v2/Advertising/Form/{}/Estate/{}/Viewing/Attend",
                m.AttendResult,
                (customer_id, estate_id),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )

    async def book_assignment(
        self, customer_id: str, estate_id: str, meeting: m.AssignmentMeeting, *, idempotency_key: str | None = None
    ) -> str:
        """Books a meeting about the assignment to sell a home. The home's own agent comes, else the contact's."""
        return await self._call(
            Call(
                "POST",
                "Meeting/Assignment/{}/{}",
                str,
                (customer_id, estate_id),
                body=meeting,
                writes=True,
                key=idempotency_key,
            )
        )

    async def book_contact(
        self,
        customer_id: str,
        viewing_id: str,
        time_slot_id: str,
        contact_id: str,
        participant: m.AddParticipant,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a contact into a time slot; answers the booking's id, which is assumed."""
        return await self._call(
            Call(
                "POST",
                "Viewing/{}/{}/{}/Participant/{}",
                str,
                (customer_id, viewing_id, time_slot_id, contact_id),
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    async def book_contact_old(
        self,
        viewing_id: str,
        time_slot_id: str,
        contact_id: str,
        participant: m.AddParticipant,
        *,
        customer_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a contact into a time slot; answers the booking's id, which is assumed; the older form."""
        return await self._call(
            Call(
                "POST",
                "Viewing/{}/{}/Participant/{}",
                str,
                (viewing_id, time_slot_id, contact_id),
                query={"customerId": customer_id},
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    async def book_person(
        self,
        customer_id: str,
        viewing_id: str,
        time_slot_id: str,
        participant: m.AddNewParticipant,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a person into a time slot, known or new; answers the contact's id or the booking's."""
        return await self._call(
            Call(
                "POST",
                "Viewing/{}/{}/{}/Participant",
                str,
                (customer_id, viewing_id, time_slot_id),
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    async def book_person_old(
        self,
        viewing_id: str,
        time_slot_id: str,
        participant: m.AddNewParticipant,
        *,
        customer_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Books a person into a time slot, known or new; answers the contact's id or the booking's; the older form."""
        return await self._call(
            Call(
                "POST",
                "Viewing/{}/{}/Participant",
                str,
                (viewing_id, time_slot_id),
                query={"customerId": customer_id},
                body=participant,
                writes=True,
                key=idempotency_key,
            )
        )

    async def cancel_bid(self, customer_id: str, id: str, *, idempotency_key: str | None = None) -> bool:
        """Takes a bid back; it is kept, and false is answered where it was taken back before."""
        return await self._call(
            Call("DELETE", "CRM/Bid/{}/{}", bool, (customer_id, id), writes=True, key=idempotency_key)
        )

    async def commission_report(
        self, customer_id: str, *, date_from: Moment, date_to: Moment, assignment: m.AssignmentType | None = None
    ) -> list[m.CommissionOfficeReport]:
        """What each office has earned, and on what, within at most a year."""
        return await self._call(
            Call(
                "GET",
                "BusinessIntelligence/CommissionOfficeReport/{}",
                list[m.CommissionOfficeReport],
                (customer_id,),
                query={"dateFrom": date_from, "dateTo": date_to, "assignment": assignment},
            )
        )

    async def create_comeback(
        self, customer_id: str, contact_id: str, comeback: m.Comeback, *, idempotency_key: str | None = None
    ) -> str:
        """Books a comeback: somebody is to get back to the contact."""
        return await self._call(
            Call(
                "POST",
                "Meeting/Comeback/{}/{}",
                str,
                (customer_id, contact_id),
                body=comeback,
                writes=True,
                key=idempotency_key,
            )
        )

    async def find_by_phone(self, *, phone_number: str, customer_id: str | None = None) -> list[m.CustomerContactIds]:
        """The contacts that a phone number reaches, customer by customer."""
        return await self._call(
            Call(
                "GET",
                "Contacts/GetContactsWithPhonenumber",
                list[m.CustomerContactIds],
                query={"phoneNumber": phone_number, "customerId": customer_id},
            )
        )

    async def find_contacts(
        self,
        customer_id: str,
        *,
        agent_id: str | None = None,
        created_at_from: Moment | None = None,
        created_at_to: Moment | None = None,
        changed_at_from: Moment | None = None,
        changed_at_to: Moment | None = None,
        custom_field_name: str | None = None,
        custom_field_value: str | None = None,
        lead_score: int | None = None,
        contact_scheduled_order_type: m.ScheduledOrderType | None = None,
        newsletter_list_id: str | None = None,
    ) -> m.CrmContactList:
        """The contacts that everything said in the query is true of; both ends of a time count."""
        return await self._call(
            Call(
                "GET",
                "CRM/Contact/{}",
                m.CrmContactList,
                (customer_id,),
                query={
                    "AgentId": agent_id,
                    "CreatedAtFrom": created_at_from,
                    "CreatedAtTo": created_at_to,
                    "ChangedAtFrom": changed_at_from,
                    "ChangedAtTo": changed_at_to,
                    "CustomFieldName": custom_field_name,
                    "CustomFieldValue": custom_field_value,
                    "LeadScore": lead_score,
                    "ContactScheduledOrderType": contact_scheduled_order_type,
                    "NewsletterListId": newsletter_list_id,
                },
            )
        )

    async def find_meetings(self, meeting_createria: m.MeetingCriteria) -> list[m.Meeting]:
        """The meetings of one customer within a time."""
        return await self._call(Call("POST", "Meeting/GetMeetings", list[m.Meeting], body=meeting_createria))

    async def find_offices(
        self, *, office_id: str | None = None, customer_id: str, group_id: str | None = None
    ) -> list[m.Office]:
        """The offices of a customer, by their ids; one of them, or those of one group."""
        return await self._call(
            Call(
                "GET",
                "Office/GetOffice",
                list[m.Office],
                query={"OfficeId": office_id, "CustomerId": customer_id, "GroupId": group_id},
            )
        )

    async def find_users(
        self, *, user_id: str | None = None, search_text: str | None = None, customer_id: str | None = None
    ) -> list[m.User]:
        """Users by their ids: one, those whose name or address holds a text, or all that the key covers."""
        return await self._call(
            Call(
                "GET",
                "User/GetUser",
                list[m.User],
                query={"UserId": user_id, "SearchText": search_text, "CustomerId": customer_id},
            )
        )

    async def follow_up(
        self, customer_id: str, follow_up: m.ParticipantFollowUp, *, idempotency_key: str | None = None
    ) -> bool:
        """Notes whether a participant came to a viewing and has been called; false where the contact was not on it."""
        return await self._call(
            Call("PUT", "ViewingParticipant/{}", bool, (customer_id,), body=follow_up, writes=True, key=idempotency_key)
        )

    async def get_contacts(self, contact_criteria: m.ContactCriteria) -> list[m.ContactCollection]:
        """The contacts that the criteria fit, with all that is kept of them, customer by customer."""
        return await self._call(Call("POST", "Contacts/GetContacts", list[m.ContactCollection], body=contact_criteria))

    async def get_sync_list(self, contact_criteria: m.ContactCriteria) -> list[m.SyncedCollection]:
        """Which contacts the criteria fit, and when each was last changed, customer by customer."""
        return await self._call(
            Call("POST", "Contacts/GetContactsSyncList", list[m.SyncedCollection], body=contact_criteria)
        )

    async def interest(
        self,
        customer_id: str,
        estate_id: str,
        application: m.InterestApplication,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Keeps that somebody, known or new, asks about a home."""
        return await self._call(
            Call(
                "POST",
                "Advertising/Estate/{}/{}/interest",
                NoneType,
                (customer_id, estate_id),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )

    async def keep_survey(
        self, customer_id: str, estate_id: str, survey: m.Survey, *, idempotency_key: str | None = None
    ) -> None:
        """Keeps what a contact thought of the sale of a home."""
        return await self._call(
            Call(
                "POST",
                "CRM/Estate/{}/{}/CustomerSatisfaction",
                NoneType,
                (customer_id, estate_id),
                body=survey,
                writes=True,
                key=idempotency_key,
            )
        )

    async def list_appointments(
        self, customer_id: str, user_id: str, *, from_: Moment | None = None, to: Moment | None = None
    ) -> list[m.KeptAppointment]:
        """A user's appointments by when they begin, each once however often it comes; a call of Farstu's own."""
        return await self._call(
            Call(
                "GET",
                "_farstu/users/{}/{}/appointments",
                list[m.KeptAppointment],
                (customer_id, user_id),
                query={"from": from_, "to": to},
            )
        )

    async def list_bids(
        self, customer_id: str, *, estate_id: str | None = None, contact_id: str | None = None
    ) -> list[m.Bid]:
        """The bids that are not hidden, the newest first."""
        return await self._call(
            Call(
                "GET",
                "CRM/Bids/{}",
                list[m.Bid],
                (customer_id,),
                query={"EstateId": estate_id, "ContactId": contact_id},
            )
        )

    async def list_categories(self, *, customer_id: str) -> m.Categories:
        """The categories that contacts may be in, by their names."""
        return await self._call(Call("GET", "Category/GetCategories", m.Categories, query={"customerId": customer_id}))

    async def list_comebacks(self, customer_id: str, contact_id: str) -> m.CrmContactComebackMeeting:
        """The comebacks of one contact."""
        return await self._call(
            Call("GET", "CRM/Contact/{}/{}/ComebackMeeting", m.CrmContactComebackMeeting, (customer_id, contact_id))
        )

    async def list_comebacks_of_several(
        self, customer_id: str, contact_ids: list[str]
    ) -> list[m.CrmContactComebackMeeting]:
        """The comebacks of several contacts, in the order in which they are named."""
        return await self._call(
            Call(
                "GET",
                "CRM/Contact/{}/{}/ComebackMeeting",
                list[m.CrmContactComebackMeeting],
                (customer_id, contact_ids),
            )
        )

    async def list_end_price_orders(self, customer_id: str, contact_id: str) -> m.ContactEndPrice:
        """A contact's orders to be told what homes around are sold for."""
        return await self._call(
            Call("GET", "CRM/Contact/{}/{}/Order/EndPrice", m.ContactEndPrice, (customer_id, contact_id))
        )

    async def list_hidden_bids(
        self, customer_id: str, *, estate_id: str | None = None, contact_id: str | None = None
    ) -> list[m.Bid]:
        """The bids that only the agent may see, the newest first."""
        return await self._call(
            Call(
                "GET",
                "CRM/HiddenBids/{}",
                list[m.Bid],
                (customer_id,),
                query={"EstateId": estate_id, "ContactId": contact_id},
            )
        )

    async def list_leads(
        self,
        customer_id: str,
        contact_id: str,
        object_lead_type: bool,
        contact_lead_type: bool,
        log_lead_type: bool,
        outgoing_lead_type: bool,
    ) -> m.CrmContactLead:
        """The leads of one contact; four truth values pick the kinds."""
        return await self._call(
            Call(
                "GET",
                "CRM/Contact/{}/{}/{}/{}/{}/{}/Lead",
                m.CrmContactLead,
                (customer_id, contact_id, object_lead_type, contact_lead_type, log_lead_type, outgoing_lead_type),
            )
        )

    async def list_loan_promises(self, customer_id: str, contact_id: str) -> list[m.KeptLoanPromise]:
        """The loan promises of a contact, the newest first; a call of Farstu's own."""
        return await self._call(
            Call("GET", "_farstu/contacts/{}/{}/loanPromises", list[m.KeptLoanPromise], (customer_id, contact_id))
        )

    async def list_meetings(self, customer_id: str, contact_id: str) -> m.CrmContactMeeting:
        """The meetings of one contact."""
        return await self._call(
            Call("GET", "CRM/Contact/{}/{}/Meeting", m.CrmContactMeeting, (customer_id, contact_id))
        )

    async def list_notes(self, customer_id: str, *, contact_id: str) -> list[m.SimpleNote]:
        """The notes of a contact, the newest first."""
        return await self._call(
            Call("GET", "Note/{}/GetNotes", list[m.SimpleNote], (customer_id,), query={"contactId": contact_id})
        )

    async def list_relations(self, customer_id: str, contact_id: str) -> list[m.Relation]:
        """The contacts that a contact has to do with, by id."""
        return await self._call(Call("GET", "CRM/Contact/{}/{}/Relations", list[m.Relation], (customer_id, contact_id)))

    async def list_tasks(self, *, customer_id: str) -> list[m.PredefinedTask]:
        """The tasks that may be given with a contact."""
        return await self._call(Call("GET", "Task/GetTasks", list[m.PredefinedTask], query={"customerId": customer_id}))

    async def list_viewings(self, customer_id: str, estate_id: str) -> list[m.Viewing]:
        """The viewings of a home with their time slots, the first one first."""
        return await self._call(Call("GET", "Viewing/{}/{}", list[m.Viewing], (customer_id, estate_id)))

    async def list_viewings_old(self, estate_id: str, *, customer_id: str | None = None) -> list[m.Viewing]:
        """The viewings of a home with their time slots, the first one first; the older form."""
        return await self._call(
            Call("GET", "Viewing/{}", list[m.Viewing], (estate_id,), query={"customerId": customer_id})
        )

    async def list_watches(
        self, customer_id: str, estate_id: str, *, after: str | None = None, limit: int | None = None
    ) -> list[m.KeptFinalPriceWatch]:
        """Who watches the final price of a home, by contact; a call of Farstu's own."""
        return await self._call(
            Call(
                "GET",
                "_farstu/estates/{}/{}/finalPriceWatches",
                list[m.KeptFinalPriceWatch],
                (customer_id, estate_id),
                query={"after": after, "limit": limit},
            )
        )

    async def merge_away(
        self, customer_id: str, contact_id: str, merge_contact: m.MergeContact, *, idempotency_key: str | None = None
    ) -> m.MergeContact:
        """Makes a contact part of the one that the body describes, if there is one; the answer is what is left."""
        return await self._call(
            Call(
                "PUT",
                "CRM/MergeContact/{}/{}/Merge",
                m.MergeContact,
                (customer_id, contact_id),
                body=merge_contact,
                writes=True,
                key=idempotency_key,
            )
        )

    async def merge_into(
        self,
        customer_id: str,
        target_contact_id: str,
        contact_ids: list[str],
        merge_contact: m.MergeContact,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Makes other contacts part of one, with all that is kept of them; the answer is the id that is left."""
        return await self._call(
            Call(
                "POST",
                "CRM/MergeContact/{}/{}/Merge/{}",
                str,
                (customer_id, target_contact_id, contact_ids),
                body=merge_contact,
                writes=True,
                key=idempotency_key,
            )
        )

    async def new_address(
        self,
        customer_id: str,
        contact_id: str,
        crm_person_new_address: m.NewAddress,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Tells where a contact is going to live; the answer is the contact's id."""
        return await self._call(
            Call(
                "POST",
                "CRM/Contact/{}/{}/NewAddress",
                str,
                (customer_id, contact_id),
                body=crm_person_new_address,
                writes=True,
                key=idempotency_key,
            )
        )

    async def notify(
        self, customer_id: str, notification: m.Notification, *, idempotency_key: str | None = None
    ) -> bool:
        """Keeps a message for users; false where it names nobody."""
        return await self._call(
            Call("POST", "User/Notify/{}", bool, (customer_id,), body=notification, writes=True, key=idempotency_key)
        )

    async def office_groups(self, customer_id: str) -> list[m.OfficeGroup]:
        """The office groups of a customer, by their ids."""
        return await self._call(Call("GET", "CRM/Officegroups/{}", list[m.OfficeGroup], (customer_id,)))

    async def office_statistics(
        self,
        *,
        license_id: str,
        date_from: Moment | None = None,
        date_to: Moment | None = None,
        assignment: m.AssignmentType | None = None,
    ) -> list[m.OfficeStatistics]:
        """What each office has sold and earned; superseded by the report on commissions."""
        return await self._call(
            Call(
                "GET",
                "BusinessIntelligence/OfficeStatistics",
                list[m.OfficeStatistics],
                query={"licenseId": license_id, "dateFrom": date_from, "dateTo": date_to, "assignment": assignment},
            )
        )

    async def opt_out(self, customer_id: str, contact_id: str, *, idempotency_key: str | None = None) -> None:
        """Takes back that advertising is welcome."""
        return await self._call(
            Call(
                "PUT", "CRM/Contact/{}/{}/OptOut", NoneType, (customer_id, contact_id), writes=True, key=idempotency_key
            )
        )

    async def opt_out_of_viewing(
        self, customer_id: str, estate_id: str, contact_id: str, *, idempotency_key: str | None = None
    ) -> None:
        """Takes a contact off the viewings of a home that are not over."""
        return await self._call(
            Call(
                "PUT",
                "Advertising/Message/{}/Estate/{}/Viewing/Attendee/{}/OptOut",
                NoneType,
                (customer_id, estate_id, contact_id),
                writes=True,
                key=idempotency_key,
            )
        )

    async def place_bid(
        self, customer_id: str, estate_id: str, contact_id: str, bid: m.BidData, *, idempotency_key: str | None = None
    ) -> str:
        """Keeps a bid of a contact on a home and answers its id."""
        return await self._call(
            Call(
                "POST",
                "CRM/Bid/{}/{}/{}",
                str,
                (customer_id, estate_id, contact_id),
                body=bid,
                writes=True,
                key=idempotency_key,
            )
        )

    async def read_bid(self, customer_id: str, id: str) -> m.Bid:
        """One bid, hidden or not."""
        return await self._call(Call("GET", "CRM/Bid/{}/{}", m.Bid, (customer_id, id)))

    async def read_buyer(self, customer_id: str, contact_id: str) -> m.BuyerContact:
        """The homes that a contact buys or has bought."""
        return await self._call(Call("GET", "CRM/Contact/{}/Buyer/{}", m.BuyerContact, (customer_id, contact_id)))

    async def read_company(self, customer_id: str, contact_id: str) -> m.CrmCompanyContact:
        """One company."""
        return await self._call(
            Call("GET", "CRM/Contact/{}/Company/{}", m.CrmCompanyContact, (customer_id, contact_id))
        )

    async def read_contact(self, customer_id: str, contact_id: str) -> m.CrmContact:
        """One contact of any kind."""
        return await self._call(Call("GET", "CRM/Contact/{}/{}", m.CrmContact, (customer_id, contact_id)))

    async def read_contacts(self, customer_id: str, contact_ids: list[str]) -> list[m.CrmContact]:
        """Several contacts of any kind, in the order in which they are named."""
        return await self._call(Call("GET", "CRM/Contact/{}/{}", list[m.CrmContact], (customer_id, contact_ids)))

    async def read_deceased_estate(self, customer_id: str, contact_id: str) -> m.CrmDeceasedEstateContact:
        """The estate of one deceased person."""
        return await self._call(
            Call("GET", "CRM/Contact/{}/DeceasedEstate/{}", m.CrmDeceasedEstateContact, (customer_id, contact_id))
        )

    async def read_deceased_estates(self, customer_id: str, contact_ids: list[str]) -> list[m.CrmDeceasedEstateContact]:
        """The estates of several deceased persons, in the order in which they are named."""
        return await self._call(
            Call(
                "GET", "CRM/Contact/{}/DeceasedEstate/{}", list[m.CrmDeceasedEstateContact], (customer_id, contact_ids)
            )
        )

    async def read_economy(self, customer_id: str, contact_id: str, estate_id: str) -> m.BuyerEconomy:
        """How a contact pays for a home; nulls where it has not bought it."""
        return await self._call(
            Call("GET", "CRM/Buyer/{}/{}/Estate/{}/Economy", m.BuyerEconomy, (customer_id, contact_id, estate_id))
        )

    async def read_follow_up(self, customer_id: str, contact_id: str, viewing_id: str) -> list[m.NotedFollowUp]:
        """What has been noted of a contact on a viewing, by time slot; empty where the contact is not on it."""
        return await self._call(
            Call("GET", "ViewingParticipant/{}/{}/{}", list[m.NotedFollowUp], (customer_id, contact_id, viewing_id))
        )

    async def read_form(self, customer_id: str, estate_id: str) -> m.FormEstate:
        """What a form about a home needs to know: who sells it, and when one may come."""
        return await self._call(Call("GET", "v2/Advertising/Form/{}/Estate/{}", m.FormEstate, (customer_id, estate_id)))

    async def read_meeting(self, customer_id: str, id: str) -> m.Meeting:
        """One meeting. A comeback is found by its id too, as a meeting of the kind that it follows from."""
        return await self._call(Call("GET", "Meeting/{}/{}", m.Meeting, (customer_id, id)))

    async def read_party_roles(self, customer_id: str, contact_id: str) -> m.ContactPartyRoles:
        """What a contact is in every sale and lease."""
        return await self._call(
            Call("GET", "CRM/Contact/{}/{}/PartyRoles", m.ContactPartyRoles, (customer_id, contact_id))
        )

    async def read_person(self, customer_id: str, contact_id: str) -> m.CrmPersonContact:
        """One person."""
        return await self._call(Call("GET", "CRM/Contact/{}/Person/{}", m.CrmPersonContact, (customer_id, contact_id)))

    async def read_speculator(self, customer_id: str, contact_id: str) -> m.CrmSpeculatorContact:
        """The homes that a contact may buy."""
        return await self._call(
            Call("GET", "CRM/Contact/{}/Speculator/{}", m.CrmSpeculatorContact, (customer_id, contact_id))
        )

    async def realtor_statistics(
        self,
        *,
        license_id: str,
        date_from: Moment | None = None,
        date_to: Moment | None = None,
        assignment: m.AssignmentType | None = None,
    ) -> list[m.RealtorStatistics]:
        """What each agent has sold and earned, at all offices together."""
        return await self._call(
            Call(
                "GET",
                "BusinessIntelligence/RealtorStatistics",
                list[m.RealtorStatistics],
                query={"licenseId": license_id, "dateFrom": date_from, "dateTo": date_to, "assignment": assignment},
            )
        )

    async def report_assignments(
        self,
        customer_id: str,
        *,
        from_: Moment | None = None,
        to: Moment | None = None,
        date: m.MeetingDateCriteria | None = None,
    ) -> list[m.AssignmentMeetingReportRow]:
        """The meetings about assignments within a time, by date; those that were called off too."""
        return await self._call(
            Call(
                "GET",
                "Report/Meeting/{}/Assignment",
                list[m.AssignmentMeetingReportRow],
                (customer_id,),
                query={"from": from_, "to": to, "date": date},
            )
        )

    async def report_budgets(
        self,
        customer_id: str,
        *,
        from_year: int | None = None,
        from_month: int | None = None,
        to_year: int | None = None,
        to_month: int | None = None,
    ) -> list[m.BudgetOfficeReportRow]:
        """The goals of every agent, office by office, from one month to another."""
        return await self._call(
            Call(
                "GET",
                "Report/Budget/{}/Commission",
                list[m.BudgetOfficeReportRow],
                (customer_id,),
                query={"fromYear": from_year, "fromMonth": from_month, "toYear": to_year, "toMonth": to_month},
            )
        )

    async def report_participants(
        self,
        customer_id: str,
        *,
        viewing_start_date: Moment | None = None,
        viewing_end_date: Moment | None = None,
        customer_ids: list[str] | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> m.ParticipantReport:
        """Everybody who has booked a viewing between two dates, a page at a time."""
        return await self._call(
            Call(
                "GET",
                "CRM/Report/{}/ViewingParticipant",
                m.ParticipantReport,
                (customer_id,),
                query={
                    "ViewingStartDate": viewing_start_date,
                    "ViewingEndDate": viewing_end_date,
                    "CustomerIds": customer_ids,
                    "PageSize": page_size,
                    "PageIndex": page_index,
                },
            )
        )

    async def running_commissions(
        self, *, customer_id: str, date_from: Moment, date_to: Moment
    ) -> list[m.RunningCommission]:
        """What was earned, agent by agent and home by home, within at most two months."""
        return await self._call(
            Call(
                "GET",
                "BusinessIntelligence/RunningCommissions",
                list[m.RunningCommission],
                query={"customerId": customer_id, "dateFrom": date_from, "dateTo": date_to},
            )
        )

    async def search_contacts(
        self, customer_id: str, *, term: str, max_size: int | None = None
    ) -> m.CrmContactSearchList:
        """The contacts that all the words fit: the beginnings of names; or one whole e-mail address or phone number."""
        return await self._call(
            Call(
                "GET",
                "CRM/Contact/{}/Search",
                m.CrmContactSearchList,
                (customer_id,),
                query={"Term": term, "MaxSize": max_size},
            )
        )

    async def search_number(self, customer_id: str, *, social_number: str, max_size: int | None = None) -> m.NumberList:
        """The contacts whose personal or corporate number it is, however it is written."""
        return await self._call(
            Call(
                "GET",
                "CRM/Contact/{}/search/SocialNumber",
                m.NumberList,
                (customer_id,),
                query={"SocialNumber": social_number, "MaxSize": max_size},
            )
        )

    async def set_bidding(
        self, customer_id: str, estate_id: str, settings: m.BiddingSettings, *, idempotency_key: str | None = None
    ) -> bool:
        """Says how the bidding on a home goes; true where it is kept."""
        return await self._call(
            Call(
                "PUT",
                "CRM/Estate/{}/{}/biddingSettings",
                bool,
                (customer_id, estate_id),
                body=settings,
                writes=True,
                key=idempotency_key,
            )
        )

    async def set_offer(
        self, customer_id: str, estate_id: str, offer: m.OfferData, *, idempotency_key: str | None = None
    ) -> None:
        """Notes when the offer for a home was sent to its seller."""
        return await self._call(
            Call(
                "PUT",
                "CRM/Estate/{}/{}/offer",
                NoneType,
                (customer_id, estate_id),
                body=offer,
                writes=True,
                key=idempotency_key,
            )
        )

    async def set_speculator(
        self,
        customer_id: str,
        contact_id: str,
        estate_id: str,
        relation: m.SpeculatorRelation,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Puts a contact on a home, or changes how far it has come there."""
        return await self._call(
            Call(
                "PUT",
                "CRM/Speculator/{}/{}/Estate/{}",
                NoneType,
                (customer_id, contact_id, estate_id),
                body=relation,
                writes=True,
                key=idempotency_key,
            )
        )

    async def update_budget(
        self,
        customer_id: str,
        office_id: str,
        user_id: str,
        year: int,
        month: int,
        budget: m.RealtorBudget,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Sets an agent's goals for one month; may be sent in parts."""
        return await self._call(
            Call(
                "POST",
                "BusinessIntelligence/Budget/{}/{}/{}/{}/{}",
                NoneType,
                (customer_id, office_id, user_id, year, month),
                body=budget,
                writes=True,
                key=idempotency_key,
            )
        )

    async def update_company(self, update_company: m.UpdateCompany, *, idempotency_key: str | None = None) -> str:
        """Changes a company, or makes one: found by id, else by number, else by name with a phone or e-mail."""
        return await self._call(
            Call("POST", "Contacts/UpdateCompany", str, body=update_company, writes=True, key=idempotency_key)
        )

    async def update_person(self, update_person: m.UpdatePerson, *, idempotency_key: str | None = None) -> str:
        """Changes a person, or makes one: found by id, else personal number, else name with a phone or e-mail."""
        return await self._call(
            Call("POST", "Contacts/UpdatePerson", str, body=update_person, writes=True, key=idempotency_key)
        )

    async def user_groups(self, customer_id: str) -> list[m.UserGroup]:
        """The user groups of a customer, by their ids."""
        return await self._call(Call("GET", "CRM/Usergroups/{}", list[m.UserGroup], (customer_id,)))

    async def valuation(
        self, customer_id: str, application: m.ValuationApplication, *, idempotency_key: str | None = None
    ) -> m.ValuationResult:
        """Keeps that somebody, known or new, wants a home valued."""
        return await self._call(
            Call(
                "POST",
                "v2/Advertising/Form/{}/Valuation",
                m.ValuationResult,
                (customer_id,),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )

    async def watch_final_price(
        self,
        customer_id: str,
        estate_id: str,
        application: m.FinalPriceWatchedApplication,
        *,
        idempotency_key: str | None = None,
    ) -> str:
        """Places a watch on a home's final price, for a known person or a new one."""
        return await self._call(
            Call(
                "POST",
                "Advertising/Estate/{}/{}/FinalPriceWatched",
                str,
                (customer_id, estate_id),
                body=application,
                writes=True,
                key=idempotency_key,
            )
        )
