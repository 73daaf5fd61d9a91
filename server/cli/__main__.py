"""`python -m server.cli` is `rubato`."""

import sys

from server.cli import main

sys.exit(main())
