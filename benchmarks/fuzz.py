"""Throws bytes at the readers: the vectors' bodies, changed at random. A finding is whatever is not a clear answer.

`python -m benchmarks.fuzz --seconds 60 --seed 1`; exit code 1 and the body where there is one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from farstu import areas, wire
from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS
from farstu.wire.codecs import CODECS, Reader
from farstu.wire.reading import BODY_LIMIT, TooLarge
from tests.wire.vectors import load

BITS = (
    b"{", b"}", b"[", b"]", b'"', b"'", b",", b":", b"\\", b"\\u", b"\\ud83c", b"null", b"true", b"NaN", b"1e9", b"-",
    b"/*", b"*/", b"//", b"\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"0x1F", b"/Date(1)/", b"2024-02-30",
    b"<", b">", b"</", b"/>", b"<!DOCTYPE", b"<?x?>", b"&#1;", b"<![CDATA[", b"]]>", b"&", b"=", b"%", b"%ff", b".",
)  # fmt: skip
CHARSETS = ("", "utf-8", "utf-16", "latin-1", "x")


def changed(body: bytes, chance: random.Random) -> bytes:
    """The body with a few cuts, copies and insertions."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.choices(range(len(body) + 1), k=2))
        match chance.randrange(5):
            case 0:
                body = body[:at] + body[to:]
            case 1:
                body = body[:at] + chance.choice(BITS) + body[at:]
            case 2:
                body = body[:at] + body[at:to] * chance.randint(2, 4) + body[to:]
            case 3:
                body = body[:at] + chance.randbytes(chance.randint(1, 4)) + body[at:]
            case _:
                body = body[:at] + chance.choice(BITS) * chance.randint(1, 300) + body[to:]
    return body[:BODY_LIMIT]


def readers() -> dict[str, Reader]:
    """Every reader of every model and format."""
    areas.load()
    wire.load()
    codecs = dict.fromkeys(CODECS.values())
    return {
        f"{operation.id} {codec.media_types[0]}": codec.reader(INFO[operation.request], operation.body_name)
        for operation in OPERATIONS.values()
        for codec in codecs
        if operation.request
    }


def main() -> int:
    """Reads until the time is up; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    bodies = [vector.body for vector in load() if vector.body]
    known = list(readers().items())
    until, tried, read = time.monotonic() + options.seconds, 0, 0
    while time.monotonic() < until:
        name, reader = chance.choice(known)
        body, charset = changed(chance.choice(bodies), chance), chance.choice(CHARSETS)
        tried += 1
        try:
            reading = reader(body, charset)
        except TooLarge:
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            print(f"finding: {name} {charset!r}\n{body!r}\n{error!r}", file=sys.stderr)
            return 1
        read += not reading.problems
    print(f"{tried} bodies, {read} of them read, no finding (seed {options.seed})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
