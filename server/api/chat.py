"""`/v1/chat/completions` and the rest of OpenAI's chat surface, as its clients speak it.

Without `topics` a model alone answers.  With them (an empty list is ALL) the answer is grounded in
the owner's documents, kept as an inquiry, and carries `sources`.
"""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from dataclasses import asdict
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from server.api.context import Services, identity, services
from server.api.events import Events, data
from server.api.inquiry_shown import shown
from server.api.left import LEFT, while_there
from server.core.chat.models import Asked, End, Piece
from server.core.chat.openai_form import (
    ChatForm,
    chat_form,
    chunk,
    completion,
    embeddings_shown,
    inputs_of,
    usage,
)
from server.core.chat.steps import Step
from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.core.tokens import Identity
from server.services.answer_events import Begun, Ended, Said
from server.services.wishes import Wish

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Told: TypeAlias = AsyncGenerator[Piece | End | Step | dict[str, Any], None]


@router.post("/chat/completions", include_in_schema=False, response_model=None)
@router.post("/v1/chat/completions", response_model=None)
async def complete(
    request: Request, body: Annotated[dict[str, Any], Body()], serving: Serving, asking: Asking
) -> Response:
    """Answer, streamed or whole."""
    form = chat_form(body)
    try:
        return await _completed(request, form, serving, asking)
    except ClientDisconnect:
        return Response(status_code=LEFT)


async def _completed(
    request: Request, form: ChatForm, serving: Services, asking: Identity
) -> Response:
    async with AsyncExitStack() as stack:
        grounded = form.topics is not None or form.persona
        model = await _model(form, serving, grounded=bool(grounded))
        told = _grounded(form, serving, asking) if grounded else _plain(form, model, serving)
        await stack.enter_async_context(aclosing(told))
        head = {
            "id": f"chatcmpl-{serving.library.models.key()}",
            "created": serving.library.models.now() // 1000,
        }
        head |= {"model": model}
        # What is wrong with the request shows before the first piece, and has a status of its own.
        first = await while_there(request.receive, anext(told))
        if not form.stream:
            whole = await while_there(request.receive, _whole(head, first, told))
            return JSONResponse(whole)
        return Events(_streamed(head, form, first, told), stack.pop_all())
    raise AssertionError  # the stack swallows nothing


async def _model(form: ChatForm, serving: Services, *, grounded: bool) -> str:
    """Name the model that will answer; of no model, passages are still quoted."""
    try:
        return form.model or await serving.library.models.chosen()
    except UnavailableError:
        if grounded:
            return ""
        raise


async def _plain(form: ChatForm, model: str, serving: Services) -> Told:
    asked = Asked(model, form.messages, form.sampling, form=form.form)
    async with aclosing(serving.library.models.chat(asked)) as pieces:
        async for piece in pieces:
            yield piece


async def _grounded(form: ChatForm, serving: Services, asking: Identity) -> Told:
    wish = Wish(
        form.question,
        form.topics,
        model=form.model,
        prompt=form.prompt,
        length=form.length,
        sampling=form.sampling,
        said=form.messages[:-1],
        way=form.way,
        check=form.check,
        persona=form.persona,
    )
    async with aclosing(serving.library.answering.answer(asking.user, wish)) as events:
        async for event in events:
            if isinstance(event, Begun):
                # Nothing was said yet: a client that shows sources may do so at once.
                yield {"inquiry": event.inquiry.id}
            elif isinstance(event, Step):
                yield event
            elif isinstance(event, Said):
                yield Piece(event.text)
            elif isinstance(event, Ended):
                yield shown(event.inquiry)
                yield End()


async def _whole(head: dict[str, Any], first: Any, told: Told) -> dict[str, Any]:
    texts: list[str] = []
    end = End()
    more: dict[str, Any] = {}
    async for each in _with(first, told):
        if isinstance(each, Piece):
            texts.append(each.text)
        elif isinstance(each, End):
            end = each
        elif not isinstance(each, Step):
            more |= each
    return {**completion(head, "".join(texts), end), **_sources(more)}


async def _streamed(
    head: dict[str, Any], form: ChatForm, first: Any, told: Told
) -> AsyncGenerator[str, None]:
    yield data(chunk(head, {"role": "assistant", "content": ""}))
    more: dict[str, Any] = {}
    end = End()
    try:
        async for each in _with(first, told):
            if isinstance(each, Piece):
                yield data(chunk(head, {"content": each.text}))
            elif isinstance(each, End):
                end = each
            elif isinstance(each, Step):
                # A choice that says nothing: OpenAI's clients pass over it.
                yield data({**chunk(head, {}), "step": asdict(each)})
            else:
                more |= each
        yield data({**chunk(head, {}, end.reason), **_sources(more)})
        if form.usage:
            yield data({**chunk(head, {}), "choices": [], "usage": usage(end)})
    except RubatoError as error:
        yield data({"error": {"message": str(error), "type": "server_error"}})
    yield "data: [DONE]\n\n"


async def _with(first: Any, told: Told) -> AsyncGenerator[Any, None]:
    yield first
    async for each in told:
        yield each


def _sources(more: dict[str, Any]) -> dict[str, Any]:
    kept = ("sources", "claims", "steps", "inquiry", "confidence", "reason")
    return {name: more[name] for name in kept if name in more}


@router.post("/embeddings", include_in_schema=False)
@router.post("/v1/embeddings")
async def embed(body: Annotated[dict[str, Any], Body()], serving: Serving) -> dict[str, Any]:
    """Turn texts into vectors."""
    model = body.get("model")
    if not isinstance(model, str) or not model:
        raise InvalidError("model is the name of an embedding model.")
    form = body.get("encoding_format", "float")
    vectors = await serving.library.models.embed(model, inputs_of(body.get("input")))
    return embeddings_shown(model, vectors, str(form))
