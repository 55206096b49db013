"""Who reads a page: in which language, and under which rules a browser shows it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from farstu.texts import LANGUAGES, preferred

COOKIE = "farstu-language"
YEAR = 365 * 24 * 3600

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SAFE = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def language_of(request: Request) -> str:
    """What the address says, else what was chosen before, else what the browser asks for."""
    for wanted in (request.query_params.get("lang", ""), request.cookies.get(COOKIE, "")):
        if wanted in LANGUAGES:
            return wanted
    return preferred(request.headers.get("accept-language", ""))


def remembering(request: Request, response: Response) -> Response:
    """A language that was chosen is the language from then on."""
    wanted = request.query_params.get("lang", "")
    if wanted in LANGUAGES and request.cookies.get(COOKIE) != wanted:
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, wanted, max_age=YEAR, path="/", samesite="lax", httponly=True, secure=secure)
    return response
