"""Videos: the shared vectors of their addresses."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.core.library.videos import video_of, watched_at

VECTORS = json.loads(
    (Path(__file__).parents[3] / "vectors" / "videos.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["address"])
def test_addresses_lead_to_the_videos_of_the_vectors(case: dict[str, Any]) -> None:
    """And the address that one is kept under leads to it again."""
    found = video_of(case["address"])

    assert found == case["video"]
    assert found is None or video_of(watched_at(found)) == found
