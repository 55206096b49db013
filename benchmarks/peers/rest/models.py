"""What the peer on Django REST framework keeps: the same columns as the one on SQLAlchemy's ORM."""

from __future__ import annotations

from django.db import models


class _Owned(models.Model):
    customer = models.CharField(max_length=40)
    id = models.CharField(max_length=40, primary_key=True)

    class Meta:
        abstract = True


class AccessKey(models.Model):
    hash = models.CharField(max_length=64, primary_key=True)
    partner = models.CharField(max_length=40)
    customer = models.CharField(max_length=40)


class Contact(_Owned):
    first_name = models.CharField(max_length=40)
    last_name = models.CharField(max_length=40)


class Meeting(_Owned):
    pass


class Estate(_Owned):
    street_address = models.CharField(max_length=100)


class User(_Owned):
    name = models.CharField(max_length=80)


class Comeback(_Owned):
    contact = models.CharField(max_length=40, db_index=True)
    date = models.DateTimeField()
    meeting = models.CharField(max_length=40, null=True)
    estate = models.CharField(max_length=40, null=True)
    user = models.CharField(max_length=40, null=True)
    note = models.TextField(null=True)
    partner = models.CharField(max_length=40)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "comeback"


class JournalEntry(_Owned):
    at = models.DateTimeField(db_index=True)
    operation = models.CharField(max_length=80)
    partner = models.CharField(max_length=40)
    status = models.IntegerField()
    detail = models.TextField()

    class Meta:
        db_table = "journal"


class Event(models.Model):
    customer = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    ids = models.TextField()
    at = models.DateTimeField()
    call = models.CharField(max_length=40)

    class Meta:
        db_table = "event"
