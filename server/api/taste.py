"""`/v1/taste`: what somebody rated, how he would rate the rest, and what that was learnt from."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from server.api.context import Services, Tasting, identity, services
from server.api.sent import Long, Number, Real, Sent
from server.core.taste.ratings import LONGEST_TEXT, Rating, Thing, thing_of
from server.core.tokens import Identity

if TYPE_CHECKING:
    from server.services.taste_told import Ordered, Said, State

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


class Told(Sent):
    """A thing, as far as it is known."""

    kind: str = Field(max_length=40)
    key: str = Field(max_length=4000)
    """Its address, or the id it has."""
    title: str = Field(default="", max_length=4000)
    text: str = Field(default="", max_length=200_000)
    address: str = Field(default="", max_length=4000)
    made: Long | None = None
    """Milliseconds since 1970, UTC."""

    def thing(self) -> Thing:
        """Check it."""
        title, text, address = self.title, self.text, self.address
        return thing_of(
            self.kind, self.key, title=title, text=text, address=address, made=self.made
        )


class Rated(Told):
    """What somebody makes of it."""

    value: Number | None
    """0..10; null takes it back."""
    version: Number | None = None
    """Of the rating that was looked at (0: none); another's since then is refused with 412."""


class Things(Sent):
    """Things to be ordered."""

    things: list[Told] = Field(max_length=10_000)
    limit: Number = 200
    least: Real | None = None
    """A line below which nothing is shown; none: the one that is set, 0: everything is."""


class Feeds(Sent):
    """Feeds whose new entries are ordered."""

    addresses: list[str] = Field(default=[], max_length=50)
    """Empty: those that are set."""
    limit: Number = 200
    least: Real | None = None


class Folders(Sent):
    """How much is wanted of what is new in the folders that are set."""

    limit: Number = 200
    least: Real | None = None


class Wanted(BaseModel):
    """Which collection, and how much of it."""

    collection: str = "passages"
    topic: str = Field(default="", max_length=1000)
    limit: Number = 100
    least: Real | None = None


@router.get("/v1/taste")
def state(serving: Serving, asking: Asking) -> dict[str, Any]:
    """Tell how the taste of who asks stands; errors are mean absolute ones, in ratings."""
    collections = serving.tasting.collections
    about = {
        "collections": list(collections.names),
        "feeds": list(collections.own_feeds),
        # Paths tell of this machine, so only those who may list them are told.
        "folders": list(collections.own_folders) if asking.user.role == "admin" else [],
        "line": serving.tasting.line,
    }
    return _state(serving.tasting.taste().state(asking.user)) | about


@router.delete("/v1/taste")
def forget(serving: Serving, asking: Asking) -> dict[str, int]:
    """Delete what was learnt, and all ratings but those of answers, which stay with them."""
    return {"forgotten": serving.tasting.taste().forget(asking.user)}


@router.post("/v1/taste/train", status_code=202)
def train(serving: Serving, asking: Asking) -> dict[str, Any]:
    """Learn anew, behind; `training` of the state tells how far it is, null when it is done."""
    return _state(serving.tasting.taste().train(asking.user))


@router.get("/v1/taste/ratings")
def ratings(
    serving: Serving, asking: Asking, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> dict[str, Any]:
    """List what is rated, the last changed first, answers among it."""
    found = serving.tasting.ratings.listed(asking.user)
    return {"ratings": [rating_json(one) for one in found[:limit]], "count": len(found)}


@router.put("/v1/taste/ratings")
def rate(rated: Rated, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Rate a thing 0 to 10, or take that back; a prediction changed so is the owner's rating.

    `before` of what it answers is the rating that it had.
    """
    thing, ratings = rated.thing(), serving.tasting.ratings
    before = ratings.value(asking.user, thing)
    rating = ratings.rate(asking.user, thing, rated.value, rated.version)
    return rating_json(rating) | {"before": before}


@router.get("/v1/taste/predictions")
def predictions(
    wanted: Annotated[Wanted, Query()], serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Order a collection of this server's by how who asks would rate it."""
    tasting = serving.tasting
    things = tasting.collections.things(asking.user, wanted.collection, wanted.topic)
    least = _line(tasting, wanted.least)
    return _ordered(tasting.taste().order(asking.user, things, wanted.limit, least))


@router.post("/v1/taste/predictions")
def predict(wanted: Things, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Order things that are sent; none of them is kept."""
    things = [one.thing() for one in wanted.things]
    least = _line(serving.tasting, wanted.least)
    return _ordered(serving.tasting.taste().order(asking.user, things, wanted.limit, least))


@router.get("/v1/taste/next")
def rate_next(
    serving: Serving,
    asking: Asking,
    collection: str = "passages",
    topic: Annotated[str, Query(max_length=1000)] = "",
    count: Annotated[int, Query(ge=1, le=50)] = 5,
) -> dict[str, Any]:
    """Choose what to rate next: where it would learn most."""
    things = serving.tasting.collections.things(asking.user, collection, topic)
    found = serving.tasting.taste().next(asking.user, things, count)
    return {"things": [_said(one) for one in found]}


@router.post("/v1/taste/explain")
def explain(told: Told, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Say how a thing would be rated, and what of that comes from where, in ratings."""
    said, shares = serving.tasting.taste().explain(asking.user, told.thing())
    return _said(said) | {"parts": shares}


@router.post("/v1/taste/feeds")
def feeds(wanted: Feeds, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Order the entries of feeds that are not in the library yet."""
    tasting = serving.tasting
    addresses = wanted.addresses or tasting.collections.own_feeds
    things = tasting.collections.entries(addresses)
    least = _line(tasting, wanted.least)
    return _ordered(tasting.taste().order(asking.user, things, wanted.limit, least))


@router.post("/v1/taste/folders")
def folders(wanted: Folders, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Order the files of the folders that are set which are not in the library yet."""
    tasting = serving.tasting
    found = tasting.collections.files()
    least = _line(tasting, wanted.least)
    told = _ordered(tasting.taste().order(asking.user, found.things, wanted.limit, least))
    return told | {"why": " ".join(filter(None, (told["why"], *found.notes)))}


@router.get("/v1/taste/export")
def export(serving: Serving, asking: Asking) -> dict[str, Any]:
    """Give all that is kept of somebody's taste: ratings with their history, and figures."""
    tasting = serving.tasting
    past = tasting.ratings.history(asking.user)
    told = [
        rating_json(one) | {"history": [asdict(said) for said in past.get(one.thing.id, ())]}
        for one in tasting.ratings.listed(asking.user)
    ]
    return {"taste": _state(tasting.taste().state(asking.user)), "ratings": told}


def rating_json(rating: Rating) -> dict[str, Any]:
    """Show a rating."""
    told = _thing(rating.thing)
    return told | {"value": rating.value, "at": rating.at, "version": rating.version}


def _thing(thing: Thing) -> dict[str, Any]:
    return asdict(thing) | {"text": thing.text[:LONGEST_TEXT]}


def _said(said: "Said") -> dict[str, Any]:
    return _thing(said.thing) | {
        "value": said.value,
        "unsure": said.unsure,
        "rated": said.rated,
        "reason": said.reason,
        "version": said.version,
    }


def _line(tasting: Tasting, least: float | None) -> float | None:
    """Give the line that holds: the one that is named, else the one that is set."""
    return tasting.line if least is None else least


def _ordered(found: "Ordered") -> dict[str, Any]:
    return {
        "things": [_said(one) for one in found.said],
        "below": found.below,
        "more": found.more,
        "why": found.why,
    }


def _state(found: "State") -> dict[str, Any]:
    trained: Mapping[str, Any] | None = None
    if found.trained is not None:
        trained = {
            "at": found.trained.at,
            "count": found.trained.count,
            "embedder": found.trained.model.embedder,
            "held_out": asdict(found.trained.worth),
            "before": asdict(found.trained.before) if found.trained.before else None,
        }
    return {
        "count": found.count,
        "missing": found.missing,
        "training": asdict(found.training) if found.training else None,
        "trained": trained,
        "outdated": found.outdated,
        "problem": found.problem,
        "contradictions": [
            [rating_json(one.first), rating_json(one.second)] for one in found.contradictions
        ],
    }
