"""Markup made safe and small before any parser sees it: linear scans, nothing recursive."""

from __future__ import annotations

import re
from collections import Counter

from dateline import limits
from dateline.errors import PageTooDeep, PageTooLarge

MAX_ELEMENTS = 150_000
"""Start tags in one page; news pages have 500 to 10,000. Bounds the parser's and the
extractor's time, which grow with elements rather than with bytes."""

MAX_ATTRIBUTE = 20_000
"""Longer attribute values (inlined images and data) are emptied."""

_VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
# Elements that close themselves where the next one opens; unclosed ones make no depth.
_LOOSE = frozenset("p li dt dd tr td th option thead tbody tfoot colgroup rt rp".split())

# Characters that no page may hold; a parser would stop at some of them.
_CONTROLS = "".join(map(chr, [*range(9), 11, *range(14, 32), 127]))
_CONTROL = re.compile(f"[{re.escape(_CONTROLS)}]")

_REMOVED = re.compile(
    r"<(?:(?P<text>script|style)\b|(?P<comment>!--)|(?P<cdata>!\[CDATA\[)"
    r"|!(?:doctype|entity|element|attlist|notation)\b)",
    re.IGNORECASE,
)
_END_OF = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
_TAG_CHARS = 4_000
"""A script, style or declaration whose tag is longer is left to the parser."""
_LONG_VALUE = re.compile(rf"""=\s*(?:"[^"<>]{{{MAX_ATTRIBUTE},}}"|'[^'<>]{{{MAX_ATTRIBUTE},}}')""")
_LONG = 2_000
_LONG_TAG = re.compile(rf"([a-zA-Z][a-zA-Z0-9:-]{{0,40}})\b([^<>]{{{_LONG},}})>")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MAX_ATTRIBUTES = 200
"""A parser compares each attribute of a tag with all others; tags with more lose them all."""

_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9:-]{0,40})")


def tame(html: str, where: str | None) -> str:
    """HTML without comments, styles, scripts (metadata in JSON-LD aside), entity declarations
    and giant attributes. Scripts are never run; here they are not even parsed.

    Raises `PageTooDeep` and `PageTooLarge` before a parser could choke on the page.
    """
    tamed = _without_scripts(html)
    if any(char in tamed for char in _CONTROLS):  # they may part the name of an element
        tamed = _without_scripts(_CONTROL.sub("", html))
    tamed = _without_giants(tamed)
    check_depth(tamed, where)
    return tamed


def _without_scripts(html: str) -> str:
    """HTML without what a parser does not take for elements, in the order in which one reads it."""
    kept: list[str] = []
    done = 0
    found = _REMOVED.search(html)
    while found is not None:
        start, after = found.span()
        name = found.group("text")
        if name is not None:
            stop, keep = _end_of_text(html, found, name.lower())
        elif found.group("comment") is not None:
            stop, keep = _past(html, "-->", start + 2), False
        elif found.group("cdata") is not None:
            stop, keep = _past(html, "]]>", after), False
        else:
            stop = html.find(">", after, after + _TAG_CHARS) + 1
            keep = not stop
            stop = stop or after
        if not keep:
            kept.append(html[done:start])
            done = stop
        found = _REMOVED.search(html, stop)
    return "".join([*kept, html[done:]]) if kept else html


def _end_of_text(html: str, found: re.Match[str], name: str) -> tuple[int, bool]:
    """Where a script or style ends, and whether it is kept: metadata, and tags that never end."""
    after = found.end()
    closed = html.find(">", after, after + _TAG_CHARS)
    if closed < 0:
        return after, True
    end = _END_OF[name].search(html, closed)
    stop = end.end() if end else len(html)
    return stop, name == "script" and "ld+json" in html[after:closed]


def _past(html: str, mark: str, start: int) -> int:
    found = html.find(mark, start)
    return found + len(mark) if found >= 0 else len(html)


def _without_giants(html: str) -> str:
    """HTML without giant attributes, and without the attributes of tags that have too many."""
    pieces = html.split("<")
    changed = False
    for number in [number for number, piece in enumerate(pieces) if len(piece) > _LONG]:
        piece = pieces[number]
        less = _LONG_VALUE.sub('=""', piece)
        if number and (tag := _LONG_TAG.match(less)):
            less = _few_attributes(tag) + less[tag.end() :]
        if less != piece:
            pieces[number] = less
            changed = True
    return "<".join(pieces) if changed else html


def _few_attributes(found: re.Match[str]) -> str:
    names = _QUOTED.sub("", found.group(2)).split()
    return f"{found.group(1)}>" if len(names) > MAX_ATTRIBUTES else found.group(0)


def check_depth(html: str, where: str | None) -> None:
    """Raise `PageTooDeep` past the depth of `dateline.limits`, `PageTooLarge` past the elements.

    Counts tags without building a tree: a start tag goes one deeper, an end tag one up; void
    elements and those that the next one closes do not count.
    """
    tags = _TAG.findall(html)
    elements = sum(1 for tag in tags if tag[0] != "/")
    if _at_most(tags) > limits.MAX_HTML_DEPTH and _deepest(tags) > limits.MAX_HTML_DEPTH:
        raise PageTooDeep(
            f"HTML nested more than {limits.MAX_HTML_DEPTH:,} elements deep",
            where=where,
            cure="give the text of the page instead",
        )
    if elements > MAX_ELEMENTS:
        raise PageTooLarge(
            f"a page of more than {MAX_ELEMENTS:,} elements",
            where=where,
            cure="give the text of the page instead",
        )


def _at_most(tags: list[str]) -> int:
    """A bound of the depth that is quick to find: each name's start tags less its end tags."""
    moves: dict[str, tuple[str, int]] = {}
    for tag in set(tags):
        name = tag.lower().lstrip("/")
        if name not in _VOID and name not in _LOOSE:
            moves[tag] = (name, -1 if tag[0] == "/" else 1)
    opened = dict.fromkeys((name for name, _ in moves.values()), 0)
    depth = deepest = 0
    for tag in tags:
        move = moves.get(tag)
        if move is None:
            continue
        name, step = move
        if step > 0:
            opened[name] += 1
            depth += 1
            if depth > deepest:
                deepest = depth
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return deepest


def _deepest(tags: list[str]) -> int:
    """The depth of the deepest element; stops counting one past the limit."""
    stack: list[str] = []
    opened: Counter[str] = Counter()
    deepest = 0
    for tag in tags:
        name = tag.lower().lstrip("/")
        if name in _VOID or name in _LOOSE:
            continue
        if tag[0] == "/":
            # A parser ignores an end tag that nothing opened; so an end tag only closes its own.
            while opened[name]:
                last = stack.pop()
                opened[last] -= 1
                if last == name:
                    break
            continue
        stack.append(name)
        opened[name] += 1
        deepest = max(deepest, len(stack))
        if deepest > limits.MAX_HTML_DEPTH:
            break
    return deepest
