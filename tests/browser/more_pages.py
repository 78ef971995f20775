"""Pages beside the examples: a copy of a story, another telling of it, a name mended into a rule,
and one that would do harm if it could. Written for these tests."""

from __future__ import annotations

ATTACK = (
    "BOGOTA, Colombia (Atlas Press) — Colombia’s army said that rebels of the National Liberation "
    "Army attacked a police post in Arauca before dawn on Wednesday, killing two officers.\n\n"
    "The rebels denied attacking the post and accused the army of bombing one of their camps.\n\n"
    "Norway called on the two sides to respect the ceasefire."
)
SCRIPT = "<script>document.title = 'taken'</script>"

PAGES: list[dict[str, str]] = [
    {
        "title": "Rebels attack police post in Colombia",
        "outlet": "Llanos Herald",
        "url": "https://llanos.example/arauca",
        "published": "2024-11-07",
        "text": ATTACK,
    },
    {
        "title": "Lakeland minister accuses Zambia over fishing boats",
        "outlet": "The Lake Paper",
        "url": "https://lake.example/boats",
        "published": "2024-11-05",
        "text": (
            "Malawi’s foreign minister Esnath Chirambo accused Zambia on Monday of seizing three "
            "fishing boats.\n\nZambia denied seizing the boats. Zambia and Malawi will hold talks in "
            "Lusaka on Friday.\n\nMalawi praised Zambia on Tuesday."
        ),
    },
    {
        "title": f"Headline {SCRIPT} with a very long word {'Donaudampfschifffahrt' * 4}",
        "outlet": f"Outlet {SCRIPT}",
        "url": 'https://evil.example/"onmouseover="alert(5)',
        "published": "2024-11-06",
        "text": f"Kenya accused Tanzania on Wednesday of a breach. {SCRIPT} <img src=x onerror=alert(1)> Kenya praised Uganda.",
    },
]
