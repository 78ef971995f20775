"""What an expression of time means: a TIMEX3 type and value, and the days it covers.

Each reader takes the match of one rule of `patterns` and the `Scene` in which it stands, and
returns a `Draft`, or None when the words are no time after all. What is relative is worked out
for the first and for the last day on which the article may have appeared: where both agree the
value is exact, where not it is masked ("2022-WXX-7") and the interval covers both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.mentions.times import words as w
from dateline.mentions.times.intervals import (
    Days,
    covered,
    day,
    shift_days,
    shift_months,
    week_days,
)

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["past", "future", "unknown"]
Match = re.Match[str]


class Draft(NamedTuple):
    """A reading: type, value and, where they are known, the first and last day."""

    type: Kind
    value: str
    earliest: str | None = None
    latest: str | None = None


NO_DAY = Draft("DATE", "")
"""Written like a date, but no calendar has it: nothing inside it is read either."""


class Scene(NamedTuple):
    """What a reader may know of the surroundings of its match."""

    published: Days | None
    anchor: Days | None  # the day or period named last before this match
    quarter: Days | None  # the business quarter named last before this match
    direction: Callable[[int, int], Direction]
    tag: Callable[[int], str]  # part of speech of the word at a character
    narrative: bool  # a chronicle, whose dates lean on one another and not on publication
    month_first: bool
    text: str


# -- helpers ------------------------------------------------------------------------------------


def dated(value: str, kind: Kind = "DATE", days: Days | None = None) -> Draft:
    """A draft whose interval follows from its value, unless `days` says it."""
    days = days or covered(value)
    if days is None:
        return Draft(kind, value)
    return Draft(kind, value, days[0].isoformat(), days[1].isoformat())


def relative(
    window: Days | None, move: Callable[[date], str | None], mask: str, kind: Kind = "DATE"
) -> Draft:
    """The value of `move` over the days of `window`; masked where they disagree or are unknown."""
    if window is None:
        return Draft(kind, mask)
    first, last = move(window[0]), move(window[1])
    if first is None or last is None:
        return Draft(kind, mask)
    if first == last:
        return dated(first, kind)
    a, b = covered(first), covered(last)
    if a is None or b is None:
        return Draft(kind, mask)
    earliest, latest = min(a[0], b[0]), max(a[1], b[1])
    # From a year alone nothing finer than a month is told apart: the window is that year.
    if (window[1] - window[0]).days > 31 and ("W" in mask or mask.count("-XX") > 1):
        earliest, latest = window
    if earliest.year == latest.year:
        mask = mask.replace("XXXX", f"{earliest.year:04d}", 1)
    return Draft(kind, mask, earliest.isoformat(), latest.isoformat())


def narrowed(draft: Draft, phase: str | None) -> Draft:
    """The draft with its interval cut to its early, middle or late third."""
    if not phase or not draft.earliest or not draft.latest:
        return draft
    low, high = _parse(draft.earliest), _parse(draft.latest)
    if low is None or high is None:
        return draft
    total = (high - low).days + 1
    word = phase.lower().replace("-", " ").split()
    third = max(total // 3, 1)
    if any(x in word for x in ("early", "beginning", "start", "first")):
        high = low + timedelta(days=third - 1)
    elif any(x in word for x in ("mid", "middle")):
        low, high = low + timedelta(days=third), low + timedelta(days=max(2 * third, third))
    elif any(x in word for x in ("late", "end", "close", "latter", "last", "second")):
        low = high - timedelta(days=third - 1)
    return draft._replace(earliest=low.isoformat(), latest=high.isoformat())


def _parse(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """The year of two or four digits: 00–49 lie in this century, 50–99 in the last."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < 50 else 1900)


def week_value(when: date) -> str:
    year, week, _ = when.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(when: date) -> str:
    return f"{when.year:04d}-Q{(when.month + 2) // 3}"


def period_value(when: date, unit: str, count: int = 0) -> str | None:
    """The period of kind `unit` that lies `count` periods from the one of `when`."""
    if unit == "D":
        moved = shift_days(when, count)
        return moved.isoformat() if moved else None
    if unit in ("W", "WE", "FN"):
        moved = shift_days(when, count * (14 if unit == "FN" else 7))
        if moved is None:
            return None
        return week_value(moved) + ("-WE" if unit == "WE" else "")
    if unit == "M":
        moved = shift_months(when, count)
        return f"{moved.year:04d}-{moved.month:02d}" if moved else None
    if unit == "Q":
        moved = shift_months(when, 3 * count)
        return quarter_value(moved) if moved else None
    year = when.year + count * {"Y": 1, "E": 10, "C": 100}.get(unit, 1)
    if not 1 <= year <= 9999:
        return None
    return {"Y": f"{year:04d}", "E": f"{year // 10:03d}", "C": f"{year // 100:02d}"}.get(unit)


MASKS = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "E": "XXX", "C": "XX", "FN": "XXXX-WXX",
}  # fmt: skip


def unit_code(word: str) -> str:
    """The code of a unit of time in any number or spelling: "hrs" → H, "centuries" → C."""
    low = word.lower()
    low = {"min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "yr": "year",
           "yrs": "year", "centuries": "century"}.get(low, low)  # fmt: skip
    return w.UNITS.get(low) or w.UNITS.get(low.rstrip("s"), "D")


def length_value(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT2H, P1DE, PXM for an unknown number of months."""
    if count is not None and unit in ("FN", "C", "L", "HY", "Q", "WE"):
        factor, unit = {
            "FN": (2, "W"), "C": (100, "Y"), "L": (1000, "Y"), "HY": (6, "M"), "Q": (1, "Q"),
            "WE": (1, "WE"),
        }[unit]  # fmt: skip
        count *= factor
    if count is not None and count % 1 == 0.5 and count > 1 and unit in ("Y", "H"):
        whole = int(count)
        return f"P{whole}Y6M" if unit == "Y" else f"PT{whole}H30M"
    text = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
    if unit in ("S", "H"):
        return f"PT{text}{unit}"
    if unit == "MIN":
        return f"PT{text}M"
    return f"P{text}{unit}"


def week_year(when: date) -> int:
    return when.isocalendar()[0]


# -- dates --------------------------------------------------------------------------------------


def _iso(m: Match, scene: Scene) -> Draft | None:
    found = day(int(m["y"]), int(m["m"]), int(m["d"]))
    if found is None:
        return NO_DAY
    if m["clock"]:
        return dated(f"{found.isoformat()}T{m['clock'][:5]}", "TIME")
    return dated(found.isoformat())


def _numeric(m: Match, scene: Scene) -> Draft | None:
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


def _compact(m: Match, scene: Scene) -> Draft | None:
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
            year += 1
        return dated(f"{year:04d}{suffix}")

    def move(when: date) -> str | None:
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
            return None
        return f"{year:04d}{suffix}" if 1 <= year <= 9999 else None

    return relative(scene.published, move, f"XXXX{suffix}")


def part_of(draft: Draft, part: str | None) -> Draft:
    """A day with a part of it: "Sunday night" is a TIME."""
    if not part or draft.type != "DATE" or len(draft.value) < 8 or not draft.value[-1].isdigit():
        return draft
    code = w.DAY_PARTS.get(part.lower())
    if part.lower() in ("noon", "midday"):
        return draft._replace(type="TIME", value=draft.value + "T12:00")
    if part.lower() == "midnight":
        return draft._replace(type="TIME", value=draft.value + "T24:00")
    return draft._replace(type="TIME", value=f"{draft.value}T{code}") if code else draft


def _date(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    month = w.MONTHS[got["mon"].lower().rstrip(".")]
    ordinal = got.get("ordinal")
    number = w.ORDINALS[ordinal.lower()] if ordinal else int(re.sub(r"\D", "", got["d"]))
    if day(2024, month, number) is None:
        return NO_DAY
    if got.get("era"):
        return Draft("DATE", _era_year(got["era"]) + f"-{month:02d}-{number:02d}")
    if got["y"]:
        year = int(got["y"])
        if day(year, month, number) is None:
            return NO_DAY
        draft: Draft | None = dated(f"{year:04d}-{month:02d}-{number:02d}")
    else:
        draft = nearest_year(month, number, m, scene)
    second = re.search(r"\d+", got.get("d2") or "")
    if draft and second and draft.earliest:
        start = _parse(draft.earliest)
        end = day(start.year, month, int(second[0])) if start and draft.value[:1] != "X" else None
        if start and end and start < end:
            value = f"{start.isoformat()}/{end.isoformat()}"
            return Draft("DATE", value, start.isoformat(), end.isoformat())
    return part_of(draft, got.get("part") or got.get("part2")) if draft else None


def _era_year(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return ("BC" if "b" in text.lower() else "") + digits.zfill(4)


def _month(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    name = got["mon"]
    month = w.MONTHS[name.lower().rstrip(".")]
    which, rel = (got.get("which") or "").lower(), (got.get("rel") or "").lower()
    phase = got.get("phase")
    if got.get("era"):
        return Draft("DATE", f"{_era_year(got['era'])}-{month:02d}")
    if got.get("y") or got.get("yy"):
        year = full_year(got.get("y") or got["yy"])
        return narrowed(dated(f"{year:04d}-{month:02d}"), phase)
    if not (which or rel or phase) and not _is_month(m, scene, name):
        return None
    if rel:
        base = scene.anchor if rel in ("that", "the same", "the following", "the previous") else scene.published
        step = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(rel, 0)
        draft = relative(base, lambda d: f"{d.year + step:04d}-{month:02d}", f"XXXX-{month:02d}")
        return narrowed(draft, phase)
    if which in ("last", "past", "this past"):

        def before(d: date) -> str:
            return f"{d.year - (1 if month >= d.month else 0):04d}-{month:02d}"

        return narrowed(relative(scene.published, before, f"XXXX-{month:02d}"), phase)
    if which in ("next", "coming", "the coming"):

        def after(d: date) -> str:
            return f"{d.year + (1 if month <= d.month else 0):04d}-{month:02d}"

        return narrowed(relative(scene.published, after, f"XXXX-{month:02d}"), phase)
    if which in ("that", "the same", "the following", "following", "the previous") and scene.anchor:
        anchor = scene.anchor

        def follow(d: date) -> str:
            step = 0
            if "following" in which and month <= d.month:
                step = 1
            if "previous" in which and month >= d.month:
                step = -1
            return f"{d.year + step:04d}-{month:02d}"

        return narrowed(relative(anchor, follow, f"XXXX-{month:02d}"), phase)
    if which == "this":
        draft = relative(scene.published, lambda d: f"{d.year:04d}-{month:02d}", f"XXXX-{month:02d}")
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


# -- years and longer ---------------------------------------------------------------------------

_YEAR_NOT = re.compile(
    r"\s*(?:people|men|women|troops|soldiers|dead|percent|per cent|miles|km|kilomet|met(?:er|re)s|"
    r"feet|tons|tonnes|dollars|euros|pounds|jobs|points|hours|acres|square|GMT|UTC|hrs|local time|"
    r"million|billion|[a-z]{3,}s\b(?<!s's))",
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|of|by|from|to|until|till|through|during|before|after|between|and|for|year|"
    r"early|late|mid|around|circa|the|or|fall|spring|summer|winter|autumn)|[-–(,/])\s*$",
    re.IGNORECASE,
)


def _year(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    year = int(got["y"])
    whole = m.group().lower()
    if got.get("fiscal"):
        return dated(f"{year:04d}")
    if got.get("ad") or whole.startswith("the year") or got.get("phase"):
        return narrowed(dated(f"{year:04d}"), got.get("phase"))
    before = scene.text[max(0, m.start() - 12) : m.start()]
    after = scene.text[m.end() : m.end() + 16]
    if re.search(r"(?:[$€£#№]|no\.|nos\.|route|highway|\d,)\s*$", before, re.IGNORECASE):
        return None
    cue = bool(_YEAR_CUE.search(before))
    tens = year < 1600 or year > 2099
    if tens and not re.search(r"\b(?:in|since|until|by|year|circa)\s*$", before, re.IGNORECASE):
        return None
    if year < 1600 and scene.published and not scene.narrative and not cue:
        return None
    if _YEAR_NOT.match(after) and not re.search(r"\bthe\s*$", before):
        return None
    return dated(f"{year:04d}")


def _bc(m: Match, scene: Scene) -> Draft | None:
    return Draft("DATE", "BC" + m["y"].zfill(4))


def _year_words(m: Match, scene: Scene) -> Draft | None:
    tail = w.number(m["tail"])
    head = m["head"].lower()
    if tail is None or tail >= 100:
        return None
    base = 1900 if head == "nineteen" else 1800 if head == "eighteen" else 2000
    if head == "twenty" and tail < 10:
        return None
    return dated(f"{base + int(tail):04d}")


def _short_year(m: Match, scene: Scene) -> Draft | None:
    return narrowed(dated(f"{full_year(m['yy']):04d}"), m["phase"])


def _years(m: Match, scene: Scene) -> Draft | None:
    first = int(m["y"])
    second = int(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
    if not first < second <= first + 400:
        return None
    return Draft("DATE", f"{first:04d}/{second:04d}", f"{first:04d}-01-01", f"{second:04d}-12-31")


def _decade(m: Match, scene: Scene) -> Draft | None:
    text = m["decade"].lower()
    digits = re.sub(r"\D", "", text)
    if len(digits) == 4:
        value = digits[:3]
        if digits.endswith("00") and not m["phase"]:
            value = digits[:3]
    elif digits:
        value = f"19{digits[0]}"
    else:
        word = re.split(r"[ \n-]+", text)[-1]
        if word == text and not re.match(r"the ", m.group(), re.IGNORECASE):
            return None  # "in his sixties" is an age
        century = "18" if text.startswith("eighteen") else "19"
        value = f"{century}{w.DECADES[word] // 10}"
    return narrowed(dated(value), m["phase"])


def _century(m: Match, scene: Scene) -> Draft | None:
    text = m["n"].lower()
    number = w.ORDINALS.get(text) or int(re.sub(r"\D", "", text) or 0)
    if not 1 <= number <= 30:
        return None
    if m["bc"]:
        return Draft("DATE", f"BC{number - 1:02d}")
    return narrowed(dated(f"{number - 1:02d}"), m["phase"])


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3,
             "4th": 4, "final": 4}  # fmt: skip


def _quarter(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    year = got.get("y") or got.get("yp") or got.get("yb")
    word = (got.get("q") or got.get("qn") or "").lower()
    number = _QUARTERS.get(word) or (int(word) if word.isdigit() else None)
    if number is None:
        if word == "latest":
            return relative(scene.published, lambda d: period_value(d, "Q", -1), "XXXX-QX")
        return None
    if year:
        return dated(f"{int(year):04d}-Q{number}")
    rel = (got.get("rel") or got.get("relb") or "").lower()
    if rel in ("this", "last", "next"):
        step = {"last": -1, "next": 1}.get(rel, 0)
        return relative(scene.published, lambda d: f"{d.year + step:04d}-Q{number}", f"XXXX-Q{number}")

    def move(d: date) -> str:
        ahead = number > (d.month + 2) // 3
        future = scene.direction(m.start(), m.end()) == "future"
        return f"{d.year - (1 if ahead and not future and number == 4 and d.month < 9 else 0):04d}-Q{number}"

    return relative(scene.published, move, f"XXXX-Q{number}")


def _quarter_ref(m: Match, scene: Scene) -> Draft | None:
    which = m["which"].lower()
    anchor = scene.quarter or scene.anchor or scene.published
    if which in ("year-ago", "year-earlier") or m["ago"]:
        return relative(anchor, lambda d: period_value(d, "Q", -4), "XXXX-QX")
    if not m.group().lower().endswith("quarter") and which != "latest":
        return None
    if which in ("previous", "preceding"):
        return relative(anchor, lambda d: period_value(d, "Q", -1), "XXXX-QX")
    if which == "latest":
        return relative(scene.published, lambda d: period_value(d, "Q", -1), "XXXX-QX")
    return relative(scene.published, lambda d: period_value(d, "Q", 0), "XXXX-QX")


def _half(m: Match, scene: Scene) -> Draft | None:
    number = 1 if m["h"].lower() in ("first", "1st") else 2
    if m["y"]:
        return dated(f"{int(m['y']):04d}-H{number}")
    step = {"last": -1, "next": 1}.get((m["rel"] or "").lower(), 0)
    return relative(scene.published, lambda d: f"{d.year + step:04d}-H{number}", f"XXXX-H{number}")


def _season(m: Match, scene: Scene) -> Draft | None:
    code = w.SEASONS[m["season"].lower()]
    which, rel = (m["which"] or "").lower(), (m["rel"] or "").lower()
    if m["era"]:
        return Draft("DATE", f"{_era_year(m['era'])}-{code}")
    if m["y"] or m["yy"]:
        return narrowed(dated(f"{full_year(m['y'] or m['yy']):04d}-{code}"), m["phase"])
    if which in ("each", "every"):
        return Draft("SET", f"XXXX-{code}")
    word = m["season"].lower()
    if word in ("spring", "fall") and not (which or rel or m["phase"]):
        return None
    if scene.tag(m.start("season")) == "VERB":
        return None
    if not which and not rel and not m["phase"] and word != "autumn":
        before = scene.text[max(0, m.start() - 10) : m.start()].lower()
        if not re.search(r"\b(?:in|since|by|during|until|after|before|for|of|through)\s*$", before):
            return None
    if rel:
        step = {"last": -1, "next": 1}.get(rel, 0)
        return relative(scene.published, lambda d: f"{d.year + step:04d}-{code}", f"XXXX-{code}")
    first = w.SEASON_MONTHS[code][0]
    past = which in ("last", "past", "this past") or (
        which in ("the", "that", "") and scene.direction(m.start(), m.end()) == "past"
    )
    future = which in ("next", "coming", "the coming", "this coming")
    base = scene.anchor if which in ("that", "the following") or scene.narrative else scene.published

    def move(d: date) -> str:
        year = d.year - (1 if code == "WI" and d.month < 3 else 0)
        if past and first > d.month:
            year -= 0 if code == "WI" and d.month < 3 else 1
        elif which == "last" and first <= d.month <= first + 2:
            year -= 1
        elif future and first <= d.month:
            year += 1
        return f"{year:04d}-{code}"

    return narrowed(relative(base or scene.published, move, f"XXXX-{code}"), m["phase"])


def _feast(m: Match, scene: Scene) -> Draft | None:
    name = m["feast"].lower()
    which = (m["which"] or "").lower()
    if not m["feast"][:1].isupper():
        return None
    if which in ("every", "each"):
        return Draft("SET", "P1Y")

    def in_year(year: int) -> str | None:
        found = feast_day(name, year)
        return found.isoformat() if found else None

    if m["y"]:
        value = in_year(int(m["y"]))
        return dated(value) if value else Draft("DATE", m["y"])
    direction = scene.direction(m.start(), m.end())

    def move(d: date) -> str | None:
        value = in_year(d.year)
        if value is None:
            return None
        if (m["rel"] or "").lower() == "last" or (which == "last" and value >= d.isoformat()):
            return in_year(d.year - 1)
        if which != "this" and direction == "past" and value > d.isoformat():
            return in_year(d.year - 1)
        if which == "next" or (direction == "future" and value < d.isoformat()):
            return in_year(d.year + (1 if value < d.isoformat() else 0))
        return value

    return part_of(relative(scene.published, move, "XXXX-XX-XX"), m["part"])


def feast_day(name: str, year: int) -> date | None:
    """The day of a feast in a year; None for those that no simple rule gives."""
    if name in w.FEASTS:
        return day(year, *w.FEASTS[name])
    if name in w.MOVABLE_FEASTS:
        month, weekday, which = w.MOVABLE_FEASTS[name]
        first = day(year, month, 1)
        if first is None:
            return None
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    if not 1583 <= year <= 4000:
        return None
    offset = {"easter": 0, "easter sunday": 0, "good friday": -2, "easter monday": 1}.get(name)
    return None if offset is None else easter(year) + timedelta(days=offset)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)
