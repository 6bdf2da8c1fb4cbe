"""The JSON schema of scenario files, written from the models, for editors."""

from __future__ import annotations

from pydantic.json_schema import models_json_schema

from foodplan.inputs.checked import Strict
from foodplan.inputs.kinds import KINDS
from foodplan.inputs.scenario import INHERITABLE, ScenarioModel
from foodplan.inputs.scenario_sweep import SweepModel


def scenario_schema() -> dict[str, object]:
    """Draft 2020-12; a file that extends another may leave out what it inherits."""
    models: tuple[type[Strict], ...] = (ScenarioModel, SweepModel, *KINDS.values())
    _, shared = models_json_schema([(model, "validation") for model in models])
    definitions = shared["$defs"]
    document = definitions.pop(ScenarioModel.__name__)
    document["properties"]["changes"]["items"] = {
        "oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in KINDS.values()],
        "discriminator": {"propertyName": "kind"},
    }
    document["properties"]["sweep"] = {"$ref": f"#/$defs/{SweepModel.__name__}"}
    document["required"] = ["schema", "id"]
    document["anyOf"] = [{"required": ["extends"]}, {"required": list(INHERITABLE)}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document,
        "title": "foodplan scenario, schema 1",
        "$defs": dict(sorted(definitions.items())),
    }
