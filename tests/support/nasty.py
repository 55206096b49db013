"""Bodies made to take long, or much: each within the limit of bytes, by the format that it is meant for."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import suppress

from farstu import areas, wire
from farstu.contract.model import MODELS
from farstu.wire.codecs import CODECS
from farstu.wire.reading import BODY_LIMIT, NODE_LIMIT, TooLarge

ROOT = '<AdvertisingFinalPriceWatchedApplication xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{}">'
END = "</AdvertisingFinalPriceWatchedApplication>"
SPACE = "http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models.Advertising"


def full(head: str, part: str, tail: str = "", most: int = 10**9) -> bytes:
    """As many of `part` as there is room for, at most `most`."""
    room = BODY_LIMIT - len((head + tail).encode())
    return (head + part * min(most, room // len(part.encode())) + tail).encode()


def json_bodies() -> Iterator[tuple[str, bytes]]:
    """Nasty JSON."""
    few = NODE_LIMIT - 10
    yield "one text", full('{"message":"', "x", '"}')
    yield "one text of escapes", full('{"message":"', "\\u00e5", '"}')
    yield "one text of halves", full('{"message":"', "\\ud83c", '"}')
    yield "one text of line breaks", full('{"message":"', "\n", '"}')
    yield "a text that never ends", full('{"message":"', "x")
    yield "escapes that never end", full('{"message":"', "\\\\")
    yield "quotes", full("", '"')
    yield "deep lists", full('{"message":', "[")
    yield "deep objects", full("", '{"a":')
    yield "many unknown members", full('{"a":1', ',"b":1', "}", few)
    yield "many unknown long names", full('{"a":1', f',"{"n" * 70}":1', "}", few)
    yield "one giant name", full('{"', "n", '":1}')
    yield "a name again and again", full('{"message":"a"', ',"message":"a"', "}", few)
    yield "an error again and again", full('{"message":{}', ',"message":{}', "}", few // 2)
    yield "errors in two places", full('{"message":{}', ',"leadSourceId":{},"message":[]', "}", few // 3)
    yield "a number of a million digits", full('{"prospectiveBuyerStatus":', "9", "}")
    yield "a fraction of a million digits", full('{"isForeignSocialSecurityNumber":0.', "9", "}")
    yield "a truth of a million digits", full('{"person":{"isForeignSocialSecurityNumber":', "9", "}}")
    yield "an exponent of a million digits", full('{"person":{"isForeignSocialSecurityNumber":1e', "9", "}}")
    yield "a comma list of names", full('{"prospectiveBuyerStatus":"Assigned', ",Assigned", '"}')
    yield "blanks", full('{"message":"a"', " ", "}")
    yield "comments", full('{"message":"a"', "/**/", "}")
    yield "a comment that never ends", full('{"message":"a"/*', "*")
    yield "slashes", full('{"message":"a"', "/", "}")
    yield "comments and blanks", full('{"message":"a"', " /* */\n", "x")
    yield "many items", full('{"marketing":{"utmTags":[{}', ",{}", "]}}", few)
    yield "many wrong items", full('{"marketing":{"utmTags":[1', ",1", "]}}", few)
    yield "many items with errors", full('{"marketing":{"utmTags":[{}', ',{"name":{},"x":[]}', "]}}", few // 3)
    yield (
        "many items with long texts",
        full('{"marketing":{"utmTags":[{}', ',{"name":"' + "x" * 101 + '"}', "]}}", few // 2),
    )
    yield "too many nodes", full("[1", ",1", "]")
    yield "colons", full("", ":")
    yield "bare words", full('{"message":', "a", "}")
    yield "dots of bare words", full('{"message":', "a.", "}")
    yield "commas", full('{"message":"a"', ",")
    yield "personal numbers", full('{"message":"', "19121212-1212 ", '"}')
    yield "digits in a bad place", full('{"message":"a"', "191212121212 ", "}")
    yield "zeros", full("", "\0")
    yield "every byte", bytes(range(256)) * (BODY_LIMIT // 256)


def xml_bodies() -> Iterator[tuple[str, bytes]]:
    """Nasty XML."""
    root = ROOT.format(SPACE)
    few = NODE_LIMIT - 10
    yield "one text", full(f"{root}<Message>", "x", f"</Message>{END}")
    yield "one text of references", full(f"{root}<Message>", "&#229;", f"</Message>{END}")
    yield "one text of amps", full(f"{root}<Message>", "&amp;", f"</Message>{END}")
    yield "sections", full(f"{root}<Message>", "<![CDATA[]]>", f"</Message>{END}")
    yield "comments", full(f"{root}<Message>", "<!---->", f"</Message>{END}")
    yield "a comment that never ends", full("<!--", "-")
    yield "comments before the root", full("", "<!---->", f"{root}{END}")
    yield "blanks", full(f"{root}", " ", f"<Message/>{END}")
    yield "blanks that end badly", full(f"{root}", " ", "<")
    yield "deep elements", full(root, "<a>")
    yield "deep known elements", full(root, "<Marketing>")
    yield "many unknown elements", full(root, "<a/>", END, few)
    yield "many names", (root + "".join(f"<n{number}/>" for number in range(few)) + END).encode()
    yield "an element again and again", full(root, "<Message>a</Message>", END, few)
    tags = f'<Marketing xmlns:d2p1="{SPACE.replace("Models", "Services")}"><d2p1:UtmTags>'
    name, end = "d2p1:FormMarketingUtmTags", f"</d2p1:UtmTags></Marketing>{END}"
    yield "errors in every item", full(root + tags, f'<{name} i:nil="1"/>', end, few)
    yield "items", full(root + tags, f"<{name}><d2p1:Name>a</d2p1:Name></{name}>", end, few // 2)
    yield "too many elements", full(root, "<a/>", END)
    yield "many attributes", (f"{root}<a " + " ".join(f'a{n}="b"' for n in range(300_000)) + f"/>{END}").encode()
    yield "one attribute", full(f'{root}<a b="', "c", f'"/>{END}')
    yield "many namespaces", (f"{root}<a " + " ".join(f'xmlns:a{n}="b"' for n in range(200_000)) + f"/>{END}").encode()
    yield "namespaces at every depth", full(root, '<a:b xmlns:a="c">')
    yield "namespaces in every element", full(root, '<a:b xmlns:a="c"/>', END, few)
    yield "a giant name", full(f"{root}<", "n", f"/>{END}")
    yield "a giant namespace", full('<a xmlns="', "n", '"/>')
    yield "laughs", b'<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + root.encode() + b"<Message>&c;</Message>"
    yield "a subset", full("<!DOCTYPE a [", '<!ENTITY a "b">')
    yield "instructions", full("", "<?a?>", f"{root}{END}")
    yield "texts between", full(root, "x<a/>", END, few)
    yield "zeros", full("", "\0")
    yield "less than", full("", "<")
    yield "brackets", full(f"{root}<Message>", "]", f"</Message>{END}")


def form_bodies() -> Iterator[tuple[str, bytes]]:
    """Nasty forms."""
    few = NODE_LIMIT - 10
    yield "one value", full("message=", "x")
    yield "one value of escapes", full("message=", "%c3%a5")
    yield "many pairs", full("a=1", "&b=1", most=few)
    yield "many names", "&".join(f"n{number}=1" for number in range(few)).encode()
    yield "many items", "&".join(f"marketing.utmTags[{number}].name=1" for number in range(few)).encode()
    yield "many wrong items", "&".join(f"marketing.utmTags[{number}]=1" for number in range(few)).encode()
    yield "one item again and again", full("marketing.utmTags[0].name=1", "&marketing.utmTags[0].name=1", most=few)
    yield "too many pairs", full("a=1", "&b=1")
    yield "a deep name", full("a", ".a", "=1")
    yield "a name of brackets", full("a", "[", "=1")
    yield "a name of closed brackets", full("a", "[]", "=1")
    yield "deep names", full("x=1", "&" + "a." * 200 + "b=1", most=few)
    yield "different deep names", "&".join(f"a{n}." * 30 + "b=1" for n in range(20_000)).encode()[:BODY_LIMIT]
    yield "names of dots", full("", ".", "=1")
    yield "giant numbers", full("marketing.utmTags[", "9", "].name=1")
    yield "ampersands", full("", "&")
    yield "equals", full("", "=")
    yield "percents", full("", "%")


BODIES = {
    "application/json": list(json_bodies()),
    "application/xml": list(xml_bodies()),
    "application/x-www-form-urlencoded": list(form_bodies()),
}


def main(kind: str) -> None:
    """Reads every body of a format and prints by how many bytes the process has grown at most meanwhile."""
    areas.load()
    wire.load()
    read = CODECS[kind].reader(MODELS["Advertising_AdvertisingFinalPriceWatchedApplication"], "application")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _, body in BODIES[kind]:
        with suppress(TooLarge):
            read(body, "")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)


if __name__ == "__main__":
    main(sys.argv[1])
