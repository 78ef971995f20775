"""Who is meant within the article: titles, pronouns, "the two nations", "both sides".

Only what the text makes clear resolves; the rest stays unresolved, for a wrong actor is worse
than none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.knowledge.terms import Day, holder
from dateline.mentions.antecedents import (
    as_office,
    clause,
    first_conjunct,
    identity,
    is_party,
    is_state,
    joined_groups,
    modifies,
    same_clause,
    sentence_starts,
)
from dateline.mentions.drafts import Draft, apply_person
from dateline.mentions.naming import copy_to
from dateline.mentions.units import NAME_TAGS

if TYPE_CHECKING:
    from spacy.tokens import Doc

NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
STATES = frozenset(
    "country nation state government neighbour neighbor ally power superpower".split()
)
BODIES = frozenset(
    ("government", "army", "military", "navy", "foreign ministry", "parliament", "embassy")
)
LEADERS = frozenset("leader president minister premier".split())
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SINGULAR = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_THEY = frozenset(("they", "them", "themselves"))
_EMPTY_IT = frozenset("be seem appear rain snow happen take become look turn remain mean".split())


class Scene:
    """The mentions so far, by sentence, for whatever comes later to look back upon."""

    def __init__(self, doc: Doc, drafts: list[Draft], day: Day, home: str | None) -> None:
        self.doc = doc
        self.day = day
        self.home = home
        self.number = sentence_starts(doc)
        self.drafts = sorted(drafts, key=lambda d: (d.i, d.j))
        self.seen: list[Draft] = []

    def before(self, draft: Draft, back: int, fits: Callable[[Draft], bool]) -> list[Draft]:
        """Fitting mentions before a draft, no more than `back` sentences away, nearest last."""
        low = self.number[draft.root] - back
        return [d for d in self.seen if self.number[d.root] >= low and d.j <= draft.i and fits(d)]

    def subject_of(self, drafts: list[Draft]) -> list[Draft]:
        """Those among them that are subjects (or joined to one)."""
        return [d for d in drafts if first_conjunct(self.doc[d.root]).dep_ in SUBJECTS]

    def resolve(self) -> None:
        """Go through the article once, resolving what looks back."""
        full: set[str] = set()
        for draft in self.drafts:
            if draft.what == "person" and draft.actor_id:
                if (
                    draft.actor_id in full
                    and draft.by.startswith("name")
                    and draft.j - draft.i == 1
                ):
                    draft.by = "coreference:surname"
                elif draft.j - draft.i > 1:
                    full.add(draft.actor_id)
            if draft.what == "pronoun":
                self._pronoun(draft)
            elif draft.what == "group":
                self._group(draft)
            elif draft.what == "agent" and not draft.country and not draft.same_as:
                self._agent(draft)
            elif draft.what == "person" and not draft.country and draft.office:
                self._topic(draft, True)
            if draft.what == "agent" and draft.kind == "person":
                self._office(draft)
            self.seen.append(draft)

    # -- pronouns ---------------------------------------------------------------------------

    def _pronoun(self, draft: Draft) -> None:
        word = self.doc[draft.i].lower_
        if word in _SINGULAR:
            self._he_or_she(draft, _SINGULAR[word])
        elif word in _THEY:
            self._they(draft)
        elif word in ("its", "their"):
            self._possessive(draft, word == "their")
        elif word == "it":
            self._it(draft)

    def _he_or_she(self, draft: Draft, gender: str) -> None:
        def fits(d: Draft) -> bool:
            single = d.what == "person" or (d.what == "agent" and not d.plural and d.kind in
                                            ("person", "people"))  # fmt: skip
            resolved = d.what == "pronoun" and d.by.startswith("coreference") and not d.same_as
            return (single or (resolved and d.gender == gender)) and d.gender in ("", gender) and (
                not modifies(self.doc, d))  # fmt: skip

        self._nearest(draft, fits, gender)

    def _nearest(self, draft: Draft, fits: Callable[[Draft], bool], gender: str = "") -> None:
        for back in (0, 1, 2):
            found = self.before(draft, back, fits)
            if not found:
                continue
            keys = {identity(d) for d in found}
            if len(keys) == 1:
                self._same(draft, found[-1], 0.8 - 0.1 * back, gender)
                return
            subjects = self.subject_of(found)
            if back == 0:
                subjects = [d for d in subjects if not same_clause(self.doc, d, draft)]
            if subjects and len({identity(d) for d in subjects}) == 1:
                self._same(draft, subjects[-1], 0.65 - 0.05 * back, gender)
                return
            if subjects and back:
                last = max(self.number[d.root] for d in subjects)
                latest = [d for d in subjects if self.number[d.root] == last]
                if len({identity(d) for d in latest}) == 1:
                    self._same(draft, latest[-1], 0.55, gender)
            return

    def _same(self, draft: Draft, source: Draft, confidence: float, gender: str = "") -> None:
        copy_to(draft, source, "coreference:pronoun", confidence)
        draft.gender = gender or draft.gender
        draft.same_as = list(source.same_as)
        draft.plural = source.plural

    def _they(self, draft: Draft) -> None:
        for back in (0, 1):
            found = self.before(draft, back, lambda d: not modifies(self.doc, d))
            if back == 0:
                found = [d for d in found if not same_clause(self.doc, d, draft)]
            else:
                found = [d for d in found if self.number[d.root] < self.number[draft.root]]
            groups = joined_groups(self.doc, found)
            subjects = [g for g in groups if first_conjunct(self.doc[g[0].root]).dep_ in SUBJECTS]
            for choice in (subjects,):
                if len(choice) == 1 and all(d.country or d.sectors for d in choice[0]):
                    group = choice[0]
                    if len(group) == 1:
                        self._same(draft, group[0], 0.65)
                        draft.plural = True
                    else:
                        draft.same_as = group
                        draft.by, draft.confidence = "coreference:pronoun", 0.7
                    return
            if subjects:
                group = subjects[-1]
                if back and all(d.country or d.sectors for d in group):
                    main = [
                        g
                        for g in subjects
                        if self.doc[first_conjunct(self.doc[g[0].root]).i].head.dep_ == "ROOT"
                    ]
                    if len(main) == 1:
                        self._same_group(draft, main[0])
                return

    def _same_group(self, draft: Draft, group: list[Draft]) -> None:
        if len(group) == 1:
            self._same(draft, group[0], 0.6)
        else:
            draft.same_as = group
            draft.by, draft.confidence = "coreference:pronoun", 0.6

    def _possessive(self, draft: Draft, many: bool) -> None:
        """ "its vessels", "their camps": the one subject that it can be, or nobody."""
        for back in (0, 1):
            found = [
                d
                for d in self.subject_of(self.before(draft, back, lambda d: True))
                if (d.country or d.sectors) and d.plural == many and d.what != "person"
            ]
            if found:
                if len({identity(d) for d in found}) == 1:
                    self._same(draft, found[-1], 0.55)
                    return
                break
        draft.drop = True

    def _it(self, draft: Draft) -> None:
        token = self.doc[draft.i]
        if token.dep_ not in SUBJECTS or token.head.lemma_ in _EMPTY_IT:
            draft.drop = True
            return

        def fits(d: Draft) -> bool:
            body = d.what in ("geo", "org") and not d.plural and d.kind not in ("people", "media")
            ministry = d.what == "agent" and d.kind == "body" and not d.plural
            known = bool(d.actor_id or d.country)
            return known and (body or ministry) and not modifies(self.doc, d)

        for back in (0, 1):
            found = self.subject_of(self.before(draft, back, fits))
            if not found:
                continue
            if len({identity(d) for d in found}) == 1:
                self._same(draft, found[-1], 0.65 - 0.1 * back)
                return
            break
        draft.drop = True

    # -- descriptions -----------------------------------------------------------------------

    def _group(self, draft: Draft) -> None:
        doc = self.doc
        words = [t.lower_ for t in doc[max(0, draft.i - 1) : draft.j]]
        definite = bool({"the", "both", "these", "those", "two", "three"} & set(words))
        number = next((NUMBERS[w] for w in words if w in NUMBERS), 0)
        if draft.noun in ("neighbor", "neighbour") and not draft.country and not draft.plural:
            definite = True
        if draft.country or not definite:
            draft.drop = not draft.country or draft.noun in ("state", "power")
            if draft.noun == "side" and not draft.sectors:
                draft.sectors = ["GOV"]
            return
        noun = draft.noun
        plain = {"the", "both", "these", "those", "its", "their", "our", *NUMBERS, *noun.split()}
        if any(
            t.lower_ not in plain and t.lemma_.lower() not in plain for t in doc[draft.i : draft.j]
        ):
            # "the only two Arab states", "the settlement bloc": new to the text, looks back to none.
            draft.drop = True
            return
        if (
            draft.plural
            and number
            and (noun in STATES or noun in ("side", "party to the conflict", "ally", "team"))
        ):
            fits = is_state if noun in STATES and noun != "ally" else is_party
            self._several(draft, number, fits, "plural")
        elif not draft.plural and noun in ("neighbor", "neighbour"):
            self._the_neighbour(draft)
            draft.drop = draft.country is None
        elif not draft.plural and noun in ("country", "nation", "state"):
            self._the_country(draft)
            draft.drop = draft.country is None
        elif not draft.plural and noun in ("group", "movement", "organization", "organisation", "alliance",
                                           "bloc", "coalition", "agency"):  # fmt: skip
            self._the_group(draft)
            draft.drop = draft.country is None and noun not in ("coalition",)
        else:
            draft.drop = True

    def leaders(self, draft: Draft) -> None:
        """ "the two leaders", "both presidents": the persons last named, when they are that many."""
        doc = self.doc
        words = [t.lower_ for t in doc[max(0, draft.i - 1) : draft.j]]
        number = next((NUMBERS[w] for w in words if w in NUMBERS), 0)
        definite = bool({"the", "both", "these"} & set(words)) and draft.j - draft.i <= 3
        if number and definite and draft.plural and draft.noun in BODIES:
            self._several(draft, number, is_state, "plural")
            draft.same_as = [as_office(d, draft) for d in draft.same_as]
        elif number and definite and draft.plural and LEADERS & set(draft.noun.split()[-1:]):
            self._several(draft, number, lambda d: d.what == "person" and bool(d.country), "plural")
            if not draft.same_as:
                self._several(draft, number, lambda d: is_state(d), "plural")
                draft.same_as = [as_office(d, draft) for d in draft.same_as]

    def _several(self, draft: Draft, number: int, fits: Callable[[Draft], bool], by: str) -> None:
        for back in (0, 1, 2, 3):
            found = [d for d in self.before(draft, back, fits) if not self._acts_on(d, draft)]
            different: dict[str, Draft] = {}
            for d in found:
                key = d.country if is_state(d) else identity(d)
                different.setdefault(key or "", d)
            if len(different) == number:
                draft.same_as = list(different.values())
                draft.by, draft.confidence = by, 0.75 - 0.05 * back
                return
            if len(different) > number:
                joined = [
                    g
                    for g in joined_groups(self.doc, found)
                    if len({d.country or identity(d) for d in g}) == number
                ]
                if joined:
                    draft.same_as = joined[-1]
                    draft.by, draft.confidence = by, 0.6
                return

    def _acts_on(self, d: Draft, draft: Draft) -> bool:
        """Whether `d` is the subject of what is done to `draft`: "Norway urged both sides"."""
        root = self.doc[draft.root]
        if root.dep_ in SUBJECTS or first_conjunct(root).dep_ in SUBJECTS:
            return False
        if self.doc[d.root].dep_ not in SUBJECTS:
            return False
        # "The UN condemned the raid and urged both sides": joined verbs share their subject.
        verb = self.doc[clause(root)]
        while verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
            verb = verb.head
        return clause(self.doc[d.root]) == verb.i

    def _the_neighbour(self, draft: Draft) -> None:
        """ "its neighbour": the other one, where the text is about two states."""
        owner = self._owner(draft)
        if owner is None:
            return
        for back in (0, 1, 2):
            found = self.before(draft, back, is_state)
            others = {d.country: d for d in found if d.country != owner.country}
            if len(others) == 1:
                other = next(iter(others.values()))
                draft.actor_id = draft.country = other.country
                draft.name = other.name if other.actor_id == other.country else None
                draft.by, draft.confidence = "coreference:title", 0.65
                return
            if others:
                return

    def _the_country(self, draft: Draft) -> None:
        for back in (0, 1):
            found = self.before(draft, back, is_state)
            countries = {d.country for d in found}
            if len(countries) == 1:
                source = found[-1]
                draft.actor_id, draft.country = source.country, source.country
                draft.name = source.name if source.actor_id == source.country else None
                draft.by, draft.confidence = "coreference:topic", 0.6
                return
            if countries:
                return

    def _the_group(self, draft: Draft) -> None:
        found = self.before(draft, 1, lambda d: d.what == "org" and d.kind in
                            ("group", "igo", "ngo", "party", "people"))  # fmt: skip
        if len({identity(d) for d in found}) == 1:
            copy_to(draft, found[-1], "coreference:title", 0.65)

    def _agent(self, draft: Draft) -> None:
        """ "the president", "the ministry", "the spokesman": who was named by that title before."""
        doc = self.doc
        if draft.plural:
            self.leaders(draft)
        before = doc[draft.i - 1].lower_ if draft.i else ""
        owner = self._owner(draft)
        if owner is not None:
            draft.country, draft.by = owner.country, "coreference:pronoun"
            draft.confidence = 0.6
            if draft.kind == "body":
                draft.actor_id = f"{owner.country}:{draft.noun.replace(' ', '-')}"
            return
        if draft.noun in ("ally", "proxy", "backer", "opponent", "affiliate"):
            draft.drop = True
            return
        second = before == "and" and doc[draft.i].tag_ in NAME_TAGS
        definite = before == "the" or second or draft.kind == "body"
        # An agent named by its acronym has no noun that another mention could share.
        alone = bool(draft.noun) and not draft.plural
        if definite and alone and draft.kind in ("person", "body", "people"):
            same = self.before(
                draft, 99, lambda d: d.what == "agent" and d.noun == draft.noun and bool(d.country)
                and not d.plural)  # fmt: skip
            holders = self.before(
                draft, 99, lambda d: d.what == "person" and bool(d.office) and not d.former
                and draft.noun.split()[-1:] == (d.office or "").lower().split()[-1:])  # fmt: skip
            found = holders if draft.kind == "person" and holders else same
            if found and len({(d.actor_id or d.country) for d in found}) == 1:
                copy_to(draft, found[-1], "coreference:title", 0.75)
                return
            if found:
                return
        indefinite = before in ("a", "an", "some", "any", "no", "another", "other")
        if draft.modifier or indefinite:
            return
        if (definite or draft.sectors[:1] in (["COP"], ["MIL"], ["GOV"])) and not draft.former:
            self._topic(draft, definite)

    def _owner(self, draft: Draft) -> Draft | None:
        """The country behind "its", "their" or "his" before an agent."""
        doc = self.doc
        joined = first_conjunct(doc[draft.root])
        for k in range(max(0, draft.i - 1), draft.i + 1):
            if doc[k].lower_ in ("its", "their") and joined.i < draft.i:
                # "Moscow and its supporters"
                with_it = [d for d in self.seen if d.i <= joined.i < d.j and d.country]
                if with_it:
                    return with_it[-1]
            if doc[k].lower_ in ("its", "their", "his", "her") and doc[k].dep_ == "poss":
                for back in (0, 1):
                    found = self.before(draft, back, lambda d: bool(d.country) and not d.same_as)
                    if doc[k].lower_ in ("its", "their"):
                        found = self.subject_of(found)
                    if found:
                        break
                if found and len({d.country for d in found}) == 1:
                    return found[-1]
        return None

    def _topic(self, draft: Draft, definite: bool) -> None:
        """A body or force without a country in a text that has named one country only."""
        if not set(draft.sectors) & {"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "PTY"}:
            return
        countries = {d.country for d in self.seen if d.country and len(d.country) == 3
                     and d.country not in ("IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM")}  # fmt: skip
        if self.home:
            countries.add(self.home)
        others = any(
            d.country in ("UNO", "EUR", "IGO") for d in self.before(draft, 1, lambda d: True)
        )
        if len(countries) == 1 and not others:
            draft.country = next(iter(countries))
            draft.by = "coreference:topic"
            draft.confidence = 0.55 if definite else 0.45

    def _office(self, draft: Draft) -> None:
        """ "the French president" on a known day is whoever held the office then."""
        if (
            draft.named
            or draft.by.startswith("coreference:topic")
            or draft.actor_id
            or draft.plural
            or draft.former
            or not draft.country
            or not draft.office
        ):
            return
        first = self.doc[draft.i - 1].lower_ if draft.i else ""
        if first in ("a", "an", "every", "each", "any", "no", "another"):
            return
        if draft.chain is not None and any(
            t.lower_ in ("deputy", "vice", "next", "new", "acting", "then", "future", "late")
            for t in self.doc[draft.i : draft.j]
        ):
            return
        found = holder(draft.country, draft.noun, self.day)
        if found is not None:
            person, _ = found
            apply_person(draft, person, self.day, draft.office, False)
            draft.by, draft.confidence = "office", 0.85
