"""The comeback's body for the peers on FastAPI, with the limits that Farstu checks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.alias_generators import to_camel

Id = Annotated[str, StringConstraints(max_length=40)]
Note = Annotated[str, StringConstraints(max_length=4_000)]


class _Body(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Participant(_Body):
    user_id: Id | None = None
    user_group_id: Id | None = None
    office_id: Id | None = None


class Comeback(_Body):
    date: datetime
    meeting_id: Id | None = None
    estate_id: Id | None = None
    participant: Participant | None = None
    note: Note | None = None
