"""Pieces that make one mention: "North Korea's foreign ministry spokesperson" is one actor."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from dateline.mentions.pieces import HONORIFICS, NAME_TAGS, Unit

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

POSSESSIVE = frozenset(("'s", "’s", "'", "’", "s"))
MODIFIER_TAGS = frozenset(
    ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD", "HYPH", "RBS", "RB", "POS", "VBD")
)  # fmt: skip
# "Iranian-backed militia": the state stands behind the actor and is not its country.
BEHIND = frozenset(
    "backed led linked aligned allied sponsored supported trained funded friendly made inspired "
    "leaning affiliated occupied held armed born oriented installed appointed brokered mediated "
    "imposed bound style speaking owned designated listed sanctioned registered flagged educated "
    "administered dominated mediated hosted initiated drafted inspired spearheaded requested "
    "approved certified recognized recognised".split()
)
SIDES = frozenset(("pro", "anti", "non", "counter"))
# "the government of Iran", "spokesman for the army", "troops from Chad".
LINKS = {
    "of": frozenset(("person", "people", "body")),
    "for": frozenset(("person", "people", "body")),
    "from": frozenset(("person", "people")),
    "to": frozenset(("person", "body")),
    "with": frozenset(("person", "people")),
    "at": frozenset(("person", "people")),
    "within": frozenset(("person", "people")),
    "inside": frozenset(("person", "people")),
}
FOR_HEADS = frozenset(
    "spokesperson spokesman spokeswoman minister secretary ministry representative envoy "
    "commissioner office lawyer attorney candidate nominee appointee pick adviser advisor department".split()
)
# Who seeks an office or was named for one: "the nominee for ambassador".
_SEEK = frozenset(("candidate", "nominee", "appointee", "pick"))
TO_HEADS = frozenset(
    "ambassador envoy representative adviser advisor aide delegate mission emissary secretary "
    "commissioner".split()
)
# "The special envoy for Chad" is somebody else's.
_SENT_FOR = frozenset("envoy representative coordinator adviser advisor commissioner".split())
AT_HEADS = frozenset(
    (
        "spokesperson spokesman spokeswoman official diplomat officer ambassador analyst professor"
    ).split()
)
# "a fellow with the Brookings Institution", "an analyst with Gallup": who they work for.
_WORK_WITH = frozenset("scholar fellow analyst researcher economist expert attorney lawyer".split())
# Crowds are not owned by what follows "of": "people of the region", "group of students".
NOT_OF = frozenset("people person man woman child family crowd local citizen victim".split())

# Private people who are of the country of their owner, and no office of it.
KIN = frozenset(
    "wife husband spouse son daughter brother sister father mother parent child sibling fiancé fiancée "
    "nephew niece uncle aunt cousin grandson granddaughter grandfather grandmother widow widower "
    "girlfriend boyfriend relative kin".split()
)


@dataclass(slots=True)
class Chain:
    """One mention: its pieces, the head piece, and what was seen on the way."""

    units: list[Unit]
    head: Unit
    behind: list[Unit] = field(default_factory=list)
    linked: list[Unit] = field(default_factory=list)
    toward: list[Unit] = field(default_factory=list)
    i: int = 0
    j: int = 0


def root_of(doc: Doc, i: int, j: int) -> Token:
    """The token of i..j whose head lies outside."""
    for k in range(j - 1, i - 1, -1):
        token = doc[k]
        if not i <= token.head.i < j or token.head.i == token.i:
            return token
    return doc[j - 1]


def _gap(doc: Doc, a: Unit, b: Unit) -> list[Token]:
    return list(doc[a.j : b.i])


def _under(doc: Doc, inner: Unit, outer: Unit) -> bool:
    """Whether the piece lies in the noun phrase that the other heads."""
    head = root_of(doc, outer.i, outer.j)
    token = root_of(doc, inner.i, inner.j)
    for _ in range(4):
        if token.i == head.i:
            return True
        token = token.head
    return False


_WITH_RANKS = (("MIL",), ("COP",))


def _is_title(unit: Unit) -> bool:
    return unit.agent is not None and unit.agent.kind in ("person", "people") and not unit.plural


_BEHIND_IT = re.compile(rf"[-–](?:{'|'.join(sorted(BEHIND))})\b")


def stands_behind(doc: Doc, unit: Unit) -> bool:
    """Whether "-backed" and the like follow: "the U.N.-backed government"."""
    near = doc.span(unit.j - 1, unit.j + 2)
    return _BEHIND_IT.match(near.text[unit.end - near.start_char :]) is not None


def _hyphen_behind(gap: list[Token]) -> bool:
    return len(gap) >= 2 and gap[0].text in "-–" and gap[1].lower_ in BEHIND


# "the Yemen Humanitarian Fund" is about the state and not of it.
_ABOUT_A_STATE = frozenset(
    "fund group quartet talks conference mission force initiative coalition project desk study war "
    "crisis act contact envoy programme program committee council forum summit watch report task "
    "campaign office operation region deal agreement dialogue".split()
)
# What a state's name before only tells the subject of: "the Yemen task force".
_ABOUT_GROUPS = frozenset(
    "task force|working group|contact group|study group|donor conference|desk|monitoring group|"
    "action group|coordination group|coordination task force|monitoring team".split("|")
)
# Who knows about a state is seldom of it: "a Kenya scholar at Oslo", but "a Kenyan scholar".
_KNOW_ABOUT = frozenset("expert scholar specialist analyst watcher hawk historian".split())


def _about_a_state(a: Unit, b: Unit, gap: list[Token]) -> bool:
    """ "Yemen Task Force", "the Sudan envoy": somebody else's, for that state."""
    if a.kind != "geo" or a.adjective or a.entity is None or a.entity.kind != "state":
        return False
    if b.agent is None or gap and gap[0].text in POSSESSIVE:
        return False
    if not gap and b.agent.words[-1] in _KNOW_ABOUT and b.agent.kind != "body":
        return True
    words = " ".join([*(t.lower_ for t in gap), *b.agent.words])
    return any(words.endswith(f" {group}") or words == group for group in _ABOUT_GROUPS)


_SEATS_OF_MANY = frozenset(("Geneva", "Brussels", "Vienna", "The Hague", "Hague", "New York"))


def _hyphen_based(a: Unit, rest: list[Token]) -> bool:
    """ "the Lagos-based company", unless it may be a body of many states: "the Geneva-based agency"."""
    if len(rest) < 2 or rest[0].text not in "-–" or rest[1].lower_ != "based":
        return False
    return a.kind in ("geo", "region") and a.entity is not None and (
        a.entity.kind in ("state", "region", "capital") and not (
            {t.text for t in rest[0].doc[a.i : a.j]} & _SEATS_OF_MANY))  # fmt: skip


_RANK_WORDS = frozenset("First Second Third Deputy Vice Acting Senior Special Chief".split())


def _state_and_title(doc: Doc, a: Unit, b: Unit, rest: list[Token]) -> bool:
    """ "Republic of Korea First Vice Minister Jo Min-ho": one name, however the parser hangs it."""
    if a.kind != "geo" or a.entity is None or a.entity.kind != "state" or b.agent is None:
        return False
    if b.agent.kind != "person" or b.plural or not all(t.text in _RANK_WORDS for t in rest):
        return False
    after = doc[b.j] if b.j < len(doc) else None
    return (
        doc[b.i].text[0].isupper()
        and after is not None
        and after.tag_ in NAME_TAGS
        and after.text[0].isupper()
    )


def attaches(doc: Doc, a: Unit, b: Unit) -> bool:
    """Whether piece `b` goes on the noun phrase that `a` begins or continues."""
    if b.i < a.j:
        return False  # "the Kenya-Tuareg talks", where the tokenizer leaves one token
    if b.i - a.j > 6:
        return False  # five words and a possessive at most
    gap = _gap(doc, a, b)
    words = [t.text for t in gap if not t.is_space]
    owner = bool(words) and words[0] in POSSESSIVE
    rest = gap[1:] if owner else gap
    if len(rest) > 5:
        return False
    if any(t.tag_ not in MODIFIER_TAGS for t in rest):
        # "Japan's foreign and defence ministers": only what the parser hangs on the same noun.
        joined = all(t.tag_ in MODIFIER_TAGS or t.lower_ == "and" for t in rest)
        if (
            not joined
            or rest[0].lower_ == "and"
            or a.kind != "geo"
            or b.kind != "agent"
            or not _under(doc, a, b)
        ):
            return False
    if any(t.is_sent_start for t in doc[a.i + 1 : b.j]):
        return False
    if b.kind == "agent":
        if b.agent is not None and b.agent.kind == "group" and not owner and a.kind == "geo":
            # "the Japan-US alliance" has two members and is neither's.
            if b.agent.text in ("alliance", "bloc") or (a.i and doc[a.i - 1].text in "-–"):
                return False
            if a.i and doc[a.i].text[:1] and doc[a.i].idx != a.start:
                return False
        if a.kind == "agent":
            if owner:
                return a.agent is not None and a.agent.kind != "group"
            # "police investigators", "Muslims refugees": a compound, not two phrases side by side.
            if a.plural and root_of(doc, a.i, a.j).dep_ not in ("compound", "nmod"):
                return False
            return not rest or (len(rest) <= 2 and _under(doc, a, b))
        if a.kind == "person" and not owner:
            # "Trump supporters" but not "Putin reporters"; "the Sharif-Zardari government".
            if len(rest) == 2 and rest[0].text in "-–" and rest[1].tag_ in NAME_TAGS:
                return b.agent is not None and b.agent.text in ("administration", "government")
            return not rest and (root_of(doc, a.i, a.j).dep_ in ("compound", "nmod", "amod"))
        if owner:
            # "Ruiz's mother" are two persons, and each is a mention.
            kin = b.agent is not None and b.agent.words[-1] in KIN
            return not (kin and a.kind == "person")
        if a.kind == "geo" and a.entity is not None and a.entity.kind == "people":
            return False
        if not rest:
            token = doc[a.j - 1]
            return a.adjective or token.dep_ in ("compound", "nmod", "amod", "poss", "nummod") \
                or _under(doc, a, b) or a.kind in ("org", "region") \
                or _state_and_title(doc, a, b, rest)  # fmt: skip
        if _hyphen_behind(rest):
            return True
        if _hyphen_based(a, rest):
            return _under(doc, a, b) or len(rest) <= 4
        if rest[0].text in "-–" and len(rest) == 2 and rest[1].tag_ in NAME_TAGS:
            # "Miami-Dade Mayor", "Essonne-Sud police"
            return a.kind == "region" and rest[1].idx == rest[0].idx + 1
        if rest[0].text in "-–" and len(rest) > 1:
            return False
        if any(t.text in "-–" for t in rest[:1]):
            return False
        return _under(doc, a, b) or _state_and_title(doc, a, b, rest)
    if b.kind == "person":
        if owner:
            return a.kind in ("geo", "org", "region") and len(rest) <= 1
        if a.kind == "agent":
            honours = all(t.lower_ in HONORIFICS or t.text == "." for t in rest)
            if honours and rest and a.agent is not None and a.agent.sectors[:1] in _WITH_RANKS:
                return not owner and a.agent.kind != "person"  # "Army Col. Ana Roca"
            return not owner and honours and _is_title(a)
        if a.kind == "org" and a.entity is not None and a.entity.kind == "party":
            # "Democrat Ana Ruiz", "Labour candidate" is another case.
            return not rest and not owner
        if a.kind in ("geo", "region"):
            if not rest:
                return a.adjective
            # "Chilean novelist Rosa Parra", "former Wales captain Owen Rees".
            nouns = all(t.tag_ in ("NN", "NNP", "JJ", "HYPH") for t in rest) and len(rest) <= 4
            return nouns and rest[-1].tag_ == "NN" and _under(doc, a, b)
        return False
    if b.kind == "org":
        if a.kind == "agent" and not owner:
            # "foreign ministry of X" is linked; "student Hamas" is not one thing.
            return False
        if a.kind not in ("geo", "region") or b.ner:
            if a.kind not in ("geo", "region") or rest or not b.ner:
                return False
            # "the Kenya Seed Company": the recogniser saw one name that begins with the state's.
            one_name = doc[b.i].ent_iob_ == "I" and doc[b.j - 1].lower_ not in _ABOUT_A_STATE
            return a.adjective or owner or (one_name and a.kind in ("geo", "region"))
        if b.entity is None or a.entity is None or b.entity.kind == "media":
            return False
        if b.entity.kind == "igo":
            # "the U.S. deputy UN ambassador" is America's.
            return len(rest) <= 2 and b.j < len(doc) and doc[b.j].lower_ in TO_HEADS
        if b.entity.kind in ("body", "party") and len(rest) <= 1 and (owner or a.adjective):
            # "Burundi's National Security Council" is not America's.
            return True
        same = b.entity.country == a.entity.country
        return len(rest) <= 1 and (same or (a.adjective and b.entity.kind in ("group", "party")))
    if b.kind == "geo" and b.entity is not None and b.entity.id.startswith("group:"):
        # "Turkey's Kurds", "Iraqi Kurdish parties": that part of the people.
        whose = owner or (a.adjective and a.kind == "geo")
        return a.kind in ("geo", "region") and not rest and whose and not b.entity.country
    return False


_CENTRAL = frozenset(("C.C.", "CC", "C.C", ",", "C", "."))


def _link(doc: Doc, chain: Chain, b: Unit) -> str | None:
    """The preposition by which `b` belongs to the agent that heads the chain."""
    a = chain.head
    if a.agent is None or chain.units[-1] is not a and chain.units[-1].kind == "person":
        return None
    gap = list(doc[chain.j : b.i])
    if not gap or len(gap) > 5 or any(t.is_sent_start for t in gap):
        return None
    if b.entity is not None and b.entity.kind == "party":
        # "of the C.C., Communist Party of Laos": its central committee.
        gap = [t for t in gap if t.text not in _CENTRAL]
    word = gap[0].lower_ if gap else ""
    kinds = LINKS.get(word)
    if kinds is None or a.agent.kind not in kinds:
        office = a.agent.kind == "group" and doc[a.j - 1].tag_ in NAME_TAGS and word == "of"
        if not (office and b.kind == "geo" and b.entity is not None and b.entity.kind == "state"):
            return None  # "the Federal Aviation Office of Germany"
    last = a.agent.words[-1]
    if word == "for" and (last not in FOR_HEADS or a.agent.kind == "people" and last not in _SEEK):
        return None
    if word == "with" and (last not in _WORK_WITH or b.kind != "org"):
        return None
    if word == "to" and last not in TO_HEADS:
        return None
    if word == "at" and (last not in AT_HEADS or b.kind not in ("org", "agent")):
        return None
    if word in ("within", "inside") and not (b.kind == "org" or (
        b.agent is not None and b.agent.kind == "body") or b.kind == "geo" and b.adjective):  # fmt: skip
        return None
    if word == "of" and last in NOT_OF and b.kind == "agent":
        return None
    if any(t.tag_ not in MODIFIER_TAGS and t.tag_ not in ("DT", "PRP$") for t in gap[1:]):
        return None
    if word == "from" and (b.kind not in ("geo", "org", "region") or gap[0].head.i < a.i):
        return None
    if b.kind == "person" and word == "from":
        return None
    # The parser must not have hung the preposition on a verb ("asked the minister for Iran's help").
    if gap[0].head.pos_ in ("VERB", "AUX") and word not in ("of",):
        return None
    return word


def _of_person(doc: Doc, chain: Chain, b: Unit) -> bool:
    """ "Ruto of Kenya", "Ana Ruiz of the University of Quito": who a named person belongs to."""
    a = chain.head
    if a.kind != "person" or chain.linked or chain.units[-1] is not a:
        return False
    gap = list(doc[chain.j : b.i])
    if gap and gap[0].text == "," and len(gap) > 1 and b.j < len(doc) and doc[b.j].text == ",":
        if b.kind != "org" and not (b.agent is not None and b.agent.kind in ("body", "people")):
            return False
        gap = gap[1:]
    if not 1 <= len(gap) <= 4 or gap[0].lower_ not in ("of", "from", "with"):
        return False
    if any(t.is_sent_start for t in gap) or any(
        t.lower_ != "the" and t.tag_ not in NAME_TAGS for t in gap[1:]
    ):
        return False
    if gap[0].head.pos_ in ("VERB", "AUX") or not a.i <= gap[0].head.i < a.j:
        return False
    if gap[0].lower_ != "of" and b.kind not in ("org",):
        return False
    if stands_behind(doc, b):
        return False
    if b.kind == "geo":
        return b.entity is not None and b.entity.kind == "state" and not b.adjective
    if b.agent is not None:
        return b.agent.kind in ("body", "people") and doc[b.j - 1].tag_ in NAME_TAGS
    return b.kind in ("org", "region")


def _behind_only(doc: Doc, a: Unit, b: Unit) -> bool:
    """Whether nothing but "-backed" and adjectives stand between."""
    gap = _gap(doc, a, b)
    return len(gap) <= 4 and all(t.tag_ in MODIFIER_TAGS for t in gap)


def _named_twice(doc: Doc, a: Unit, b: Unit, c: Unit) -> bool:
    """ "Republic of Togo (RT) Foreign Minister": the short name in brackets is passed over."""
    if a.entity is None or b.entity is None or b.j + 1 >= len(doc) or c.agent is None:
        return False
    if doc[a.j].text != "(" or b.i != a.j + 1 or doc[b.j].text != ")" or c.i - b.j > 4:
        return False
    same = a.entity.id == b.entity.id or (
        a.kind == b.kind == "geo" and a.entity.country == b.entity.country)  # fmt: skip
    rest = doc[b.j + 1 : c.i]
    return same and not doc[c.i].is_sent_start and all(
        t.text in _RANK_WORDS or t.tag_ in ("JJ", "CD") for t in rest)  # fmt: skip


_OF_A_STATE = frozenset(("party", "body", "group"))


def _of_another_state(doc: Doc, chain: Chain, b: Unit) -> bool:
    """ "the Salvation Front" + "of Togo": a name that the tables know from elsewhere, with its state."""
    a = chain.linked[-1] if chain.linked and chain.linked[-1].j == chain.j else chain.units[-1]
    if a.j != chain.j or a.kind != "org" or a.entity is None or a.entity.kind not in _OF_A_STATE:
        return False
    if b.kind != "geo" or b.adjective or b.entity is None or b.entity.kind != "state":
        return False
    gap = [t.lower_ for t in doc[a.j : b.i]]
    return gap in (["of"], ["of", "the"]) and not stands_behind(doc, b) and (
        b.j >= len(doc) or doc[b.j].text not in ("-", "–"))  # fmt: skip


def _give_to(doc: Doc, a: Unit, b: Unit) -> None:
    """Make a body of the tables that of the state that the text names after it."""
    assert a.entity is not None and b.entity is not None
    if a.entity.country != b.entity.country:
        name = doc.said(a.i, b.j)
        a.entity = msgspec.structs.replace(a.entity, id="", name=name, country=b.entity.country)


def _of_body(doc: Doc, body: Unit, b: Unit) -> bool:
    """ "… of the University" + "of Quito"."""
    gap = [t.lower_ for t in doc[body.j : b.i]]
    return body.agent is not None and gap in (["of"], ["of", "the"])


def _portfolio(doc: Doc, chain: Chain, b: Unit) -> bool:
    """ "Minister for Water and Energy Amina Bako": the name after a title and its field."""
    a = chain.head
    if b.kind != "person" or chain.linked or not _is_title(a) or a is not chain.units[-1]:
        return False
    gap = list(doc[chain.j : b.i])
    goes_on = a.agent is not None and gap[:1] and gap[0].lower_ in ("and", ",", "&") and (
        a.j - a.i > len(a.agent.words) or {"of", "for"} & set(a.agent.words)
    )  # fmt: skip
    if not 2 <= len(gap) <= 8 or not (gap[0].lower_ in ("for", "of") or goes_on):
        return False
    if goes_on and not all(t.text[0].isupper() or t.lower_ in ("and", ",", "&") for t in gap):
        return False
    if gap[-1].tag_ not in ("NN", "NNS", "NNP", "NNPS"):
        return False
    return all(
        (t.tag_ in (*MODIFIER_TAGS, "IN", "CC", "DT") and not t.is_punct)
        or (goes_on and t.text == ",")
        for t in gap
    )


def _start(doc: Doc, unit: Unit) -> Chain:
    return Chain([unit], unit, i=unit.i, j=unit.j)


def build_chains(doc: Doc, units: list[Unit]) -> list[Chain]:
    """Join pieces to mentions, from left to right."""
    chains: list[Chain] = []
    k = 0
    while k < len(units):
        chain = _start(doc, units[k])
        k += 1
        while k < len(units):
            b = units[k]
            last = chain.linked[-1] if chain.linked and chain.linked[-1].j == chain.j else None
            a = last or chain.units[-1]
            after = units[k + 1] if k + 1 < len(units) else None
            if last is None and after is not None and _named_twice(doc, a, b, after):
                chain.units.append(after)
                chain.head, chain.j = after, after.j
                k += 2
                continue
            if last is None and attaches(doc, a, b):
                gap = _gap(doc, a, b)
                if _about_a_state(a, b, gap):
                    chain.units.remove(a)
                    chain.toward.append(a)
                elif stands_behind(doc, a) or _hyphen_behind(
                    [t for t in gap if t.text not in POSSESSIVE]
                ):
                    chain.behind.append(a)
                    chain.units.remove(a)
                chain.units.append(b)
                chain.head = b
                chain.j = b.j
                k += 1
                continue
            if (
                last is not None
                and b.kind == "person"
                and not _gap(doc, a, b)
                and (a.kind != "agent" or doc[a.j - 1].text[0].isupper())
            ):
                # "President of Ukraine Volodymyr …": the person holds the title.
                if _is_title(chain.head) and chain.head.kind == "agent":
                    chain.units.append(b)
                    chain.head = b
                    chain.j = b.j
                    k += 1
                    continue
            if last is not None and b.kind in ("agent", "person", "org") and attaches(doc, a, b):
                # "spokesman for Iran's foreign ministry", "aide to President …"
                chain.linked.append(b)
                chain.j = b.j
                k += 1
                continue
            if _of_another_state(doc, chain, b):
                _give_to(doc, last or chain.units[-1], b)
                chain.linked.append(b)
                chain.j = b.j
                k += 1
                continue
            if _portfolio(doc, chain, b):
                chain.units.append(b)
                chain.head = b
                chain.j = b.j
                k += 1
                continue
            if _of_person(doc, chain, b):
                chain.linked.append(b)
                chain.j = b.j
                k += 1
                while k < len(units) and units[k].kind == "geo" and _of_body(doc, b, units[k]):
                    chain.linked.append(units[k])
                    chain.j = units[k].j
                    k += 1
                continue
            word = _link(doc, chain, b)
            if word is None:
                break
            if stands_behind(doc, b):
                # "prime minister of the U.N.-backed Libyan government"
                after = units[k + 1] if k + 1 < len(units) else None
                if after is None or not _behind_only(doc, b, after):
                    break
                chain.behind.append(b)
                k += 1
                b = after
            abroad = word == "for" and b.kind in ("geo", "region") and (
                chain.head.agent is not None and chain.head.agent.words[-1] in _SENT_FOR
            )  # fmt: skip
            if word == "to" or abroad:
                # Where the embassy is: part of the mention only when the name comes after it, or
                # when it is an organisation; "recalled its envoy to Chad" has two actors.
                after = units[k + 1] if k + 1 < len(units) else None
                named = after is not None and after.kind == "person" and not _gap(doc, b, after)
                if b.kind == "geo" and not named and not abroad:
                    break
                if b.entity is not None and b.entity.sectors[:1] == ("LEG",) and b.kind == "org":
                    chain.linked.append(b)  # "the delegate to the House of Representatives"
                else:
                    chain.toward.append(b)
                chain.j = b.j
                k += 1
                if named and after is not None:
                    chain.units.append(after)
                    chain.head = after
                    chain.j = after.j
                    k += 1
                break
            chain.linked.append(b)
            chain.j = b.j
            k += 1
        chain.i = min(u.i for u in (*chain.units, *chain.behind, *_before(chain)))
        _widen(doc, chain, chains[-1].j if chains else 0)
        chains.append(chain)
    return chains


def _before(chain: Chain) -> list[Unit]:
    """The pieces that stand before the mention's own and only tell what it is about."""
    return [u for u in chain.toward if u.i < chain.units[0].i]


def _widen(doc: Doc, chain: Chain, floor: int) -> None:
    """Take in the adjectives, numbers and names that stand before the first piece."""
    first = chain.units[0]
    i = chain.i
    while i > floor and first.kind in ("agent", "geo", "org", "person", "region"):
        before = doc[i - 1]
        if doc[i].is_sent_start or before.is_space:
            break
        if chain.head.agent is None and first.kind != "agent" and before.lower_ not in _FORMER:
            break
        ok = before.tag_ in ("JJ", "JJR", "JJS", "CD", "NN", "NNP", "VBN", "VBG", "NNPS")
        if ok and before.dep_ in ("amod", "compound", "nummod", "nmod", "quantmod", "advmod"):
            if not i - 1 <= before.head.i < chain.j:
                break
            i -= 1
            continue
        if (
            before.text in "-–"
            and i >= 2
            and doc[i - 2].lower_
            in (*SIDES, "ex", "then", "self", "acting", "vice", "co", "deputy")
        ):
            i -= 2
            continue
        if before.lower_ in _FORMER or (before.tag_ in NAME_TAGS and before.dep_ == "compound"
                                        and i - 1 <= before.head.i < chain.j):  # fmt: skip
            i -= 1
            continue
        break
    chain.i = i


_FORMER = frozenset(("former", "ex", "previous", "ousted", "deposed", "then", "late", "acting"))
