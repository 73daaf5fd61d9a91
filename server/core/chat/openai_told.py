"""What a server that speaks OpenAI's API is told, and what it tells: bodies, lines, models.

https://platform.openai.com/docs/api-reference/chat is what llama.cpp's server, vLLM and others
follow; what they have besides (`top_k`, penalties, sizes, states) is theirs.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from server.core.chat.models import Asked, End, Model, Piece, Reason, embeds
from server.core.errors import UnavailableError

PLACE = "openai"
LONGEST_LINE = 4_000_000
"""Bytes of one event."""
Heard: TypeAlias = Piece | End | None


def chat_body(asked: Asked) -> dict[str, Any]:
    """Give the body of a chat; what is not said is left to the model."""
    sampling = asked.sampling
    told = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        # llama.cpp's name and vLLM's.
        "repeat_penalty": sampling.repeat_penalty,
        "repetition_penalty": sampling.repeat_penalty,
        "max_tokens": sampling.max_tokens,
        "seed": sampling.seed,
        "stop": list(sampling.stop) or None,
        "response_format": _form(asked.form),
    }
    return {
        "model": asked.model,
        "messages": [{"role": one.role, "content": one.content} for one in asked.messages],
        "stream": True,
        "stream_options": {"include_usage": True},
        **{name: value for name, value in told.items() if value is not None},
    }


def _form(schema: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if schema is None:
        return None
    named = {"name": "answer", "schema": dict(schema), "strict": True}
    return {"type": "json_schema", "json_schema": named}


class Lines:
    """Lines of a stream that comes in pieces; only a line feed ends one: JSON may hold others."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, piece: bytes) -> list[str]:
        """Take a piece; give the lines that are whole; `UnavailableError` for one without end."""
        *lines, self._held = (self._held + piece).split(b"\n")
        if len(self._held) > LONGEST_LINE:
            raise UnavailableError("The model's server sends a line without end.")
        return [line.decode("utf-8", "replace").rstrip("\r") for line in lines]


class Answer:
    """A streamed answer, heard line by line."""

    def __init__(self) -> None:
        self.done = False
        """It has said why it ended."""
        self._reason: Reason = "stop"
        self._usage: Mapping[str, Any] = {}

    def heard(self, line: str) -> Piece | None:
        """Take a line; give its text. Raises `UnavailableError` for an error, `ValueError`."""
        name, _, told = line.partition(":")
        if name == "error":
            raise UnavailableError(f"The model's server says: {problem_of(told.strip())}")
        if name != "data" or told.strip() == "[DONE]":
            return None
        event = json.loads(told)
        if not isinstance(event, dict):
            raise TypeError("an event is an object")
        if event.get("error"):
            raise UnavailableError(f"The model's server says: {problem_of(told)}")
        self._usage = _table(event.get("usage")) or self._usage
        choices = event.get("choices")
        return self._piece(_table(choices[0]) if isinstance(choices, list) and choices else {})

    def _piece(self, choice: Mapping[str, Any]) -> Piece | None:
        if reason := choice.get("finish_reason"):
            self.done, self._reason = True, "length" if reason == "length" else "stop"
        text = _table(choice.get("delta")).get("content")
        return Piece(text) if isinstance(text, str) and text else None

    def end(self) -> End:
        """Give its end."""
        counts = [self._usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
        prompt, answer = (one if isinstance(one, int) else 0 for one in counts)
        return End(self._reason, prompt, answer)


def _table(told: Any) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}


def problem_of(text: str) -> str:
    """Take the sentence out of what a server answers, which is JSON in one of some forms."""
    try:
        told = json.loads(text)
    except ValueError:
        return text.strip()[:300]
    inner = told.get("error", told) if isinstance(told, dict) else told
    found = inner.get("message", inner) if isinstance(inner, dict) else inner
    return str(found)[:300]


def models_of(told: Any) -> Sequence[Model]:
    """Read a list of models; raises `ValueError` where it is none."""
    listed = told.get("data") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise TypeError("no list of models")
    found = [one for one in listed if isinstance(one, dict) and isinstance(one.get("id"), str)]
    return sorted((_model(one) for one in found), key=lambda model: model.name.casefold())


def _model(told: Mapping[str, Any]) -> Model:
    size = _table(told.get("meta")).get("size")
    size = size if isinstance(size, int) else 0
    created = told.get("created")
    changed = created * 1000 if isinstance(created, int) else 0
    there = state_of(told) in {"", "loaded"}
    return Model(told["id"], size, size if there else 0, embeds(told["id"]), changed, PLACE)


def state_of(told: Mapping[str, Any]) -> str:
    """Tell whether a model is loaded, where its server says so; "" where it does not."""
    status = told.get("status")
    if not isinstance(status, dict):
        return ""
    return "failed" if status.get("failed") else str(status.get("value", ""))


def rows_of(told: Any, wanted: int) -> list[list[float]]:
    """Read vectors in the order of their texts; raises `ValueError` where some are missing."""
    data = told.get("data") if isinstance(told, dict) else None
    rows = data if isinstance(data, list) else []
    if len(rows) != wanted or not all(isinstance(one, dict) for one in rows):
        raise ValueError("not a vector for each text")
    ordered = sorted(rows, key=lambda one: int(one.get("index", 0)))
    return [[float(value) for value in one["embedding"]] for one in ordered]
