"""The mocks of the field, Prism and Mockoon (npm), fed with the document that Farstu serves."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from benchmarks.support.machine import pinned
from benchmarks.support.servers import NotStarted, Server

HERE = Path(__file__).with_name("mocks")
PROGRAMS = HERE / "node_modules" / ".bin"
SECONDS_TO_START = 60.0


class NotThere(Exception):
    """The mocks cannot be had: there is no npm, or it could not install them."""


def install() -> None:
    """Puts them beside their lock file, where they are not there yet. NotThere."""
    if (PROGRAMS / "prism").exists() and (PROGRAMS / "mockoon-cli").exists():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NotThere("there is no npm on this machine")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise NotThere(f"npm could not install them: {done.stderr.strip()[-500:]}")


def start_mock(name: str, document: Path, errors: Path, core: int | None) -> Server:
    """`prism` or `mockoon`, answering what the document says, without logs. NotStarted."""
    port = _free_port()
    with errors.open("ab") as log, pinned(core):
        process = subprocess.Popen(
            _command(name, document, port), cwd=errors.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=log,
        )  # fmt: skip
    server = Server(process, {"url": f"http://127.0.0.1:{port}"}, errors)
    until = time.monotonic() + SECONDS_TO_START
    while not _accepts(port):
        if process.poll() is not None or time.monotonic() > until:
            server.close()
            log = errors.read_text("utf-8", "replace")[-2000:]
            raise NotStarted(f"{name} did not come up\n{log}")
        time.sleep(0.1)
    return server


def fetch_document(url: str, path: Path) -> Path:
    """Farstu's own OpenAPI document, as a file."""
    with urllib.request.urlopen(f"{url}/openapi.json") as response:  # noqa: S310  # a server of ours
        path.write_bytes(response.read())
    return path


def _command(name: str, document: Path, port: int) -> list[str]:
    read = str(document.resolve())
    if name == "prism":
        return [str(PROGRAMS / "prism"), "mock", "--port", str(port), "--verboseLevel", "silent", read]
    quiet = ["--disable-log-to-file", "--disable-admin-api"]
    return [str(PROGRAMS / "mockoon-cli"), "start", "--data", read, "--port", str(port), *quiet]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
