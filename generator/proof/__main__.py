"""Print a Word document or a workbook as text: `python -m generator.proof FILE`, for git's textconv."""

import sys
from pathlib import Path

from generator.errors import PackageError
from generator.package import inspect
from generator.proof.sheets import cells_as_text
from generator.proof.text import as_text


def main(arguments: list[str]) -> int:
    """Write the text of the one file named to standard output, in UTF-8 whatever the terminal speaks."""
    if len(arguments) != 1:
        sys.stderr.write("Name one Word document or Excel workbook.\n")
        return 2
    path = Path(arguments[0])
    try:
        show = cells_as_text if inspect(path).kind.startswith("xls") else as_text
        text = show(path.read_bytes())
    except PackageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
