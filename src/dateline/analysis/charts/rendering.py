"""A chart as a file: SVG, PNG, or a page that works without a network.

Everything comes out of vl-convert, which carries Vega and its own browserless renderer; the same
chart gives the same bytes. In the page the data stand where a script reads them, so that "</script>"
in a name must not end it; a policy in its head forbids it to load anything.
"""

from __future__ import annotations

import html
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.analysis.charts.listing import STYLE
from dateline.analysis.charts.look import FONT, THEMES
from dateline.errors import UsageError

KINDS = ("svg", "png", "html")
SCALE = 2
"""A PNG has so many dots for each unit of length."""
VEGA_LITE = "6.4"

_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src data: blob:"
)
SNIPPET = "window.vegaEmbed = vegaEmbed;"
"""What the bundle does when it is loaded."""
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ margin: 0; background: {paper}; }} #chart {{ overflow-x: auto; }} {style}</style>
<script>{bundle}</script>
</head>
<body>
<div id="chart" role="img" aria-label="{description}"></div>
<noscript>{description}</noscript>
{below}
<script>
vegaEmbed("#chart", {spec}, {{
  renderer: "svg", actions: {{export: true, source: false, compiled: false, editor: false}}
}});
</script>
</body>
</html>
"""


def rendered(chart: Any, kind: str, below: str = "") -> bytes:
    """The chart as SVG, PNG or HTML; raises `UsageError` for another kind. `below` is HTML that
    stands under the chart in a page (`dateline.analysis.charts.listing`)."""
    import vl_convert

    if kind not in KINDS:
        raise UsageError(f"no chart is made as {kind!r}", cure=f"one of {', '.join(KINDS)}")
    spec = chart.to_dict() if hasattr(chart, "to_dict") else chart
    if kind == "svg":
        svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
        return svg.encode()
    if kind == "png":
        png: bytes = vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=SCALE)
        return png
    return _page(spec, below).encode()


@lru_cache(maxsize=1)
def bundle() -> str:
    """Vega with all it needs, as vl-convert carries it."""
    import vl_convert

    made: str = vl_convert.javascript_bundle(SNIPPET, vl_version=VEGA_LITE)
    return made


def _page(spec: dict[str, Any], below: str) -> str:
    title = spec.get("vconcat", [{}])[0].get("title", {}).get("text", "Dateline")
    return _PAGE.format(
        policy=_POLICY,
        title=html.escape(str(title)),
        paper=html.escape(str(spec.get("background", "#ffffff"))),
        description=html.escape(str(spec.get("description", title))),
        style=_style(spec) if below else "",
        below=f"<main>{below}</main>" if below else "",
        bundle=bundle(),
        spec=script_json(spec),
    )


def _style(spec: dict[str, Any]) -> str:
    """The style of what stands under the chart, in the chart's theme."""
    dark = spec.get("background") == THEMES["dark"].paper
    look = THEMES["dark" if dark else "light"]
    return STYLE.format(ink=look.ink, faint=look.faint, grid=look.grid, font=FONT)


def script_json(value: Any) -> str:
    """JSON that can stand in a script: nothing in it ends the script or a line of it."""
    told = json.dumps(value, ensure_ascii=True, sort_keys=True)
    return told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def save(chart: Any, path: str | Path, below: str = "") -> None:
    """Write a chart to a file; its ending says how, and a page has `below` under the chart. Raises
    `UsageError` where that cannot be."""
    file = Path(path)
    data = rendered(chart, file.suffix.lower().removeprefix("."), below)
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"cannot be written: {(error.strerror or str(error)).lower()}",
            where=str(path),
            cure="name a file in a folder that you may write to",
        ) from None
