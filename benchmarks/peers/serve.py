"""Serves a peer on uvicorn with the settings of `farstu.server.run`.

They are repeated here, not imported: with them would come all of Farstu, and count as the peer's memory.
`python -m benchmarks.peers.serve benchmarks.peers.bare:app` prints its address as one line of JSON.
"""

from __future__ import annotations

import json
import socket
import sys

import uvicorn

BACKLOG = 2048


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()
            print(json.dumps({"url": f"http://{host}:{port}"}), flush=True)


def main() -> None:
    """The application's place: `module:name`; and a port, where it is not to be any."""
    config = uvicorn.Config(
        sys.argv[1],
        http="httptools",
        loop="uvloop",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with socket.create_server(("127.0.0.1", port), backlog=BACKLOG) as listener:
        _Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
