import pytest

from dateline.cli.dates import interval
from dateline.records import When


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2022-07-03", "2022-07-03", "2022-07-03"),
        ("2022-07-03T09:00", "2022-07-03T10:00", "2022-07-03"),
        ("2022-07-01", "2022-07-31", "2022-07"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-29", "2023-02-01 to 2023-02-29"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("1910-01-01", "1945-12-31", "1910 to 1945"),
        ("2022-06-01", "2022-07-31", "2022-06 to 2022-07"),
        ("2023-04-01", "2023-04-02", "2023-04-01 to 2023-04-02"),
        ("1910", "1945", "1910 to 1945"),
        ("2022-07", "2022-07", "2022-07"),
        (None, "2022-07-03", "until 2022-07-03"),
        ("2022-07-03", None, "since 2022-07-03"),
        (None, None, '"last week"'),
    ],
)
def test_interval(first: str | None, last: str | None, shown: str) -> None:
    when = When(earliest=first, latest=last, precision="x", text="last week")
    assert interval(when) == shown


def test_no_time_at_all() -> None:
    assert interval(None) == "unknown"
    assert interval(When(earliest=None, latest=None, precision="unknown")) == "unknown"
