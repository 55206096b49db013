"""The documents keep step with the program."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from farstu import __version__
from farstu.advice import CODES
from farstu.cli import docs, site
from farstu.cli.options import DEFAULTS, SETTINGS
from farstu.contract.operation import OPERATIONS
from farstu.server import faults
from tests.wire import differences

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "src" / "farstu" / "help" / "data"
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("name", sorted(docs.pages()))
def test_the_reference_pages_are_what_the_program_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == docs.pages()[name], "run: make docs"


def test_the_differences_that_are_shipped_are_those_of_the_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (SHIPPED / "differences.json").read_text("utf-8") == differences.document(), "run: make docs"
    monkeypatch.setattr("sys.argv", ["differences", str(tmp_path / "made.json")])
    differences.main()
    assert (tmp_path / "made.json").read_text("utf-8") == differences.document()


def test_the_changelog_that_is_shipped_is_the_changelog() -> None:
    shipped = (SHIPPED / "changelog.md").read_text("utf-8")
    assert shipped == (ROOT / "CHANGELOG.md").read_text("utf-8"), "run: make docs"


def test_the_pages_are_written_where_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["docs", str(tmp_path)])
    docs.main()
    assert {path.name for path in tmp_path.iterdir()} == set(docs.pages())


def test_every_setting_has_its_heading_and_default() -> None:
    page = docs.settings_page()
    assert SETTINGS.keys() == DEFAULTS.keys()
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == [*SETTINGS, "FARSTU_SECRET"]


def test_every_command_has_its_heading() -> None:
    headings = re.findall(r"^## (farstu.*)$", docs.commands_page(), re.MULTILINE)
    assert {"farstu serve", "farstu demo", "farstu key issue", "farstu estate final-price"} <= set(headings)


def test_the_readme_is_short_and_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count("\n") < 150
    assert "make run" in readme
    assert "make test" in readme


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text("utf-8")):
        assert target.startswith("http") or (path.parent / target).exists(), target


def test_the_guide_names_every_advice_and_the_coverage_every_operation() -> None:
    guide, readme, coverage = (
        (ROOT / name).read_text("utf-8") for name in ("docs/guide.md", "README.md", "docs/coverage.md")
    )
    assert [code for code in CODES if f"`{code}`" not in guide] == []
    assert [item.route for item in OPERATIONS.values() if item.route not in coverage] == []
    assert "docs/coverage.md" in readme


def test_the_guide_names_every_exit_code() -> None:
    guide = " ".join((ROOT / "docs/guide.md").read_text("utf-8").split())
    for code, words in {
        faults.FOLDER_UNUSABLE: "data folder unusable",
        faults.PORT_UNUSABLE: "port unusable",
        faults.FOLDER_TAKEN: "folder served by another",
        faults.SCHEMA_TOO_NEW: "data of a newer farstu",
        faults.DATABASE_UNUSABLE: "database unusable",
        faults.SECRET_UNREADABLE: "secret unreadable",
        faults.EXPOSED: "plain HTTP beyond this machine",
        faults.CERTIFICATE_UNUSABLE: "certificate unusable",
        faults.TRACING_MISSING: "no library for traces",
        site.FOLDER_UNWRITABLE: "folder of pages unwritable",
        faults.SCHEMA_IN_USE: "data of an older farstu",
    }.items():
        assert f"{code} {words}" in guide


def test_make_help_lists_the_verbs() -> None:
    printed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    verbs = {line.split()[0] for line in printed.splitlines()}
    assert {"run", "test", "check", "audit", "sbom", "bench", "crash", "fuzz", "docs", "lock"} <= verbs


def test_every_dependency_is_pinned_with_its_hashes_and_no_address() -> None:
    for name in ("build", "run", "tracing", "parquet", "pytest", "client", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        pinned = re.findall(r"^([\w.\[\]-]+)==\S+", lock, re.MULTILINE)
        assert pinned
        assert "://" not in lock
        assert lock.count("--hash=sha256:") >= len(pinned)


def test_the_project_says_its_version_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")
