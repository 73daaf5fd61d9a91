"""All kinds of what must be refused."""

from tests.server.refused.reach import REACH

KINDS = (*REACH,)
