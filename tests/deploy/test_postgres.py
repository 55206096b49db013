"""The script that makes the database of the compose file, run as its container would."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from benchmarks.support.postgres import PostgresServer
from farstu.store.postgres.database import PostgresDatabase
from tests.support.databases import _quick_folder

SCRIPT = Path(__file__).parents[2] / "deploy" / "postgres" / "farstu.sh"
PASSWORD = 'it\'s a "secret" of $10'


def test_the_script_makes_a_plain_role_that_owns_its_database() -> None:
    server = PostgresServer(durable=False, within=_quick_folder())
    try:
        server.start()
        programs = str(server._binaries)
        given = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PGHOST": str(server.socket.parent),
            "FARSTU_DATABASE_PASSWORD": PASSWORD,
        }
        subprocess.run([str(SCRIPT)], env=given, check=True, capture_output=True)
        database = PostgresDatabase(server.address("farstu"))
        database.prepare()
        assert not [concern for concern in database.concerns() if "BYPASSRLS" in concern]
        rights = "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolpassword LIKE 'SCRAM-SHA-256$%'"
        assert server.sql(f"{rights} FROM pg_authid WHERE rolname = 'farstu'").strip() == "f|f|f|f|t"
        assert server.sql("SELECT datacl FROM pg_database WHERE datname = 'farstu'").count("=T") == 0
    finally:
        server.close()
