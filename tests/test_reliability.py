"""The table and picture of how right rows of each confidence are."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from benchmarks.detection import Label
from benchmarks.reliability import Bin, Row, bins, calibration_error, picture, right_ones
from dateline.records import Span


def test_bins_and_their_mean_distance() -> None:
    rows = [Row(0.95, True), Row(1.0, True), Row(0.5, True), Row(0.5, False), Row(0.05, True)]
    found = bins(rows)
    assert [(b.low, b.n, b.right) for b in found] == [(0.0, 1, 1.0), (0.5, 2, 0.5), (0.9, 2, 1.0)]
    assert calibration_error(found) == pytest.approx((0.95 + 0 + 2 * 0.025) / 5)
    assert calibration_error([]) == 0.0
    low, high = found[0].interval()
    assert 0 <= low < 1.0 <= high


def test_a_label_serves_once_and_roles_count() -> None:
    label = Label("AID", (Span(0, 4),), (Span(10, 15),))
    reversed_ = Label("AID", (Span(10, 15),), (Span(0, 4),))
    assert right_ones([label], [reversed_, label, label]) == [False, True, False]
    assert right_ones([], [label]) == [False]


def test_the_picture_is_sound_svg() -> None:
    series = {"held": [Bin(0.0, 3, 0.07, 0.0), Bin(0.8, 40, 0.84, 0.9)], "fresh": []}
    root = ET.fromstring(picture(series))
    circles = root.findall(".//{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 2
    texts = ["".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"3", "40", "confidence", "share of right rows"} <= set(texts)
