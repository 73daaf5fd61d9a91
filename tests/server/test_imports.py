"""What the server loads before anybody uses it."""

import subprocess
import sys

HEAVY = (
    "Stemmer",
    "alembic",
    "chromadb",
    "faster_whisper",
    "feedparser",
    "google_auth_oauthlib",
    "googleapiclient",
    "httplib2",
    "noisereduce",
    "num2words",
    "numpy",
    "ollama",
    "onnxruntime",
    "piper",
    "pocketsphinx",
    "py3langid",
    "sklearn",
    "sounddevice",
    "sqlalchemy.dialects.postgresql",
    "tokenizers",
    "urllib.request",
    "youtube_transcript_api",
)


def test_heavy_libraries_wait_until_they_are_used() -> None:
    """Nobody who does not speak pays for the ear, in time or in memory."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import server.app, server.cli.serve, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert "server.api.listen" in loaded
    assert [name for name in HEAVY if name in loaded] == []
