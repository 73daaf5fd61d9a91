"""`TopicStore` and `DocumentStore` over SQLAlchemy: each call is one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing

from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database import documents, passages, topics
from server.adapters.database.changes import ChangeDatabase
from server.adapters.database.read_again import ReadAgain
from server.adapters.database.tables import DOCUMENTS, PASSAGES, TOPICS
from server.core.errors import ConflictError
from server.core.library.blocks import Block, blocks_of
from server.core.library.documents import Belonging, Document, Source, Suggestion
from server.core.library.passages import Change, Cut, Passage
from server.core.library.summary import Summary
from server.core.library.topics import Topic, TopicCount
from server.core.library_ports import Content, Stored
from server.core.shared_ports import Kind

AT_ONCE = 200
"""Documents that are read together where all are."""


class Library(ReadAgain):
    """Keeps topics, documents and passages."""

    def __init__(self, engine: Engine, changes: ChangeDatabase | None = None) -> None:
        """Tell other processes what changed, by `changes`; none: there are no others."""
        super().__init__(engine)
        self._changes = changes

    def topics(self) -> Sequence[TopicCount]:
        """List them by name, each with what is in it."""
        with self._read() as connection:
            return topics.counted(connection, documents.passage_counts())

    def topic(self, topic_id: int) -> Topic | None:
        """Find one."""
        with self._read() as connection:
            return topics.one(connection, TOPICS.c.id == topic_id)

    def topic_by_key(self, key: str) -> Topic | None:
        """Find one by what names share that read the same."""
        with self._read() as connection:
            return topics.one(connection, TOPICS.c.key == key)

    def add_topic(self, name: str, key: str, caution: str, now: int) -> Topic:
        """Add one; raises `ConflictError` where the name is taken."""
        try:
            with self._write() as connection:
                values = {"name": name, "key": key, "caution": caution, "created": now}
                return Topic(topics.add(connection, **values), name, caution, now)
        except IntegrityError as error:
            raise _taken(name) from error

    def change_topic(self, topic_id: int, name: str, key: str, caution: str) -> bool:
        """Rename one or change its caution; raises `ConflictError` where the name is taken."""
        try:
            with self._write() as connection:
                return topics.change(connection, topic_id, name=name, key=key, caution=caution)
        except IntegrityError as error:
            raise _taken(name) from error

    def merge_topics(self, source: int, target: int) -> Sequence[int]:
        """Move every document of one into another and delete it; give the documents moved."""
        with self._write() as connection:
            moved = topics.members(connection, source)
            topics.move(connection, source, target)
            topics.move_performances(connection, source, target)
            topics.remove(connection, source)
            self._note(connection, "topics", *moved)
            return moved

    def remove_topic(self, topic_id: int) -> Sequence[int]:
        """Delete one; its documents stay. Give those that were set in it."""
        with self._write() as connection:
            were = topics.members(connection, topic_id)
            topics.remove(connection, topic_id)
            self._note(connection, "topics", *were)
            return were

    def documents(self, topic: int | None, before: int | None, limit: int) -> Sequence[Document]:
        """List them, the newest first, those older than `before`."""
        where = [] if topic is None else [documents.member_of(topic)]
        if before is not None:
            where.append(DOCUMENTS.c.id < before)
        with self._read() as connection:
            return documents.found(connection, *where, limit=limit)

    def counted(self) -> tuple[int, int]:
        """Count documents that are ready, and passages."""
        with self._read() as connection:
            ready = select(func.count()).where(DOCUMENTS.c.state == "ready")
            held = select(func.count()).select_from(PASSAGES)
            return connection.scalars(ready).one(), connection.scalars(held).one()

    def document(self, document_id: int) -> Document | None:
        """Find one."""
        with self._read() as connection:
            return documents.one(connection, document_id)

    def blocks(self, document_id: int) -> Sequence[Block]:
        """Give what its reader found; empty where there is no such document."""
        with self._read() as connection:
            wanted = select(DOCUMENTS.c.blocks).where(DOCUMENTS.c.id == document_id)
            text = connection.scalars(wanted).one_or_none()
        return blocks_of(text) if text else ()

    def known(self, addresses: Sequence[str]) -> Sequence[Document]:
        """Find those at these addresses."""
        with self._read() as connection:
            return [
                one
                for some in documents.in_batches(addresses)
                for one in documents.found(connection, DOCUMENTS.c.address.in_(some))
            ]

    def below(self, address: str) -> Mapping[str, int]:
        """Give the numbers of those whose addresses begin so."""
        wanted = select(DOCUMENTS.c.address, DOCUMENTS.c.id)
        like = DOCUMENTS.c.address.startswith(address, autoescape=True)
        with self._read() as connection:
            rows = connection.execute(wanted.where(like).order_by(DOCUMENTS.c.address))
            # To SQLite small and capital letters are alike.
            return {row.address: row.id for row in rows if row.address.startswith(address)}

    def same(self, sha256: str) -> Document | None:
        """Find one without an address, of the same bytes."""
        with self._read() as connection:
            where = (DOCUMENTS.c.sha256 == sha256, DOCUMENTS.c.address == "")
            return next(iter(documents.found(connection, *where, limit=1)), None)

    def add_document(
        self, source: Source, content: Content, cuts: Sequence[Cut], now: int
    ) -> Stored:
        """Add one with its passages, all or nothing."""
        with self._write() as connection:
            number = documents.add(connection, source, content, now)
            added = passages.add(connection, number, list(enumerate(cuts)))
            (made,) = documents.found(connection, DOCUMENTS.c.id == number)
            self._note(connection, "document", number)
            return Stored(made, added, ())

    def change_document(
        self, document_id: int, source: Source, content: Content, change: Change, now: int
    ) -> Stored | None:
        """Store another version, all or nothing; nothing where it was deleted meanwhile."""
        with self._write() as connection:
            if not documents.change(connection, document_id, source, content, now):
                return None
            added = passages.apply(connection, document_id, change)
            (made,) = documents.found(connection, DOCUMENTS.c.id == document_id)
            self._note(connection, "document", document_id)
        self._forget()
        return Stored(made, added, change.removed)

    def passages(self, document_id: int) -> Sequence[Passage]:
        """List a document's passages in their order."""
        with self._read() as connection:
            return passages.of_document(connection, document_id)

    def passages_in(self, documents: Sequence[int]) -> Mapping[int, Sequence[Passage]]:
        """List the passages of each of these documents, in their order."""
        with self._read() as connection:
            return passages.of_documents(connection, documents)

    def all_passages(self) -> Iterator[tuple[Document, Sequence[Passage]]]:
        """Give every document that is ready with its passages, one after the other."""
        before: int | None = None
        while some := self.documents(None, before, AT_ONCE):
            before = some[-1].id
            with self._read() as connection:
                held = passages.of_documents(connection, [one.id for one in some])
            yield from ((one, held.get(one.id, [])) for one in some if one.state == "ready")

    def summaries(self) -> Iterator[tuple[int, str, Summary]]:
        """Give the number, the title and the summary of every document that is ready."""
        table = DOCUMENTS.c
        wanted = select(table.id, table.title, table.summary, table.headings)
        with self._read() as connection:
            rows = connection.execute(wanted.where(table.state == "ready")).all()
        yield from ((row.id, row.title, Summary(row.summary or "", row.headings)) for row in rows)

    def unsummed(self) -> Sequence[int]:
        """Give the numbers of those that were loaded before there were summaries."""
        with self._read() as connection:
            return connection.scalars(select(DOCUMENTS.c.id).where(_UNSUMMED)).all()

    def sum_up(self, document_id: int, summary: Summary) -> None:
        """Keep the summary of one that has none yet."""
        told = {"summary": summary.text, "headings": summary.headings}
        with self._write() as connection:
            where = (DOCUMENTS.c.id == document_id, _UNSUMMED)
            connection.execute(update(DOCUMENTS).where(*where).values(told))

    def members(self, topic_id: int) -> frozenset[int]:
        """Give the numbers of the documents that are set in a topic."""
        with self._read() as connection:
            return frozenset(topics.members(connection, topic_id))

    def hashed(self, hashes: Collection[str]) -> frozenset[str]:
        """Give those of these hashes of which there is a document."""
        with self._read() as connection:
            return frozenset(
                one
                for some in documents.in_batches([*hashes])
                for one in connection.scalars(
                    select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256.in_(some))
                )
            )

    def remove_document(self, document_id: int) -> Sequence[int]:
        """Delete one and leave no text of it behind; give the numbers of its passages."""
        with self._write() as connection:
            gone = [one.id for one in passages.of_document(connection, document_id)]
            documents.remove(connection, document_id)
            self._note(connection, "document", document_id)
        self._forget()
        return gone

    def set_topic(self, document_id: int, topic_id: int, state: Belonging, reason: str) -> bool:
        """Say whether a document belongs to a topic; tell whether both are there."""
        try:
            with self._write() as connection:
                documents.set_topic(connection, document_id, topic_id, state, reason)
                self._note(connection, "topics", document_id)
                return True
        except IntegrityError:
            return False

    def unset_topic(self, document_id: int, topic_id: int) -> None:
        """Take a document out of a topic."""
        with self._write() as connection:
            documents.unset_topic(connection, document_id, topic_id)
            self._note(connection, "topics", document_id)

    def belongings(self, document_id: int) -> Mapping[int, Belonging]:
        """Tell what was said about a document and each topic: set, suggested or refused."""
        with self._read() as connection:
            return documents.belongings(connection, document_id)

    def suggestions(self) -> Sequence[Suggestion]:
        """List what is suggested and not yet answered, the oldest document first."""
        with self._read() as connection:
            return documents.suggestions(connection)

    def _note(self, connection: Connection, kind: Kind, *documents: int) -> None:
        """Tell other processes, last of all that the transaction does."""
        if self._changes is not None and documents:
            self._changes.note(connection, kind, documents)

    def _forget(self) -> None:
        """Let SQLite's log, which still holds what was deleted, be written into its file."""
        if self._engine.dialect.name == "sqlite":
            with closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


_UNSUMMED = DOCUMENTS.c.summary.is_(None) & (DOCUMENTS.c.state == "ready")


def _taken(name: str) -> ConflictError:
    return ConflictError(f"There is a topic {name} already; choose another name, or merge the two.")
