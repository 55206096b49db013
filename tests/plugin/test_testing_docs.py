"""The example of the docs is run as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"```python\n# (\w+\.py)\n(.*?)```", re.DOTALL)


def test_the_example_of_the_docs_passes(tmp_path: Path) -> None:
    blocks = dict(BLOCK.findall(Path("docs/testing.md").read_text("utf-8")))
    assert set(blocks) == {"client.py", "test_client.py"}
    for name, text in blocks.items():
        (tmp_path / name).write_text(text, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "farstu.pytest", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ran.returncode, "4 passed" in ran.stdout) == (0, True), ran.stdout + ran.stderr
