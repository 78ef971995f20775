"""Readers of days and months: "3 May 2021", "May 3–5", "24.02.2022", "last October"."""

from __future__ import annotations

import re
from datetime import date as Date

from dateline.mentions.times import words as w
from dateline.mentions.times.intervals import day
from dateline.mentions.times.values import (
    NO_DAY,
    Draft,
    Match,
    Scene,
    dated,
    full_year,
    narrowed,
    parse_day,
    part_of,
    relative,
)


def iso(m: Match, scene: Scene) -> Draft | None:
    found = day(int(m["y"]), int(m["m"]), int(m["d"]))
    if found is None:
        return NO_DAY
    if m["clock"]:
        return dated(f"{found.isoformat()}T{m['clock'][:5]}", "TIME")
    return dated(found.isoformat())


def numeric(m: Match, scene: Scene) -> Draft | None:
    year, a, b = full_year(m["y"]), int(m["a"]), int(m["b"])
    if m.start("y") == m.start():
        found = day(year, a, b)
    else:
        orders = ((a, b), (b, a)) if scene.month_first else ((b, a), (a, b))
        if m["sep"] == ".":
            orders = ((b, a), (b, a))  # 24.02.2022 is always written day first
        found = day(year, *orders[0]) or day(year, *orders[1])
    if found is None:
        return NO_DAY
    clock = m.groupdict().get("clock")
    return dated(f"{found.isoformat()}T{clock[:5]}", "TIME") if clock else dated(found.isoformat())


def compact(m: Match, scene: Scene) -> Draft | None:
    found = day(int(m["y"]), int(m["m"]), int(m["d"]))
    return dated(found.isoformat()) if found else None


NEAR_AHEAD = 60
"""Days by which a date named without a year may lie on the other side of what its tense says."""


def nearest_year(month: int, number: int | None, m: Match, scene: Scene) -> Draft | None:
    """The year of a month, or of a day of a month, that is named without one."""
    suffix = f"-{month:02d}" + (f"-{number:02d}" if number else "")
    direction = scene.direction(m.start(), m.end())
    if scene.narrative and scene.anchor:
        year = scene.anchor[0].year
        # A chronicle moves on: "in January" after "in December 1941" is the next year's.
        if (scene.anchor[1] - scene.anchor[0]).days < 32 and scene.anchor[0].month - month >= 7:
            later = day(year + 1, month, 1)
            known = scene.published is None or later is None or later <= scene.published[1]
            year += 1 if known or direction == "future" else 0
        return dated(f"{year:04d}{suffix}")

    def move(when: Date) -> str | None:
        base = day(when.year, month, number or 1)
        if base is None and number != 29:
            return None
        ahead = (month, number or when.day) > (when.month, when.day)
        behind = (month, number or when.day) < (when.month, when.day)
        year = when.year
        gap = (base - when).days if base else 0
        if direction == "past" and ahead:
            # "was put off to 9 November", said on 2 November, does not mean the last one.
            year -= 1 if gap > NEAR_AHEAD else 0
        elif direction == "future" and behind:
            year += 1 if gap < -3 else 0
        elif direction == "unknown":
            year += -1 if gap > 183 else 1 if gap < -183 else 0
        if number and day(year, month, number) is None:
            # 29 February: of the nearest year that has one, on the side that the tense says.
            sides = {"past": (-1,), "future": (1,)}.get(direction, (-1, 1))
            near = (year + k * side for k in range(1, 9) for side in sides)
            year = next((y for y in near if 0 < y < 10000 and day(y, month, number)), 0)
        return f"{year:04d}{suffix}" if 1 <= year <= 9999 else None

    return relative(scene.published, move, f"XXXX{suffix}")


def date(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    month = w.MONTHS[got["mon"].lower().rstrip(".")]
    ordinal = got.get("ordinal")
    number = w.ORDINALS[ordinal.lower()] if ordinal else int(re.sub(r"\D", "", got["d"]))
    if day(2024, month, number) is None:
        return NO_DAY
    if got.get("era"):
        return Draft("DATE", era_year(got["era"]) + f"-{month:02d}-{number:02d}")
    if got["y"]:
        year = int(got["y"])
        if day(year, month, number) is None:
            return NO_DAY
        draft: Draft | None = dated(f"{year:04d}-{month:02d}-{number:02d}")
    else:
        draft = nearest_year(month, number, m, scene)
    if draft and not got["y"] and got.get("wd") and draft.earliest == draft.latest:
        draft = _on_weekday(draft, w.WEEKDAYS[got["wd"].lower().rstrip(".")])
    second = re.search(r"\d+", got.get("d2") or "")
    if draft and second and draft.earliest:
        start = parse_day(draft.earliest)
        end = day(start.year, month, int(second[0])) if start and draft.value[:1] != "X" else None
        if start and end and start < end:
            value = f"{start.isoformat()}/{end.isoformat()}"
            return Draft("DATE", value, start.isoformat(), end.isoformat())
    return part_of(draft, got.get("part") or got.get("part2")) if draft else None


def _on_weekday(draft: Draft, weekday: int) -> Draft:
    """The date moved by a year where that puts it on the weekday that the text names."""
    found = parse_day(draft.earliest or "")
    if found is None or found.isoweekday() == weekday:
        return draft
    for step in (-1, 1):
        other = day(found.year + step, found.month, found.day)
        if other is not None and other.isoweekday() == weekday:
            return dated(other.isoformat())
    return draft


def era_year(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return ("BC" if "b" in text.lower() else "") + digits.zfill(4)


def month(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    name = got["mon"]
    month = w.MONTHS[name.lower().rstrip(".")]
    which, rel = (got.get("which") or "").lower(), (got.get("rel") or "").lower()
    phase = got.get("phase")
    if got.get("era"):
        return Draft("DATE", f"{era_year(got['era'])}-{month:02d}")
    if got.get("y") or got.get("yy"):
        year = full_year(got.get("y") or got["yy"])
        return narrowed(dated(f"{year:04d}-{month:02d}"), phase)
    if not (which or rel or phase) and not _is_month(m, scene, name):
        return None
    if rel:
        base = (
            scene.anchor
            if rel in ("that", "the same", "the following", "the previous")
            else scene.published
        )
        step = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(rel, 0)
        draft = relative(base, lambda d: f"{d.year + step:04d}-{month:02d}", f"XXXX-{month:02d}")
        return narrowed(draft, phase)
    if which in ("last", "past", "this past"):

        def before(d: Date) -> str:
            return f"{d.year - (1 if month >= d.month else 0):04d}-{month:02d}"

        return narrowed(relative(scene.published, before, f"XXXX-{month:02d}"), phase)
    if which in ("next", "coming", "the coming"):

        def after(d: Date) -> str:
            return f"{d.year + (1 if month <= d.month else 0):04d}-{month:02d}"

        return narrowed(relative(scene.published, after, f"XXXX-{month:02d}"), phase)
    if which in ("that", "the same", "the following", "following", "the previous") and scene.anchor:
        anchor = scene.anchor

        def follow(d: Date) -> str:
            step = 0
            if "following" in which and month <= d.month:
                step = 1
            if "previous" in which and month >= d.month:
                step = -1
            return f"{d.year + step:04d}-{month:02d}"

        return narrowed(relative(anchor, follow, f"XXXX-{month:02d}"), phase)
    if which == "this":
        draft = relative(
            scene.published, lambda d: f"{d.year:04d}-{month:02d}", f"XXXX-{month:02d}"
        )
        return narrowed(draft, phase)
    found = nearest_year(month, None, m, scene)
    return narrowed(found, phase) if found else None


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|to|through|between|and|before|after|for|during|or|"
    r"early|late|mid|each|the|starting|beginning|ending|ended|last|next)|[-,(/])\s*$",
    re.IGNORECASE,
)


def _is_month(m: Match, scene: Scene, name: str) -> bool:
    """Whether a bare month's name is one: May, March and August are words and names as well."""
    before = scene.text[max(0, m.start() - 14) : m.start()]
    low = name.lower().rstrip(".")
    if len(low) <= 4 and low not in ("may", "june", "july") and not name.endswith("."):
        return bool(_BEFORE_MONTH.search(before))
    if low in ("may", "march"):
        return bool(_BEFORE_MONTH.search(before)) and scene.tag(m.start()) in ("PROPN", "NOUN")
    if low in ("april", "june", "august", "jan"):
        return scene.tag(m.start()) in ("PROPN", "NOUN") and (
            bool(_BEFORE_MONTH.search(before)) or not re.match(r" [A-Z]", scene.text[m.end() :][:2])
        )
    return True
