"""A trained model as arrays, and back: nothing in it is code, and what does not fit is refused."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from server.core.taste.held_out import Worth
from server.core.taste.model import Fitted, Mix, Model
from server.core.taste.ratings import kind_of
from server.core.taste.space import Space
from server.core.taste.traits import NUMBERS, Frame

VERSION = 2
Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and how it came about."""

    model: Model
    worth: Worth
    """On ratings that it did not see."""
    before: Worth | None
    """Of the one before it; none: there was none."""
    count: int
    """Ratings that it learnt from."""
    at: int
    """Milliseconds since 1970, UTC."""


def arrays_of(trained: Trained) -> Arrays:
    """Give a model as arrays; what is no array is JSON in one."""
    model, fitted = trained.model, trained.model.fitted
    told = {
        "version": VERSION,
        "embedder": model.embedder,
        "frame": asdict(model.frame),
        "mix": asdict(model.mix),
        "fitted": {"mean": fitted.mean, "noise": fitted.noise, "evidence": fitted.evidence},
        "worth": asdict(trained.worth),
        "before": asdict(trained.before) if trained.before else None,
        "count": trained.count,
        "at": trained.at,
    }
    space = model.space
    return {
        "told": np.frombuffer(json.dumps(told).encode(), np.uint8),
        "space_weights": space.weights,
        "space_centre": space.centre,
        "space_axes": space.axes,
        "landmarks": model.landmarks,
        "weights": fitted.weights,
        "unsure": fitted.unsure,
    }


def trained_of(arrays: Arrays) -> Trained | None:
    """Read a model; none where it is of another version, or its parts do not fit."""
    try:
        return _trained(arrays)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _trained(arrays: Arrays) -> Trained | None:
    told = json.loads(arrays["told"].tobytes())
    if told["version"] != VERSION:
        return None
    frame = Frame(
        tuple(kind_of(one) for one in told["frame"]["kinds"]),
        tuple(map(str, told["frame"]["sites"])),
        tuple(map(float, told["frame"]["middle"])),
        tuple(map(float, told["frame"]["spread"])),
        int(told["frame"]["now"]),
    )
    floats = {
        name: np.asarray(array, np.float32) for name, array in arrays.items() if name != "told"
    }
    space = Space(floats["space_weights"], floats["space_centre"], floats["space_axes"])
    fitted = Fitted(floats["weights"], floats["unsure"], **told["fitted"])
    model = Model(
        str(told["embedder"]), space, frame, floats["landmarks"], Mix(**told["mix"]), fitted
    )
    if not _fits(model) or not all(np.isfinite(array).all() for array in floats.values()):
        return None
    before = Worth(**told["before"]) if told["before"] else None
    return Trained(model, Worth(**told["worth"]), before, int(told["count"]), int(told["at"]))


def _fits(model: Model) -> bool:
    dimensions, axes = model.space.axes.shape
    marks, across = model.landmarks.shape
    columns = marks + len(model.frame.names)
    return (
        model.space.weights.shape == model.space.centre.shape == (dimensions,)
        and across == axes
        and model.fitted.weights.shape == (columns,)
        and model.fitted.unsure.shape == (columns, columns)
        and len(model.frame.middle) == len(model.frame.spread) == len(NUMBERS)
    )
