"""How many: dead, injured, missing, arrested, displaced, crowds, troops, missiles, money.

`numbers` says how numbers are written and what bounds their words allow, `counted` what a number
counts, `kinds` of what kind that is, and `finding` puts them together. No number is made up:
"several people were killed" has the bounds that the word itself has.
"""

from __future__ import annotations

from dateline.mentions.sizes.finding import find_sizes

__all__ = ["find_sizes"]
