"""Names that thousands bear: "Mark Kelly" is the senator only in a text that has to do with his country.

Holds for the wide list of people (`source` wide in people.csv); heads of state, ministers and others
whom a name without more means are not asked.
"""

from __future__ import annotations

from functools import lru_cache

from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import Hit
from dateline.knowledge.tables import WIDE, Person

_SURNAMES = """
abbas abdullah adams ahmed alexander ali allan allen alvarez anderson andrews armstrong arnold austin
bailey baker banks barnes barnett barrett bates beck bell bennett berry bishop black bowman boyd
bradley brewer brooks brown bryant burke burns burton butler byrd caldwell campbell carlson carpenter
carr carroll carter castillo castro chambers chan chapman charles chavez chen chong choi clark cohen
cole coleman collins cook cooper cox craig crawford cruz cunningham curtis daniels das davidson davis
day dean diaz dixon douglas duncan dunn edwards elliott ellis evans farrell ferguson fernandez
fernando fields fisher fleming fletcher flores ford foster fowler fox francis franklin frazier freeman
fuller garcia gardner garrett garza george gibson gilbert glass gomez gonzales gonzalez gordon graham
grant graves gray green greene gregory griffin gutierrez hale hall hamad hamilton hansen hanson harper
harris harrison hart harvey hasan hassan hawkins hayes henderson henry hernandez herrera hicks hill
ho hoffman holland holmes holt hopkins horton howard howell huang hudson hughes hunt hunter hussain
hussein ibrahim islam jackson jacobs james jenkins jennings jensen jimenez johnson johnston jones
jordan kelley kelly kennedy khan kim king knight kumar lam lambert lane larson law lawrence lawson le
lee leung lewis lin little liu lloyd long lopez lowe lucas lynch mahmoud marshall martin martinez mason
matthews may mccoy mcdonald mckinney medina mehta mendoza meyer miles miller mills mitchell mohamed
mohammed montgomery moore morales moreno morgan morris morrison moses murphy murray myers nelson
newman ng nguyen nichols nunez oliver olson ortiz owens palmer park parker patel patterson payne
pearson pena perez perkins perry peters peterson phillips pierce porter powell price ramirez ramos ray
reed reid reyes reynolds rhodes rice richards richardson riley rivera roberts robertson robinson
rodriguez rogers romero rose ross ruiz russell ryan saleh sanchez sanders santos saunders schmidt
schultz scott sharma shaw shelton silva simmons simon simpson sims singh smith snyder soto spencer
stanley stein stephens stevens stewart stone stuart sullivan sutton swift taylor terry thomas
thompson torres tucker turner vargas vasquez wade wagner walker wallace walsh walters wang ward warren
watkins watson watts weaver webb welch wells west wheeler white williams williamson willis wilson wong
wood woods wright wu yang young zhang zhou
alves aziz banerjee barros bauer becker bernard bertrand bianchi bibi bonnet braun butt chaudhry costa
david dubois dupont durand esposito fernandes ferrari ferreira fournier fuchs girard gomes gupta gusev
haddad haidar hamid hartmann herrmann hoffmann hofmann hossain huber iqbal ivanov jamal joshi kaiser
kamal karim khalil klein koch koehler kozlov krause krueger lange laurent lefebvre lehmann leroy lima
mahmood malik mansour mayer michel moreau morel morozov mueller mustafa naim nair nasser neumann
oliveira omar osman othman patil pereira perera petrov pillai popov rahman rashid raza reddy rodrigues
romano rossi roux russo saeed salem salim salman schroeder shah sheikh smirnov sokolov verma volkov
weber werner wolf yadav yousef yusuf
"""


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_SURNAMES.split())


@lru_cache(maxsize=8192)
def is_common(name: str) -> bool:
    """Whether the first or last word of a two- or three-word name is a very common surname."""
    words = [w for w in fold(name).lower().split() if w not in ("jr.", "sr.", "jr", "sr")]
    if len(words) < 2 or len(words) > 3:
        return len(words) < 2
    if len(words) == 3 and len(words[1].rstrip(".")) > 1:
        return False  # three whole words are rarely borne by two
    # The family name stands first in China and Korea, and such names are short.
    return words[-1] in _common() or words[0] in _common()


def hinted(hits: list[Hit]) -> frozenset[str]:
    """The countries and organisations that the names of a text speak for."""
    found: set[str] = set()
    for hit in hits:
        entity, person = hit.named.entity, hit.named.person
        if entity is not None and entity.country:
            found.add(entity.country)
        elif person is not None and not _asked(person):
            found.add(person.country)
    return frozenset(found)


def _asked(person: Person) -> bool:
    return is_common(person.name) and all(t.source == WIDE for t in person.terms)


def may_be_meant(person: Person, around: frozenset[str], home: str | None) -> bool:
    """Whether a text that speaks of `around` may mean that person by the name."""
    if not _asked(person):
        return True
    return any(t.country in around or t.country == home for t in person.terms)
