"""`/v1/completions`: the older form of OpenAI's API, in which a text is gone on with."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from server.api.context import Services, services
from server.api.events import Events, data
from server.api.left import LEFT, while_there
from server.core.chat.models import Asked, End, Message, Piece, sampling_of
from server.core.chat.openai_form import LONGEST_TEXT, usage
from server.core.errors import InvalidError, RubatoError

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
GO_ON = "Go on with the text that the user gives; answer with what follows it and nothing else."


@router.post("/completions", include_in_schema=False, response_model=None)
@router.post("/v1/completions", response_model=None)
async def complete(
    request: Request, body: Annotated[dict[str, Any], Body()], serving: Serving
) -> Response:
    """Go on with a text, streamed or whole; the model alone answers."""
    named = body.get("model") or ""
    asked = Asked(
        await serving.library.models.chosen(str(named)),
        (Message("system", GO_ON), Message("user", _prompt(body.get("prompt")))),
        sampling_of(body),
    )
    head = {
        "id": f"cmpl-{serving.library.models.key()}",
        "object": "text_completion",
        "created": serving.library.models.now() // 1000,
        "model": asked.model,
    }
    try:
        async with AsyncExitStack() as stack:
            pieces = serving.library.models.chat(asked)
            await stack.enter_async_context(aclosing(pieces))
            first = await while_there(request.receive, anext(pieces))
            if not body.get("stream"):
                whole = await while_there(request.receive, _whole(head, first, pieces))
                return JSONResponse(whole)
            return Events(_streamed(head, first, pieces), stack.pop_all())
    except ClientDisconnect:
        return Response(status_code=LEFT)
    raise AssertionError  # the stack swallows nothing


def _prompt(told: Any) -> str:
    texts = [told] if isinstance(told, str) else told
    if not isinstance(texts, list) or len(texts) != 1 or not isinstance(texts[0], str):
        raise InvalidError("prompt is a text.")
    if not 0 < len(texts[0]) <= LONGEST_TEXT:
        raise InvalidError(f"prompt has 1 to {LONGEST_TEXT} characters.")
    return texts[0]


async def _whole(
    head: dict[str, Any], first: Piece | End, pieces: AsyncGenerator[Piece | End, None]
) -> dict[str, Any]:
    texts, end = [], End()
    for each in [first, *[piece async for piece in pieces]]:
        if isinstance(each, Piece):
            texts.append(each.text)
        else:
            end = each
    return {**head, "choices": [_choice("".join(texts), end.reason)], "usage": usage(end)}


async def _streamed(
    head: dict[str, Any], first: Piece | End, pieces: AsyncGenerator[Piece | End, None]
) -> AsyncGenerator[str, None]:
    yield _event(head, first)
    try:
        async for piece in pieces:
            yield _event(head, piece)
    except RubatoError as error:
        yield data({"error": {"message": str(error), "type": "server_error"}})
    yield "data: [DONE]\n\n"


def _event(head: dict[str, Any], piece: Piece | End) -> str:
    if isinstance(piece, Piece):
        return data({**head, "choices": [_choice(piece.text, None)]})
    return data({**head, "choices": [_choice("", piece.reason)]})


def _choice(text: str, reason: str | None) -> dict[str, Any]:
    return {"index": 0, "text": text, "logprobs": None, "finish_reason": reason}
