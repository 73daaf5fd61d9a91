"""Judged collections are read, and what is broken is said."""

import pytest

from server.core.errors import InvalidError
from server.core.retrieval.collection import Document, cranfield, plain

CRANFIELD_DOCUMENTS = """.I 1
.T
a wing in a
slipstream .
.A
brenckman,m.
.W
a wing in a slipstream .
  it lifts .
.I 2
.T
heat
.W
.I
"""
CRANFIELD_QUESTIONS = ".I 001\n.W\nwhat lifts .\n.I 004\n.W\nwhat is hot .\n"


def test_cranfield() -> None:
    """A question's number is its place; grade 1 is worth most, -1 nothing."""
    found = cranfield(CRANFIELD_DOCUMENTS, CRANFIELD_QUESTIONS, "1 1 1\n1 2 -1\n2 2 4\n")

    assert found.documents == {
        "1": Document("a wing in a slipstream .", "a wing in a slipstream . it lifts ."),
        "2": Document("heat", ""),
    }
    assert found.questions == {"1": "what lifts .", "2": "what is hot ."}
    assert found.judged == {"1": {"1": 15.0}, "2": {"2": 1.0}}


def test_the_plain_form() -> None:
    """A heading is passed over, questions without judgements are left out."""
    found = plain(
        '{"_id": "d1", "title": "Wings", "text": "They lift."}\n{"_id": 2, "text": "Heat"}\n',
        '{"_id": "q1", "text": "what lifts"}\n{"_id": "q2", "text": "nobody judged"}\n',
        "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\t2\t0\n",
    )

    assert found.documents == {"d1": Document("Wings", "They lift."), "2": Document("", "Heat")}
    assert found.questions == {"q1": "what lifts"}
    assert found.judged == {"q1": {"d1": 3.0}}


@pytest.mark.parametrize(
    ("documents", "judgements", "said"),
    [
        ("not json", "q\td\t1", "corpus.jsonl, line 1"),
        ('{"text": "no name"}', "q\td\t1", "corpus.jsonl, line 1"),
        ("[1]", "q\td\t1", "corpus.jsonl, line 1"),
        ('{"_id": "d"}', "q\td\t1\nq d", "no judgement"),
        ('{"_id": "d"}', "", "no judgements"),
        ("", "q\td\t1", "no documents"),
    ],
)
def test_what_is_broken_is_said(documents: str, judgements: str, said: str) -> None:
    """With the line, where there is one."""
    with pytest.raises(InvalidError, match=said):
        plain(documents, '{"_id": "q", "text": "?"}', judgements)
