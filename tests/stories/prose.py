"""Prose of our own to copy and to spoil."""

from __future__ import annotations

BRIDGE = """\
VELMORA (Coastal Press) — The government of Velmora said on Tuesday that it would close the old
bridge over the Tarn until spring, after engineers found cracks in two of its five piers.

Transport minister Ilka Brandt told reporters that lorries must take the northern road at once,
while buses and cars may cross for one more week. "We have waited long enough," she said. "Nobody
wants to explain to a family why we did nothing."

Fishermen on the south bank accused the ministry of hiding a report that was written two years ago.
Their spokesman, Otto Lind, said that the harbour would lose a third of its trade in the winter.

The opposition called for an inquiry into who had read the report and when. A vote on that is
planned for Friday, and three members of the ruling party have said that they will support it.

The bridge was built in 1931 by the firm of Hollis and Sons and was last mended in 1988. About nine
thousand vehicles cross it on a working day, most of them on the way to the market in Ostrava.
"""

FLOOD = """\
Rescue teams in the Orsk valley pulled forty people from flooded houses on Tuesday night, the fire
service said. Two farmers are still missing after the river broke through an earthen dam near the
village of Pell. Helicopters of the army brought drinking water and blankets to a school on the hill,
where most of those who lost their homes have found shelter for the coming days.

Meteorologists expect the rain to end by Thursday. The prime minister of the neighbouring republic
offered pumps and a field hospital, and the governor accepted both in a short call. Insurance firms
said it was too early to speak of sums, but the harvest of the lower valley is lost.
"""

FORM = (
    "The foreign minister spoke today by telephone with {0} of {1}. The two ministers reaffirmed "
    "the strength of the partnership between both countries and their commitment to a free and "
    "open order at sea. The minister thanked {0} for the support of {1} at the conference in May "
    "and looked forward to a visit before the end of the year."
)
