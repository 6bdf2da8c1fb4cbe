"""The JSON schema of scenario files, written from the models, for editors."""

from __future__ import annotations

from pydantic.json_schema import models_json_schema

from foodplan.inputs.kinds import KINDS
from foodplan.inputs.scenario import ScenarioModel

INHERITABLE = ("label", "asks", "dataset")


def scenario_schema() -> dict[str, object]:
    """Draft 2020-12; a file that extends another may leave out what it inherits."""
    _, shared = models_json_schema(
        [(ScenarioModel, "validation"), *((model, "validation") for model in KINDS.values())]
    )
    definitions = shared["$defs"]
    document = definitions.pop(ScenarioModel.__name__)
    document["properties"]["changes"]["items"] = {
        "oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in KINDS.values()],
        "discriminator": {"propertyName": "kind"},
    }
    document["required"] = ["schema", "id"]
    document["anyOf"] = [{"required": ["extends"]}, {"required": list(INHERITABLE)}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document,
        "title": "foodplan scenario, schema 1",
        "$defs": dict(sorted(definitions.items())),
    }
