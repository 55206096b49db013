"""Whatever the pages of a server lead to is there; test_pages asks for each of them as Markdown."""

from __future__ import annotations

from urllib.parse import urljoin

from farstu.help.pages.book import all_pages
from farstu.help.pages.links import server_path
from tests.support.site import Links
from tests.support.world import World


def test_every_link_of_the_site_leads_to_a_page_that_is_there(shared: World) -> None:
    pages = {server_path(page) for page in all_pages()}
    read = {path: shared.send("GET", path, {"Accept-Language": "en"}) for path in pages}
    found = {urljoin(path, target) for path, answer in read.items() for target in Links(answer.text).targets}
    bare = {address.partition("#")[0].removeprefix("http://farstu.test") for address in found}
    others = {path for path in bare - pages if not path.endswith(".md")}
    beyond = [path for path in sorted(others) if shared.send("GET", path, {}).status_code != 200]
    assert beyond == []
    assert {answer.status_code for answer in read.values()} == {200}
