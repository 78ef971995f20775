"""What the word that governs a mention says about it: "plans **to**", "fear **of**", "denied **that**"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.coding.nouns import noun_operator
from dateline.coding.on_subjects import called, on_subject
from dateline.coding.operators import Operator, is_to_infinitive, operator_of, verb_kind
from dateline.coding.presupposing import is_met, is_new, lays_down, needs_what_is_there
from dateline.coding.syntax import NOMINAL, is_passive, is_verbal, subject, surface_subject
from dateline.coding.tense import came_to_it, tells_of_the_past
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

# What they ask for, or hold out, is not there yet.
ASKING = frozenset(
    {"urge", "demand", "call", "request", "appeal", "beg", "press", "invite", "encourage", "advise",
     "recommend", "warn", "threaten", "incite", "induce", "instigate", "goad", "egg", "coax", "prod", "lure", "tempt"}
)  # fmt: skip
# Verbs of belief: "I think that they fled" is no forecast but the speaker's word.
THINKING = frozenset({"think", "believe", "guess", "suppose", "feel", "imagine", "consider"})
# "remains prepared, as ever, to strike": the infinitive may hang on the verb and not on the adjective.
STAYING = frozenset({"be", "remain", "stay", "stand", "become"})
PARTICLES = frozenset({"up", "down", "back"})
FOCUSING = frozenset({"focus", "concentrate", "center", "centre"})
# "important for the talks", "critical of the raid": only what is so to do, or not yet there, is open.
WEIGHING = frozenset(
    {"important", "essential", "vital", "necessary", "imperative", "urgent", "crucial", "critical", "advisable",
     "desirable", "preferable", "feasible", "right", "best", "better"}
)  # fmt: skip
MISSING = frozenset({"boycott", "miss", "shun", "skip", "snub"})
NEARING = frozenset({"close", "closer", "near", "nearer"})
COMING = frozenset({"be", "come", "draw", "edge", "get", "inch", "move", "remain"})
TOWARD = frozenset({"toward", "towards"})
MEANS = frozenset({"by", "through", "via"})
BESIDE = frozenset(
    {
        "after",
        "amid",
        "as",
        "at",
        "before",
        "between",
        "by",
        "during",
        "from",
        "in",
        "under",
        "with",
    }
)
"""Prepositions under which stands what is beside a plan, and not what is planned."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def governor(node: Token) -> tuple[Token | None, str]:
    """The next word up that may be an operator, and the preposition passed on the way."""
    head = node.head
    through = ""
    while head.dep_ in {"prep", "agent"} or head.pos_ == "ADP":
        if not (through and head.lower_ in PARTICLES):
            through = head.text.lower()  # "opens itself **up** to attacks"
        if head.head.i == head.i:
            return None, through
        head = head.head
    return head, through


def governed(word: Token, node: Token, through: str) -> Iterator[Operator]:
    """The operators that a governing word puts on what it governs."""
    if through == "without" and needs_what_is_there(word, node):
        return
    if through in {"without", "barring"} or (through == "of" and _has_word(node, "instead")):
        yield Operator("negative", node.head if node.head.pos_ == "ADP" else word, ())
        return
    if through == "about" and is_to_infinitive(node):
        yield Operator("plan", word, tuple(surface_subject(word)))  # "is about to sign"
        return
    if through == "with" and word.lemma_ == "do" and word.head.lower_ == "nothing":
        yield Operator("negative", word.head)  # "had nothing to do with the raid"
        return
    if through in {"despite", "after", "since", "during"}:
        return
    if through in TOWARD and word.lemma_.lower() in word_list("heading"):
        yield Operator("plan", word, tuple(surface_subject(word)))  # "works toward a truce"
        return
    if is_verbal(word):
        yield from _verb_operator(word, node, through)
    elif word.pos_ in {"ADJ", "ADV"}:
        yield from _adjective_operator(word, node, through)
    elif word.pos_ in NOMINAL:
        yield from noun_operator(word, node, through)


def _adjective_operator(word: Token, node: Token, through: str) -> Iterator[Operator]:
    kind = (
        operator_of("through", f"{word.lemma_} {through}")
        or operator_of("adj", word.lemma_)
        or operator_of("adj", word.text)
    )
    if word.lemma_ == "guilty" and any(c.dep_ == "neg" for c in word.children):
        kind = "deny" if node.lemma_ != "charge" else None  # "pleaded not guilty to smuggling"
    if is_to_infinitive(node) and any(c.lower_ == "too" for c in word.children):
        kind = "negative"  # "too weak to strike"
    if kind == "expect" and word.lower_ in word_list("concerns"):
        if not is_verbal(node) or tells_of_the_past(node):
            kind = None  # "worried about the arrests", "concerned that they were jailed"
    if word.lemma_ in word_list("came_to_it") and word.head.lemma_ == "be":
        if came_to_it(word.head) or any(c.lower_ == "will" for c in word.head.children):
            kind = None  # "was able to leave"
    if word.lemma_ in WEIGHING and not is_verbal(node):
        kind = kind if through == "for" and is_new(node) else None
    if word.lemma_ in {"sure", "certain"} and word.head.lemma_ == "make":
        kind = "plan"  # "make sure that they leave"
    if word.lemma_ in NEARING and through == "to" and word.head.lemma_ in COMING:
        if is_verbal(node) or is_new(node):
            # "came close to striking", "is close to a deal"
            came = word.head.lemma_ == "come" and word.tag_ in {"RB", "JJ"}
            kind = "negative" if came else "expect"
    if kind is None and is_to_infinitive(node) and _is_judged(word):
        kind = "hypothetical"  # "it is unwise to strike"
    if kind:
        yield Operator(kind, word, tuple(surface_subject(word.head)))


def _is_judged(word: Token) -> bool:
    """Whether an adjective says of "it" what it is like to do something, now: "it is unwise to"."""
    verb = word.head
    if verb.lemma_ != "be" or verb.tag_ != "VBZ" or _is_glad(verb):
        return False
    return any(c.lower_ == "it" and c.dep_ in {"nsubj", "expl"} for c in verb.children)


def _verb_operator(verb: Token, node: Token, through: str) -> Iterator[Operator]:
    lemma = verb.lemma_.lower()
    holder = tuple(surface_subject(verb))
    kind = operator_of("through", f"{lemma} {through}") or verb_kind(verb)
    if node.dep_ == "csubj" and kind != "expect" and not _own_past(verb):
        yield Operator("hypothetical", verb)  # "ending the war will help"
    if node.dep_ in {"nsubj", "nsubjpass", "csubj"}:
        yield from on_subject(verb, node, kind)
        return
    if lemma in {"make", "render"} and node.dep_ == "dobj" and is_new(node):
        # "makes war more likely"
        for word in verb.children:
            if word.i > node.i and (said := operator_of("adj", word.lemma_)):
                yield Operator(said, word)
                return
    if through in MEANS:
        return  # "prevented a riot by arresting forty"
    if lemma in MISSING and node.dep_ == "dobj" and node.lemma_ in word_list("gatherings"):
        if not any(c.lower_ == "between" for c in node.children):
            yield Operator("negative", verb)  # "missed the talks": they met nobody
        return
    if lemma == "doubt" and node.dep_ == "ccomp" and tells_of_the_past(node):
        yield Operator("hypothetical", verb)
        return
    if lemma == "use" and verb.tag_ == "VBD" and is_to_infinitive(node) and node.dep_ == "xcomp":
        if not any(c.dep_ == "dobj" for c in verb.children):
            yield Operator("past", verb)  # "used to strike"
            return
    if lemma == "vote" and is_to_infinitive(node) and node.lemma_ in word_list("done_by_vote"):
        return  # "voted to impeach the minister": they have
    if lemma == "go" and verb.tag_ == "VBG" and node.dep_ == "xcomp":
        yield Operator("future", verb, holder)
        return
    if lemma in STAYING and node.dep_ in {"ccomp", "advcl", "xcomp"} and (said := called(verb)):
        yield Operator(said, verb, ())
        return
    if (
        lemma == "be"
        and node.dep_ in {"attr", "xcomp", "ccomp"}
        and (is_verbal(node) or is_new(node))
    ):
        # "their fear is war", "the aim is to end it"
        for named in holder:
            if named.pos_ in NOMINAL and (said := operator_of("noun", named.lemma_)):
                yield Operator(said, named, tuple(subject(named)))
                return
    if lemma == "oppose" and node.dep_ == "dobj":
        if is_new(node):
            yield Operator("hypothetical", verb)
        return  # "opposed the war": there is one
    if _is_subjunctive(node):
        yield Operator("hypothetical", verb)  # "insisted that Togo withdraw"
        return
    if lemma in {"be", "have"} and is_to_infinitive(node) and _has(verb, "yet"):
        yield Operator("negative", verb)  # "has yet to sign"
        return
    if through in {"on", "upon"} and lemma in FOCUSING and node.tag_ == "VBG":
        yield Operator("plan", verb, holder)  # "will focus on coordinating aid"
        return
    if lemma == "be" and is_to_infinitive(node) and _has(node, "have") and _own_past(verb):
        yield Operator("hypothetical", verb)  # "was to have met": they did not
        return
    if lemma == "be" and node.dep_ == "xcomp" and is_to_infinitive(node):
        if not _says_what_it_is(verb, node):
            yield Operator("future", verb, holder)
        elif verb.tag_ != "VBD" and not _is_glad(verb):
            yield Operator("hypothetical", verb)  # "it is a mistake to strike"
        return
    if _only_supposes(verb, node):
        yield Operator("hypothetical", verb)
        return
    if is_met(verb, node, through) and not came_to_it(verb):
        yield Operator("hypothetical", verb)  # "will respond to an attack"
        return
    if lays_down(verb, node):
        yield Operator("plan", verb, ())  # "the plan includes the withdrawal of troops"
        return
    if kind == "deny" and node.dep_ == "dobj" and is_new(node) and _is_refused(verb):
        yield Operator("negative", verb)  # "were denied a hearing"
        return
    if kind is None or kind == "occur" or _says_nothing(verb, kind, node, through):
        return
    if lemma in {"hope", "wish"} and node.dep_ == "ccomp" and not is_to_infinitive(node):
        wished = {t.lower_ for t in surface_subject(node)}
        own = wished & ({t.lower_ for t in holder} | {"it", "he", "she", "they"})
        kind = "plan" if own else "hypothetical"  # "hopes that Togo will sign"
    if lemma in {"discuss", "debate", "study"} and is_to_infinitive(node):
        kind = "plan"  # "discussed measures to protect them"
    if kind == "expect" and _is_own_belief(verb, node):
        kind = "alleged"
    if lemma == "suggest" and node.dep_ == "ccomp" and node.tag_ in FINITE | {"VBN"}:
        kind = "alleged"  # "evidence suggests that rebels struck"
    if is_passive(verb) and kind in {"plan", "expect"}:
        # "is believed by some to be": the holder is the agent, not the subject.
        agents = [
            p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"
        ]
        holder = tuple(agents) if kind == "expect" else ()
    if kind == "negative" and lemma in word_list("preventing") and _is_open(verb):
        kind = "hypothetical"  # "a wall to prevent raids"
    yield Operator(kind, verb, holder)


def _is_open(verb: Token) -> bool:
    """ "to prevent", "by preventing": nobody says that it was done."""
    return is_to_infinitive(verb) or (verb.tag_ == "VBG" and verb.dep_ == "pcomp")


def _says_nothing(verb: Token, kind: str, node: Token, through: str) -> bool:
    """Whether a verb of the table is no operator here: "called the raid a crime", "denied them entry"."""
    lemma = verb.lemma_.lower()
    clausal = node.dep_ in {"xcomp", "ccomp", "pcomp", "advcl", "oprd"} or through in {
        "from",
        "of",
        "to",
    }
    if kind == "necessity":
        if node.dep_ == "dobj" and lemma in {"need", "require"}:
            return not is_new(node)
        if lemma == "have" and came_to_it(verb):
            return True  # "had to leave"
        return not (clausal and (lemma != "have" or is_to_infinitive(node)))
    if operator_of("through", f"{lemma} {through}") == kind:
        return not is_verbal(node) and not is_new(node)
    if lemma in ASKING and verb_kind(verb) != "negative":
        wanted = node.dep_ == "dobj" and lemma in word_list("wanting")
        if not (clausal or through in {"for", "on", "against"} or wanted):
            return True  # "called the raid a crime"
        if node.dep_ == "ccomp" and (node.tag_ != "VB" or _has_modal(node)):
            return True  # "warned that rebels had struck", "that they would strike"
    if lemma == "consider" and node.dep_ == "ccomp" and node.tag_ in FINITE | {"VBN"}:
        return True  # "considers that rebels struck"
    if lemma in {"discuss", "debate", "study"} and node.dep_ == "dobj" and _holds_plans(node):
        return True  # "discussed plans for a summit", "discussed measures to protect them"
    if kind == "hypothetical" and node.dep_ == "dobj" and not is_new(node) and lemma not in ASKING:
        return True  # "considered the raid a crime"
    ruled_out = lemma == "rule" and any(c.dep_ == "prt" for c in verb.children)
    if lemma in {"work", "fight", "campaign", "lobby"} and node.dep_ != "xcomp":
        return True
    if lemma in {"set", "look", "move", "rule", "hope"} and not clausal and not ruled_out:
        if through not in {"for", "out"}:
            return True
    if lemma == "keep":
        return through != "from"
    if kind == "deny":
        if lemma in {"reject", "dismiss", "contest", "dispute"} and node.dep_ == "dobj":
            # "contested the vote", not "rejected the claim"
            stated = node.lemma_.lower() in word_list("statements") | {
                "link",
                "role",
                "idea",
                "notion",
            }
            return not stated
        return not (clausal or node.dep_ == "dobj") or withholds(verb)
    if lemma in {"hope", "wish"} and node.dep_ == "ccomp" and not is_to_infinitive(node):
        return False
    if kind == "plan" and node.dep_ == "ccomp" and not is_to_infinitive(node):
        # "agreed that it was late"; a clause that lies ahead has its own "will"
        return lemma not in word_list("bringing_about")
    if kind == "plan" and node.dep_ == "pobj" and not is_verbal(node):
        if through in BESIDE or not is_new(node):
            return True  # "announced at the summit", "designed for the war"
    if (
        kind == "plan"
        and node.dep_ == "dobj"
        and node.lemma_.lower() in word_list("offered_in_words")
    ):
        return True  # "offered its condolences"
    if kind == "plan" and node.dep_ == "dobj":
        # "committed an attack": they did
        return lemma in {"commit", "order", "offer", "set", "approve", "move"} | word_list(
            "bringing_about"
        )
    if kind == "hypothetical" and not clausal:
        return lemma in {"discuss", "ask", "question", "allow"}
    if kind == "hypothetical" and lemma in {"allow", "permit", "enable"}:
        return _own_past(verb)
    if kind == "expect" and node.dep_ == "dobj" and lemma in {"think", "appear", "seem"}:
        return True
    return (
        kind == "negative" and node.dep_ in {"prep", "pobj"} and through not in {"from", "of", "to"}
    )


def _holds_plans(noun: Token) -> bool:
    if operator_of("noun", noun.lemma_) == "plan":
        return True
    return any(c.dep_ in {"acl", "relcl"} and is_to_infinitive(c) for c in noun.children)


def withholds(verb: Token) -> bool:
    """ "denied **them** entry", "denied visas **to** farmers": refused, and nothing contradicted."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    if len(objects) > 1 or any(c.dep_ == "dative" for c in objects):
        return True
    return any(o.lemma_.lower() in word_list("withheld") for o in objects)


def _is_subjunctive(clause: Token) -> bool:
    """ "that Togo **withdraw**", "that they **be** freed": a bare infinitive with a subject is wanted."""
    bare = clause.tag_ == "VB" or any(
        c.dep_ == "auxpass" and c.tag_ == "VB" for c in clause.children
    )
    return (
        bare
        and clause.dep_ == "ccomp"
        and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
        and any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children)
        and not any(c.dep_ == "aux" for c in clause.children)
    )


def _is_refused(verb: Token) -> bool:
    return withholds(verb) or any(c.dep_ == "nsubjpass" for c in verb.children)


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _only_supposes(verb: Token, node: Token) -> bool:
    """ "Suppose that they fled", "let us sign", "wishes that it had signed"."""
    if node.dep_ not in {"ccomp", "xcomp", "dobj"}:
        return False
    if verb.lemma_ == "wish":
        return any(c.lower_ == "had" for c in node.children)
    called_for = verb.tag_ == "VB" and not any(c.dep_ in {"nsubj", "aux"} for c in verb.children)
    return called_for and verb.lemma_ in {"suppose", "imagine", "let"} and verb.dep_ == "ROOT"


def _is_own_belief(verb: Token, node: Token) -> bool:
    """ "I think that they fled": what the speaker holds is said on his word, unless it lies ahead."""
    if verb.lemma_ not in THINKING or node.dep_ != "ccomp" or verb.tag_ != "VBP":
        return False
    ahead = any(c.tag_ == "MD" for c in node.children) or _has(node, "going")
    return not ahead and any(t.lower_ in {"i", "we"} for t in surface_subject(verb))


def _says_what_it_is(verb: Token, infinitive: Token) -> bool:
    """ "It was a mistake to strike": the infinitive belongs to what stands between."""
    return any(
        verb.i < c.i < infinitive.i and c.dep_ in {"acomp", "attr", "prep"} for c in verb.children
    )


def _is_glad(verb: Token) -> bool:
    """ "It is an honour to meet you": he does."""
    return any(
        c.dep_ in {"attr", "acomp"}
        and c.lemma_.lower()
        in word_list("wishes") | {"great", "wonderful", "delight", "delighted", "good", "nice"}
        for c in verb.children
    )


def _own_past(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBN"} and not any(c.tag_ == "MD" for c in verb.children)


def _has(verb: Token, word: str) -> bool:
    return any(c.lower_ == word for c in verb.children)


def _has_word(node: Token, word: str) -> bool:
    return any(t.text.lower() == word for t in node.head.children)
