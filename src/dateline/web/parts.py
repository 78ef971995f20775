"""What other rooms of the web add to a page, so that the page need not know them.

A part is a function `part(request, id) -> Markup | None` that makes a piece of a page (with
`render.fragment`); None adds nothing. It is called in the thread of the page, after the desk has
been asked.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup
    from starlette.requests import Request

# Page → its parts, in the order in which they stand at its end. The id is that of the event or story;
# of a dyad "A/B" with both sides as they stand in its address.
PARTS: dict[str, tuple[str, ...]] = {
    "event": ("dateline.web.pages.mending:part", "dateline.web.pages.conversation:event_part"),
    "story": (
        "dateline.web.pages.mending:story_part",
        "dateline.web.pages.conversation:story_part",
    ),
    "dyad": ("dateline.web.pages.conversation:dyad_part",),
    "today": (),
}


def parts(kind: str, request: Request, id_: str = "") -> list[Markup]:
    """The parts of a page."""
    found = []
    for name in PARTS[kind]:
        module, _, function = name.partition(":")
        part = getattr(import_module(module), function)(request, id_)
        if part is not None:
            found.append(part)
    return found
