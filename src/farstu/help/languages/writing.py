"""How each language writes a text."""

from __future__ import annotations

import json
import re

from farstu.help.languages.asked import KEY_VARIABLE, PARTNER_VARIABLE, Asked

_POWERSHELL_QUOTES = re.compile("(['‘’‚‛])")
_INDENT = re.compile("^ +", re.MULTILINE)
_WORD_OUTSIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b')
"""A text, which is passed over, or a word outside one."""
_PYTHON_WORDS = {"true": "True", "false": "False", "null": "None"}


def bash(text: str) -> str:
    """One word of bash."""
    return "'" + text.replace("'", "'\\''") + "'"


def bash_credentials(asked: Asked) -> str:
    """`partner:key` as one word of bash; what is not known comes from the environment."""
    partner = f'"${PARTNER_VARIABLE}"' if asked.partner is None else bash(asked.partner)
    key = f'"${KEY_VARIABLE}"' if asked.key is None else bash(asked.key)
    return f"{partner}:{key}"


def powershell(text: str) -> str:
    """A text without substitution; PowerShell takes curly quotes for straight ones."""
    return "'" + _POWERSHELL_QUOTES.sub(r"\1\1", text) + "'"


def csharp(text: str) -> str:
    """A verbatim text, which may run over several lines."""
    return '@"' + text.replace('"', '""') + '"'


def php(text: str) -> str:
    """A text without substitution."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def python(text: str) -> str:
    """A text; JSON's escapes are Python's too."""
    return json.dumps(text, ensure_ascii=False)


javascript = python
"""JavaScript has them as well."""


def python_literal(document: str) -> str:
    """A JSON document as Python has it: indented by four, with `True`, `False` and `None`."""
    deeper = _INDENT.sub(lambda match: match[0] * 2, document)
    return _WORD_OUTSIDE.sub(lambda match: _PYTHON_WORDS.get(match[0], match[0]), deeper)
