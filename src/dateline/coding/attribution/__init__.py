"""Who says, in which words, what; and the chain of voices that each statement rests on.

`finding` composes the searches: verbs, nouns, passives, adverbs and punctuation that put words into
somebody's mouth (`said_*`, with the cues of `cues.toml`), and quotation marks (`quotes`). `voices`
joins what is found with the article's credits into the chain from the speaker to the outlet.
"""

from dateline.coding.attribution.finding import find_attributions
from dateline.coding.attribution.voices import voices_for

__all__ = ["find_attributions", "voices_for"]
