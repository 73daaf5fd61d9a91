"""What answering comments works with: the channel, the stores, the owner's settings, the time."""

from dataclasses import dataclass, replace
from typing import Any

from server.core.comment_ports import CommentStore, OutboxStore
from server.core.comments.comment import Channel
from server.core.comments.conduct import Conduct
from server.core.comments.outbox import Reply, State
from server.core.ports import Clock
from server.core.step_ports import StepStore
from server.services.comment_metering import MeteredChannel


@dataclass(frozen=True, slots=True)
class Desk:
    """All of it, for one step."""

    me: Channel
    channel: MeteredChannel
    comments: CommentStore
    outbox: OutboxStore
    steps: StepStore
    conduct: Conduct
    clock: Clock

    def move(self, reply: Reply, state: State, **told: Any) -> Reply | None:
        """Store what became of a reply; none where another changed it since."""
        changed: dict[str, Any] = {"reason": "", "lease": 0, **told}
        now = replace(reply, **changed, state=state, changed=self.clock())
        return self.outbox.move(now, reply.version)
