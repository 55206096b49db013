"""Django REST framework: a serializer, an authentication class, a view; one transaction a call (ATOMIC_REQUESTS)."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import Any

from django.urls import path
from rest_framework import exceptions, serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from benchmarks.peers.rest import models


class _Basic(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[models.AccessKey, None]:
        _, _, encoded = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        partner, _, secret = base64.b64decode(encoded).decode().partition(":")
        key = models.AccessKey.objects.filter(hash=hash_of(secret), partner=partner).first()
        if key is None:
            raise exceptions.AuthenticationFailed
        return key, None

    def authenticate_header(self, request: Request) -> str:
        return "Basic"


def hash_of(key: str) -> str:
    return hashlib.blake2b(key.encode(), digest_size=32).hexdigest()


class _Participant(serializers.Serializer):
    userId = serializers.CharField(max_length=40, required=False, allow_null=True)  # noqa: N815
    userGroupId = serializers.CharField(max_length=40, required=False, allow_null=True)  # noqa: N815
    officeId = serializers.CharField(max_length=40, required=False, allow_null=True)  # noqa: N815


class _Comeback(serializers.Serializer):
    date = serializers.DateTimeField()
    meetingId = serializers.CharField(max_length=40, required=False, allow_null=True)  # noqa: N815
    estateId = serializers.CharField(max_length=40, required=False, allow_null=True)  # noqa: N815
    participant = _Participant(required=False, allow_null=True)
    note = serializers.CharField(max_length=4_000, required=False, allow_null=True)


class CreateComeback(APIView):
    authentication_classes = (_Basic,)

    def post(self, request: Request, customer: str, contact: str) -> Response:
        if request.user.customer != customer:
            raise exceptions.PermissionDenied
        sent = _Comeback(data=request.data)
        sent.is_valid(raise_exception=True)
        if not models.Contact.objects.filter(customer=customer, id=contact).exists():
            raise exceptions.NotFound(f"contact {contact}")
        return Response(_keep(customer, contact, sent.validated_data, request))


def _need(table: Any, customer: str, key: str | None) -> None:
    if key is not None and not table.objects.filter(customer=customer, id=key).exists():
        raise exceptions.ValidationError(f"{table.__name__} {key}")


def _keep(customer: str, contact: str, sent: dict[str, Any], request: Request) -> str:
    meeting, estate = sent.get("meetingId"), sent.get("estateId")
    user = (sent.get("participant") or {}).get("userId")
    _need(models.Meeting, customer, meeting)
    _need(models.Estate, customer, estate)
    _need(models.User, customer, user)
    call, now, partner = uuid.uuid4().hex.upper(), datetime.now(UTC), request.user.partner
    made = f"CAL{call}"
    models.Comeback.objects.create(
        customer=customer, id=made, contact=contact, date=sent["date"], meeting=meeting, estate=estate, user=user,
        note=sent.get("note"), partner=partner, created_at=now,
    )  # fmt: skip
    models.JournalEntry.objects.create(
        customer=customer, id=call, at=now, operation="CreateComeback", partner=partner, status=200,
        detail=json.dumps({"path": request.path, "body": request.data, "answer": made}),
    )  # fmt: skip
    models.Event.objects.create(
        customer=customer, kind="comeback.created", at=now, call=call,
        ids=json.dumps({"id": made, "contactId": contact}),
    )  # fmt: skip
    return made


urlpatterns = [path("Meeting/Comeback/<str:customer>/<str:contact>", CreateComeback.as_view())]
