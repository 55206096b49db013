"""`farstu` and `python -m farstu`."""

from __future__ import annotations

import sys
from importlib.util import find_spec

NO_SERVER = 2


def main() -> None:
    """The command line; where the client alone is installed, what is missing."""
    if find_spec("typer") is None:
        sys.stderr.write("The server is not installed. It comes with: pip install farstu[server]\n")
        raise SystemExit(NO_SERVER)
    from farstu.cli.main import main as command_line

    command_line()


if __name__ == "__main__":
    main()
