"""Readers of years and longer, of quarters, seasons and feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.mentions.times import words as w
from dateline.mentions.times.dates import era_year
from dateline.mentions.times.intervals import day
from dateline.mentions.times.values import (
    Draft,
    Match,
    Scene,
    dated,
    full_year,
    narrowed,
    part_of,
    period_value,
    relative,
)

_YEAR_NOT = re.compile(
    r"\s*(?:people|men|women|troops|soldiers|dead|percent|per cent|miles|kg|km|kilomet|met(?:er|re)s|"
    r"feet|tons|tonnes|dollars|euros|pounds|jobs|points|hours|acres|square|GMT|UTC|hrs|local time|"
    r"million|billion|[a-z]{3,}s\b(?<!s's))",
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|of|by|from|to|until|till|through|during|before|after|between|and|for|year|"
    r"early|late|mid|around|circa|the|or|fall|spring|summer|winter|autumn)|[-–(,/])\s*$",
    re.IGNORECASE,
)


def year(m: Match, scene: Scene) -> Draft | None:
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


def bc(m: Match, scene: Scene) -> Draft | None:
    return Draft("DATE", "BC" + m["y"].zfill(4))


def year_words(m: Match, scene: Scene) -> Draft | None:
    tail = w.number(m["tail"])
    head = m["head"].lower()
    if tail is None or tail >= 100:
        return None
    base = 1900 if head == "nineteen" else 1800 if head == "eighteen" else 2000
    if head == "twenty" and tail < 10:
        return None
    return dated(f"{base + int(tail):04d}")


def short_year(m: Match, scene: Scene) -> Draft | None:
    return narrowed(dated(f"{full_year(m['yy']):04d}"), m["phase"])


def years(m: Match, scene: Scene) -> Draft | None:
    first = int(m["y"])
    second = int(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
    if not first < second <= first + 400:
        return None
    return Draft("DATE", f"{first:04d}/{second:04d}", f"{first:04d}-01-01", f"{second:04d}-12-31")


def decade(m: Match, scene: Scene) -> Draft | None:
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


def century(m: Match, scene: Scene) -> Draft | None:
    text = m["n"].lower()
    number = w.ORDINALS.get(text) or int(re.sub(r"\D", "", text) or 0)
    if not 1 <= number <= 30:
        return None
    if m["bc"]:
        return Draft("DATE", f"BC{number - 1:02d}")
    return narrowed(dated(f"{number - 1:02d}"), m["phase"])


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3,
             "4th": 4, "final": 4}  # fmt: skip


def quarter(m: Match, scene: Scene) -> Draft | None:
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
        return relative(
            scene.published, lambda d: f"{d.year + step:04d}-Q{number}", f"XXXX-Q{number}"
        )

    def move(d: date) -> str:
        ahead = number > (d.month + 2) // 3
        future = scene.direction(m.start(), m.end()) == "future"
        return f"{d.year - (1 if ahead and not future and number == 4 and d.month < 9 else 0):04d}-Q{number}"

    return relative(scene.published, move, f"XXXX-Q{number}")


def quarter_ref(m: Match, scene: Scene) -> Draft | None:
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


def half(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    if got.get("hn") or got.get("hnb"):
        return dated(f"{int(got.get('y') or got['yb']):04d}-H{got.get('hn') or got['hnb']}")
    number = 1 if m["h"].lower() in ("first", "1st") else 2
    if m["y"]:
        return dated(f"{int(m['y']):04d}-H{number}")
    step = {"last": -1, "next": 1}.get((m["rel"] or "").lower(), 0)
    return relative(scene.published, lambda d: f"{d.year + step:04d}-H{number}", f"XXXX-H{number}")


def season(m: Match, scene: Scene) -> Draft | None:
    code = w.SEASONS[m["season"].lower()]
    which, rel = (m["which"] or "").lower(), (m["rel"] or "").lower()
    if m["era"]:
        return Draft("DATE", f"{era_year(m['era'])}-{code}")
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
    base = (
        scene.anchor if which in ("that", "the following") or scene.narrative else scene.published
    )

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


def feast(m: Match, scene: Scene) -> Draft | None:
    name = m["feast"].lower().replace("’", "'")
    which = (m["which"] or "").lower()
    if not m["feast"][:1].isupper():
        return None
    if which in ("every", "each"):
        return Draft("SET", "P1Y")
    if name == "independence day" and _of_another_state(m, scene):
        return Draft("DATE", "XXXX-XX-XX")

    def in_year(year: int) -> str | None:
        found = feast_day(name, year)
        return found.isoformat() if found else None

    if m["y"]:
        value = in_year(int(m["y"]))
        return dated(value) if value else Draft("DATE", m["y"])
    direction = scene.direction(m.start(), m.end())
    # "Police have closed the square for New Year's Eve": what is got ready for a feast comes before it.
    awaited = re.search(r"\bfor $", scene.text[max(0, m.start() - 4) : m.start()]) is not None

    def move(d: date) -> str | None:
        value = in_year(d.year)
        if value is None:
            return None
        if (m["rel"] or "").lower() == "last" or (which == "last" and value >= d.isoformat()):
            return in_year(d.year - 1)
        if which != "this" and direction == "past" and value > d.isoformat() and not awaited:
            return in_year(d.year - 1)
        if which == "next" or (direction == "future" and value < d.isoformat()):
            return in_year(d.year + (1 if value < d.isoformat() else 0))
        return value

    return part_of(relative(scene.published, move, "XXXX-XX-XX"), m["part"])


_OWNER = re.compile(
    r"(?:\b(?:their|its|your|our|his|her)|['’]s|s['’]|\b[A-Z]\w+(?:n|i|sh|ese))\s+$"
)


def _of_another_state(m: Match, scene: Scene) -> bool:
    """Whether an "Independence Day" is some other state's than the one whose day is known."""
    before = scene.text[max(0, m.start() - 24) : m.start()]
    if re.match(r"\s+of\s+[A-Z]", scene.text[m.end() : m.end() + 6]):
        return True
    return _OWNER.search(before) is not None and not re.search(r"(?:America|U\.S\.)\S*\s+$", before)


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
