"""Words, and changes that stand against each other, as routes show them."""

from http import HTTPStatus
from typing import Any

from fastapi.responses import Response

from server.api.problems import problem
from server.core.dictionary.changes import Proposal
from server.core.dictionary.words import DictionaryWord, KeptWord, word_told
from server.services.dictionary import DisagreedError


def kept_json(kept: KeptWord) -> dict[str, Any]:
    """Show a word that somebody made."""
    told = word_json(kept.language, kept.word)
    return told | {
        "id": kept.id,
        "version": kept.version,
        "maker": kept.maker,
        "made": kept.made,
        "changer": kept.changer,
        "changed": kept.changed,
    }


def word_json(language: str, word: DictionaryWord) -> dict[str, Any]:
    """Show a word; one that came with Rubato has no number."""
    return {"id": None, "language": language, "title": word.title, **word_told(word)}


def late(error: DisagreedError, yours: DictionaryWord, proposal: Proposal) -> Response:
    """Answer a change that another's stands against, with both."""
    return problem(
        HTTPStatus.PRECONDITION_FAILED,
        f"{error} Yours is kept as proposal {proposal.id}.",
        fields=list(error.fields),
        base=word_told(error.base),
        theirs=kept_json(error.kept),
        yours=word_told(yours),
        proposal=proposal.id,
    )
