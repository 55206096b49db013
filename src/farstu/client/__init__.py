"""A client for Python: the contract's operations as methods, sync and async. It needs httpx and msgspec alone."""

from farstu.client import models
from farstu.client.clients import AsyncClient, Client
from farstu.client.errors import ClientError, Refused, Unreachable, Unreadable
from farstu.client.moment import Moment
from farstu.client.retrying import Retry

__all__ = ["AsyncClient", "Client", "ClientError", "Moment", "Refused", "Retry", "Unreachable", "Unreadable", "models"]
