"""The shipped performance is the one its script makes, and says what its script says."""

from io import BytesIO

from scripts.make_demo import FILE, PERFORMANCE, performance
from server.adapters.language_texts import LanguageFolder
from server.core.compiler import compile_lexicon
from server.core.smf import MidiFile, read_smf
from server.paths import data_path
from server.services.decoding import decode
from server.services.language_sources import load


def test_the_file_is_fresh() -> None:
    """The file in the repository is what the script writes."""
    made = BytesIO()
    performance().save(file=made)

    assert FILE.read_bytes() == made.getvalue()


def test_every_word_is_played() -> None:
    """Decoded, the performance has a row for each word of the table, and one of each ending."""
    sources = load(LanguageFolder(data_path("languages")))
    active = sources.named(["base", "swift", "numbers-decimal"])
    lexicon, _ = compile_lexicon(sources.commands, active)
    read = read_smf(FILE.read_bytes())
    assert lexicon is not None
    assert isinstance(read, MidiFile)

    rows = decode(read, lexicon, 48)

    endings = {name for row in rows for name in row.outcome}
    assert len(rows) == len(PERFORMANCE)
    assert {"command", "failed", "cancelled"} <= endings
