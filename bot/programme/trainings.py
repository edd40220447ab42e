"""Trainings as a coordinator plans them: a table with a row each, read whole or refused whole."""

from __future__ import annotations

import csv
import difflib
import io
import re
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from bot.programme.instants import instants
from flows import sources
from flows.compile import FormFaults
from flows.errors import RafiqError
from flows.understanding import ascii_digits
from flows.world import Programme
from locales.text import CHAIN, LANGUAGES
from storage import trainings
from storage.engine import Store
from storage.trainings import Change, Training

COLUMNS = ("id", "programme", "cohort", "date", "time", "zone", "place", "minutes")
IGNORED = ("link",)
SPOKEN = (*LANGUAGES, "en")
MAX_BYTES = 8_000_000
MAX_ROWS = 20_000
MAX_MINUTES = 7 * 24 * 60
WIDTHS = {"id": 80, "cohort": 60, "place": 300, "title": 200}
"""Characters that the columns of the store or a short message take."""


class TrainingFaults(RafiqError):
    """Everything that is wrong with a file of trainings; a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a coordinator is told of a cell."""

    row: int
    """As a spreadsheet shows it: the header is row 1."""
    column: str
    text: str

    def __str__(self) -> str:
        """Return where and what."""
        column = f", column {self.column}" if self.column else ""
        return f"row {self.row}{column}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The trainings of a file, without keys, and what is odd but allowed."""

    trainings: Sequence[Training]
    notes: Sequence[Remark]


def read(path: Path, programmes: Mapping[str, Programme], now: datetime) -> Planned:
    """Return the trainings of a CSV file or a workbook with one sheet.

    Args:
        path: Separated by commas, semicolons or tabs; or xlsx.
        programmes: Those that are known.
        now: What is past by it is remarked on.

    Raises:
        TrainingFaults: All that is wrong, each with row, column and what to do.
    """
    header, rows = _table(path)
    reader = _Reader(programmes, now)
    reader.header(header)
    for number, cells in rows:
        reader.row(number, cells)
    if not reader.found and not reader.faults:
        reader.fault(2, "", "there is no training; write one a row")
    if reader.faults:
        raise TrainingFaults("\n".join(f"{path.name}: {each}" for each in reader.faults))
    return Planned(trainings=reader.found, notes=reader.notes)


async def put(store: Store, rows: Sequence[Training], now: datetime) -> list[Change]:
    """Store trainings in one transaction; say what became of each, in their order."""
    keys = await store.keys(len(rows))
    keyed = [replace(row, id=next(keys)) for row in rows]
    return await store.write(lambda tx: trainings.put(tx, keyed, now))


# ---------------------------------------------------------------- cells


class _Reader:
    """Collects trainings, faults and notes; lives as long as one file."""

    def __init__(self, programmes: Mapping[str, Programme], now: datetime) -> None:
        self._programmes = programmes
        self._now = now
        self._zones = zoneinfo.available_timezones()
        self._first: dict[tuple[str, str], int] = {}
        self._missing: set[str] = set()
        self.found: list[Training] = []
        self.faults: list[Remark] = []
        self.notes: list[Remark] = []

    def fault(self, row: int, column: str, text: str) -> None:
        if row > 1 and column in self._missing:
            return  # said once, of the header
        self.faults.append(Remark(row=row, column=column, text=text))

    def note(self, row: int, column: str, text: str) -> None:
        self.notes.append(Remark(row=row, column=column, text=text))

    # ------------------------------------------------------------ header

    def header(self, header: Sequence[str]) -> None:
        """Look for columns that are missing, unknown or there twice."""
        for column in COLUMNS:
            if column not in header:
                self._missing.add(column)
                self.fault(1, column, "the column is missing; add it to the header")
        titles = [each for each in header if each.startswith("title::")]
        if not titles:
            self._missing.add("title::fr")
            self.fault(
                1, "title::fr", "there is no title; add a column for a language, as title::ary"
            )
        for column in dict.fromkeys(header):
            self._column(column, header.count(column))

    def _column(self, column: str, times: int) -> None:
        if times > 1:
            self.fault(1, column, "the column is there twice; take one away")
        language = column.removeprefix("title::")
        if column in IGNORED:
            self.note(1, column, "not used yet; the column is left aside")
        elif language != column:
            if language not in SPOKEN:
                spoken = ", ".join(SPOKEN)
                self.fault(1, column, f"the language is not known; choose one of {spoken}")
        elif column and column not in COLUMNS:
            titles = [f"title::{each}" for each in SPOKEN]
            near = difflib.get_close_matches(column, [*COLUMNS, *titles], n=1)
            hint = f"did you mean {near[0]}?" if near else "take it away"
            self.fault(1, column, f"the column is not known; {hint}")

    # ------------------------------------------------------------ a row

    def row(self, number: int, cells: Mapping[str, str]) -> None:
        """Take a training, or all that is wrong with it."""
        before = len(self.faults)
        if cells.get(""):
            text = "a cell stands under no column; put text that holds a separator in quotes"
            self.fault(number, "", text)
        own = self._text(number, cells, "id", needed="give each training an id of its own")
        programme = self._programme(number, cells)
        cohort = self._text(number, cells, "cohort")
        place = self._text(
            number, cells, "place", needed="write where people are to go; it stands in the reminder"
        )
        day = self._date(number, cells)
        at = self._time(number, cells)
        zone = self._zone(number, cells, programme)
        minutes = self._minutes(number, cells)
        title = self._title(number, cells, programme)
        if programme is not None and own:
            first = self._first.setdefault((programme.id, own), number)
            if first != number:
                self.fault(number, "id", f"{own} is in row {first} already; give it another id")
        if len(self.faults) > before or programme is None or day is None or at is None:
            return
        local_start = datetime.combine(day, at).isoformat()
        starts, remind = instants(local_start, zone)
        if starts <= self._now:
            self.note(number, "date", f"{day} {at:%H:%M} is past; nobody is reminded")
        self.found.append(
            Training(
                id=0,
                own=own,
                programme=programme.id,
                cohort=cohort,
                title=title,
                local_start=local_start,
                zone=zone,
                place=place,
                minutes=minutes,
                starts=starts,
                remind=remind,
            )
        )

    def _text(self, number: int, cells: Mapping[str, str], column: str, *, needed: str = "") -> str:
        text = cells.get(column, "")
        width = WIDTHS[column.partition("::")[0]]
        if not text and needed:
            self.fault(number, column, f"it is empty; {needed}")
        elif len(text) > width:
            self.fault(number, column, f"it is too long; write at most {width} characters")
        return text

    def _programme(self, number: int, cells: Mapping[str, str]) -> Programme | None:
        own = cells.get("programme", "")
        found = self._programmes.get(own)
        if found is None:
            known = ", ".join(sorted(self._programmes))
            what = f"the programme {own} is not known" if own else "it is empty"
            self.fault(number, "programme", f"{what}; choose one of {known}")
        return found

    def _date(self, number: int, cells: Mapping[str, str]) -> date | None:
        text = cells.get("date", "")
        written = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?", ascii_digits(text))
        how = "write it as 2026-11-28"
        if written is None:
            what = f"{text} is not a date" if text else "it is empty"
            self.fault(number, "date", f"{what}; {how}")
            return None
        year, month, day = (int(each) for each in written.groups())
        if not 2000 <= year <= 2199:
            self.fault(number, "date", f"{text} is not in the Gregorian calendar; {how}")
            return None
        try:
            return date(year, month, day)
        except ValueError:
            self.fault(number, "date", f"there is no day {text}; {how}")
            return None

    def _time(self, number: int, cells: Mapping[str, str]) -> time | None:
        text = cells.get("time", "")
        written = re.fullmatch(r"(\d{1,2}):(\d{2})(?::00)?", ascii_digits(text))
        if written is not None and int(written[1]) < 24 and int(written[2]) < 60:
            return time(int(written[1]), int(written[2]))
        what = f"{text} is not a time of the day" if text else "it is empty"
        self.fault(number, "time", f"{what}; write it as 10:00 or 18:30")
        return None

    def _zone(self, number: int, cells: Mapping[str, str], programme: Programme | None) -> str:
        zone = cells.get("zone", "")
        if not zone and programme is not None:
            return programme.zone
        if zone and zone not in self._zones:
            near = difflib.get_close_matches(zone, self._zones, n=1)
            hint = f"did you mean {near[0]}?" if near else "write it as Africa/Casablanca"
            self.fault(number, "zone", f"the time zone {zone} is not known; {hint}")
        return zone

    def _minutes(self, number: int, cells: Mapping[str, str]) -> int:
        text = cells.get("minutes", "")
        if not text:
            return 0
        digits = ascii_digits(text)
        if re.fullmatch(r"\d{1,6}", digits) and int(digits) <= MAX_MINUTES:
            return int(digits)
        self.fault(number, "minutes", f"{text} is not a number of minutes; write it as 90")
        return 0

    def _title(
        self, number: int, cells: Mapping[str, str], programme: Programme | None
    ) -> dict[str, str]:
        title = {}
        for column in cells:
            if column.startswith("title::") and cells[column]:
                title[column.removeprefix("title::")] = self._text(number, cells, column)
        if not title:
            self.fault(number, "title::fr", "there is no title in any language; write one")
        elif programme is not None:
            for language in programme.languages:
                if language not in title:
                    read = next((each for each in CHAIN[language] if each in title), None)
                    used = read or next(iter(title))
                    text = f"it is empty; who reads {language} gets the title in {used}"
                    self.note(number, f"title::{language}", text)
        return title


# ---------------------------------------------------------------- files


def _table(path: Path) -> tuple[list[str], Iterator[tuple[int, Mapping[str, str]]]]:
    """Return the columns, and each row that holds something with its number."""

    def refuse(text: str) -> TrainingFaults:
        return TrainingFaults(f"{path.name}: {text}")

    try:
        if path.stat().st_size > MAX_BYTES:
            raise refuse(f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it")
        content = path.read_bytes()
    except OSError as error:
        raise refuse(f"it cannot be read ({error.strerror}); check the name") from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        try:
            book = sources.read_workbook(path)
        except FormFaults as error:
            raise TrainingFaults("\n".join(map(str, error.faults))) from None
        sheet = book.sheets.get("survey")
        if sheet is None:
            raise refuse("it holds several sheets; keep the one of the trainings")
        header = [_name(each) for each in sheet.header]
        return header, (
            (row.number, {_name(name): _clean(cell) for name, cell in row.cells.items()})
            for row in sheet.rows
        )
    try:
        text = content.decode(
            "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        )
    except UnicodeDecodeError:
        raise refuse("it is not in UTF-8; save it as “CSV UTF-8”") from None
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        raise refuse("it is no CSV file; save it as “CSV UTF-8”") from None
    if text.startswith("sep="):
        records = records[1:]
    if len(records) > MAX_ROWS:
        raise refuse(f"it holds more than {MAX_ROWS} rows; split it")
    if not records:
        raise refuse("it is empty; write a header and a training a row")
    header = [_name(each) for each in records[0]]
    while header and not header[-1]:
        header.pop()
    return header, _rows(header, records[1:])


def _rows(
    header: Sequence[str], records: Sequence[Sequence[str]]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, record in enumerate(records, 2):
        cells = dict(zip(header, map(_clean, record), strict=False))
        if beyond := "".join(map(_clean, record[len(header) :])):
            cells[""] = beyond
        if any(cells.values()):
            yield number, cells


def _separator(text: str) -> str:
    """Return what separates the cells, as the header shows; Excel may say so itself."""
    lines = text.splitlines() or [""]
    if re.fullmatch(r"sep=[,;\t]", lines[0]):
        return lines[0][-1]
    return max(",;\t", key=lines[0].count)


def _name(column: str) -> str:
    """Return a column's name as it is compared: `Title :: FR` is `title::fr`."""
    return re.sub(r"\s*::\s*", "::", _clean(column)).lower()


def _clean(cell: str) -> str:
    """Return one line without controls; NUL is more than PostgreSQL takes."""
    return " ".join("".join(each if each.isprintable() else _blank(each) for each in cell).split())


def _blank(character: str) -> str:
    """Return what stands for a character that is not printed: joiners and marks stay."""
    if character in "\u200c\u200d\u200e\u200f":
        return character
    return " " if character.isspace() else ""
