"""What every search and answer reads again: passages, their texts and their documents."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine

from server.adapters.database import documents, passages
from server.adapters.database.remembered import Remembered
from server.adapters.database.transactions import Transactions
from server.core.library.documents import Document
from server.core.library.passages import Passage
from server.core.ports import Stamp


class ReadAgain(Transactions):
    """Gives them from memory while the database holds what it held."""

    def __init__(self, engine: Engine) -> None:
        """Remember nothing until there is a stamp."""
        super().__init__(engine)
        self._passages = Remembered(self._read_passages)
        self._texts = Remembered(self._read_texts)
        self._documents = Remembered(self._read_documents)

    def remember(self, stamp: Stamp) -> None:
        """Give what was read again while `stamp` stays."""
        for each in (self._passages, self._texts, self._documents):
            each.stamp = stamp

    def passages_of(self, numbers: Sequence[int]) -> Sequence[Passage]:
        """Give passages by their numbers, those that are still there."""
        held = self._passages.of(numbers)
        return [held[one] for one in numbers if one in held]

    def _read_passages(self, numbers: Sequence[int]) -> Mapping[int, Passage]:
        with self._read() as connection:
            return passages.by_number(connection, numbers)

    def texts(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """Give the texts of passages as a search reads them, with title and heading."""
        return self._texts.of(numbers)

    def _read_texts(self, numbers: Sequence[int]) -> Mapping[int, str]:
        with self._read() as connection:
            return passages.texts(connection, numbers)

    def numbered(self, numbers: Sequence[int]) -> Mapping[int, Document]:
        """Give documents by their numbers, those that are still there."""
        return self._documents.of(numbers)

    def _read_documents(self, numbers: Sequence[int]) -> Mapping[int, Document]:
        with self._read() as connection:
            return {
                one.id: one
                for some in documents.in_batches(numbers)
                for one in documents.numbered(connection, some)
            }
