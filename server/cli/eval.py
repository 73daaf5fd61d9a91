"""`rubato eval FOLDER`: measures retrieval or answers over a judged collection, one way or two."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli import eval_answers
from server.cli.opened import add_flags
from server.core.errors import InvalidError, NotFoundError
from server.core.library.cutting import CUTTERS, FEWEST, MOST, Cutter
from server.core.retrieval_ports import Embedder

if TYPE_CHECKING:
    from server.services.retrieval_evaluation import Cut

EPILOG = """\
examples:
  rubato eval cranfield
  rubato eval cranfield --with embedder=models/all-MiniLM-L6-v2/onnx
  rubato eval cranfield --with embedder=ollama:nomic-embed-text --against embedder=none
  rubato eval manuals --with words=160 --against words=80,cutter=windows
  rubato eval german --with language=de --against moved=0,feedback=0 --json
  rubato eval manuals --answers --with model=llama3.2:3b --against way=plan

FOLDER holds cran.all.1400, cran.qry and cranqrel, or corpus.jsonl, queries.jsonl and qrels.tsv
(lines of {"_id", "title", "text"}, and question, document, grade with tabs between).
A configuration is name=value, more with commas:
  embedder   none (latent topics learnt from the documents), a folder with model.onnx and
             tokenizer.json, or ollama:MODEL
  language   codes of the stemmers, such as en or en+de
  feedback   the part of the terms that feedback adds, 0 to 1 (0.2)
  moved      how far a score moves towards its neighbours', 0 to 1 (0.35)
  diverse    how much a passage loses for being like one before it, 0 to 1 (0.1)
  near       what it counts that the question's words stand near each other, 0 to 1 (0.2)
  words      about how many words a passage has: 20 to 2000; all: a document is one passage (all)
  cutter     blocks, or windows of sentences that overlap by half
  doubles    whether what is said twice keeps its place: yes (each copy is judged), or no
With --answers each question is asked, as `rubato ask` does, and measured: the share of the claims
that the passages which they name carry, and, where the folder has answers.jsonl (lines of {"_id",
"answer"}; an empty one: nothing should be known), how well the words of answer and reference meet.
Then a configuration has embedder, words, cutter, and
  model, prompt, length, way   as `rubato ask` takes them (no model reached: sources are quoted)
  check      whether sentences are checked by the model, too: yes or no
Nothing is downloaded, no server is needed, and nothing of one's own documents is touched.
Exit code: 0 measured; 1 the folder or the embedder cannot be used; 2 usage."""

WAYS = ("feedback", "moved", "diverse", "near", "doubles")
DEFAULTS = {"embedder": "none", "language": "en", "words": "all", "doubles": "yes"}
NAMES = ("embedder", "language", "words", "cutter", *WAYS)
ROUNDS = 10_000
"""Times that chance is tried in the test of significance."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato eval`."""
    parser = subparsers.add_parser(
        "eval",
        help="measure how well passages are found, or answers given, over a judged collection",
        description="Measure retrieval: each leg alone, and both together; or answers.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("folder", metavar="FOLDER", type=Path, help="the judged collection")
    add("--with", dest="way", metavar="CONFIG", type=_config, default={}, help="how it is done")
    add("--against", metavar="CONFIG", type=_config, help="another way, compared with the first")
    add("--answers", action="store_true", help="ask the questions, and measure the answers")
    add("--json", action="store_true", help="print JSON, with each question's figures")
    add_flags(parser, "ollama_url")
    parser.set_defaults(run=run)


def _config(text: str) -> dict[str, str]:
    """Read name=value, more with commas."""
    config: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        name, equals, value = part.partition("=")
        if not equals or name.strip() not in (names := dict.fromkeys(NAMES + eval_answers.NAMES)):
            raise argparse.ArgumentTypeError(f"{part!r}: write name=value; {', '.join(names)}")
        config[name.strip()] = value.strip()
    return config


def run(args: argparse.Namespace) -> int:
    """Measure, and print."""
    collection = _read(args.folder)
    config = {**(eval_answers.DEFAULTS if args.answers else DEFAULTS), **args.way}
    configs = [config] if args.against is None else [config, {**config, **args.against}]
    _fitting(configs, eval_answers.NAMES if args.answers else NAMES)
    if args.answers:
        told = [eval_answers.measured(args, collection, each, _cutting(each)) for each in configs]
        return _print(args, configs, told, eval_answers.table, eval_answers.as_json)
    reports = [_measure(collection, each) for each in configs]
    return _print(args, configs, reports, _table, _json)


def _fitting(configs: Sequence[Mapping[str, str]], names: Sequence[str]) -> None:
    others = sorted({name for config in configs for name in config} - set(names))
    if others:
        raise InvalidError(f"{', '.join(others)}: here a configuration has {', '.join(names)}")


def _print(
    args: argparse.Namespace,
    configs: Sequence[Mapping[str, str]],
    reports: Sequence[Any],
    table: Callable[[Mapping[str, str], Any], str],
    as_json: Callable[[Mapping[str, str], Any], dict[str, Any]],
) -> int:
    compared = _compared(*reports) if len(reports) > 1 else {}
    if args.json:
        told = [as_json(each, report) for each, report in zip(configs, reports, strict=True)]
        print(json.dumps({"configurations": told, "significance": compared}, indent=2))
        return 0
    for number, (each, report) in enumerate(zip(configs, reports, strict=True)):
        print("\n" * bool(number) + table(each, report))
    for measure, (gained, likely) in compared.items():
        print(f"\n{measure:<11} {gained:+.4f}   p = {likely:.4f}", end="")
    print("\n" * bool(compared), end="")
    return 0


def _read(folder: Path) -> Any:
    """Read the collection, in whichever form its files are."""
    from server.core.retrieval import collection  # noqa: PLC0415

    if not folder.is_dir():
        raise NotFoundError(f"there is no folder {folder}")
    forms: Mapping[tuple[str, str, str], Callable[[str, str, str], Any]] = {
        collection.CRANFIELD: collection.cranfield,
        collection.PLAIN: collection.plain,
    }
    for names, read in forms.items():
        files = [folder / name for name in names]
        if all(file.is_file() for file in files):
            texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
            return read(texts[0], texts[1], texts[2])
    either = " or ".join(", ".join(names) for names in forms)
    raise NotFoundError(f"{folder} is no judged collection: it needs {either}")


def _measure(collection: Any, config: Mapping[str, str]) -> Any:
    from server.adapters.snowball_stemmer import SnowballStemmer  # noqa: PLC0415
    from server.core.retrieval.exact_vectors import ExactVectors  # noqa: PLC0415
    from server.services.retrieval import Retrieval  # noqa: PLC0415
    from server.services.retrieval_evaluation import evaluated  # noqa: PLC0415

    stem = SnowballStemmer(config["language"].split("+"))
    embedder = _embedder(config["embedder"])
    retrieval = Retrieval(stem, embedder, lambda _name, _size: ExactVectors(), _ways(config))
    try:
        report = evaluated(retrieval, collection, time.perf_counter, _cut(config))
    finally:
        retrieval.close()
    if problem := retrieval.standing().problem:
        print(f"rubato: {problem}", file=sys.stderr)
    return report


def _cut(config: Mapping[str, str]) -> "Cut":
    """Give what cuts a document as it is set; raises `InvalidError`."""
    from server.services.retrieval_evaluation import cut_by, whole  # noqa: PLC0415

    words, cutter = _cutting(config)
    return cut_by(words, cutter) if words else whole


def _cutting(config: Mapping[str, str]) -> tuple[int | None, Cutter]:
    """Read how documents are cut, of how many words, None: not; raises `InvalidError`."""
    words, named = config["words"], config.get("cutter", CUTTERS[0])
    cutter = next((one for one in CUTTERS if one == named), None)
    if cutter is None:
        raise InvalidError(f"cutter is {' or '.join(CUTTERS)}, not {named!r}")
    if words == "all":
        return None, cutter
    if not words.isdigit() or not FEWEST <= int(words) <= MOST:
        raise InvalidError(f"words is all, or a whole number from {FEWEST} to {MOST}")
    return int(words), cutter


def _embedder(name: str) -> Embedder | None:
    if name in ("", "none"):
        return None
    if name.startswith("ollama:"):
        from server.adapters.ollama_embedder import OllamaEmbedder  # noqa: PLC0415

        return OllamaEmbedder(name.removeprefix("ollama:"))
    from server.adapters.minilm_embedder import MiniLmEmbedder  # noqa: PLC0415

    return MiniLmEmbedder(Path(name).expanduser())


def _ways(config: Mapping[str, str]) -> Any:
    from server.core.retrieval.ranking import Ways  # noqa: PLC0415

    kinds = {field.name: field.type for field in fields(Ways)}
    chosen: dict[str, Any] = {
        name: _value(name, config[name], kinds[name]) for name in WAYS if name in config
    }
    return Ways(**chosen)


def _value(name: str, text: str, kind: Any) -> float | bool:
    if kind is bool:
        if text not in ("yes", "no"):
            raise InvalidError(f"{name} is yes or no, not {text!r}")
        return text == "yes"
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InvalidError(f"{name} is a number from 0 to 1, not {text!r}")
    return value


def _compared(first: Any, second: Any) -> dict[str, tuple[float, float]]:
    """Give what the second gains in each measure, and how likely that is by chance."""
    import numpy as np  # noqa: PLC0415

    from server.core.retrieval.measures import significance  # noqa: PLC0415

    chance = np.random.default_rng(1)
    signs = chance.choice(np.array([-1, 1], np.int8), (ROUNDS, first.questions))
    return {
        measure: (
            second.mean(measure) - first.mean(measure),
            significance(values, second.values[measure], signs),
        )
        for measure, values in first.values.items()
    }


def _table(config: Mapping[str, str], report: Any) -> str:
    told = ", ".join(f"{name}={value}" for name, value in config.items())
    counts = f"{report.documents:,} documents, {report.passages:,} passages"
    asked = f"{report.questions:,} questions, {report.milliseconds:.1f} ms a question"
    heads = "".join(f"{measure:>12}" for measure in report.fused.values)
    lines = [f"{told}: {counts}, {asked}", f"  {'':<24}{heads}"]
    for leg in report.legs:
        weight = f" × {report.weight:.2f}" if leg.leg == report.second else ""
        means = "".join(f"{leg.mean(measure):>12.4f}" for measure in leg.values)
        lines.append(f"  {leg.leg + weight:<24}{means}")
    return "\n".join(lines)


def _json(config: Mapping[str, str], report: Any) -> dict[str, Any]:
    return {
        "configuration": dict(config),
        "documents": report.documents,
        "passages": report.passages,
        "questions": report.questions,
        "milliseconds": report.milliseconds,
        "second": report.second,
        "weight": report.weight,
        "legs": {
            leg.leg: {
                measure: {"mean": leg.mean(measure), "values": list(values)}
                for measure, values in leg.values.items()
            }
            for leg in report.legs
        },
    }
