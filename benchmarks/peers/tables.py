"""What the peer with a database keeps: the same columns as Farstu does, where its rule reads or writes them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map = {datetime: DateTime(timezone=True)}  # noqa: RUF012 - so SQLAlchemy names it


class AccessKey(Base):
    __tablename__ = "access_key"
    hash: Mapped[str] = mapped_column(primary_key=True)
    partner: Mapped[str]
    customer: Mapped[str]
    function_group: Mapped[str]


class Contact(Base):
    __tablename__ = "contact"
    customer: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    first_name: Mapped[str]
    last_name: Mapped[str]


class Meeting(Base):
    __tablename__ = "meeting"
    customer: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)


class Estate(Base):
    __tablename__ = "estate"
    customer: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    street_address: Mapped[str]


class User(Base):
    __tablename__ = "agent"
    customer: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Comeback(Base):
    __tablename__ = "comeback"
    customer: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    contact: Mapped[str] = mapped_column(index=True)
    date: Mapped[datetime]
    meeting: Mapped[str | None]
    estate: Mapped[str | None]
    user: Mapped[str | None]
    note: Mapped[str | None]
    partner: Mapped[str]
    created_at: Mapped[datetime]


class JournalEntry(Base):
    __tablename__ = "journal"
    customer: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    operation: Mapped[str]
    partner: Mapped[str]
    status: Mapped[int]
    detail: Mapped[str]


class Event(Base):
    __tablename__ = "event"
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    customer: Mapped[str]
    kind: Mapped[str]
    ids: Mapped[str]
    at: Mapped[datetime]
    call: Mapped[str]
