"""Reads a JavaScript file's imports and names by its tokens; types in comments are free."""

import posixpath
import re
from collections.abc import Iterator

from tests.fences.source import Source, Use

# What may hold text that is no code, in the order in which a tokenizer meets them. A slash begins
# a regular expression where no value stands before it.
TOKENS = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | (?P<template>`(?:\\.|[^`\\])*`)
      | (?P<before>(?:^|[=(,:;!&|?{}\[\n]|\breturn|=>)\s*)
        (?P<regex>/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*)""",
    re.DOTALL | re.VERBOSE,
)
# A statement begins a line; a call may stand anywhere.
IMPORT = re.compile(
    r"""(?:(?<![\w$.])import\s*\(\s*
        | (?:^|;)[ \t]*(?:(?:import|export)\b[^;'"()=]*?\bfrom|import)\s*)
        (?P<quote>["'`])(?P<name>[^"'`\n]+)(?P=quote)""",
    re.VERBOSE | re.MULTILINE,
)
CHAIN = re.compile(r"(?<![\w$.#])[A-Za-z_$][\w$]*(?:\s*\??\.\s*[A-Za-z_$][\w$]*)*(?!\s*:)(?![\w$])")
WORD = re.compile(r"[A-Za-z_$][\w$]*")
NO_ARGUMENT_DATE = re.compile(r"(?<![\w$.])Date\s*\(\s*\)|\bnew\s+Date\b(?!\s*\()")


def read_javascript(path: str, text: str) -> Source:
    """Read a file; its path from the root resolves its relative imports."""
    quoted = _without(text, "comment", "regex")
    code = _without(text, "comment", "regex", "string", "template")
    imports = [Use(line, _resolve(path, name)) for line, name in _found(IMPORT, quoted)]
    dates = [Use(line, "Date()") for line, _ in _found(NO_ARGUMENT_DATE, code)]
    return Source(
        imports=[Use(line, name[2:]) for line, name in imports if not _is_package(name)],
        packages=[use for use in imports if _is_package(use.name)],
        names=[Use(line, re.sub(r"[?\s]", "", name)) for line, name in _found(CHAIN, code)] + dates,
        words=lambda: [Use(line, name) for line, name in _found(WORD, quoted)],
    )


def _without(text: str, *kinds: str) -> str:
    """Blank out tokens of these kinds; lines stay where they are, and so does `${code}`."""

    def blank(match: re.Match[str]) -> str:
        token = match[0]
        if match["regex"] and "regex" in kinds:
            return match["before"] + "/ /" + "\n" * match["regex"].count("\n")
        if match["template"] and "template" in kinds:
            return "\n" * token.count("\n") + " ".join(re.findall(r"\$\{([^}]*)\}", token))
        return "\n" * token.count("\n") + " " if any(match[kind] for kind in kinds) else token

    return TOKENS.sub(blank, text)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.groupdict().get("name") or match[0]


def _resolve(path: str, name: str) -> str:
    """Turn ./x.js into extension/core/x and leave what names a package as it is."""
    if name.startswith("/"):
        return "./" + posixpath.splitext(name[1:])[0]
    if name.startswith("."):
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        return "./" + posixpath.splitext(name)[0]
    return name


def _is_package(name: str) -> bool:
    return not name.startswith("./")
