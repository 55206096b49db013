"""Runs what the examples show, with the interpreters that are there."""

from __future__ import annotations

import json
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
DRIVER = """
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


PYTHON_DRIVER = """
import contextlib, io, json, sys
ran = []
for program in json.load(sys.stdin):
    output, errors, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            exec(compile(program, "pasted", "exec"), {"__name__": "__main__"})
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else bool(ended.code)
    ran.append([int(code or 0), output.getvalue(), errors.getvalue()])
json.dump(ran, sys.stdout)
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


def run_python(programs: Sequence[str]) -> list[Ran]:
    """Several programs, one after the other in one interpreter, since it takes longer to start than they take."""
    ran = subprocess.run(
        [COMMANDS["python"][0], "-c", PYTHON_DRIVER],
        input=json.dumps(list(programs)),
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return [Ran(*each) for each in json.loads(ran.stdout)]


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
    made = compile_csharp(folder, [*sources, DRIVER], "-main:AllPrograms")
    ran = subprocess.run(["mono", str(made), str(len(programs))], capture_output=True, text=True, timeout=100)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return [_ran(*line.split(" ")) for line in ran.stdout.splitlines()]


def _ran(code: str, output: str, errors: str) -> Ran:
    return Ran(int(code), *(b64decode(coded[1:]).decode() for coded in (output, errors)))
