"""What the server and its scribe say to each other survives the wire."""

import json

import pytest

from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.core.scribe_messages import (
    Hello,
    Job,
    hello_line,
    hello_of,
    job_line,
    job_of,
    line,
    problem_line,
    told_line,
    told_of,
)
from server.core.transcript import Asked, Progress, Segment, Word

SEGMENT = Segment(1, 2, "Grüße\n", 0.5, (Word(1, 2, "Grüße", 0.25),), "de")


@pytest.mark.parametrize("told", [SEGMENT, Segment(0, 0, "", 0.0), Progress(5, 10)])
def test_what_was_written(told: Segment | Progress) -> None:
    """A segment with its words, or how far it is, is one line."""
    text = told_line(told)

    assert text.count(b"\n") == 1
    assert told_of(json.loads(text)) == told


def test_job() -> None:
    """All that is asked arrives."""
    job = Job("/a/ü.wav", 3, 60, "de", Asked("Rubato", 0.2))

    assert job_of(job_line(job)) == job


def test_hello() -> None:
    """Who writes."""
    hello = Hello("pocketsphinx", "English only.", ("en",))

    assert hello_of(json.loads(hello_line(hello))) == hello


@pytest.mark.parametrize("error", [InvalidError("No sound."), UnavailableError("No model.")])
def test_problems(error: RubatoError) -> None:
    """A problem is raised again, with its kind and its text."""
    with pytest.raises(type(error), match=str(error)):
        told_of(json.loads(problem_line(error)))


def test_the_end() -> None:
    """The end is nothing more."""
    assert told_of(json.loads(line(done=True))) is None
