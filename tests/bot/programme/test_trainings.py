"""What a coordinator writes into a table of trainings, and what is said of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.programme import trainings as planning
from bot.programme.instants import instant, instants
from bot.programme.trainings import TrainingFaults
from flows.world import World
from tests.bot.programme.town import HEADER, NOW, Town, row

COMMAS = f"{HEADER}\n{row()}\n"


@pytest.mark.parametrize(
    ("local", "zone", "utc"),
    [
        pytest.param("2026-11-28T10:00", "Europe/Paris", "2026-11-28T09:00", id="winter"),
        pytest.param("2026-03-29T02:30", "Europe/Paris", "2026-03-29T01:30", id="does not exist"),
        pytest.param("2026-03-29T03:30", "Europe/Paris", "2026-03-29T01:30", id="after the gap"),
        pytest.param("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30", id="the first of two"),
        pytest.param("2026-10-25T03:00", "Europe/Paris", "2026-10-25T02:00", id="after the second"),
        pytest.param("2026-08-28T10:00", "Africa/Casablanca", "2026-08-28T09:00", id="UTC+1 once"),
        pytest.param("2026-11-28T10:00", "Africa/Casablanca", "2026-11-28T10:00", id="UTC+0 now"),
        pytest.param("2027-07-01T10:00", "Africa/Casablanca", "2027-07-01T10:00", id="and after"),
        pytest.param("2026-11-28T10:00", "Asia/Tehran", "2026-11-28T06:30", id="half an hour"),
    ],
)
def test_a_wall_time_is_a_moment(local: str, zone: str, utc: str) -> None:
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert instant(datetime.fromisoformat(local), zone) == expected


def test_a_reminder_is_due_the_evening_before_by_the_clock_of_the_place() -> None:
    assert instants("2026-03-29T10:00:00", "Europe/Paris") == (
        datetime(2026, 3, 29, 8, tzinfo=UTC),
        datetime(2026, 3, 28, 17, tzinfo=UTC),
    )


def read(folder: Path, world: World, content: str | bytes) -> planning.Planned:
    file = folder / "t.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return planning.read(file, world.programmes, NOW)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(COMMAS, id="commas"),
        pytest.param(COMMAS.replace(",", ";"), id="semicolons"),
        pytest.param(COMMAS.replace(",", "\t"), id="tabs"),
        pytest.param(b"\xef\xbb\xbf" + COMMAS.encode(), id="a byte order mark"),
        pytest.param(COMMAS.replace(",", "\t").encode("utf-16"), id="Excel's Unicode text"),
        pytest.param("sep=;\n" + COMMAS.replace(",", ";"), id="Excel's own hint"),
        pytest.param(COMMAS.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(COMMAS.replace("\n", "\n,,,,\n") + ",,,\n\n", id="blank rows"),
        pytest.param(COMMAS.replace("title::fr", " Title :: FR "), id="a header with spaces"),
        pytest.param(COMMAS.replace("2026-11-28", "٢٠٢٦-١١-٢٨"), id="Arabic digits"),
        pytest.param(COMMAS.replace("Africa/Casablanca", ""), id="the programme's own zone"),
    ],
)
def test_a_file_is_read_however_it_was_saved(tmp_path: Path, world: World, content: str) -> None:
    (training,) = read(tmp_path, world, content).trainings
    assert training.own == "w1"
    assert training.title == {"ary": "الخياطة", "ar": "الخياطة", "fr": "Couture", "fa": "خیاطی"}
    assert (training.local_start, training.zone) == ("2026-11-28T10:00:00", "Africa/Casablanca")
    assert (training.place, training.minutes, training.cohort) == ("Safi", 90, "")
    assert training.starts == datetime(2026, 11, 28, 10, tzinfo=UTC)
    assert training.remind == datetime(2026, 11, 27, 18, tzinfo=UTC)


def test_a_workbook_is_read_too(tmp_path: Path, world: World) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    sheet = book.add_worksheet("Formations")
    sheet.write_row(0, 0, HEADER.split(","))
    sheet.write_row(1, 0, row().split(",")[:7])
    day, hour = (book.add_format({"num_format": each}) for each in ("yyyy-mm-dd", "hh:mm"))
    sheet.write_datetime(1, 7, datetime(2026, 11, 28), day)  # noqa: DTZ001 (a cell has no zone)
    sheet.write_datetime(1, 8, datetime(1899, 12, 31, 10), hour)  # noqa: DTZ001
    sheet.write_row(1, 9, ["Africa/Casablanca", "Safi", 90])
    book.close()
    (training,) = planning.read(tmp_path / "t.xlsx", world.programmes, NOW).trainings
    assert (training.local_start, training.minutes) == ("2026-11-28T10:00:00", 90)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("2026-11-28", "2026-13-40", "row 2, column date: there is no day", id="date"),
        pytest.param("2026-11-28", "28/11/2026", "row 2, column date: 28/11/2026 is", id="order"),
        pytest.param("2026-11-28", "1405-09-07", "not in the Gregorian calendar", id="Jalali"),
        pytest.param("2026-11-28", "", "row 2, column date: it is empty", id="no date"),
        pytest.param("10:00", "25:00", "row 2, column time: 25:00 is not a time", id="hour"),
        pytest.param("10:00", "10h", "row 2, column time: 10h is not a time", id="time"),
        pytest.param("Casablanca", "Casa", "did you mean Africa/Casablanca?", id="zone"),
        pytest.param("Africa/Casablanca", "../etc/passwd", "column zone", id="a path as a zone"),
        pytest.param(",90", ",long", "row 2, column minutes: long is not", id="minutes"),
        pytest.param(",90", ",1.5", "row 2, column minutes: 1.5 is not", id="half a minute"),
        pytest.param(",90", ",99999999", "row 2, column minutes", id="too many minutes"),
        pytest.param("almontija", "montija", "choose one of almontija, elites", id="programme"),
        pytest.param("Safi", "", "row 2, column place: it is empty", id="no place"),
        pytest.param("w1", "", "row 2, column id: it is empty", id="no id"),
        pytest.param("w1", "w" * 81, "row 2, column id: it is too long", id="a long id"),
        pytest.param("Couture", "C" * 201, "row 2, column title::fr: it is too", id="title"),
        pytest.param("Safi,", "Safi,Centre,", "a cell stands under no column", id="no quotes"),
        pytest.param(row(), row() + "\n" + row(), "row 3, column id: w1 is in row 2", id="twice"),
        pytest.param("Couture,خیاطی", ",", "", id="two titles are enough"),
        pytest.param("minutes", "minuts", "did you mean minutes?", id="a misspelt column"),
        pytest.param("date,", "", "row 1, column date: the column is missing", id="no column"),
        pytest.param("title::fr", "title::xx", "the language is not known", id="language"),
        pytest.param("title::fr", "title::ar", "the column is there twice", id="column twice"),
        pytest.param(COMMAS, "", "it is empty; write a header", id="an empty file"),
        pytest.param(row(), "", "there is no training", id="only a header"),
        pytest.param(row(), row() + '\n"', "", id="a quote that is left open"),
    ],
)
def test_a_fault_is_one_clear_line(
    tmp_path: Path, world: World, old: str, new: str, told: str
) -> None:
    assert old in COMMAS
    content = COMMAS.replace(old, new)
    if not told:
        assert read(tmp_path, world, content).trainings
        return
    with pytest.raises(TrainingFaults) as caught:
        read(tmp_path, world, content)
    lines = str(caught.value).splitlines()
    assert any(told in line for line in lines), lines
    assert all(line.startswith("t.csv: ") for line in lines)


def test_all_faults_are_said_at_once_and_each_once(tmp_path: Path, world: World) -> None:
    header = HEADER.replace("place,", "").replace("title::fr", "titel::fr")
    rows = "w1,x,,,,,,2026-13-40,,Nowhere,a\nw1,elites,,a,,,,2026-11-28,7:5,Asia/Tehran,9"
    with pytest.raises(TrainingFaults) as caught:
        read(tmp_path, world, f"{header}\n{rows}\n")
    places = [line.split(": ")[1] for line in str(caught.value).splitlines()]
    assert places == [
        "row 1, column place",
        "row 1, column titel::fr",
        "row 2, column programme",
        "row 2, column date",
        "row 2, column time",
        "row 2, column zone",
        "row 2, column minutes",
        "row 2, column title::fr",
        "row 3, column time",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"\x80\x81\xff", "it is not in UTF-8", id="another encoding"),
        pytest.param(b"PK\x03\x04broken", "t.csv", id="a broken workbook"),
        pytest.param(b'id,"' + b"x" * 200_000, "it is no CSV file", id="an endless cell"),
        pytest.param(b"id\n" * 20_001, "it holds more than 20000 rows", id="too many rows"),
        pytest.param(b" " * 8_000_001, "larger than 8 MB", id="too large"),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, world: World, content: bytes, told: str
) -> None:
    with pytest.raises(TrainingFaults, match=told):
        read(tmp_path, world, content)


def test_a_file_that_is_not_there(tmp_path: Path, world: World) -> None:
    with pytest.raises(TrainingFaults, match=r"none\.csv: it cannot be read"):
        planning.read(tmp_path / "none.csv", world.programmes, NOW)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("2026-11-28", "2026-11-01", "is past; nobody is reminded", id="past"),
        pytest.param(
            "الخياطة,الخياطة,", ",,", "who reads ary gets the title in fr", id="falls back"
        ),
        pytest.param(
            "الخياطة,الخياطة,Couture", ",,", "who reads ary gets the title in fa", id="any title"
        ),
        pytest.param("minutes\n", "minutes,link\n", "column link: not used yet", id="link"),
    ],
)
def test_what_is_odd_is_remarked(
    tmp_path: Path, world: World, old: str, new: str, told: str
) -> None:
    planned = read(tmp_path, world, COMMAS.replace(old, new))
    assert len(planned.trainings) == 1
    assert any(told in str(note) for note in planned.notes)


@pytest.mark.anyio
async def test_nothing_is_stored_when_any_row_is_wrong(town: Town, tmp_path: Path) -> None:
    with pytest.raises(TrainingFaults):
        await town.plan(tmp_path, row(), row("elites", Tehran="Teheran"))
    assert [each.kind for each in await town.plan(tmp_path, row(), row("elites"))] == ["new"] * 2
    kinds = await town.plan(tmp_path, row(Couture="Broderie"), row("elites", **{"10:00": "11:00"}))
    assert [each.kind for each in kinds] == ["renamed", "moved"]
    kinds = await town.plan(tmp_path, row(Couture="Broderie"))
    assert [each.kind for each in kinds] == ["same"]
