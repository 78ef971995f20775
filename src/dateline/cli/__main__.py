"""`python -m dateline.cli` is `dateline`."""

import sys

from dateline.cli import main

sys.exit(main())
