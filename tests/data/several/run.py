"""Runs the programs that its arguments name, one after the other; beside each are then its output, its errors and its
code."""

import contextlib
import io
import pathlib
import sys

for program in map(pathlib.Path, sys.argv[1:]):
    output, errors, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            exec(compile(program.read_text("utf-8"), program, "exec"), {"__name__": "__main__"})  # noqa: S102 - its task
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else bool(ended.code)
            errors.write("" if isinstance(ended.code, int) else str(ended.code or ""))
    for kind, text in {"output": output.getvalue(), "errors": errors.getvalue(), "code": str(int(code or 0))}.items():
        pathlib.Path(f"{program}.{kind}").write_text(text, "utf-8")
