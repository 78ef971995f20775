"""The words of time: names of days, months, seasons, numbers, units, and what each stands for.

Pure data. Regular expressions over these words are built in `patterns`, their meaning in
`values`. Feasts are those whose date follows from the year alone.
"""

from __future__ import annotations

WEEKDAYS: dict[str, int] = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
    "sunday": 7, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4,
    "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
"""Names of weekdays and their ISO numbers."""

FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS: dict[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

FULL_MONTHS = tuple(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))

SEASONS: dict[str, str] = {
    "spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA",
    "fall": "FA", "winter": "WI", "wintertime": "WI",
}  # fmt: skip

SEASON_MONTHS: dict[str, tuple[int, int]] = {
    "SP": (3, 5),
    "SU": (6, 8),
    "FA": (9, 11),
    "WI": (12, 14),
}
"""First and last month of a season (northern, meteorological); 13 and 14 lie in the next year."""

NUMBERS: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000,
}  # fmt: skip

ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23,
    "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27,
    "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip

DECADES: dict[str, int] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip

UNITS: dict[str, str] = {
    "second": "S", "minute": "MIN", "hour": "H", "day": "D", "night": "D", "weekday": "D",
    "week": "W", "weekend": "WE", "fortnight": "FN", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "E", "century": "C", "millennium": "L", "semester": "HY",
}  # fmt: skip

DAY_PARTS: dict[str, str] = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI",
    "noon": "MI", "midnight": "NI", "dawn": "MO", "dusk": "EV", "daytime": "DT",
    "lunchtime": "MI", "overnight": "NI",
}  # fmt: skip

VAGUE_COUNTS = (
    "several", "a few", "few", "many", "some", "a couple of", "couple of", "a couple", "dozens of",
    "hundreds of", "thousands of", "a number of", "decades of", "numerous",
)  # fmt: skip

PRESENT_WORDS = (
    "now", "currently", "at present", "presently", "at the moment", "at this time",
    "nowadays", "these days", "the present", "current", "this time",
)  # fmt: skip

PAST_WORDS = (
    "recently", "lately", "the past", "long ago", "the recent past", "not long ago",
    "ages ago", "the old days",
)  # fmt: skip

FUTURE_WORDS = (
    "soon", "shortly", "the future", "the near future", "before long", "imminently",
    "sooner or later", "the foreseeable future",
)  # fmt: skip

FEASTS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25),
    "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26),
    "independence day": (7, 4), "halloween": (10, 31), "valentine's day": (2, 14),
    "may day": (5, 1), "veterans day": (11, 11), "armistice day": (11, 11), "new year": (1, 1),
    "new year's": (1, 1), "international women's day": (3, 8), "victory day": (5, 9),
    "bastille day": (7, 14), "earth day": (4, 22), "international workers' day": (5, 1), "st. patrick's day": (3, 17),
}  # fmt: skip
"""Feasts with a fixed day; `values` works out the movable ones of `MOVABLE_FEASTS`."""

MOVABLE_FEASTS: dict[str, tuple[int, int, int]] = {
    "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4),
    "labor day": (9, 1, 1),
    "martin luther king day": (1, 1, 3),
    "presidents day": (2, 1, 3),
    "mother's day": (5, 7, 2),
    "father's day": (6, 7, 3),
}
"""Month, ISO weekday, which one: Thanksgiving is the fourth Thursday of November (US)."""


def number(text: str) -> float | None:
    """The number that words or digits say ("twenty-one", "1,5", "a", "half a"); None if vague."""
    words = text.lower().replace("-", " ").split()
    if not words:
        return None
    words[0] = words[0].replace(",", "")
    plain = words[0] if len(words) == 1 else ""
    if plain.replace(".", "", 1).isdigit():
        return float(plain)
    total, group, seen = 0, 0, False
    half = 0.0
    for word in words:
        if word in NUMBERS:
            seen = True
            size = NUMBERS[word]
            if size >= 100:
                group = max(group, 1) * size
                if size == 1000:
                    total, group = total + group, 0
            else:
                group += size
        elif word in ("a", "an"):
            if half == 0.0 and not seen:
                group, seen = 1, True
        elif word in ("half", "1/2"):
            half, seen = 0.5, True
        elif word.isdigit():
            group, seen = group + int(word), True
        elif word not in ("and", "of"):
            return None
    if not seen:
        return None
    if half and words[0] == "half":
        return 0.5
    return total + group + half
