"""Where utterances begin and end."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from server.core.endpoint import STEP_MS, Endpointer, Heard, Windows, spoken_part

QUIET, LOUD = 0.05, 0.9


def heard(sure: list[float], windows: Windows | None = None) -> list[tuple[int, Heard]]:
    """Feed numbered steps; give what was heard, with the step it was heard at."""
    endpointer = Endpointer(windows or Windows())
    told = [(at, endpointer.feed(np.full(2, at), one)) for at, one in enumerate(sure)]
    return [(at, what) for at, what in told if what is not None]


def test_an_utterance_with_its_preroll() -> None:
    """It begins once speech is sure, ends 250 ms after it, and has what came 350 ms before."""
    (began, first), (hushed, early), (ended, last) = heard(
        [QUIET] * 100 + [LOUD] * 50 + [QUIET] * 100
    )

    assert (first.what, early.what, last.what) == ("began", "hushed", "ended")
    assert hushed == 150 + 12
    assert early.samples[-1] == hushed
    assert 100 < began <= 108
    assert 150 + 20 <= ended <= 150 + 25
    assert last.samples[0] == began - 34
    assert last.samples[-1] == ended


def test_a_click_is_no_utterance() -> None:
    """What is shorter than a syllable opens nothing."""
    assert heard([QUIET] * 50 + [LOUD] * 4 + [QUIET] * 100) == []


def test_a_stop_within_a_word_does_not_end_it() -> None:
    """The silence of a consonant, 120 ms, is part of the utterance."""
    told = heard([QUIET] * 50 + [LOUD] * 20 + [QUIET] * 12 + [LOUD] * 20 + [QUIET] * 60)

    assert [one.what for _, one in told] == ["began", "hushed", "ended"]
    assert told[-1][0] > 100


def test_who_goes_on_after_a_hush_is_heard_to_go_on() -> None:
    """What was taken for the end is taken back, before it has ended."""
    told = heard([QUIET] * 50 + [LOUD] * 20 + [QUIET] * 16 + [LOUD] * 20 + [QUIET] * 60)

    assert [one.what for _, one in told] == ["began", "hushed", "resumed", "hushed", "ended"]
    assert [at for at, _ in told][2] == 86


def test_noise_cannot_hold_it_open() -> None:
    """An utterance that does not end is cut at its longest."""
    told = heard([LOUD] * 300, Windows(longest=1000))

    assert [one.what for _, one in told[:2]] == ["began", "ended"]
    assert told[1][1].samples.size == 2 * 1000 // STEP_MS


def test_a_key_that_is_let_go_ends_it() -> None:
    """End gives what was said so far; where nobody spoke it gives nothing."""
    endpointer = Endpointer()
    assert endpointer.end() is None
    for _ in range(30):
        endpointer.feed(np.ones(2), LOUD)

    ended = endpointer.end()

    assert ended is not None
    assert ended.samples.size == 60
    assert not endpointer.speaking


@given(st.lists(st.floats(0, 1), max_size=400))
def test_each_hush_is_taken_back_or_the_end(sure: list[float]) -> None:
    """Nothing that is speech lies between a hush and the end, if the hush was not taken back."""
    what = [one.what for _, one in heard(sure)]

    after = {"began": {"hushed", "ended"}, "hushed": {"resumed", "ended"}}
    after |= {"resumed": {"hushed", "ended"}, "ended": {"began"}}
    assert all(then in after[now] for now, then in pairwise(what))


@given(st.lists(st.floats(0, 1), max_size=400))
def test_each_beginning_has_its_end(sure: list[float]) -> None:
    """Beginnings and ends alternate, whatever is fed, and no sound is told twice."""
    told = [one for _, one in heard(sure)]

    edges = [one.what for one in told if one.what in {"began", "ended"}]
    assert edges == (["began", "ended"] * len(edges))[: len(edges)]
    samples = [value for one in told if one.what == "ended" for value in one.samples[::2]]
    assert samples == sorted(set(samples))


def test_what_a_button_holds_is_cut_to_what_is_speech() -> None:
    """200 ms stay before and after it; where nothing is speech all stays."""
    speech = np.full(200, QUIET)
    assert spoken_part(speech) == slice(0, 200)
    speech[80:120] = LOUD

    kept = spoken_part(speech)

    assert 80 - 24 <= kept.start <= 80 - 20
    assert 120 + 20 <= kept.stop <= 120 + 24
    speech[:] = LOUD
    assert spoken_part(speech) == slice(0, 200)
