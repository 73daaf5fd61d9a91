"""An analyst that works in the test's own process."""

from collections.abc import Mapping
from typing import Any

from server.core.performances.analysis_messages import Job


class FakeAnalyst:
    """Looks files through as the process does, in this one."""

    def look(self, content: bytes, job: Job) -> Mapping[str, Any]:
        """Look one through."""
        from server.services.analysed_file import look_through

        return look_through(content, job)
