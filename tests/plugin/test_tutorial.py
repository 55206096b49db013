"""The tutorial, step by step, as somebody follows it: one terminal has a demo brokerage, the other runs the blocks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.process import demo

PAGE = Path("docs/tutorial.md")
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
EXPECTED = (
    (r"HTTP/1.1 200 OK", r"(?i)request-id: [0-9A-F]{32}", r'"CAL[0-9A-F]{32}"'),
    (r"<MeetingDate>2040-05-03T10:00:00<",),
    (r'"operation":"POST-Meeting-Comeback-customerId-contactId"', r'"status":200'),
    (r"The request is invalid", r"comeback\.date"),
    (r"3 passed",),
)
"""What each shell block in turn says."""


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_whoever_follows_the_tutorial_gets_what_it_says(tmp_path: Path) -> None:
    shell = iter(EXPECTED)
    with demo(tmp_path / "data") as server:
        shown = server.shown
        environment = os.environ | {
            "FARSTU_URL": server.url,
            "FARSTU_PARTNER": str(shown["partner"]),
            "FARSTU_KEY": str(shown["key"]),
            "CUSTOMER": str(shown["customerId"]),
            "CONTACT": str(shown["contactId"]),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        for language, block in BLOCKS:
            if language == "python":
                (tmp_path / block.split("\n", 1)[0].removeprefix("# ")).write_text(block, "utf-8")
                continue
            ran = subprocess.run(
                ["bash", "-c", block], capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60
            )
            for said in next(shell):
                assert re.search(said, ran.stdout), f"{block}\n{ran.stdout}\n{ran.stderr}"
    assert next(shell, None) is None
