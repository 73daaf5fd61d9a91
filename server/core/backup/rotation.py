"""Which backups go when there are more than are kept."""

from collections.abc import Sequence


def too_old(names: Sequence[str], verified: Sequence[str], keep: int) -> Sequence[str]:
    """Give the backups that go: all but the newest `keep`, never the last that was verified.

    Names sort by time.
    """
    ordered = sorted(names)
    spared = set(ordered[-keep:]) if keep else set(ordered)
    spared.update(sorted(verified)[-1:])
    return [name for name in ordered if name not in spared]
