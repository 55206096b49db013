"""Rules of this house that no ready-made tool knows, each with a name that stands in what is printed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LOG_WORDS = {
    "address", "calls", "commands", "connections", "count", "customer", "data", "database", "error",
    "exc_info", "host", "keys", "limit", "method", "milliseconds", "most", "newest", "operation", "partner",
    "request_id", "rows", "seconds", "status", "to", "wanted", "allowed",
}  # fmt: skip
"""What a line of the log may say beside its sentence. None of it is of a person."""

ROOMS = {
    "environment": ("cli/", "serving/", "store/folder.py"),
    "clock": ("store/clock.py",),
    "chance": ("store/clock.py", "store/folder.py", "access/", "cli/secrets.py", "demo/", "client/"),
    "network": (
        "client/",
        "server/run.py",
        "server/handshakes.py",
        "server/loops.py",
        "server/transport.py",
        "serving/commands.py",
        "store/postgres/",
        "server/tracing.py",
        "server/metrics.py",
        "server/figures_server.py",
        "conformance/asking.py",
    ),
    "xml": ("wire/", "help/", "conformance/xml_shapes.py", "conformance/reports.py"),
}
"""Where something may be done at all, by the beginning of the path."""

CALLS = {
    "time.time": "clock",
    "time.time_ns": "clock",
    "datetime.now": "clock",
    "datetime.utcnow": "clock",
    "datetime.today": "clock",
    "date.today": "clock",
    "uuid.uuid1": "chance",
    "uuid.uuid4": "chance",
}
NAMES = {"os.environ": "environment", "os.getenv": "environment", "os.urandom": "chance"}
IMPORTS = {
    "random": "chance",
    "secrets": "chance",
    "socket": "network",
    "ssl": "network",
    "smtplib": "network",
    "ftplib": "network",
    "asyncpg": "network",
    "httpx": "network",
    "requests": "network",
    "urllib.request": "network",
    "http.client": "network",
    "opentelemetry": "network",
    "prometheus_client": "network",
    "lxml": "xml",
    "xml": "xml",
}
_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, by which rule."""

    path: Path
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


def findings(root: Path) -> list[Finding]:
    """All that the rules find in the package whose folder `root` is."""
    return [finding for path in sorted(root.rglob("*.py")) for finding in _in_file(path, path.relative_to(root))]


def _in_file(path: Path, place: Path) -> Iterator[Finding]:
    tree = ast.parse(path.read_text("utf-8"), str(path))
    for node in ast.walk(tree):
        for rule in _RULES:
            for name, text in rule(node, place.as_posix()):
                yield Finding(path, getattr(node, "lineno", 1), name, text)


Found = Iterable[tuple[str, str]]


def _log_says_only_what_it_may(node: ast.AST, place: str) -> Found:
    if not (isinstance(node, ast.Call) and _dotted(node.func).partition(".")[0] == "log"):
        return
    if _dotted(node.func).partition(".")[2] not in _LEVELS:
        return
    if not (node.args and isinstance(node.args[0], ast.Constant)):
        yield "log", "the sentence is to be a text that stands here; what varies goes beside it"
    for keyword in node.keywords:
        if keyword.arg not in LOG_WORDS:
            yield "log", f"{keyword.arg!r} is no word that the log may say"


def _only_in_its_room(node: ast.AST, place: str) -> Found:
    for name, what in _uses(node):
        if not place.startswith(ROOMS[what]):
            yield what, f"{name} is for {', '.join(ROOMS[what])} alone"


def _uses(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Call):
        name = ".".join(_dotted(node.func).split(".")[-2:])
        yield from [(name, CALLS[name])] if name in CALLS else []
    if isinstance(node, ast.Attribute) and _dotted(node) in NAMES:
        yield _dotted(node), NAMES[_dotted(node)]
    if isinstance(node, ast.Import):
        yield from ((name.name, kind) for name in node.names for kind in _kinds(name.name))
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        names = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        yield from {found for name in names for found in ((node.module, kind) for kind in _kinds(name))}


def _kinds(module: str) -> list[str]:
    return [what for name, what in IMPORTS.items() if module == name or module.startswith(f"{name}.")]


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


_RULES: tuple[Callable[[ast.AST, str], Found], ...] = (_log_says_only_what_it_may, _only_in_its_room)
