"""What pages wait with for changes: the count now, or the next one, or nobody who still waits."""

from typing import Annotated, TypeAlias

from fastapi import Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from server.api.left import LEFT, while_there
from server.services.news import News

LONGEST_WAIT = 25
"""Seconds; proxies end what says nothing for longer."""
Seconds: TypeAlias = Annotated[float, Query(ge=0, le=LONGEST_WAIT)]


async def counted(request: Request, news: News, seen: int, seconds: float) -> Response:
    """Wait until the count is another than was seen, at most so long; give the count then."""
    try:
        return JSONResponse({"seen": await while_there(request.receive, news.other(seen, seconds))})
    except ClientDisconnect:
        return Response(status_code=LEFT)
