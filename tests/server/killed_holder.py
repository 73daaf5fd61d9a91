"""Holds the lease of what goes on behind, in a process of its own, until it is killed.

Its words: the database's URL and its own name.  It prints a line each time that it looked: whether
it is its own, by its own trust.
"""

import sys
import time

from server.adapters.database import open_engine
from server.adapters.database.leases import LeaseDatabase
from server.cli.opened import clock
from server.cli.shared import steady
from server.services.holding import Holding
from tests.server.fakes import FakeLog


def main() -> None:
    """Look until killed."""
    leases = LeaseDatabase(open_engine(sys.argv[1]))
    holding = Holding(leases, sys.argv[2], clock, steady, FakeLog())
    while True:
        holding.look()
        print("mine" if holding() else "another's", flush=True)
        time.sleep(0.2)


if __name__ == "__main__":
    main()
