"""``python -m renda.cli``."""

import sys

from renda.cli.main import main

sys.exit(main())
