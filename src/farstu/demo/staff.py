"""An agency: its customer and offices, who works there, in which groups, and where its leads come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from farstu.demo.making import Making
from farstu.demo.names import ascii_name, draw_names
from farstu.demo.phones import MOBILE
from farstu.demo.places import Town
from farstu.demo.plans import LEAD_SOURCES, USER_GROUPS, Plan
from farstu.records.leads import LeadSource
from farstu.records.offices import Customer, Office, OfficeUser, User, UserGroup, UserGroupMember
from farstu.store.table import Row

MANAGER, AGENT, ASSISTANT = "Kontorschef, reg. fastighetsmäklare", "Reg. fastighetsmäklare", "Mäklarassistent"
_ASSISTANTS = 2


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
        for worker in self.workers:
            yield worker.user
            yield OfficeUser(self.id, worker.office.id, worker.user.id)
        yield OfficeUser(self.id, self.offices[0].id, self.workers[1].user.id)
        yield from self._members()

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
    return Agency(number, customer, offices, _workers(making, plan, offices), groups, sources)


def _office(making: Making, plan: Plan, number: int, place: int) -> Office:
    """The main office has the customer's id, the others the numbers behind it."""
    town = plan.offices[place]
    return Office(
        customer=f"M{number}",
        id=f"M{number + place}",
        name=f"{plan.name} {town}",
        city=town,
        email=f"{ascii_name(town)}@{_domain(plan)}",
        phone=making.phones.draw(plan.around[place][0].area),
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
        )
        workers.append(Worker(user, offices[place], plan.around[place]))
    return workers


def _domain(plan: Plan) -> str:
    return f"{ascii_name(plan.name.rpartition(' ')[0])}.example.com"
