"""What is read and written: the documentation's samples, and bodies that grow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from farstu import areas
from farstu.contract.model import MODELS, ModelInfo

_DOCUMENTS = Path(__file__).parents[2] / "tests" / "data" / "seed_documents.json"
NAMES = {"Comeback": "Meeting_Comeback", "Final price": "Advertising_AdvertisingFinalPriceWatchedApplication"}


@dataclass(frozen=True)
class Sample:
    """One of the documentation's samples, without its indentation, and the model that it is of."""

    name: str
    info: ModelInfo
    json: bytes
    xml: bytes

    @property
    def not_strict(self) -> bytes:
        """The JSON with what only a forgiving reader takes: a comment, single quotes, a comma at the end."""
        text = self.json.decode()
        first = re.sub(r'^\{"(\w+)"', r"{'\1'", text)
        return f"{first[:-1]},}}// end".encode()


def samples() -> list[Sample]:
    """The comeback and the final-price watch."""
    areas.load()
    documents = json.loads(_DOCUMENTS.read_text("utf-8"))
    return [_sample(name, MODELS[key], documents[MODELS[key].type_name]) for name, key in NAMES.items()]


def _sample(name: str, info: ModelInfo, document: dict[str, str]) -> Sample:
    compact = json.dumps(document["json"], ensure_ascii=False, separators=(",", ":")).encode()
    return Sample(name, info, compact, re.sub(r">\s+<", "><", document["xml"]).encode())


def _json_of(size: int) -> bytes:
    return b'{"referrer":"' + b"x" * (size - 15) + b'"}'


def _json_of_members(size: int) -> bytes:
    tags = b",".join([b'{"name":"utm_source","value":"a sentence of some length, as it may be"}'] * (size // 72))
    return b'{"utmTags":[' + tags + b"]}"


def _xml_of_members(size: int) -> bytes:
    namespace = MODELS["Advertising_FormMarketing"].namespace
    tag = (
        b"<FormMarketingUtmTags><Name>utm_source</Name><Value>a sentence of some length, as it may be</Value>"
        b"</FormMarketingUtmTags>"
    )
    head = f'<FormMarketing xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{namespace}"><UtmTags>'.encode()
    return head + tag * (size // len(tag)) + b"</UtmTags></FormMarketing>"


def _form_of_members(size: int) -> bytes:
    pairs = {f"utmTags[{place}].name": "a sentence of some length, as it may be" for place in range(size // 68)}
    return urlencode(pairs).encode()


GROWING: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "JSON, one long text": ("application/json", _json_of),
    "JSON, many members": ("application/json", _json_of_members),
    "JSON, many members, not strict": ("application/json", lambda size: _json_of_members(size) + b"/**/"),
    "XML, many elements": ("application/xml", _xml_of_members),
    "XML, many elements, by the parser": ("application/xml", lambda size: b"<!-- -->" + _xml_of_members(size)),
    "form, many pairs": ("application/x-www-form-urlencoded", _form_of_members),
}
"""Bodies of a model with a list, by about how many bytes they have. The larger ones hold more items than are allowed
and are refused, after having been read whole; those beyond the limit of nodes are refused as too large."""
