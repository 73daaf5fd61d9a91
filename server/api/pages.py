"""The page for people, the health object for programs, and the list of routes."""

from collections.abc import Collection, Iterator
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
)
from starlette.concurrency import run_in_threadpool

from server.api.context import Services, services
from server.core.errors import NotFoundError
from server.core.trust import RULES

router = APIRouter()

STATUS_PLACES = {
    "index.html": "",
    "transcription.html": "#transcription",
    "ollama.html": "#models",
}
"""Parts of the page of how the server is, by the founder's names of pages."""


@router.head("/", include_in_schema=False)
@router.get("/", response_model=None)
async def home(request: Request, serving: Annotated[Services, Depends(services)]) -> Response:
    """Give the page to people (who accept HTML), the health object to programs."""
    vary = {"Vary": "Accept"}
    if "text/html" in request.headers.get("accept", ""):
        folder: Path = request.app.state.web
        return FileResponse(folder / "index.html", headers=vary)
    answer = await health(serving)
    answer.headers.update(vary)
    return answer


@router.head("/health", include_in_schema=False)
@router.get("/health", response_model=None)
async def health(serving: Annotated[Services, Depends(services)]) -> JSONResponse:
    """Say whether the server can work, and is ready; 503 where not: as it starts or ends."""
    told = serving.status.health_known()
    if told is None:
        told = await run_in_threadpool(serving.status.health)
    return JSONResponse(told, HTTPStatus.OK if told["ready"] else HTTPStatus.SERVICE_UNAVAILABLE)


@router.get("/ping")
def ping() -> dict[str, str]:
    """Answer, as the founder's server did."""
    return {"status": "ok"}


@router.get("/chat.html", include_in_schema=False)
@router.get("/recent.html", include_in_schema=False)
@router.get("/taste.html", include_in_schema=False)
@router.get("/analyze.html", include_in_schema=False)
def founders_page(request: Request) -> RedirectResponse:
    """Lead from the founder's address of a page to where it is."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/web{request.url.path}{query}")


@router.get("/server/{page}", include_in_schema=False)
@router.get("/transcription.html", include_in_schema=False)
@router.get("/ollama.html", include_in_schema=False)
def founders_status(request: Request) -> RedirectResponse:
    """Lead from the founder's addresses of how the server is to the part of our page."""
    name = request.url.path.rsplit("/", 1)[1]
    if name == "upload.html":
        return founders_upload()
    place = STATUS_PLACES.get(name)
    if place is None:
        raise NotFoundError(f"There is no page {name[:80]!r}; /web/status.html has all of it.")
    return RedirectResponse(f"/web/status.html{place}")


@router.get("/upload.html", include_in_schema=False)
def founders_upload() -> RedirectResponse:
    """Lead from the founder's address of where recordings are sent."""
    return RedirectResponse("/web/recordings.html")


@router.get("/help", include_in_schema=False)
def help_page() -> RedirectResponse:
    """Lead to the help, which needs no network."""
    return RedirectResponse("/web/help/index.html")


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """List every route with its rule, as a page without scripts; /openapi.json has the rest."""
    template = (request.app.state.web / "docs.html").read_text(encoding="utf-8")
    rows = "\n".join(_rows(request.app.openapi()))
    return HTMLResponse(template.replace("<!-- rows -->", rows))


def _rows(schema: dict[str, Any]) -> Iterator[str]:
    for rule in RULES:
        # OpenAPI writes no convertors: /v1/tokens/{token_id:int} is /v1/tokens/{token_id} there.
        path = rule.path.replace(":int}", "}").replace(":path}", "}")
        told = schema["paths"].get(path, {}).get(rule.method.lower(), {})
        about = told.get("description") or OTHERS.get(path) or _same(path, schema["paths"])
        yield (
            f"<tr><td>{rule.method}</td><td><code>{escape(path)}</code></td>"
            f"<td>{escape(about)}</td><td>{escape(rule.who.value)}</td></tr>"
        )


def _same(path: str, paths: Collection[str]) -> str:
    """Say what other address a path is one of."""
    first = next((one for one in (f"/v1{path}", path.rstrip("/")) if one in paths), "")
    return f"The same as {first}." if first else ""


OTHERS = {
    "/help": "The help, which needs no network.",
    "/chat.html": "The founder's address of /web/chat.html.",
    "/recent.html": "The founder's address of /web/recent.html.",
    "/taste.html": "A short address of /web/taste.html.",
    "/server/{page}": "The founder's addresses of /web/status.html.",
    "/transcription.html": "Leads to how speech is, on /web/status.html.",
    "/ollama.html": "Leads to how the models are, on /web/status.html.",
    "/upload.html": "The founder's address of /web/recordings.html.",
    "/stats": "The same as /v1/stats.",
    "/analyze.html": "The founder's address of /web/analyze.html.",
    "/docs": "This page.",
    "/openapi.json": "The OpenAPI description of the routes.",
    "/web/{path}": "The pages.",
    "/extension/{path}": "The extension's modules, which the pages import.",
    "/v1/listen": "The ear: sound of a microphone goes in, what was said comes out.",
    "/v1/midi": "The MIDI bridge: ports, messages and lost ports, as they come.",
}
"""What OpenAPI does not hold: pages, files, WebSockets, and other names."""
