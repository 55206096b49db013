"""The client needs nothing of the server."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        ours = name == "farstu" or name.startswith("farstu.client")
        if top in sys.stdlib_module_names or top.startswith("_sysconfigdata") or ours or top in {allowed!r}:
            return None
        raise ModuleNotFoundError(f"{{name}} is not there", name=name)

sys.meta_path.insert(0, Blocked())
{then}
"""
TRANSPORT = {"httpx", "httpcore", "h11", "anyio", "sniffio", "certifi", "idna", "msgspec", "typing_extensions"}
"""httpx and what it needs itself, and msgspec."""


def _run(then: str) -> subprocess.CompletedProcess[str]:
    source = BLOCKED.format(allowed=sorted(TRANSPORT), then=then)
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False)


def test_it_is_imported_and_calls_without_anything_else() -> None:
    ran = _run("""
import httpx
from farstu.client import Client
def answer(request):
    return httpx.Response(200, json=[])
with Client("http://here", "p", "k", transport=httpx.MockTransport(answer)) as client:
    print(client.list_bids("M1"))
""")
    assert (ran.returncode, ran.stdout) == (0, "[]\n"), ran.stderr


def test_the_command_line_says_what_is_missing() -> None:
    ran = _run("""
from importlib import util
util.find_spec = lambda name: None
sys.meta_path.insert(0, type("Main", (), {"find_spec": staticmethod(
    lambda name, path=None, target=None: sys.meta_path[-1].find_spec(name, path) if name == "farstu.__main__" else None
)}))
from farstu.__main__ import main
main()
""")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "The server is not installed. It comes with: pip install farstu[server]\n"


def test_the_package_alone_asks_for_nothing_and_the_extra_for_what_the_client_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dependencies"] == []
    extras = project["tool"]["setuptools"]["dynamic"]["optional-dependencies"]
    assert extras["client"]["file"] == ["requirements/client.in"]
    wanted = (ROOT / "requirements" / "client.in").read_text("utf-8").splitlines()
    assert [line for line in wanted if not line.startswith("#")] == ["httpx", "msgspec", "tzdata"]
    assert all("requirements/run.in" in extra["file"] for name, extra in extras.items() if name != "client")
