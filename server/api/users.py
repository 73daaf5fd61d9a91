"""`/v1/users`: people, added, changed and removed by an admin on the page; one's own password.

A password is told once, in the answer that made it. What changes a role or a password asks for the
admin's own password again (`confirm`).
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import ConfigDict, Field

from server.api.context import Services, identity, services
from server.api.sent import Sent
from server.core.errors import InvalidError
from server.core.tokens import Identity
from server.core.users import LONGEST_PASSWORD, Role
from server.services.members import Member

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Name = Annotated[str, Path(max_length=64)]
Password = Annotated[str, Field(max_length=LONGEST_PASSWORD)]


class NewUser(Sent):
    """Somebody to be added; an admin only with `confirm`."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=64)
    role: Role = "user"
    confirm: Password = ""


class ChangedUser(Sent):
    """Another role, or a new password, which is chosen here and told once."""

    model_config = ConfigDict(extra="forbid")
    role: Role | None = None
    password: bool = False
    confirm: Password = ""


class OwnPassword(Sent):
    """The password of now, and the one that is to be."""

    model_config = ConfigDict(extra="forbid")
    old: Password
    new: Password


@router.get("/v1/users")
def listed(serving: Serving, asking: Asking) -> dict[str, Any]:
    """List everybody to an admin, to a user himself; times in ms since 1970."""
    found = serving.community.members.listed(asking.user)
    return {"me": asking.user.name, "users": [_shown(one) for one in found]}


@router.get("/v1/users/news")
def news(serving: Serving, asking: Asking) -> dict[str, Any]:
    """Tell how many wishes wait for an admin, and what one was answered and not shown yet."""
    wishing = serving.community.wishing
    answered = wishing.unseen(asking.user)
    waiting = wishing.waiting() if asking.user.role == "admin" else 0
    return {"waiting": waiting, "answered": answered.state if answered else None}


@router.post("/v1/users", status_code=201)
def add(told: NewUser, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Add somebody; the password is told this once."""
    community = serving.community
    if told.role == "admin":
        community.confirming.check(asking.user, told.confirm)
    user, password = community.users.add(told.name, told.role, by=asking.user)
    return {"name": user.name, "role": user.role, "password": password}


@router.put("/v1/users/me/password", status_code=204)
def change_own(told: OwnPassword, serving: Serving, asking: Asking) -> Response:
    """Change one's own password: all sessions end, this one, too; sign in again with it."""
    serving.community.confirming.check(asking.user, told.old)
    serving.community.users.set_password(asking.user.name, told.new, by=asking.user)
    return Response(status_code=204)


@router.patch("/v1/users/{name}")
def change(name: Name, told: ChangedUser, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Make somebody an admin or a user, or choose a new password, told this once."""
    community = serving.community
    if (told.role is None) != told.password:
        raise InvalidError("Say one: role (admin or user), or password (true).")
    user = community.users.one(name)
    community.confirming.check(asking.user, told.confirm)
    if told.role is not None:
        changed = community.users.set_role(user.name, told.role, by=asking.user)
        return {"name": changed.name, "role": changed.role}
    password = community.users.set_password(user.name, by=asking.user)
    return {"name": user.name, "role": user.role, "password": password}


@router.delete("/v1/users/{name}", status_code=204)
def remove(name: Name, serving: Serving, asking: Asking) -> Response:
    """Remove somebody with all tokens, and all that is theirs; the last admin stays."""
    serving.community.users.remove(name, by=asking.user)
    return Response(status_code=204)


def _shown(one: Member) -> dict[str, Any]:
    return {
        "name": one.user.name,
        "role": one.user.role,
        "created": one.user.created,
        "seen": one.seen,
        "minutes": one.minutes,
        "used": one.used,
        "stays": one.stays,
        "fit": one.fit,
    }
