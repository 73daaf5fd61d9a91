"""Two who change the same thing at once: merged where they may both have it, else refused."""

import pytest

from server.core.performances.edits import Change, Fields, judged


@pytest.mark.parametrize(
    ("base", "fields", "since", "stored", "refused"),
    [
        (3, {"name": "b"}, [], {"name": "b"}, ()),
        (3, {"name": "a"}, [], {}, ()),
        (2, {"name": "b"}, [{"to_ms": 9}], {"name": "b"}, ()),
        (2, {"name": "b"}, [{"name": "a"}], {}, ("name",)),
        (2, {"name": "a"}, [{"name": "a"}], {}, ()),
        (1, {"name": "b", "to_ms": 5}, [{"name": "a"}, {"to_ms": 9}], {}, ("name", "to_ms")),
        (1, {"name": "b", "to_ms": 9}, [{"to_ms": 9}], {"name": "b"}, ()),
        (9, {"name": "b"}, [], {"name": "b"}, ()),
    ],
)
def test_what_becomes_of_a_change(
    base: int, fields: Fields, since: list[Fields], stored: Fields, refused: tuple[str, ...]
) -> None:
    """What stands is name a, to_ms 9, in version 3."""
    change = Change("take", 1, base, fields)
    verdict = judged(change, {"name": "a", "to_ms": 9}, 3, since)

    assert (verdict.fields, verdict.refused) == (stored, refused)
