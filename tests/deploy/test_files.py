"""What is delivered beside the program: the unit, the image, the compose file. What can be checked without a daemon."""

from __future__ import annotations

import configparser
import ctypes
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from farstu.cli.options import SETTINGS
from farstu.server import faults

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "farstu.service"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")

PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN = 65, 1
MOST_EXPOSED = 15
"""Tenths; systemd calls up to 2.0 well protected."""

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@needs_systemd
def test_systemd_finds_the_unit_well_protected() -> None:
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(UNIT)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout[-300:] + checked.stderr


@needs_systemd
def test_systemd_understands_every_line_of_the_unit(tmp_path: Path) -> None:
    copy = tmp_path / "farstu.service"
    copy.write_text(UNIT.read_text("utf-8").replace("/opt/farstu/.venv/bin/farstu", "/bin/true"), "utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)
    assert [line for line in checked.stderr.splitlines() if "farstu.service" in line] == []


def service() -> dict[str, str]:
    """The [Service] section; of a key that stands several times, the last."""
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as the library documents
    parser.read_string(UNIT.read_text("utf-8"))
    return dict(parser["Service"])


def test_the_unit_gives_settings_that_there_are_and_a_folder_that_systemd_makes() -> None:
    given = dict(item.split("=", 1) for item in service()["Environment"].split())
    assert set(given) <= set(SETTINGS)
    assert given["FARSTU_DATA"] == f"%S/{service()['StateDirectory']}"


def test_the_unit_does_not_start_again_what_a_person_has_to_look_at() -> None:
    codes = {int(code) for code in service()["RestartPreventExitStatus"].split()}
    assert {faults.FOLDER_UNUSABLE, faults.SCHEMA_TOO_NEW, faults.SECRET_UNREADABLE, faults.EXPOSED} <= codes
    assert not codes & {0, faults.DATABASE_UNUSABLE, faults.PORT_UNUSABLE}  # a database comes back, a port becomes free


def test_the_server_runs_where_memory_may_not_be_both_written_and_run(tmp_path: Path) -> None:
    """What `MemoryDenyWriteExecute` forbids, forbidden here by the kernel itself."""
    if ctypes.CDLL(None).prctl(PR_SET_MDWE + 1, 0, 0, 0, 0) < 0:
        pytest.skip("this kernel cannot forbid it")
    code = (
        "import ctypes, os, sys\n"
        f"assert ctypes.CDLL(None).prctl({PR_SET_MDWE}, {MDWE_REFUSE_EXEC_GAIN}, 0, 0, 0) == 0\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'farstu', *sys.argv[1:]])"
    )
    command = [sys.executable, "-c", code, "serve", "--port", "0", "--data", str(tmp_path), "--metrics", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = ""
        while '"serving"' not in said:
            said = process.stderr.readline()
            assert said, "it ended"
        process.terminate()
        assert process.wait(10) == 0


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    checked = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_image_is_built_of_files_that_there_are_and_of_nothing_else() -> None:
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()
    }
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    let_in = {line[1:].partition("/")[0] for line in ignore if line.startswith("!")}
    assert "*" in ignore
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)
    assert all((ROOT / name).exists() for name in re.findall(r"requirements/[\w.]+\.txt", DOCKERFILE))


def test_the_image_serves_as_a_user_of_its_own_and_says_whether_it_is_well() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "/readyz" in last
    assert "HEALTHCHECK" in last
    assert 'CMD ["serve"]' in last
    assert "--require-hashes" in DOCKERFILE
    given = set(re.findall(r"(FARSTU_\w+)=", last))
    assert given <= set(SETTINGS)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_as_little_as_it_can(name: str) -> None:
    given = SERVICES[name]
    assert given["read_only"] is True
    assert given["cap_drop"] == ["ALL"]
    assert given["security_opt"] == ["no-new-privileges:true"]
    assert given["pids_limit"]
    assert given["mem_limit"]
    assert re.search(r":[\w.-]+$", given["image"])
    assert "healthcheck" in given or given["build"]["dockerfile"] == "deploy/Dockerfile"
    if name != "caddy":
        assert given["user"].split(":")[0] not in ("0", "root")
        assert "ports" not in given
        assert all(COMPOSE["networks"][network]["internal"] for network in given["networks"])


def test_the_server_is_told_what_it_understands() -> None:
    given = SERVICES["farstu"]["environment"]
    assert {variable for variable in given if variable.startswith("FARSTU_")} <= set(SETTINGS)
    assert given["FARSTU_TRUSTED_PROXY"] == COMPOSE["networks"]["front"]["ipam"]["config"][0]["subnet"]
    address = re.fullmatch(r"postgresql://(\w+)@(\w+)/(\w+)", given["FARSTU_DATABASE"])
    assert address
    assert address[2] in SERVICES
    script = (DEPLOY / "postgres" / "farstu.sh").read_text("utf-8")
    assert f"CREATE ROLE {address[1]} LOGIN" in script
    assert f"CREATE DATABASE {address[3]} OWNER {address[1]}" in script


def test_every_file_that_is_mounted_and_every_volume_is_there() -> None:
    for name, given in SERVICES.items():
        for volume in given["volumes"]:
            source = volume.split(":")[0]
            assert (DEPLOY / source).exists() if source.startswith("./") else source in COMPOSE["volumes"], (
                name,
                source,
            )


def test_what_compose_asks_for_stands_in_the_example_and_holds_no_password() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    example = dict(
        line.split("=", 1)
        for line in (DEPLOY / "example.env").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    assert set(example) == set(re.findall(r"\$\{(\w+):\?", text))
    assert not any(value for name, value in example.items() if "PASSWORD" in name)
    assert not re.search(r"PASSWORD: (?!\$\{)", text)


@pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is not installed")
def test_caddy_understands_its_file() -> None:
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    environment = {"FARSTU_SITE": "connect.example.se", "HOME": "/tmp"}  # noqa: S108 - nothing is kept there
    assert subprocess.run(command, capture_output=True, check=False, env=environment).returncode == 0


def test_the_healthcheck_of_the_image_asks_where_the_server_listens() -> None:
    port = re.search(r"FARSTU_PORT=(\d+)", DOCKERFILE)
    assert port
    assert f"http://127.0.0.1:{port[1]}/readyz" in DOCKERFILE
    assert f"farstu:{port[1]}" in (DEPLOY / "Caddyfile").read_text("utf-8")
    assert port[1] in SERVICES["farstu"]["expose"]
    assert SERVICES["farstu"]["environment"]["FARSTU_METRICS"].rpartition(":")[2] in SERVICES["farstu"]["expose"]
