"""A performance as JSON: everything of it that a page needs, and what a list shows."""

from typing import Any

from server.api.context import Recorded
from server.core.performance_ports import Summary
from server.core.performances.edits import Edit
from server.core.performances.performance import Performance, Remark, SaidLine, Take, Track, Whole
from server.core.tokens import ANONYMOUS
from server.core.users import User
from server.services.performances import may_edit

PLACE = "/v1/recordings/performances"


def everything(recorded: Recorded, user: User, found: Whole) -> dict[str, Any]:
    """Show everything of one; times are ms of its clock, which is the video's."""
    held = found.performance
    documents = recorded.texts.documents(held.id)
    scores = recorded.takes.scores(user, found)
    refused = [one for one in recorded.performances.edits(user, held.id) if one.version is None]
    return {
        **_short(user, held),
        "may": {
            "edit": may_edit(user, held),
            "feedback": user.id != ANONYMOUS.user.id,
            "topics": user.role == "admin",
        },
        "video": _video(found, use_youtube=recorded.said.use_youtube),
        "tracks": [_track(recorded, user, held.id, one) for one in found.tracks],
        "takes": [
            _take(found, one) | {"document": documents.get(one.id), "score": scores.get(one.id)}
            for one in found.takes
        ],
        "topics": [topic.name for topic in found.topics(None)],
        "document": documents.get(None),
        "transcript": [_line(one) for one in found.lines],
        "remarks": [_remark(user, one) for one in found.remarks],
        "score": recorded.performances.score(user, found),
        "refused": [edit(one) for one in refused],
    }


def summary(user: User, told: Summary) -> dict[str, Any]:
    """Show one in a list: how many takes and files it has, and not what they are."""
    return {
        **_short(user, told.performance),
        "video": told.performance.video,
        "takes": told.takes,
        "tracks": told.tracks,
        "topics": list(told.topics),
        "score": told.score,
        "best_take": told.best,
        "found": [_found(told.performance, one) for one in told.found],
    }


def edit(one: Edit) -> dict[str, Any]:
    """Show a change; `version` is null where it was refused."""
    return {
        "thing": one.change.thing,
        "id": one.change.id,
        "by": one.by,
        "at": one.at,
        "base": one.change.base,
        "version": one.version,
        "fields": dict(one.change.fields),
    }


def _found(held: Performance, remark: Remark) -> dict[str, Any]:
    """Show a note that a search has found, and where it opens."""
    address = f"/analyze.html?video={held.id}&t={max(remark.at_ms, 0) / 1000:g}"
    return {"at_ms": remark.at_ms, "text": remark.text, "by": remark.by, "address": address}


def _short(user: User, held: Performance) -> dict[str, Any]:
    return {
        "id": held.id,
        "name": held.name,
        "owner": held.owner,
        "mine": held.user_id == user.id,
        "shared": held.shared,
        "recorded": held.recorded,
        "year": held.year,
        "created": held.created,
        "version": held.version,
    }


def _video(found: Whole, *, use_youtube: bool) -> dict[str, Any]:
    """Say what is played: by the setting where there are both, else what there is."""
    tracks = [one for one in found.tracks if not one.feedback]
    chosen = next((one for role in ("video", "audio") for one in tracks if one.role == role), None)
    youtube = found.performance.youtube
    use = "youtube" if youtube and use_youtube else "file" if chosen else None
    return {
        "address": found.performance.video,
        "youtube": youtube,
        "use": use,
        "track": chosen.id if chosen else None,
        "file": _file(found.performance.id, chosen) if chosen else None,
    }


def _file(performance_id: str, track: Track) -> str:
    return f"{PLACE}/{performance_id}/tracks/{track.id}/file"


def _track(recorded: Recorded, user: User, held: str, track: Track) -> dict[str, Any]:
    return {
        "id": track.id,
        "role": track.role,
        "kind": track.kind,
        "feedback": track.feedback,
        "by": track.by,
        "mine": track.user_id == user.id,
        "name": track.name,
        "offset_ms": track.offset_ms,
        "languages": list(track.languages),
        "media_type": recorded.tracks.media_type(track),
        "size": track.size,
        "recording": track.recording,
        "file": _file(held, track),
        "version": track.version,
    }


def _take(found: Whole, take: Take) -> dict[str, Any]:
    own = [one for one in found.belongs if one.take == take.id and one.state == "in"]
    return {
        "id": take.id,
        "number": take.number,
        "name": take.name,
        "from_ms": take.from_ms,
        "to_ms": take.to_ms,
        "found_by": take.found_by,
        "version": take.version,
        "topics": [topic.name for topic in found.topics(take.id)],
        "own_topics": [one.topic.name for one in own],
    }


def _remark(user: User, remark: Remark) -> dict[str, Any]:
    return {
        "id": remark.id,
        "at_ms": remark.at_ms,
        "text": remark.text,
        "by": remark.by,
        "mine": remark.user_id == user.id,
        "made": remark.made,
        "version": remark.version,
    }


def _line(line: SaidLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "track": line.track,
        "from_ms": line.from_ms,
        "to_ms": line.to_ms,
        "original": line.original,
        "text": line.text,
        "corrected": bool(line.correction),
        "feedback": line.feedback,
        "version": line.version,
    }
