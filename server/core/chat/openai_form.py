"""Requests and answers in OpenAI's form, as its clients send and read them.

https://platform.openai.com/docs/api-reference/chat and /embeddings. Beside its fields we take
`topics` (names; an empty list is ALL), `persona`, `prompt_name`, `length`, `way`, `check`, and the
settings that Ollama has besides (`top_k`, `repeat_penalty`); with `topics` or a persona the answer
is grounded and carries `sources`.
"""

import base64
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.core.chat.models import ROLES, End, Message, Model, Sampling, sampling_of
from server.core.chat.steps import Way, way_of
from server.core.errors import InvalidError

MOST_MESSAGES = 1000
LONGEST_TEXT = 1_000_000
"""Characters of all messages."""
MOST_INPUTS = 2048


@dataclass(frozen=True, slots=True)
class ChatForm:
    """A request for a chat completion."""

    model: str
    messages: tuple[Message, ...]
    stream: bool
    usage: bool
    """Whether a stream ends with what was counted."""
    sampling: Sampling
    topics: tuple[str, ...] | None
    """None: the model alone."""
    prompt: str
    length: str
    form: Mapping[str, Any] | None
    """A JSON schema."""
    way: Way = "auto"
    check: bool | None = None
    persona: str = ""
    """Who answers; with one the answer is grounded, too."""

    @property
    def question(self) -> str:
        """What was said last; raises `InvalidError` where that was not the user."""
        last = self.messages[-1]
        if last.role != "user":
            raise InvalidError("With topics the last message is the user's question.")
        return last.content


def chat_form(told: Mapping[str, Any]) -> ChatForm:
    """Read a request; raises `InvalidError` with the field that is wrong."""
    messages = _messages(told.get("messages"))
    if told.get("max_completion_tokens") is not None:
        told = {**told, "max_tokens": told["max_completion_tokens"]}
    options = told.get("stream_options") or {}
    if told.get("n", 1) != 1:
        raise InvalidError("n is 1: one answer for each question.")
    if told.get("tools"):
        raise InvalidError("tools are not taken: what documents say never runs anything.")
    return ChatForm(
        _text(told, "model"),
        messages,
        bool(told.get("stream", False)),
        isinstance(options, dict) and bool(options.get("include_usage")),
        sampling_of(told),
        _names(told.get("topics")),
        _text(told, "prompt_name"),
        _text(told, "length"),
        _schema(told.get("response_format")),
        way_of(_text(told, "way") or "auto"),
        _switch(told.get("check")),
        _text(told, "persona"),
    )


def _switch(told: Any) -> bool | None:
    if told is not None and not isinstance(told, bool):
        raise InvalidError("check is true or false.")
    return told


def _messages(told: Any) -> tuple[Message, ...]:
    if not isinstance(told, list) or not 0 < len(told) <= MOST_MESSAGES:
        raise InvalidError(f"messages is a list of 1 to {MOST_MESSAGES} messages.")
    messages = tuple(_message(at, one) for at, one in enumerate(told))
    if sum(len(one.content) for one in messages) > LONGEST_TEXT:
        raise InvalidError(f"messages have at most {LONGEST_TEXT} characters together.")
    return messages


def _message(at: int, told: Any) -> Message:
    if not isinstance(told, dict):
        raise InvalidError(f"messages[{at}] has a role and a content.")
    named = "system" if told.get("role") == "developer" else told.get("role")
    role = next((one for one in ROLES if one == named), None)
    if role is None:
        raise InvalidError(f"messages[{at}].role is one of {', '.join(ROLES)}.")
    return Message(role, _content(at, told.get("content")))


def _content(at: int, told: Any) -> str:
    """Read a content: a text, or parts of which each is a text."""
    parts = [told] if isinstance(told, str) else told
    if isinstance(parts, list):
        texts = [one if isinstance(one, str) else _part(one) for one in parts]
        if all(isinstance(one, str) for one in texts):
            return "\n".join(str(one) for one in texts)
    raise InvalidError(f"messages[{at}].content is a text; pictures and sound are not taken.")


def _part(told: Any) -> Any:
    return told.get("text") if isinstance(told, dict) and told.get("type") == "text" else None


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str) or len(value) > 300:
        raise InvalidError(f"{name} is a name.")
    return value


def _names(told: Any) -> tuple[str, ...] | None:
    if told is None:
        return None
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise InvalidError("topics is a list of names.")
    return tuple(told)


def _schema(told: Any) -> Mapping[str, Any] | None:
    if told is None or told == {"type": "text"}:
        return None
    if isinstance(told, dict) and told.get("type") == "json_object":
        return {"type": "object"}
    schema = told.get("json_schema") if isinstance(told, dict) else None
    found = schema.get("schema") if isinstance(schema, dict) else None
    if not isinstance(found, dict):
        raise InvalidError("response_format is text, json_object, or json_schema with a schema.")
    return found


def chunk(head: Mapping[str, Any], delta: Mapping[str, Any], reason: str | None = None) -> Any:
    """Give one event of a streamed answer."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    return {**head, "object": "chat.completion.chunk", "choices": [choice]}


def completion(head: Mapping[str, Any], text: str, end: End) -> dict[str, Any]:
    """Give a whole answer."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": end.reason}
    return {**head, "object": "chat.completion", "choices": [choice], "usage": usage(end)}


def usage(end: End) -> dict[str, int]:
    """Give what was counted."""
    return {
        "prompt_tokens": end.prompt_tokens,
        "completion_tokens": end.answer_tokens,
        "total_tokens": end.prompt_tokens + end.answer_tokens,
    }


def model_shown(model: Model) -> dict[str, Any]:
    """Show a model; `size` and `loaded` are bytes, on the disk and in memory."""
    return {
        "id": model.name,
        "object": "model",
        "created": model.changed // 1000,
        "owned_by": model.place,
        "size": model.size,
        "loaded": model.loaded,
        "embeds": model.embeds,
    }


def inputs_of(told: Any) -> list[str]:
    """Read the texts to be embedded; raises `InvalidError`."""
    found = [told] if isinstance(told, str) else told
    right = isinstance(found, list) and all(isinstance(one, str) and one for one in found)
    if not right or not 0 < len(found) <= MOST_INPUTS:
        raise InvalidError(f"input is a text, or a list of 1 to {MOST_INPUTS} texts.")
    return [str(one) for one in found]


def embeddings_shown(model: str, vectors: Sequence[Sequence[float]], form: str) -> dict[str, Any]:
    """Show vectors, as numbers or as base64 of float32, little-endian."""
    if form not in {"float", "base64"}:
        raise InvalidError("encoding_format is float or base64.")
    data = [
        {
            "object": "embedding",
            "index": at,
            "embedding": _encoded(row) if form == "base64" else row,
        }
        for at, row in enumerate(vectors)
    ]
    counted = {"prompt_tokens": 0, "total_tokens": 0}
    return {"object": "list", "model": model, "data": data, "usage": counted}


def _encoded(row: Sequence[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(row)}f", *row)).decode()
