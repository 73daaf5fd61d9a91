"""One's own language is kept only where it is one; versions are told by their ETag."""

import json
from typing import Any

import pytest

from server.core.errors import InvalidError
from server.core.own_language import NOTHING, OwnLanguage, checked, version_of

MEANING = {
    "id": "own.mail",
    "says": ["mail"],
    "does": {"kind": "tab", "url": "https://mail.test/", "title": "Inbox"},
    "changed": 5,
}
WORD = {"keys": [24, 6, 3, 6, 24], "unordered": False, "means": ["own.mail"], "own": [MEANING]}
GONE = {"id": "own.gone", "gone": True, "changed": 6}


def language(**change: Any) -> dict[str, Any]:
    """Give a language of one word, with something else about it."""
    return {
        "format": 1,
        "name": "own",
        "version": 1,
        "kind": "commands",
        "help": "",
        "words": [WORD],
        "reserved": [],
        "gone": [GONE],
    } | change


def test_kept_as_it_came() -> None:
    """What is kept is what was sent, under its new version, without what is none of it."""
    kept = json.loads(checked(language(more="x"), 7))

    assert kept == language(version=7)
    assert json.loads(NOTHING.text)["words"] == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([], "it is no object"),
        (language(format=2), "format should be 1"),
        (language(name="base"), "name should be 'own'"),
        (language(kind="numbers"), "kind should be 'commands'"),
        (language(words={}), "words should be a list"),
        (language(gone=None), "gone should be a list"),
        (language(gone=[{"id": "x"}]), "gone holds what is no word"),
        (language(words=[WORD | {"keys": [24, 6, 3, 24]}]), "three to twelve keys"),
        (language(words=[WORD | {"keys": [0, 6, 3, 6, 0]}]), "three to twelve keys"),
        (language(words=[WORD | {"keys": [24, 6, 12, 6, 24]}]), "three to twelve keys"),
        (language(words=[WORD | {"keys": [24, 6, True, 6, 24]}]), "three to twelve keys"),
        (language(words=[WORD | {"own": []}]), "means nothing"),
        (language(words=[WORD | {"own": [MEANING | {"id": "tab.next"}]}]), "cannot be read"),
        (language(words=[WORD | {"own": [MEANING | {"does": None}]}]), "cannot be read"),
        (language(words=[WORD | {"own": [MEANING | {"says": "mail"}]}]), "cannot be read"),
        (
            language(words=[WORD | {"own": [MEANING | {"does": {"kind": "macro", "times": 1}}]}]),
            ": it should do 1 to 100 commands",
        ),
        (language(words=[WORD | {"own": [MEANING | {"changed": "now"}]}]), "cannot be read"),
    ],
)
def test_refused_with_what_is_wrong(sent: Any, said: str) -> None:
    """What is no such language is refused, and what is wrong with it is named."""
    with pytest.raises(InvalidError, match=said):
        checked(sent, 1)


def test_versions_and_etags() -> None:
    """The ETag of a version is read back; anything else is refused."""
    assert version_of(OwnLanguage(12, 0, "{}").etag) == 12
    assert version_of('W/"3"') == 3
    for other in ("*", "3", '"x"', '"-1"', '"1234567890"', ""):
        with pytest.raises(InvalidError, match="ETag"):
            version_of(other)
