"""What the pages of one server, or of one folder, have in common."""

from __future__ import annotations

from dataclasses import dataclass

from farstu.help.place import Place


@dataclass(frozen=True)
class Setting:
    """`place` is whose ids, key and address the examples show. `now` in ticks: dates in examples lie a week after it.
    `empty`: there are no customers yet. `live`: there is a server behind the pages that can be called from them."""

    place: Place
    now: int
    demo: bool = False
    empty: bool = False
    live: bool = True
