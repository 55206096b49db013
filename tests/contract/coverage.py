"""Writes how much of the reference is built, so that it cannot drift:
`python -m tests.contract.coverage docs/coverage.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS
from tests.contract.reference import FACTS, assumed_choices, extra, missing

_HEAD = """# What is built of the reference

This page is made by `make docs` from what the program declares and from what is known of the reference's {all}
operations. *Built*: every parameter and member that is known works. *Partly*: some of them are missing, and named. What
is *assumed* is there because nothing public says what stands in its place.

{built} of {all} operations are built, {partly} partly, {left} not.
"""


def page() -> str:
    """The whole page."""
    known = FACTS["operations"]
    built = [item for item in known if item["id"] in OPERATIONS and not missing(item)]
    partly = [item for item in known if item["id"] in OPERATIONS and missing(item)]
    left = [item for item in known if item["id"] not in OPERATIONS]
    head = _HEAD.format(all=len(known), built=len(built), partly=len(partly), left=len(left))
    return "\n".join([head, *_built(built), *_partly(partly), *_left(left), *_unread(), *_own()])


def _built(items: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Built\n\n| operation | assumed |\n|---|---|"
    for item in items:
        operation = OPERATIONS[item["id"]]
        yield f"| {_name(item)} | {_code([*extra(operation), *assumed_choices(operation)])} |"
    yield ""


def _partly(items: list[dict[str, Any]]) -> Iterator[str]:
    if items:
        yield "## Partly built\n\n| operation | missing |\n|---|---|"
        yield from (f"| {_name(item)} | {_code(missing(item))} |" for item in items)
        yield ""


def _left(items: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Not built\n"
    yield from (f"- {_name(item)}" for item in items)
    yield ""


def _unread() -> Iterator[str]:
    unread = [info.key for info in MODELS.values() if not info.fields]
    if unread:
        yield "## Known by name only\n"
        yield "Nothing public says what is in these models; members that hold one are always null.\n"
        yield from (f"- `{key}`" for key in unread)
        yield ""


def _own() -> Iterator[str]:
    yield "## Our own\n\nThe reference has none of these.\n"
    yield from (f"- `{item.method} {item.route}`" for item in OPERATIONS.values() if item.is_own)
    yield ""


def _name(item: dict[str, Any]) -> str:
    return f"`{item['method']} {item['route']}`"


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def main() -> None:
    """Writes the page into the file named on the command line."""
    Path(sys.argv[1]).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
