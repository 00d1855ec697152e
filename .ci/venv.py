"""Make the virtual environment, or say plainly what this machine lacks for one."""

import subprocess
import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "plangen needs Python 3.11 or newer, and this is "
        + ".".join(str(number) for number in sys.version_info[:2])
        + ". Name a newer one: make PYTHON=python3.12"
    )
if subprocess.call([sys.executable, "-m", "venv", sys.argv[1]]):
    sys.exit(
        "The virtual environment could not be made. "
        "On Debian and Ubuntu the part of Python for it comes apart: sudo apt install python3-venv"
    )
