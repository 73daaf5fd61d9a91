"""`/v1/status`: how each part of the server is."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from server.api.context import Services, identity, services
from server.core.chat.openai_form import model_shown
from server.core.checkup_live import shown
from server.core.errors import RubatoError
from server.core.tokens import Identity
from server.services.counting import Counting

router = APIRouter()


@router.get("/v1/status")
async def whole(
    serving: Annotated[Services, Depends(services)],
    asking: Annotated[Identity, Depends(identity)],
) -> dict[str, Any]:
    """Say how the server, its database, languages, MIDI ports and voices are, and each part.

    What mends a part, and the folders and addresses in it, are for admins.
    """
    parts = [shown(one) for one in await serving.operated.checking.findings()]
    if asking.user.role != "admin":
        parts = [{"part": one["part"], "state": one["state"]} for one in parts]
    # What is left are looks at a few files, and costs less than a thread's turn.
    known = serving.status.health_known() is not None
    told = _whole(serving) if known else await asyncio.to_thread(_whole, serving)
    return {**told, "parts": parts}


def _whole(serving: Services) -> dict[str, Any]:
    return serving.status.whole() | {"voices": serving.speaking.state()}


@router.get("/v1/status/chat")
async def chat(request: Request, serving: Annotated[Services, Depends(services)]) -> dict[str, Any]:
    """Say how chat is: its models, or why there are none; documents, topics, and the index.

    Documents, passages and topics are those of the database.  Of several processes each has an
    index of its own, which follows it: told is that of the one that answers, named by `worker`
    (null where one serves alone); what waits there others may have already.
    """
    counting: Counting = request.app.state.counting
    counted = await asyncio.to_thread(serving.library.topics.listed)
    documents, passages = await asyncio.to_thread(serving.library.documents.counted)
    return {
        **await _models(serving),
        "documents": documents,
        "passages": passages,
        "topics": len(counted),
        "worker": counting.me,
        "index": serving.library.index.standing(),
        "embedder": asdict(serving.library.embedding.told()),
    }


async def _models(serving: Services) -> dict[str, Any]:
    try:
        found = await serving.library.models.listed()
    except RubatoError as error:
        return {"problem": str(error), "models": []}
    return {"problem": None, "models": [model_shown(model) for model in found]}
