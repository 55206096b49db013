"""Markdown to HTML, and code in colours that the stylesheet knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_ANCHOR = re.compile(r"\s*\{:([\w-]+)\}$", re.MULTILINE)
_FORMATTER = HtmlFormatter(nowrap=True)
KEPT = 64
"""Pieces of code that are coloured once: what is on a page is on the same page in the other language too."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level: where it is, and what it says."""

    anchor: str
    text: str


@lru_cache(maxsize=KEPT)
def code(text: str, language: str) -> Markup:
    """Code with a `span` around each kind of word; a language that is not known is left plain."""
    lexer = _lexer(language)
    if lexer is None:
        return escape(text)
    return Markup(highlight(text, lexer, _FORMATTER).rstrip("\n"))  # noqa: S704  Pygments escapes what it is given


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


def breakable(name: str) -> Markup:
    """A long name that may be broken before its capitals."""
    return Markup("<wbr>").join(re.split(r"(?<=[a-z0-9])(?=[A-Z])", name))


@cache
def method(name: str) -> Markup:
    """An operation's method, in its colour."""
    return Markup('<span class="method {}">{}</span>').format(name.lower(), name)


@cache
def short_route(route: str) -> Markup:
    """A route without its ids, that may be broken between its parts. It stands on every page, for every operation."""
    return Markup("/<wbr>").join(part for part in route.split("/") if not part.startswith("{"))


def without_anchors(markdown: str) -> str:
    """Markdown as others read it: without the `{:name}` after our headings."""
    return _ANCHOR.sub("", markdown)


def to_html(markdown: str) -> tuple[Markup, list[Heading]]:
    """Markdown of ours as HTML, and its headings. A heading that ends with `{:name}` is found under that name."""
    renderer = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted}).enable("table")
    renderer.add_render_rule("table_open", _table_open)
    renderer.add_render_rule("table_close", _table_close)
    tokens = renderer.parse(markdown)
    headings = _name_headings(tokens)
    _mark_numbers(tokens)
    made = renderer.renderer.render(tokens, renderer.options, {})
    return Markup(made), headings  # noqa: S704  HTML in the Markdown is not let through


def _name_headings(tokens: list[Token]) -> list[Heading]:
    found = []
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        named = _ANCHOR.search(inline.content)
        text = _ANCHOR.sub("", inline.content)
        anchor = named[1] if named else _slug(text)
        if named and inline.children:
            inline.children[-1].content = _ANCHOR.sub("", inline.children[-1].content)
        opening.attrSet("id", anchor)
        if opening.tag == "h2":
            found.append(Heading(anchor, text.replace("`", "")))
    return found


def _mark_numbers(tokens: list[Token]) -> None:
    """Columns that stand to the right by a class: the pages' policy lets no inline style through."""
    for token in tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            del token.attrs["style"]
            token.attrSet("class", "number")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _highlighted(text: str, language: str, attributes: Any) -> str:
    return f'<pre class="code" tabindex="0"><code>{code(text.rstrip(chr(10)), language or "text")}</code></pre>'


def _table_open(*arguments: Any) -> str:
    return '<div class="table" tabindex="0"><table>\n'


def _table_close(*arguments: Any) -> str:
    return "</table></div>\n"
