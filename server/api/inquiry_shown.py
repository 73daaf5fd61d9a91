"""An inquiry as JSON: itself, and what recordings have to do with it."""

from collections.abc import Sequence
from typing import Any

from server.api.context import Services
from server.core.chat.inquiries import Inquiry
from server.core.plain import plain
from server.core.users import User
from server.services.inquiry_marks import Told


def shown(inquiry: Inquiry) -> dict[str, Any]:
    """Show an inquiry as JSON; times are milliseconds since 1970, UTC."""
    told = plain(inquiry)
    return {**told, "inquiry": inquiry.id, "user": told.pop("user_id")}


def whole(serving: Services, user: User, inquiry: Inquiry) -> dict[str, Any]:
    """Show one to somebody, with whether he marked it, and where it was answered."""
    return all_shown(serving, user, [inquiry])[0]


def all_shown(serving: Services, user: User, inquiries: Sequence[Inquiry]) -> list[dict[str, Any]]:
    """Show several so."""
    told = serving.recorded.marks.told(user, inquiries)
    return [shown(one) | _recorded(told[one.id]) for one in inquiries]


def _recorded(told: Told) -> dict[str, Any]:
    """Tell where it was answered: ms of that recording's clock, and where that opens."""
    answered = [
        {"id": one.id, "name": one.name, "at_ms": one.at_ms, "address": one.address}
        for one in told.answered
    ]
    return {"marked": told.marked, "answered": answered}
