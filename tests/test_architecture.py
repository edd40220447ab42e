"""Who may import whom: ``architecture.md``, section 3; ``style.md``, the head."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("locales", "flows", "storage", "bot")
"""Each may import those before it."""
WAITING = frozenset(
    {"asyncio", "socket", "ssl", "sqlite3", "subprocess", "threading", "multiprocessing", "select"}
    | {"selectors", "signal", "time", "http", "urllib", "concurrent", "tempfile", "shutil"}
    | {"secrets", "logging", "structlog"}
)
"""What a pure function has no use for."""
FILES = frozenset({"flows.compile", "flows.sources"})
"""Read forms from files, when a programme is published; ``respond`` never gets there."""
CLOCKS = frozenset({"now", "utcnow", "today", "time", "monotonic", "perf_counter"})
AT_HOME = {
    # Third-party package: the folders or files that may import it.
    "aiohttp": ("bot/channels/",),
    "aiosqlite": ("storage/",),
    "alembic": ("storage/",),
    "apscheduler": ("bot/clock.py",),
    "openpyxl": ("flows/sources.py",),
    "pandas": ("bot/programme/spss.py",),
    "pyarrow": ("bot/programme/",),
    "pyreadstat": ("bot/programme/spss.py",),
    "uvloop": ("bot/",),
    "xlrd": ("flows/sources.py",),
    "xlsxwriter": ("bot/programme/",),
    "babel": ("locales/", "flows/compiling/catalogues.py"),
    "lark": ("flows/expressions/",),
    "orjson": ("storage/types.py",),
    "persiantools": ("locales/dates.py",),
    "phonenumbers": ("flows/understanding/phones/reading.py",),
    "prometheus_client": ("bot/metrics.py",),
    "pydantic": ("bot/settings.py",),
    "pydantic_settings": ("bot/settings.py",),
    "pyxform": ("flows/compiling/", "flows/sources.py"),
    "rapidfuzz": ("flows/understanding/spelling.py",),
    "re2": ("flows/expressions/",),
    "rich": ("bot/cli/",),
    "sqlalchemy": ("storage/",),
    "starlette": ("bot/channels/", "bot/http.py", "bot/console/"),
    "structlog": ("bot/",),
    "telegram": ("bot/channels/telegram",),
    "typer": ("bot/cli/", "bot/__main__.py"),
    "uvicorn": ("bot/http.py",),
    "yarl": ("bot/channels/",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import of one module."""

    by: str
    path: str
    line: int
    module: str
    names: tuple[str, ...]
    level: int
    typing: bool
    """Only for the type checker."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module or '.'}"


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of the program, also those inside functions."""
    return tuple(each for path in sorted(_paths()) for each in _of(path))


def _paths() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _of(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        common = {"by": _name(path), "path": str(path.relative_to(ROOT))}
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(
                    **common,
                    line=node.lineno,
                    module=alias.name,
                    names=(),
                    level=0,
                    typing=id(node) in guarded,
                )
        elif isinstance(node, ast.ImportFrom):
            yield Import(
                **common,
                line=node.lineno,
                module=node.module or "",
                names=tuple(alias.name for alias in node.names),
                level=node.level,
                typing=id(node) in guarded,
            )


@cache
def modules() -> frozenset[str]:
    return frozenset(map(_name, _paths()))


def _wanted(each: Import) -> Iterator[str]:
    """Yield our modules that an import needs: ``from flows import asking`` needs flows.asking."""
    inner = [f"{each.module}.{name}" for name in each.names]
    found = [name for name in inner if name in modules()]
    if len(found) < len(each.names) or not each.names:
        found.append(each.module)
    yield from (name for name in found if name in modules())


def test_imports_are_absolute() -> None:
    assert [str(each) for each in imports() if each.level] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_downwards(package: str) -> None:
    above = (*PACKAGES[PACKAGES.index(package) + 1 :], "tests")
    wrong = [
        str(each)
        for each in imports()
        if each.by.split(".")[0] == package and each.module.split(".")[0] in above
    ]
    assert wrong == []


def test_nothing_imports_in_circles() -> None:
    needs: dict[str, set[str]] = {name: set() for name in modules()}
    for each in imports():
        if not each.typing:
            needs[each.by] |= {name for name in _wanted(each) if name != each.by}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_third_party_packages_are_imported_in_one_place() -> None:
    wrong, unknown = [], set()
    for each in imports():
        package = each.module.split(".")[0]
        if package in PACKAGES or package in sys.stdlib_module_names or each.typing:
            continue
        homes = AT_HOME.get(package)
        if homes is None:
            unknown.add(package)
        elif not each.path.startswith(homes):
            wrong.append(str(each))
    assert wrong == []
    assert unknown == set(), "say in AT_HOME where it lives"


def test_every_home_is_lived_in() -> None:
    used = {each.module.split(".")[0] for each in imports()}
    assert set(AT_HOME) - used == set()


def test_flows_wait_for_nothing() -> None:
    wrong = [
        str(each)
        for each in imports()
        if each.by.split(".")[0] in ("flows", "locales")
        and each.module.split(".")[0] in WAITING
        and each.by not in FILES
    ]
    assert wrong == []


def test_flows_read_no_clock_and_throw_no_dice() -> None:
    wrong = []
    for path in (ROOT / "flows").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            clock = node.func.attr in CLOCKS and owner in ("datetime", "date", "time")
            if clock or node.func.attr in ("uuid1", "uuid4", "urandom"):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node.func)}")
    assert wrong == []


def test_respond_never_loads_a_compiler() -> None:
    """What serving runs is reached from ``flows.dialogue`` without pyxform or a file."""
    needs: dict[str, set[str]] = {name: set() for name in modules()}
    foreign: dict[str, set[str]] = {name: set() for name in modules()}
    for each in imports():
        if not each.typing:
            needs[each.by] |= set(_wanted(each))
            foreign[each.by].add(each.module.split(".")[0])
    seen: set[str] = set()
    todo = ["flows.dialogue"]
    while todo:
        if (name := todo.pop()) not in seen:
            seen.add(name)
            todo += needs[name]
    reached = set().union(*(foreign[name] for name in seen))
    assert reached & {"pyxform", "sqlalchemy", "asyncio", "starlette", "telegram"} == set()
    assert seen & {"flows.compile", "flows.sources", "flows.lint"} == set()


def test_serving_imports_nothing_that_compiles() -> None:
    """Start-up and memory are small because of it; asked of a process of its own."""
    code = (
        "import sys; from bot import serving, settings; from bot.cli.serve import prepare; "
        "prepare(settings.load()); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    heavy = {"pyxform", "openpyxl", "xlrd", "alembic", "pandas", "pyarrow", "xlsxwriter"}
    heavy |= {"flows.compile", "flows.sources", "flows.lint", "bot.compiling"}
    assert set(done.stdout.split()) & heavy == set()
