"""Throws bytes at the readers: the vectors' bodies, changed at random. A finding is whatever is not a clear answer.

`python -m benchmarks.fuzz --seconds 60 --seed 1`; exit code 1 and the body where there is one.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
from importlib.util import find_spec

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
DECODERS = ("json", "xml", "form")
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


def readers(decoder: str = "") -> dict[str, Reader]:
    """Every reader of every model, of one format (`json`, `xml`, `form`) or of all."""
    areas.load()
    wire.load()
    return {
        f"{operation.id} {media_type}": codec.reader(INFO[operation.request], operation.body_name)
        for operation in OPERATIONS.values()
        for media_type, codec in CODECS.items()
        if operation.request and media_type.startswith("application/") and decoder in media_type
    }


def bodies_of(decoder: str) -> list[bytes]:
    """The vectors' bodies in one format."""
    return [vector.body for vector in load() if vector.body and decoder in str(vector.headers).lower()]


def throw(decoder: str, seconds: float, seed: int) -> str | None:
    """Throws bodies changed at random until the time is up; what was found, or None."""
    chance = random.Random(seed)
    bodies, known = bodies_of(decoder), list(readers(decoder).items())
    until, tried, read = time.monotonic() + seconds, 0, 0
    while time.monotonic() < until:
        name, reader = chance.choice(known)
        body, charset = changed(chance.choice(bodies), chance), chance.choice(CHARSETS)
        tried += 1
        try:
            reading = reader(body, charset)
        except TooLarge:
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            return f"finding: {name} {charset!r}\n{body!r}\n{error!r}"
        read += not reading.problems
    print(f"{decoder}: {tried} bodies, {read} of them read, no finding (seed {seed})", flush=True)
    return None


def guide(decoder: str, seconds: float) -> str | None:
    """Lets the bodies be chosen by what the readers do with them, where there is a wheel for that."""
    if find_spec("atheris") is None:
        print(f"{decoder}: atheris is not installed, so nothing is guided")
        return None
    command = [sys.executable, "-m", "benchmarks.guided", decoder, str(max(1, int(seconds)))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    runs = re.search(r"Done (\d+) runs in (\d+) second", done.stderr)
    if done.returncode or runs is None:
        return done.stderr + done.stdout
    print(f"{decoder}: {runs[1]} bodies guided by what they reach, in {runs[2]} s, no finding", flush=True)
    return None


def main() -> int:
    """Reads until the time is up, half of it guided; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="all formats together")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--decoder", choices=DECODERS, help="one format only")
    options = parser.parse_args()
    chosen = [options.decoder] if options.decoder else DECODERS
    share = options.seconds / len(chosen) / 2
    for decoder in chosen:
        found = throw(decoder, share, options.seed) or guide(decoder, share)
        if found:
            print(found, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
