"""One step of the clock, for cron or a timer: `python timestep.py` is `rubato timestep run`."""

import sys

from server.cli import main

if __name__ == "__main__":
    sys.exit(main(["timestep", "run", *sys.argv[1:]]))
