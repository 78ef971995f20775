"""Countries, sides and groups that are not named: "the two countries", "the group", "its neighbour"."""

from __future__ import annotations

from dateline.mentions.antecedents import NO_STATES, identity, is_state, is_state_code
from dateline.mentions.bodies import Bodies
from dateline.mentions.clauses import is_subject
from dateline.mentions.drafts import Draft
from dateline.mentions.focus import FocusFinder
from dateline.mentions.naming import copy_to
from dateline.mentions.owned import PAIRS
from dateline.mentions.owners import owner_word, owners, take_owner
from dateline.mentions.pieces import NAME_TAGS
from dateline.mentions.plurals import (
    STATES,
    is_definite,
    number_said,
    resolve_pair,
    resolve_people,
    resolve_states,
)
from dateline.mentions.predicates import takes_from_beside
from dateline.mentions.scene import Scene
from dateline.mentions.topic import ELSEWHERE

# Groups that are looked for among organisations.
_GROUPS = frozenset(
    "group movement organization organisation alliance bloc coalition agency commission committee "
    "council faction team mission office grouping".split()
)
_PLACES = frozenset(
    "country nation state homeland motherland fatherland kingdom republic sultanate emirate".split()
) | {"island nation", "island state"}
# "The neighbouring country" is not the one talked of.
_ANOTHER = ELSEWHERE | frozenset(
    "neighbouring neighboring third same host only first second last next largest richest poorest "
    "sovereign member developing donor partner enemy hostile rival former entire whole".split()
)
# What only some states are.
_KINDS = {
    "kingdom": frozenset(
        "GBR DNK SWE NOR NLD BEL ESP SAU JOR MAR THA KHM BHR BTN TON LSO SWZ".split()
    ),
    "sultanate": frozenset(("OMN", "BRN")),
    "emirate": frozenset(("KWT", "QAT", "ARE", "AFG")),
}
_OF_STATES = frozenset("commission committee council agency".split())
_SIDES = frozenset(("side", "party", "party to the conflict", "ally", "team"))


class Groups:
    """Resolves groups in order, with the bodies named before and the state in focus."""

    def __init__(self, scene: Scene, focus: FocusFinder, bodies: Bodies) -> None:
        self.scene = scene
        self.focus = focus
        self.bodies = bodies

    def resolve(self, draft: Draft) -> None:
        """ "the two countries", "the group", "its neighbour"; what means nobody is dropped."""
        scene = self.scene
        noun = draft.noun
        if draft.country:
            draft.drop = noun in ("state", "power")
            self._side(draft)
            return
        if noun in PAIRS:
            resolve_people(scene, draft, PAIRS[noun])
            draft.drop = not draft.same_as
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
        if noun in _PLACES and not draft.plural and not self._is_another(draft):
            # Also "the war-torn country", "the island nation".
            self._country(draft)
            draft.drop = draft.country is None
            return
        if noun in _GROUPS and not draft.plural and not self._is_another(draft):
            # Also "the 27-nation bloc".
            self._body(draft)
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
        else:
            draft.drop = True

    def _body(self, draft: Draft) -> None:
        """ "the group", "the agency": the organisation named before."""
        more = self._has_more_words(draft)
        if more and self._has_a_name(draft):
            # "the Nuclear Ports Group": no other body that happened to be named before.
            draft.name = self.scene.doc.said(draft.i, draft.j)
            self._of_home(draft)
            return
        found = self.bodies.named(self.scene, draft, 3, 0.3 if more else 0.15)
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
        draft.drop = draft.country is None and not draft.name and draft.noun != "coalition"

    def _is_another(self, draft: Draft) -> bool:
        return any(t.lower_ in _ANOTHER for t in self.scene.doc[draft.i : draft.j])

    def _of_home(self, draft: Draft) -> None:
        """A state's own agency writes of its own committees: those of no other are without a name."""
        if self.scene.media and draft.noun in _OF_STATES:
            if any(t.lower_ in ELSEWHERE for t in self.scene.doc[draft.i : draft.j]):
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

    def _has_a_name(self, draft: Draft) -> bool:
        """Whether the noun and a word before it are written as a name."""
        doc = self.scene.doc
        root = doc[draft.root]
        if root.tag_ not in NAME_TAGS or not root.text[0].isupper():
            return False
        return any(t.tag_ in NAME_TAGS and t.is_title for t in doc[draft.i : draft.root])

    def _owned(self, draft: Draft) -> None:
        """ "its country", "their nation", "his group"."""
        if draft.plural and draft.noun in STATES and self._ours(draft):
            return
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

    def _ours(self, draft: Draft) -> bool:
        """ "our two countries": the writer's, or the quoted one's, and the other that is near by."""
        word = owner_word(self.scene, draft)
        if word is None or word.lower_ != "our":
            return False
        found = owners(self.scene, word)
        mine = found[0][0] if found else None
        if mine is None or not is_state_code(mine.country):
            return False
        for back in (0, 1, 2, 3):
            near = [d for d in self.scene.recent(draft.i, back) if is_state(d)]
            others = {d.country: d for d in near if d.country != mine.country}
            if len(others) > 1:
                return False
            if others:
                other = next(iter(others.values()))
                draft.same_as = [self._land(mine), self._land(other)]
                draft.by, draft.confidence = "plural", 0.65
                return True
        return False

    def _land(self, d: Draft) -> Draft:
        """The state that a mention speaks for."""
        land = Draft(d.i, d.j, d.start, d.end, d.root, "geo", kind="state")
        land.actor_id = land.country = d.country
        land.name = d.name if d.actor_id == d.country else None
        return land

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
        if takes_from_beside(self.scene, draft):
            draft.actor_id = draft.country
            return
        root = self.scene.doc[draft.root]
        owned = self.scene.by_token.get(root.head.i) if root.dep_ == "poss" else None
        if owned is not None and is_state_code(owned.country) and owned.i > draft.i:
            # "the country's president, Ann Bell"
            self._state(draft, owned, "coreference:title", 0.7)
            draft.name = None
            return
        focus = self.focus.at(draft, among=_KINDS.get(draft.noun, frozenset()))
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
