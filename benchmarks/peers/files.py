"""The yardstick of pages: files of a folder (`FILES`), as Starlette serves them."""

from __future__ import annotations

import os

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

app = Starlette(routes=[Mount("/", StaticFiles(directory=os.environ["FILES"]))])
