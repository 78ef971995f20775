"""Every record survives the way to JSON and Arrow and back; ids never change."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

import dateline
from dateline import records as r
from dateline.arrow import arrow_schema, from_arrow, to_arrow
from dateline.errors import UsageError

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
SCALARS: dict[type, st.SearchStrategy[Any]] = {
    inspect.NoneType: st.none(),
    inspect.BoolType: st.booleans(),
    inspect.IntType: st.integers(-(2**53), 2**53),
    inspect.FloatType: st.floats(allow_nan=False, allow_infinity=False),
    inspect.StrType: TEXT,
    inspect.BytesType: st.binary(max_size=12),
}


def strategy(type_: inspect.Type) -> st.SearchStrategy[Any]:
    """Anything that a field of this type may hold: None, empty lists and odd letters included."""
    if isinstance(type_, inspect.StructType):
        fields = {f.name: strategy(f.type) for f in type_.fields}
        return st.builds(type_.cls, **fields)
    if isinstance(type_, inspect.UnionType):
        return st.one_of([strategy(t) for t in type_.types])
    if isinstance(type_, inspect.ListType):
        return st.lists(strategy(type_.item_type), max_size=2)
    if isinstance(type_, inspect.DictType):
        keys, values = strategy(type_.key_type), strategy(type_.value_type)
        return st.dictionaries(keys, values, max_size=3)
    if isinstance(type_, inspect.LiteralType):
        return st.sampled_from(type_.values)
    return SCALARS[type(type_)]


def an_event(**changes: Any) -> r.Event:
    who = r.Actor(start=0, end=5, text="Japan", actor_id="jpn", country="JPN", sectors=["GOV"])
    fields: dict[str, Any] = {
        "id": r.event_id("a" * 20, "ACCUSE", r.Span(6, 13), [r.Span(0, 5)], []),
        "type": "ACCUSE",
        "about": None,
        "mode": None,
        "contexts": [],
        "cameo": "112",
        "quad": 3,
        "intensity": -2.0,
        "goldstein": None,
        "sources": [who],
        "targets": [],
        "status": "fact",
        "background": False,
        "voices": [
            r.Voice(name="Agency", kind="agency"),
            r.Voice(name="x", kind="office", actor=who),
        ],
        "when": r.When(earliest="2022-07-03", latest="2022-07-03", precision="day"),
        "where": None,
        "size": [r.Size(what="dead", low=3.0, high=None, text="at least three")],
        "sentence": r.Span(0, 40),
        "trigger": r.Span(6, 13),
        "evidence": [r.Evidence("trigger", r.Span(6, 13))],
        "within": None,
        "confidence": 0.5,
        "reason": "accuse-1",
        "version": "0.1.0",
    }
    return r.Event(**fields | changes)


@pytest.mark.parametrize("kind", r.RECORDS, ids=lambda k: k.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_round_trips(kind: type, data: st.DataObject) -> None:
    rows = data.draw(st.lists(strategy(inspect.type_info(kind)), max_size=3))
    for row in rows:
        assert r.from_json(r.to_json(row), kind) == row
    assert r.from_json(r.to_json(rows), list[kind]) == rows  # type: ignore[valid-type]
    table = to_arrow(rows, kind)
    assert table.schema.equals(arrow_schema(kind), check_metadata=True)
    assert from_arrow(table, kind) == rows


def test_an_event_survives_parquet(tmp_path: Any) -> None:
    import pyarrow.parquet as pq

    events = [an_event(), an_event(sources=[], voices=[], when=None, size=[], evidence=[])]
    pq.write_table(to_arrow(events), tmp_path / "events.parquet")
    assert from_arrow(pq.read_table(tmp_path / "events.parquet"), r.Event) == events


def test_spans_are_structs_and_scores_a_map() -> None:
    event = arrow_schema(r.Event)
    assert event.field("trigger").type == pa.struct(
        [pa.field("start", pa.int64(), nullable=False), pa.field("end", pa.int64(), nullable=False)]
    )
    assert pa.types.is_list(event.field("sources").type)
    assert pa.types.is_struct(event.field("sources").type.value_type)
    assert not event.field("sources").nullable
    assert event.field("when").nullable
    assert pa.types.is_map(arrow_schema(r.Relation).field("scores").type)


def test_a_column_left_out_takes_its_default_and_a_strange_one_is_left_out() -> None:
    credit = r.Article(id="1", text="x", topics=["World"])
    table = to_arrow([credit]).drop_columns(["topics"]).append_column("extra", pa.array([1]))
    assert from_arrow(table, r.Article) == [r.Article(id="1", text="x")]


def test_arrow_is_checked_at_the_border() -> None:
    table = pa.table({"name": ["Reuters"], "kind": ["newspaper"]})
    with pytest.raises(msgspec.ValidationError, match=r"kind"):
        from_arrow(table, r.Credit)
    with pytest.raises(msgspec.ValidationError, match="name"):
        from_arrow(pa.table({"kind": ["agency"]}), r.Credit)
    with pytest.raises(UsageError, match="class is not known"):
        to_arrow([])
    with pytest.raises(UsageError, match="Span among records of class Credit"):
        to_arrow([r.Credit(name="x", kind="agency"), r.Span(0, 1)])
    with pytest.raises(UsageError, match="no record class"):
        arrow_schema(int)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"status": "rumour"}, "status"),
        ({"type": "MAKE_STATEMENT"}, "type"),
        ({"sources": None}, "sources"),
        ({"quad": "3"}, "quad"),
        ({"trigger": [6, 13]}, "trigger"),
    ],
)
def test_json_is_checked_at_the_border(wrong: dict[str, Any], field: str) -> None:
    row = json.loads(r.to_json(an_event())) | wrong
    with pytest.raises(msgspec.ValidationError, match=field):
        r.from_json(json.dumps(row), r.Event)


@pytest.mark.parametrize("kind", r.RECORDS, ids=lambda k: k.__name__)
def test_records_are_frozen(kind: type) -> None:
    fields = inspect.type_info(kind).fields  # type: ignore[attr-defined]
    event = an_event()
    row = next((x for x in (event, event.trigger, event.evidence[0]) if type(x) is kind), None)
    if row is None:
        row = msgspec.convert({f.name: _plain(f.type) for f in fields if f.required}, kind)
    with pytest.raises(AttributeError, match="immutable"):
        setattr(row, fields[0].name, None)


def _plain(type_: inspect.Type) -> Any:
    """The least value of a type."""
    if isinstance(type_, inspect.UnionType):
        return None
    if isinstance(type_, inspect.LiteralType):
        return type_.values[0]
    if isinstance(type_, inspect.StructType):
        return {f.name: _plain(f.type) for f in type_.fields if f.required}
    plain = {
        inspect.StrType: "",
        inspect.IntType: 0,
        inspect.FloatType: 0.0,
        inspect.BytesType: b"",
    }
    return plain.get(type(type_), {} if isinstance(type_, inspect.DictType) else [])


def test_ids_never_change() -> None:
    """A desk that somebody has today must find its rows tomorrow: these hashes are for good."""
    article = r.article_id("Body.", url="https://example.org/1")
    assert article == "137201394c23bbe129fd"
    assert (
        r.article_id("Body.", url=None, outlet="The Post", published="2022-07-03")
        == "878d77a81c68e39c7d50"
    )
    event = r.event_id(article, "ACCUSE", r.Span(6, 13), [r.Span(0, 5)], [r.Span(20, 25)])
    assert event == "03beaf840bd5214459c2"


def test_what_an_id_depends_on() -> None:
    same = r.article_id("t", url=None, outlet="The Post", published="2022-07-03")
    assert same == r.article_id("t", url=None, outlet="The Post", published="2022-07-03T09:30Z")
    assert same != r.article_id("t", url=None, outlet="The Mail", published="2022-07-03")
    assert same != r.article_id("u", url=None, outlet="The Post", published="2022-07-03")
    with_url = r.article_id("t", url="https://example.org/1", outlet="The Post")
    assert with_url == r.article_id("t", url="https://example.org/1", published="2022-07-03")
    one = r.event_id("a", "ACCUSE", r.Span(1, 2), [r.Span(3, 4)], [])
    assert one != r.event_id("a", "ACCUSE", r.Span(1, 2), [], [r.Span(3, 4)])
    assert one != r.event_id("a", "REJECT", r.Span(1, 2), [r.Span(3, 4)], [])


def test_the_order_of_keys_does_not_matter() -> None:
    event = an_event()
    shuffled = dict(reversed(json.loads(r.to_json(event)).items()))
    again = r.from_json(json.dumps(shuffled), r.Event)
    assert again == event
    assert r.to_json(again) == r.to_json(event)
    assert again.id == r.event_id("a" * 20, again.type, again.trigger, [r.Span(0, 5)], [])


def test_json_schema_names_every_field() -> None:
    for kind in r.RECORDS:
        schema = r.json_schema(kind)["$defs"][kind.__name__]
        assert list(schema["properties"]) == [f.name for f in inspect.type_info(kind).fields]  # type: ignore[attr-defined]


def test_spans_behave_like_pairs() -> None:
    span = r.Span(3, 7)
    start, end = span
    assert (start, end, span[0], span[1], len(span)) == (3, 7, 3, 7, 2)
    assert span.covers(r.Span(3, 5)) and not span.covers(r.Span(3, 8))
    assert span.overlaps(r.Span(6, 9)) and not span.overlaps(r.Span(7, 9))
    assert sorted([r.Span(3, 7), r.Span(1, 9)])[0] == r.Span(1, 9)


def run_python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_import_is_quick_and_light() -> None:
    seconds = min(
        float(
            run_python(
                # Of the processor: a busy machine has others to serve.
                "import time; t = time.process_time(); import dateline; print(time.process_time() - t)"
            )
        )
        for _ in range(3)
    )
    assert seconds < 0.1
    heavy = "{'spacy', 'thinc', 'numpy', 'pyarrow', 'trafilatura', 'lxml', 'rich', 'click'}"
    code = f"import sys, dateline, dateline.records, dateline.arrow; print(sorted({heavy} & set(sys.modules)))"
    assert run_python(code) == "[]"


def test_the_public_face() -> None:
    assert dateline.Event is r.Event
    assert dateline.Span is r.Span
    assert set(dateline.__all__) <= set(dir(dateline))
    with pytest.raises(AttributeError, match="no attribute 'Desk_'"):
        _ = dateline.Desk_  # type: ignore[attr-defined]


def test_the_public_face_offers_every_name() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
