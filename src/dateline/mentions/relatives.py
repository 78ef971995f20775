"""Roles told in a relative clause: "Ann Bell, who leads the opposition Green Party of Chad"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

# What somebody does to a body who belongs to it, and what the person is called for it.
_LEADS = {
    "lead": "leader", "head": "head", "chair": "chair", "command": "commander", "run": "head",
    "direct": "director", "govern": "governor", "rule": "ruler", "found": "founder", "represent": "representative",
    "join": "member", "serve": "member", "oversee": "head",
}  # fmt: skip
# A state is led, governed, represented; only such verbs make somebody its own.
_OF_STATES = frozenset(("lead", "head", "govern", "rule", "represent"))


def read_relative(doc: Doc, person: Draft, by_token: dict[int, Draft]) -> None:
    """Give a person without a country what a relative clause on the name says of the role."""
    root = doc[person.root]
    for verb in root.children:
        if verb.dep_ != "relcl" or verb.i < person.j:
            continue
        if not any(c.tag_ == "WP" and c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            continue
        if verb.lemma_ == "be":
            body = next((by_token.get(c.i) for c in verb.children if c.dep_ == "attr"), None)
        elif verb.lemma_ in _LEADS:
            body = _object(verb, by_token)
        else:
            continue
        if body is None or not body.country or body.plural or body is person:
            continue
        if body.what == "geo" and verb.lemma_ not in _OF_STATES:
            continue
        person.country, person.country_by = body.country, "relative clause"
        if not person.sectors:
            person.sectors = list(body.sectors) or (["GOV"] if body.what == "geo" else [])
        person.office = person.office or (
            body.office if verb.lemma_ == "be" else _LEADS[verb.lemma_]
        )
        person.by, person.confidence = "office", 0.7
        return


def _object(verb: Token, by_token: dict[int, Draft]) -> Draft | None:
    for child in verb.children:
        if child.dep_ == "dobj":
            return by_token.get(child.i)
        if child.dep_ == "prep" and child.lower_ in ("in", "on", "for", "as"):
            found = next((by_token.get(c.i) for c in child.children if c.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None
