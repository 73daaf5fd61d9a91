"""Dataclasses as what JSON is made of."""

from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from server.core.plain import plain


class Pair(NamedTuple):
    """A tuple with names."""

    one: object
    other: object


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field."""

    value: object


@dataclass
class Tree:
    """Several."""

    name: str
    leaves: tuple[Leaf, ...] = ()
    held: dict[str, object] = field(default_factory=dict)
    others: list[object] = field(default_factory=list)


atoms = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
values = st.recursive(
    atoms | st.builds(Leaf, atoms),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text(), inner)
        | st.builds(Leaf, inner)
        | st.builds(Pair, inner, inner)
    ),
    max_leaves=20,
)


@given(
    st.builds(
        Tree,
        st.text(),
        st.lists(st.builds(Leaf, values)).map(tuple),
        st.dictionaries(st.text(), values),
        st.lists(values),
    )
)
def test_as_the_library_does(tree: Tree) -> None:
    """It gives what `asdict` gives, types of sequences and tuples with names among it."""
    assert plain(tree) == asdict(tree)
    assert repr(plain(tree)) == repr(asdict(tree))


def test_what_is_given_is_nobody_elses() -> None:
    """Who changes it changes nothing of what it was made from."""
    tree = Tree("a", (Leaf([1]),), {"b": [2]}, [3])

    told = plain(tree)
    told["held"]["b"].append(4)
    told["others"].append(5)
    told["leaves"][0]["value"].append(6)

    assert tree == Tree("a", (Leaf([1]),), {"b": [2]}, [3])
