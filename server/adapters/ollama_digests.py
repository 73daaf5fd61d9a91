"""The models that Ollama has, each with the digest by which the same one can be had again."""

from collections.abc import Sequence

import httpx
import ollama

from server.core.backup.manifest import Part
from server.core.errors import UnavailableError

PATIENCE = 5.0
"""Seconds; a backup does not wait longer for a list."""


def ollama_models(address: str) -> Sequence[Part]:
    """List them; raises `UnavailableError` where it does not answer."""
    client = ollama.Client(host=address, timeout=PATIENCE, follow_redirects=False, trust_env=False)
    try:
        found = client.list().models
    except (httpx.HTTPError, ollama.ResponseError, ConnectionError, ValueError) as error:
        raise UnavailableError(f"Ollama does not answer at {address}.") from error
    return [
        Part("model", f"ollama:{one.model}", _version(one), one.digest or "", one.size or 0)
        for one in found
    ]


def _version(one: ollama.ListResponse.Model) -> str:
    told = one.details
    words = (told.parameter_size, told.quantization_level) if told else ()
    return " ".join(word for word in words if word)
