"""Judged collections: documents, questions, and what each document is worth to each question.

Two forms are read: Cranfield's, with fields `.I .T .A .B .W`, and a plain one of JSON lines as BEIR
has it (Thakur et al., BEIR: A Heterogeneous Benchmark for Zero-Shot Evaluation, 2021).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.core.errors import InvalidError
from server.core.retrieval.measures import Judged, rising, steep

CRANFIELD = ("cran.all.1400", "cran.qry", "cranqrel")
PLAIN = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
BEST = 5
"""Cranfield's grades go from 1, a complete answer, to 4; 5, and -1, are worth nothing."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is judged: whole."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, and the questions that have judgements, by their names."""

    documents: Mapping[str, Document]
    questions: Mapping[str, str]
    judged: Mapping[str, Judged]

    def __post_init__(self) -> None:
        """Raise `InvalidError` where there is nothing to measure."""
        if not self.documents or not self.judged:
            raise InvalidError("the collection has no documents, or no judgements of its questions")


def cranfield(documents: str, questions: str, judgements: str) -> Collection:
    """Read Cranfield's form; a judgement names a question by its place among the questions."""
    found = {
        name: Document(fields.get("T", ""), fields.get("W", ""))
        for name, fields in _records(documents)
    }
    asked = {
        str(place): fields.get("W", "") for place, (_, fields) in enumerate(_records(questions), 1)
    }
    judged: dict[str, dict[str, float]] = {}
    for line in judgements.splitlines():
        if words := line.split():
            question, document, grade = _three(words, line)
            _judge(judged, question, document, steep(BEST, grade))
    return _collection(found, asked, judged)


def _records(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each record's number and fields; a field's lines become one."""
    for record in re.split(r"^\.I[ \t]+(?=\d)", text, flags=re.MULTILINE)[1:]:
        number, _, rest = record.partition("\n")
        parts = re.split(r"^\.([A-Z])\s*$", rest, flags=re.MULTILINE)
        fields = {
            name: " ".join(body.split())
            for name, body in zip(parts[1::2], parts[2::2], strict=True)
        }
        yield number.strip(), fields


def plain(documents: str, questions: str, judgements: str) -> Collection:
    """Read the plain form: `{"_id", "title", "text"}` a line, and `question document grade`."""
    found = {
        name: Document(str(line.get("title", "")), str(line.get("text", "")))
        for name, line in _lines(documents, PLAIN[0])
    }
    asked = {name: str(line.get("text", "")) for name, line in _lines(questions, PLAIN[1])}
    judged: dict[str, dict[str, float]] = {}
    for number, line in enumerate(judgements.splitlines()):
        words = line.split("\t")
        if not line.strip() or (number == 0 and not _is_number(words[-1])):
            continue  # a heading
        question, document, grade = _three(words, line)
        _judge(judged, question, document, rising(grade))
    return _collection(found, asked, judged)


def _lines(text: str, file: str) -> Iterator[tuple[str, dict[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                read = json.loads(line)
                yield str(read["_id"]), read
            except (ValueError, KeyError, TypeError):
                raise InvalidError(f'{file}, line {number}: no JSON object with "_id"') from None


def _three(words: list[str], line: str) -> tuple[str, str, float]:
    """Read a question, a document and a grade; TREC's form has a fourth word in between."""
    if len(words) not in (3, 4) or not _is_number(words[-1]):
        raise InvalidError(f"no judgement: {line[:80]!r}")
    return words[0], words[-2], float(words[-1])


def _is_number(word: str) -> bool:
    return re.fullmatch(r"\s*-?\d+(\.\d+)?\s*", word) is not None


def _judge(judged: dict[str, dict[str, float]], question: str, document: str, gain: float) -> None:
    if gain > 0:
        gains = judged.setdefault(question, {})
        gains[document] = max(gain, gains.get(document, 0.0))


def _collection(
    documents: dict[str, Document], questions: dict[str, str], judged: dict[str, dict[str, float]]
) -> Collection:
    asked = {name: text for name, text in questions.items() if name in judged}
    return Collection(documents, asked, {name: judged[name] for name in asked})
