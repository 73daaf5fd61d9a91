"""The committed samples are what the script renders, and it measures pitch right."""

import numpy as np
import pytest

from scripts import render_samples


def test_the_committed_samples_are_as_rendered() -> None:
    """Rendering again gives every file byte for byte."""
    if packages := render_samples.missing_packages():
        pytest.skip(f"only where the samples can be rendered: apt-get install {' '.join(packages)}")

    assert render_samples.stale(render_samples.everything()) == []


@pytest.mark.parametrize(("note", "cents"), [(44, -33.0), (60, 0.0), (69, 4.2), (86, 9.5)])
def test_detuning_is_measured_to_a_fifth_of_a_cent(note: int, cents: float) -> None:
    """A decaying tone with overtones, off by known cents, is measured as such."""
    time = np.arange(render_samples.frames(250)) / render_samples.RENDER_RATE
    pitch = render_samples.hertz(note) * 2 ** (cents / 1200)
    tone = sum(np.sin(2 * np.pi * pitch * k * time) / k for k in (1, 2, 3)) * np.exp(-4 * time)

    assert render_samples.cents_off(np.asarray(tone), note) == pytest.approx(cents, abs=0.2)


def test_halving_the_rate_keeps_what_is_heard_and_drops_what_would_fold_back() -> None:
    """A tone of 5 kHz passes whole; one of 15 kHz is gone."""
    time = np.arange(4410) / render_samples.RENDER_RATE
    low, high = (
        render_samples.halved(np.sin(2 * np.pi * hertz * time))[200:-200] for hertz in (5000, 15000)
    )

    assert np.abs(low).max() == pytest.approx(1, abs=0.01)
    assert np.abs(high).max() < 0.001
