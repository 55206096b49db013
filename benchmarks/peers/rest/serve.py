"""Serves the peer on Django REST framework as its field does: WSGI under gunicorn, connections kept alive.

One worker with one thread, since one core is measured and SQLite has one writer (PEER_THREADS and PEER_WORKERS set
other numbers).
"""

from __future__ import annotations

import json
import os
from typing import Any

import django
from django.core.wsgi import get_wsgi_application
from django.db import connection
from gunicorn.app.base import BaseApplication


class _Gunicorn(BaseApplication):
    def load_config(self) -> None:
        settings = {
            "bind": "127.0.0.1:0",
            "worker_class": "gthread",
            "workers": int(os.environ.get("PEER_WORKERS", "1")),
            "threads": int(os.environ.get("PEER_THREADS", "1")),
            "worker_connections": 1000,
            "keepalive": 30,
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": _say,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


def _say(server: Any) -> None:
    host, port = server.LISTENERS[0].sock.getsockname()
    print(json.dumps({"url": f"http://{host}:{port}"}), flush=True)


def _furnish(world: dict[str, Any]) -> None:
    from benchmarks.peers.rest import models
    from benchmarks.peers.rest.views import hash_of

    tables = (models.AccessKey, models.Contact, models.Meeting, models.Estate, models.User)
    with connection.schema_editor() as editor:
        for table in (*tables, models.Comeback, models.JournalEntry, models.Event):
            editor.create_model(table)
    customer = world["customerId"]
    models.AccessKey.objects.create(hash=hash_of(world["key"]), partner=world["partner"], customer=customer)
    models.Contact.objects.create(customer=customer, id=world["contactId"], first_name="Anna", last_name="Berg")
    models.Meeting.objects.create(customer=customer, id=world["meetingId"])
    models.Estate.objects.create(customer=customer, id=world["estateId"], street_address="Storgatan 1")
    models.User.objects.create(customer=customer, id=world["userId"], name="Eva Ek")
    connection.close()


def main() -> None:
    """Makes the database, then serves."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.peers.rest.settings"
    django.setup()
    _furnish(json.loads(os.environ["PEER_WORLD"]))
    _Gunicorn().run()


if __name__ == "__main__":
    main()
