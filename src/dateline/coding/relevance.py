"""Whether a text is about sport, markets or show business, whose verbs only sound like politics."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

SPORT = frozenset(
    "match goal coach midfielder striker goalkeeper defender league cup championship tournament "
    "semifinal semi-final quarterfinal quarter-final playoff innings wicket cricket football soccer "
    "rugby tennis basketball baseball hockey golf olympic olympics medal medallist scorer referee "
    "halftime half-time kickoff kick-off stadium fixture squad teammate season batsman bowler "
    "quarterback touchdown penalty equaliser equalizer winger fifa uefa nba nfl lap sprint podium "
    "grandmaster boxer knockout bout racket set-piece homer inning pitcher champion relegation"
    .split()
)
MARKETS = frozenset(
    "share stock investor analyst trader quarter earnings revenue profit dividend shareholder "
    "bond yield index nasdaq dow ftse nikkei currency rally bull bear futures ipo startup ceo "
    "retailer brand customer smartphone app takeover merger acquisition".split()
)
SHOW = frozenset(
    "film movie actor actress singer album song box-office premiere sequel novel director "
    "soundtrack celebrity concert band theatre theater screenplay streaming episode".split()
)
# A text counts as off topic when this many different words of one domain stand in it …
LEAST_WORDS = 4
# … and they are at least this share of its content words.
LEAST_SHARE = 0.035


def off_topic(tokens: Iterable[Token]) -> str | None:
    """The domain ("sport", "markets", "show") that a text's words speak of, or None.

    Works on a whole article or on a few sentences; a single sentence rarely holds enough words.
    """
    content = [t.lemma_.lower() for t in tokens if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}]
    for name, words in (("sport", SPORT), ("markets", MARKETS), ("show", SHOW)):
        hits = [w for w in content if w in words]
        if len(set(hits)) >= LEAST_WORDS and len(hits) >= LEAST_SHARE * len(content):
            return name
    return None
