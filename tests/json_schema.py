"""As much of JSON schema as the scenario schema uses, to try it as an editor does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
KNOWN = frozenset(
    {"$schema", "$defs", "$ref", "title", "description", "default", "discriminator"}
    | {"type", "const", "enum", "oneOf", "anyOf"}
    | {"properties", "additionalProperties", "required", "minProperties", "items", "minItems"}
    | {"minimum", "maximum", "exclusiveMinimum"}
)


def fits(value: object, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Whether a value is valid; AssertionError for a keyword that nobody checks here."""
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    matches = [fits(value, one, root) for one in schema.get("oneOf", ())]
    return (
        _is_of_type(value, schema)
        and (not matches or sum(matches) == 1)
        and ("anyOf" not in schema or any(fits(value, one, root) for one in schema["anyOf"]))
        and ("const" not in schema or value == schema["const"])
        and ("enum" not in schema or value in schema["enum"])
        and _is_within(value, schema)
        and _parts_fit(value, schema, root)
    )


def _is_of_type(value: object, schema: Mapping[str, Any]) -> bool:
    if "type" not in schema:
        return True
    is_flag = isinstance(value, bool)
    return isinstance(value, TYPES[schema["type"]]) and is_flag == (schema["type"] == "boolean")


def _is_within(value: object, schema: Mapping[str, Any]) -> bool:
    if not isinstance(value, int | float):
        return True
    return (
        value >= schema.get("minimum", value)
        and value <= schema.get("maximum", value)
        and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])
    )


def _parts_fit(value: object, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(
            fits(part, schema.get("items", {}), root) for part in value
        )
    if not isinstance(value, dict):
        return True
    known = schema.get("properties", {})
    other = schema.get("additionalProperties", {})
    if other is False and not value.keys() <= known.keys():
        return False
    return (
        set(schema.get("required", ())) <= value.keys()
        and len(value) >= schema.get("minProperties", 0)
        and all(fits(part, known.get(name, _schema(other)), root) for name, part in value.items())
    )


def _schema(other: object) -> Mapping[str, Any]:
    """`true` and `false` say nothing about a value."""
    return other if isinstance(other, dict) else {}
