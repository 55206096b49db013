"""The languages that examples are written in: a template each, and how the language writes what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import jinja2

from farstu.help.languages import writing
from farstu.help.languages.asked import KEY_VARIABLE, PARTNER_VARIABLE, Asked

_TEMPLATES = jinja2.Environment(  # noqa: S701 - programs, not pages: each language quotes in its own way
    loader=jinja2.PackageLoader("farstu.help.languages", ""),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
    undefined=jinja2.StrictUndefined,
)


class Language(NamedTuple):
    """`key` names the template, `title` is for people, `name` is what a highlighter calls it; `filters` are the
    template's own, the one that quotes a text first."""

    key: str
    title: str
    name: str
    filters: Mapping[str, Callable[[Any], str]]

    def write(self, asked: Asked) -> str:
        """The call as a program."""
        return _compiled(self.key).render(asked=asked, PARTNER=PARTNER_VARIABLE, KEY=KEY_VARIABLE)


@cache
def _compiled(key: str) -> jinja2.Template:
    language = next(each for each in LANGUAGES if each.key == key)
    environment = _TEMPLATES.overlay()
    environment.filters = {**_TEMPLATES.filters, **language.filters}
    return environment.get_template(f"{key}.j2")


LANGUAGES = (
    Language("curl", "curl", "bash", {"quoted": writing.bash, "credentials": writing.bash_credentials}),
    Language("powershell", "PowerShell 7", "powershell", {"quoted": writing.powershell}),
    Language("csharp", "C#", "csharp", {"quoted": writing.csharp}),
    Language("php", "PHP", "php", {"quoted": writing.php}),
    Language("python", "Python", "python", {"quoted": writing.python, "literal": writing.python_literal}),
    Language("javascript", "JavaScript", "javascript", {"quoted": writing.javascript}),
)
