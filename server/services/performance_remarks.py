"""Notes on moments of performances: made by who may see one, changed by their authors."""

from server.core.errors import ForbiddenError, InvalidError, NotFoundError
from server.core.performance_ports import RemarkStore
from server.core.performances.edits import Change
from server.core.performances.performance import (
    MOST_REMARKS,
    Remark,
    Whole,
    checked_moment,
    clean_remark,
)
from server.core.ports import Clock
from server.core.users import User
from server.services.performances import Performances, may_edit


class PerformanceRemarks:
    """Keeps notes on moments."""

    def __init__(self, performances: Performances, store: RemarkStore, clock: Clock) -> None:
        self._performances, self._store, self._clock = performances, store, clock

    def add(self, user: User, performance_id: str, at_ms: int, text: str) -> Whole:
        """Note something on a moment; raises `InvalidError` for nothing, or too much."""
        whole = self._performances.see(user, performance_id)
        held, cleaned = whole.performance.id, clean_remark(text)
        if len(whole.remarks) >= MOST_REMARKS:
            raise InvalidError(f"A recording has at most {MOST_REMARKS} notes on its moments.")
        self._store.add_remark(held, user.id, checked_moment(at_ms), cleaned, self._clock())
        return self._performances.touched(held)

    def change(
        self,
        user: User,
        performance_id: str,
        remark_id: int,
        version: int,
        *,
        at_ms: int | None = None,
        text: str | None = None,
    ) -> Whole:
        """Change what is given of one; raises `LateError` where another changed the same."""
        whole, remark = self._own(user, performance_id, remark_id)
        fields = {
            "at_ms": None if at_ms is None else checked_moment(at_ms),
            "text": None if text is None else clean_remark(text),
        }
        given = {field: value for field, value in fields.items() if value is not None}
        change = Change("remark", remark.id, version, given)
        return self._performances.edit(user, whole.performance.id, change)

    def remove(self, user: User, performance_id: str, remark_id: int) -> Whole:
        """Delete one."""
        whole, remark = self._own(user, performance_id, remark_id)
        self._store.remove_remark(whole.performance.id, remark.id)
        return self._performances.touched(whole.performance.id)

    def _own(self, user: User, performance_id: str, remark_id: int) -> tuple[Whole, Remark]:
        """Find one that he may change: his own, or any on his own recording."""
        whole = self._performances.see(user, performance_id)
        remark = next((one for one in whole.remarks if one.id == remark_id), None)
        if remark is None:
            raise NotFoundError("There is no such note; it may have been deleted.")
        if remark.user_id != user.id and not may_edit(user, whole.performance):
            raise ForbiddenError("This note is somebody else's.")
        return whole, remark
