"""Composes what answers comments on the server's side: drafting, deciding, and their topic."""

from typing import TYPE_CHECKING

from server.api.context import Commented, LibraryServices, Recorded
from server.cli.shared import lock_of, news_of
from server.core.comment_ports import CommentStore, OutboxStore
from server.core.ports import Clock
from server.core.settings import Settings
from server.services.comment_drafting import CommentDrafting, Manners, World
from server.services.comment_texts import CommentTexts
from server.services.comments import Comments

if TYPE_CHECKING:
    from server.cli.shared import Shared


def commented_of(  # noqa: PLR0917  (what it composes)
    store: CommentStore,
    outbox: OutboxStore,
    library: LibraryServices,
    recorded: Recorded,
    manners: Manners,
    clock: Clock,
    shared: "Shared | None" = None,
) -> Commented:
    """Compose them over the stores."""
    drafting = CommentDrafting(
        World(
            store,
            library.answering,
            recorded.performances,
            recorded.texts,
            library.documents,
            library.topics,
            manners,
        )
    )
    texts = CommentTexts(store, library.documents, library.topics, lock_of(shared, "comment texts"))
    return Commented(Comments(store, outbox, clock, news_of(shared, "comments")), drafting, texts)


def manners_of(settings: Settings) -> Manners:
    """Read from the settings how comments are answered."""
    return Manners(settings.youtube_disclosure, settings.youtube_blocked_words)
