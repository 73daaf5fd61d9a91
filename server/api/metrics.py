"""`/metrics`: what was asked and how long that took, what is held, for Prometheus."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse

from server.api.context import Services, services
from server.core.metrics import Family, Sample, exposition, gauges
from server.services.counting import Counting

router = APIRouter()
FORMAT = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, serving: Annotated[Services, Depends(services)]) -> PlainTextResponse:
    """Count requests by route, what is held, memory and disk, in Prometheus' text format.

    Where several processes serve, `worker` tells whose: requests of each (as of five seconds ago of
    the others), memory and start of the one that answers.
    """
    counting: Counting = request.app.state.counting
    held = gauges("rubato_held", serving.stats.totals(), "What is held.")
    disk = gauges("rubato_disk_bytes", _disk(serving), "Of the data's disk.")
    families = (*counting.families(_machine(serving)), *held, *disk)
    return PlainTextResponse(exposition(families), media_type=FORMAT)


def _disk(serving: Services) -> dict[str, float]:
    return {"free": serving.stats.machine()["disk"]["free"]}


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
