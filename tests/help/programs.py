"""Runs what the examples show, with the interpreters that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64decode
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
DRIVERS = {"curl": "run.sh", "php": "run.php", "python": "run.py", "javascript": "run.js"}
SEVERAL = Path(__file__).parent.parent / "data" / "several"
"""What runs several programs in turn, each as it stands, in one process of its language."""

CSHARP_DRIVER = """
using System;
using System.IO;
using System.Reflection;
using System.Text;

class AllPrograms
{
    static int Main(string[] arguments)
    {
        var shown = Console.Out;
        for (var number = 0; number < int.Parse(arguments[0]); number++)
        {
            var main = Type.GetType("P" + number + ".Program").GetMethod(
                "Main", BindingFlags.NonPublic | BindingFlags.Static);
            var output = new StringWriter();
            var errors = new StringWriter();
            Console.SetOut(output);
            Console.SetError(errors);
            var code = (int)main.Invoke(null, null);
            shown.WriteLine("{0} {1} {2}", code, Coded(output), Coded(errors));
        }
        return 0;
    }

    static string Coded(StringWriter text)
    {
        return "=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
"""
"""Runs all programs in turn, since mono takes longer to start than they take; a line each: the code it ended with, its
output and its errors."""


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


def run_several(key: str, folder: Path, programs: Sequence[str]) -> list[Ran]:
    """Several programs, one after the other in one interpreter, since it takes longer to start than they take."""
    if key == "csharp":
        return run_csharp(folder, programs)
    files = [folder / f"program{number}" for number in range(len(programs))]
    for file, program in zip(files, programs, strict=True):
        file.write_text(program, "utf-8")
    driver = SEVERAL / DRIVERS[key]
    ran = subprocess.run([COMMANDS[key][0], driver, *files], capture_output=True, text=True, timeout=100)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return [_left(file) for file in files]


def _left(program: Path) -> Ran:
    code, output, errors = (Path(f"{program}.{kind}").read_text("utf-8") for kind in ("code", "output", "errors"))
    return Ran(int(code), output, errors)


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
    """Several programs, compiled in one go, each in a namespace of its own, and run in turn."""
    sources = [f"namespace P{number} {{ {program} }}" for number, program in enumerate(programs)]
    made = compile_csharp(folder, [*sources, CSHARP_DRIVER], "-main:AllPrograms")
    ran = subprocess.run(["mono", str(made), str(len(programs))], capture_output=True, text=True, timeout=100)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return [_ran(*line.split(" ")) for line in ran.stdout.splitlines()]


def _ran(code: str, output: str, errors: str) -> Ran:
    return Ran(int(code), *(b64decode(coded[1:]).decode() for coded in (output, errors)))
