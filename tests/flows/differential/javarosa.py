"""JavaRosa, the engine of ODK Collect, inside ODK Validate: asked through ``Harness.java``."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyxform

HARNESS = Path(__file__).with_name("Harness.java")
JAR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
PATIENCE = 500
"""Seconds that one call may take; a machine that is busy needs some."""

Interview = Mapping[str, Any]
"""What the harness reads: form, zone, language, steps."""


def present() -> bool:
    """Return whether this machine can run a Java source file and has the jar."""
    java = shutil.which("java")
    if java is None or not JAR.is_file():
        return False
    listed = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False)
    return "jdk.compiler@" in listed.stdout


def ask(interviews: Sequence[Interview]) -> list[list[Any]]:
    """Return what each step of each interview came to; its shape stands in ``Harness.java``.

    Raises:
        RuntimeError: The harness failed; holds its words.
    """
    lines = "".join(json.dumps(each) + "\n" for each in interviews)
    done = subprocess.run(
        ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", str(JAR), str(HARNESS)],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(results) != len(interviews):
        raise RuntimeError(f"interview {len(results)} of {len(interviews)}: {done.stderr[-3000:]}")
    return results


def stopped(xform: str, now: datetime) -> str:
    """Return the form with its clock stopped: JavaRosa has no other way to be told the time."""
    moment = now.isoformat(timespec="milliseconds")
    xform = re.sub(r"\btoday\(\s*\)", f"date('{now.date().isoformat()}')", xform)
    return re.sub(r"\bnow\(\s*\)", f"date-time('{moment}')", xform)
