"""`GET /v1/inquiries/export`: inquiries as a ZIP of year/month/timestamp.json, as they are read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from server.api.context import Services, identity, services
from server.api.inquiries import Wanted
from server.api.inquiry_shown import shown
from server.core.chat.exported import kept, place_of
from server.core.chat.inquiries import Inquiry
from server.core.chat.reviews import Sought
from server.core.tokens import Identity
from server.core.users import User

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
AT_ONCE = 200
NAME = 'attachment; filename="inquiries.zip"'


@router.get("/v1/inquiries/export", response_class=StreamingResponse)
def export(
    wanted: Annotated[Wanted, Query()], serving: Serving, asking: Asking
) -> StreamingResponse:
    """Give all inquiries that are sought, each as a file; an admin's are everybody's."""
    sought = wanted.sought()
    serving.library.inquiries.listed(asking.user, 1, None, sought)  # what cannot be is told before
    pieces = _zipped(_all(serving, asking.user, sought))
    headers = {"Content-Disposition": NAME}
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


def _all(serving: Services, user: User, sought: Sought) -> Iterator[Inquiry]:
    before: str | None = None
    while some := serving.library.inquiries.listed(user, AT_ONCE, before, sought):
        yield from some
        before = some[-1].id


def _zipped(inquiries: Iterator[Inquiry]) -> Iterator[bytes]:
    """Pack one after another, and hold none of them."""
    given = _Given()
    names: set[str] = set()
    with ZipFile(given, "w", ZIP_DEFLATED) as packed:
        for one in inquiries:
            name = place_of(one.created)
            name = place_of(one.created, one.id) if name in names else name
            names.add(name)
            packed.writestr(_entry(name, one.created), _text(shown(one)))
            yield given.taken()
    yield given.taken()


def _entry(name: str, created: int) -> ZipInfo:
    when = datetime.fromtimestamp(created // 1000, UTC)
    # ZIP knows no year before.
    times = (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second)
    entry = ZipInfo(name, times)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _text(told: dict[str, Any]) -> str:
    return json.dumps(kept(told), indent=2, ensure_ascii=False) + "\n"


class _Given:
    """A file that is given away as it is written; a ZIP need not go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take some of it."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """There is nothing to close."""

    def taken(self) -> bytes:
        """Give what was written since."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
