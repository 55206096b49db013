"""Writes the client's modules that follow from the contract: `python -m checks.client src/farstu/client`."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from keyword import iskeyword
from pathlib import Path
from typing import Any

from farstu import areas
from farstu.contract.enums import ENUMS, ContractEnum
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, MODELS, Model
from farstu.contract.operation import OPERATIONS, Operation
from farstu.contract.parameters import Parameter
from farstu.engine.reads import READS

_SIMPLE = {
    Kind.TEXT: "str",
    Kind.INTEGER: "int",
    Kind.LONG: "int",
    Kind.DECIMAL: "Decimal",
    Kind.DOUBLE: "float",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "Moment",
}
_MODELS = '''"""The contract's models and enums. Made by `make docs` from the contract."""

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType, field

from farstu.client.moment import Moment
from farstu.client.shapes import Choice, Model
'''
_OPERATIONS = '''"""The contract's operations, each as a method. Made by `make docs` from the contract."""

from __future__ import annotations

from types import NoneType
from typing import TypeVar

from farstu.client import models as m
from farstu.client.messages import Call
from farstu.client.moment import Moment

T = TypeVar("T")
'''


def files() -> dict[str, str]:
    """The modules by file name."""
    areas.load()
    return {"models.py": _formatted(_models()), "operations.py": _formatted(_operations())}


def class_names() -> dict[type, str]:
    """What each model and enum is called; where two models share a name, by what the documentation calls them."""
    count = Counter(info.cls.__name__ for info in MODELS.values())
    named: dict[type, str] = {cls: cls.__name__ for cls in ENUMS.values()}
    for info in MODELS.values():
        name = info.cls.__name__
        named[info.cls] = name if count[name] == 1 else info.key.replace("_", "")
    return named


def method_names() -> dict[Operation, str]:
    """What each operation is called: as its area calls it."""
    loaded = [module for name, module in sys.modules.items() if name.startswith("farstu.areas.")]
    named = {
        value: name.lower() for module in loaded for name, value in vars(module).items() if isinstance(value, Operation)
    }
    return {operation: named[operation] for operation in sorted(OPERATIONS.values(), key=named.__getitem__)}


def _models() -> str:
    names, sent = class_names(), _sent()
    parts = [_MODELS, *(_enum(cls, names) for cls in sorted(ENUMS.values(), key=names.__getitem__))]
    classes = [info.cls for info in MODELS.values()]
    written = sorted(classes, key=lambda cls: (INFO[cls].base is not None, names[cls]))
    return "\n\n".join([*parts, *(_model(cls, names, in_body=cls in sent) for cls in written)])


def _enum(cls: type[ContractEnum], names: dict[type, str]) -> str:
    members = "".join(f'    {item.name} = "{item.name}"\n' for item in cls)
    return f"class {names[cls]}(Choice):\n{members}"


def _model(cls: type[Model], names: dict[type, str], *, in_body: bool) -> str:
    base = INFO[cls].base
    inherited = {field.name for field in INFO[base].fields} if base else set()
    own = [_member(field, names, in_body=in_body) for field in INFO[cls].fields if field.name not in inherited]
    head = f"class {names[cls]}({names[base] if base else 'Model'}, kw_only=True):\n{_docstring(INFO[cls].about.en, 4)}"
    return head + ("\n" + "".join(own) if own else "")


def _member(field: Field, names: dict[type, str], *, in_body: bool) -> str:
    kind = _kind(field, names)
    if field.required:
        type_, default = kind + (" | None" if field.nullable and not in_body else ""), None
    elif in_body:
        type_, default = f"{kind} | UnsetType{' | None' if field.nullable else ''}", "UNSET"
    else:
        default = _literal(field, names)
        type_ = kind + (" | None" if field.nullable or default == "None" else "")
    if field.json != _msgspec_name(field.name):
        default = f'field(name="{field.json}"{f", default={default}" if default else ""})'
    return f"    {field.name}: {type_}{f' = {default}' if default else ''}\n"


def _kind(field: Field, names: dict[type, str]) -> str:
    if field.item is not None:
        return f"list[{_kind(field.item, names)}]"
    return _SIMPLE.get(field.kind) or names[field.type]


def _literal(field: Field, names: dict[type, str]) -> str:
    if isinstance(field.default, Enum):
        return f"{names[type(field.default)]}.{field.default.name}"
    if field.kind is Kind.DECIMAL and field.default is not None:
        return f'Decimal("{Decimal(str(field.default)).normalize()}")'
    return repr(field.default)


def _msgspec_name(name: str) -> str:
    """What msgspec makes of a name by itself."""
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def _sent() -> set[type[Model]]:
    """The models that are in some body."""
    found: set[type[Model]] = set()
    ahead = [operation.request for operation in OPERATIONS.values() if operation.request]
    while ahead:
        cls = ahead.pop()
        if cls not in found:
            found.add(cls)
            ahead += [field.type for field in INFO[cls].fields if field.holds is Kind.MODEL]
    return found


def _operations() -> str:
    return "\n\n".join([_OPERATIONS, _class("Operations", ""), _class("AsyncOperations", "async ")])


def _class(name: str, prefix: str) -> str:
    says = "wait for their answers" if not prefix else "are awaited"
    head = f'class {name}:\n    """The operations as methods that {says}."""\n\n'
    call = f"    {prefix}def _call(self, call: Call[T]) -> T:\n        raise NotImplementedError\n\n"
    return head + call + "\n".join(_method(*item, prefix) for item in method_names().items())


def _method(operation: Operation, name: str, prefix: str) -> str:
    names = class_names()
    takes = ", ".join(["self", *_arguments(operation, names)])
    answer = _answer(operation, names)
    head = f"    {prefix}def {name}({takes}) -> {'None' if answer == 'NoneType' else answer}:\n"
    wait = "await " if prefix else ""
    call = f"        return {wait}self._call(Call({', '.join(_sends(operation, answer))}))\n"
    return head + _docstring(operation.about.en, 8) + call


def _arguments(operation: Operation, names: dict[type, str]) -> Iterator[str]:
    for part in operation.parameters:
        yield f"{argument(part.name)}: {_parameter_kind(part, names)}"
    if operation.request:
        yield f"{argument(operation.body_name)}: m.{names[operation.request]}"
    if operation.query or _writes(operation):
        yield "*"
    for item in operation.query:
        kind = _parameter_kind(item, names)
        yield f"{argument(item.name)}: {kind}" + ("" if item.required else " | None = None")
    if _writes(operation):
        yield "idempotency_key: str | None = None"


def _sends(operation: Operation, answer: str) -> Iterator[str]:
    yield from (f'"{operation.method}"', f'"{re.sub(r"{.*?}", "{}", operation.route)}"', answer)
    if operation.parameters:
        parts = ", ".join(argument(part.name) for part in operation.parameters)
        yield f"({parts})" if len(operation.parameters) > 1 else f"({parts},)"
    if operation.query:
        yield "query={" + ", ".join(f'"{item.name}": {argument(item.name)}' for item in operation.query) + "}"
    if operation.request:
        yield f"body={argument(operation.body_name)}"
    if _writes(operation):
        yield "writes=True, key=idempotency_key"


def _writes(operation: Operation) -> bool:
    return operation not in READS


def _parameter_kind(parameter: Parameter, names: dict[type, str]) -> str:
    kind = _SIMPLE.get(parameter.kind) or f"m.{names[parameter.type]}"
    return f"list[{kind}]" if parameter.items else kind


def _answer(operation: Operation, names: dict[type, str]) -> str:
    kind: Any = operation.answer_type
    if kind is None:
        return "NoneType"
    name = f"m.{names[kind]}" if kind in names else kind.__name__
    return f"list[{name}]" if operation.answers_list else name


def argument(name: str) -> str:
    """A parameter's name as an argument: `customerId` → `customer_id`, `from` → `from_`."""
    lower = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return f"{lower}_" if iskeyword(lower) else lower


def _docstring(text: str, indent: int) -> str:
    lines = textwrap.wrap(f'"""{text}."""', 120 - indent)
    return textwrap.indent("\n".join(lines) + "\n", " " * indent)


def _formatted(text: str) -> str:
    ruff = str(Path(sys.executable).with_name("ruff"))
    command = [ruff, "format", "--stdin-filename", "src/farstu/client/made.py", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Writes the modules into the folder named on the command line."""
    for name, text in files().items():
        (Path(sys.argv[1]) / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
