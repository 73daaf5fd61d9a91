"""`rubato eval FOLDER --answers`: measures answers over a collection, one way or two."""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.opened import open_services, settings_of
from server.core.chat.models import Sampling
from server.core.chat.steps import way_of
from server.core.errors import InvalidError
from server.core.library.blocks import BETWEEN, Block, Found
from server.core.library.cutting import WORDS, Cutter
from server.core.settings import Settings

if TYPE_CHECKING:
    from server.api.context import LibraryServices
    from server.services.answer_evaluation import AnswerReport

REFERENCES = "answers.jsonl"
NAMES = ("model", "prompt", "length", "way", "check", "embedder", "words", "cutter")
SEED = 1
"""Models that take one say the same again."""
DEFAULTS = {"embedder": "none", "words": str(WORDS), "length": "short", "way": "auto"}


def measured(
    args: argparse.Namespace,
    collection: Any,
    config: Mapping[str, str],
    cutting: tuple[int | None, Cutter],
) -> "AnswerReport":
    """Load a collection into a library of its own, which goes again, and ask its questions."""
    with tempfile.TemporaryDirectory(prefix="rubato-eval-") as folder:
        words, cutter = cutting
        settings = replace(
            settings_of(args),
            data_dir=folder,
            database_url="",
            embedding_model="" if config["embedder"] == "none" else config["embedder"],
            passage_words=words or WORDS,
            cutter=cutter,
        )
        return asyncio.run(_asked(settings, collection, config, references(args.folder)))


def references(folder: Path) -> Mapping[str, str]:
    """Read the answers that are given, by their questions; none where there is no such file."""
    file, found = folder / REFERENCES, {}
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                told = json.loads(line)
                found[str(told["_id"])] = str(told["answer"])
            except (ValueError, KeyError, TypeError):
                why = f'{REFERENCES}, line {number}: no JSON object with "_id" and "answer"'
                raise InvalidError(why) from None
    return found


async def _asked(
    settings: Settings, collection: Any, config: Mapping[str, str], given: Mapping[str, str]
) -> "AnswerReport":
    from server.adapters.log import configure  # noqa: PLC0415
    from server.cli.library import library_of  # noqa: PLC0415
    from server.services.answer_evaluation import evaluated_answers  # noqa: PLC0415
    from server.services.wishes import Wish  # noqa: PLC0415

    opened = open_services(settings)
    library = library_of(settings, opened, configure("error", settings.log_format), os.urandom)
    wishes = [
        Wish(
            question,
            model=config.get("model", ""),
            prompt=config.get("prompt", ""),
            length=config["length"],
            way=way_of(config["way"]),
            check=_check(config),
            sampling=Sampling(temperature=0.0, seed=SEED),
        )
        for question in collection.questions.values()
    ]
    told = [given.get(name) for name in collection.questions]
    async with library.index, library.models:
        await asyncio.to_thread(_load, library, collection)
        owner = opened.users.owner()
        return await evaluated_answers(library.answering, owner, wishes, told, time.perf_counter)


def _check(config: Mapping[str, str]) -> bool:
    told = config.get("check", "no")
    if told not in ("yes", "no"):
        raise InvalidError(f"check is yes or no, not {told!r}")
    return told == "yes"


def _load(library: "LibraryServices", collection: Any) -> None:
    from server.services.documents import Given  # noqa: PLC0415

    for name, document in collection.documents.items():
        blocks = tuple(Block(part) for part in document.text.split(BETWEEN) if part.strip())
        found = Found(document.title, blocks)
        content = f"{document.title}{BETWEEN}{document.text}".encode()
        library.documents.load(
            Given(f"{name}.txt", content, f"eval:{name}", media_type="text/plain", written=found)
        )


def table(config: Mapping[str, str], report: "AnswerReport") -> str:
    """Tell a configuration and what it came to."""
    told = ", ".join(f"{name}={value}" for name, value in config.items())
    asked = f"{report.questions:,} questions, {report.by_model:,} by a model"
    lines = [f"{told}: {asked}, {report.milliseconds:.1f} ms an answer"]
    lines += [f"  {measure:<24}{report.mean(measure):>12.4f}" for measure in report.values]
    return "\n".join(lines)


def as_json(config: Mapping[str, str], report: "AnswerReport") -> dict[str, Any]:
    """Tell all of it, with each question's figures."""
    return {
        "configuration": dict(config),
        "questions": report.questions,
        "by_model": report.by_model,
        "milliseconds": report.milliseconds,
        "measures": {
            measure: {"mean": report.mean(measure), "values": list(values)}
            for measure, values in report.values.items()
        },
    }
