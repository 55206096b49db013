"""Texts for people, in Swedish and English, from one catalogue: `sv.toml`, `en.toml` and those that begin so
(`sv.help.toml`), beside this file."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any, Final

import msgspec

from farstu.texts.masking import mask_text

LANGUAGES: Final = ("sv", "en")


class Text(msgspec.Struct, frozen=True):
    """A sentence that is not yet in a language: its key in the catalogue and what it speaks of."""

    key: str
    values: dict[str, Any] = {}


def say(key: str, **values: Any) -> Text:
    """`say("error.integer", member="Commission", value="x")`; personal numbers among the values are masked."""
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = mask_text(value)
    return Text(key, values)


def render(text: Text, language: str) -> str:
    """The sentence in `sv` or `en`. KeyError where the catalogue has no such text."""
    return CATALOGUE[language][text.key].format_map(text.values)


def shortened(text: str, most: int = 60) -> str:
    """What a caller wrote, fit to be shown: cut short, without halves of characters."""
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= most else text[: most - 1] + "…"


def preferred(accept_language: str) -> str:
    """The language of an `Accept-Language` header: the one with the highest weight that we have, else Swedish."""
    best, best_weight = "sv", 0.0
    for part in accept_language.split(","):
        tag, _, parameters = part.strip().partition(";")
        weight = _weight(parameters)
        primary = tag.strip().lower().split("-")[0]
        if primary in LANGUAGES and weight > best_weight:
            best, best_weight = primary, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _load(language: str) -> dict[str, str]:
    """The texts of a language, from all its files."""
    texts: dict[str, str] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.startswith(f"{language}.") and file.name.endswith(".toml"):
            tables = tomllib.loads(file.read_text("utf-8"))
            texts |= {f"{table}.{name}": text for table, named in tables.items() for name, text in named.items()}
    return texts


CATALOGUE: Final = {language: _load(language) for language in LANGUAGES}
