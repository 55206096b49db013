"""The documentation as a folder of files."""

from __future__ import annotations

import re
from posixpath import dirname, normpath
from urllib.parse import unquote

import pytest

from farstu import areas, wire
from farstu.contract.operation import OPERATIONS
from farstu.help.pages import folder
from tests.support.site import ADDRESS, Links, written_site

areas.load()
wire.load()

COMEBACK = "Api/POST-Meeting-Comeback-customerId-contactId.html"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = written_site(tmp_path_factory)
    made = {str(path.relative_to(site.folder)): path.read_bytes() for path in site.folder.rglob("*") if path.is_file()}
    assert f"{folder.count()} files" in site.printed
    assert len(made) == folder.count()
    return made


def test_every_link_leads_to_a_file_that_is_there(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        page = Links(content.decode())
        for target in page.targets:
            file, _, anchor = target.partition("#")
            assert not file.startswith(("/", "http:", "https:", "//")), target
            found = normpath(f"{dirname(path)}/{unquote(file)}").lstrip("/") if file else path
            assert found in files, f"{path}: {target}"
            if anchor and not file:
                assert anchor in page.anchors


def test_the_first_page_leads_to_both_languages(files: dict[str, bytes]) -> None:
    assert {"sv/index.html", "en/index.html"} <= Links(files["index.html"].decode()).targets


def test_every_operation_is_there_in_both_languages_and_as_markdown(files: dict[str, bytes]) -> None:
    for name in OPERATIONS:
        for language in ("sv", "en"):
            assert f'<html lang="{language}">'.encode() in files[f"{language}/Api/{name}.html"]
            assert files[f"{language}/Api/{name}.md"].startswith(b"# ")


def test_every_page_in_markdown_is_nothing_but_markdown(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".md"):
            text = content.decode()
            assert text.startswith("# "), path
            assert "<" not in re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL), path
            assert "\n\n\n\n" not in text, path


def test_the_test_form_stays_with_the_server(files: dict[str, bytes]) -> None:
    assert b"data-try" not in files[f"en/{COMEBACK}"]
    assert b"On a running server" in files[f"en/{COMEBACK}"]


def test_examples_call_the_server_that_was_named(files: dict[str, bytes]) -> None:
    assert f"{ADDRESS}/Meeting/Comeback/CUSTOMER_ID".encode() in files[f"sv/{COMEBACK}"]
    assert f'"{ADDRESS}"'.encode() in files["openapi.json"]


def test_the_search_leads_from_the_folders_top(files: dict[str, bytes]) -> None:
    assert f'"link":"en/{COMEBACK}"'.encode() in files["static/search-en.js"]
    assert b'data-base="../../"' in files[f"en/{COMEBACK}"]
    assert b'data-base="../"' in files["en/index.html"]
