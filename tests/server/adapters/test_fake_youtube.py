"""The fake YouTube keeps to the discovery document inside Google's client."""

from urllib.parse import parse_qsl

import pytest

from tests.fixtures.tube.rules import RefusalError, understood


@pytest.mark.parametrize(
    ("call", "query", "body", "why"),
    [
        ("GET /youtube/v3/comments", "parentId=t", "", "part is missing"),
        ("GET /youtube/v3/comments", "part=snippet&parentId=t&oder=time", "", "oder is unknown"),
        ("GET /youtube/v3/comments", "part=replies&parentId=t", "", "no part"),
        ("GET /youtube/v3/comments", "part=snippet", "", "one of"),
        ("GET /youtube/v3/comments", "part=id&parentId=t&maxResults=101", "", "1 to 100"),
        ("GET /youtube/v3/comments", "part=id&id=t&maxResults=9", "", "does not go with id"),
        ("GET /youtube/v3/commentThreads", "part=id&videoId=v&order=new", "", "order is one of"),
        ("GET /youtube/v3/channels", "part=id&mine=yes", "", "true or false"),
        ("POST /youtube/v3/comments", "part=snippet", '{"snippet": {"text": "a"}}', "text is"),
        ("POST /youtube/v3/comments", "part=snippet", '{"snippet": {"parentId": 1}}', "no string"),
        ("POST /youtube/v3/comments", "part=snippet", "a", "no JSON"),
        ("PUT /youtube/v3/nothing", "", "", "No method"),
    ],
)
def test_the_fake_takes_what_youtube_would(call: str, query: str, body: str, why: str) -> None:
    """It refuses what the discovery document, or the reference, does not allow."""
    verb, path = call.split()

    with pytest.raises(RefusalError, match=why):
        understood(verb, path, parse_qsl(query), body.encode())
