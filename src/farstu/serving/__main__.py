"""The process that serves: `python -m farstu.serving serve|demo|demo-json`, with every setting in the environment.

`farstu serve` and `farstu demo` turn into it. It holds nothing but the server: what reads command lines stays behind.
"""

from __future__ import annotations

import sys

from farstu.server.run import CannotServe
from farstu.serving.commands import COMMANDS
from farstu.serving.hardening import harden
from farstu.serving.settings import read_settings


def main() -> None:
    """Serves until it is told to stop; what keeps it from it is one line and an exit code."""
    harden()
    try:
        COMMANDS[sys.argv[1]](read_settings())
    except CannotServe as error:
        sys.stderr.write(f"farstu: {error.line}\n")
        sys.exit(error.code)


if __name__ == "__main__":
    main()
