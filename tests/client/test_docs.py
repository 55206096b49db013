"""The examples of the docs are run as they stand there, against the demo brokerage."""

from __future__ import annotations

import re
from pathlib import Path

from farstu.pytest.running import Server

BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_examples_run(farstu_server: Server) -> None:
    blocks = BLOCK.findall(Path("docs/client.md").read_text("utf-8"))
    assert len(blocks) == 4
    names = {
        "url": farstu_server.url,
        "partner": farstu_server.partner,
        "key": farstu_server.key,
        "customer": farstu_server.customer,
        "contact": farstu_server.ids["contactId"],
    }
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own documents
