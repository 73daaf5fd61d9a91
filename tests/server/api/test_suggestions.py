"""What may belong to which topic, over HTTP: documents and questions, each with its reason."""

import httpx

from tests.server.api.test_documents import owner

__all__ = ["owner"]


async def test_what_may_belong_where_is_listed_and_answered(owner: httpx.AsyncClient) -> None:
    """With the document's title and the reason; what was refused is not suggested again."""
    topic = (await owner.post("/v1/topics", json={"name": "Fugue"})).json()["id"]
    params = {"name": "essay.md"}
    content = b"# On the fugue\n\nA fugue has voices.\n"
    await owner.post("/v1/documents/file", params=params, content=content)
    told = (await owner.get("/v1/suggestions")).json()["suggestions"]
    document = told[0]["document"]
    assert [(one["title"], one["topic"]) for one in told] == [("On the fugue", topic)]
    assert told[0]["reason"]
    path = f"/v1/suggestions/{document}/{topic}"
    assert (await owner.put(path, json={"accept": False})).status_code == 204
    await owner.post("/v1/documents/file", params=params, content=content)
    assert (await owner.get("/v1/suggestions")).json()["suggestions"] == []


async def test_questions_may_belong_to_topics(owner: httpx.AsyncClient) -> None:
    """By the documents that carry their answers; a question that was refused is not asked of."""
    params = {"name": "bach.md", "topic": "Bach"}
    content = b"# Bach\n\nBach was born in Eisenach in 1685.\n"
    await owner.post("/v1/documents/file", params=params, content=content)
    topic = (await owner.get("/v1/topics")).json()["topics"][0]["id"]
    asked = [
        (await owner.post("/v1/inquiries", json={"question": question})).json()["id"]
        for question in ("When was Bach born?", "Where was Bach born?")
    ]

    async def suggested() -> list[tuple[str, str]]:
        told = (await owner.get("/v1/suggestions")).json()["inquiries"]
        return [(one["inquiry"], one["reason"]) for one in told]

    why = "Its answer comes from “Bach”."
    assert await suggested() == [(asked[1], why), (asked[0], why)]
    for inquiry, accept in zip(asked, (True, False), strict=True):
        path = f"/v1/suggestions/inquiries/{inquiry}/{topic}"
        assert (await owner.put(path, json={"accept": accept})).status_code == 204
    assert await suggested() == []
    found = (await owner.get("/v1/inquiries", params={"topic": "Bach"})).json()["inquiries"]
    assert [one["id"] for one in found] == [asked[0]]
    gone = await owner.put(f"/v1/suggestions/inquiries/{'0' * 16}/{topic}", json={"accept": True})
    assert gone.status_code == 404
