"""Templates: autoescape always on, a name that is not there is a fault, and few helpers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from dateline.web import words
from dateline.web.filters import COLUMNS, FILTERS, View
from dateline.web.marks import LABELS

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response

NAV = (("/", "Today"), ("/events", "Events"), ("/guide", "Guide"))
"""The pages in the head of each page: address and name."""
THEMES = ("light", "dark")
THEME = "dateline_theme"


@cache
def environment() -> Environment:
    """The templates of `templates/`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "web": web_address,
        "part": lambda text: quote(str(text).replace("/", "~"), safe=""),
        "plain": words.plain,
        "number": lambda n: f"{n:,}",
        **{name: getattr(words, name) for name in words.FILTERS},
    }
    made.globals |= {
        "FILTERS": FILTERS, "COLUMNS": COLUMNS, "LABELS": LABELS, "NAV": NAV, "View": View,
        "STATUSES": words.STATUSES, "QUADS": words.QUADS,
    }  # fmt: skip
    return made


def render(
    request: Request, template: str, status: int = 200, headers: Any = None, **context: Any
) -> Response:
    """A page. Besides `context` a template has `path`, `theme`, `form_key`, `desk` (how fresh it
    is) and `read_only`."""
    from starlette.responses import HTMLResponse

    theme = request.cookies.get(THEME)
    query = request.url.query
    app = request.app.state
    text = environment().get_template(template).render(
        path=request.url.path,
        here=request.url.path + (f"?{query}" if 0 < len(query) < 2_000 else ""),
        theme=theme if theme in THEMES else None,
        form_key=request.state.form_key,
        desk=app.database.state,
        desk_name=app.database.path.name,
        read_only=app.people is None,
        **context,
    )  # fmt: skip
    return HTMLResponse(text, status_code=status, headers=headers)


def web_address(url: str | None) -> str | None:
    """The address if a browser may be sent there: http or https, and a host; else None, and the
    template shows it as text."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
