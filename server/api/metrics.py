"""`/metrics`: what was asked and how long that took, what is held, for Prometheus."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse

from server.api.context import Services, services
from server.core.metrics import Family, RequestCounts, Sample, exposition, gauges

router = APIRouter()
FORMAT = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, serving: Annotated[Services, Depends(services)]) -> PlainTextResponse:
    """Count requests by route, what is held, memory and disk, in Prometheus' text format."""
    counts: RequestCounts = request.app.state.counts
    families = (*counts.families(), *gauges("rubato_held", serving.stats.totals(), "What is held."))
    return PlainTextResponse(exposition((*families, *_machine(serving))), media_type=FORMAT)


def _machine(serving: Services) -> Iterator[Family]:
    told = serving.stats.machine()
    memory = [
        Sample((("process", f"{number} {one['name']}"),), one["memory"])
        for number, one in enumerate(told["processes"])
    ]
    yield Family("rubato_memory_bytes", "gauge", "Of each of our processes.", memory)
    started = told["processes"][0]["started"] / 1000
    yield Family(
        "process_start_time_seconds", "gauge", "When the server started.", [Sample((), started)]
    )
    yield from gauges("rubato_disk_bytes", {"free": told["disk"]["free"]}, "Of the data's disk.")
