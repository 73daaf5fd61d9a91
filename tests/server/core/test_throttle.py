"""The sliding window lets through what fits and says how long to wait."""

from server.core.throttle import Throttle


def test_window_slides() -> None:
    """The third attempt within a second waits until the first is a second old."""
    throttle = Throttle(2, 1000)

    assert [throttle.wait(0), throttle.wait(400)] == [0, 0]
    assert throttle.wait(700) == 300
    assert throttle.wait(1000) == 0
    assert throttle.wait(1001) == 399
