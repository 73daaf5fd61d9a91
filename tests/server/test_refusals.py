"""Everything that must be refused is: whole tables of it, on the whole server."""

from collections.abc import Iterator

import pytest

from tests.server.refused.kinds import KINDS
from tests.server.refused.world import Kind, World, made_world, tallied

pytestmark = pytest.mark.program


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Compose the server once: nothing that is refused changes it."""
    with made_world(tmp_path_factory.mktemp("refused")) as made:
        yield made


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_all_of_it_is_refused(kind: Kind, world: World) -> None:
    """None of what is tried is let through, and enough is tried."""
    count, through = await tallied(kind, world)

    assert through == []
    assert count >= kind.least
