"""All kinds of what must be refused."""

from tests.server.refused.addresses import ADDRESSES
from tests.server.refused.paths import PATHS
from tests.server.refused.reach import REACH
from tests.server.refused.uploads import UPLOADS

KINDS = (*REACH, *PATHS, *ADDRESSES, *UPLOADS)
