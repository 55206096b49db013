"""An agency: its customer and offices, who works there, in which groups, and where its leads come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from farstu.demo.making import Making
from farstu.demo.names import ascii_name, draw_names
from farstu.demo.phones import MOBILE
from farstu.demo.places import Town, draw_address
from farstu.demo.plans import GROUP_TITLE, LEAD_SOURCES, OFFICE_GROUPS, USER_GROUPS, Plan
from farstu.records.leads import LeadSource
from farstu.records.offices import (
    Customer,
    Office,
    OfficeGroup,
    OfficeGroupMember,
    OfficeUser,
    User,
    UserGroup,
    UserGroupMember,
)
from farstu.records.profiles import OfficeProfile, Place, Review, UserProfile, write_profile
from farstu.store.table import Row

MANAGER, AGENT, ASSISTANT = "Kontorschef, reg. fastighetsmäklare", "Reg. fastighetsmäklare", "Mäklarassistent"
_ASSISTANTS = 2
_LANGUAGES = ("svenska", "engelska", "finska", "arabiska", "spanska", "samiska")
_REVIEWS = (
    Review("Lugn, påläst och alltid svar samma dag.", "Säljare i våras"),
    Review("Vi kände oss väl omhändertagna hela vägen.", "Köpare"),
)


@dataclass(frozen=True)
class Worker:
    """A user with the office where most of the work is done, and the towns around it."""

    user: User
    office: Office
    towns: tuple[Town, ...]

    @property
    def sells(self) -> bool:
        """Whether this is an agent, no assistant."""
        return self.user.title != ASSISTANT


@dataclass(frozen=True)
class Agency:
    """A customer with all who work there. The first worker is at the second office alone, the second at two."""

    number: int
    customer: Customer
    offices: list[Office]
    workers: list[Worker]
    groups: list[UserGroup]
    office_groups: list[OfficeGroup]
    sources: list[LeadSource]

    @property
    def id(self) -> str:
        """The customer's id."""
        return self.customer.customer

    @property
    def agents(self) -> list[Worker]:
        """Those who sell."""
        return [worker for worker in self.workers if worker.sells]

    def rows(self) -> Iterator[Row]:
        """All rows of the agency itself."""
        yield self.customer
        yield from (*self.offices, *self.groups, *self.sources)
        for place, worker in enumerate(self.workers, start=1):
            yield worker.user
            yield OfficeUser(self.id, worker.office.id, worker.user.id, place, is_main=True)
        yield OfficeUser(self.id, self.offices[0].id, self.workers[1].user.id, 1, is_main=False)
        yield from self._members()
        yield from self.office_groups
        for group, offices in zip(self.office_groups, (self.offices, self.offices[1:]), strict=True):
            yield from (OfficeGroupMember(self.id, group.id, office.id) for office in offices)

    def _members(self) -> Iterator[UserGroupMember]:
        agents = [worker.user for worker in self.agents]
        assistants = [worker.user for worker in self.workers if not worker.sells]
        managers = [user for user in agents if user.title == MANAGER]
        for group, users in zip(self.groups, (agents, assistants, managers), strict=True):
            yield from (UserGroupMember(self.id, group.id, user.id) for user in users)


def make_agency(making: Making, plan: Plan, number: int) -> Agency:
    """An agency with the customer id `M<number>`."""
    customer_id = f"M{number}"
    sources = [LeadSource(customer_id, making.id("LKA"), name) for name in LEAD_SOURCES]
    offices = [_office(making, plan, number, place) for place in range(len(plan.offices))]
    customer = Customer(
        customer=customer_id,
        name=plan.name,
        main_office=offices[0].id,
        default_lead_source=sources[0].id,
        sandbox=True,
        created_at=making.days.at(-1_000, 9),
    )
    groups = [UserGroup(customer_id, making.id("GRP"), name) for name in USER_GROUPS]
    office_groups = [OfficeGroup(customer_id, making.id("KGR"), name) for name in OFFICE_GROUPS]
    return Agency(number, customer, offices, _workers(making, plan, offices), groups, office_groups, sources)


def _office(making: Making, plan: Plan, number: int, place: int) -> Office:
    """The main office has the customer's id, the others the numbers behind it."""
    town, around = plan.offices[place], plan.around[place][0]
    address = draw_address(making.rng, around, "Apartment")
    profile = OfficeProfile(
        legal_name=f"{plan.name} AB",
        street_address=address.street_address,
        zip_code=address.zip_code,
        seat=plan.offices[0],
        home_page=f"https://{_domain(plan)}",
        description=f"Vi säljer bostäder i {' och '.join(home.name for home in plan.around[place])}.",
        corporate_number=plan.number,
        vat=f"SE{plan.number.replace('-', '')}01",
        place=Place(*around.place),
        region=plan.region,
        number=place + 1,
        chain=(plan.brand, GROUP_TITLE),
        brand=plan.brand,
        is_sub_office=place > 0,
    )
    return Office(
        customer=f"M{number}",
        id=f"M{number + place}",
        name=f"{plan.name} {town}",
        city=town,
        email=f"{ascii_name(town)}@{_domain(plan)}",
        phone=making.phones.draw(around.area),
        profile=write_profile(profile),
        changed_at=making.past(making.rng.randint(1, 300)),
    )


def _workers(making: Making, plan: Plan, offices: list[Office]) -> list[Worker]:
    """Eight to twelve, dealt out to the offices from the second on; the first at each office is its manager."""
    names = draw_names(making.rng, making.rng.randint(8, 12))
    workers = []
    for number, name in enumerate(names):
        place = (number + 1) % len(offices)
        title = MANAGER if number < len(offices) else ASSISTANT if number >= len(names) - _ASSISTANTS else AGENT
        user = User(
            customer=offices[0].customer,
            id=making.id("HAN"),
            first_name=name.first,
            last_name=name.last,
            title=title,
            email=f"{name.mailbox}@{_domain(plan)}",
            phone=making.phones.draw(MOBILE),
            profile=write_profile(_profile(making, title, offices[place])),
            changed_at=making.past(making.rng.randint(1, 300)),
        )
        workers.append(Worker(user, offices[place], plan.around[place]))
    return workers


def _profile(making: Making, title: str, office: Office) -> UserProfile:
    sells = title != ASSISTANT
    return UserProfile(
        category="Mäklare" if sells else "Assistent",
        languages=("svenska", *making.rng.sample(_LANGUAGES[1:], making.rng.randint(0, 2))),
        description=f"Arbetar i {office.city} med omnejd." if sells else None,
        public_phone=office.phone,
        published_on=(office.id,),
        reviews=_REVIEWS[: making.rng.randint(0, 2)] if sells else (),
    )


def _domain(plan: Plan) -> str:
    return f"{ascii_name(plan.name.rpartition(' ')[0])}.example.com"
