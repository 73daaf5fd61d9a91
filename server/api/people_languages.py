"""`/v1/languages` that people make: listed, made, changed, taken in, given out, and taken back."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from server.api.context import Services, identity, services
from server.api.noting import Tell, telling
from server.api.sent import Number, Sent
from server.api.word_parts import kept_json
from server.core.dictionary.changes import change_told
from server.core.dictionary.forms import form_of
from server.core.dictionary.languages import told_of
from server.core.dictionary.words import word_told
from server.core.errors import InvalidError
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Telling = Annotated[Tell, Depends(telling)]
FORM = Query(max_length=10, description="toml, json, csv or plover.")


class NewLanguage(Sent):
    """A language to be made."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=60)
    help: str = Field(default="", max_length=1000)
    about: str = Field(default="", max_length=40)
    """The language whose words it speaks about."""


class ChangedLanguage(Sent):
    """What is said anew of a language, from a version of it."""

    model_config = ConfigDict(extra="forbid")
    version: Number = Field(ge=1)
    help: str | None = Field(default=None, max_length=1000)
    about: str | None = Field(default=None, max_length=40)


class Undone(Sent):
    """What is taken back: the last change, or that of a batch."""

    batch: Number | None = Field(default=None, ge=1)


@router.get("/v1/words/languages")
def listed(serving: Serving) -> dict[str, Any]:
    """List all languages: what people made, and what came with Rubato, which stays as it is."""
    made = [told_of(one) for one in serving.dictionary.dictionary.languages()]
    return {"languages": [*made, *serving.dictionary.shipped.listed()]}


@router.get("/v1/words/playable")
def playable(serving: Serving) -> dict[str, Any]:
    """List languages that people made whose words name commands, with those words alone."""
    found = serving.dictionary.dictionary.playable()
    return {
        "languages": [
            told_of(language) | {"words": [word_told(one.word) for one in words]}
            for language, words in found
        ]
    }


@router.post("/v1/languages", status_code=201)
def add(body: NewLanguage, serving: Serving, asking: Asking, tell: Telling) -> dict[str, Any]:
    """Make a language: a vocabulary, of words with meanings."""
    tell(body.name)
    dictionary = serving.dictionary.dictionary
    return told_of(dictionary.add_language(body.name, body.help, body.about, asking.user))


@router.patch("/v1/languages/{name}")
def change(name: str, body: ChangedLanguage, serving: Serving) -> dict[str, Any]:
    """Say anew what it is for, or whose words it speaks about."""
    dictionary = serving.dictionary.dictionary
    return told_of(dictionary.change_language(name, body.version, body.help, body.about))


@router.delete("/v1/languages/{name}", status_code=204)
def remove(
    name: str,
    serving: Serving,
    words: Annotated[Number, Query(ge=0, description="How many it has: they go with it.")] = 0,
) -> Response:
    """Delete a language with its words and their history."""
    serving.dictionary.dictionary.remove_language(name, words)
    return Response(status_code=204)


@router.get("/v1/languages/{name}/words")
def words(
    name: str,
    serving: Serving,
    after: Annotated[str, Query(max_length=100, description="Keys of the last one seen.")] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """List its words by their keys as they are written."""
    found = serving.dictionary.dictionary.words(name, after, limit)
    return {"words": [kept_json(one) for one in found], "more": len(found) == limit}


@router.get("/v1/languages/{name}/export")
def export(name: str, serving: Serving, form: Annotated[str, FORM] = "toml") -> Response:
    """Give it whole, as a file."""
    wanted = form_of(form)
    text = serving.dictionary.files.write(name, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}{wanted.ending}"'}
    return Response(text, media_type=f"{wanted.media_type}; charset=utf-8", headers=headers)


@router.post("/v1/languages/{name}/import")
async def take(
    name: str,
    request: Request,
    serving: Serving,
    asking: Asking,
    *,
    form: Annotated[str, FORM] = "toml",
    dry: Annotated[bool, Query(description="Only tell what it would do.")] = False,
) -> dict[str, Any]:
    """Take a file's words in, all or none; the body is the file. 400 tells the lines at fault."""
    body = await request.body()
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise InvalidError(f"line {line}: the file is not UTF-8 text") from error
    files = serving.dictionary.files
    done = await run_in_threadpool(files.read, name, form, text, asking.user, dry=dry)
    return {
        "language": done.language,
        "added": done.added,
        "changed": done.changed,
        "same": done.same,
        "dry": done.dry,
    }


@router.get("/v1/languages/{name}/history")
def history(
    name: str,
    serving: Serving,
    before: Annotated[Number | None, Query(description="Number of the last change seen.")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """List what was changed in it, the newest first."""
    found = serving.dictionary.dictionary.history(name, None, before, limit)
    return {"changes": [change_told(one) for one in found]}


@router.post("/v1/languages/{name}/undo")
def undo(name: str, body: Undone, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Take its last change back, or one of a batch; an undo can be taken back too."""
    done = serving.dictionary.dictionary.undo(name, asking.user, body.batch)
    return {"changes": [change_told(one) for one in done[:100]], "count": len(done)}
