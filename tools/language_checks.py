"""`make language-checks TO=es`: looks at a translation, says what is left to mend, and writes docs/languages/es.md."""

import sys

from tools.languages.back import FOLDER
from tools.languages.report import as_markdown, not_looked_at, rows


def main(tag: str) -> int:
    """Writes the document of a language; 1 where something is left."""
    table = rows(tag)
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{tag}.md"
    path.write_text(as_markdown(tag, table), "utf-8")
    left = [one for row in table for one in row.left]
    print(*left, sep="\n")
    print(f"{path}: {len(left)} left to look at", *(f"not looked at: {one}" for one in not_looked_at(tag)), sep="\n")
    return min(len(left), 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
