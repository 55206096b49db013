"""Finding contacts over the wire: by what they are, by words, by number, by telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from farstu.areas.finding import reads
from farstu.records.contacts import COMPANY, DECEASED_ESTATE, ContactField
from farstu.records.finding import number_columns
from farstu.records.orders import NewsletterMember, ScheduledOrder
from farstu.store.table import Row
from tests.support.people import VAULT, WHO, findable
from tests.support.reading import at, json_of, plain, refusal, xml_of
from tests.support.world import CUSTOMER, GROUP_KEY, NOW, SISTER, World, person, world

HERE = f"/CRM/Contact/{CUSTOMER}"
PHONE = "/Contacts/GetContactsWithPhonenumber?phoneNumber="
YEAR = {"created_at": at("2020-05-01T10:00:00"), "changed_at": at("2021-05-01T10:00:00")}


def number(text: str, kind: str | None = None) -> dict[str, Any]:
    return number_columns(VAULT, text, False, NOW, kind)


KNOWN = number(WHO[0].number)


def rows() -> list[Row]:
    return [
        *findable(
            person("p1", first_name="Anna-Lena", last_name="von Bergström", email="anna@exempel.se", agent="u", **YEAR),
            person("p2", first_name="Anna", last_name="Lenander", cell="070-174 06 05", lead_score=50, **KNOWN),
            person("p3", SISTER, first_name="Anna", last_name="Lenander", home="+46701740605"),
            person("f1", kind=COMPANY, last_name="Lenas Bygg AB", work="0701740605", **number("556036-0793", COMPANY)),
            person("d1", kind=DECEASED_ESTATE, last_name="Dödsboet efter Lenander", **number(WHO[0].number)),
        ),
        ContactField(CUSTOMER, "p1", "Hund", "Tax"),
        ScheduledOrder(CUSTOMER, "o", "p2", "FinalPricesInArea", NOW, NOW),
        NewsletterMember(CUSTOMER, "f1", "list"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def here(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("finding")
    with world(folder, rows(), kind=kind) as made:
        yield made


EVERYBODY = {
    "persons": ["StringValue", "c", "c2", "p1", "p2", "twin"],
    "companies": ["f", "f1"],
    "deceasedEstates": ["d", "d1"],
}


def listed(here: World, query: str) -> dict[str, list[str]]:
    found = json_of(here, f"{HERE}?{query}")
    return {kind: [item["id"] for item in found[kind]] for kind in found if found[kind]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("AgentId=u", {"persons": ["p1"]}),
        ("CreatedAtTo=2020-05-01T10:00:00", {"persons": ["p1"]}),
        ("CreatedAtTo=2020-05-01T09:59:59", {}),
        ("ChangedAtFrom=2021-05-01T10:00:00&ChangedAtTo=2021-05-02", {"persons": ["p1"]}),
        ("CreatedAtFrom=2020-06-01&AgentId=u", {}),
        ("CustomFieldName=Hund", {"persons": ["p1"]}),
        ("CustomFieldName=Hund&CustomFieldValue=Pudel", {}),
        ("LeadScore=50", {"persons": ["p2"]}),
        ("LeadScore=51", {}),
        ("ContactScheduledOrderType=FinalPricesInArea", {"persons": ["p2"]}),
        ("ContactScheduledOrderType=1", {}),
        ("NewsletterListId=list", {"companies": ["f1"]}),
        ("", EVERYBODY),
    ],
)
def test_contacts_are_listed_that_all_criteria_fit(here: World, query: str, expected: dict[str, list[str]]) -> None:
    assert listed(here, query) == expected


def test_a_value_without_its_field_is_a_400(here: World) -> None:
    status, problems = refusal(here, f"{HERE}?CustomFieldValue=Tax")
    assert (status, list(problems)) == (400, ["CustomFieldName"])


def test_more_than_one_answer_holds_is_refused_not_cut(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "MOST_LISTED", 9)
    status, detail = refusal(here, HERE)
    assert (status, "More than 9 contacts" in detail) == (400, True)
    monkeypatch.setattr(reads, "MOST_LISTED", 10)
    assert len(listed(here, "")["persons"]) == 6


def search(here: World, term: str, more: str = "") -> list[tuple[str, float]]:
    return [(item["id"], item["score"]) for item in json_of(here, f"{HERE}/Search?Term={term}{more}")["matches"]]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("lenander", [("d1", 1.0), ("p2", 1.0)]),
        ("LENAN", [("d1", 0.5), ("p2", 0.5)]),
        ("anna len", [("p1", 0.75), ("p2", 0.75)]),
        ("Bergström", [("p1", 1.0)]),
        ("a b v l anna", [("p1", 0.6)]),
        ("anna x", []),
        ("%%%%%", []),
        ("ANNA@exempel.se", [("p1", 1.0)]),
        ("anna@exempel.com", []),
        ("%2B46 70 174 06 05", [("f1", 1.0), ("p2", 1.0)]),
    ],
)
def test_words_find_the_beginnings_of_names_and_whole_addresses_and_numbers(
    here: World, term: str, expected: list[tuple[str, float]]
) -> None:
    assert search(here, term.replace("%%", "%25%25")) == expected


def test_a_search_has_its_limits(here: World) -> None:
    assert len(search(here, "lenander", "&MaxSize=1")) == 1
    for query, name in (("Term=anna", "Term"), ("", "Term"), ("Term=lenander&MaxSize=1001", "MaxSize")):
        status, problems = refusal(here, f"{HERE}/Search?{query}")
        assert (status, list(problems)) == (400, [name])


def test_of_words_that_many_have_so_many_of_the_rarest_are_looked_at(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "MOST_CANDIDATES", 2)
    assert search(here, "len anna") == [("p1", 0.75), ("p2", 0.75)]
    monkeypatch.setattr(reads, "MOST_CANDIDATES", 1)
    assert search(here, "len anna") == [("p1", 0.75)]
    assert len(search(here, "lenander")) == 2


@pytest.mark.parametrize("gathered", [0, 20_000])
def test_words_that_many_have_are_found_together_however_they_are_looked_up(
    here: World, monkeypatch: pytest.MonkeyPatch, gathered: int
) -> None:
    monkeypatch.setattr(reads, "FEW_CANDIDATES", 1)
    monkeypatch.setattr(reads, "MOST_GATHERED", gathered)
    assert search(here, "len anna") == [("p1", 0.75), ("p2", 0.75)]
    assert search(here, "a b v l anna") == [("p1", 0.6)]
    assert search(here, "anna bergström zzz") == []


def test_what_is_found_says_what_it_is(here: World) -> None:
    (first, _) = json_of(here, f"{HERE}/search?term=lenander")["matches"]
    assert set(first) == {"id", "changedAt", "customerId", "type", "score"}
    assert (first["type"], first["customerId"]) == ("Estate", CUSTOMER)
    root = plain(xml_of(here, f"{HERE}/Search?Term=lenander"))
    assert (root[0], [name for name, _ in root[1][0][1]]) == ("CrmContactSearchList", ["CrmContactSearchMatch"] * 2)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (WHO[0].number, [("d1", ["Estate"]), ("p2", ["Person"])]),
        (f"{WHO[0].number[2:8]}-{WHO[0].number[8:]}", [("d1", ["Estate"]), ("p2", ["Person"])]),
        ("5560360793", [("f1", ["Company"])]),
        ("556036-0794", []),
        (WHO[2].number, []),
    ],
)
def test_a_number_finds_whose_it_is_however_it_is_written(
    here: World, sent: str, expected: list[tuple[str, list[str]]]
) -> None:
    found = json_of(here, f"{HERE}/search/SocialNumber?SocialNumber={sent}")["matches"]
    assert sorted((item["id"], item["contactClassTypes"]) for item in found) == expected


def test_a_number_that_is_looked_for_is_masked_in_the_journal(here: World) -> None:
    response = here.call("GET", f"{HERE}/search/SocialNumber?SocialNumber={WHO[0].number}")
    assert WHO[0].number not in str(here.journal(response))


def test_a_phone_number_finds_contacts_of_every_customer_that_the_key_covers(here: World) -> None:
    expected = [{"customerId": CUSTOMER, "contactIds": ["f1", "p2"]}, {"customerId": SISTER, "contactIds": ["p3"]}]
    assert here.call("GET", f"{PHONE}070-174 06 05", key=GROUP_KEY).json() == expected
    assert json_of(here, f"{PHONE}0046701740605") == expected[:1]
    assert json_of(here, f"{PHONE}08-465 004 99") == []
    assert plain(xml_of(here, f"{PHONE}0701740605"))[0] == "ArrayOfCustomerContactIds"
    status, problems = refusal(here, f"{PHONE}12")
    assert (status, list(problems)) == (400, ["phoneNumber"])
