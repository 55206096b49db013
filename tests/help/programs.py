"""Runs what the examples show, with the interpreters that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

COMMANDS: dict[str, tuple[str, ...]] = {
    "curl": ("bash",),
    "php": ("php",),
    "python": ("python3", "-"),
    "javascript": ("node", "-"),
    "csharp": ("mono",),
}
DRIVER = """
class AllPrograms
{
    static int Main(string[] arguments)
    {
        var main = System.Type.GetType("P" + arguments[0] + ".Program").GetMethod(
            "Main", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static);
        return (int)main.Invoke(null, null);
    }
}
"""


class Ran(NamedTuple):
    """How a program ended and what it printed."""

    code: int
    output: str
    errors: str


def is_there(key: str) -> bool:
    """Whether this machine can run the language."""
    return shutil.which(COMMANDS[key][0]) is not None and (key != "csharp" or shutil.which("mcs") is not None)


def run(key: str, program: str, environment: Mapping[str, str] | None = None) -> Ran:
    """A program as pasted, through the interpreter's standard input."""
    ran = subprocess.run(
        COMMANDS[key],
        input=program,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **(environment or {})},
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def compile_csharp(folder: Path, sources: Sequence[str], *options: str) -> Path:
    """One program of one or several sources."""
    files = [folder / f"source{number}.cs" for number in range(len(sources))]
    for file, source in zip(files, sources, strict=True):
        file.write_text(source, "utf-8")
    made = folder / "program.exe"
    command = ["mcs", "-warnaserror", "-r:System.Net.Http.dll", f"-out:{made}", *options, *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return made


def run_csharp(folder: Path, programs: Sequence[str]) -> list[Ran]:
    """Several programs, compiled in one go, each in a namespace of its own, and run one by one."""
    sources = [f"namespace P{number} {{ {program} }}" for number, program in enumerate(programs)]
    made = compile_csharp(folder, [*sources, DRIVER], "-main:AllPrograms")
    return [_run_one(made, number) for number in range(len(programs))]


def _run_one(made: Path, number: int) -> Ran:
    ran = subprocess.run(["mono", str(made), str(number)], capture_output=True, text=True, timeout=60)
    return Ran(ran.returncode, ran.stdout, ran.stderr)
