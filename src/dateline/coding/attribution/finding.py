"""Who says, in which words, what: the attributions of an article.

The parse gives cue, source and content within a sentence (`sayings`); quotation marks, which parses
break on, widen or supply the content here: a quotation belongs whole to the cue beside it, a second
one to the speaker of the first, and one that stands alone to the last speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dateline.coding.attribution.continuing import go_on
from dateline.coding.attribution.cues import token_cue
from dateline.coding.attribution.outside import speaker_outside
from dateline.coding.attribution.phrases import (
    Saying,
    cue_span,
    is_passive,
    noun_phrase,
)
from dateline.coding.attribution.quotes import (
    Quote,
    QuoteIndex,
    SpanIndex,
    find_quotes,
    paragraphs_of,
)
from dateline.coding.attribution.sayings import find_sayings
from dateline.coding.attribution.subjects import subject_of
from dateline.coding.attribution.voices import with_voices
from dateline.records import Actor, Article, Attribution, Span

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

_BESIDE = 16
"""How many tokens from a quotation its cue may stand."""


def find_attributions(doc: Doc, article: Article, actors: Sequence[Actor]) -> list[Attribution]:
    """The attributions of `article`, sorted by cue, with their voices filled.

    `doc` is the parse of `article.text`; `actors` may be empty. `source` and `cue` are None where
    the text has none. An attribution whose source vouches for nothing ("condemned the raid" takes
    the raid for granted) has no voices.
    """
    quotes = QuoteIndex(find_quotes(article.text, article.paragraphs))
    # A subject behind its verb may leave a cue without words ("telling him how …").
    sayings = [s for s in find_sayings(doc) if s.cue.start < s.cue.end]
    sayings = _take_quotes(doc, article, sayings, quotes)
    sayings = [speaker_outside(doc, s, quotes, article.text) for s in sayings]
    sayings = _settled(sayings, quotes, article.text)
    sayings = go_on(doc, sayings, quotes, paragraphs_of(article.text, article.paragraphs))
    drafts = [(_record(s, quotes, article.text), s) for s in sayings]
    return with_voices(drafts, article, actors)


# ------------------------------------------------------------------ quotations


def _take_quotes(
    doc: Doc, article: Article, sayings: list[Saying], quotes: QuoteIndex
) -> list[Saying]:
    widened = [_widened(s, quotes, article.text) for s in sayings]
    by_head = {s.head: i for i, s in enumerate(widened)}
    paragraphs = paragraphs_of(article.text, article.paragraphs)
    holder: int | None = None  # the attribution that the last quotation went to
    pending: list[Quote] = []
    last_end = -1
    index = SpanIndex((c, i) for i, s in enumerate(widened) for c in s.content)
    for quote in quotes.outer:
        owners = sorted(
            {
                i
                for _, i in index.covering(quote.span)
                if quotes.at(widened[i].cue.start) is not quote
            }
        )
        if owners:
            holder = owners[-1]
            last_end = max(widened[holder].cue.end, quote.end)
            _add(widened, holder, pending)
            pending = []
            continue
        speech = _is_speech(article.text, quote)
        verb = _cue_beside(doc, article.text, quote, quotes, speech)
        if verb is not None:
            if verb.i in by_head:
                i = by_head[verb.i]
                _add(widened, i, [quote])
            else:
                made = _from_quote(verb, quote)
                if made is None:
                    continue
                widened.append(made)
                i = len(widened) - 1
                by_head[verb.i] = i
            _add(widened, i, pending)
            pending = []
            holder, last_end = i, max(widened[i].cue.end, quote.end)
        elif speech and not quote.closed and quotes.reopened(quote):
            if quote.continues and holder is not None:
                _add(widened, holder, [quote])
            else:
                pending.append(quote)
        elif (
            speech and holder is not None and _continues(article.text, paragraphs, quote, last_end)
        ):
            _add(widened, holder, [quote])
            last_end = quote.end
    return widened


def _widened(saying: Saying, quotes: QuoteIndex, text: str) -> Saying:
    """The saying with each quotation it touches taken in whole, unless it stands inside one."""
    inside = quotes.at(saying.cue.start)
    content = []
    for part in saying.content:
        start, end = part
        if inside is not None:
            if part.overlaps(inside.span):
                content.append(Span(max(start, inside.start), min(end, inside.end)))
            continue
        for at in (start, end - 1):
            quote = quotes.at(at)
            if quote is None:
                continue
            if not (quote.start <= saying.cue.start < quote.end):
                start, end = min(start, quote.start), max(end, quote.end)
        if saying.cue.overlaps(Span(start, end)) or (
            saying.source is not None and saying.source.overlaps(Span(start, end))
        ):
            start, end = part
        content.append(Span(start, end))
    content = [c for c in content if any(x.isalnum() for x in text[c.start : c.end])]
    return replace(saying, content=_merged(content))


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _add(sayings: list[Saying], i: int, more: Sequence[Quote]) -> None:
    if more:
        content = _merged([*sayings[i].content, *(q.span for q in more)])
        sayings[i] = replace(sayings[i], content=content)


def _is_speech(text: str, quote: Quote) -> bool:
    """Whether a quotation holds speech, not a title or a word held at arm's length."""
    words = text[quote.start : quote.end].strip("“”\"'‘’„«»`").strip()
    if not words:
        return False
    stop = words[-1] in ".,?!…—-–" or not quote.closed
    return (stop and len(words.split()) > 1) or len(words.split()) > 6


def _continues(text: str, paragraphs: Sequence[Span], quote: Quote, last_end: int) -> bool:
    """Whether a quotation without a cue goes on where the last speaker stopped.

    In the same paragraph, or opening the next one; it must begin a sentence.
    """
    before = text[max(0, quote.start - 40) : quote.start]
    last = before.rstrip()[-1:]
    if last and last not in '.?!”"…:’' and "\n" not in before[len(before.rstrip()) :]:
        return False
    first = bisect_left(paragraphs, Span(last_end, 0))
    between = paragraphs[first : bisect_right(paragraphs, Span(quote.start, len(text) + 1))]
    return not between or (len(between) == 1 and between[0].start == quote.start)


def _cue_beside(
    doc: Doc, text: str, quote: Quote, quotes: QuoteIndex, speech: bool
) -> Token | None:
    """The cue verb next to a quotation: after it (", said X", ", X said") or before it."""
    short = text[quote.start : quote.end].rstrip("”\"'’»")[-1:] in ",?!"
    if not speech and not short and not _announced(text, quote):
        return None
    after = doc.char_span(quote.end, min(len(text), quote.end + 200), alignment_mode="expand")
    if after is not None and quote.closed:
        for token in after[:_BESIDE]:
            if token.idx < quote.end:
                continue
            if (
                "\n" in token.text
                or token.text in {".", "?", "!", ";", ":"}
                or quotes.at(token.idx)
            ):
                break
            if token.text in {"and", "but"}:
                break
            if _speaks(token):
                return token
    announced = _announced(text, quote)
    before = doc.char_span(max(0, quote.start - 200), quote.start, alignment_mode="contract")
    if before is not None:
        for n, token in enumerate(reversed(list(before)[-_BESIDE:])):
            if token.is_space and announced:
                continue
            if "\n" in token.text or (token.text in {".", "?", "!", ";"}) or quotes.at(token.idx):
                break
            if token.is_sent_end and n > 0 and token.text != ":":
                break
            if _speaks(token):
                return token
    return None


def _announced(text: str, quote: Quote) -> bool:
    return text[max(0, quote.start - 40) : quote.start].rstrip()[-1:] == ":"


def _speaks(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"amod", "aux", "auxpass"}:
        return False
    info = token_cue(token)
    if info is None or "quote" not in info.takes:
        return False
    # "A poem called “Winter” went on to win": what goes on to do something does not speak.
    return not (
        info.lemma in {"go_on", "begin", "continue"}
        and any(c.dep_ == "xcomp" for c in token.children)
    )


def _from_quote(verb: Token, quote: Quote) -> Saying | None:
    info = token_cue(verb)
    if info is None:
        return None
    found = subject_of(verb) or (subject_of(verb.sent.root) if verb.tag_ == "VBG" else None)
    head, source = found if found is not None else (None, None)
    if is_passive(verb):
        agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children), None)
        head, source = (agent, noun_phrase(agent)) if agent is not None else (head, source)
    if source is None:
        objects = [c for c in verb.children if c.dep_ in {"dobj", "attr"} and c.i > verb.i]
        if objects and quote.end <= verb.idx:
            head, source = objects[0], noun_phrase(objects[0])
    if source is not None and source.overlaps(quote.span):
        source = head = None
    return Saying(
        head=verb.i,
        cue=cue_span(verb),
        source=source,
        content=(quote.span,),
        info=info,
        form="quote",
        source_head=head.i if head is not None else None,
    )


# ------------------------------------------------------------------ records


# The writer, and whom he speaks to.
_WRITER = frozenset({"i", "me", "we"})
_READER = frozenset({"you", "let", "us"})


def _settled(sayings: list[Saying], quotes: QuoteIndex, text: str) -> list[Saying]:
    """One attribution a cue, sorted; the writer's own "I think" is on nobody else's word."""
    kept: dict[Span, Saying] = {}
    own = [_own_word(s, quotes, text) for s in sayings if s.content]
    sayings = [s for s in own if s is not None]
    for saying in sorted(sayings, key=lambda s: (s.cue, -sum(c.end - c.start for c in s.content))):
        kept.setdefault(saying.cue, saying)
    return sorted(kept.values(), key=lambda s: s.cue)


def _own_word(saying: Saying, quotes: QuoteIndex, text: str) -> Saying | None:
    """The saying, its form "own" (which no cue vouches for) where the writer means himself."""
    if saying.source is None or quotes.at(saying.cue.start) is not None:
        return saying
    who = text[saying.source.start : saying.source.end].lower()
    if who in _READER:
        return None
    return replace(saying, form="own") if who in _WRITER else saying


def _record(saying: Saying, quotes: QuoteIndex, text: str) -> Attribution:
    return Attribution(
        source=saying.source,
        cue=saying.cue,
        content=list(saying.content),
        kind="direct" if saying.form == "speech" else _kind(saying, quotes, text),
    )


def _kind(saying: Saying, quotes: QuoteIndex, text: str) -> Any:
    quoted = plain = False
    for part in saying.content:
        at = part.start
        for quote in quotes.within(part):
            if quote.start <= part.start and part.end <= quote.end:
                # The whole part lies in a quotation: its own marks, or those around the cue too.
                if quote.start >= part.start or not quote.span.covers(saying.cue):
                    quoted = True
                    at = part.end
                break
            quoted = True
            plain = plain or bool(text[at : quote.start].strip(" ,.:;"))
            at = quote.end
        plain = plain or bool(text[at : part.end].strip(" ,.:;"))
    if quoted and plain:
        return "mixed"
    return "direct" if quoted else "indirect"
