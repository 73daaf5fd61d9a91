"""Inquiries by their words and marks: SQLite's FTS5, or PostgreSQL's text search.

Both hold the words of question, answer and correction and, apart from them, marks that say whose an
inquiry is, of which topics, and how it was rated; so one look finds what has all of them.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

from server.core.chat.reviews import Query

MOST_LEVELS = 500
"""Levels of FTS5's index with which it is made anew, in place of optimized. Each time that all of
it is merged, what comes out lies one level higher, and none is ever taken away; with more than
2,000 SQLite says that the database is malformed, and takes no inquiry any more."""
STRUCTURE = "SELECT block FROM inquiry_words_data WHERE id = 10"
"""FTS5's own record of its levels and segments (SQLite's fts5_index.c, "Structure record")."""
REBUILT = (
    "INSERT INTO inquiry_words(inquiry_words) VALUES ('delete-all')",
    """INSERT INTO inquiry_words(rowid, text, marks)
    SELECT number, question || ' ' || answer || ' ' || correction, marks FROM inquiries""",
)
SHORTEST_BEGINNING = 3
"""Letters: so many begin alike with fewer that it takes long, and tells little."""

FTS5 = """SELECT rowid FROM inquiry_words WHERE inquiry_words MATCH :match
AND rowid >= :least AND rowid <= :most ORDER BY rowid DESC LIMIT :limit"""

# The expression is the index's own; only then it is used.
POSTGRESQL = """SELECT number FROM inquiries WHERE
(setweight(to_tsvector('simple', marks), 'A') || setweight(to_tsvector('simple',
question || ' ' || answer || ' ' || correction), 'B')) @@ to_tsquery('simple', :match)
AND number >= :least AND number <= :most ORDER BY number DESC LIMIT :limit"""


def matching(
    connection: Connection, query: Query, within: tuple[int, int], limit: int
) -> Sequence[int]:
    """Give the numbers, both bounds included, of those that match, the highest first."""
    sqlite = connection.dialect.name == "sqlite"
    match = _fts5(query) if sqlite else _tsquery(query)
    asked = {"match": match, "least": within[0], "most": within[1], "limit": limit}
    return connection.scalars(text(FTS5 if sqlite else POSTGRESQL), asked).all()


def _fts5(query: Query) -> str:
    """Write it for FTS5, where a star ends the beginning of a word."""
    words = [f'text : "{word}"{" *" * begun}' for word, begun in _words(query)]
    groups = [" OR ".join(f'"{mark}"' for mark in group) for group in query.marks]
    return " AND ".join([*words, *(f"marks : ({group})" for group in groups)])


def _tsquery(query: Query) -> str:
    """Write it for PostgreSQL; words are of letters and digits, so nothing is to be quoted."""
    words = [f"{word}:{'*' * begun}B" for word, begun in _words(query)]
    groups = [" | ".join(f"{mark}:A" for mark in group) for group in query.marks]
    return " & ".join([*words, *(f"({group})" for group in groups)])


def _words(query: Query) -> Iterator[tuple[str, bool]]:
    """Give each word, and whether it is only begun: the last may be."""
    for at, word in enumerate(query.words, 1):
        yield word, at == len(query.words) and len(word) >= SHORTEST_BEGINNING


def forget(connection: Connection) -> None:
    """Write the words anew without those that were deleted, which FTS5 only marks as such."""
    if connection.dialect.name != "sqlite":
        return
    if levels(connection) < MOST_LEVELS:
        connection.execute(text("INSERT INTO inquiry_words(inquiry_words) VALUES ('optimize')"))
        return
    for statement in REBUILT:
        connection.execute(text(statement))


def levels(connection: Connection) -> int:
    """Count the levels of FTS5's index: after four bytes, 7 bits a byte, the highest first."""
    block: bytes = connection.scalars(text(STRUCTURE)).one()
    many = 0
    for byte in block[4:]:
        many = many << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return many
