"""The process that serves: `python -m farstu.serving serve|demo|demo-json`, with every setting in the environment.

`farstu serve` and `farstu demo` turn into it. It holds nothing but the server: what reads command lines stays behind.
"""

from __future__ import annotations

import sys

from farstu.server.faults import CannotServe
from farstu.serving.hardening import harden
from farstu.serving.memory import bound_heaps
from farstu.serving.settings import read_settings


def main() -> None:
    """Serves until it is told to stop; what keeps it from it is one line and an exit code."""
    harden()
    bound_heaps()
    _go_without("rich")
    from farstu.serving.commands import COMMANDS

    try:
        COMMANDS[sys.argv[1]](read_settings())
    except CannotServe as error:
        sys.stderr.write(f"farstu: {error.line}\n")
        sys.exit(error.code)


def _go_without(package: str) -> None:
    """The logging library would load it where it is installed, which takes a tenth of a second and 5 MB."""
    sys.modules[package] = None  # type: ignore[assignment]  # Python's own way to say that there is none


if __name__ == "__main__":
    main()
