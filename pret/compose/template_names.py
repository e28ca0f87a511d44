"""What a template names, held against what exists: fields, functions, columns of tables."""

from __future__ import annotations

import difflib
import inspect
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from pydantic import BaseModel

from pret.compose.views import Record
from pret.problems import Problem

#: Names that jinja itself gives.
_JINJA = frozenset({"range", "dict", "lipsum", "cycler", "joiner", "namespace", "loop", "caller"})


@dataclass(frozen=True, slots=True)
class _Many:
    """A list of things of one shape."""

    item: object


#: What is known of a value: a model's class, `_Many`, an object whose attributes can be asked for,
#: or None when nothing is known.
_Shape = object


def name_faults(
    template: nodes.Template, file: str, names: Mapping[str, Any]
) -> tuple[Problem, ...]:
    """Return every name, field and column of a template that does not exist, with its line.

    file: as told to people. names: what the template is given when it is filled; the fields of
    records are known from their models, so that a list may be empty.
    """
    checker = _Checker(file, names)
    checker.visit_all(template.body)
    return tuple(checker.found)


class _Checker:
    def __init__(self, file: str, names: Mapping[str, Any]) -> None:
        self.file, self.names = file, names
        self.shapes: dict[str, _Shape] = {name: _shape_of(value) for name, value in names.items()}
        self.own: set[str] = set()
        self.found: list[Problem] = []

    def visit_all(self, body: list[nodes.Node]) -> None:
        """Check nodes in a row, in the order in which they are filled."""
        for node in body:
            self._visit(node)

    def _visit(self, node: nodes.Node) -> None:
        match node:
            case nodes.For():
                self._for(node)
            case nodes.Assign():
                self._visit(node.node)
                self._bind(node.target, self._shape(node.node))
            case nodes.AssignBlock():
                self._bind(node.target, None)
                self.visit_all(node.body)
            case nodes.Macro() | nodes.CallBlock():
                self._function(node)
            case nodes.Getattr():
                self._visit(node.node)
                self._attribute(self._shape(node.node), node.attr, node.lineno)
            case nodes.Name(ctx="load"):
                self._name(node)
            case nodes.Call():
                self._call(node)
            case _:
                self.visit_all(list(node.iter_child_nodes()))

    def _for(self, node: nodes.For) -> None:
        self._visit(node.iter)
        shape = self._shape(node.iter)
        self._bind(node.target, shape.item if isinstance(shape, _Many) else None)
        if node.test is not None:
            self._visit(node.test)
        self.visit_all([*node.body, *node.else_])

    def _function(self, node: nodes.Macro | nodes.CallBlock) -> None:
        if isinstance(node, nodes.CallBlock):
            self._visit(node.call)
        else:
            self.own.add(node.name)
        for argument in node.args:
            self._bind(argument, None)
        self.visit_all([*node.defaults, *node.body])

    def _bind(self, target: nodes.Node, shape: _Shape) -> None:
        if isinstance(target, nodes.Name):
            self.own.add(target.name)
            self.shapes[target.name] = shape
        else:
            for inner in target.find_all(nodes.Name):
                self._bind(inner, None)

    def _name(self, node: nodes.Name) -> None:
        known = {*self.own, *self.names, *_JINJA}
        if node.name not in known:
            self._tell(node.lineno, node.name, "ce nom n’existe pas.", _instead(node.name, known))

    def _call(self, node: nodes.Call) -> None:
        self.visit_all(list(node.iter_child_nodes()))
        if not isinstance(node.node, nodes.Name) or node.node.name != "table" or not node.args:
            return
        rows = self._shape(node.args[0])
        for column in node.find_all(nodes.Call):
            named = isinstance(column.node, nodes.Name) and column.node.name == "column"
            field = column.args[1] if named and len(column.args) > 1 else None
            if isinstance(field, nodes.Const) and isinstance(rows, _Many):
                self._path(rows.item, str(field.value or ""), field.lineno)

    def _path(self, shape: _Shape, path: str, line: int) -> None:
        for name in filter(None, path.split(".")):
            if not self._attribute(shape, name, line):
                return
            shape = _field(shape, name)

    def _attribute(self, shape: _Shape, name: str, line: int) -> bool:
        """Tell whether a field exists, as far as one can know; note it when it does not."""
        known = _fields(shape)
        if known is None or name in known:
            return True
        self._tell(line, name, "ce champ n’existe pas.", _instead(name, known))
        return False

    def _shape(self, node: nodes.Node) -> _Shape:
        match node:
            case nodes.Name():
                return self.shapes.get(node.name)
            case nodes.Getattr():
                return _field(self._shape(node.node), node.attr)
            case nodes.Getitem():
                shape = self._shape(node.node)
                return shape.item if isinstance(shape, _Many) else None
            case nodes.Call(node=nodes.Name(name="of"), args=[nodes.Const(value=str(code))]):
                finder = self.names.get("of")
                return finder(code) if callable(finder) else None
            case _:
                return None

    def _tell(self, line: int, name: str, found: str, remedy: str) -> None:
        problem = Problem(self.file, line, f"« {name} »", found, remedy)
        if problem not in self.found:
            self.found.append(problem)


def _shape_of(value: Any) -> _Shape:
    if isinstance(value, Record):
        return type(value.model_)
    return value if hasattr(value, "facts") else None


def _fields(shape: _Shape) -> frozenset[str] | None:
    """Return the fields that something has, or None when that is not known."""
    if inspect.isclass(shape) and issubclass(shape, BaseModel):
        return frozenset(shape.model_fields)
    if shape is None or isinstance(shape, _Many) or not hasattr(shape, "facts"):
        return None
    return frozenset(name for name in dir(shape) if not name.endswith("_"))


def _field(shape: _Shape, name: str) -> _Shape:
    if inspect.isclass(shape) and issubclass(shape, BaseModel):
        field = shape.model_fields.get(name)
        return _annotated(field.annotation) if field is not None else None
    known = _fields(shape)
    return _shape_of(getattr(shape, name)) if known is not None and name in known else None


def _annotated(annotation: Any) -> _Shape:
    """Return the shape that a field's annotation declares: a model, a list of one, or unknown."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _annotated(arguments[0])
    if origin in (typing.Union, types.UnionType):
        (declared, *others) = [each for each in arguments if each is not type(None)]
        return _annotated(declared) if not others else None
    return _Many(_annotated(arguments[0])) if origin is tuple and arguments else None


def _instead(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    if near:
        return f"Écrivez « {near[0]} »."
    shown = sorted(each for each in known if not each.startswith("_"))
    if len(shown) <= 24:
        return f"Possibles : {', '.join(shown)}."
    return "La liste des noms est dans docs/experts/wording.md."
