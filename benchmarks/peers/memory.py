"""FastAPI and pydantic, nothing kept: what the usual framework costs before it has done anything."""

from __future__ import annotations

import uuid

from fastapi import FastAPI

from benchmarks.peers.models import Comeback

app = FastAPI(openapi_url=None)


@app.post("/Meeting/Comeback/{customer_id}/{contact_id}")
async def create_comeback(customer_id: str, contact_id: str, comeback: Comeback) -> str:
    return f"CAL{uuid.uuid4().hex.upper()}"
