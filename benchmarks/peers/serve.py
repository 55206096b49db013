"""Serves a peer as Farstu serves itself: the very function, so that the settings of uvicorn cannot differ.

`python -m benchmarks.peers.serve benchmarks.peers.bare:app` prints its address as one line of JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from farstu.server.run import address_of, bind, serve

HOST = "127.0.0.1"


def main() -> None:
    """The application's place: `module:name`."""
    module, _, name = sys.argv[1].partition(":")
    app: Any = getattr(importlib.import_module(module), name)
    listener = bind(HOST, 0)
    serve(app, listener, lambda: print(json.dumps({"url": address_of(HOST, listener)}), flush=True))


if __name__ == "__main__":
    main()
