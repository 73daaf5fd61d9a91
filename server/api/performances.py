"""`/v1/recordings/performances`: what was played once, with its files, takes and words, on a clock.

People call it a recording. Its files are sent to `/v1/recordings`, which see, and added to it as
tracks. Times are milliseconds on the clock of its video. Most answers show everything of it, as
`GET /v1/recordings/performances/{id}` does. A change names the `version` that its author saw: what
another changed meanwhile is merged where it is something else, and else refused with 412; both are
kept, and `refused` and `edits` show them.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import Field

from server.api.context import Services, identity, services
from server.api.news import Seconds, counted
from server.api.performance_shown import edit, everything, summary
from server.api.sent import Long, Number, Sent
from server.core.performances.performance import Whole
from server.core.tokens import Identity
from server.services.performances import Wanted

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Name = Annotated[str, Field(max_length=1000)]
Year = Annotated[int | None, Query(ge=1900, le=9998, description="When it was played, UTC.")]
Score = Annotated[
    int | None,
    Query(ge=0, le=10, description="Rated so or better by who asks, as a whole or a take."),
]


class NewPerformance(Sent):
    """A recording to be made."""

    name: Name
    video: Name = ""
    """The address of its video on YouTube, or its id."""
    recorded: Long | None = None
    """When it was played, ms since 1970; none: now."""
    shared: bool = False
    """Whether everybody on this server may see it, and add feedback."""


class ChangedPerformance(Sent):
    """What of it becomes another; what is left out stays."""

    version: Number
    name: Name | None = None
    video: Name | None = None
    recorded: Long | None = None
    shared: bool | None = None


class Named(Sent):
    """Topics by their names; those that are not there are made."""

    topics: list[Name] = Field(max_length=50)


class Rated(Sent):
    """What somebody makes of it: 0 to 10, or null, which takes that back."""

    value: Number | None


@router.get("/v1/recordings/performances")
def listed(  # noqa: PLR0917  (FastAPI passes them by name)
    serving: Serving,
    asking: Asking,
    text: Annotated[
        str, Query(max_length=1000, description="Of names, what is said, and notes.")
    ] = "",
    topic: Annotated[str, Query(max_length=1000, description="A topic's name.")] = "",
    year: Year = None,
    least: Score = None,
    video: Annotated[str, Query(max_length=11, description="The id of a video.")] = "",
    order: Annotated[
        Literal["played", "score"], Query(description="The latest first, or the best.")
    ] = "played",
    limit: Annotated[Number, Query()] = 50,
    before: Annotated[str | None, Query(description="The id of the last one seen.")] = None,
) -> dict[str, Any]:
    """List recordings, the latest played first: one's own and shared ones; an admin sees all."""
    wanted = Wanted(text, topic, year, least, video, order == "score")
    found = serving.recorded.performances.listed(asking.user, wanted, limit, before)
    return {"performances": [summary(asking.user, one) for one in found]}


@router.post("/v1/recordings/performances", status_code=201)
def add(made: NewPerformance, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Make a recording; files are added to it afterwards."""
    performances = serving.recorded.performances
    found = performances.add(asking.user, made.name, made.video, made.recorded, shared=made.shared)
    return shown(serving, asking, found)


@router.get("/v1/recordings/performances/news", response_model=None)
async def news(
    request: Request,
    serving: Serving,
    seen: Number = -1,
    seconds: Seconds = 0,
) -> Response:
    """Wait until any recording was changed since the count that was seen; give the count now."""
    return await counted(request, serving.recorded.news, seen, seconds)


@router.get("/v1/recordings/performances/{performance_id}")
def one(performance_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Tell everything of a recording, by its id or by that of its video on YouTube."""
    return shown(serving, asking, serving.recorded.performances.see(asking.user, performance_id))


@router.patch("/v1/recordings/performances/{performance_id}")
def change(
    performance_id: str, changed: ChangedPerformance, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Change its name, video, time, or whether it is shared."""
    fields = changed.model_dump(exclude={"version"})
    performances = serving.recorded.performances
    held = performances.mine(asking.user, performance_id).performance.id
    return shown(serving, asking, performances.change(asking.user, held, changed.version, **fields))


@router.delete("/v1/recordings/performances/{performance_id}", status_code=204)
def remove(
    performance_id: str,
    serving: Serving,
    asking: Asking,
    files: Annotated[bool, Query(description="Its owner's files too.")] = False,
) -> Response:
    """Delete a recording; its files stay, or go but for those that another recording has."""
    serving.recorded.performances.remove(asking.user, performance_id, files=files)
    return Response(status_code=204)


@router.get("/v1/recordings/performances/{performance_id}/edits")
def edits(performance_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """List every change, the newest first; those with `version` null were refused."""
    found = serving.recorded.performances.edits(asking.user, performance_id)
    return {"edits": [edit(one) for one in found]}


@router.put("/v1/recordings/performances/{performance_id}/score")
def rate(performance_id: str, rated: Rated, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Rate a recording; taste learns from it."""
    performances = serving.recorded.performances
    return shown(serving, asking, performances.rate(asking.user, performance_id, rated.value))


@router.put("/v1/recordings/performances/{performance_id}/takes/{take_id:int}/score")
def score_take(
    performance_id: str, take_id: int, rated: Rated, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Score a take, for oneself; taste does not learn from it."""
    found = serving.recorded.takes.score(asking.user, performance_id, take_id, rated.value)
    return shown(serving, asking, found)


@router.put("/v1/recordings/performances/{performance_id}/topics")
def set_topics(
    performance_id: str, named: Named, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Let all takes of a recording belong to these topics; what is said in them does at once."""
    return _belong(serving, asking, performance_id, None, named)


@router.put("/v1/recordings/performances/{performance_id}/takes/{take_id:int}/topics")
def set_take_topics(
    performance_id: str, take_id: int, named: Named, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Let a take belong to exactly these topics."""
    return _belong(serving, asking, performance_id, take_id, named)


def _belong(
    serving: Services, asking: Identity, performance_id: str, take: int | None, named: Named
) -> dict[str, Any]:
    performances = serving.recorded.performances
    found = performances.mine(asking.user, performance_id)
    serving.recorded.texts.set_topics(found, take, named.topics)
    return shown(serving, asking, performances.see(asking.user, found.performance.id))


def shown(serving: Services, asking: Identity, found: Whole) -> dict[str, Any]:
    """Show everything of one to who asks."""
    return everything(serving.recorded, asking.user, found)
