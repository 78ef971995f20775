"""Who is meant by a common noun: "the president", "the ministry", "police", "the rebels"."""

from __future__ import annotations

from dateline.mentions.antecedents import gender, identity, is_state_code
from dateline.mentions.anywhere import of_no_state
from dateline.mentions.bodies import Bodies
from dateline.mentions.clauses import first_conjunct
from dateline.mentions.drafts import Draft
from dateline.mentions.focus import FocusFinder
from dateline.mentions.given_names import gender_of_role
from dateline.mentions.groups import Groups
from dateline.mentions.naming import copy_to
from dateline.mentions.owned import FELLOWS, OWNED
from dateline.mentions.owners import owner_word, take_owner
from dateline.mentions.pieces import NAME_TAGS
from dateline.mentions.plurals import of_several, resolve_leaders
from dateline.mentions.predicates import takes_from_beside
from dateline.mentions.scene import Scene
from dateline.mentions.titles import Register, bearer_of
from dateline.mentions.topic import AS_DEFINITE, by_topic, is_named, of_a_continent

# "Mr. President", "Madam Secretary".
HONORIFICS_OF_ADDRESS = frozenset(("mr.", "mr", "madam", "madame", "mme"))
_PARTISANS = frozenset(("ally", "proxy", "backer", "opponent", "affiliate"))
# What a state does to people of its own, as a rule.
_HELD = frozenset("arrest jail imprison convict sentence prosecute round gag".split())
_INDEFINITE = frozenset(
    "a an some any no another other each every many several most few one".split()
)
_CAPITALISED = {
    "department": "GOV", "ministry": "GOV", "government": "GOV", "administration": "GOV", "cabinet": "GOV",
    "council": "GOV", "commission": "GOV", "committee": "GOV", "agency": "GOV", "bureau": "GOV", "embassy": "GOV",
    "secretariat": "GOV", "treasury": "GOV", "authority": "GOV", "state": "GOV", "party": "PTY", "court": "JUD",
    "house": "LEG", "parliament": "LEG", "congress": "LEG", "senate": "LEG", "assembly": "LEG", "army": "MIL",
    "navy": "MIL", "military": "MIL", "union": "IGO", "alliance": "IGO", "organization": "IGO",
}  # fmt: skip


class Descriptions:
    """Resolves descriptions in order, with what was named before."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.focus = FocusFinder(scene)
        self.register = Register()
        self.bodies = Bodies()
        self.groups = Groups(scene, self.focus, self.bodies)

    def note(self, draft: Draft) -> None:
        """Take in a mention that has been dealt with."""
        self.register.note(self.scene, draft)
        self.bodies.note(draft)

    def agent(self, draft: Draft) -> None:
        """A noun of office, body or crowd without a country of its own."""
        if draft.noun in OWNED:
            self._owned(draft)
            return
        if draft.noun == "officer" and not draft.sectors:
            self._officer(draft)
        self._agent(draft)
        if self._of_a_host(draft):
            draft.country, draft.actor_id, draft.stranger = None, None, True
            draft.by, draft.confidence = "agent", 0.6
        if draft.noun == "officer":
            # Officers of nobody known are too vague to act.
            draft.drop = draft.drop or not (draft.country or draft.name or draft.sectors)
        if draft.noun == "party" and not draft.plural:
            # "a birthday party"
            linked = draft.chain is not None and bool(draft.chain.linked)
            linked = linked or self.scene.doc[draft.root].tag_ in NAME_TAGS
            draft.drop = draft.drop or not (draft.country or draft.name or linked)

    def _of_a_host(self, draft: Draft) -> bool:
        """ "will meet senior officials", in a ministry's own words: those of the state that is visited.

        Its own it calls by the state's name, with a capital, or "our"; but for its soldiers.
        """
        scene = self.scene
        if not scene.home or scene.media or draft.country != scene.home or not draft.plural:
            return False
        if (
            draft.by != "coreference:topic"
            or "MIL" in draft.sectors
            or "administration" in draft.noun
        ):
            return False
        before = scene.doc[draft.i - 1] if draft.i else None
        bare = before is None or before.tag_ not in ("DT", "PRP$", "POS")
        return bare and scene.doc[draft.root].is_lower

    def _owned(self, draft: Draft) -> None:
        """ "his wife", "the suspect's wife": of the country of the owner, else not mentioned."""
        scene = self.scene
        word = owner_word(scene, draft)
        if word is not None:
            draft.drop = not take_owner(scene, draft, word)
            return
        poss = next((c for c in scene.doc[draft.root].children if c.dep_ == "poss"), None)
        owner = scene.at(poss)
        if owner is None or not owner.country or owner.same_as:
            draft.drop = True
            return
        draft.country, draft.by, draft.confidence = owner.country, "agent", 0.6
        draft.country_by = "owner"
        if draft.noun in FELLOWS and owner.what == "person":
            draft.sectors = [s for s in owner.sectors if s != "ELI"]

    def _officer(self, draft: Draft) -> None:
        """Officers are of the police or the army that has been talked of, or of nobody known."""
        near = {s for d in self.scene.recent(draft.i, 12) for s in d.sectors[:1]}
        draft.sectors = ["COP"] if "COP" in near else ["MIL"] if "MIL" in near else []
        draft.kind = "people" if draft.sectors else draft.kind

    def _agent(self, draft: Draft) -> None:
        scene = self.scene
        if scene.labels and self._addressed(draft):
            return
        if scene.media and self._listed(draft):
            return
        if draft.plural:
            resolve_leaders(scene, draft)
            if not draft.same_as:
                of_several(scene, draft)
            if draft.same_as:
                return
        word = owner_word(scene, draft)
        if word is None and of_no_state(scene.doc, draft):
            draft.stranger = True
            return
        if word is not None and take_owner(scene, draft, word):
            return
        if draft.noun in _PARTISANS:
            # "U.S. allies" are somebody, whoever they are; "allies" are nobody.
            draft.drop = draft.chain is None or len(draft.chain.units) < 2
            return
        ours = word is not None and word.lower_ in ("our", "my")
        if word is not None and not ours or draft.modifier and draft.kind == "person":
            return
        if takes_from_beside(scene, draft):
            return
        if of_a_continent([t.lower_ for t in scene.doc[draft.i : draft.j]]):
            return
        before = scene.doc[draft.i - 1].lower_ if draft.i else ""
        title = before == "and" and scene.doc[draft.i].tag_ in NAME_TAGS
        definite = before in ("the", "this", "that", "these", "those") or title
        definite = definite or ours or draft.kind == "body" and not draft.plural
        definite = definite or scene.doc[draft.root].tag_ in NAME_TAGS
        if before in _INDEFINITE:
            if draft.noun != "party":
                by_topic(scene, self.focus, draft, False)
            return
        if draft.kind != "person" and is_named(scene, draft):
            by_topic(scene, self.focus, draft, definite)
            return
        # An agent named by its acronym has no noun that another mention could share.
        if self._specified(draft):
            by_topic(scene, self.focus, draft, definite)
            return
        if draft.noun and not draft.plural and definite and self._titled(draft):
            if not draft.country:
                by_topic(scene, self.focus, draft, definite)
            return
        if draft.noun and (draft.kind in ("body", "people") or draft.noun in AS_DEFINITE):
            found = self.bodies.named(scene, draft, 99 if definite else 6, 0.1 if definite else 0.3)
            same = found is not None and (definite or found[0].noun == draft.noun)
            if found is not None and same and self._in_focus(draft, found[0]):
                self._same_body(draft, *found)
                return
        by_topic(scene, self.focus, draft, definite)
        if not draft.country:
            self._held_by(draft)

    def _listed(self, draft: Draft) -> bool:
        """ "the Lao Union of Farmers, the Foreign Ministry and …": bodies of one list are of one state.

        Only in a state medium, where a body without a country would else be taken for its own.
        """
        doc, i = self.scene.doc, draft.i
        if draft.kind != "body" or draft.plural or i < 3 or doc[i - 1].lower_ != "the":
            return False
        if doc[draft.root].tag_ not in NAME_TAGS or doc[i - 2].lower_ not in (",", "and"):
            return False
        before = next((d for k in (3, 4) if (d := self.scene.by_token.get(i - k))), None)
        if before is None or not is_state_code(before.country) or before.country == self.scene.home:
            return False
        if before.what not in ("org", "agent") or before.j > i or before.kind == "person":
            return False
        draft.country, draft.by, draft.confidence = before.country, "coreference:topic", 0.5
        return True

    def _addressed(self, draft: Draft) -> bool:
        """ "Thank you, Mr. President": whom a speaker of a transcript turns to, and never his own side.

        It is the other speaker with that title; where there is none, nobody is known.
        """
        doc = self.scene.doc
        first = doc[draft.i].lower_, doc[draft.i - 1].lower_ if draft.i else ""
        if draft.plural or not set(first) & HONORIFICS_OF_ADDRESS:
            return False
        noun = draft.noun.split()[-1] if draft.noun else ""
        me = self.scene.label(draft.i)
        others = {
            identity(d): d for d in self.scene.labels
            if noun in (d.office or "").lower() and (me is None or identity(d) != identity(me))
        }  # fmt: skip
        draft.stranger = True
        if len(others) == 1:
            copy_to(draft, next(iter(others.values())), "coreference:title", 0.75)
        return True

    def _held_by(self, draft: Draft) -> None:
        """ "the regime arrested 40 activists": of the state that holds them."""
        token = first_conjunct(self.scene.doc[draft.root])
        verb = token.head
        if token.dep_ != "dobj" or verb.lemma_ not in _HELD or draft.sectors[:1] == ["REF"]:
            return
        captor = self.scene.at(next((c for c in verb.children if c.dep_ == "nsubj"), None))
        if captor is None or captor.what != "agent" or not is_state_code(captor.country):
            return
        if set(captor.sectors) & {"GOV", "COP", "JUD"}:
            draft.country, draft.by, draft.confidence = captor.country, "coreference:topic", 0.45

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
        if noun == "party" and self.scene.media:
            return  # "the Party", in a state medium, is the one that rules
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
        head = draft.chain.head if draft.chain is not None else None
        if head is not None and head.agent is not None and head.j - head.i > len(head.agent.words):
            named = self.scene.doc[draft.root].tag_ in NAME_TAGS
            if draft.kind == "body" or (named and draft.kind == "people"):
                return True  # "the Ministry of Ports", "the Institute for Ports" is no other one
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
