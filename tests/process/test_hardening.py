"""The process that serves, as others on the machine and on the network see it."""

from __future__ import annotations

import asyncio
import datetime
import os
import re
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from farstu.server import loops
from farstu.server.faults import CERTIFICATE_UNUSABLE, EXPOSED, CannotServe
from farstu.server.handshakes import bounded
from farstu.server.run import bind
from farstu.server.transport import Transport
from farstu.serving.commands import _check
from tests.support.process import Server, demo, failing, farstu

UNPRIVILEGED = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""Root may look into every process; without its capabilities it may look into those that its user may look into."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with demo(tmp_path_factory.mktemp("demo")) as started:
        yield started


def readable(process: int, file: str) -> bool:
    """Whether another process of the same user may read a file of this one's in /proc."""
    command = [*(UNPRIVILEGED if os.geteuid() == 0 else ()), "cat", f"/proc/{process}/{file}"]
    return subprocess.run(command, capture_output=True).returncode == 0


def test_no_core_is_written_of_the_process(server: Server) -> None:
    limits = Path(f"/proc/{server.process.pid}/limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits)


def test_what_a_command_makes_is_its_owners_alone_whatever_the_folder_and_the_umask(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    command = 'umask 022; exec "$@"'
    for number in (1, 2):
        made = [sys.executable, "-m", "farstu", "customer", "add", f"M{number}", "--name", "x", "--data", str(data)]
        subprocess.run(["sh", "-c", command, "sh", *made], check=True, capture_output=True)
        assert {file.name: oct(file.stat().st_mode & 0o077) for file in data.iterdir() if file.name != "lock"} == {
            "farstu.sqlite3": "0o0",
            "secret": "0o0",
        }
        (data / "farstu.sqlite3").chmod(0o644)  # as an older program left it
    out = tmp_path / "contacts.csv"
    exported = [
        sys.executable,
        "-m",
        "farstu",
        "export",
        "contacts",
        "-o",
        str(out),
        "--customer",
        "M1",
        "--data",
        str(data),
    ]
    subprocess.run(["sh", "-c", command, "sh", *exported], check=True, capture_output=True)
    assert out.stat().st_mode & 0o077 == 0


def test_no_core_is_written_of_a_command_that_holds_secrets() -> None:
    script = """if True:
        import resource, sys
        from farstu.cli import main
        sys.argv = ["farstu", "key", "--help"]
        try:
            main.main()
        finally:
            print("core", resource.getrlimit(resource.RLIMIT_CORE))
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "core (0, 0)" in done.stdout


def test_no_other_process_of_its_user_may_look_into_it(server: Server) -> None:
    command = [*(UNPRIVILEGED if os.geteuid() == 0 else ()), "sh", "-c", "echo begun; exec sleep 60"]
    plain = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert plain.stdout is not None
        assert plain.stdout.readline() == b"begun\n"
        for file in ("environ", "maps"):
            assert readable(plain.pid, file)
            assert not readable(server.process.pid, file)
    finally:
        plain.kill()
        plain.communicate()


def test_no_secret_is_on_the_command_line(server: Server) -> None:
    line = Path(f"/proc/{server.process.pid}/cmdline").read_bytes()
    keys = [*server.shown["keys"].values(), server.shown["key"]]
    assert line.split(b"\0")[1:-1] == [b"-P", b"-m", b"farstu.serving", b"demo-json"]
    assert not any(key.encode() in line for key in keys)


def test_what_it_writes_is_its_owners_alone(server: Server) -> None:
    folder = Path(server.process.args[server.process.args.index("--data") + 1])  # type: ignore[index, union-attr]
    modes = {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir() if path.name != "lock"}
    assert modes == dict.fromkeys(modes, 0)


def test_plain_http_beyond_this_machine_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    code, _, errors = failing("serve", "--host", "::", "--port", "0", "--data", str(tmp_path / "data"))
    assert code == EXPOSED
    assert "--trusted-proxy" in errors
    assert not (tmp_path / "data").exists()


def refused(transport: Transport) -> CannotServe:
    """What a server says that is to be reached so."""
    with pytest.raises(CannotServe) as found:
        _check(transport, demo=False)
    return found.value


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])  # noqa: S104 - refused, that is the test
def test_no_other_address_than_this_machines_own_is_served_without_tls(host: str) -> None:
    found = refused(Transport(host))
    assert found.code == EXPOSED
    assert "--trusted-proxy" in found.line


@pytest.mark.parametrize("proxy", ["example.com", "10.0.0.1/8", "*"])
def test_a_proxy_that_is_no_address_is_refused(proxy: str) -> None:
    found = refused(Transport("127.0.0.1", (proxy,)))
    assert found.code == EXPOSED
    assert proxy in found.line


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[str]:
    """A server without customers; its address."""
    with farstu("serve", "--port", "0", "--data", str(data), *arguments) as process:
        try:
            assert process.stderr is not None
            for line in process.stderr:
                found = re.search(r"https?://[^\" ]+:\d+", line)
                if found:
                    yield found[0]
                    return
            raise AssertionError("it did not say that it serves")
        finally:
            process.kill()


def statuses(address: str, forwarded: dict[str, str], times: int = 22) -> list[int]:
    with httpx.Client(auth=("nobody", "fk_wrong"), headers=forwarded) as client:
        return [client.get(f"{address}/_farstu/calls").status_code for _ in range(times)]


def test_what_a_trusted_proxy_says_of_callers_is_believed(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--trusted-proxy", "127.0.0.1,10.0.0.0/8") as address:
        assert statuses(address, {"X-Forwarded-For": "192.0.2.1"})[-1] == 429
        assert statuses(address, {"X-Forwarded-For": "192.0.2.2"}, 1) == [401]
        assert statuses(address, {"X-Forwarded-For": "192.0.2.9, 192.0.2.1, 10.0.0.7"}, 1) == [429]


def test_what_anybody_else_says_of_callers_is_not_believed(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--trusted-proxy", "10.0.0.0/8") as address:
        assert statuses(address, {"X-Forwarded-For": "192.0.2.1"})[-1] == 429
        assert statuses(address, {"X-Forwarded-For": "192.0.2.2"}, 1) == [429]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its private key."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
    locked = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"password"),
    )
    (folder / "locked.pem").write_bytes(locked)
    return folder / "cert.pem", folder / "key.pem"


def test_a_certificate_of_its_own_is_served_on_any_address(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    files = ("--certificate", str(certificate[0]), "--private-key", str(certificate[1]))
    with serving(tmp_path / "data", "--host", "0.0.0.0", *files) as address:  # noqa: S104 - TLS
        port = address.rpartition(":")[2]
        context = ssl.create_default_context(cafile=certificate[0])
        answer = httpx.get(f"https://localhost:{port}/readyz", verify=context)
        assert answer.status_code == 200
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"http://localhost:{port}/readyz")


@asynccontextmanager
async def door(context: ssl.SSLContext) -> AsyncIterator[tuple[str, int]]:
    """The address of a server that says nothing, on the loop that is running."""
    with bind("127.0.0.1", 0) as listener:
        made = await asyncio.get_running_loop().create_server(asyncio.Protocol, sock=listener, ssl=context)
        yield listener.getsockname()
        made.close()
        await made.wait_closed()


def test_who_begins_a_tls_handshake_and_falls_silent_is_cut_off(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loops, "HANDSHAKE_SECONDS", 0.3)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    async def stall() -> bytes:
        async with door(context) as place:
            reader, writer = await asyncio.open_connection(*place)
            writer.write(b"\x16\x03\x01")
            try:
                return await asyncio.wait_for(reader.read(), 10)
            finally:
                writer.close()

    with asyncio.Runner(loop_factory=loops.Loop) as runner:
        assert runner.run(stall()) == b""


def test_stalled_handshakes_are_bounded_in_number_and_make_room_when_they_end(certificate: tuple[Path, Path]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sslobject_class = bounded(lambda: 2)
    trusting = ssl.create_default_context(cafile=certificate[0])

    async def go() -> None:
        async with door(context) as place:
            for _ in range(3):  # each is done, and so makes room
                _, writer = await asyncio.open_connection(*place, ssl=trusting, server_hostname="localhost")
                writer.transport.abort()
            stalled = [await asyncio.open_connection(*place) for _ in range(2)]
            assert await cut_off(place)
            stalled[0][1].transport.abort()
            while await cut_off(place):
                pass
            stalled[1][1].transport.abort()

    async def cut_off(place: tuple[str, int]) -> bool:
        try:
            _, writer = await asyncio.open_connection(*place, ssl=trusting, server_hostname="localhost")
        except OSError:
            return True
        writer.transport.abort()
        return False

    with asyncio.Runner(loop_factory=loops.Loop) as runner:
        runner.run(asyncio.wait_for(go(), 30))


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (("cert.pem", None), "both"),
        ((None, "key.pem"), "both"),
        (("cert.pem", "none.pem"), "No such file"),
        (("key.pem", "cert.pem"), ""),
        (("cert.pem", "locked.pem"), "password"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_refused(
    certificate: tuple[Path, Path], files: tuple[str | None, str | None], why: str
) -> None:
    found = refused(Transport("127.0.0.1", (), *(name and certificate[0].parent / name for name in files)))
    assert found.code == CERTIFICATE_UNUSABLE
    assert why in found.line
