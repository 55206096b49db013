"""A file of contacts such as an agency would bring along: names, addresses, ways to be reached."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

from farstu.demo.names import draw_names

_NAMES = 8_000
_TITLES = ("id", "firstName", "lastName", "streetAddress", "zipCode", "city", "email", "cell", "createdAt")


def write_contacts(file: Path, number: int) -> None:
    """Always the same ones. Each has an e-mail address and a phone of its own."""
    chance = Random(number)
    names = draw_names(chance, _NAMES)
    with file.open("w", encoding="utf-8", newline="") as opened:
        out = csv.writer(opened, delimiter=";")
        out.writerow(_TITLES)
        for place in range(number):
            name = names[chance.randrange(_NAMES)]
            out.writerow([
                f"K{place}", name.first, name.last, f"Storgatan {place % 200}", 10_000 + place % 80_000, "Lund",
                f"kund{place}@example.com", f"07{place:08}", f"2024-03-{1 + place % 28:02}T10:00:00",
            ])  # fmt: skip
