import json
import os
import subprocess
import sys

import pytest


def foodplan(*arguments: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "foodplan", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp850"])
def test_a_stream_without_our_signs_gets_plainer_ones(encoding: str) -> None:
    shown = foodplan("--help", "--lang", "fr", encoding=encoding)
    assert shown.returncode == 0
    told = shown.stdout.decode(encoding)
    # What the encoding has is kept, such as é; none of the three has a thin space.
    assert "Répondre" in told
    assert "Usage : foodplan [OPTIONS] COMMANDE" in told
    assert "?" not in told


def test_json_loses_nothing_whatever_the_stream() -> None:
    shown = foodplan("scenario", "list", "--json", "--lang", "fr", encoding="latin-1")
    asks = [one["asks"] for one in json.loads(shown.stdout)]
    assert any("œ" in one or "é" in one for one in asks)
