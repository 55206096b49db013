"""Reads XML as DataContractSerializer does, save that members may come in any order.

A table per model, made once, says what each element is; the document is read once, element by element, and
nothing of it is kept but the values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as slot
from typing import Any
from xml.parsers import expat

from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.texts import Text, say, shortened
from farstu.wire.binding import Notes, wrong_item
from farstu.wire.codecs import Reader
from farstu.wire.reading import DEPTH_LIMIT, NODE_LIMIT, Problem, Reading, TooLarge
from farstu.wire.text import decode_text
from farstu.wire.validation import validate
from farstu.wire.values import Misread, misread
from farstu.wire.xml_plain import plain_reader
from farstu.wire.xml_shape import INSTANCE, element_of, in_order, namespace_of
from farstu.wire.xml_values import BLANK, Convert, converter

_NIL, _TYPE = f"{INSTANCE}}}nil", f"{INSTANCE}}}type"


class _Refused(Exception):
    """The document as a whole cannot be read."""

    def __init__(self, text: Text) -> None:
        self.text = text


@dataclass(slots=True, eq=False)
class _Member:
    """What an element stands for. `convert` reads a single value, `node` says what is inside of a model or list."""

    field: Field
    name: str
    position: int
    convert: Convert | None = None
    node: _Node | None = None


@dataclass(slots=True, eq=False)
class _Node:
    """What may stand inside a model's element, by tag, or inside a list's, where `make` is None."""

    members: dict[str, _Member] = slot(default_factory=dict)
    make: type[Model] | None = None
    required: tuple[str, ...] = ()


class _Frame:
    """An open element with others inside: a model's members by name, or a list's items."""

    __slots__ = ("above", "items", "last", "member", "members", "node", "values")

    def __init__(self, node: _Node, member: _Member | None = None, above: _Frame | None = None) -> None:
        self.node = node
        self.members = node.members
        self.member = member
        self.above = above
        self.values: dict[str, Any] = {}
        self.items: list[Any] | None = [] if node.make is None else None
        self.last = -1

    def keep(self, member: _Member, value: Any) -> None:
        """Takes in a value that has been read."""
        if self.items is None:
            self.values[member.name] = value
        else:
            self.items.append(value)

    def finished(self) -> Any:
        """The list, or the model."""
        if self.node.make is None:
            return self.items
        for name in self.node.required:
            self.values.setdefault(name, None)
        return self.node.make(**self.values)

    def place(self, body_name: str) -> str:
        """Where this is, as error keys spell it."""
        if self.above is None or self.member is None:
            return body_name
        return self.above.place_of(self.member, body_name)

    def place_of(self, member: _Member, body_name: str) -> str:
        """Where a member of this is, or the item that is being read."""
        at = self.place(body_name)
        return f"{at}.{member.field.wire}" if self.items is None else f"{at}[{len(self.items)}]"


def xml_reader(info: ModelInfo, body_name: str) -> Reader:
    """The reader of one model."""
    root = _model_node(info.cls)
    read_plain = plain_reader(info)

    def read(body: bytes, charset: str) -> Reading:
        if charset != "utf-16":
            try:
                text = body.decode()
            except UnicodeDecodeError:
                return read_any(body, charset)
            plain = read_plain(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)
            if plain is not None:
                reading = Reading(plain)
                validate(plain, body_name, reading)
                return reading
        return read_any(body, charset)

    def read_any(body: bytes, charset: str) -> Reading:
        notes = Notes()
        try:
            model = _Document(root, info, body_name, notes).read(body, charset)
        except _Refused as refused:
            return Reading(None, [Problem(body_name, refused.text)])
        if model is None:
            return Reading(None, [*notes.problems, Problem(body_name, say("error.body_missing"))])
        reading = Reading(model, notes.problems, notes.advice)
        validate(model, body_name, reading)
        return reading

    return read


def _model_node(cls: type[Model]) -> _Node:
    if cls not in _NODES:
        info = INFO[cls]
        members = {
            _tag(namespace_of(info, field), field.wire): _member(field, position)
            for position, field in enumerate(in_order(info))
        }
        _NODES[cls] = _Node(members, cls, tuple(field.name for field in info.fields if field.required))
    return _NODES[cls]


_NODES: dict[type, _Node] = {}


def _member(field: Field, position: int) -> _Member:
    if field.kind is Kind.MODEL:
        return _Member(field, field.name, position, node=_model_node(field.type))
    if field.item is not None:
        item = {_tag(*element_of(field.item.kind, field.type)): _member(field.item, 0)}
        return _Member(field, field.name, position, node=_Node(item))
    return _Member(field, field.name, position, convert=converter(field))


def _tag(namespace: str, name: str) -> str:
    """A name with its namespace, as the parser spells it."""
    return f"{namespace}}}{name}"


class _Document:
    """One document on its way through the parser, which calls `_start`, `_text` and `_end`."""

    __slots__ = ("body_name", "frame", "info", "leaf", "model", "node", "notes", "open", "parser", "text")

    def __init__(self, node: _Node, info: ModelInfo, body_name: str, notes: Notes) -> None:
        self.node = node
        self.info = info
        self.body_name = body_name
        self.notes = notes
        self.frame = _Frame(node)
        self.leaf: _Member | None = None
        self.text = ""
        self.open = 0
        self.model: Model | None = None

    def read(self, body: bytes, charset: str) -> Model | None:
        """The model; None where there is no document, or its root is nil. _Refused, TooLarge."""
        body = _as_utf8(body, charset)
        if body.count(b"</") + body.count(b"/>") > NODE_LIMIT:
            raise TooLarge
        if not body or body.isspace():
            return None
        parser = self.parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = True
        parser.buffer_size = len(body)
        parser.StartElementHandler = self._root
        parser.XmlDeclHandler = _declaration_check("utf-16" if charset == "utf-16" else "utf-8")
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.ProcessingInstructionHandler = _refuse_instruction
        try:
            parser.Parse(body, True)
        except expat.ExpatError as error:
            raise _Refused(_syntax(error, body)) from None
        return self.model

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        info = self.info
        if tag != _tag(info.namespace, info.type_name):
            found = shortened(tag.replace("}", " "), 200)
            raise _Refused(say("error.xml_root", name=info.type_name, namespace=info.namespace, found=found))
        named = attributes.get(_TYPE)
        if named is not None and named.strip(BLANK).rpartition(":")[2] != info.type_name:
            raise _Refused(say("error.xml_type", name=info.type_name, found=shortened(named)))
        if attributes and _is_nil(attributes):
            self._skip(1)
        else:
            self._listen()

    def _listen(self) -> None:
        parser = self.parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        self.text += text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.leaf is not None:
            self._refuse_child(self.leaf, tag)
            return
        if self.text:
            self._pass_blanks()
        frame = self.frame
        member = frame.members.get(tag)
        if member is None:
            self.notes.advise("unknown-member", f"{frame.place(self.body_name)}.{_local_name(tag)}")
            self._skip(1)
            return
        if frame.items is None and not self._is_first(frame, member):
            return
        if attributes and _is_nil(attributes):
            self._keep_nil(frame, member)
        elif member.node is None:
            self.leaf = member
        else:
            self.frame = _Frame(member.node, member, frame)

    def _is_first(self, frame: _Frame, member: _Member) -> bool:
        """Whether a member comes for the first time; it may come after one that it should precede."""
        if member.name in frame.values:
            self.notes.advise("repeated-member", frame.place_of(member, self.body_name))
            self._skip(1)
            return False
        if member.position < frame.last:
            self.notes.advise("out-of-order", frame.place_of(member, self.body_name))
        else:
            frame.last = member.position
        return True

    def _end(self, tag: str) -> None:
        leaf = self.leaf
        if leaf is not None:
            assert leaf.convert is not None  # what makes it a leaf
            try:
                self.frame.keep(leaf, leaf.convert(self.text))
            except Misread as trouble:
                self._keep_trouble(leaf, trouble.text)
            self.leaf = None
            self.text = ""
            return
        if self.text:
            self._pass_blanks()
        frame = self.frame
        if frame.above is None or frame.member is None:
            self.model = frame.finished()
        else:
            frame.above.keep(frame.member, frame.finished())
            self.frame = frame.above

    def _pass_blanks(self) -> None:
        stray = self.text.strip(BLANK)
        if stray:
            raise _Refused(say("error.xml_text", found=shortened(stray, 20)))
        self.text = ""

    def _refuse_child(self, leaf: _Member, tag: str) -> None:
        self._keep_trouble(leaf, say("error.xml_child", member=leaf.field.wire, found=_local_name(tag)))
        self.leaf = None
        self._skip(2)

    def _keep_trouble(self, member: _Member, text: Text) -> None:
        if not self.notes.is_full:
            self.notes.problems.append(Problem(self.frame.place_of(member, self.body_name), text))
        self.frame.keep(member, member.field.default)

    def _keep_nil(self, frame: _Frame, member: _Member) -> None:
        """Null, where that is a value of the member; what stands inside does not count."""
        field = member.field
        if frame.items is not None:
            assert frame.member is not None  # only a member is a list
            self._keep_trouble(member, wrong_item(frame.member.field, "nil"))
        elif field.kind is Kind.ENUM and field.default is None and not field.nullable:
            self.notes.advise("null-as-unset", frame.place_of(member, self.body_name))
            frame.keep(member, None)
        elif field.nullable or field.kind in _REFERENCES:
            frame.keep(member, None)
        else:
            self._keep_trouble(member, misread(field, None).text)
        self._skip(1)

    def _skip(self, open_elements: int) -> None:
        """Passes over everything until so many open elements have ended."""
        self.open = open_elements
        parser = self.parser
        parser.StartElementHandler = self._skip_start
        parser.EndElementHandler = self._skip_end
        parser.CharacterDataHandler = None

    def _skip_start(self, tag: str, attributes: dict[str, str]) -> None:
        self.open += 1
        if self.open > DEPTH_LIMIT:
            raise _Refused(say("error.xml_deep"))

    def _skip_end(self, tag: str) -> None:
        self.open -= 1
        if not self.open:
            self.text = ""
            self._listen()


_REFERENCES = (Kind.TEXT, Kind.MODEL, Kind.COLLECTION)


def _as_utf8(body: bytes, charset: str) -> bytes:
    """The document in UTF-8, without a byte order mark."""
    if charset != "utf-16":
        if b"\0" in body or body.startswith((b"\xff", b"\xfe")):
            raise _Refused(say("error.encoding", place=body.find(b"\0") + 1 or 1))
        return body.removeprefix(b"\xef\xbb\xbf")
    try:
        return decode_text(body, charset, by_mark=False).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise _Refused(say("error.encoding", place=error.start + 1)) from None


def _declaration_check(encoding: str) -> Callable[[str, str | None, int], None]:
    def check(version: str, named: str | None, standalone: int) -> None:
        if version != "1.0" or (named and named.lower() != encoding):
            raise _Refused(say("error.xml_declaration", encoding=encoding))

    return check


def _refuse_doctype(name: str, system: str | None, public: str | None, has_subset: bool) -> None:
    raise _Refused(say("error.xml_doctype"))


def _refuse_instruction(target: str, data: str) -> None:
    raise _Refused(say("error.xml_instruction"))


def _syntax(error: expat.ExpatError, body: bytes) -> Text:
    try:
        body.decode()
    except UnicodeDecodeError as trouble:
        return say("error.encoding", place=trouble.start + 1)
    return say("error.xml_syntax", line=error.lineno, column=error.offset + 1, why=expat.ErrorString(error.code))


def _is_nil(attributes: dict[str, str]) -> bool:
    return attributes.get(_NIL, "").strip(BLANK) in ("true", "1")


def _local_name(tag: str) -> str:
    return shortened(tag.rpartition("}")[2])
