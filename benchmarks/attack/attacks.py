"""The attacks, each a generator of what to send: made anew each time, with chance from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from benchmarks.attack.target import Target, head

Sent = tuple[str, bytes]
"""The name of an attack and the bytes of one connection."""
Attack = Callable[[Target, random.Random], Iterator[Sent]]
LARGE = 5 * 1024 * 1024
_TRAVERSALS = (
    "/../../../../etc/passwd", "/static/../../../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%2f..%2fsecret", "/static/..%5c..%5csecret", "/static//etc/passwd", "/static/%00/etc/passwd",
    "/Help/../../farstu-data/secret", "/static/....//....//secret", "/Help/%c0%ae%c0%ae/%c0%ae%c0%ae/secret",
    "//etc/passwd", "/static/.%00./secret", "/_farstu/../secret", "/Help/Api/..%252f..%252fsecret", "/static/~root",
)  # fmt: skip
_VERBS = (
    "TRACE", "CONNECT", "DEBUG", "PROPFIND", "TRACK", "OPTIONS", "HEAD", "PATCH", "DELETE", "PUT", "get", "G" * 200, "",
    "G\x00T", "ARBITRARY",
)  # fmt: skip


def traversal(target: Target, chance: random.Random) -> Iterator[Sent]:
    """Paths that try to get out of their folder."""
    for path in _TRAVERSALS:
        yield "path traversal", head(f"GET {path} HTTP/1.1")
        yield "path traversal", head(f"GET {path} HTTP/1.1", {"Authorization": target.key})


def smuggling(target: Target, chance: random.Random) -> Iterator[Sent]:
    """Requests whose length two readers would tell differently; what is behind must not be answered as a second."""
    path = f"POST {comeback(target)} HTTP/1.1"
    key = {"Authorization": target.key, "Content-Type": "application/json", "Connection": "keep-alive"}
    inner = head("GET /_farstu/calls HTTP/1.1", {"Authorization": target.key})
    length, chunked = b"Content-Length: 6", b"Transfer-Encoding: chunked"
    for lines in (
        (length, chunked), (chunked, length), (length, b"Content-Length: 200"), (b"Content-Length: 6, 6",),
        (b"Content-Length: +6",), (b"Content-Length: 0x6",), (b"Content-Length: -1",), (b"Content-Length: 6 6",),
        (b"Content-Length : 6",), (chunked, b"Transfer-Encoding: identity"), (b"Transfer-Encoding:\x0bchunked",),
        (b"Transfer-Encoding: xchunked", length), (b"Transfer-Encoding: chunked, identity",),
        (b"X: y\r\n Content-Length: 6",), (b"X: y\r\n\tTransfer-Encoding: chunked",),
        (b"Content-Length: 99999999999999999999999",), (b" Content-Length: 6",), (b"Content\x00Length: 6",),
    ):  # fmt: skip
        yield "smuggling", head(path, key, *lines) + b"0\r\n\r\nX" + inner
    for broken in (
        b"zz\r\n{}\r\n",
        b"ffffffffffffffff\r\n",
        b"-1\r\n",
        b"2;x=" + b"y" * 40_000 + b"\r\n{}",
        b"2\n{}\n0\n\n",
    ):
        yield "smuggling", head(path, key, chunked) + broken + inner
    yield "bare LF", head(path, key, length).replace(b"\r\n", b"\n") + b"{}    " + inner
    yield "bare CR", head(path, key).replace(b"\r\n", b"\r") + inner


def injection(target: Target, chance: random.Random) -> Iterator[Sent]:
    """What would become a header of the answer, or a line of the log, where it is written as it came."""
    for evil in (
        "%0d%0aSet-Cookie:%20x=1",
        "%0aX-Evil:1",
        "\u560d\u560aX-Evil:1",
        "%E5%98%8D%E5%98%8AX-Evil:1",
        "${jndi:x}",
    ):
        path = evil if evil.isascii() else quote(evil)
        yield "header injection", head(f"GET /Help/{path} HTTP/1.1")
        yield (
            "header injection",
            head(f"GET /?lang={path} HTTP/1.1", {"Accept-Language": path, "Idempotency-Key": path}),
        )
    for name in (
        "Idempotency-Key",
        "Accept",
        "Accept-Language",
        "Content-Type",
        "Host",
        "X-Forwarded-For",
        "traceparent",
    ):
        for value in ("a\x00b", "é" * 100, '"' * 500, ";" * 5_000, "," * 5_000, "q=" * 2_000, "\x7f\x01"):
            yield (
                "header injection",
                head(f"GET {comeback(target)} HTTP/1.1", {"Authorization": target.key, name: value}),
            )


def verbs(target: Target, chance: random.Random) -> Iterator[Sent]:
    """Verbs that nobody offers, and others in their name."""
    for verb in _VERBS:
        for path in (comeback(target), "/Help", "/_farstu/calls", "*", "http://127.0.0.1/Help"):
            yield "verb tampering", head(f"{verb} {path} HTTP/1.1", {"X-HTTP-Method-Override": "DELETE"})
    for version in ("HTTP/0.9", "HTTP/2.0", "HTTP/1.10", "HTTPS/1.1", "", "HTTP/9999999999.1"):
        yield "verb tampering", head(f"GET /Help {version}")
    yield "verb tampering", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def over_long(target: Target, chance: random.Random) -> Iterator[Sent]:
    """Everything longer than anybody needs."""
    for size in (17_000, 300_000):
        yield "over-long", head(f"GET /{'a' * size} HTTP/1.1")
        yield "over-long", head(f"GET /?{'a=b&' * (size // 4)} HTTP/1.1")
        yield "over-long", head("GET / HTTP/1.1", {"X" * size: "1"})
        yield "over-long", head("GET / HTTP/1.1", {"Authorization": "Basic " + "A" * size})
        yield "over-long", head("GET / HTTP/1.1", {f"X-{number}": "1" for number in range(size // 20)})
    yield "over-long", posted(target, b'{"note":"' + b"x" * LARGE + b'"}')
    yield "over-long", posted(target, b'{"date":"2030-01-01T10:00:00","note":"' + b"x" * 100_000 + b'"}')
    yield "over-long", posted(target, b"[" * 100_000)


def encodings(target: Target, chance: random.Random) -> Iterator[Sent]:
    """Bytes that are not what they say, and encodings that nobody reads."""
    body = '{"date":"2030-01-01T10:00:00","note":"å"}'
    for charset in (
        "utf-7",
        "utf-32",
        "utf-16",
        "utf-16be",
        "ebcdic-cp-us",
        "x" * 500,
        "\x00",
        "latin-1",
        "idna",
        "hex",
        "zip",
    ):
        yield "encodings", posted(target, body.encode("utf-16"), f"application/json; charset={charset}")
        yield "encodings", posted(target, chance.randbytes(500), f"application/xml; charset={charset}")
    for coding in ("gzip", "deflate", "br", "gzip, gzip"):
        yield "encodings", posted(target, b"\x1f\x8b\x08" + chance.randbytes(300), more={"Content-Encoding": coding})
    for kind in (
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ):
        yield "encodings", posted(target, chance.randbytes(2_000), kind)
        yield "encodings", posted(target, b"\xff\xfe\x00\xd8" * 50, kind)


def bombs(target: Target, chance: random.Random) -> Iterator[Sent]:
    """Small to send, large to read."""
    json_kind, xml = "application/json", "application/xml"
    entity = b"".join(b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10))
    yield "bombs", posted(target, b'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">' + entity + b"]><x>&a9;</x>", xml)
    yield "bombs", posted(target, b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>', xml)
    yield "bombs", posted(target, b"<a>" * 200_000, xml)
    yield "bombs", posted(target, b"<a " + b"".join(b'x%d="" ' % number for number in range(60_000)) + b"/>", xml)
    yield "bombs", posted(target, b"{" + b",".join(b'"m%d":0' % number for number in range(200_000)) + b"}", json_kind)
    yield "bombs", posted(target, b'{"x":' * 100_000, json_kind)
    yield "bombs", posted(target, b"[" + b"[]," * 1_000_000 + b"[]]", json_kind)
    yield "bombs", posted(target, b'{"date":' + b"9" * 1_000_000 + b"}", json_kind)
    yield "bombs", posted(target, b'{"date":1e999999999}', json_kind)
    form = "application/x-www-form-urlencoded"
    yield "bombs", posted(target, b"&".join(b"a[%d][b][c]=1" % number for number in range(100_000)), form)
    yield "bombs", posted(target, b"a" + b"[a]" * 50_000 + b"=1", form)
    yield "bombs", posted(target, b"%" * 1_000_000, form)


def strangers(target: Target, chance: random.Random) -> Iterator[Sent]:
    """Another customer's records, by every way to name them."""
    other, mine = str(target.said["otherCustomerId"]), str(target.said["customerId"])
    contact = str(target.said["contactId"])
    for path in (f"/CRM/Contact/{other}/{contact}", f"/Meeting/{other}/x", f"/Office/GetOffice?customerId={other}",
                 f"/CRM/Contact/{mine}%2f..%2f{other}/{contact}", f"/_farstu/calls?customerId={other}",
                 f"/CRM/Contact/{mine}/'%20OR%201=1%20--", f"/CRM/Contact/{mine}/%25/{contact}"):  # fmt: skip
        yield "strangers", head(f"GET {path} HTTP/1.1", {"Authorization": target.key})
    body = json.dumps({"customerId": other, "person": {"firstName": "x' OR '1'='1", "lastName": "y"}}).encode()
    for path in (
        f"/Contacts/UpdatePerson/{other}",
        f"/Advertising/Estate/{other}/{target.said['estateId']}/FinalPriceWatched",
    ):
        yield "strangers", posted(target, body, at=path)


def comeback(target: Target) -> str:
    """The path of a write."""
    return f"/Meeting/Comeback/{target.said['customerId']}/{target.said['contactId']}"


def posted(
    target: Target, body: bytes, kind: str = "application/json", *, more: dict[str, Any] | None = None, at: str = ""
) -> bytes:
    """A whole call with a key that is right."""
    given = {"Authorization": target.key, "Content-Type": kind, "Content-Length": str(len(body))} | (more or {})
    return head(f"POST {at or comeback(target)} HTTP/1.1", given) + body


ATTACKS: tuple[Attack, ...] = (traversal, smuggling, injection, verbs, over_long, encodings, bombs, strangers)
