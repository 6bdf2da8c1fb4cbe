"""Write scenarios/scenario.v1.schema.json from the models: `python scripts/scenario_schema.py`."""

import json
from pathlib import Path

from foodplan.inputs.schema import scenario_schema

path = Path(__file__).parents[1] / "scenarios" / "scenario.v1.schema.json"
path.write_text(json.dumps(scenario_schema(), indent=2) + "\n", encoding="utf-8")
