"""A screen reader reads one whole assessment: Orca with Firefox, on a desktop that nobody sees or hears.

python -m tools.screen_reader      writes into docs/screen_reader.md
"""

import sys

from tools.screen_reader.desktop import missing
from tools.screen_reader.listen import listen
from tools.screen_reader.transcript import TRANSCRIPT, write

if __name__ == "__main__":
    if names := missing():
        sys.exit(f"Not on this machine: {', '.join(names)}. Debian and Ubuntu have them as packages.")
    write(listen())
    print(f"written: {TRANSCRIPT}")
