"""What a sentence takes for granted, whatever else it says: "will condemn **the attack**".

A nominal act that the text treats as known took place whatever the verb above it does. One that is
new ("could bring *sanctions*", "sent no *aid*") shares the fate of its verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.operators import is_to_infinitive, operator_of, verb_kind
from dateline.coding.syntax import NOMINAL, is_passive, is_verbal, surface_subject
from dateline.coding.tense import came_to_it
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

NEAR = frozenset({"imminent", "impending", "likely", "possible", "probable", "unlikely"})
KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "each", "such", "all"})
MORE = frozenset({"further", "additional", "more", "new", "fresh", "another"})
UNKNOWN = frozenset({"a", "an", "another", "any", "some", "no"})
CLAUSES = frozenset({"xcomp", "ccomp", "pcomp", "acl", "oprd", "acomp", "attr"})
BROUGHT_BY = frozenset({"to", "into", "for", "of"})
"""Prepositions under which what is new is only brought about: "could lead to war"."""
TAKING_PART = frozenset({"engage", "end", "involve", "participate", "result", "take"})
"""Verbs of which "in" adds only what is done: "may end in war"."""
DRAWN_IN = frozenset(
    {"draw", "drag", "embroil", "engulf", "enmesh", "entangle", "plunge", "put", "suck", "trap"}
)
"""Verbs that bring somebody into it: "will put the country in direct conflict"."""
TO_BLAME = frozenset({"responsible", "liable", "accountable", "guilty", "culpable", "complicit"})
POINTING = frozenset({"this", "that", "these", "those"})
ENDING = frozenset({("lead", "to"), ("result", "in"), ("culminate", "in"), ("end", "in")})
"""Verbs that bring about what stands under their preposition."""
MET = frozenset({"respond", "react", "reply"})
BACK = frozenset({"for", "of", "to", "over", "at", "from"})
ASIDE = frozenset(
    {"on", "in", "over", "about", "with", "during", "between", "under", "against", "behind", "after", "before",
     "following", "amid", "since", "despite", "near"}
)  # fmt: skip


def is_new(noun: Token) -> bool:
    """Whether a noun brings up something that the text does not treat as known."""
    if noun.pos_ == "PROPN":
        return False
    of = (o for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children)
    if any(c.lower_ == "any" for o in of for c in o.children):
        return True  # "the support of any party"
    if any(c.dep_ == "det" and c.lower_ in UNKNOWN for c in noun.children):
        return True
    described = {c.lower_ for c in noun.children if c.dep_ in {"amod", "advmod"}}
    if described & MORE:
        return not any(c.dep_ == "det" and c.lower_ in KNOWN for c in noun.children)
    if described & word_list("known_by"):
        return False
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in {"det", "predet"} and child.lower_ in KNOWN):
            return False
        if child.dep_ in {"amod", "compound", "nmod"} and child.text[:1].isupper():
            return False  # "Russian strikes"
    return True


def is_bare(noun: Token) -> bool:
    """Whether a noun stands alone in the singular: "war", "attack"; what it names is a kind of thing."""
    return noun.tag_ == "NN" and is_new(noun) and not any(c.dep_ == "det" for c in noun.children)


def presupposes(governor: Token, node: Token, through: str) -> bool:
    """Whether what governs the node no longer says anything about whether it took place.

    A nominal act as the subject, object or adjunct of an ordinary verb ("condemned the attack",
    "the attack shocked") took place whatever the verb's mood is.
    """
    if is_asked_about(node) or (governor.lemma_ == "fact" and node.dep_ in {"acl", "ccomp"}):
        return True
    if through in {"toward", "towards"} and governor.lemma_.lower() in word_list("heading"):
        return False
    if through == "without":
        return needs_what_is_there(governor, node)
    if node.dep_ == "pcomp" and through == "for" and governor.lemma_ in word_list("judging"):
        return is_verbal(governor)  # "will thank Togo for joining the talks"
    if node.dep_ in CLAUSES or through == "barring":
        return False
    if achieves(governor, node, through) or lays_down(governor, node):
        return False
    if is_verbal(governor):
        kind = verb_kind(governor)
        if node.dep_ == "dobj" and governor.lemma_ in word_list("doing") and _is_own(node):
            return False  # "may use its veto", "will renew his calls"
        if governor.lemma_ == "be" and through in {"in", "under", "at"}:
            return False  # "is believed to be in detention"
        if node.dep_ in {"nsubj", "nsubjpass"}:
            if _goes_on(governor) and not is_verbal(node):
                return not is_new(node)  # "if the war ends"
            if is_near(governor):
                return False
            if governor.lemma_ == "be" and not is_verbal(node) and not is_new(node):
                return not any(c.dep_ == "xcomp" for c in governor.children)
            taken = kind != "occur" and not (kind and is_passive(governor))
        else:
            taken = kind is None or kind == "occur" or through != ""
            if kind == "plan" and is_new(node):
                taken = taken and through not in {"on", "to", "for"}  # "agreed on a truce"
        return taken and not _brings_about(governor, node, through)
    held = governor.dep_ == "amod" or governor.lemma_ == "accountable"
    if governor.lemma_ in TO_BLAME and held:
        return not is_verbal(node)  # "those responsible for the raid will"
    if governor.lemma_.lower() in word_list("looking_back") and through in BACK:
        return not is_verbal(node)  # "an apology for the raid"
    if governor.lemma_.lower() in word_list("showing") and through == "of" and not is_new(node):
        return not is_verbal(node)
    if governor.lemma_.lower() in word_list("inquiries") and through == "into":
        return not is_verbal(node)
    if governor.lemma_.lower() in word_list("facing") and through == "of" and not is_new(node):
        return not is_verbal(node)
    if is_verbal(node) or is_new(node):
        return through == "as" and any(c.lower_ == "such" for c in governor.children)
    if governor.pos_ == "ADJ":
        return through in ASIDE  # "specific about the sanctions"
    if governor.pos_ not in NOMINAL:
        return False
    if through in {"at", "during"} and node.lemma_.lower() in word_list("gatherings"):
        return True  # "the plan announced at the summit"
    if operator_of("noun", governor.lemma_) is not None:
        return through in {"about", "over"}  # "a question about the raid"
    # "views on the conflict", "a meeting during the war", "no answer to the raid"
    return through in ASIDE or through in {"to", "as"}


def is_near(verb: Token) -> bool:
    """ "the attack **is imminent**": said so, now, of an act that has an owner or a "the": it has not come yet."""
    return verb.tag_ in {"VBZ", "VBP"} and any(c.lemma_ in NEAR for c in verb.children)


def is_met(verb: Token, node: Token, through: str) -> bool:
    """ "will respond to **an** attack", not "to attacks", nor "to an attack that killed nine"."""
    if through != "to" or verb.lemma_ not in MET or is_verbal(node):
        return False
    if any(c.dep_ not in {"det", "amod", "punct"} for c in node.children):
        return False
    return any(c.dep_ == "det" and c.lower_ in UNKNOWN for c in node.children)


def achieves(verb: Token, node: Token, through: str) -> bool:
    """ "works to secure **the release of** the crew", "may lead to **the collapse of** the truce": what a verb only
    brings about need not be known because it is named in full; after "may have" it is there."""
    if is_verbal(node) or not is_verbal(verb) or any(c.lower_ in POINTING for c in node.children):
        return False
    if came_to_it(verb) or any(
        c.dep_ == "aux" and c.lower_ in {"have", "'ve", "’ve"} for c in verb.children
    ):
        return False
    if not any(c.dep_ in {"prep", "poss"} for c in node.children):
        return False
    if node.dep_ == "dobj":
        return verb.lemma_ in word_list("achieving")
    return (verb.lemma_, through) in ENDING


def lays_down(verb: Token, node: Token) -> bool:
    """ "a plan that **includes** the withdrawal of troops": what a plan holds, now, is not there yet."""
    if node.dep_ not in {"dobj", "xcomp", "ccomp"} or verb.lemma_ not in word_list("including"):
        return False
    if verb.tag_ not in {"VBZ", "VBP"} or any(c.dep_ == "poss" for c in node.children):
        return False
    return any(t.lemma_.lower() in word_list("plans") for t in _who(verb))


def _who(verb: Token) -> list[Token]:
    """Of which a verb is said; of a relative clause the noun that it stands on."""
    found = surface_subject(verb)
    if verb.dep_ == "relcl" and not any(t.pos_ == "NOUN" for t in found):
        return [verb.head]
    return found


def needs_what_is_there(governor: Token, node: Token) -> bool:
    """ "would not be possible without the support of Togo": what could not be done without it is done."""
    if is_verbal(node) or is_new(node):
        return False
    verb = governor if is_verbal(governor) else governor.head
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    return bool(words & {"would", "could"}) and bool(words & {"not", "n't", "n’t", "never"})


def _goes_on(verb: Token) -> bool:
    """ "ends", "goes on", "comes to a halt": what is said so of was there."""
    if verb.lemma_ in word_list("lasting") and not is_passive(verb):
        return True
    return verb.lemma_ in {"come", "draw", "grind"} and any(
        c.lower_ == "to" and any(g.lemma_ in word_list("lasting") for g in c.children)
        for c in verb.children
        if c.dep_ == "prep"
    )


def is_asked_about(clause: Token) -> bool:
    """ "did not say why it struck": what asks who, why or how takes the act for granted."""
    if is_to_infinitive(clause) or any(c.tag_ == "MD" for c in clause.children):
        return False
    first = clause.left_edge
    return (
        clause.dep_ in {"ccomp", "pcomp"}
        and first.lower_ in {"who", "why", "how", "when", "where"}
        and first.i < clause.i
    )


def _is_own(noun: Token) -> bool:
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)


def _brings_about(verb: Token, node: Token, through: str) -> bool:
    if is_verbal(node) or not is_new(node):
        return False
    if verb.lemma_ == "follow" and through == "by":
        return True  # "will be followed by talks"
    if is_met(verb, node, through):
        return True
    if verb.lemma_ in word_list("presupposing"):
        return False
    if through == "in":
        # "will go on working in partnership with Togo"
        drawn = verb.lemma_ in TAKING_PART or verb.lemma_ in DRAWN_IN
        return drawn or (is_bare(node) and node.lemma_ in word_list("manners"))
    if through in {"by", "through"} and is_bare(node):
        return True  # "was never removed by force"
    return node.dep_ in {"dobj", "nsubj", "nsubjpass"} or through in BROUGHT_BY
