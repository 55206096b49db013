"""Every kind of read, about chance contacts, homes and viewings of a brokerage with very many contacts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

from benchmarks.crash.world import World
from benchmarks.large.crowd import contact_id, email, phone
from benchmarks.support.http import Request

SEARCH = "search: "
"""How the names of those begin that are searches, which may take longer."""


def kinds(world: World, number: int) -> dict[str, Callable[[Random], Request]]:
    """By what it is called: one request of it, drawn by chance."""

    def get(path: str) -> Request:
        return Request("GET", f"/{path}", {"Authorization": world.authorization})

    def post(path: str, body: object) -> Request:
        headers = {"Authorization": world.authorization, "Content-Type": "application/json"}
        return Request("POST", f"/{path}", headers, json.dumps(body).encode())

    def some(chance: Random) -> str:
        return contact_id(chance.randrange(number))

    def twenty(chance: Random) -> str:
        return ",".join(some(chance) for _ in range(20))

    its, said = world.customer, world.said
    one = f"CRM/Contact/{its}"
    return {
        "one contact": lambda chance: get(f"{one}/{some(chance)}"),
        "20 contacts": lambda chance: get(f"{one}/{twenty(chance)}"),
        "party roles": lambda chance: get(f"{one}/{some(chance)}/PartyRoles"),
        "relations": lambda chance: get(f"{one}/{some(chance)}/Relations"),
        "leads": lambda chance: get(f"{one}/{some(chance)}/true/true/true/true/Lead"),
        "homes of interest": lambda chance: get(f"{one}/Speculator/{chance.choice(world.contacts)}"),
        "comebacks": lambda chance: get(f"{one}/{some(chance)}/ComebackMeeting"),
        "comebacks of 20": lambda chance: get(f"{one}/{twenty(chance)}/ComebackMeeting"),
        "meetings of one": lambda chance: get(f"{one}/{chance.choice(world.contacts)}/Meeting"),
        "notes": lambda chance: get(f"Note/{its}/GetNotes?contactId={chance.choice(world.contacts)}"),
        "one meeting": lambda chance: get(f"Meeting/{its}/{said['meetingId']}"),
        "one home": lambda chance: get(f"Advertising/Estate/{its}/{chance.choice(world.estates)}"),
        "homes, 100": lambda chance: get(f"Advertising/Estate/{its}?PageSize=100"),
        "viewings of a home": lambda chance: get(f"Viewing/{its}/{chance.choice(world.estates)}"),
        "users, 100": lambda chance: get(f"Advertising/User/{its}?PageSize=100"),
        "follow-up": lambda chance: get("ViewingParticipant/{}/{}/{}".format(its, *chance.choice(world.viewers)[::-1])),
        "budgets": lambda chance: get(f"Report/Budget/{its}/Commission"),
        "GetContacts by id": lambda chance: post(
            "Contacts/GetContacts", {"customerId": its, "contactId": [some(chance)]}
        ),
        f"{SEARCH}GetContacts by e-mail": lambda chance: post(
            "Contacts/GetContacts", {"customerId": its, "emailAddresses": [email(chance.randrange(number))]}
        ),
        f"{SEARCH}GetContacts changed within an hour": lambda chance: post(
            "Contacts/GetContacts", {"customerId": its, **_hour(chance)}
        ),
        f"{SEARCH}sync list of an hour": lambda chance: post(
            "Contacts/GetContactsSyncList", {"customerId": its, **_hour(chance)}
        ),
        f"{SEARCH}list changed within an hour": lambda chance: get(
            "{}?ChangedAtFrom={changedDateFrom}&ChangedAtTo={changedDateTo}".format(one, **_hour(chance))
        ),
        f"{SEARCH}first and last name": lambda chance: get(f"{one}/Search?Term={_term(chance, 'Maria Nilsson')}"),
        f"{SEARCH}rare letters": lambda chance: get(f"{one}/Search?Term={_term(chance, 'Östlund Åsa')}"),
        f"{SEARCH}beginnings": lambda chance: get(f"{one}/Search?Term={_term(chance, 'an and')}"),
        f"{SEARCH}a last name": lambda chance: get(f"{one}/Search?Term={_term(chance, 'Samuelsson')}"),
        f"{SEARCH}nobody's name": lambda chance: get(f"{one}/Search?Term={_term(chance, 'Maria Zzz')}"),
        f"{SEARCH}e-mail": lambda chance: get(f"{one}/Search?Term={quote(email(chance.randrange(number)))}"),
        f"{SEARCH}phone": lambda chance: get(
            f"Contacts/GetContactsWithPhonenumber?phoneNumber={phone(chance.randrange(number))}&customerId={its}"
        ),
        f"{SEARCH}personal number": lambda chance: get(f"{one}/search/SocialNumber?SocialNumber=19900101-2384"),
    }  # fmt: skip


def _hour(chance: Random) -> dict[str, str]:
    day, hour = chance.randrange(1, 28), chance.randrange(23)
    return {
        "changedDateFrom": f"2024-03-{day:02}T{hour:02}:00:00",
        "changedDateTo": f"2024-03-{day:02}T{hour + 1:02}:00:00",
    }


def _term(chance: Random, text: str) -> str:
    return quote(text) + f"&MaxSize={chance.randrange(40, 60)}"


def requests(ask: Callable[[Random], Request], times: int) -> Iterator[Request]:
    """So many of one kind, always the same."""
    chance = Random(times)
    return (ask(chance) for _ in range(times))
