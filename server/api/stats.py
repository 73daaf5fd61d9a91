"""`/v1/stats`, and what the status pages show: recordings, inquiries, people, the machine."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from server.api.context import Services, services
from server.api.sent import Number

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


@router.get("/v1/stats")
@router.get("/stats", include_in_schema=False)
def totals(serving: Serving) -> dict[str, int]:
    """Count everything: the numbers at the foot of every page and in the panel."""
    return serving.stats.totals()


@router.get("/v1/status/machine")
def machine(serving: Serving) -> dict[str, Any]:
    """Say what runs, since when, its memory in bytes, the disk, and versions."""
    return serving.stats.machine()


@router.get("/v1/status/recordings")
def recordings(serving: Serving, months: Number = 12) -> dict[str, Any]:
    """Tell how many recordings came in each of the last months, and how much there then was."""
    return {"months": [asdict(one) for one in serving.stats.recordings(months)]}


@router.get("/v1/status/inquiries")
def inquiries(serving: Serving, weeks: Number = 12) -> dict[str, Any]:
    """Tell how many were asked in each of the last weeks, by topic, the busiest first."""
    return {"topics": [asdict(one) for one in serving.stats.inquiries(weeks)]}


@router.get("/v1/status/people")
def people(serving: Serving) -> dict[str, Any]:
    """Tell what everybody put in, and when they were last here."""
    return {"people": [asdict(one) for one in serving.stats.people()]}


@router.get("/v1/status/speech")
def speech(serving: Serving) -> dict[str, Any]:
    """Say which voices speak and what writes recordings down, and how many wait for it."""
    return {"voices": serving.speaking.state(), "transcription": serving.transcriptions.state()}
