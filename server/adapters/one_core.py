"""One core for linear algebra: of small matrices, several threads mostly wait for each other.

How many there are is a setting of the whole process, so who comes first sets it, and who leaves
last puts it back.
"""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


class OneCore:
    """A context in which linear algebra keeps to one core; many threads may be in it at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._limit: ThreadpoolController._ThreadpoolLimiter | None = None

    def __enter__(self) -> None:
        """Begin."""
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415  (scikit-learn brings it)

        with self._lock:
            if not self._inside:
                # A new one each time: it knows the libraries that are loaded by now.
                self._limit = ThreadpoolController().limit(limits=1)
            self._inside += 1

    def __exit__(self, *_error: object) -> None:
        """End."""
        with self._lock:
            self._inside -= 1
            if not self._inside and self._limit is not None:
                self._limit.restore_original_limits()
                self._limit = None
