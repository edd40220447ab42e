"""What an export costs beside the plainest writer of its format (goal 7 of performance.md).

100,000 interviews of 30 columns, made up page by page so that nothing is held: our writers with
their layout; the ``csv`` module that only guards against formulas; xlsxlite, or where it is not
installed the plainest writer of inline strings into a ZIP, which does what xlsxlite does.
Each runs in a process of its own, so that the growth of memory is its own.
"""

from __future__ import annotations

import csv
import importlib.util
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from bot.clock import check_zones
from bot.programme.columns import Options
from bot.programme.exports import PAGE
from bot.programme.layout import Layout
from bot.programme.tables import disarm, writer
from storage.interviews import Finished
from tests.bot.exporting import done, form

ROWS = 100_000
ASKED = 19
"""With the eleven columns of the interview itself: 30."""


def measure() -> None:
    """Print the figures and the goal."""
    print(f"\n{f'export of {ROWS:,} x 30':<34}{'seconds':>10}{'MB more':>10}{'ratio':>8}   goal")
    plain = _run("plain")
    _line("csv module, guarded", plain, None, "")
    _line("Rafiq, CSV", _run("csv"), plain, "<= 2x, <= 20 MB")
    known = importlib.util.find_spec("xlsxlite") is not None
    floor = _run("lite" if known else "zipped")
    _line("xlsxlite" if known else "zipfile, inline strings", floor, None, "")
    _line("Rafiq, XLSX", _run("xlsx"), floor, "<= 2x, <= 20 MB")


def _line(
    name: str, figure: tuple[float, float], floor: tuple[float, float] | None, goal: str
) -> None:
    ratio = ""
    if floor:
        ratio = f"{figure[0] / floor[0]:.2f}x"
        met = figure[0] <= 2 * floor[0] and figure[1] <= 20
        goal += "  met" if met else "  NOT met"
    print(f"{name:<34}{figure[0]:>10.1f}{figure[1]:>10.0f}{ratio:>8}   {goal}")


def _run(name: str) -> tuple[float, float]:
    """Return seconds of processor time and the growth of memory in MB of a process of its own."""
    done_ = subprocess.run(
        [sys.executable, "-m", "tests.bench.exports", name],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, grown = done_.stdout.split()
    return float(seconds), float(grown)


def _layout() -> Layout:
    rows = "".join(f",{'integer' if n % 4 == 3 else 'text'},q{n},Q{n}\n" for n in range(ASKED))
    return Layout(
        [form(f"survey\n,type,name,label\n{rows}")], zone="Africa/Casablanca", options=Options()
    )


def _pages(version: str) -> Iterator[list[Finished]]:
    answers = {f"q{n}": n * 7 if n % 4 == 3 else f"كلمات {n} & words" for n in range(ASKED)}
    for first in range(0, ROWS, PAGE):
        yield [done(version, first + each, answers=answers) for each in range(PAGE)]


def _ours(format_: str) -> Callable[[Path], None]:
    layout = _layout()

    def write(path: Path) -> None:
        file = writer(format_, path, layout)
        for page in _pages(layout.form.version):
            file.write(page)
        file.close()

    return write


def _plain(path: Path) -> None:
    layout = _layout()
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        for page in _pages(layout.form.version):
            for each in page:
                row = layout.row(each)
                table.writerow([disarm(it) if isinstance(it, str) else it for it in row])


def _lite(path: Path) -> None:
    from xlsxlite.writer import XLSXBook  # type: ignore[import-not-found]

    layout = _layout()
    book = XLSXBook()
    sheet = book.add_sheet("data")
    for page in _pages(layout.form.version):
        for each in page:
            sheet.append_row(*("" if it is None else it for it in layout.row(each)))
    book.finalize(to_file=str(path))


def _zipped(path: Path) -> None:
    """Write a workbook's one sheet as a stream of rows, nothing remembered."""
    layout = _layout()
    with (
        ZipFile(path, "w", ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet,
    ):
        sheet.write(b"<worksheet><sheetData>")
        for page in _pages(layout.form.version):
            for each in page:
                cells = "".join(_cell(it) for it in layout.row(each))
                sheet.write(f"<row>{cells}</row>".encode())
        sheet.write(b"</sheetData></worksheet>")


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def main() -> None:
    """Print seconds of processor time, which neighbours disturb least, and megabytes."""
    check_zones()
    name = sys.argv[1]
    write = {"plain": _plain, "lite": _lite, "zipped": _zipped}.get(name) or _ours(name)
    with tempfile.TemporaryDirectory(prefix="rafiq-bench-") as folder:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.process_time()
        write(Path(folder) / "out")
        seconds = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{seconds:.3f} {grown:.1f}")


if __name__ == "__main__":
    main()
