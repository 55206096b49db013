"""Each rule finds what it is for, and lets pass what it is not for."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.house_rules import findings

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("log", 'log.info(f"person {name} was seen")'),
        ("log", 'log.error("no mail was sent", email=address)'),
        ("log", 'log.error("no mail was sent", **about)'),
        ("clock", "import time\nnow = time.time()"),
        ("clock", "import datetime\nnow = datetime.datetime.now()"),
        ("chance", "import random"),
        ("chance", "import os\nsalt = os.urandom(8)"),
        ("chance", "import uuid\nid = uuid.uuid4()"),
        ("environment", "import os\nhome = os.environ['HOME']"),
        ("network", "import socket"),
        ("network", "from urllib import request"),
        ("network", "from http.client import HTTPConnection"),
        ("network", "import httpx"),
        ("xml", "from lxml import etree"),
        ("xml", "from xml.parsers import expat"),
    ],
)
def test_what_a_rule_forbids_is_found(rule: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "areas").mkdir()
    (tmp_path / "areas" / "bad.py").write_text(code, "utf-8")
    found = findings(tmp_path)
    assert {finding.rule for finding in found} == {rule}
    assert str(found[0]).startswith(f"{tmp_path}/areas/bad.py:")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("areas/good.py", 'log.error("rows were lost", rows=3, error=str(error))'),
        ("areas/good.py", "import time\nstarted = time.perf_counter()"),
        ("areas/good.py", "import math\nlogarithm = math.log.e"),
        ("areas/good.py", "from urllib.parse import quote"),
        ("store/clock.py", "import os, time\nchance = os.urandom\nnow = time.time_ns()"),
        ("serving/settings.py", "import os\nhome = os.environ"),
        ("server/run.py", "import socket"),
    ],
)
def test_what_is_allowed_in_its_room_is_not_found(place: str, code: str, tmp_path: Path) -> None:
    (tmp_path / place).parent.mkdir()
    (tmp_path / place).write_text(code, "utf-8")
    assert findings(tmp_path) == []


def test_farstu_keeps_its_own_rules() -> None:
    assert findings(ROOT / "src" / "farstu") == []
