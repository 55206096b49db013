"""Bodies made to take long, or much: each within the limit of bytes, by the format that it is meant for, and made when
it is needed: together they are hundreds of megabytes."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from farstu import areas, wire
from farstu.contract.model import MODELS
from farstu.server.app import GARBAGE_THRESHOLD
from farstu.wire.codecs import CODECS
from farstu.wire.reading import BODY_LIMIT, NODE_LIMIT, TooLarge

ROOT = '<AdvertisingFinalPriceWatchedApplication xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{}">'
END = "</AdvertisingFinalPriceWatchedApplication>"
SPACE = "http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models.Advertising"


def full(head: str, part: str, tail: str = "", most: int = 10**9) -> bytes:
    """As many of `part` as there is room for, at most `most`."""
    room = BODY_LIMIT - len((head + tail).encode())
    return (head + part * min(most, room // len(part.encode())) + tail).encode()


def json_bodies() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Nasty JSON."""
    few = NODE_LIMIT - 10
    yield "one text", partial(full, '{"message":"', "x", '"}')
    yield "one text of escapes", partial(full, '{"message":"', "\\u00e5", '"}')
    yield "one text of halves", partial(full, '{"message":"', "\\ud83c", '"}')
    yield "one text of line breaks", partial(full, '{"message":"', "\n", '"}')
    yield "a text that never ends", partial(full, '{"message":"', "x")
    yield "escapes that never end", partial(full, '{"message":"', "\\\\")
    yield "quotes", partial(full, "", '"')
    yield "deep lists", partial(full, '{"message":', "[")
    yield "deep objects", partial(full, "", '{"a":')
    yield "many unknown members", partial(full, '{"a":1', ',"b":1', "}", few)
    yield "many unknown long names", partial(full, '{"a":1', f',"{"n" * 70}":1', "}", few)
    yield "one giant name", partial(full, '{"', "n", '":1}')
    yield "a name again and again", partial(full, '{"message":"a"', ',"message":"a"', "}", few)
    yield "an error again and again", partial(full, '{"message":{}', ',"message":{}', "}", few // 2)
    yield "errors in two places", partial(full, '{"message":{}', ',"leadSourceId":{},"message":[]', "}", few // 3)
    yield "a number of a million digits", partial(full, '{"prospectiveBuyerStatus":', "9", "}")
    yield "a fraction of a million digits", partial(full, '{"isForeignSocialSecurityNumber":0.', "9", "}")
    yield "a truth of a million digits", partial(full, '{"person":{"isForeignSocialSecurityNumber":', "9", "}}")
    yield "an exponent of a million digits", partial(full, '{"person":{"isForeignSocialSecurityNumber":1e', "9", "}}")
    yield "a comma list of names", partial(full, '{"prospectiveBuyerStatus":"Assigned', ",Assigned", '"}')
    yield "blanks", partial(full, '{"message":"a"', " ", "}")
    yield "comments", partial(full, '{"message":"a"', "/**/", "}")
    yield "a comment that never ends", partial(full, '{"message":"a"/*', "*")
    yield "slashes", partial(full, '{"message":"a"', "/", "}")
    yield "comments and blanks", partial(full, '{"message":"a"', " /* */\n", "x")
    yield "many items", partial(full, '{"marketing":{"utmTags":[{}', ",{}", "]}}", few)
    yield "many wrong items", partial(full, '{"marketing":{"utmTags":[1', ",1", "]}}", few)
    yield "many items with errors", partial(full, '{"marketing":{"utmTags":[{}', ',{"name":{},"x":[]}', "]}}", few // 3)
    yield (
        "many items with long texts",
        partial(full, '{"marketing":{"utmTags":[{}', ',{"name":"' + "x" * 101 + '"}', "]}}", few // 2),
    )
    yield "too many nodes", partial(full, "[1", ",1", "]")
    yield "colons", partial(full, "", ":")
    yield "bare words", partial(full, '{"message":', "a", "}")
    yield "dots of bare words", partial(full, '{"message":', "a.", "}")
    yield "commas", partial(full, '{"message":"a"', ",")
    yield "personal numbers", partial(full, '{"message":"', "19121212-1212 ", '"}')
    yield "digits in a bad place", partial(full, '{"message":"a"', "191212121212 ", "}")
    yield "zeros", partial(full, "", "\0")
    yield "every byte", lambda: bytes(range(256)) * (BODY_LIMIT // 256)


def xml_bodies() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Nasty XML."""
    root = ROOT.format(SPACE)
    few = NODE_LIMIT - 10
    yield "one text", partial(full, f"{root}<Message>", "x", f"</Message>{END}")
    yield "one text of references", partial(full, f"{root}<Message>", "&#229;", f"</Message>{END}")
    yield "one text of amps", partial(full, f"{root}<Message>", "&amp;", f"</Message>{END}")
    yield "sections", partial(full, f"{root}<Message>", "<![CDATA[]]>", f"</Message>{END}")
    yield "comments", partial(full, f"{root}<Message>", "<!---->", f"</Message>{END}")
    yield "a comment that never ends", partial(full, "<!--", "-")
    yield "comments before the root", partial(full, "", "<!---->", f"{root}{END}")
    yield "blanks", partial(full, f"{root}", " ", f"<Message/>{END}")
    yield "blanks that end badly", partial(full, f"{root}", " ", "<")
    yield "deep elements", partial(full, root, "<a>")
    yield "deep known elements", partial(full, root, "<Marketing>")
    yield "many unknown elements", partial(full, root, "<a/>", END, few)
    yield "many names", lambda: (root + "".join(f"<n{number}/>" for number in range(few)) + END).encode()
    yield "an element again and again", partial(full, root, "<Message>a</Message>", END, few)
    tags = f'<Marketing xmlns:d2p1="{SPACE.replace("Models", "Services")}"><d2p1:UtmTags>'
    name, end = "d2p1:FormMarketingUtmTags", f"</d2p1:UtmTags></Marketing>{END}"
    yield "errors in every item", partial(full, root + tags, f'<{name} i:nil="1"/>', end, few)
    yield "items", partial(full, root + tags, f"<{name}><d2p1:Name>a</d2p1:Name></{name}>", end, few // 2)
    yield "too many elements", partial(full, root, "<a/>", END)
    yield (
        "many attributes",
        lambda: (f"{root}<a " + " ".join(f'a{n}="b"' for n in range(300_000)) + f"/>{END}").encode(),
    )
    yield "one attribute", partial(full, f'{root}<a b="', "c", f'"/>{END}')
    yield (
        "many namespaces",
        lambda: (f"{root}<a " + " ".join(f'xmlns:a{n}="b"' for n in range(200_000)) + f"/>{END}").encode(),
    )
    yield "namespaces at every depth", partial(full, root, '<a:b xmlns:a="c">')
    yield "namespaces in every element", partial(full, root, '<a:b xmlns:a="c"/>', END, few)
    yield "a giant name", partial(full, f"{root}<", "n", f"/>{END}")
    yield "a giant namespace", partial(full, '<a xmlns="', "n", '"/>')
    yield (
        "laughs",
        lambda: b'<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + root.encode() + b"<Message>&c;</Message>",
    )
    yield "a subset", partial(full, "<!DOCTYPE a [", '<!ENTITY a "b">')
    yield "instructions", partial(full, "", "<?a?>", f"{root}{END}")
    yield "texts between", partial(full, root, "x<a/>", END, few)
    yield "zeros", partial(full, "", "\0")
    yield "less than", partial(full, "", "<")
    yield "brackets", partial(full, f"{root}<Message>", "]", f"</Message>{END}")


def form_bodies() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Nasty forms."""
    few = NODE_LIMIT - 10
    yield "one value", partial(full, "message=", "x")
    yield "one value of escapes", partial(full, "message=", "%c3%a5")
    yield "many pairs", partial(full, "a=1", "&b=1", most=few)
    yield "many names", lambda: "&".join(f"n{number}=1" for number in range(few)).encode()
    yield "many items", lambda: "&".join(f"marketing.utmTags[{number}].name=1" for number in range(few)).encode()
    yield "many wrong items", lambda: "&".join(f"marketing.utmTags[{number}]=1" for number in range(few)).encode()
    yield (
        "one item again and again",
        partial(full, "marketing.utmTags[0].name=1", "&marketing.utmTags[0].name=1", most=few),
    )
    yield "too many pairs", partial(full, "a=1", "&b=1")
    yield "a deep name", partial(full, "a", ".a", "=1")
    yield "a name of brackets", partial(full, "a", "[", "=1")
    yield "a name of closed brackets", partial(full, "a", "[]", "=1")
    yield "deep names", partial(full, "x=1", "&" + "a." * 200 + "b=1", most=few)
    yield "different deep names", lambda: "&".join(f"a{n}." * 30 + "b=1" for n in range(20_000)).encode()[:BODY_LIMIT]
    yield "names of dots", partial(full, "", ".", "=1")
    yield "giant numbers", partial(full, "marketing.utmTags[", "9", "].name=1")
    yield "ampersands", partial(full, "", "&")
    yield "equals", partial(full, "", "=")
    yield "percents", partial(full, "", "%")


BODIES = {
    "application/json": json_bodies,
    "application/xml": xml_bodies,
    "application/x-www-form-urlencoded": form_bodies,
}


def main(kind: str) -> None:
    """Reads every body of a format and prints by how many bytes the process has grown at most meanwhile."""
    areas.load()
    wire.load()
    gc.set_threshold(GARBAGE_THRESHOLD)
    read = CODECS[kind].reader(MODELS["Advertising_AdvertisingFinalPriceWatchedApplication"], "application")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _, make in BODIES[kind]():
        with suppress(TooLarge):
            read(make(), "")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)


if __name__ == "__main__":
    main(sys.argv[1])
