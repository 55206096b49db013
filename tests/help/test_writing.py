"""Whatever a text holds, each language reads it back as it was."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from farstu.help.languages import writing
from tests.help.programs import compile_csharp, is_there, run

TEXTS = [
    "", "plain", "åäö ÅÄÖ é", "O'Connor", "''", "'\\''", 'say "hej"', "back\\slash", "ends in \\", "\\'", "\\\"",
    "$HOME", "`id`", "$(id)", "${x}", "{$x}", "!!", "%PATH%", "a\\nb", "‘curly’ ‚low‛", "“curly”", "🏠 hus",
    "#{x}", "{{ x }}", "a & b | c > d; e", "~/*?[x]", "@'", "'@", "\u2028\u2029", "JSON;", "EOF",
]  # fmt: skip


def numbers(text: str) -> list[int]:
    return list(text.encode())


def test_bash() -> None:
    program = "".join(f"printf '%s' {writing.bash(text)} | od -An -v -tu1 -w4096; echo ,\n" for text in TEXTS)
    read = run("curl", program).output.split(",")[:-1]
    assert [[int(word) for word in part.split()] for part in read] == [numbers(text) for text in TEXTS]


@pytest.mark.skipif(not is_there("php"), reason="php is not installed")
def test_php() -> None:
    program = f"<?php echo json_encode([{', '.join(map(writing.php, TEXTS))}]);"
    assert json.loads(run("php", program).output) == TEXTS


def test_python() -> None:
    program = f"import json\nprint(json.dumps([{', '.join(map(writing.python, TEXTS))}]))"
    assert json.loads(run("python", program).output) == TEXTS


@pytest.mark.skipif(not is_there("javascript"), reason="node is not installed")
def test_javascript() -> None:
    program = f"console.log(JSON.stringify([{', '.join(map(writing.javascript, TEXTS))}]))"
    assert json.loads(run("javascript", program).output) == TEXTS


@pytest.mark.skipif(not is_there("csharp"), reason="mono is not installed")
def test_csharp(tmp_path: Path) -> None:
    program = (
        "class Program { static void Main() { foreach (var text in new string[] {"
        + ", ".join(map(writing.csharp, TEXTS))
        + "}) System.Console.WriteLine(System.BitConverter.ToString(System.Text.Encoding.UTF8.GetBytes(text))); } }"
    )
    made = compile_csharp(tmp_path, [program])
    ran = subprocess.run(["mono", str(made)], capture_output=True, text=True, timeout=30, check=True)
    assert ran.stdout.split("\n")[:-1] == ["-".join(f"{number:02X}" for number in numbers(text)) for text in TEXTS]


def test_powershell_takes_curly_quotes_for_straight_ones() -> None:
    assert writing.powershell("it's ‘so’ ‚low‛") == "'it''s ‘‘so’’ ‚‚low‛‛'"


def test_a_document_becomes_a_literal_of_python_outside_its_texts() -> None:
    document = '{\n  "true": true,\n  "a": [\n    null,\n    "x: false \\" null"\n  ],\n  "b": false\n}'
    made = writing.python_literal(document)
    assert '\n    "true": True,\n' in made
    assert json.loads(run("python", f"import json; print(json.dumps({made}))").output) == json.loads(document)
