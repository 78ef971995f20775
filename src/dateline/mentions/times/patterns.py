"""How expressions of time are written: regular expressions, each with the rule that reads it.

A rule's pattern is written with macros in braces; a blank stands for white space that does not
break a paragraph. `GROUPS` says which words can start a search, so that a rule is only tried
near one of its own words: most of a text is never touched.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.mentions.times import words as w


class Rule(NamedTuple):
    """One way to write a time. `name` picks the reading in `values.READERS`."""

    name: str
    groups: frozenset[str]
    template: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The template, compiled when it is first tried: few texts have words of all rules."""
        return _compile(self.template)


def _alt(*words: str) -> str:
    """An alternation, longest first, so that a longer word is never cut short."""
    ordered = sorted(words, key=lambda s: (-len(s), s))
    escaped = (re.escape(x).replace(r"\ ", " ").replace("'", "['’]") for x in ordered)
    return "(?:" + "|".join(escaped) + ")"


_SPACE = r"(?:[ \xa0\t]|\n(?!\s*\n)){1,3}"
_small = [n for n, v in w.NUMBERS.items() if 0 < v < 10]
_tens = [n for n, v in w.NUMBERS.items() if 20 <= v < 100]
_teens = [n for n, v in w.NUMBERS.items() if 10 <= v < 20]

MACROS: dict[str, str] = {
    "WD": r"(?-i:" + _alt(*(d.title() for d in w.FULL_WEEKDAYS), *(d.upper() for d in w.FULL_WEEKDAYS))
    + ")",
    "WDA": r"(?-i:" + _alt(*(d.title() for d in w.WEEKDAYS), *(d.upper() for d in w.WEEKDAYS))
    + r"\b\.?)",
    "MON": r"(?-i:" + _alt(*(m.title() for m in w.MONTHS), *(m.upper() for m in w.MONTHS))
    + r"(?![a-z])\.?)",
    "D": r"(?:0?[1-9]|[12]\d|3[01])(?:(?:st|nd|rd|th)\b|(?![\d]|[,.:/]\d|%))",
    "Y": r"(?:1[0-9]|20)\d{2}(?![\d]|[,.:]\d|%|-?(?:km|mm|cm|kg|mph))",
    "SEASON": _alt(*w.SEASONS),
    "ORD": _alt(*w.ORDINALS),
    "QORD": "(?:first|second|third|fourth|1st|2nd|3rd|4th|final|latest)",
    "PART": _alt(*w.DAY_PARTS),
    "MOD": r"(?:early|late|mid|middle|beginning|end|start|earlier|later)",
    "PHASE": r"(?:(?:very )?(?:early|late|mid|middle)(?: in| of|-to-late)?[ -]|"
    r"(?:the )?(?:beginning|end|start|close|middle|turn|latter part|early part|later part|"
    r"early days|last days|early months|last months|first half|second half) of (?:the )?)",
    "UNIT": r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|"
    r"quarters?|years?|decades?|centuries|century|mins?|hrs?|yrs?)",
    "PERIOD": r"(?:week|weekend|month|quarter|year|decade|century|semester|fortnight)",
    "LONG": r"(?:days|weeks|months|years|decades|centuries|hours|minutes)",
    "NUM": r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?: (?:and a half|1/2))?|(?:one|a|an) hundred|"
    r"a (?:half|dozen|million)|half an?|half-?an?|an? (?:(?:full|whole|single|half|good)[ -])?|"
    r"(?:(?:" + "|".join(_tens) + r")(?:[ -](?:" + "|".join(_small) + r"))?|"
    + "|".join(_teens + _small) + r")(?: (?:and a half|hundred|thousand))?(?! of\b))",
    "COUNT": r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|(?:(?:" + "|".join(_tens) + r")(?:[ -](?:"
    + "|".join(_small) + r"))?|" + "|".join(_teens + _small) + r")(?: (?:hundred|thousand))?)",
    "VAGUE": _alt(*w.VAGUE_COUNTS),
    "APPROX": r"(?:(?:about|around|nearly|almost|roughly|approximately|at least|at most|"
    r"over|under|more than|less than|fewer than|no more than|up to|as many as|well over|"
    r"just over|just under) )",
    "BOUND": r"(?:(?:at least|at most|more than|less than|fewer than|no more than|up to|well over) )",
    "CLOCK": r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d){0,2} ?(?:a\.m\.?|p\.m\.?|[ap]m\b|[ap]\.m)|"
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|"
    r"(?:[01]\d|2[0-3])[0-5]\d(?= ?(?:GMT|UTC|hours|hrs|local time|[CEMP][SD]T|Z\b))|"
    r"(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock)",
    "ZONE": r"(?: ?(?:GMT|UTC|[CEMP][SD]T|BST|CET|CEST|EET|IST|JST|KST|MSK|AEST|AEDT|NZST|"
    r"local time|Eastern time|Eastern|Pacific time|Moscow time|hours|hrs)\b"
    r"(?: ?[+-]\d{1,2}(?::?\d\d)?)?)",
    "DECADE": r"(?:(?:1[0-9]|20)\d0'?s\b|'\d0s\b|(?<=the\s)[3-9]0'?s\b|"
    r"(?:nineteen|eighteen)[ -](?:" + "|".join(w.DECADES) + r")|(?:" + "|".join(w.DECADES) + r"))",
    "FEAST": _alt(*w.FEASTS, *w.MOVABLE_FEASTS, "ramadan", "easter", "easter sunday",
                  "good friday", "easter monday"),
}  # fmt: skip


@cache
def _compile(template: str) -> re.Pattern[str]:
    for _ in range(3):  # macros may stand within macros
        template = re.sub(r"\{([A-Z]+)\}", lambda m: f"(?:{MACROS[m[1]]})", template)
    return re.compile(rf"(?<![\w$€£/])(?:{_spaced(template)})(?!\w)", re.IGNORECASE)


def _spaced(template: str) -> str:
    """The template with each blank replaced by `_SPACE`, in a class by its members."""
    out: list[str] = []
    in_class = False
    for i, char in enumerate(template):
        if char == "[" and template[i - 1 : i] != "\\":
            in_class = True
        elif char == "]" and template[i - 1 : i] != "\\":
            in_class = False
        if char != " ":
            out.append(char)
        elif in_class:
            out.append(r" \xa0\n")
        else:
            out.append(f"(?:{_SPACE})")
    return "".join(out)


def _rule(name: str, groups: str, template: str) -> Rule:
    return Rule(name, frozenset(groups.split()), template)


RULES: tuple[Rule, ...] = (
    # Dates written out. Longest match wins, then the earlier rule.
    _rule("iso", "digits", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
          r"(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"),
    _rule("numeric", "digits", r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)"
          r"(?P<y>\d{4}|\d{2})(?![\d.]\d)(?: (?P<clock>\d\d:\d\d(?::\d\d)?))?"),
    _rule("numeric", "digits", r"(?P<y>\d{4})(?P<sep>[/.])(?P<a>\d{1,2})(?P=sep)(?P<b>\d{1,2})"),
    _rule("compact", "digits", r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])"
          r"(?P<d>0[1-9]|[12]\d|3[01])"),
    _rule("date", "mon", r"(?:the )?(?:early |late )?(?P<part2>{PART})(?: hours)? (?:of|on) "
          r"(?:{WDA},? )?(?P<mon>{MON}) (?P<d>{D})(?:,? (?P<y>{Y}))?"),
    _rule("date", "mon", r"(?:the )?(?:early |late )?(?P<part2>{PART})(?: hours)? (?:of|on) "
          r"(?:{WDA},?(?: the)? )?(?:the )?(?P<d>{D}) (?P<mon>{MON})(?:,? (?P<y>{Y}))?"),
    _rule("date", "mon", r"(?:(?P<wd>{WDA}),?(?: the)? )?(?:(?P<phase>early|late) on )?"
          r"(?P<mon>{MON})(?: the)?(?: |(?<=\.))(?P<d>{D})(?P<d2> ?[-–—] ?{D}| (?:to|through|until) {D})?"
          r"(?:,? (?:of )?(?P<y>{Y})|,? (?P<era>\d{1,4} (?:B\.?C\.?E?\.?|A\.?D\.?)))?"
          r"(?:,? (?:in the |at )?(?P<part>{PART}))?"),
    _rule("date", "mon", r"(?:(?P<wd>{WDA}),?(?: the)? )?(?:the )?(?P<d>{D})"
          r"(?P<d2> ?[-–—] ?{D}| (?:to|through|until) {D})?[ -](?:of )?(?P<mon>{MON})"
          r"(?:,?[ -](?:of )?(?P<y>{Y}))?(?:,? (?:in the |at )?(?P<part>{PART}))?"),
    _rule("date", "mon", r"between (?:the )?(?P<d>{D}) (?P<d2>and {D}) (?:of )?(?P<mon>{MON})(?:,? (?P<y>{Y}))?"),
    _rule("date", "mon", r"between (?P<mon>{MON}) (?P<d>{D}) (?P<d2>and {D})(?:,? (?P<y>{Y}))?"),
    _rule("date", "mon", r"(?:the )?(?P<ordinal>{ORD}) (?:day )?of (?P<mon>{MON})(?:,? (?P<y>{Y}))?"),
    _rule("date", "mon", r"(?P<mon>{MON}) (?P<ordinal>{ORD})(?:,? (?P<y>{Y}))?(?! (?:of|in|the|time))"),
    # Days by their place in a week or month.
    _rule("week_day", "wd", r"(?P<which>last|next|this|the following) week(?:,? on| -)? (?P<wd>{WD})"),
    _rule("week_day", "wd", r"(?:on )?(?P<wd>{WD}) of (?P<which>last|next|this|the following) week"),
    _rule("nth_weekday", "wd", r"(?:the )?(?P<order>{ORD}|last) (?P<wd>{WD}) (?:of|in) (?:(?P<mon>{MON})"
          r"(?:,? (?P<y>{Y}))?|(?P<which>last|next|this|the (?:following|previous|coming)|previous) month)"),
    _rule("day_of", "unit", r"(?:the )?(?P<d>\d{1,2}(?:st|nd|rd|th)) (?:of )?(?P<which>last|next|this|"
          r"the (?:following|previous|coming)) month"),
    _rule("weekday_the", "wd", r"(?P<wd>{WD},?) the (?P<d>\d{1,2}(?:st|nd|rd|th))(?! (?:of|{MON}|{PERIOD}|"
          r"{UNIT}|time|anniversary))"),
    _rule("week_of", "mon", r"(?:the )?week (?:of|beginning|starting|commencing)(?: on)?(?: the)? "
          r"(?:(?P<mon>{MON}) (?P<d>{D})|(?P<d2>{D}) (?:of )?(?P<mon2>{MON}))(?:,? (?P<y>{Y}))?"),
    _rule("month", "mon", r"(?P<phase>{PHASE})?(?:(?P<which>last|past|this past|next|this|coming|"
          r"the coming|the following|following|the previous|the same|that) )?"
          r"(?P<mon>{MON})(?:,? (?P<era>\d{1,4} B\.?C\.?(?:E\.?)?)|,? (?:of )?(?P<y>{Y})"
          r"|(?: of)? (?P<rel>last|this|next|that|the following|the same|the previous) year)?"),
    _rule("month", "mon", r"(?P<phase>{PHASE})?(?P<mon>{MON}),? ?'(?P<yy>\d\d)"),
    # Years, decades, centuries, quarters, halves, seasons.
    _rule("year", "year", r"(?P<phase>{PHASE})?(?:the )?(?P<fiscal>(?:fiscal|financial)(?:[ -]year)?"
          r"|FY) ?(?P<y>{Y})(?P<y2>[-/–]\d\d)?"),
    _rule("year", "year", r"(?P<phase>{PHASE})?(?:the year )?(?P<y>{Y})"
          r"(?: ?(?P<ad>A\.?D\.?|C\.?E\.?))?"),
    _rule("bc", "era", r"(?P<phase>{PHASE})?(?P<y>\d{1,4}) ?(?:B\.?C\.?(?:E\.?)?)"),
    _rule("year_words", "year", r"(?:the year )?(?P<head>nineteen|eighteen|twenty|two thousand(?: "
          r"and)?)[ -](?P<tail>{COUNT})"),
    _rule("short_year", "apostrophe", r"(?P<phase>early |late |mid-)?['’](?P<yy>[0-9]{2})(?!s)"),
    _rule("years", "year", r"(?P<y>{Y}) ?[-–—/] ?(?P<y2>{Y}|\d{2})"),
    _rule("decade", "year decade apostrophe", r"(?:the )?(?P<phase>early[ -]|late[ -]|mid[ -]|"
          r"middle |{PHASE})?(?:the )?(?P<decade>{DECADE})"),
    _rule("century", "unit", r"(?:the )?(?P<phase>{PHASE})?(?P<n>\d{1,2}(?:st|nd|rd|th)|{ORD})"
          r"[ -]century(?P<bc> B\.?C\.?)?"),
    _rule("quarter", "quarter", r"(?:(?P<rel>this|last|next) year's |(?P<yp>{Y})'?s? )?(?:the )?"
          r"(?P<fiscal>fiscal(?: year)?[ -])?(?P<q>{QORD})(?P<fiscalb> fiscal)?[ -]quarters?"
          r"(?:,? (?:of )?(?:(?:fiscal )?(?P<y>{Y})|(?P<relb>this|last|next|the) (?:fiscal )?year))?"),
    _rule("quarter", "q", r"(?:(?P<y>{Y}) )?Q(?P<qn>[1-4])(?: (?:of )?(?P<yb>{Y}))?"),
    _rule("quarter_ref", "quarter unit", r"(?:the |its )?(?P<which>year-ago|year-earlier|latest|"
          r"current|previous|same|preceding) (?:quarter|period)(?P<ago> (?:a year (?:ago|earlier|"
          r"before)|last year|of last year))?"),
    _rule("half", "half", r"(?:the )?(?P<h>first|second|1st|2nd) half"
          r"(?: of (?:(?P<y>{Y})|(?P<rel>this|last|next|the) (?:fiscal )?year))"),
    _rule("half", "halfyear", r"(?:H(?P<hn>[12]) (?:of )?(?P<y>{Y})|(?P<yb>{Y}) H(?P<hnb>[12]))"),
    _rule("season", "season", r"(?P<phase>(?:the )?{PHASE})?(?:(?P<which>this past|this coming|last|past|"
          r"this|next|coming|the coming|the following|that|the|each|every|one) )?"
          r"(?P<season>{SEASON})(?:,? (?:of )?(?P<era>\d{1,4} B\.?C\.?(?:E\.?)?)|,? (?:of )?(?P<y>{Y})"
          r"|(?: of)? (?P<rel>last|this|next|that) "
          r"year| of '(?P<yy>\d\d))?(?! (?:of|from|in) (?!{Y}))"),
    _rule("feast", "feast", r"(?:(?P<which>last|next|this|this past|every|each) )?(?P<feast>{FEAST})"
          r"(?: (?:of )?(?P<y>{Y})| (?P<rel>last|this|next) year)?(?: (?P<part>{PART}))?"),
    # Days told from the day of publication.
    _rule("near", "near", r"(?:(?P<phase>early|late|earlier|later) )?(?P<word>today|yesterday|"
          r"tomorrow|tonight|the day before yesterday|the day after tomorrow)"
          r"(?:(?: in the|'s)? (?P<part>{PART}))?(?! ?['’]s\b(?! {PART}))"),
    _rule("near", "near", r"(?P<word>today|yesterday|tomorrow)(?=['’]s\b)"),
    _rule("this_part", "part", r"(?:(?P<phase>early|late|earlier|later) )?(?P<which>this|last|"
          r"that|the same|the following|the previous|the next|next) (?P<part>{PART})"),
    _rule("weekday", "wd", r"(?:(?P<phase>early|late|earlier|later|mid) (?:on )?)?(?:(?P<which>last|"
          r"past|this past|the past|next|this coming|this|coming|the following|following|the "
          r"previous|the next|previous|that|every|each) (?:week's )?)?(?P<wd>{WD})(?P<plural>s)?"
          r"(?:,? (?:in the |at )?(?P<part>{PART})s?)?"
          r"(?:,? (?P<rel>last|this|next) week| (?P<ago>a|one|two|three) weeks? (?:ago|earlier))?"),
    _rule("part_weekday", "wd near", r"(?:the )?(?:(?P<phase>early|late) )?(?:hours? (?:of|on) |"
          r"(?P<part>{PART}) (?:of |on ))(?:(?P<wd>{WD})|(?P<near>yesterday|today|tomorrow))"
          r"(?!,?(?: the)? (?:{D} (?:of )?{MON}|{MON} {D}\b))"),
    # Stretches told from the day of publication, or from a date just named.
    _rule("period", "unit", r"(?:(?P<phase>{PHASE}|earlier|later|sometime|(?:the )?rest of|"
          r"(?:the )?remainder of|throughout|all(?: of)?|by the end of|mid-) ?)?"
          r"(?P<which>this past|this coming|this|last|past|the past|the last|next|the next|coming|the coming|"
          r"the current|current|previous|the previous|the preceding|following|the following|"
          r"the same|that same|that|the upcoming) (?P<adj>fiscal |calendar |full |financial |whole )?"
          r"(?P<unit>{PERIOD}|day|night|hour|minute)(?!-)"),
    _rule("period", "unit", r"(?P<phase>{PHASE}|later in |earlier in |(?:the )?(?:rest|remainder) of "
          r")(?P<which>the |its )(?P<adj>fiscal |current |calendar )?(?P<unit>{PERIOD})"),
    _rule("period_bare", "unit", r"the (?P<adj>full |fiscal |entire |whole )?(?P<unit>day|week|"
          r"weekend|month|quarter|year)(?!-|['’]s| (?:after|before|of|ago|earlier|later|when|that"
          r"|he|she|it|they|the)\b)"),
    _rule("period_end", "unit", r"(?:the )?(?P<unit>year|month|week|quarter|decade|century)"
          r"(?:['’]s |-| )(?P<phase>end)"),
    _rule("that_unit", "unit", r"(?P<order>{ORD}|last|final) (?P<unit>day|week|month|year) of "
          r"(?P<which>this|last|next|the) (?P<outer>week|month|year)"),
    _rule("offset", "unit", r"(?P<approx>{APPROX})?(?:(?P<n>{NUM})|(?P<vague>{VAGUE}))[ -]?"
          r"(?P<unit>{UNIT})(?:,? (?P<sign>ago|earlier|later|before(?! \w)|previously|afterwards?|"
          r"hence|from now|from today|back|prior(?! to)|from (?P<wd>{WD}|yesterday|tomorrow)))"),
    _rule("offset", "unit", r"(?P<vague>{LONG}) (?P<sign>ago|earlier|later)"),
    _rule("offset_adjective", "unit", r"(?:the |its |a )?(?P<n>year|month|week|day)-"
          r"(?P<sign>ago|earlier)"),
    _rule("offset_in", "unit", r"(?<=within\s)(?P<n>{NUM}) ?(?P<unit>{UNIT})|"
          r"(?P<n2>{NUM}) ?(?P<unit2>{UNIT})['’](?= time) time"),
    # Lengths.
    _rule("span_of", "unit", r"(?:the )?(?P<which>first|last|final|opening|closing) (?:(?P<n>{NUM}) )?"
          r"(?P<unit>days?|weeks?|months?|weekend) of (?:(?P<mon>{MON})(?:,? (?P<y>{Y}))?|"
          r"(?P<yb>{Y}))"),
    _rule("span", "unit", r"(?:(?:the|these|those|its|his|her|their) )?(?P<which>past|last|previous"
          r"|preceding|next|coming|following|first|final|latest|recent|ensuing|upcoming|early|"
          r"subsequent|future|closing) (?P<approx>{APPROX})?"
          r"(?:(?P<n>{NUM})|(?P<vague>{VAGUE}))[ -]?(?P<unit>{UNIT})"),
    _rule("span_of", "unit", r"(?:the )?(?P<which>first|last|final|opening|closing) (?:(?P<n>{NUM}) )?"
          r"(?P<unit>days?|weeks?|months?|weekend) of (?:(?P<mon>{MON})(?:,? (?P<y>{Y}))?|"
          r"(?P<yb>{Y}))"),
    _rule("span", "unit", r"(?:(?:the|these|those) )?(?P<which>past|last|previous|preceding|next|"
          r"coming|following|first|final|recent|ensuing|upcoming|early|subsequent|future) "
          r"(?:few |several |couple of |many )?(?P<unit>{LONG})"),
    _rule("length", "unit", r"(?P<approx>{BOUND})?(?:the |another |an additional |a further |a full "
          r"|a whole |an entire |every )?(?:(?P<n>{NUM}) ?(?:more |full |straight |consecutive |or so "
          r"|additional |extra |working |business |trading |calendar |long |short )*"
          r"|(?P<vague>{VAGUE}) (?:more |long |short )*)"
          r"(?P<unit>{UNIT})(?![-])(?: or (?:so|more))?"),
    _rule("length_range", "unit", r"(?P<approx>{BOUND})?(?:between )?(?P<n>{COUNT})"
          r"(?:-| to | or | and |–)(?P<n2>{COUNT})[ -](?P<unit>{UNIT})"),
    _rule("length_adjective", "unit", r"(?P<n>{COUNT}|half|multi|several)[- ](?P<unit>second|minute|"
          r"hour|day|night|week|month|year|decade|century)(?:-long)?(?!s|[- ]olds?\b)"),
    _rule("length_bare", "unit", r"(?:(?<=for\s)|(?<=in\s)|(?<=over\s)|(?<=after\s)|(?<=within\s)|"
          r"(?<=took\s)|(?<=take\s)|(?<=spent\s)|(?<=lasted\s)|(?<=until\s)|(?<=follows\s)|"
          r"(?<=followed\s)|(?<=last\s))(?P<unit>{LONG})(?! (?:old|in)\b)"),
    _rule("length_long", "unit", r"(?:(?P<n>a|the) )?(?P<unit>day|week|month|year|decade|"
          r"hour|century)s?-?long"),
    _rule("length_poss", "unit", r"(?P<n>{COUNT}) (?P<unit>{LONG})['’](?! time)"),
    # Things that come again.
    _rule("set", "unit wd mon part", r"(?:every|each)(?: (?P<other>other|single))?(?: (?P<n>{COUNT}))? "
          r"(?:(?P<unit>{UNIT})|(?P<wd>{WD})|(?P<mon>{MON})|(?P<part>{PART}))"),
    _rule("set_rate", "unit", r"(?:once|twice|thrice|(?P<times>{COUNT}) times|several times) "
          r"(?:a|an|per|each|every) (?P<unit>hour|day|week|month|year|decade)"),
    _rule("set_rate", "unit", r"(?<=\d\s)(?:per|a|an) (?P<unit>hour|day|week|month|year)"),
    _rule("set_word", "setword", r"(?P<word>daily|weekly|monthly|quarterly|annually|yearly|hourly|"
          r"annual|nightly|biweekly|bimonthly|fortnightly|biannual)"),
    # Times of day.
    _rule("clock", "clock digits", r"(?:(?:about|around|shortly (?:before|after)|just (?:before|"
          r"after)) )?(?P<clock>{CLOCK})(?P<zone>{ZONE}){0,2}(?: in the (?P<part>{PART}))?"
          r"(?:,? (?:on )?(?:(?P<wd>{WD})|(?P<near>today|yesterday|tomorrow|tonight)|"
          r"(?P<date>(?:{MON} {D}|{D} {MON})(?:,? {Y})?)))?"),
    _rule("clock_word", "part", r"(?P<part>noon|midnight|midday|dawn|dusk|overnight|daytime|"
          r"(?<=in\sthe\s)(?:morning|afternoon|evening)|(?<=during\sthe\s)(?:night|day)|"
          r"(?<=at\s)(?:night|dawn|dusk))"
          r"(?: (?:on )?(?:(?P<wd>{WD})|(?P<near>today|yesterday|tomorrow)))?"),
    # Words that only point.
    _rule("present", "ref", _alt(*w.PRESENT_WORDS)),
    _rule("past", "ref", _alt(*w.PAST_WORDS)),
    _rule("future", "ref", _alt(*w.FUTURE_WORDS)),
)  # fmt: skip

_TRIGGER_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("wd", tuple(w.WEEKDAYS)),
    ("mon", tuple(w.MONTHS)),
    ("season", tuple(w.SEASONS)),
    ("part", tuple(w.DAY_PARTS)),
    ("unit", (*w.UNITS, "min", "hr", "yr", "centuries", "yearlong", "monthlong", "weeklong",
              "daylong", "decadelong")),
    ("decade", tuple(w.DECADES)),
    ("quarter", ("quarter", "period")),
    ("year", ("nineteen", "eighteen", "thousand", "fiscal")),
    ("q", ("q",)),
    ("half", ("half",)),
    ("halfyear", ("h",)),
    ("near", ("today", "yesterday", "tomorrow", "tonight")),
    ("setword", ("daily", "weekly", "monthly", "quarterly", "annually", "yearly", "annual", "hourly",
                 "nightly", "biweekly", "bimonthly", "fortnightly", "biannual")),
    ("clock", ("clock",)),
    ("era", ("bc", "b", "bce")),
    ("feast", ("easter", "ramadan",
               *(x for f in (*w.FEASTS, *w.MOVABLE_FEASTS) for x in re.findall(r"[a-z]{4,}", f)))),
    ("ref", tuple(re.findall(r"[a-z]+", phrase)[-1]
                  for phrase in (*w.PRESENT_WORDS, *w.PAST_WORDS, *w.FUTURE_WORDS))),
)  # fmt: skip


def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group, words in _TRIGGER_WORDS:
        for word in words:
            for form in (word, word + "s"):
                found.setdefault(form, {})[group] = None
    return {word: tuple(groups) for word, groups in found.items()}


GROUPS: dict[str, tuple[str, ...]] = _groups()
"""Word (lower case) → groups of rules worth trying near it."""

WORD = re.compile(r"[A-Za-z]+|\d+|['’](?=\d\d)")
