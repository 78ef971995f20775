"""The code tables, and the errors of their sources that are mended."""

from __future__ import annotations

from dateline.coding import ontology


def test_sixteen_types_and_their_quads() -> None:
    quads = {name: info.quad for name, info in ontology.types().items()}
    assert len(quads) == 16
    assert [sum(q == n for q in quads.values()) for n in (1, 2, 3, 4)] == [4, 3, 4, 5]
    assert quads["SANCTION"] == 4


def test_scores() -> None:
    assert ontology.intensity("ACCUSE", None) == -2.0  # the manual prints 3 by mistake
    assert ontology.intensity("ACCUSE", "allege") == -3.5
    assert ontology.intensity("PROTEST", "vandalize") == ontology.intensity("PROTEST", None)
    assert ontology.goldstein("190") == -10.0
    assert ontology.goldstein("129") == -5.0
    assert ontology.goldstein("0251") == ontology.goldstein("025")  # own value missing
    assert ontology.goldstein(None) is None


def test_crosswalk_holds_only_modes_that_plover_has() -> None:
    for row in ontology.cameo().values():
        if row.type is None:
            assert row.code.startswith("01") or not row.label
            continue
        assert row.mode is None or row.mode in ontology.types()[row.type].modes, row.code
        assert set(row.contexts) <= ontology.contexts(), row.code


def test_thirty_seven_contexts() -> None:
    assert len(ontology.contexts()) == 37


def test_modes_of_what_is_asked_and_threatened() -> None:
    assert ontology.asked_mode("CONSULT") == "meet"
    assert ontology.asked_mode("RETREAT") == "yield"
    assert ontology.asked_mode("SANCTION") == "change"
    assert ontology.asked_mode(None) is None
    assert ontology.threatened_mode("ASSAULT", "aerial") == "violence"
    assert ontology.threatened_mode("COERCE", "arrest") == "arrest"
