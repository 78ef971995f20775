"""The API, asked by its own description: whatever Schemathesis thinks of, no answer is a fault of the
server, and each refusal is problem+json."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from dateline.web import create_app

schemathesis = pytest.importorskip("schemathesis")

EXAMPLES = 25
"""For each operation; the same ones each time."""


@pytest.fixture(scope="module")
def described(made: Path) -> Iterator[Any]:
    """The description, as the app gives it: the name that Schemathesis asks under is allowed."""
    app = create_app(made, read_only=True, hosts=("testserver",))
    yield schemathesis.openapi.from_asgi("/openapi.json", app)
    app.state.database.close()


def test_no_fault_of_the_server(described: Any) -> None:
    asked: dict[str, int] = {}
    for found in described.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            asked[case.operation.label] = asked.get(case.operation.label, 0) + 1
            answer = case.call()
            told = f"{case.as_curl_command()}: {answer.status_code} {answer.content[:400]!r}"
            assert answer.status_code < 500, told
            kinds = {k.lower(): v for k, v in answer.headers.items()}["content-type"]
            if answer.status_code >= 400:
                assert "application/problem+json" in str(kinds), told

        ask()
    assert len(asked) >= 8 and min(asked.values()) > 0, asked
