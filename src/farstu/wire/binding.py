"""From a tree of values to a model: names ignoring case, every error of the body at once.

One function per model and member, bound to what the contract says of it once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from farstu.advice import Advice
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_text
from farstu.wire.reading import MOST_PROBLEMS, Problem, Reading
from farstu.wire.values import READERS, Entered, Members, Misread, misread, shown

MOST_ADVICE = 100
_TAKE_A_LIST = (Kind.MODEL, Kind.COLLECTION, Kind.ENUM)


class Notes:
    """What comes up on the way through one body."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.advice: list[Advice] = []

    def advise(self, code: str, place: str) -> None:
        """Notes an advice, unless there are very many already."""
        if len(self.advice) < MOST_ADVICE:
            self.advice.append(Advice(code, mask_text(place)))

    @property
    def is_full(self) -> bool:
        """Whether there are more problems already than anybody reads."""
        return len(self.problems) >= MOST_PROBLEMS

    def forget(self, place: str, at: str, field: Field) -> None:
        """The last one of a repeated member wins, so what was wrong with the earlier one is no error."""
        folded, list_sent = place.lower(), Problem(at, say("error.list_for_value", member=field.wire))
        self.problems = [
            item
            for item in self.problems
            if item != list_sent and not (item.key.lower() + ".").startswith((folded + ".", folded + "["))
        ]


_Read = Callable[[Notes, Any, str], Any]
_ReadMember = Callable[[Notes, Any, str, str], Any]
"""(notes, value, where the object is, the member's name as it came) → what the member holds. Misread."""


def binder(info: ModelInfo, body_name: str) -> Callable[[Any], Reading]:
    """The function that reads whole bodies of a model. Keys of problems are spelled as the request spelled the
    members."""
    read = model_reader(info.cls)
    shape = say("error.body_shape", name=info.type_name)

    def bind(node: Any) -> Reading:
        if not isinstance(node, Members):
            missing = node is None or node == ""
            return Reading(None, [Problem(body_name, say("error.body_missing") if missing else shape)])
        notes = Notes()
        return Reading(read(notes, node, body_name), notes.problems, notes.advice)

    return bind


@cache
def model_reader(cls: type[Model]) -> _Read:
    """The function that reads the members of an object."""
    members = {field.json.lower(): (field, _member_reader(field)) for field in INFO[cls].fields}
    required = {field.name: None for field in INFO[cls].fields if field.required}

    def read(notes: Notes, node: Members, at: str) -> Model:
        values: dict[str, Any] = dict(required)
        seen: set[str] = set()
        for name, value in node.pairs:
            if notes.is_full:
                break
            known = members.get(name.lower())
            if known is None:
                notes.advise("unknown-member", _place(at, name))
                continue
            field, read_member = known
            if field.name in seen:
                notes.advise("repeated-member", _place(at, name))
                notes.forget(_place(at, name), at, field)
            seen.add(field.name)
            try:
                values[field.name] = read_member(notes, value, at, name)
            except Misread as trouble:
                notes.problems.append(Problem(_place(at, name), trouble.text))
                values[field.name] = field.default
            if isinstance(value, list) and field.kind not in _TAKE_A_LIST:
                # the reference loses its place after such a list, and reports the object around it too
                notes.problems.append(Problem(at, say("error.list_for_value", member=field.wire)))
        return cls(**values)

    return read


def _place(at: str, name: str) -> str:
    return f"{at}.{shortened(name)}"


def _member_reader(field: Field) -> _ReadMember:
    if field.kind is Kind.MODEL:
        return partial(_read_model, field, model_reader(field.type))
    if field.item is not None:
        return partial(_read_collection, field, _item_reader(field.item))
    if field.kind is Kind.ENUM and field.default is None and not field.nullable:
        return partial(_read_unset_enum, field)
    return partial(_read_value, READERS[field.kind], field)


def _item_reader(item: Field) -> _Read:
    if item.kind is Kind.MODEL:
        return model_reader(item.type)
    read = READERS[item.kind]
    return lambda notes, node, place: read(item, node)


def _read_value(read: Callable[[Field, Any], Any], field: Field, notes: Notes, node: Any, at: str, name: str) -> Any:
    return read(field, _single(notes, node, at, name) if isinstance(node, Entered) else node)


def _single(notes: Notes, node: Entered, at: str, name: str) -> Any:
    """The value itself; of several in a form the first counts, and a blank one is null."""
    if len(node.all) > 1:
        notes.advise("repeated-member", _place(at, name))
    return node if node.strip() else None


def _read_unset_enum(field: Field, notes: Notes, node: Any, at: str, name: str) -> Any:
    if node is None:
        notes.advise("null-as-unset", _place(at, name))
        return None
    value = _read_value(READERS[Kind.ENUM], field, notes, node, at, name)
    if value is None:
        notes.advise("undefined-zero", _place(at, name))
    return value


def _read_model(field: Field, read: _Read, notes: Notes, node: Any, at: str, name: str) -> Any:
    if node is None or node == "":
        return None
    if not isinstance(node, Members):
        raise misread(field, node)
    return read(notes, node, _place(at, name))


def _read_collection(field: Field, read: _Read, notes: Notes, node: Any, at: str, name: str) -> Any:
    if node is None:
        return None
    if isinstance(node, Entered) and field.holds is not Kind.MODEL:
        node = [Entered([value]) for value in node.all if value.strip()]
    if not isinstance(node, list):
        raise misread(field, node)
    made: list[Any] = []
    for number, item in enumerate(node):
        if notes.is_full:
            break
        item_place = f"{_place(at, name)}[{number}]"
        made.append(None)
        if item is None or (field.holds is Kind.MODEL and not isinstance(item, Members)):
            notes.problems.append(Problem(item_place, wrong_item(field, shown(field, item))))
            continue
        try:
            made[-1] = read(notes, item, item_place)
        except Misread as trouble:
            notes.problems.append(Problem(item_place, trouble.text))
    return made


def wrong_item(field: Field, value: str) -> Text:
    """The sentence for an item that says nothing, or is no object where it must be one."""
    return say("error.item" if field.holds is Kind.MODEL else "error.null_item", member=field.wire, value=value)
