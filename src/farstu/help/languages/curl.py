"""curl, as bash reads it."""

from __future__ import annotations

from farstu.help.languages.asked import KEY_VARIABLE, PARTNER_VARIABLE, Asked


def quoted(text: str) -> str:
    """A text as one word of bash."""
    return "'" + text.replace("'", "'\\''") + "'"


def write(asked: Asked) -> str:
    """The call; below it curl prints the status, and ends with an error for one above 399."""
    parts = [
        f"curl --silent --show-error --fail-with-body --request {asked.method} {quoted(asked.url)}",
        f"--user {_credentials(asked)}",
    ]
    if asked.body is not None:
        parts += ["--header 'Content-Type: application/json'", f"--data-raw {quoted(asked.body)}"]
    parts.append(r"--write-out '\n%{http_code}\n'")
    return " \\\n  ".join(parts)


def _credentials(asked: Asked) -> str:
    partner = f"${PARTNER_VARIABLE}" if asked.partner is None else None
    key = f"${KEY_VARIABLE}" if asked.key is None else None
    if partner and key:
        return f'"{partner}:{key}"'
    if key:
        return f'{quoted(f"{asked.partner}:")}"{key}"'
    if partner:
        return f'"{partner}"{quoted(f":{asked.key}")}'
    return quoted(f"{asked.partner}:{asked.key}")
