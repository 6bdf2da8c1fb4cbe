"""Check a tree against a pydantic model: one finding for each fault, at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from foodplan.domain.basics import Label
from foodplan.domain.finding import Finding
from foodplan.inputs.tree import Node
from foodplan.inputs.wrong import Findings, Wrong, shown

M = TypeVar("M", bound=BaseModel)
Step = str | int

CODES = {
    "missing": "yaml-missing",
    "string_type": "yaml-not-text",
    "string_too_short": "yaml-empty-text",
    "int_type": "yaml-not-whole",
    "int_from_float": "yaml-not-whole",
    "float_type": "yaml-not-number",
    "bool_type": "yaml-not-flag",
    "finite_number": "yaml-not-finite",
    "list_type": "yaml-not-list",
    "too_short": "yaml-list-empty",
    "model_type": "yaml-not-mapping",
    "model_attributes_type": "yaml-not-mapping",
    "dict_type": "yaml-not-mapping",
    "greater_than": "yaml-not-above",
    "greater_than_equal": "yaml-too-low",
    "less_than": "yaml-too-high",
    "less_than_equal": "yaml-too-high",
}
"""Text code for each type of error that pydantic reports."""


class Strict(BaseModel):
    """No key that is not declared, no silent change of type, no NaN."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, allow_inf_nan=False, populate_by_name=True
    )


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("wrong", "yaml-empty-text")
    return text


Words = Annotated[str, AfterValidator(_not_blank)]
"""Text that is not empty; a bare number is refused."""


class LabelModel(Strict):
    """A name in French and English."""

    fr: Words
    en: Words

    def to_domain(self) -> Label:
        """As the domain keeps it."""
        return Label(fr=self.fr, en=self.en)


def checked(
    model: type[M], node: Node, findings: Findings, *, path: Sequence[str] = ()
) -> M | None:
    """The model's object; None with every finding if anything in the node is wrong."""
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            findings.add(_finding(model, node, fault, path, findings))
        return None


def parsed(parse: Callable[[object], object], *, written_as: object = str) -> BeforeValidator:
    """Read a value by a function that raises `Wrong`; editors are told it is `written_as`."""

    def read(value: object) -> object:
        try:
            return parse(value)
        except Wrong as wrong:
            raise PydanticCustomError("wrong", wrong.code, dict(wrong.params)) from None

    return BeforeValidator(read, json_schema_input_type=written_as)


def as_text(value: object) -> str:
    """Text, for parsers; a number without quotes is refused."""
    if not isinstance(value, str):
        raise Wrong("yaml-not-text")
    return value


def path_of(node: Node, steps: Sequence[Step]) -> list[str]:
    """Steps as people name them: an entry of a list by its id, or by its number from 1."""
    names: list[str] = []
    here: Node | None = node
    for step in steps:
        here = _child(here, step)
        names.append(_entry_id(here) or str(step + 1) if isinstance(step, int) else step)
    return names


def _finding(
    model: type[BaseModel],
    node: Node,
    fault: ErrorDetails,
    path: Sequence[str],
    findings: Findings,
) -> Finding:
    steps = [step for step in fault["loc"] if isinstance(step, str | int)]
    kind, context = fault["type"], fault.get("ctx", {})
    full_path = ".".join((*path, *path_of(node, steps)))
    place = _deepest(node, steps)
    if kind == "wrong":
        return place.finding(fault["msg"], full_path, **context)
    if kind == "extra_forbidden":
        return _unknown_key(model, place, steps, full_path, findings)
    if kind == "literal_error":
        return _wrong_choice(place, str(context.get("expected", "")), full_path, findings)
    limit = next((context[name] for name in ("gt", "ge", "lt", "le") if name in context), None)
    params = {"key": steps[-1] if steps else "", "text": shown(place.plain()), "limit": limit}
    return place.finding(
        CODES.get(kind, "yaml-wrong"), full_path, **params, detail=shown(fault["msg"])
    )


def _wrong_choice(place: Node, expected: str, path: str, findings: Findings) -> Finding:
    """The value is none of the texts (pydantic shows them in quotes) or not the number."""
    choices = re.findall(r"'([^']*)'", expected)
    text = shown(place.plain())
    if not choices:
        return place.finding("yaml-choice-number", path, text=text, number=expected)
    near = findings.meant(str(place.value), choices)
    code = "yaml-choice-near" if near else "yaml-choice"
    return place.finding(code, path, text=text, choices=", ".join(choices), near=near)


def _unknown_key(
    model: type[BaseModel], place: Node, steps: Sequence[Step], path: str, findings: Findings
) -> Finding:
    known = _keys(model, steps[:-1])
    near = findings.meant(str(steps[-1]), known)
    code = "yaml-unknown-key-near" if near else "yaml-unknown-key"
    params = {"key": shown(steps[-1]), "near": near, "known": ", ".join(known)}
    return place.at_key().finding(code, path, **params)


def _keys(model: type[BaseModel], steps: Sequence[Step]) -> list[str]:
    """Keys that the model at the end of the steps knows."""
    for step in steps:
        if isinstance(step, str):
            field = _fields(model).get(step)
            model = (_model_in(field.annotation) if field else None) or model
    return list(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Fields by the key that files write."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model inside list[Model], Model | None and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model), None)


def _child(node: Node | None, step: Step) -> Node | None:
    if node is None:
        return None
    if isinstance(node.value, dict) and isinstance(step, str):
        return node.value.get(step)
    if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _deepest(node: Node, steps: Sequence[Step]) -> Node:
    """The node at the end of the steps, or the last on the way where a key is missing."""
    for step in steps:
        below = _child(node, step)
        if below is None:
            break
        node = below
    return node


def _entry_id(node: Node | None) -> str | None:
    below = _child(node, "id")
    return below.value if below and isinstance(below.value, str) else None
