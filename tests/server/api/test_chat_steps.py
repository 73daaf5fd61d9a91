"""Steps of an answer over HTTP: in our own stream, in OpenAI's, and refused where unknown."""

import json
from typing import Any

import httpx

from tests.fixtures.fake_ollama import Script
from tests.server.api.test_chat import events, load, made, ollama, owner, script

__all__ = ["made", "ollama", "owner", "script"]  # fixtures, which pytest finds by name


async def test_steps_are_streamed(owner: httpx.AsyncClient, script: Script) -> None:
    """As events of their own; to OpenAI's clients, as chunks that say nothing."""
    await load(owner)

    def reply(body: dict[str, Any]) -> list[str]:
        planning = "Part the question" in body["messages"][0]["content"]
        return ['{"lookups": ["Bach"]}'] if planning else ["Born in Eisenach [1]."]

    script.answer = reply
    more: dict[str, Any] = {"way": "plan", "stream": True}
    question = "Where was Bach born?"
    own = await owner.post("/v1/inquiries", json={"question": question, **more})
    messages = [{"role": "user", "content": question}]
    body = {"model": "tiny:1b", "messages": messages, "topics": [], **more}
    theirs = await owner.post("/v1/chat/completions", json=body)
    wrong = await owner.post("/v1/inquiries", json={"question": question, "way": "none"})

    steps = [told for name, told in events(own.text) if name == "step"]
    assert [step["kind"] for step in steps] == ["plan", "look_up"]
    assert steps[0]["lookups"] == ["Bach"]
    lines = [line[6:] for line in theirs.text.splitlines() if line.startswith("data: {")]
    chunks = [json.loads(line) for line in lines]
    assert [each["step"] for each in chunks if "step" in each] == steps
    assert chunks[-1]["steps"] == steps
    assert (wrong.status_code, "plan" in wrong.json()["detail"]) == (400, True)
