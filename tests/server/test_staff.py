"""Offices and users, read back as they are kept and as they are advertised; what users are told."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.areas.user.tables import NOTIFICATION
from farstu.records.offices import Office, OfficeUser, User, UserGroupMember
from farstu.records.profiles import OfficeProfile, Place, Review, UserProfile, write_profile
from tests.support.reading import at, json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, GROUP_KEY, SISTER, STRANGER, World, furnish

OFFICES = f"/Office/GetOffice?CustomerId={CUSTOMER}"
LIST = f"/Advertising/Office/{CUSTOMER}"
USERS = f"/Advertising/User/{CUSTOMER}"
PROFILE = OfficeProfile(
    legal_name="Exempel AB", street_address="Torget 1", zip_code="222 22", vat="SE1", place=Place(13.2, 55.7),
    chain=("EX", "Kedjan"), lead_receiver="u", is_sub_office=True, region=4,
)  # fmt: skip
USER = UserProfile(
    category="Mäklare", languages=("svenska", "finska"), public_phone="08-465 004 10", account_type="BankGiroAccount",
    published_on=("o",), reviews=(Review("Bra", "Bo"), Review("Lugn")), is_public=False, sub_offices=("s",),
)  # fmt: skip


@pytest.fixture
def staffed(here: World) -> World:
    """An office and a user with all that is kept of them; they changed a year apart."""
    changed, later = at("2026-05-01T12:00:00"), at("2027-05-01T12:00:00")
    furnish(here.database, [
        Office(CUSTOMER, "o", "Kontor o", "Lund", "o@example.com", "046-10", write_profile(PROFILE), changed),
        User(CUSTOMER, "u", "Eva", "Ek", "Mäklare", "eva@example.com", "070-174 06 05", write_profile(USER), later),
        OfficeUser(CUSTOMER, "o", "u", 3, is_main=True, phone="046-12"),
        OfficeUser(CUSTOMER, "o1", "u"),
        UserGroupMember(CUSTOMER, "g", "u"),
    ])  # fmt: skip
    return here


def test_the_offices_of_a_customer_come_by_their_ids(staffed: World) -> None:
    found = json_of(staffed, OFFICES)
    assert [office["officeId"] for office in found] == ["M1", "StringValue", "o", "o1"]
    assert found[2] == {
        "archived": False, "customerId": CUSTOMER, "officeId": "o", "name": "Kontor o", "customerName": "Exempel",
        "legalCustomerName": "Exempel AB", "address": "Torget 1", "postalAddress": None, "zipCode": "222 22",
        "city": "Lund", "telephone": "046-10", "companyPlace": None, "emailAddress": "o@example.com", "homePage": None,
        "description": None, "corporateNumber": None, "bankgiro": None, "postalgiro": None, "vat": "SE1",
        "taxCertificate": None, "coordinate": {"longitud": 13.2, "latitud": 55.7}, "region": 4, "officeNumber": None,
        "officeName": "Kontor o", "chain": {"id": "EX", "name": "Kedjan"}, "dateChanged": "2026-05-01T12:00:00",
        "primaryLeadReceiverId": "u", "subOffice": True, "groups": [{"id": "og", "name": "Södra"}],
    }  # fmt: skip
    assert (found[0]["groups"], found[0]["chain"], found[0]["subOffice"]) == ([], None, False)


@pytest.mark.parametrize(
    ("more", "ids"),
    [("&OfficeId=o1", ["o1"]), ("&GroupId=og", ["o"]), ("&OfficeId=o1&GroupId=og", []), ("&OfficeId=nothing", []),
     ("&officeid=&groupid=", ["M1", "StringValue", "o", "o1"])],
)  # fmt: skip
def test_offices_are_picked_by_id_and_by_group(staffed: World, more: str, ids: list[str]) -> None:
    assert [office["officeId"] for office in json_of(staffed, OFFICES + more)] == ids


def test_offices_in_xml_are_a_list_with_members_by_their_letters(staffed: World) -> None:
    root = plain(xml_of(staffed, f"{OFFICES}&OfficeId=o"))
    assert root[0] == "ArrayOfOffice"
    names = [name for name, _ in root[1][0][1]]
    assert names == sorted(names)
    assert ("VAT", "SE1") in root[1][0][1]


def test_offices_need_a_customer(shared: World) -> None:
    status, problems = refusal(shared, "/Office/GetOffice")
    assert (status, list(problems)) == (400, ["CustomerId"])


def test_groups_hold_their_members(staffed: World) -> None:
    assert json_of(staffed, f"/CRM/Officegroups/{CUSTOMER}") == [
        {"id": "og", "name": "Södra", "offices": [{"id": "o"}]}
    ]
    groups = json_of(staffed, f"/CRM/Usergroups/{CUSTOMER}")
    assert [(group["userGroupId"], group["users"]) for group in groups] == [
        ("StringValue", []), ("g", [{"userId": "u"}]), ("g1", []),
    ]  # fmt: skip
    assert groups[1] | {"users": []} == {"userGroupId": "g", "customerIds": [CUSTOMER], "name": "Grupp g", "users": []}
    assert plain(xml_of(staffed, f"/CRM/Usergroups/{CUSTOMER}"))[0] == "ArrayOfUserGroup"


def test_a_user_is_answered_with_all_that_is_kept(staffed: World) -> None:
    (user,) = json_of(staffed, f"/User/GetUser?UserId=u&CustomerId={CUSTOMER}")
    assert {name: value for name, value in user.items() if value not in (None, [])} == {
        "archived": False, "public": False, "userId": "u", "customerId": [CUSTOMER], "orderNumber": 3,
        "userName": "Eva Ek", "category": "Mäklare", "title": "Mäklare", "allowLogOn": True,
        "emailAddress": "eva@example.com", "cellPhone": "070-174 06 05",
        "directPhonenumbers": [{"customerId": "o", "phonenumber": "046-12"}], "publicPhonenumber": "08-465 004 10",
        "spokenLanguages": ["svenska", "finska"], "accountType": "BankGiroAccount", "publishedOnOffice": ["o"],
        "customerIdsWithSortOrder": [
            {"customerId": CUSTOMER, "orderNumber": 3, "mainBusiness": True, "officeId": "o"},
            {"customerId": CUSTOMER, "orderNumber": None, "mainBusiness": None, "officeId": "o1"},
        ],
        "dateChanged": "2027-05-01T12:00:00", "subOffices": [{"id": "s"}],
        "reviews": [{"review": "Bra", "madeBy": "Bo"}, {"review": "Lugn", "madeBy": None}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "ids"),
    [("CustomerId=M1", ["StringValue", "u", "u1"]), ("CustomerId=M1&SearchText=EVA@EX", ["u"]),
     ("CustomerId=M1&SearchText=eva  ek", ["StringValue", "u", "u1"]), ("CustomerId=M1&SearchText=qq", []),
     ("UserId=u", ["u"]), ("CustomerId=M1&UserId=nobody", [])],
)  # fmt: skip
def test_users_are_picked_by_id_and_by_what_is_said_of_them(staffed: World, query: str, ids: list[str]) -> None:
    assert [user["userId"] for user in json_of(staffed, f"/User/GetUser?{query}")] == ids


def test_users_of_no_customer_named_are_those_of_every_customer_covered(here: World) -> None:
    found = json_of(here, "/User/GetUser?UserId=u", key=GROUP_KEY)
    assert [user["customerId"] for user in found] == [[CUSTOMER], [SISTER]]


def test_offices_are_advertised_in_pages_by_when_they_changed(staffed: World) -> None:
    first = json_of(staffed, f"{LIST}?PageSize=3")
    last = json_of(staffed, f"{LIST}?pagesize=3&pageindex=1")
    assert (first["index"], first["count"], first["totalRowCount"]) == (0, 3, 4)
    assert (last["index"], last["count"], last["totalRowCount"]) == (1, 1, 4)
    assert [row["id"] for row in first["rows"] + last["rows"]] == ["o", "M1", "StringValue", "o1"]
    assert first["rows"][0] == {"id": "o", "customerId": CUSTOMER, "changedAt": "2026-05-01T12:00:00"}
    beyond = json_of(staffed, f"{LIST}?PageIndex=9")
    assert beyond == {"index": 9, "count": 0, "totalRowCount": 4, "rows": []}
    assert plain(xml_of(staffed, LIST))[0] == "PageOfAdvertising_AdvertisingOfficeListRow"


@pytest.mark.parametrize(
    ("query", "count"),
    [("ChangedAtMaxValue=2026-05-01T12:00:00", 1), ("ChangedAtMaxValue=2026-05-01T11:59:59.9999999", 0),
     ("ChangedAtMaxValue=2026-05-01T10:00:00Z", 1), ("ChangedAtMaxValue=2026-05-01T12:00:00%2B03:00", 0),
     ("ChangedAtMinValue=2026-05-01T12:00:00&ChangedAtMaxValue=2026-05-02", 1)],
)  # fmt: skip
def test_changes_are_asked_for_by_the_swedish_clock_unless_an_offset_says_otherwise(
    staffed: World, query: str, count: int
) -> None:
    assert json_of(staffed, f"{LIST}?{query}")["totalRowCount"] == count


@pytest.mark.parametrize(
    ("query", "key"),
    [("PageSize=0", "PageSize"), ("PageSize=1001", "PageSize"), ("PageIndex=-1", "PageIndex"),
     ("ChangedAtMinValue=2027-01-01&ChangedAtMaxValue=2026-01-01", "ChangedAtMaxValue")],
)  # fmt: skip
@pytest.mark.parametrize("path", [LIST, USERS])
def test_a_page_that_cannot_be_is_a_400(shared: World, path: str, query: str, key: str) -> None:
    status, problems = refusal(shared, f"{path}?{query}")
    assert (status, list(problems)) == (400, [key])


def test_an_office_is_advertised_with_what_the_public_may_know(staffed: World) -> None:
    assert json_of(staffed, f"{LIST}/o") == {
        "id": "o", "customerId": CUSTOMER, "changedAt": "2026-05-01T12:00:00", "brandId": None, "name": "Kontor o",
        "streetAddress": "Torget 1", "zipCode": {"numerical": 22222, "value": "222 22"}, "postalTown": "Lund",
        "telephone": {"switch": {"msisdn": None, "display": "046-10"}}, "emailAddress": "o@example.com", "seat": None,
        "description": None, "coordinate": {"longitude": 13.2, "latitude": 55.7},
    }  # fmt: skip


def test_users_are_advertised_in_pages_with_their_offices(staffed: World) -> None:
    found = json_of(staffed, f"{USERS}?PageSize=1&PageIndex=2")
    assert found == {
        "index": 2, "count": 1, "totalRowCount": 3,
        "rows": [{
            "id": "u", "isVisibleInStaffList": True, "changedAt": "2027-05-01T12:00:00",
            "offices": [
                {"id": "o", "customerId": CUSTOMER, "isVisibleInStaffList": True},
                {"id": "o1", "customerId": CUSTOMER, "isVisibleInStaffList": False},
            ],
        }],
    }  # fmt: skip
    everyone = json_of(staffed, USERS)
    assert [(row["id"], len(row["offices"])) for row in everyone["rows"]] == [("StringValue", 1), ("u1", 0), ("u", 2)]
    assert everyone["count"] == 3


def test_a_user_is_advertised_with_what_the_public_may_know(staffed: World) -> None:
    found = json_of(staffed, f"{USERS}/u")
    assert found["name"] == "Eva Ek"
    assert found["telephone"] == {
        "cell": {"msisdn": "46701740605", "display": "070-174 06 05"},
        "public": {"msisdn": "46846500410", "display": "08-465 004 10"},
    }
    assert found["reviews"] == [{"text": "Bra", "authorName": "Bo"}, {"text": "Lugn", "authorName": None}]
    assert found["offices"][0] == {
        "id": "o", "customerId": CUSTOMER, "orderNumber": 3, "isVisibleInStaffList": True,
        "telephone": {"personal": {"msisdn": None, "display": "046-12"}},
    }  # fmt: skip
    assert plain(xml_of(staffed, f"{USERS}/u"))[0] == "AdvertisingUser"


@pytest.mark.parametrize(("path", "kind"), [(LIST, "officeId"), (USERS, "userId")])
def test_an_office_or_user_of_nobody_or_of_another_customer_is_a_404(here: World, path: str, kind: str) -> None:
    furnish(here.database, [
        Office(STRANGER, "theirs", "x", "y", None, None), User(STRANGER, "theirs", "x", "y", "z", None, None),
    ])  # fmt: skip
    for missing in ("nothing", "theirs"):
        status, detail = refusal(here, f"{path}/{missing}")
        assert (status, missing in detail, kind in detail) == (404, True, True)


def notify(here: World, **body: Any) -> Any:
    return here.call("POST", f"/User/Notify/{CUSTOMER}", body, Accept_Language="en")


def test_a_message_is_kept_once_for_each_recipient(here: World) -> None:
    answer = notify(here, header="Hej", message="Nytt bud", sms=True, recipients=["u", "u1", "u"])
    assert (answer.status_code, answer.json()) == (200, True)
    kept = here.rows(NOTIFICATION)
    assert sorted(row.user for row in kept) == ["u", "u1"]
    assert {(row.header, row.message, row.by_sms, row.in_program) for row in kept} == {("Hej", "Nytt bud", True, False)}
    assert here.journal(answer, Accept_Language="en")["decided"][0].endswith("is kept for 2 user(s).")


def test_a_message_to_nobody_is_false_and_one_to_somebody_unknown_a_400(here: World) -> None:
    assert notify(here, header="Hej").json() is False
    state = notify(here, header="Hej", recipients=["u", "x", "y"]).json()["modelState"]
    assert [len(texts) for key, texts in state.items() if key == "notification.Recipients"] == [2]
    assert here.rows(NOTIFICATION) == []


@pytest.mark.parametrize(
    "path", [OFFICES, f"/CRM/Officegroups/{CUSTOMER}", f"/CRM/Usergroups/{CUSTOMER}", "/User/GetUser", LIST, USERS,
             f"{LIST}/o", f"{USERS}/u"],
)  # fmt: skip
def test_offices_and_users_are_read_with_one_statement(staffed: World, path: str) -> None:
    assert statements(staffed, path) == 1
