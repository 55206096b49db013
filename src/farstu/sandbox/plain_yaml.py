"""YAML as people mean it. Loaded when the first story is: a server needs it for nothing else."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml


class NoYaml(Exception):
    """A text that cannot be read, and the line where that shows."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def load(text: bytes) -> Any:
    """What a text says. NoYaml."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506  # nosec B506 - a SafeLoader that knows less
    except yaml.MarkedYAMLError as error:
        raise NoYaml(error.problem_mark.line + 1 if error.problem_mark else 1) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise NoYaml(1) from error


class _Loader(yaml.SafeLoader):  # type: ignore[misc]  # ships no types
    """YAML as it is meant: `No` and dates are texts, and nothing stands for something elsewhere."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(None, None, "an alias", event.start_mark)
        return super().compose_node(parent, index)


for _tag, _form, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(?:0|[1-9][0-9]{0,17})", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_form})$"), list(_first))
