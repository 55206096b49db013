"""Why a server does not start. Light to import: what reads command lines needs it too."""

from __future__ import annotations


class CannotServe(Exception):
    """Why the server does not start: one line for people, and the exit code."""

    def __init__(self, line: str, code: int) -> None:
        super().__init__(line)
        self.line = line
        self.code = code


FOLDER_UNUSABLE, PORT_UNUSABLE, FOLDER_TAKEN, SCHEMA_TOO_NEW, DATABASE_UNUSABLE, SECRET_UNREADABLE = range(3, 9)
SCHEMA_IN_USE = 10
EXPOSED, CERTIFICATE_UNUSABLE, TRACING_MISSING = range(11, 14)
