"""Readers of lengths ("for three days"), of what recurs ("every year") and of times of day."""

from __future__ import annotations

import re

from dateline.mentions.times import words as w
from dateline.mentions.times.dates import nearest_year
from dateline.mentions.times.intervals import day, shift_days
from dateline.mentions.times.relative import near_day, offset_value, weekday_draft
from dateline.mentions.times.values import (
    Draft,
    Match,
    Scene,
    length_value,
    part_of,
    relative,
    unit_code,
)


def length(m: Match, scene: Scene) -> Draft | None:
    got = m.groupdict()
    code = unit_code(got["unit"])
    vague = (got.get("vague") or "").lower()
    whole = m.group().lower()
    if got.get("n"):
        count = w.number(got["n"])
        n = got["n"].lower().strip()
        if n.startswith(("a", "an", "one")) and not got["n"][0].isdigit():
            if _is_rate(m, scene, n):
                return None
        if count is None:
            count = {"a dozen": 12.0}.get(n)
    else:
        count = 2.0 if "couple" in vague else None
    if got["unit"].lower().rstrip("s") == "second" and (count is None or not whole.endswith("s")):
        return None
    if got["unit"].lower().startswith("quarter"):
        return None
    if got["unit"].lower().startswith("night") and count == 1:
        return None
    if whole.startswith("every"):
        return Draft("SET", length_value(count, code))
    draft = Draft("DURATION", length_value(count, code))
    if count is not None and _IN.search(scene.text[max(0, m.start() - 4) : m.start()]):
        if scene.direction(m.start(), m.end()) == "future":
            # "will meet in two weeks": TimeML has it as a length; it says when all the same.
            told = relative(scene.published, lambda d: offset_value(d, count, code, 1), "XXXX")
            return draft._replace(earliest=told.earliest, latest=told.latest)
    return draft


_IN = re.compile(r"\bin\s$", re.IGNORECASE)


def _is_rate(m: Match, scene: Scene, n: str) -> bool:
    """ "$5 a day", "twice a week", "a day after": no length of one day."""
    before = scene.text[max(0, m.start() - 24) : m.start()]
    if re.search(
        r"(?:\d|\bonce|\btwice|\btimes|\bmillion|\bbillion|\bcents|\bdollars|\bpercent|"
        r"%|\btons|\bbarrels|\bshares?)\s*$",
        before,
        re.IGNORECASE,
    ):
        return True
    return n == "one" and unit_code(m["unit"]) == "D" and scene.text[m.end() : m.end() + 1] == ","


def length_range(m: Match, scene: Scene) -> Draft | None:
    low, high = w.number(m["n"]), w.number(m["n2"])
    if low is None or high is None:
        return None
    return Draft("DURATION", length_value(high, unit_code(m["unit"])))


def length_adjective(m: Match, scene: Scene) -> Draft | None:
    word = m["n"].lower()
    after = scene.text[m.end() : m.end() + 6].lower()
    if after.startswith(("-old", " old", "-high")):
        pass
    count = 0.5 if word == "half" else None if word in ("multi", "several") else w.number(word)
    if m["unit"].lower() == "second" and "-" not in m.group():
        return None
    return Draft("DURATION", length_value(count, unit_code(m["unit"])))


def length_bare(m: Match, scene: Scene) -> Draft | None:
    return Draft("DURATION", length_value(None, unit_code(m["unit"])))


def length_long(m: Match, scene: Scene) -> Draft | None:
    code = unit_code(m["unit"])
    plural = m.group().lower().rstrip("-long").endswith("s") or "s-long" in m.group().lower()
    return Draft("DURATION", length_value(None if plural else 1, code))


def length_poss(m: Match, scene: Scene) -> Draft | None:
    return Draft("DURATION", length_value(w.number(m["n"]), unit_code(m["unit"])))


def every(m: Match, scene: Scene) -> Draft | None:
    if m["wd"]:
        return Draft("SET", f"XXXX-WXX-{w.WEEKDAYS[m['wd'].lower()]}")
    if m["mon"]:
        return Draft("SET", f"XXXX-{w.MONTHS[m['mon'].lower().rstrip('.')]:02d}")
    if m["part"]:
        return Draft("SET", f"XXXX-XX-XXT{w.DAY_PARTS[m['part'].lower()]}")
    count = w.number(m["n"]) if m["n"] else 2.0 if (m["other"] or "").lower() == "other" else 1.0
    return Draft("SET", length_value(count, unit_code(m["unit"])))


def rate(m: Match, scene: Scene) -> Draft | None:
    if not m.group().lower().startswith(
        ("once", "twice", "thrice", "several")
    ) and not m.groupdict().get("times"):
        return None
    return Draft("SET", length_value(1, unit_code(m["unit"])))


_SET_WORDS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q",
    "annually": "P1Y", "yearly": "P1Y", "annual": "P1Y", "hourly": "PT1H", "biweekly": "P2W",
    "fortnightly": "P2W", "bimonthly": "P2M", "biannual": "P6M",
}  # fmt: skip


def set_word(m: Match, scene: Scene) -> Draft | None:
    if m["word"][:1].isupper() and scene.tag(m.start()) == "PROPN":
        return None  # the Daily Mail
    return Draft("SET", _SET_WORDS[m["word"].lower()])


def clock_value(text: str) -> str | None:
    """ "5:30 p.m." → "17:30"; None where no clock shows it."""
    low = text.lower()
    half = "p" if re.search(r"p\.?\s?m", low) else "a" if re.search(r"a\.?\s?m", low) else ""
    digits = re.findall(r"\d+", low)
    if not digits:
        hour = next((n for word, n in w.NUMBERS.items() if re.match(word + r"\b", low)), None)
        return f"{hour:02d}:00" if hour else None
    if len(digits) == 1 and len(digits[0]) == 4:
        hour, minute = int(digits[0][:2]), int(digits[0][2:])
    else:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if half and hour > 12:
        return None
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}"


def clock(m: Match, scene: Scene) -> Draft | None:
    value = clock_value(m["clock"])
    if value is None:
        return None
    if ":" not in m["clock"] and not re.search(r"[ap]\.?\s?m|o'clock|^\d{4}$", m["clock"].lower()):
        return None
    if m["wd"]:
        base = weekday_draft(m["wd"], scene.direction(m.start(), m.end()), scene.published)
    elif m["near"]:
        base = near_day(m["near"], scene)
    elif m["date"]:
        found = re.match(
            r"(?:(\d+)\w*\s+([A-Za-z.]+)|([A-Za-z.]+)\s+(\d+)\w*)(?:,?\s+(\d{4}))?", m["date"]
        )
        if found is None:
            return None
        month = w.MONTHS.get((found[2] or found[3]).lower().rstrip("."))
        number = int(found[1] or found[4])
        if month is None:
            return None
        if found[5]:
            exact = day(int(found[5]), month, number)
            if exact is None:
                return None
            base = Draft("DATE", exact.isoformat(), exact.isoformat(), exact.isoformat())
        else:
            guess = nearest_year(month, number, m, scene)
            if guess is None:
                return None
            base = guess
    else:
        anchor = scene.anchor
        one_day = anchor if anchor and anchor[0] == anchor[1] else None
        base = relative(one_day or scene.published, lambda d: d.isoformat(), "XXXX-XX-XX")
    return Draft("TIME", f"{base.value}T{value}", base.earliest, base.latest)


def clock_word(m: Match, scene: Scene) -> Draft | None:
    if m["wd"]:
        base = weekday_draft(m["wd"], scene.direction(m.start(), m.end()), scene.published)
    elif m["near"]:
        base = near_day(m["near"], scene)
    else:
        anchor = scene.anchor
        one_day = anchor if anchor and anchor[0] == anchor[1] else None
        base = relative(one_day or scene.published, lambda d: d.isoformat(), "XXXX-XX-XX")
        if m["part"].lower() == "overnight" and scene.published and base.earliest:
            first = shift_days(scene.published[0], -1)
            base = base._replace(earliest=first.isoformat() if first else base.earliest)
    return part_of(base, m["part"])
