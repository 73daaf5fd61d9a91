"""Files whose name is a path, whose type lies, whose size lies."""

import json
from collections.abc import AsyncIterator, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from tests.server.api.asgi import HOST, Answer, Header
from tests.server.refused.world import Kind, Tried, World

PLANTED = "planted-by-a-name"
NAMES = (
    f"../{PLANTED}", f"../../{PLANTED}", f"..\\..\\{PLANTED}", f"/{PLANTED}", f"/tmp/{PLANTED}",
    f"C:\\{PLANTED}", f"\\\\host\\{PLANTED}", f"file:///tmp/{PLANTED}", f"{PLANTED}/../../x",
    f"~/{PLANTED}", f"..%2f..%2f{PLANTED}", f"....//....//{PLANTED}", f"{PLANTED}\x00.txt",
    f"x\r\nX-Evil: {PLANTED}", f'{PLANTED}"; filename="x.exe', f"\u202e{PLANTED}",
    f"{PLANTED}\n../x", f"$({PLANTED})", f"|{PLANTED}", f"`{PLANTED}`", f"-rf {PLANTED}",
    f"{PLANTED}" + "a" * 170, "..", ".", "con", "nul.txt", f"{PLANTED};x",
)  # fmt: skip
TEXT = b"1\n00:00:01,000 --> 00:00:03,000\nThe fugue has three voices.\n"
PAGE = b"<!doctype html><script>alert(1)</script>" + bytes(5000)
LIES = {
    "page": PAGE,
    "program": b"\x7fELF" + bytes(5000),
    "Windows program": b"MZ" + bytes(5000),
    "script": b"#!/bin/sh\nrm -rf /\n" + bytes(5000),
    "drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" + b" " * 5000,
    "zip": b"PK\3\4" + bytes(5000),
    "gzip": b"\x1f\x8b" + bytes(5000),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "nothing": bytes(5000),
}
GIVEN = ("midi", "audio", "video", "transcript")
SIZES: tuple[object, ...] = (
    0,
    -1,
    -(2**63),
    2**63,
    2**200,
    10**12,
    1.5,
    "1e3",
    "ten",
    None,
    True,
    [],
    {},
)
OFFSETS = ("-1", "1", "99999999999999999999", "x", "", "1.0", "0x0", " ", "1e0", "٣")
LENGTHS = ("-1", "+5", "0x10", "1e3", " ", "5 5", "99999999999999999999999", "٣", "5,5", "")


async def post(world: World, route: str, told: object) -> Answer:
    """Send JSON, as the owner."""
    body = json.dumps(told).encode()
    return await send(world, "POST", route, body, ("content-type", "application/json"))


async def send(world: World, method: str, route: str, body: bytes, *more: Header) -> Answer:
    """Send bytes, as the owner."""
    sized: tuple[Header, ...] = (("content-length", str(len(body))),)
    if any(name == "content-length" for name, _ in more):
        sized = ()
    return await world.ask(method, route, HOST, world.bearer, *sized, *more, body=body)


async def announced(world: World, kind: str, name: str, content: bytes) -> str:
    """Announce a file; give where it is sent to."""
    told = {"kind": kind, "name": name, "size": len(content)}
    told["sha256"] = sha256(content).hexdigest()
    answer = await post(world, "/v1/recordings", told)
    return f"/v1/recordings/{json.loads(answer.body)['id']}" if answer.status == 201 else ""


def planted(world: World) -> Iterator[Path]:
    """Find what lies anywhere by a name that was sent, or beside the data folder."""
    yield from (path for path in world.folder.rglob("*") if PLANTED in path.name)
    yield from (path for path in world.folder.iterdir() if path.name != "data")
    yield from (path for path in (Path("/tmp") / PLANTED, Path("/") / PLANTED) if path.exists())


def harmless(answer: Answer) -> bool:
    """Tell whether a name does no more in an answer's headers than name a file."""
    shown = answer.headers.get("content-disposition", "")
    return (
        "x-evil" not in answer.headers
        and shown.startswith("attachment")
        and shown.isprintable()
        and answer.headers.get("x-content-type-options") == "nosniff"
    )


async def paths(world: World) -> AsyncIterator[Tried]:
    """Send files whose names are paths; no name becomes one, and none breaks a header."""
    for number, name in enumerate(NAMES):
        content = TEXT + b"\n" * number
        where = await announced(world, "transcript", name, content)
        sent = await send(world, "PATCH", where, content, ("upload-offset", "0"))
        given = await world.ask("GET", f"{where}/file", HOST, world.bearer)
        good = sent.status == 200 and given.status == 200 and harmless(given)
        yield (
            f"recording {name[:60]!r} → {sent.status}, {given.status}",
            good and not [*planted(world)],
        )
        route = f"/v1/documents/file?name={quote(name)}&address={quote('file:///etc/' + name[:50])}"
        answer = await send(world, "POST", route, b"The fugue. " * (number + 1))
        yield (
            f"document {name[:60]!r} → {answer.status}",
            answer.status < 500 and not [*planted(world)],
        )


async def types(world: World) -> AsyncIterator[Tried]:
    """Send what is not what it is called; it is refused by its bytes, and forgotten."""
    for kind in GIVEN:
        for called, content in LIES.items():
            where = await announced(world, kind, f"a.{kind}", content)
            typed = ("content-type", "audio/midi")
            answer = await send(world, "PATCH", where, content, ("upload-offset", "0"), typed)
            gone = (await world.ask("GET", where, HOST, world.bearer)).status == 404
            yield f"{called} as {kind} → {answer.status}", answer.status == 400 and gone
    for kind in ("", "exe", "../midi", "MIDI", "midi\x00", "session; drop", "__proto__", "a" * 41):
        told = {"kind": kind, "name": "a", "size": 1, "sha256": "0" * 64}
        answer = await post(world, "/v1/recordings", told)
        yield f"kind {kind[:20]!r} → {answer.status}", answer.status in {400, 422}


async def sizes(world: World) -> AsyncIterator[Tried]:
    """Say a size, a place or a checksum that is not so."""
    for size in SIZES:
        told = {"kind": "transcript", "name": "a", "size": size, "sha256": "0" * 64}
        answer = await post(world, "/v1/recordings", told)
        # JSON's true is 1 where a number is read, which is a size.
        yield f"size {size!r} → {answer.status}", answer.status in {400, 422} or size is True
    for digest in ("", "0" * 63, "0" * 65, "g" * 64, "../" + "0" * 61, "0" * 63 + "\n", None, 0):
        told = {"kind": "transcript", "name": "a", "size": 5, "sha256": digest}
        answer = await post(world, "/v1/recordings", told)
        yield f"sha256 {digest!r} → {answer.status}", answer.status in {400, 422}
    where = await announced(world, "transcript", "short", TEXT[:20])
    for offset in OFFSETS:
        said = ("upload-offset", offset.encode().decode("latin-1"))
        answer = await send(world, "PATCH", where, TEXT, said)
        yield f"offset {offset!r} → {answer.status}", answer.status in {400, 409, 422}
    for more in (TEXT, TEXT * 1000):
        answer = await send(world, "PATCH", where, more, ("upload-offset", "0"))
        yield f"{len(more)} bytes for 20 → {answer.status}", answer.status in {400, 409, 413}
    right = TEXT + b"And a coda.\n"
    wrong = await announced(world, "transcript", "wrong", right)
    answer = await send(world, "PATCH", wrong, right.swapcase(), ("upload-offset", "0"))
    yield f"other bytes → {answer.status}", answer.status in {400, 409}


async def lengths(world: World) -> AsyncIterator[Tried]:
    """Announce a length that is none, or that no route takes, on routes that take bodies."""
    routes = ("/v1/recordings", "/v1/documents", "/v1/topics", "/v1/chat/completions", "/v1/search",
              "/v1/documents/file?name=a", "/v1/audio/transcriptions", "/v1/inquiries")  # fmt: skip
    for route in routes:
        for length in LENGTHS:
            said = ("content-length", length.encode().decode("latin-1"))
            answer = await send(world, "POST", route, b"", said)
            yield f"POST {route} {length!r} → {answer.status}", answer.status == 413


UPLOADS = (
    Kind("file named as a path", "of recordings and documents", paths, 50),
    Kind("file of another type", "by its bytes, whatever its name says", types, 40),
    Kind("file of another size", "or checksum, or place", sizes, 30),
    Kind("length that is none", "before anything is read", lengths, 80),
)
