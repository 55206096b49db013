"""Writes the next revision of the schema: what the declared tables have and the latest revision has not.

`python scripts/new_revision.py "Contacts have a language"`; see that it is what you meant, and say whether it is safe.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code

import farstu.server.app  # noqa: F401 - all tables are declared once this is loaded
from farstu import areas
from farstu.store.migrations.changes import apply, comparing
from farstu.store.migrations.known import numbers
from farstu.store.table import metadata

FOLDER = Path(__file__).parent.parent / "src/farstu/store/migrations/revisions"
HEAD = '''"""Revision {number}: {title}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

TITLE = "{title}"
SAFE = True


def upgrade(op: Operations) -> None:
'''


def main() -> None:
    """Compares on an empty database in memory."""
    areas.load()
    title = sys.argv[1]
    known = numbers()
    with sa.create_engine("sqlite://").begin() as connection:
        for number in known:
            apply(connection, number)
        script = produce_migrations(comparing(connection), metadata())
    assert script.upgrade_ops is not None  # one was asked for
    body = re.sub(r"(?m)^\s*# .*$", "", render_python_code(script.upgrade_ops))
    number = known[-1] + 1
    path = FOLDER / f"r{number:04}.py"
    path.write_text(HEAD.format(number=number, title=title) + body + "\n", "utf-8")
    print(path)


if __name__ == "__main__":
    main()
