"""Pages made: what each one speaks of, put into its template, as HTML or as Markdown."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import jinja2

from farstu import __version__
from farstu.help.pages import book
from farstu.help.pages.book import Page, PageKind
from farstu.help.pages.content import content
from farstu.help.pages.links import Links
from farstu.help.pages.markup import breakable, code, method, short_route, to_html, without_anchors
from farstu.help.pages.setting import Setting
from farstu.help.pages.titles import operations_by_group, summary_of, title_of
from farstu.help.pages.words import Words
from farstu.texts import LANGUAGES

_PROSE = (PageKind.TECHNICAL, PageKind.SETTINGS, PageKind.DIFFERENCES, PageKind.CHANGELOG)
"""Pages that are written in Markdown, in each language."""
_TEMPLATES = {
    PageKind.OVERVIEW: "overview",
    PageKind.OPERATION: "operation",
    PageKind.MODELS: "models",
    PageKind.MODEL: "model",
}


_BLANK_LINES = re.compile(r"\n{3,}")


class Renderer:
    """Makes pages. One is enough for a program."""

    @cached_property
    def _html(self) -> jinja2.Environment:
        made = _environment(autoescape=True)
        made.filters |= {"breakable": breakable, "code": code, "method": method, "short_route": short_route}
        return made

    @cached_property
    def _markdown(self) -> jinja2.Environment:
        made = _environment(autoescape=False)
        made.filters["cell"] = lambda text: " ".join(str(text).split()).replace("|", "\\|")
        return made

    def html(self, page: Page, language: str, setting: Setting, links: Links) -> str:
        """A page for people."""
        return self._as_html(page, _given(page, Words(language), setting, links))

    def markdown(self, page: Page, language: str, setting: Setting, links: Links) -> str:
        """The same as Markdown."""
        return self._as_markdown(page, _given(page, Words(language), setting, links))

    def both(self, page: Page, language: str, setting: Setting, links: Links) -> tuple[str, str]:
        """A page as HTML and as Markdown; what it speaks of is put together once."""
        given = _given(page, Words(language), setting, links)
        return self._as_html(page, given), self._as_markdown(page, given)

    def _as_html(self, page: Page, given: dict[str, Any]) -> str:
        if page.kind in _PROSE:
            prose, headings = to_html(self._prose(page, given))
            return self._html.get_template("prose.html").render(given, prose=prose, headings=headings)
        return self._html.get_template(f"{_TEMPLATES[page.kind]}.html").render(given)

    def _as_markdown(self, page: Page, given: dict[str, Any]) -> str:
        if page.kind in _PROSE:
            return without_anchors(self._prose(page, given))
        made = self._markdown.get_template(f"{_TEMPLATES[page.kind]}.md").render(given)
        return _BLANK_LINES.sub("\n\n", made)

    def missing(self, language: str, setting: Setting, links: Links, wanted: str, near: list[Page]) -> str:
        """What is shown in place of a page that there is not; `near` are those that may have been meant."""
        given = _given(book.OVERVIEW, Words(language), setting, links)
        return self._html.get_template("missing.html").render(given, wanted=wanted, near=near)

    def door(self, setting: Setting, links: Links) -> str:
        """The page before all others in a folder of files: it leads to both languages."""
        languages = [(language, Words(language)) for language in LANGUAGES]
        given = _given(book.OVERVIEW, Words("en"), setting, links)
        return self._html.get_template("door.html").render(given, languages=languages)

    def for_machines(self, setting: Setting, links: Links) -> str:
        """`llms.txt`: every page as Markdown."""
        given = _given(book.OVERVIEW, Words("en"), setting, links)
        return self._markdown.get_template("llms.txt").render(given, pages=book.all_pages())

    def _prose(self, page: Page, given: dict[str, Any]) -> str:
        return self._markdown.get_template(f"{page.kind.value}.{given['words'].language}.md").render(given)


def _environment(*, autoescape: bool) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("farstu.help"),
        autoescape=autoescape,  # noqa: S701  off for Markdown alone
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _given(page: Page, words: Words, setting: Setting, links: Links) -> dict[str, Any]:
    return {
        "page": page,
        "words": words,
        "say": words.page,
        "setting": setting,
        "links": links,
        "book": book,
        "title_of": lambda other: title_of(other, words),
        "summary_of": lambda other: summary_of(other, words),
        "contents": operations_by_group(),
        "version": __version__,
        **content(page, words, setting),
    }
