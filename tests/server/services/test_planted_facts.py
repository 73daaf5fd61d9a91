"""Planted facts: each is found, and cited to the character, with its time, page or line."""

from pathlib import Path

import pytest

from tests.fixtures.fake_ollama import fake_ollama
from tests.server.made_library import NO_OLLAMA
from tests.server.planted import planted, reading_model
from tests.server.planted_answers import CLOSE, library_of, looked_for

DOCUMENTS = 8


@pytest.mark.long
@pytest.mark.parametrize("way", ["quoted", "told by a model"])
async def test_every_fact_is_cited_where_it_stands(tmp_path: Path, way: str) -> None:
    """By quotes alone, and in a model's own words; in notes, papers, and talks in subtitles."""
    documents = list(planted(DOCUMENTS))
    facts = {fact.question: fact for one in documents for fact in one.facts}
    with fake_ollama() as (address, script):
        script.answer = reading_model(facts)
        ollama = NO_OLLAMA if way == "quoted" else address
        async with library_of(tmp_path, ollama, documents) as (library, owner, held):
            looked = {
                fact.question: await looked_for(library, owner, fact, document)
                for fact, document in held.items()
            }

    assert len(looked) == 64
    assert [each for each, told in looked.items() if not told.exact] == []
    assert [each for each, told in looked.items() if not told.cited] == []
    assert [each for each, told in looked.items() if not told.placed] == []
    times = [told.off_ms for told in looked.values() if told.off_ms is not None]
    assert len(times) == 32
    assert max(times) <= CLOSE
