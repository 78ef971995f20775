"""From a parsed article to its times: search, choose among overlaps, read, join ranges."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from dateline.mentions.times import patterns
from dateline.mentions.times.doubts import NO_DAYS
from dateline.mentions.times.intervals import Days, covered, publication_days
from dateline.mentions.times.ranges import join_ranges
from dateline.mentions.times.readers import READERS
from dateline.mentions.times.tense import Direction, direction_at
from dateline.mentions.times.values import Draft, Match, Scene
from dateline.mentions.times.words import FULL_MONTHS
from dateline.records import Article, Time

if TYPE_CHECKING:
    from dateline.language.words import Doc

# In a chronicle what is told from publication ("today") does not move the story's own time.
_FROM_PUBLICATION = frozenset({"near", "this_part", "clock", "clock_word", "present"})
_FULL_MONTH_DOT = re.compile(rf"\b(?:{'|'.join(FULL_MONTHS)})\.$", re.IGNORECASE)
_REACH = 60  # characters before and after a trigger word in which its expression must lie
_MONTH_FIRST_NOT = re.compile(
    r"\.(?:uk|au|nz|in|ie|za|ng|ke|fr|de|es|it|ru|br)(?:/|$)|\bBBC\b|Guardian|Reuters|AFP|Al Jazeera"
)


class Found(NamedTuple):
    """A match of a rule, not yet read."""

    start: int
    end: int
    order: int
    name: str
    match: Match


def find_times(doc: Doc, article: Article, *, ranges: bool = True) -> list[Time]:
    """The times in an article's text, in order and not overlapping.

    `doc` is the parse of `article.text`; `article.published` is what relative times lean on, no
    more precisely than it is known. With `ranges` off, "from 1910 to 1945" stays two times.
    """
    text = article.text
    drafts: list[Time] = []
    published = publication_days(article.published)
    starts = [t.idx for t in doc]
    candidates = search(text)
    narrative = is_narrative(candidates, published)
    scene = Scene(
        published=published,
        anchor=None,
        quarter=None,
        direction=lambda start, end: _direction(doc, starts, start),
        tag=lambda start: doc[_token_at(starts, start)].pos_ if starts else "",
        narrative=narrative,
        month_first=month_first(article),
        text=text,
    )
    no_days: list[str] = []
    doc.user_data[NO_DAYS] = no_days
    anchor: Days | None = None
    before_news: Days | None = None
    quarter: Days | None = None
    quarter_at = 0
    taken_to = 0
    dateline_end = article.dateline.end if article.dateline else 0
    for group in clusters(candidates):
        for found in group:
            if found.start < taken_to or (dateline_end and found.start < dateline_end):
                continue
            base = anchor
            if anchor and published and anchor[0] > published[1] and before_news:
                # "on the same day" of what is past is not the day of the hearing to come.
                if _direction(doc, starts, found.start) == "past":
                    base = before_news
            draft = READERS[found.name](
                found.match,
                scene._replace(
                    anchor=base, quarter=quarter if found.start - quarter_at < 1500 else None
                ),
            )
            if draft is None:
                continue
            taken_to = found.end
            if not draft.value:  # "30 February": read, and found to be no day
                no_days.append(" ".join(text[found.start : found.end].split()))
                continue
            time = _time(found, draft, text)
            if not ranges and "/" in time.value:
                drafts += _halves(time, text)
            else:
                drafts.append(time)
            if time.type in ("DATE", "TIME"):
                if not narrative or found.name not in _FROM_PUBLICATION:
                    anchor = _anchor(time) or anchor
                    if anchor and not (published and anchor[0] > published[1]):
                        before_news = anchor
                if found.name == "quarter" and anchor:
                    quarter, quarter_at = anchor, found.end
    return join_ranges(drafts, text) if ranges else drafts


def search(text: str) -> list[Found]:
    """All matches of all rules that have a word of theirs nearby."""
    windows: dict[str, list[list[int]]] = {}
    for word in patterns.WORD.finditer(text):
        value = word.group()
        first = value[0]
        if first.isdigit():
            groups: tuple[str, ...] = ("digits",) if len(value) < 3 else ("digits", "year")
            if len(value) not in (1, 2, 4, 8) and text[word.end() : word.end() + 2] not in ("0s",):
                groups = ("digits", "year") if len(value) == 4 else ("era",)
            if len(value) == 2 and re.match(r"'?s\b", text[word.end() : word.end() + 3]):
                groups = ("digits", "decade")  # "the 70s"
        elif first in "'’":
            groups = ("apostrophe",)
        else:
            groups = patterns.GROUPS.get(value.lower(), ())
        for group in groups:
            spans = windows.setdefault(group, [])
            start, end = max(0, word.start() - _REACH), word.end() + _REACH
            if spans and spans[-1][1] >= start:
                spans[-1][1] = end
            else:
                spans.append([start, end])
    found: list[Found] = []
    for order, rule in enumerate(patterns.RULES):
        spans = [s for g in rule.groups for s in windows.get(g, ())]
        if not spans:
            continue
        if len(rule.groups) > 1:
            spans = _merged(spans)
        pattern = rule.pattern
        for start, end in spans:
            start = _word_edge(text, start)
            for match in pattern.finditer(text, start, min(end, len(text))):
                if match.end() < len(text) and match.end() == end and text[end].isalnum():
                    continue
                found.append(Found(match.start(), match.end(), order, rule.name, match))
    return found


def _word_edge(text: str, start: int) -> int:
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    return start


def _merged(spans: list[list[int]]) -> list[list[int]]:
    out: list[list[int]] = []
    for start, end in sorted(spans):
        if out and out[-1][1] >= start:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def clusters(candidates: list[Found]) -> list[list[Found]]:
    """Overlapping candidates together, in each the longest first, then the earlier rule."""
    groups: list[list[Found]] = []
    edge = -1
    for found in sorted(set(candidates), key=lambda f: (f.start, f.end)):
        if found.start < edge:
            groups[-1].append(found)
            edge = max(edge, found.end)
        else:
            groups.append([found])
            edge = found.end
    return [_best_first(g) if len(g) > 1 else g for g in groups]


def _best_first(group: list[Found]) -> list[Found]:
    return sorted(group, key=lambda f: (-(f.end - f.start), f.order, f.start))


def month_first(article: Article) -> bool:
    """Whether 3/7 is the 7th of March where the article was published, as far as its outlet tells."""
    return not _MONTH_FIRST_NOT.search(f"{article.url or ''} {article.outlet or ''}")


def is_narrative(candidates: list[Found], published: Days | None) -> bool:
    """Whether a text is a chronicle: many years named, most of them long past, few weekdays."""
    years: list[int] = []
    relative = 0
    for found in candidates:
        if found.name in ("year", "date", "month"):
            year = found.match.groupdict().get("y")
            if year and len(year) == 4:
                years.append(int(year))
        elif found.name in ("near", "weekday", "bc"):
            relative += -1 if found.name == "bc" else 1
    if relative < -2:
        return True
    if len(years) < 6 or relative * 12 > len(years):
        return False
    if published is None:
        return len(set(years)) > 1 or len(years) > 10
    return sum(1 for y in years if y < published[0].year) > 0.7 * len(years)


def _token_at(starts: list[int], char: int) -> int:
    return max(0, bisect_right(starts, char) - 1)


def _direction(doc: Doc, starts: list[int], start: int) -> Direction:
    return direction_at(doc, _token_at(starts, start)) if starts else "unknown"


def _anchor(time: Time) -> Days | None:
    days = covered(time.value.split("/")[0])
    if days is None or time.value.startswith("X"):
        return None
    return days


def _halves(time: Time, text: str) -> list[Time]:
    """A range written as one expression ("1910–1945", "3–5 May"), as its two ends."""
    dash = re.search(r"\s*(?:[-–—/]|\b(?:to|through|until)\b)\s*", time.text)
    values = time.value.split("/")
    if dash is None or len(values) != 2:
        return [time]
    spans = (time.start, time.start + dash.start()), (time.start + dash.end(), time.end)
    days = [covered(v) for v in values]
    return [
        Time(
            start=start,
            end=end,
            text=text[start:end],
            type="DATE",
            value=value,
            earliest=d[0].isoformat() if d else None,
            latest=d[1].isoformat() if d else None,
        )
        for (start, end), value, d in zip(spans, values, days, strict=True)
    ]


def _time(found: Found, draft: Draft, text: str) -> Time:
    end = found.end
    while end > found.start and text[end - 1].isspace():
        end -= 1
    # "in May." ends a sentence, "in Sept." need not.
    if text[end - 1] == "." and re.search(_FULL_MONTH_DOT, text[found.start : end]):
        end -= 1
    return Time(
        start=found.start,
        end=end,
        text=text[found.start : end],
        type=draft.type,
        value=draft.value,
        earliest=draft.earliest,
        latest=draft.latest,
    )
