#!/usr/bin/env python3
"""Starts the product, runs its commands and its tests; needs nothing but Python 3.11 or newer.

python3 run.py [--data DIR] [--port N] [--host H] [--no-browser] [--empty]
python3 run.py [--data DIR] COMMAND ...
python3 run.py test [pytest arguments]
"""

import sys

NEEDED = (3, 11)


def main(argv):
    if sys.version_info < NEEDED:
        print(f"这台电脑的 Python 版本是 {sys.version_info[0]}.{sys.version_info[1]}，太旧了。")
        print(f"人大办需要 Python {NEEDED[0]}.{NEEDED[1]} 或更新的版本，请安装后再运行：python3 run.py")
        return 1
    from renda.config import bootstrap

    return bootstrap.dispatch(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
