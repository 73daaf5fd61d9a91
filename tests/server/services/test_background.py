"""Work that goes on behind: asked for once or often, stopped, and not waited for without end."""

import threading

from server.services.background import Background

SOON = 30.0


def test_it_works_each_time_it_is_asked() -> None:
    """Asked while it works, it works once more; asked when it rests, it begins anew."""
    may_go, began, done = threading.Event(), threading.Event(), list[int]()

    def work(_stop: threading.Event) -> None:
        began.set()
        assert may_go.wait(SOON)
        done.append(1)

    behind = Background("test", work)
    behind.kick()
    assert began.wait(SOON)
    for _ in range(5):
        behind.kick()
    assert behind.busy
    may_go.set()
    assert behind.settle(SOON)
    assert len(done) == 2
    behind.kick()
    assert behind.settle(SOON)
    assert len(done) == 3


def test_it_is_stopped() -> None:
    """It ends where it looks, and does not begin again."""
    began, ended = threading.Event(), list[bool]()

    def work(stop: threading.Event) -> None:
        began.set()
        ended.append(stop.wait(SOON))

    behind = Background("test", work)
    behind.kick()
    assert began.wait(SOON)
    assert behind.close()
    behind.kick()
    assert behind.settle(SOON)
    assert ended == [True]


def test_what_does_not_end_is_not_waited_for() -> None:
    """Closing has an end, whatever the work does."""
    may_go, began = threading.Event(), threading.Event()

    def work(_stop: threading.Event) -> None:
        began.set()
        may_go.wait(SOON)

    behind = Background("test", work)
    behind.kick()
    assert began.wait(SOON)
    assert not behind.close(0.01)
    may_go.set()
    assert behind.settle(SOON)
