"""Notes, parties, relations, orders and merged contacts over the wire."""

from __future__ import annotations

import pytest

from farstu.records.orders import ScheduledOrder
from farstu.records.parties import ContactRelation, ExtraParty, Party
from tests.support.reading import at, json_of, plain, refusal, xml_of
from tests.support.world import CUSTOMER, World, furnish

HERE = f"/CRM/Contact/{CUSTOMER}"
NOTES = f"/Note/{CUSTOMER}"
NAMESPACE = "http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models.Contact.Crm"
MAY = at("2026-05-01T10:00:00")
TIES = [
    Party(CUSTOMER, "e", "c", "Buyer", MAY),
    Party(CUSTOMER, "e1", "c", "Seller", MAY),
    Party(CUSTOMER, "e1", "c2", "Owner", MAY),
    ExtraParty(CUSTOMER, "e1", "c", "Tenant", "Guardian", None, MAY),
    ExtraParty(CUSTOMER, "e", "c", "Seller", "PowerOfAttorney", "c2", MAY),
    ContactRelation(CUSTOMER, "c", "c2", "AuthorizedSignatory"),
    ContactRelation(CUSTOMER, "c", "nobody", "Unknown"),
    ScheduledOrder(CUSTOMER, "o2", "c", "FinalPricesInArea", MAY + 1, MAY),
    ScheduledOrder(CUSTOMER, "o1", "c", "FinalPricesInArea", MAY, MAY),
    ScheduledOrder(CUSTOMER, "o3", "c", "EstateValue", MAY, MAY),
]


def test_notes_are_read_back_the_newest_first(here: World) -> None:
    dated = {"date": "2020-01-01T10:00:00", "userId": "u", "text": "Gammal", "contactId": "c", "estateId": "e"}
    for body in (dated, {"text": "Ny", "contactId": "c"}, {"text": "Om bostaden", "estateId": "e"}):
        assert here.call("POST", NOTES, body).status_code == 204
    new, old = json_of(here, f"{NOTES}/GetNotes?contactId=c")
    assert (new["text"], new["userId"], new["id"][:3]) == ("Ny", None, "NOT")
    assert (old["text"], old["userId"], old["date"]) == ("Gammal", "u", "2020-01-01T10:00:00")
    assert plain(xml_of(here, f"{NOTES}/GetNotes?contactId=c"))[0] == "ArrayOfSimpleNote"
    assert json_of(here, f"{NOTES}/GetNotes?contactId=c2") == []
    assert refusal(here, f"{NOTES}/GetNotes?contactId=nobody")[0] == 404


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ({}, ["note.ContactId", "note.EstateId", "note.Text"]),
        ({"text": " ", "contactId": "c"}, ["note.Text"]),
        ({"text": "x", "contactId": "y", "estateId": "y", "userId": "y"},
         ["note.ContactId", "note.EstateId", "note.UserId"]),
    ],
)  # fmt: skip
def test_a_note_that_cannot_be_is_a_400(shared: World, body: dict[str, str], keys: list[str]) -> None:
    response = shared.call("POST", NOTES, body)
    assert (response.status_code, sorted(response.json()["modelState"])) == (400, keys)


def test_what_a_contact_is_in_sales_is_told_side_by_side(here: World) -> None:
    furnish(here.database, TIES)
    found = json_of(here, f"{HERE}/c/PartyRoles")
    assert [side for side, homes in found.items() if homes] == ["buyer", "seller", "extraSeller", "extraTenant"]
    assert found["buyer"] == [{"estateId": "e", "roleCreatedAt": "2026-05-01T10:00:00"}]
    assert found["extraSeller"][0] == {
        "estateId": "e", "roleCreatedAt": "2026-05-01T10:00:00", "partyRole": "PowerOfAttorney", "contactId": "c2",
    }  # fmt: skip
    assert (found["extraTenant"][0]["partyRole"], found["extraTenant"][0]["contactId"]) == ("Guardian", None)
    root = plain(xml_of(here, f"{HERE}/c/PartyRoles"))
    assert [name for name, _ in root[1]][:2] == ["Buyer", "ExtraBuyer"]
    assert not any(json_of(here, f"{HERE}/StringValue/PartyRoles").values())


def test_relations_homes_bought_and_orders_are_told(here: World) -> None:
    furnish(here.database, TIES)
    assert json_of(here, f"{HERE}/c/Relations") == [
        {"id": "c2", "name": "Anna Berg c2", "type": "AuthorizedSignatory"},
        {"id": "nobody", "name": None, "type": "Unknown"},
    ]
    assert json_of(here, f"{HERE}/Buyer/c") == {
        "id": "c", "buyerOn": [{"estateId": "e", "estateType": "HousingCooperative"}],
    }  # fmt: skip
    orders = json_of(here, f"{HERE}/c/Order/EndPrice")
    assert (orders["contactId"], [item["id"] for item in orders["orders"]]) == ("c", ["o1", "o2"])
    for path in ("nobody/Relations", "nobody/PartyRoles", "Buyer/nobody", "nobody/Order/EndPrice"):
        assert refusal(here, f"{HERE}/{path}")[0] == 404


def test_merged_contacts_are_one_and_the_old_id_says_which(here: World) -> None:
    here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/twin", {"date": "2030-01-01"})
    here.call("POST", NOTES, {"text": "Hej", "contactId": "twin"})
    merge = f"/CRM/MergeContact/{CUSTOMER}/c/Merge/twin"
    for _ in range(2):
        assert here.call("POST", merge, {"phone": {"cell": "070-174 06 05"}}).json() == "c"
    assert json_of(here, f"{HERE}/Person/c")["telephone"]["cell"] == "070-174 06 05"
    assert len(json_of(here, f"{HERE}/c/ComebackMeeting")["meetings"]) == 1
    assert [note["text"] for note in json_of(here, f"{NOTES}/GetNotes?contactId=c")] == ["Hej"]
    assert "merged into c." in refusal(here, f"{HERE}/twin")[1]
    late = here.call("POST", NOTES, {"text": "Hej igen", "contactId": "twin"}, Accept_Language="en")
    assert late.status_code == 400
    assert "merged into c." in late.json()["modelState"]["note.ContactId"][0]
    away = here.call("PUT", f"/CRM/MergeContact/{CUSTOMER}/c2/Merge", b"", Content_Type="application/json")
    assert away.status_code == 400
    body = f'<MergeContact xmlns="{NAMESPACE}"><FirstName>Anna</FirstName></MergeContact>'
    left = here.call("PUT", f"/CRM/MergeContact/{CUSTOMER}/c2/Merge", body.encode(), Content_Type="application/xml")
    assert "<FirstName>Anna</FirstName>" in left.text


def test_no_more_than_twenty_are_merged_at_once(shared: World) -> None:
    many = ",".join(f"c{number}" for number in range(21))
    response = shared.call("POST", f"/CRM/MergeContact/{CUSTOMER}/c/Merge/{many}", {})
    assert (response.status_code, list(response.json()["modelState"])) == (400, ["contactIds"])
