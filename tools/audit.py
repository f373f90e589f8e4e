"""Looks for known faults in what the lock pins: `make audit`. Where it could not look, it says so and ends with 2."""

import subprocess
import sys

from tests.support.project_files import ROOT

COMMAND = (
    "-m",
    "pip_audit",
    "--disable-pip",
    "--require-hashes",
    "--progress-spinner",
    "off",
    "-r",
    "requirements.txt",
)
FOUND = 1
COULD_NOT_LOOK = 2
SKIPPED = "could not be audited"
"""What pip-audit says of a package of which its data knows nothing; it ends well all the same."""


def outcome(code: int, said: str) -> tuple[int, str]:
    """How this ends, and in which words, after pip-audit ended with `code` and said this.

    pip-audit ends with 1 both where it found something and where its data cannot be reached: what it found is a
    list with the word "vulnerabilit".
    """
    if code and "known vulnerabilit" in said:
        return FOUND, said
    if SKIPPED in said:
        names = ", ".join(one.split()[0] for one in said.splitlines() if SKIPPED in one)
        return COULD_NOT_LOOK, f"Not audited: nothing is said here of {names}."
    if code == 0:
        return 0, "No fault is known in what the server is made of."
    last = said.strip().splitlines()[-1:] or ["no words"]
    return COULD_NOT_LOOK, f"Not audited: the data on known faults could not be reached from here ({last[0][:200]})."


if __name__ == "__main__":
    done = subprocess.run([sys.executable, *COMMAND], cwd=ROOT, capture_output=True, text=True, check=False)
    code, words = outcome(done.returncode, done.stdout + done.stderr)
    print(words)
    sys.exit(code)
