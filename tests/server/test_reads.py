"""What was written is read back: kept by the call that writes, answered by the call that reads, in JSON and in XML."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.records.meetings import BOOKED, Meeting
from farstu.records.viewings import Participant, TimeSlot, Viewing
from tests.support.people import findable
from tests.support.reading import at, booked, json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, GROUP_KEY, KEY, SISTER, STRANGER, World, furnish, person

BUDGET = f"/BusinessIntelligence/Budget/{CUSTOMER}/o/u"
REPORT = f"/Report/Budget/{CUSTOMER}/Commission"
COMEBACKS = f"/CRM/Contact/{CUSTOMER}/c/ComebackMeeting"
PARTICIPANTS = f"/CRM/Report/{CUSTOMER}/ViewingParticipant"
WATCH = f"/Advertising/Estate/{CUSTOMER}/e/FinalPriceWatched"
PERSON = {"firstName": "Anna", "lastName": "Berg", "email": {"emailAddress": "anna@example.com"}}
ALL_LEADS = "true/true/true/true"


def test_a_budget_is_reported_office_by_office(here: World) -> None:
    goals = {"commission": 85_000, "estates": {"sold": 3}, "saleMeetings": {"ownBooked": 9}}
    here.call("POST", f"{BUDGET}/2026/5", goals)
    here.call("POST", f"{BUDGET}/2026/6", {"commission": 1})
    offices = json_of(here, f"{REPORT}?fromYear=2026&fromMonth=5&toYear=2026&toMonth=5")
    assert [office["name"] for office in offices] == ["Kontor M1", "Kontor StringValue", "Kontor o", "Kontor o1"]
    assert [len(office["users"]) for office in offices] == [0, 0, 1, 0]
    assert offices[2] == {
        "customerId": CUSTOMER, "name": "Kontor o", "city": "Lund",
        "users": [{
            "userId": "u", "name": "Eva Ek", "year": 2026, "month": 5, "commission": 85_000,
            "estates": {"sold": 3, "registered": None}, "saleMeetings": {"total": None, "ownBooked": 9},
        }],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("", ["2025-12", "2026-1", "2026-5"]),
        ("?fromYear=2026", ["2026-1", "2026-5"]),
        ("?toYear=2025", ["2025-12"]),
        ("?FROMYEAR=2025&fromMonth=12&toYear=2026&toMonth=1", ["2025-12", "2026-1"]),
        ("?fromYear=2026&fromMonth=2&toYear=2026&toMonth=4", []),
    ],
)
def test_a_budget_report_reaches_from_month_to_month(here: World, query: str, months: list[str]) -> None:
    for month in ("2026/5", "2025/12", "2026/1"):
        here.call("POST", f"{BUDGET}/{month}", {"commission": 1})
    rows = [row for office in json_of(here, REPORT + query) for row in office["users"]]
    assert [f"{row['year']}-{row['month']}" for row in rows] == months


@pytest.mark.parametrize(
    ("query", "key"),
    [("fromMonth=5", "fromYear"), ("toMonth=5", "toYear"), ("fromYear=2026&toYear=2025", "toYear"),
     ("fromYear=x", "fromYear"), ("fromYear=1999", "fromYear"), ("fromYear=2026&fromMonth=13", "fromMonth")],
)  # fmt: skip
def test_a_budget_report_over_no_time_is_a_400(shared: World, query: str, key: str) -> None:
    status, problems = refusal(shared, f"{REPORT}?{query}")
    assert (status, list(problems)) == (400, [key])


def test_a_budget_report_in_xml_is_a_list_of_offices(here: World) -> None:
    here.call("POST", f"{BUDGET}/2026/5", {"commission": 85_000})
    root = plain(xml_of(here, REPORT))
    assert root[0] == "ArrayOfBudgetOfficeReportRow"
    name, members = root[1][2]
    assert (name, [member for member, _ in members]) == (
        "BudgetOfficeReportRow", ["City", "CustomerId", "Name", "Users"],
    )  # fmt: skip
    ((row, values),) = members[3][1]
    assert (row, values[0]) == ("BudgetUserReportRow", ("Commission", "85000"))


def test_a_follow_up_is_read_back_in_every_time_slot(here: World) -> None:
    path = f"/ViewingParticipant/{CUSTOMER}"
    furnish(here.database, [Participant(CUSTOMER, "v", "c", "t2", "VIDx", None, None, 1, None)])
    empty = {"timeSlotId": "t", "contactId": "c", "viewingId": "v", "participated": False, "contacted": "No"}
    assert json_of(here, f"{path}/c/v") == [empty, empty | {"timeSlotId": "t2"}]
    here.call("PUT", path, {"contactId": "c", "viewingId": "v", "participated": True, "contacted": "NoAnswer"})
    noted = empty | {"participated": True, "contacted": "NoAnswer"}
    assert json_of(here, f"{path}/c/v") == [noted, noted | {"timeSlotId": "t2"}]
    root = xml_of(here, f"{path}/c/v")
    assert plain(root)[0] == "ArrayOfParticipantFollowUp"
    assert plain(root[0]) == (
        "ParticipantFollowUp",
        [("ContactId", "c"), ("Contacted", "NoAnswer"), ("Participated", "true"), ("TimeSlotId", "t"),
         ("ViewingId", "v")],
    )  # fmt: skip


def test_a_contact_who_is_not_on_the_viewing_has_no_follow_up(shared: World) -> None:
    path = f"/ViewingParticipant/{CUSTOMER}"
    assert json_of(shared, f"{path}/c2/v") == []
    for missing, named in (("x/v", "contactId"), ("c/x", "viewingId")):
        status, detail = refusal(shared, f"{path}/{missing}")
        assert (status, named in detail) == (404, True)


@pytest.fixture
def crowded(here: World) -> World:
    """Seven participants in time slots a day apart, the first at 2031-01-01T12:00, of whom one is followed up."""
    first, day = at("2031-01-01T12:00:00"), 24 * 3600 * 10_000_000
    rows: list[Any] = [Viewing(CUSTOMER, "w", "e", None, None), Viewing(SISTER, "w", "e", "u", None)]
    for number in range(7):
        start = first + number * day
        rows += [
            person(f"p{number}", first_name=f"F{number}", last_name="E", cell="070", email="f@example.com"),
            TimeSlot(CUSTOMER, "w", f"s{number}", start, start + 1, None),
            Participant(CUSTOMER, "w", f"p{number}", f"s{number}", f"VID{number}", True, "No", 1, number or None),
        ]
    furnish(here.database, rows)
    return here


def test_the_report_on_participants_says_who_when_where_and_whether_followed_up(crowded: World) -> None:
    found = json_of(crowded, f"{PARTICIPANTS}?ViewingStartDate=2031-01-01T12:00:00&ViewingEndDate=2031-01-02T12:00:00")
    assert found["totalPageCount"] == 1
    assert [row["followedUp"] for row in found["rows"]] == ["Pending", "Completed"]
    assert found["rows"][0] == {
        "contact": {
            "id": {"id": "p0"},
            "firstName": "F0",
            "lastName": "E",
            "cellPhone": "070",
            "email": "f@example.com",
        },
        "viewing": {"date": "2031-01-01T12:00:00"},
        "followedUp": "Pending",
        "estate": {
            "id": {"id": "e"},
            "streetAddress": "Gatan 1",
            "zipCode": "111 22",
            "city": "Stockholm",
            "area": None,
        },
        "office": {"customerId": CUSTOMER, "name": "Kontor o"},
        "responsibleBroker": {"name": None},
    }
    root = plain(xml_of(crowded, f"{PARTICIPANTS}?ViewingStartDate=2031-01-01"))
    assert (root[0], [name for name, _ in root[1]]) == ("CrmViewingParticipantReport", ["Rows", "TotalPageCount"])


def test_the_report_on_participants_comes_in_pages(crowded: World) -> None:
    since = f"{PARTICIPANTS}?ViewingStartDate=2031-01-01&PageSize=3&PageIndex="
    pages = [json_of(crowded, f"{since}{number}") for number in range(4)]
    assert [page["totalPageCount"] for page in pages] == [3, 3, 3, 3]
    ids = [[row["contact"]["id"]["id"] for row in page["rows"]] for page in pages]
    assert ids == [["p0", "p1", "p2"], ["p3", "p4", "p5"], ["p6"], []]


@pytest.mark.parametrize(
    ("query", "key"),
    [("PageSize=301", "PageSize"), ("PageSize=0", "PageSize"), ("PageIndex=-1", "PageIndex"),
     ("ViewingStartDate=x", "ViewingStartDate"),
     ("ViewingStartDate=2031-01-02&ViewingEndDate=2031-01-01", "ViewingEndDate")],
)  # fmt: skip
def test_a_report_that_cannot_be_is_a_400(shared: World, query: str, key: str) -> None:
    status, problems = refusal(shared, f"{PARTICIPANTS}?{query}")
    assert (status, list(problems)) == (400, [key])


def test_a_report_on_other_customers_needs_the_right_to_each(crowded: World) -> None:
    query = f"{PARTICIPANTS}?PageSize=300&CustomerIds="
    both = json_of(crowded, f"{query}{CUSTOMER},{SISTER}", key=GROUP_KEY)["rows"]
    assert {row["office"]["customerId"] for row in both} == {CUSTOMER, SISTER}
    only = json_of(crowded, f"{query}{SISTER}", key=GROUP_KEY)["rows"]
    assert {row["office"]["customerId"] for row in only} == {SISTER}
    for refused in (STRANGER, f"{CUSTOMER},{STRANGER}", "nobody"):
        assert refusal(crowded, f"{query}{refused}", key=GROUP_KEY)[0] == 403
    assert refusal(crowded, f"{query}{SISTER}", key=KEY)[0] == 403


def test_a_lead_about_a_home_is_read_back_and_others_are_not_asked_for(here: World) -> None:
    contact = here.call("POST", WATCH, {"person": PERSON}).json()
    path = f"/CRM/Contact/{CUSTOMER}/{contact}"
    (lead,) = json_of(here, f"{path}/{ALL_LEADS}/Lead")["leads"]
    assert (lead["leadType"], lead["leadTypeId"], lead["id"][:3]) == ("Object", "e", "LED")
    assert set(lead) == {"id", "createdAt", "leadType", "leadTypeId"}
    assert json_of(here, f"{path}/False/TRUE/true/true/Lead") == {"contactId": contact, "leads": []}
    status, problems = refusal(here, f"{path}/1/true/true/maybe/Lead")
    assert (status, list(problems)) == (400, ["objectLeadType", "outgoingLeadType"])
    root = plain(xml_of(here, f"{path}/{ALL_LEADS}/Lead"))
    assert (root[0], root[1][1][1][0][0]) == ("CrmContactLead", "CrmLead")


def test_a_prospect_is_read_back_as_a_speculator(here: World) -> None:
    contact = here.call("POST", WATCH, {"person": PERSON, "prospectiveBuyerStatus": "Interested"}).json()
    path = f"/CRM/Contact/{CUSTOMER}/Speculator/{contact}"
    home = {"estateId": "e", "estateType": "HousingCooperative", "level": "Interested"}
    assert json_of(here, path) == {"id": contact, "speculatorOn": [home]}
    assert json_of(here, f"/CRM/Contact/{CUSTOMER}/Speculator/c2") == {"id": "c2", "speculatorOn": []}
    root = plain(xml_of(here, path))
    assert (root[0], root[1][1][1][0][0]) == ("CrmSpeculatorContact", "CrmSpeculatorRelation")


def test_loan_promises_are_read_back_the_newest_first(here: World) -> None:
    path = f"/CRM/Buyer/{CUSTOMER}/c/LoanPromise"
    sent = {"bank": "Handelsbanken", "validUntil": "2030-11-21T09:53:21.9146786+01:00", "estateType": "House",
            "estateId": "e", "status": 3, "financing": "Bank"}  # fmt: skip
    first = here.call("POST", path, sent).json()
    second = here.call("POST", path, {}).json()
    found = json_of(here, f"/_farstu/contacts/{CUSTOMER}/c/loanPromises")
    assert [(item["id"], item["isCurrent"]) for item in found] == [(second, True), (first, False)]
    assert found[0] | {"createdAt": None} == {
        "id": second, "createdAt": None, "isCurrent": True, "bank": None, "validUntil": None, "estateType": None,
        "estateId": None, "status": None, "financing": "Unknown",
    }  # fmt: skip
    kept = {name: found[1][name] for name in sent}
    assert kept == sent | {"validUntil": "2030-11-21T09:53:21.9146786", "status": "VerifiedByBank"}
    root = plain(xml_of(here, f"/_farstu/contacts/{CUSTOMER}/c/loanPromises"))
    assert (root[0], len(root[1])) == ("ArrayOfKeptLoanPromise", 2)


def test_watches_are_read_back_page_by_page_and_say_when_they_were_told(here: World) -> None:
    path = f"/_farstu/estates/{CUSTOMER}/e/finalPriceWatches"
    assert json_of(here, path) == []
    people = [PERSON | {"firstName": name} for name in ("Anna", "Bo", "Eva")]
    contacts = sorted(here.call("POST", WATCH, {"person": each}).json() for each in people)
    first = json_of(here, f"{path}?limit=2")
    assert [item["contactId"] for item in first] == contacts[:2]
    assert (first[0]["dueAt"], first[0]["toldAt"], first[0]["toldBy"]) == (None, None, None)
    here.call("PUT", f"/_farstu/estates/{CUSTOMER}/e/finalPrice", {"amount": 4_000_000})
    (last,) = json_of(here, f"{path}?limit=2&after={contacts[1]}")
    assert (last["contactId"], last["toldBy"]) == (contacts[2], "Email")
    assert last["dueAt"] == last["toldAt"] is not None
    assert plain(xml_of(here, path))[0] == "ArrayOfKeptFinalPriceWatch"


def every_path(contact: str, meeting: str) -> list[str]:
    return [
        f"/Meeting/{CUSTOMER}/{meeting}",
        f"/CRM/Contact/{CUSTOMER}/{contact}/ComebackMeeting",
        f"/CRM/Contact/{CUSTOMER}/{contact},c2/ComebackMeeting",
        f"/CRM/Contact/{CUSTOMER}/{contact}/Meeting",
        f"/CRM/Contact/{CUSTOMER}/{contact}/{ALL_LEADS}/Lead",
        f"/CRM/Contact/{CUSTOMER}/Speculator/{contact}",
        f"/_farstu/contacts/{CUSTOMER}/{contact}/loanPromises",
        f"/CRM/Contact/{CUSTOMER}/{contact}",
        f"/CRM/Contact/{CUSTOMER}/{contact},c2",
        f"/CRM/Contact/{CUSTOMER}/Person/{contact}",
        f"/CRM/Contact/{CUSTOMER}/Buyer/{contact}",
        f"/CRM/Contact/{CUSTOMER}/{contact}/PartyRoles",
        f"/CRM/Contact/{CUSTOMER}/{contact}/Relations",
        f"/CRM/Contact/{CUSTOMER}/{contact}/Order/EndPrice",
    ]


@pytest.mark.parametrize("missing", ["nothing", "only-there"])
def test_an_id_of_nobody_or_of_another_customer_is_named_in_a_404(here: World, missing: str) -> None:
    furnish(here.database, [person("only-there", STRANGER), booked("only-there", "2031-01-01", customer=STRANGER)])
    for path in every_path(missing, missing):
        status, detail = refusal(here, path)
        assert (status, missing in detail) == (404, True), path


def test_an_estate_of_nobody_is_named_in_a_404(shared: World) -> None:
    status, detail = refusal(shared, f"/_farstu/estates/{CUSTOMER}/nothing/finalPriceWatches")
    assert (status, "nothing" in detail) == (404, True)


STATEMENTS = {
    REPORT: 1,
    f"{PARTICIPANTS}?PageSize=300": 2,
    f"/ViewingParticipant/{CUSTOMER}/c/v": 1,
    f"/_farstu/estates/{CUSTOMER}/e/finalPriceWatches": 1,
    **dict.fromkeys(every_path("c", "m"), 1),
    f"/Note/{CUSTOMER}/GetNotes?contactId=c": 1,
    f"/CRM/Contact/{CUSTOMER}?LeadScore=1&AgentId=u": 1,
    f"/CRM/Contact/{CUSTOMER}/Search?Term=Bergman": 1,
    f"/CRM/Contact/{CUSTOMER}/Search?Term=Anna Berg": 2,
    f"/CRM/Contact/{CUSTOMER}/Search?Term=Anna Zorn": 1,
    f"/CRM/Contact/{CUSTOMER}/search/SocialNumber?SocialNumber=191212121212": 1,
    "/Contacts/GetContactsWithPhonenumber?phoneNumber=0701740605": 1,
    f"/Category/GetCategories?customerId={CUSTOMER}": 1,
}


def test_a_read_asks_the_database_as_often_however_much_there_is(crowded: World) -> None:
    furnish(crowded.database, findable(person("a", first_name="Anna", last_name="Bergman")))
    for number in range(3):
        crowded.call("POST", f"/Meeting/Comeback/{CUSTOMER}/c", {"date": f"2030-0{number + 1}-01"})
        crowded.call("POST", f"{BUDGET}/2026/{number + 1}", {"commission": 1})
    for path, expected in STATEMENTS.items():
        assert statements(crowded, path) == expected, path


def test_a_read_is_in_the_journal_a_moment_later(here: World) -> None:
    response = here.call("GET", f"{PARTICIPANTS}?ViewingStartDate=2024-10-27T02:30:00", Accept_Language="en")
    entry = here.journal(response, Accept_Language="en")
    assert (entry["operation"], entry["customerId"]) == ("GET-CRM-Report-customerId-ViewingParticipant", CUSTOMER)
    assert entry["decided"] == ["The answer is what is stored; nothing was changed."]
    assert [(item["code"], item["member"]) for item in entry["advice"]] == [("doubled-hour", "ViewingStartDate")]
    assert entry["response"]["status"] == 200


def test_the_journal_cuts_a_long_answer_short(here: World) -> None:
    for _ in range(2):
        furnish(here.database, [
            Meeting(CUSTOMER, f"meeting-{number:033}", "Assignment", "c2", None, "u", 1, 2, None, BOOKED, None, 1)
            for number in range(300)
        ])  # fmt: skip
    response = here.call("GET", f"/CRM/Contact/{CUSTOMER}/c2/Meeting")
    assert len(response.json()["meetings"]) == 300
    body = here.journal(response)["response"]["body"]
    assert len(body) < 17_000 < len(response.text)
    assert body.endswith(f"… ({len(response.content)})")


def test_a_read_with_a_body_of_any_kind_is_answered(shared: World) -> None:
    response = shared.call("GET", COMEBACKS, b"{", Content_Type="text/plain")
    assert response.status_code == 200


@pytest.mark.parametrize("method", ["HEAD", "POST", "DELETE"])
def test_another_verb_on_a_read_is_a_405(shared: World, method: str) -> None:
    response = shared.call(method, COMEBACKS)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET")
