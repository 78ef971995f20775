"""Readers of what is told from the day of publication or from a date named before."""

from __future__ import annotations

import re
from datetime import date

from dateline.mentions.times import words as w
from dateline.mentions.times.dates import nearest_year
from dateline.mentions.times.intervals import Days, covered, shift_days, shift_months
from dateline.mentions.times.values import (
    MASKS,
    Draft,
    Match,
    Scene,
    dated,
    length_value,
    narrowed,
    part_of,
    period_value,
    quarter_value,
    relative,
    unit_code,
)

_NEAR = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2,
}  # fmt: skip


def near_day(word: str, scene: Scene) -> Draft:
    """Yesterday, today, tomorrow."""
    step = _NEAR[re.sub(r"\s+", " ", word.lower())]
    return relative(scene.published, lambda d: period_value(d, "D", step), "XXXX-XX-XX")


def near(m: Match, scene: Scene) -> Draft | None:
    word = m["word"].lower()
    part = m.groupdict().get("part") or ("night" if word == "tonight" else None)
    return part_of(near_day(word, scene), part)


def this_part(m: Match, scene: Scene) -> Draft | None:
    which, part = m["which"].lower(), m["part"].lower()
    base = scene.published
    step = 0
    if which == "last":
        step = -1
    elif which == "next":
        step = 1
    elif which in ("that", "the same", "the following", "the next", "the previous"):
        base = scene.anchor or scene.published
        step = {"the following": 1, "the next": 1, "the previous": -1}.get(which, 0)
    return part_of(relative(base, lambda d: period_value(d, "D", step), "XXXX-XX-XX"), part)


def weekday_near(number: int, direction: str, d: date) -> str | None:
    """The weekday on or next to `d`: the last one, unless the direction is the future."""
    if direction == "future":
        moved = shift_days(d, (number - d.isoweekday()) % 7)
    else:
        moved = shift_days(d, -((d.isoweekday() - number) % 7))
    return moved.isoformat() if moved else None


def weekday_draft(name: str, direction: str, base: Days | None) -> Draft:
    number = w.WEEKDAYS[name.lower()]
    return relative(base, lambda d: weekday_near(number, direction, d), f"XXXX-WXX-{number}")


def weekday(m: Match, scene: Scene) -> Draft | None:
    which, rel = (m["which"] or "").lower(), (m["rel"] or "").lower()
    number = w.WEEKDAYS[m["wd"].lower()]
    mask = f"XXXX-WXX-{number}"
    if which in ("every", "each") or m["plural"]:
        return Draft("SET", mask)
    if rel:
        step = {"last": -7, "next": 7}.get(rel, 0)

        def in_week(d: date) -> str | None:
            moved = shift_days(d, step + number - d.isoweekday())
            return moved.isoformat() if moved else None

        return part_of(relative(scene.published, in_week, mask), m["part"])
    if m["ago"]:
        weeks = int(w.number(m["ago"]) or 1)

        def ago(d: date) -> str | None:
            moved = shift_days(d, -7 * weeks - ((d.isoweekday() - number) % 7))
            return moved.isoformat() if moved else None

        return part_of(relative(scene.published, ago, mask), m["part"])
    base = scene.published
    if which in ("last", "past", "this past", "the past", "previous", "the previous"):

        def before(d: date) -> str | None:
            moved = shift_days(d, -((d.isoweekday() - number - 1) % 7 + 1))
            return moved.isoformat() if moved else None

        base = scene.anchor if "previous" in which and scene.anchor else base
        return part_of(relative(base, before, mask), m["part"])
    if which in ("next", "coming", "this coming", "following", "the following", "the next"):

        def after(d: date) -> str | None:
            moved = shift_days(d, (number - d.isoweekday() - 1) % 7 + 1)
            return moved.isoformat() if moved else None

        base = scene.anchor if "following" in which and scene.anchor else base
        return part_of(relative(base, after, mask), m["part"])
    if which == "that" and scene.anchor:
        base = scene.anchor
    if scene.narrative and scene.anchor:
        return part_of(weekday_draft(m["wd"], "future", scene.anchor), m["part"])
    return part_of(weekday_draft(m["wd"], scene.direction(m.start(), m.end()), base), m["part"])


def part_weekday(m: Match, scene: Scene) -> Draft | None:
    if m["near"]:
        draft = near_day(m["near"], scene)
    else:
        draft = weekday_draft(m["wd"], scene.direction(m.start(), m.end()), scene.published)
    return part_of(draft, m["part"])


_ANCHORED = ("that", "the same", "that same", "following", "the following", "the previous",
             "previous", "the preceding")  # fmt: skip
_BACK = ("last", "past", "the past", "this past", "the last", "the previous", "previous",
         "the preceding")  # fmt: skip
_AHEAD = ("next", "the next", "coming", "the coming", "this coming", "the upcoming", "following",
          "the following")  # fmt: skip


def period(m: Match, scene: Scene) -> Draft | None:
    which = re.sub(r"\s+", " ", m["which"].lower()).strip()
    code = unit_code(m["unit"])
    phase = (m["phase"] or "").lower().strip()
    if code in ("H", "MIN"):
        if which in ("the past", "the last", "the next", "last", "past", "next"):
            return _near_span(1, code, -1 if which in _BACK else 1, scene)
        return None
    step = -1 if which in _BACK else 1 if which in _AHEAD else 0
    base = scene.published
    if which in _ANCHORED or (scene.narrative and which in ("the next", "next", "its", "the")):
        base = scene.anchor or (None if scene.narrative else scene.published)
    if which in ("the", "its"):
        base = scene.anchor if scene.narrative else scene.published
    # "the past year" is a length that ends now, "the last year" mostly too.
    if which in ("the past", "the last", "the next", "the coming") and not scene.narrative:
        if code not in ("WE", "Q") and not (which in ("the last", "the next") and code == "D"):
            return _near_span(1, code, step, scene)
    if code == "D" and which in ("this", "the current", "current", "past", "coming"):
        return (
            relative(base, lambda d: period_value(d, "D", step), "XXXX-XX-XX")
            if which == "this"
            else None
        )
    if code == "WE" and which in ("last", "this past", "past"):

        def weekend(d: date) -> str | None:
            return period_value(d, "WE", -1)

        return relative(base, weekend, MASKS["WE"])
    draft = relative(base, lambda d: period_value(d, code, step), MASKS.get(code, "XXXX"))
    if phase in ("earlier", "earlier in"):
        if draft.latest and scene.published and draft.earliest:
            draft = draft._replace(
                latest=max(draft.earliest, min(draft.latest, scene.published[1].isoformat()))
            )
        return draft
    if phase in ("later", "later in") or phase.endswith(("rest of", "remainder of")):
        if draft.earliest and scene.published and draft.latest:
            start = max(draft.earliest, scene.published[0].isoformat())
            draft = draft._replace(earliest=min(start, draft.latest))
        return draft
    return narrowed(draft, phase)


_ENDED = re.compile(r",?\s+(?:which )?(?:ended|ending|ends|to (?:the )?end of)\b")


def period_bare(m: Match, scene: Scene) -> Draft | None:
    """ "The quarter", "the year": those of the date named last, else of publication."""
    code = unit_code(m["unit"])
    if code == "D" or (code in ("Y", "M", "W") and not m["adj"]):
        before = scene.text[max(0, m.start() - 12) : m.start()].lower()
        if not re.search(r"\b(?:of|for|during|in|over|throughout|later in|on)\s*$", before):
            return None
        if code == "D":
            return None
    if _ENDED.match(scene.text[m.end() :]):
        return Draft(
            "DURATION", length_value(1, code)
        )  # "the year ended 31 March" is no calendar's
    base = scene.anchor if scene.narrative else scene.published
    if code == "WE" and scene.direction(m.start(), m.end()) != "future":
        # "over the weekend": the one that lies behind, unless today is part of it.
        return relative(
            base, lambda d: period_value(d, "WE", 0 if d.isoweekday() > 5 else -1), MASKS["WE"]
        )
    if code == "Q":
        return (
            relative(base, quarter_value, "XXXX-QX") if scene.anchor is None else _quarter_of(scene)
        )
    return relative(base, lambda d: period_value(d, code, 0), MASKS.get(code, "XXXX"))


def _quarter_of(scene: Scene) -> Draft:
    anchor = scene.anchor
    if anchor and 80 <= (anchor[1] - anchor[0]).days <= 95:
        return dated(quarter_value(anchor[0]))
    return relative(scene.published, lambda d: period_value(d, "Q", -1), "XXXX-QX")


def period_end(m: Match, scene: Scene) -> Draft | None:
    """ "Year's end", "year-end": the last third of the running year, from publication on."""
    code = unit_code(m["unit"])
    draft = relative(scene.published, lambda d: period_value(d, code, 0), MASKS.get(code, "XXXX"))
    before = scene.text[max(0, m.start() - 6) : m.start()].lower()
    if re.search(r"\bby\s*(?:the\s*)?$", before) and draft.latest and scene.published:
        start = max(draft.earliest or "", scene.published[0].isoformat())
        return draft._replace(earliest=min(start, draft.latest))
    return narrowed(draft, "end")


def that_unit(m: Match, scene: Scene) -> Draft | None:
    """ "The first day of this month", "the second week of the year"."""
    outer, inner = unit_code(m["outer"]), unit_code(m["unit"])
    step = {"last": -1, "next": 1}.get(m["which"].lower(), 0)
    order = w.ORDINALS.get(m["order"].lower())

    def move(d: date) -> str | None:
        days = covered(period_value(d, outer, step) or "")
        if days is None:
            return None
        if order is None:
            return period_value(days[1], inner, 0)
        return period_value(days[0], inner, order - 1)

    return relative(scene.published, move, MASKS.get(inner, "XXXX"))


def offset_value(d: date, count: float, code: str, sign: int) -> str | None:
    if code in ("S", "MIN", "H"):
        hours = count * {"S": 1 / 3600, "MIN": 1 / 60, "H": 1}[code]
        moved = shift_days(d, sign * int(hours // 24))
        return moved.isoformat() if moved else None
    whole = count == int(count)
    if code == "D":
        return period_value(d, "D", sign * int(count))
    if code in ("W", "FN", "WE"):
        days = 7 * count * (2 if code == "FN" else 1)
        if not whole:
            moved = shift_days(d, sign * round(days))
            return moved.isoformat() if moved else None
        return period_value(d, "W", sign * int(days // 7))
    if code == "Y" and not whole:
        return period_value(d, "M", sign * round(12 * count))
    return period_value(d, code, sign * int(count))


def offset(m: Match, scene: Scene) -> Draft | None:
    """ "Two days ago", "three weeks earlier", "a week from Tuesday"."""
    got = m.groupdict()
    sign_word = re.sub(r"\s+", " ", got["sign"].lower())
    code = unit_code(got.get("unit") or got["vague"])
    back = sign_word in ("ago", "earlier", "before", "previously", "back", "prior")
    sign = -1 if back else 1
    base = scene.published
    if sign_word in (
        "earlier",
        "later",
        "before",
        "previously",
        "afterwards",
        "afterward",
        "prior",
    ):
        base = scene.anchor or (None if scene.narrative else scene.published)
    if (got.get("wd") or "").lower() in w.WEEKDAYS:
        base = _days(weekday_draft(got["wd"], "future", scene.published))
    elif sign_word.endswith("yesterday"):
        base = _days(near_day("yesterday", scene))
    elif sign_word.endswith("tomorrow"):
        base = _days(near_day("tomorrow", scene))
    vague = got.get("vague") and got["vague"].lower()
    if vague:
        count = 2.0 if "couple" in vague else None
    else:
        count = w.number(got["n"]) if got.get("n") else None
    if count is None:
        end = base[1].isoformat() if base else None
        if sign < 0:
            return Draft("DATE", "PAST_REF", None, end)
        return Draft("DATE", "FUTURE_REF", base[0].isoformat() if base else None, None)
    number = count
    if base and not code.startswith(("S", "MIN", "H")) and (base[1] - base[0]).days > 31:
        # From a whole year one cannot step by days; by years one can.
        if code in ("Y", "E", "C"):
            return relative(
                base, lambda d: offset_value(d, number, code, sign), MASKS.get(code, "XXXX")
            )
    if code == "Y" and scene.quarter and number == 1 and sign < 0:
        # In a report on a quarter "a year ago" is the same quarter.
        return relative(scene.quarter, lambda d: period_value(d, "Q", -4), "XXXX-QX")
    mask = "XXXX-XX-XX" if code in ("S", "MIN", "H", "D") else MASKS.get(code, "XXXX")
    return relative(base, lambda d: offset_value(d, number, code, sign), mask)


def _days(draft: Draft) -> Days | None:
    return covered(draft.value)


def offset_adjective(m: Match, scene: Scene) -> Draft | None:
    code = unit_code(m["n"])
    base = scene.published
    if code == "Y" and scene.quarter:
        return relative(scene.quarter, lambda d: period_value(d, "Q", -4), "XXXX-QX")
    return relative(base, lambda d: period_value(d, code, -1), MASKS.get(code, "XXXX"))


def offset_in(m: Match, scene: Scene) -> Draft | None:
    count = w.number(m["n"] or m["n2"] or "")
    code = unit_code(m["unit"] or m["unit2"])
    if m["n"]:
        return Draft("DURATION", length_value(count, code))
    if count is None:
        return None
    number = count
    return relative(
        scene.published, lambda d: offset_value(d, number, code, 1), MASKS.get(code, "XXXX-XX-XX")
    )


def _near_span(count: float | None, code: str, sign: int, scene: Scene) -> Draft:
    """A length that ends (or begins) at publication: its value is the length."""
    value = length_value(count, code)
    pub = scene.published
    if pub is None:
        return Draft("DURATION", value)
    if count is None:
        if sign < 0:
            return Draft("DURATION", value, None, pub[1].isoformat())
        return Draft("DURATION", value, pub[0].isoformat(), None)
    if code == "Q":
        return Draft("DURATION", value, *_quarters(pub, sign, count))
    edge = _edge(pub[0] if sign < 0 else pub[1], count * sign, code)
    if edge is None:
        return Draft("DURATION", value)
    if sign < 0:
        return Draft("DURATION", value, edge.isoformat(), pub[1].isoformat())
    return Draft("DURATION", value, pub[0].isoformat(), edge.isoformat())


def _quarters(published: Days, sign: int, count: float) -> tuple[str | None, str | None]:
    """First and last day of the calendar's quarters before or after that of publication."""
    near = covered(period_value(published[0 if sign < 0 else 1], "Q", sign) or "")
    far = covered(period_value(published[0 if sign < 0 else 1], "Q", sign * int(count)) or "")
    if near is None or far is None:
        return None, None
    first, last = (far, near) if sign < 0 else (near, far)
    return first[0].isoformat(), last[1].isoformat()


def _edge(d: date, count: float, code: str) -> date | None:
    if code in ("S", "MIN", "H"):
        hours = count * {"S": 1 / 3600, "MIN": 1 / 60, "H": 1}[code]
        return shift_days(d, round(hours / 24))
    if code in ("D", "W", "WE", "FN"):
        return shift_days(d, round(count * {"D": 1, "W": 7, "WE": 7, "FN": 14}[code]))
    months = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}[code]
    return shift_months(d, round(count * months))


def span(m: Match, scene: Scene) -> Draft | None:
    """ "The past two months", "the next few weeks", "the first nine months"."""
    got = m.groupdict()
    which = got["which"].lower()
    code = unit_code(got["unit"])
    vague = (got.get("vague") or m.group()).lower()
    count = w.number(got["n"]) if got.get("n") else (2.0 if "couple" in vague else None)
    if which in ("past", "last", "recent") and not scene.narrative:
        if which == "recent" and count is None:
            draft = _near_span(None, code, -1, scene)
            return draft._replace(type="DATE", value="PAST_REF") if code == "Y" else draft
        return _near_span(count, code, -1, scene)
    if which in ("next", "coming", "upcoming", "future") and not scene.narrative:
        return _near_span(count, code, 1, scene)
    return Draft("DURATION", length_value(count, code))


def span_of(m: Match, scene: Scene) -> Draft | None:
    """ "The last week of August", "the first two months of 1939": a length at one end of a period."""
    code = unit_code(m["unit"])
    count = w.number(m["n"]) if m["n"] else (None if m["unit"].lower().endswith("s") else 1.0)
    value = length_value(count, code)
    if m["mon"]:
        month = w.MONTHS[m["mon"].lower().rstrip(".")]
        outer = (
            dated(f"{int(m['y']):04d}-{month:02d}")
            if m["y"]
            else nearest_year(month, None, m, scene)
        )
    else:
        outer = dated(f"{int(m['yb']):04d}")
    days = covered(outer.value) if outer else None
    if days is None or count is None:
        return Draft("DURATION", value)
    low: date | None
    high: date | None
    if m["which"].lower() in ("first", "opening"):
        edge = _edge(days[0], count, code)
        low, high = days[0], shift_days(edge, -1) if edge else None
    else:
        edge = _edge(days[1], -count, code)
        low, high = shift_days(edge, 1) if edge else None, days[1]
    if low is None or high is None:
        return Draft("DURATION", value)
    return Draft("DURATION", value, low.isoformat(), high.isoformat())


def present(m: Match, scene: Scene) -> Draft | None:
    low = m.group().lower()
    if low == "current" and scene.text[m.end() : m.end() + 1] == "-":
        return None
    pub = scene.published
    if pub is None:
        return Draft("DATE", "PRESENT_REF")
    return Draft("DATE", "PRESENT_REF", pub[0].isoformat(), pub[1].isoformat())


def past(m: Match, scene: Scene) -> Draft | None:
    return Draft(
        "DATE", "PAST_REF", None, scene.published[1].isoformat() if scene.published else None
    )


def future(m: Match, scene: Scene) -> Draft | None:
    low = m.group().lower()
    if low in ("shortly", "soon") and re.match(r"\s+(?:after|before|as)\b", scene.text[m.end() :]):
        return None
    if low == "soon" and re.search(r"\bas\s+$", scene.text[: m.start()][-4:], re.IGNORECASE):
        return None
    return Draft("DATE", "FUTURE_REF", scene.published[0].isoformat() if scene.published else None)
