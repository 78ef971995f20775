"""Templates: autoescape always on, a name that is not there is a fault, and few helpers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from dateline.analysis.dyads import PERIODS
from dateline.analysis.measures import MEASURES
from dateline.web import words
from dateline.web.charts import bundle
from dateline.web.filters import COLUMNS, FILTERS, View
from dateline.web.marks import LABELS

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup
    from starlette.requests import Request
    from starlette.responses import Response

NAV = (
    ("/", "Today"),
    ("/events", "Events"),
    ("/network", "Network"),
    ("/review", "Review"),
    ("/conversation", "Conversation"),
    ("/guide", "Guide"),
)
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
        "STATUSES": words.STATUSES, "QUADS": words.QUADS, "MEASURES": MEASURES, "PERIODS": PERIODS,
        "VEGA": bundle.address,
    }  # fmt: skip
    return made


def render(
    request: Request, template: str, status: int = 200, headers: Any = None, **context: Any
) -> Response:
    """A page. Besides `context` a template has what `_common` gives."""
    from starlette.responses import HTMLResponse

    text = environment().get_template(template).render(**_common(request), **context)
    return HTMLResponse(text, status_code=status, headers=headers)


def fragment(request: Request, template: str, **context: Any) -> Markup:
    """A piece of a page, for `parts.py`."""
    from markupsafe import Markup

    return Markup(environment().get_template(template).render(**_common(request), **context))


def _common(request: Request) -> dict[str, Any]:
    """What every template has: where it is, who asks, the key of its forms, how fresh the desk is."""
    theme = request.cookies.get(THEME)
    query = request.url.query
    app = request.app.state
    return {
        "path": request.url.path,
        "here": request.url.path + (f"?{query}" if 0 < len(query) < 2_000 else ""),
        "theme": theme if theme in THEMES else None,
        "form_key": request.state.form_key,
        "desk": app.database.state,
        "desk_name": app.database.path.name,
        "read_only": app.people is None,
        "person": _shown(request),
    }


def _shown(request: Request) -> Any:
    """Who asks, as a page shows it: also the one that says why this cannot be told."""
    from dateline.errors import PeopleError
    from dateline.web.persons import NOBODY, person

    try:
        return person(request)
    except PeopleError:
        return NOBODY


def web_address(url: str | None) -> str | None:
    """The address if a browser may be sent there: http or https, and a host; else None, and the
    template shows it as text."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
