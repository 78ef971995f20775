"""Who is meant by a common noun: "the president", "the ministry", "police", "the group", "the country"."""

from __future__ import annotations

from dateline.mentions.antecedents import NO_STATES, gender, identity, is_state, is_state_code
from dateline.mentions.bodies import Bodies, last_word
from dateline.mentions.clauses import SUBJECTS, is_subject
from dateline.mentions.drafts import Draft
from dateline.mentions.focus import FocusFinder
from dateline.mentions.given_names import gender_of_role
from dateline.mentions.naming import copy_to
from dateline.mentions.owners import owner_word, owners, take_owner
from dateline.mentions.plurals import (
    STATES,
    is_definite,
    number_said,
    of_several,
    resolve_leaders,
    resolve_pair,
    resolve_states,
)
from dateline.mentions.scene import Scene
from dateline.mentions.titles import Register, bearer_of
from dateline.mentions.units import NAME_TAGS

_PARTISANS = frozenset(("ally", "proxy", "backer", "opponent", "affiliate"))
_INDEFINITE = frozenset(
    "a an some any no another other each every many several most few one".split()
)
# Groups that are looked for among organisations.
_GROUPS = frozenset(
    "group movement organization organisation alliance bloc coalition agency commission committee "
    "council faction team mission office grouping".split()
)
_PLACES = frozenset(
    "country nation state homeland motherland fatherland kingdom republic sultanate emirate".split()
) | {"island nation", "island state"}
_OF_STATES = frozenset("commission committee council agency".split())
_SIDES = frozenset(("side", "party", "party to the conflict", "ally", "team"))
# How large the share of the state in focus must be, by what is described: bodies that every state
# has one of, then officials and forces, then crowds. Measured on the half `tune`.
_SHARES = (
    (frozenset(("body",)), frozenset(("GOV", "MIL", "LEG", "JUD", "SPY")), 0.62),
    (frozenset(("person",)), frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP")), 0.66),
    (frozenset(("people",)), frozenset(("COP", "MIL", "OPP", "PTY", "LEG", "JUD", "SPY", "REB")), 0.66),
    (frozenset(("people",)), frozenset(("CVL", "MED", "EDU", "LAB", "AGR", "REL", "JRN", "BUS", "CRM",
                                        "UAF", "PRM", "SOC")), 0.8),
)  # fmt: skip
# Bare plurals that mean those of the place: "authorities said".
_AS_DEFINITE = frozenset(("authority", "police"))
_ELSEWHERE = frozenset("foreign international other counterpart world global respective".split())
# Too general to be of one state by the topic alone, unless there is hardly another.
_GENERAL = frozenset(
    "people person media press public business industry analyst scholar refugee migrant investor "
    "observer volunteer society university school worker lawyer child woman man company firm bank "
    "student scientist researcher expert family".split()
)
_GENERAL_SHARE, _GENERAL_LEAST = 0.9, 3.0
# How much the text must have said of a state before its crowds are meant without being named.
_LEAST = {
    "CVL": 1.5,
    "EDU": 1.5,
    "MED": 1.5,
    "LAB": 1.5,
    "BUS": 1.5,
    "REL": 1.5,
    "SOC": 1.5,
    "AGR": 1.5,
}
# Those who come from elsewhere: a delegation in Moscow is not Moscow's.
_TRAVELLERS = frozenset(
    "delegation delegate envoy emissary ambassador diplomat peacekeeper representative mission "
    "counterpart interlocutor dignitary refugee migrant".split()
)


_CAPITALISED = {
    "department": "GOV", "ministry": "GOV", "government": "GOV", "administration": "GOV", "cabinet": "GOV",
    "council": "GOV", "commission": "GOV", "committee": "GOV", "agency": "GOV", "bureau": "GOV", "embassy": "GOV",
    "secretariat": "GOV", "treasury": "GOV", "authority": "GOV", "state": "GOV", "party": "PTY", "court": "JUD",
    "house": "LEG", "parliament": "LEG", "congress": "LEG", "senate": "LEG", "assembly": "LEG", "army": "MIL",
    "navy": "MIL", "military": "MIL", "union": "IGO", "alliance": "IGO", "organization": "IGO",
}  # fmt: skip


def _of_several_states(draft: Draft) -> bool:
    """ "Kurdish fighters", "Tuareg leaders": a people of several states is the topic's only as a crowd."""
    units = () if draft.chain is None else draft.chain.units
    people = any(u.entity is not None and u.entity.id.startswith("group:") for u in units)
    return people and not draft.country and draft.sectors[:1] not in (["CVL"], ["REF"], ["REL"])


class Descriptions:
    """Resolves descriptions in order, with what was named before."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.focus = FocusFinder(scene)
        self.register = Register()
        self.bodies = Bodies()

    def note(self, draft: Draft) -> None:
        """Take in a mention that has been dealt with."""
        self.register.note(self.scene, draft)
        self.bodies.note(draft)

    # -- agents ---------------------------------------------------------------------------------

    def agent(self, draft: Draft) -> None:
        """A noun of office, body or crowd without a country of its own."""
        if draft.noun == "officer":
            self._officer(draft)
        self._agent(draft)
        if draft.noun == "party" and not draft.plural:
            # "a birthday party"
            linked = draft.chain is not None and bool(draft.chain.linked)
            draft.drop = draft.drop or not (draft.country or draft.name or linked)

    def _officer(self, draft: Draft) -> None:
        """Officers are the army's where only soldiers have been talked of."""
        near = {s for d in self.scene.recent(draft.i, 2) for s in d.sectors}
        if "MIL" in near and "COP" not in near:
            draft.sectors = ["MIL"]

    def _agent(self, draft: Draft) -> None:
        scene = self.scene
        if draft.plural:
            resolve_leaders(scene, draft)
            if not draft.same_as:
                of_several(scene, draft)
            if draft.same_as:
                return
        word = owner_word(scene, draft)
        if word is not None and take_owner(scene, draft, word):
            return
        if draft.noun in _PARTISANS:
            draft.drop = True
            return
        if word is not None or draft.modifier and draft.kind == "person":
            return
        if self._predicate(draft):
            return
        before = scene.doc[draft.i - 1].lower_ if draft.i else ""
        title = before == "and" and scene.doc[draft.i].tag_ in NAME_TAGS
        definite = before in ("the", "this", "that", "these", "those") or title
        definite = definite or draft.kind == "body" or scene.doc[draft.root].tag_ in NAME_TAGS
        if before in _INDEFINITE:
            return
        # An agent named by its acronym has no noun that another mention could share.
        if self._specified(draft):
            self.topic(draft, definite)
            return
        if draft.noun and not draft.plural and definite and self._titled(draft):
            if not draft.country:
                self.topic(draft, definite)
            return
        if draft.noun and (draft.kind in ("body", "people") or draft.noun in _AS_DEFINITE):
            found = self.bodies.named(scene, draft, 99 if definite else 6, 0.1 if definite else 0.3)
            if found is not None and self._in_focus(draft, found[0]):
                self._same_body(draft, *found)
                return
        if not draft.former or draft.plural:
            self.topic(draft, definite)

    def capitalised(self, draft: Draft) -> None:
        """ "the Department", "the Party": a common noun written as a name, told by what was named before."""
        noun = (draft.name or "").lower()
        if noun not in _CAPITALISED or draft.i == 0 or draft.j - draft.i != 1:
            return
        if self.scene.doc[draft.i - 1].lower_ not in ("the", "our", "this"):
            return
        draft.what, draft.kind, draft.noun = "agent", "body", noun
        draft.name, draft.sectors, draft.by = None, [_CAPITALISED[noun]], "agent"
        draft.confidence = 0.6
        self.agent(draft)

    def _titled(self, draft: Draft) -> bool:
        if draft.kind not in ("person", "people"):
            return False
        sex = gender(draft) or gender_of_role(draft.noun)
        found = bearer_of(self.scene, self.register, draft, sex)
        if found is None:
            return False
        source, confidence = found
        office, sectors = draft.office, draft.sectors
        copy_to(draft, source, "coreference:title", confidence)
        draft.office = draft.office or office
        draft.sectors = draft.sectors or sectors
        return True

    def _specified(self, draft: Draft) -> bool:
        """ "the director of the museum", "Ministry for Water": told by what follows, not before."""
        if draft.chain is not None and draft.chain.linked:
            return True
        if draft.j >= len(self.scene.doc):
            return False
        after = self.scene.doc[draft.j]
        return after.lower_ in ("of", "for") and draft.i <= after.head.i < draft.j

    def _in_focus(self, draft: Draft, found: Draft) -> bool:
        """Whether the state of a body named before is not plainly out of sight here."""
        if not is_state_code(found.country) or draft.noun == found.noun and not draft.plural:
            return True
        home = self.scene.home
        if home and home != found.country and self.scene.doc[draft.root].tag_ in NAME_TAGS:
            return False  # "the Administration", "the Government" are the writer's own
        focus = self.focus.at(draft)
        return focus is None or focus.country == found.country or focus.share < 0.7

    def _same_body(self, draft: Draft, source: Draft, confidence: float) -> None:
        office, sectors = draft.office, draft.sectors
        if draft.plural or source.plural or source.what == "agent" and source.noun != draft.noun:
            draft.country, draft.by, draft.confidence = (
                source.country,
                "coreference:title",
                confidence,
            )
            if draft.kind == "body" and source.country:
                draft.actor_id = f"{source.country}:{draft.noun.replace(' ', '-')}"
                if source.noun.endswith(draft.noun) and source.actor_id:
                    draft.actor_id, draft.name = source.actor_id, source.name
            return
        copy_to(draft, source, "coreference:title", confidence)
        draft.office = draft.office or office
        draft.sectors = draft.sectors or sectors

    def _predicate(self, draft: Draft) -> bool:
        """ "Ann Bell is the leader of …", "the mayor, Ann Bell": the same as the word it stands by."""
        root = self.scene.doc[draft.root]
        other = None
        if root.dep_ == "appos":
            other = self.scene.by_token.get(root.head.i)
        elif root.dep_ == "attr" and root.head.lemma_ in ("be", "become", "remain"):
            subject = next((c for c in root.head.children if c.dep_ in SUBJECTS), None)
            other = None if subject is None else self.scene.by_token.get(subject.i)
        if other is None or other is draft or not other.country or other.same_as or draft.plural:
            return False
        if other.what == "geo" and draft.kind == "person":
            return False
        draft.country, draft.by, draft.confidence = other.country, "apposition", 0.7
        if draft.kind == "person" and other.what in ("person", "pronoun"):
            draft.actor_id, draft.name = other.actor_id, other.name
        return True

    def topic(self, draft: Draft, definite: bool) -> None:
        """A body, force or crowd without a country where one state is clearly talked of."""
        if last_word(draft) in _TRAVELLERS or draft.modifier or _of_several_states(draft):
            return
        if any(t.lower_ in _ELSEWHERE for t in self.scene.doc[draft.i : draft.j]):
            return
        kind = "person" if draft.what == "person" else draft.kind
        share = next(
            (
                s
                for kinds, sectors, s in _SHARES
                if kind in kinds and sectors & set(draft.sectors[:1])
            ),
            None,
        )
        if share is None:
            return
        definite = definite or draft.noun in _AS_DEFINITE
        bare = draft.plural and draft.kind != "people" and not definite and not self.scene.home
        capital = self.scene.doc[draft.root].tag_ in NAME_TAGS and self.scene.home is not None
        least = _LEAST.get(draft.sectors[0], 0.65)
        if last_word(draft) in _GENERAL:
            if self.scene.home:
                return  # statements speak of people at large
            share, least = _GENERAL_SHARE, _GENERAL_LEAST
        focus = self.focus.at(draft, capital)
        if focus is None or focus.country in NO_STATES:
            return
        if (
            focus.share >= share + (0.14 if bare else 0.0 if definite else 0.08)
            and focus.weight >= least
        ):
            draft.country = focus.country
            draft.by = "coreference:topic"
            draft.confidence = round(0.35 + 0.2 * focus.share, 2)

    # -- groups ---------------------------------------------------------------------------------

    def group(self, draft: Draft) -> None:
        """ "the two countries", "the group", "its neighbour"; what means nobody is dropped."""
        scene = self.scene
        noun = draft.noun
        if draft.country:
            draft.drop = noun in ("state", "power")
            self._side(draft)
            return
        word = owner_word(scene, draft)
        neighbour = noun in ("neighbor", "neighbour")
        if word is not None and not (neighbour and not draft.plural):
            self._owned(draft)
            return
        if not (is_definite(scene, draft) or number_said(scene, draft) or neighbour):
            self._of_home(draft)
            draft.drop = draft.country is None
            self._side(draft)
            return
        if self._has_more_words(draft):
            # "the only two Arab states", "the settlement bloc": new to the text, looks back to none.
            draft.drop = True
            return
        number = number_said(scene, draft)
        if draft.plural and number and (noun in STATES or noun in _SIDES):
            resolve_states(scene, draft, number)
        elif draft.plural:
            if noun in ("country", "nation", "side", "party", "party to the conflict"):
                resolve_pair(scene, draft)
            draft.drop = not draft.same_as
        elif neighbour:
            self._neighbour(draft)
            draft.drop = draft.country is None
        elif noun in _PLACES:
            self._country(draft)
            draft.drop = draft.country is None
        elif noun in _GROUPS:
            found = self.bodies.named(scene, draft, 3, 0.15)
            if found is not None and not found[0].plural:
                copy_to(draft, found[0], "coreference:title", found[1])
            elif found is not None:
                draft.country, draft.by, draft.confidence = (
                    found[0].country,
                    "coreference:title",
                    0.5,
                )
                draft.sectors = list(found[0].sectors)
            if draft.country is None and not draft.name:
                self._of_home(draft)
            draft.drop = draft.country is None and not draft.name and noun != "coalition"
        else:
            draft.drop = True

    def _of_home(self, draft: Draft) -> None:
        """A state's own agency writes of its own committees: those of no other are without a name."""
        if self.scene.media and draft.noun in _OF_STATES:
            if any(t.lower_ in _ELSEWHERE for t in self.scene.doc[draft.i : draft.j]):
                return
            draft.country, draft.by, draft.confidence = self.scene.home, "outlet", 0.6
            draft.sectors = draft.sectors or ["GOV"]

    def _side(self, draft: Draft) -> None:
        if draft.noun == "side" and not draft.sectors:
            draft.sectors = ["GOV"]

    def _has_more_words(self, draft: Draft) -> bool:
        noun = draft.noun.split()
        plain = {"the", "both", "these", "those", "all", "this", "that", *noun}
        plain |= {"two", "three", "four", "five", "six"}
        return any(
            t.lower_ not in plain and t.lemma_.lower() not in plain
            for t in self.scene.doc[draft.i : draft.j]
        )

    def _owned(self, draft: Draft) -> None:
        """ "its country", "their nation", "his group"."""
        if draft.noun in _PLACES and not draft.plural:
            word = owner_word(self.scene, draft)
            found = None if word is None else owners(self.scene, word)
            countries = {d.country for d in found[0]} if found else set()
            country = next(iter(countries)) if len(countries) == 1 else None
            if is_state_code(country):
                draft.actor_id = draft.country = country
                draft.by, draft.confidence = "coreference:pronoun", 0.6
        elif draft.noun in ("team", "side", "office", "mission", "coalition", "group", "movement"):
            word = owner_word(self.scene, draft)
            # "abused his office" is no body; "his office said" is.
            acts = draft.noun not in ("office", "mission") or is_subject(self.scene.doc[draft.root])
            if word is not None and acts and take_owner(self.scene, draft, word):
                self._side(draft)
        draft.drop = not draft.country and not draft.same_as

    def _neighbour(self, draft: Draft) -> None:
        """ "its neighbour": the other one, where the text is about two states."""
        word = owner_word(self.scene, draft)
        found = None if word is None else owners(self.scene, word)
        if found is None:
            return
        mine = {d.country for d in found[0]}
        for back in (0, 1, 2):
            near = [d for d in self.scene.recent(draft.i, back) if is_state(d)]
            others = {d.country: d for d in near if d.country not in mine}
            if len(others) == 1:
                self._state(draft, next(iter(others.values())), "coreference:title", 0.65)
                return
            if others:
                return

    def _country(self, draft: Draft) -> None:
        """ "the country": the state in focus."""
        if self._predicate(draft):
            draft.actor_id = draft.country
            return
        root = self.scene.doc[draft.root]
        owned = self.scene.by_token.get(root.head.i) if root.dep_ == "poss" else None
        if owned is not None and is_state_code(owned.country) and owned.i > draft.i:
            # "the country's president, Ann Bell"
            self._state(draft, owned, "coreference:title", 0.7)
            draft.name = None
            return
        focus = self.focus.at(draft)
        if focus is None or focus.country in NO_STATES or focus.share < 0.55:
            # "The state … the state": the same unless something else has come into view.
            for d in reversed(self.scene.recent(draft.i, 2)):
                if d.what == "group" and d.noun == draft.noun and d.country and not d.plural:
                    self._state(draft, d, "coreference:title", 0.5)
                    draft.name = d.name
                    return
            return
        draft.actor_id = draft.country = focus.country
        draft.by, draft.confidence = "coreference:topic", round(0.3 + 0.35 * focus.share, 2)
        for d in reversed(self.scene.recent(draft.i, 4)):
            if identity(d) == focus.country and d.what == "geo":
                draft.name = d.name
                break

    @staticmethod
    def _state(draft: Draft, source: Draft, by: str, confidence: float) -> None:
        draft.actor_id = draft.country = source.country
        draft.name = source.name if source.actor_id == source.country else None
        draft.by, draft.confidence = by, confidence
