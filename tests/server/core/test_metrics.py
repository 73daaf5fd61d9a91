"""What is counted is written as Prometheus reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.errors import InvalidError
from server.core.metrics import (
    BUCKETS,
    Family,
    RequestCounts,
    Sample,
    exposition,
    gauges,
    heard,
    labelled,
    together,
    told,
)


def test_requests_are_counted_by_route() -> None:
    """Each route and status has its count, each route its times."""
    counts = RequestCounts()
    for seconds in (0.004, 0.2, 0.2, 99.0):
        counts.add("GET", "/v1/topics", 200, seconds)
    counts.add("GET", "/v1/topics", 401, 0.001)
    text = exposition(counts.families())

    assert 'rubato_requests_total{method="GET",route="/v1/topics",status="200"} 4' in text
    assert 'rubato_requests_total{method="GET",route="/v1/topics",status="401"} 1' in text
    assert 'rubato_request_seconds_bucket{method="GET",route="/v1/topics",le="0.005"} 2' in text
    assert 'rubato_request_seconds_bucket{method="GET",route="/v1/topics",le="0.25"} 4' in text
    assert 'rubato_request_seconds_bucket{method="GET",route="/v1/topics",le="+Inf"} 5' in text
    assert 'rubato_request_seconds_count{method="GET",route="/v1/topics"} 5' in text
    assert "# TYPE rubato_request_seconds histogram" in text
    assert "rubato_requests_running 0" in text


def test_labels_are_escaped() -> None:
    """A quotation mark, a backslash and a new line in a label break no line."""
    family = Family("x", "gauge", "About.", [Sample((("name", 'a"b\\c\nd'),), 1)])

    assert exposition([family]).splitlines()[2] == 'x{name="a\\"b\\\\c\\nd"} 1'


def test_large_numbers_keep_their_digits() -> None:
    """Bytes are not rounded to six digits."""
    assert "rubato_held_bytes 123456789012" in exposition(
        gauges("rubato_held", {"bytes": 123_456_789_012}, "Held.")
    )


@given(st.lists(st.floats(0, 100), max_size=50))
def test_buckets_grow_to_the_count(times: list[float]) -> None:
    """Each bucket holds all that took as long or less, the last one everything."""
    counts = RequestCounts()
    for seconds in times:
        counts.add("GET", "/", 200, seconds)
    found = [line for line in exposition(counts.families()).splitlines() if "_bucket" in line]
    numbers = [float(line.rsplit(" ", 1)[1]) for line in found]
    bounds = [*BUCKETS, float("inf")]

    assert numbers == [
        sum(seconds <= bound for seconds in times) for bound in bounds[: len(numbers)]
    ]


def test_what_processes_counted_stands_together() -> None:
    """Each name once, with the samples of both, and each sample with whose it is."""
    both: list[Family] = []
    for me in ("1", "2"):
        counts = RequestCounts()
        counts.add("GET", "/ping", 200, 0.1)
        both += heard(told(labelled(counts.families(), "worker", me)))
    text = exposition(together(both))

    assert text.count("# TYPE rubato_requests_total") == 1
    for me in ("1", "2"):
        named = f'worker="{me}",method="GET",route="/ping"'
        assert f'rubato_requests_total{{{named},status="200"}} 1' in text
        assert f'rubato_request_seconds_bucket{{{named},le="+Inf"}} 1' in text


@pytest.mark.parametrize("text", ["", "{", "5", "[5]", '[{"name": "x"}]', '{"a": 1}'])
def test_what_is_no_counts_is_said(text: str) -> None:
    """A file of another kind is refused by our error."""
    with pytest.raises(InvalidError):
        heard(text)
