"""Reads a Python file's imports and names from its syntax tree."""

import ast
import builtins
import sys
from collections.abc import Iterator

from tests.fences.source import Source, Use

OURS = ("server", "scripts", "benchmarks", "tests", "timestep")


def read_python(path: str, text: str) -> Source:
    """Read a file; its path from the root resolves what it imports from its own package."""
    nodes = list(ast.walk(ast.parse(text)))
    importing = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    imported = [use for node in importing for use in _imported(node, path)]
    bound = {local: name for node in importing for local, name in _bound(node, path)}
    naming = [node for node in nodes if isinstance(node, ast.Attribute | ast.Name)]
    inner = {node.value for node in nodes if isinstance(node, ast.Attribute)}
    foreign = [use for use in imported if _top(use) not in OURS]
    return Source(
        imports=[
            Use(use.line, use.name.replace(".", "/")) for use in imported if _top(use) in OURS
        ],
        packages=[use for use in foreign if _top(use) not in sys.stdlib_module_names],
        names=foreign
        + [use for node in naming if node not in inner for use in _named(node, bound)],
        words=lambda: [use for node in nodes for use in _words(node)],
    )


def _top(use: Use) -> str:
    return use.name.partition(".")[0]


def _imported(node: ast.Import | ast.ImportFrom, path: str) -> Iterator[Use]:
    """Each module, or name of a module, that an import statement names, dotted."""
    for alias in node.names:
        yield Use(node.lineno, _full_name(node, alias, path))


def _bound(node: ast.Import | ast.ImportFrom, path: str) -> Iterator[tuple[str, str]]:
    """Each local name that an import binds, and what it stands for."""
    for alias in node.names:
        name = _full_name(node, alias, path)
        if isinstance(node, ast.Import) and not alias.asname:
            name = name.partition(".")[0]
        yield alias.asname or alias.name.partition(".")[0], name


def _full_name(node: ast.Import | ast.ImportFrom, alias: ast.alias, path: str) -> str:
    if isinstance(node, ast.Import):
        return alias.name
    package = path.split("/")[: -node.level] if node.level else []
    return ".".join([*package, *filter(None, [node.module]), alias.name])


def _named(node: ast.Attribute | ast.Name, bound: dict[str, str]) -> Iterator[Use]:
    """Give an imported name, or a builtin, in full: np.random.rand → numpy.random.rand."""
    parts: list[str] = []
    root: ast.expr = node
    while isinstance(root, ast.Attribute):
        parts.insert(0, root.attr)
        root = root.value
    if isinstance(root, ast.Name):
        if root.id in bound:
            yield Use(node.lineno, ".".join([bound[root.id], *parts]))
        elif not parts and hasattr(builtins, root.id) and isinstance(root.ctx, ast.Load):
            yield Use(node.lineno, f"builtins.{root.id}")


def _words(node: ast.AST) -> Iterator[Use]:
    fields = ("id", "attr", "arg", "name", "asname", "module", "value")
    for field in fields:
        word = getattr(node, field, None)
        if isinstance(word, str) and word.replace(".", "_").isidentifier():
            yield Use(getattr(node, "lineno", 1), word)
