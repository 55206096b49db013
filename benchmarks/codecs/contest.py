"""Who is timed at what, and the rounds in which all take turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import json5
import msgspec
import pyjson5

from benchmarks.codecs import peers
from benchmarks.codecs.samples import Sample
from farstu.contract.moment import Moment, parse_moment
from farstu.wire.json_codec import write_json
from farstu.wire.json_reading import json_reader, lenient_reader
from farstu.wire.xml_reading import xml_reader
from farstu.wire.xml_writing import xml_writer

_SHORTEST_TURN = 0.03
OURS_JSON, OURS_LENIENT, OURS_XML_IN, OURS_XML_OUT = "JSON in", "JSON in, not strict", "XML in", "XML out"
OURS_PARSER, OURS_JSON_OUT = "XML in, by the parser", "JSON out"
MSGSPEC, MSGSPEC_DATES = "msgspec alone", "msgspec alone, its own dates"
PYDANTIC, PYDANTIC_MOMENT = "pydantic", "pydantic, our dates"
PYJSON5, JSON5 = "pyjson5 (tree only)", "json5 (tree only)"
LXML_IN, LXML_OUT = "lxml and by hand", "lxml built"


@dataclass
class Turn:
    """Something that is timed: what it does, and microseconds a time in each round."""

    name: str
    act: Callable[[], Any]
    taken: list[float] = field(default_factory=list)

    def play(self) -> None:
        """One turn of at least thirty milliseconds."""
        times, spent = 0, 0.0
        while spent < _SHORTEST_TURN:
            begun = time.perf_counter()
            for _ in range(50):
                self.act()
            spent += time.perf_counter() - begun
            times += 50
        self.taken.append(spent / times * 1e6)


class Differs(Exception):
    """A peer gave another result than ours."""


def turns_of(sample: Sample) -> list[Turn]:
    """Everybody's turns at one sample, after having seen that those who make a model make the same. Differs."""
    read, read_leniently = json_reader(sample.info, "body"), lenient_reader(sample.info, "body")
    read_xml, write_xml = xml_reader(sample.info, "body"), xml_writer(sample.info.cls)
    model = read(sample.json, "").model
    decode = msgspec.json.Decoder(sample.info.cls, dec_hook=_moment).decode
    by_hand, built, named = _peers_of(sample)
    commented = sample.xml + b"<!-- -->"
    if not (
        read_leniently(sample.not_strict, "").model == read_xml(sample.xml, "").model == decode(sample.json) == model
    ):
        raise Differs(f"{sample.name}: readers")
    if by_hand(sample.xml) != model or built(model) != write_xml(model).replace(b" />", b"/>"):
        raise Differs(f"{sample.name}: lxml")
    not_strict = sample.not_strict.decode()
    return [
        Turn(OURS_JSON, lambda: read(sample.json, "")),
        Turn(MSGSPEC, lambda: decode(sample.json)),
        *(Turn(name, act) for name, act in named.items()),
        Turn(OURS_LENIENT, lambda: read(sample.not_strict, "")),
        Turn(PYJSON5, lambda: pyjson5.decode(not_strict)),
        Turn(JSON5, lambda: json5.loads(not_strict)),
        Turn(OURS_XML_IN, lambda: read_xml(sample.xml, "")),
        Turn(OURS_PARSER, lambda: read_xml(commented, "")),
        Turn(LXML_IN, lambda: by_hand(sample.xml)),
        Turn(OURS_XML_OUT, lambda: write_xml(model)),
        Turn(LXML_OUT, lambda: built(model)),
        Turn(OURS_JSON_OUT, lambda: write_json(model)),
    ]


def _peers_of(sample: Sample) -> tuple[Callable[[bytes], Any], Callable[[Any], bytes], dict[str, Callable[[], Any]]]:
    """The extraction and the building by hand, and what else reads the JSON."""
    if sample.name != "Comeback":
        read = peers.ApplicationIn.model_validate_json
        return peers.application_by_hand, peers.application_built, {PYDANTIC: lambda: read(sample.json)}
    plain = msgspec.json.Decoder(peers.ComebackOut).decode
    assert isinstance(plain(sample.json).date, datetime)  # it has read the date, not passed it over
    return (
        peers.comeback_by_hand,
        peers.comeback_built,
        {
            MSGSPEC_DATES: lambda: plain(sample.json),
            PYDANTIC: lambda: peers.ComebackIn.model_validate_json(sample.json),
            PYDANTIC_MOMENT: lambda: peers.ComebackWithMoment.model_validate_json(sample.json),
        },
    )


def play(turns: list[Turn], rounds: int) -> None:
    """All take turns, beginning with another one in each round."""
    for number in range(rounds):
        first = number % len(turns)
        for turn in turns[first:] + turns[:first]:
            turn.play()


def _moment(kind: type, value: Any) -> Any:
    if kind is Moment and isinstance(value, str):
        return parse_moment(value)
    raise ValueError("not a date")
