"""Compile armed groups from the Phoenix dictionary into `knowledge/tables/armed_groups.csv`.

Run: `python -m training.armed_groups`. Reads `Phoenix.MilNonState.actors.txt` in `../shared/knowledge`
(PETRARCH / Phoenix, MIT; names and codes only). Groups that `organisations.csv` has are left out: it
was written by hand and wins. Left out as well: persons, names that are no name by themselves
("Direct Action", "National Liberation Army"), short forms (several groups bear most of them), and
groups coded with a region for which no state is certain.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.folding import fold
from dateline.knowledge.tables import many, rows, slug

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DATELINE_SHARED", ROOT / ".." / "shared"))
TABLES = ROOT / "src" / "dateline" / "knowledge" / "tables"
SOURCE = SHARED / "knowledge" / "Phoenix.MilNonState.actors.txt"

# Phoenix has a region or nothing ("INT") for these; a word of the name → the state of the group.
STATE_BY_WORD = {
    "TRIPURA": "IND", "ACHIK": "IND", "BODO": "IND", "BODOLAND": "IND", "NAGALAND": "IND",
    "KANGLEIPAK": "IND", "KAMTAPUR": "IND", "KAREN": "MMR", "KARENNI": "MMR", "KAYIN": "MMR",
    "BURMA": "MMR", "BURMESE": "MMR", "PATTANI": "THA", "NEPAL-MAOIST": "NPL", "ERITREAN": "ERI",
    "OROMO": "ETH", "OGADEN": "ETH", "ETHIOPIAN": "ETH", "UGANDA": "UGA", "LIBERIA": "LBR",
    "CHADIAN": "TCD", "ANGOLA": "AGO", "MOZAMBIQUE": "MOZ", "CANARY": "ESP", "ACEH": "IDN",
    "PUERTORIQUENA": "USA", "CINCHONEROS": "HND", "PALESTINIAN": "PSE", "PALESTINE": "PSE",
    "JENIN": "PSE", "AL-SAIQA": "PSE", "JORDANIAN": "JOR", "MALAYSIA": "MYS", "FORMOSANS": "TWN",
    "MOROCCAN": "MAR", "UZBEKISTAN": "UZB", "SPANISH": "ESP", "BAADER-MEINHOF": "DEU",
    "HONDURAS": "HND", "MACEDONIAN": "MKD", "SOUTH-WEST": "NAM", "ZIMBABWE": "ZWE",
}  # fmt: skip
ACROSS_BORDERS = frozenset(
    ("ANIMAL LIBERATION FRONT", "EARTH LIBERATION FRONT", "AL-FUQRA", "TAKFIR WA HIJRA",
     "ARMENIAN SECRET ARMY FOR THE LIBERATION OF ARMENIA", "ARMENIAN RED ARMY",
     "JUSTICE COMMANDOS FOR THE ARMENIAN GENOCIDE", "NEW ARMENIAN RESISTANCE",
     "ABU HAFS AL-MASRI BRIGADE", "JUND AL-SHAM", "ARAB LIBERATION FRONT")
)  # fmt: skip
# Codes that PLOVER has otherwise, or that Phoenix has wrong.
CODES = {"PRI": "USA", "GLP": "FRA", "ANG": "AGO", "FRYKSV": "KOS", "KSV": "KOS", "USAL": "USA"}
# Parties, peaceful movements and crowds that Phoenix lists, and entries that are errors.
NOT_ARMED = frozenset(
    ("AFRICAN NATIONAL CONGRESS", "MUTTAHIDA QAMI MOVEMENT", "HISBA", "WINEGROWERS", "GREENPEACE",
     "STOP HUNTINGDON ANIMAL CRUELTY", "AL-HARAMAIN FOUNDATION", "RUSSIAN NATIONAL BOLSHEVIST PARTY",
     "ISLAMIC SOCIETY", "OKLAHOMA CITY BOMBING CONSPIRATORS", "SHERIFF'S POSSE COMITATUS", "ANSAR AL-SHARIA",
     "WAFFEN SS", "NATION OF YAHWEH", "UNITED PEOPLE'S DEMOCRATIC FRONT", "KURDISH DEMOCRATIC PARTY",
     "ODUA PEOPLES' CONGRESS", "ANANDA MARGA", "SYRIAN SOCIAL NATIONALIST PARTY", "ANSAR ALLAH",
     "ISLAMI CHHATRA SHIBIR", "PARBATYA CHATTAGRAM JANA SANGHATI SAMITY", "UKRAINIAN REACTIONARY FORCE",
     "KOMANDO JIHAD", "GUATEMALAN LABOR PARTY", "MARA SALVATRUCHAS", "PATRIOTIC UNION OF KURDISTAN",
     "GREEK BULGARIAN ARMENIAN FRONT", "CAUCASIAN FRONT FOR THE LIBERATION OF ABU ACHIKOB",
     "ACTION FRONT FOR THE LIBERATION OF THE BALTIC COUNTRIES", "JIHAD IN SWEDEN", "GLOBAL INTIFADA",
     "SOUTH-WEST AFRICA PEOPLE'S ORGANIZATION", "MOZAMBIQUE NATIONAL RESISTANCE MOVEMENT",
     "ZIMBABWE AFRICAN NATIONALIST UNION", "NATIONAL SOCIALIST COUNCIL OF NAGALAND-ISAK-MUIVAH",
     "EASTERN TURKISTAN ISLAMIC MOVEMENT", "WEATHER UNDERGROUND ORGANIZATION", "ANGRY BRIGADE",
     "TUNISIAN COMBATANT GROUP", "SECRET ORGANIZATION OF AL-QAEDA IN EUROPE", "FRIENDSHIP SOCIETY",
     "MILITARY WING OF THE GREATER SYRIAN ARMY", "ISLAMIC FRONT FOR THE LIBERATION OF PALESTINE",
     "ANSAR AL-DIN", "FREEDOM FOR MUMIA ABU-JAMAL", "SOLIDARITY FOR POLITICAL PRISONERS",
     "FOR A REVOLUTIONARY PERSPECTIVE", "PROVISIONAL GOVERNMENT OF THE REPUBLIC OF TEXAS",
     "LEBANESE RESISTANCE DETACHMENTS", "AMAL", "NATIONAL REVOLUTIONARY COMMAND", "ABU AL-ABBAS",
     "ACTION COMMITTEE OF WINEGROWERS", "COMITE ARGENTINO DE LUCHA ANTI-IMPERIALISTO", "TURKISH COMMUNIST",
     "ALL INDIA JIHAD COMMITTEE", "COMMUNIST PARTY OF NEPAL-MAOIST", "WORLD UNITED FORMOSANS FOR INDEPENDENCE",
     "NATIONAL ANTI-CORRUPTION FRONT", "CHILEAN COMMITTEE OF SUPPORT FOR THE PERUVIAN REVOLUTION",
     "UNION OF PEACEFUL CITIZENS OF ALGERIA", "COALITION TO SAVE THE PRESERVES", "COMITE ARGENTINO",
     "ARMY FOR IRAN'S NATIONAL LIBERATION", "ARMY FOR THE LIBERATION OF KURDISTAN", "HEROES OF PALESTINE",
     "MOVEMENT OF ISLAMIC ACTION OF IRAQ", "ISLAMIC BROTHERHOOD", "SYRIAN MUJAHIDEEN", "TALIBAN")
)  # fmt: skip
# Words that many groups share: a name of these only is none.
GENERIC = frozenset(
    "the of for and in to a an people peoples people's popular national nationalist liberation army armed "
    "forces force front movement organization organisation group groups party union united unified "
    "revolutionary revolution revolutionaries revolt islamic islam muslim muslims jihad holy war "
    "resistance defense defence brigade brigades battalion battalions squad squads command commando "
    "commandos committee council congress league nucleus nuclei cell cells faction fighters fighter "
    "freedom free democratic democracy socialist communist communism communists marxist leninist maoist "
    "proletarian workers worker's workers' peasants peasant self-defense action direct justice popular "
    "youth young new struggle solidarity international internationalist anarchist anarchists anarchy "
    "anti-imperialist anti-state anti-power patriotic patriots red black white green line star path burning "
    "attack attacks teams team social rebel rebels guerrilla guerrillas guerilla guerillas militia "
    "military arab christian leftist left right supporters followers partisans soldiers brothers "
    "martyrs martyr's martyr sons children hand hands eagles knights lions guards guardians society "
    "association federation network state states independence vanguard salvation unity combat "
    "combatant combatants fighting volunteers volunteer autonomous clandestine secret cause god "
    "north northern south southern east eastern west western first second march april may june july "
    "november december january february september october august of by with against".split()
)
# Aliases that Phoenix has and that name something else, or nothing.
NO_ALIAS = frozenset(
    ("DEMOCRATIC PARTY OF ANGOLA", "THE HOLY MEN", "GROUP OF DEATH", "THE GROUP OF DEATH", "SWORD OF MUSLIMS",
     "MOVEMENT OF HOPE", "RED BANNER", "FREE LAND", "SPECIAL DEATH BRIGADES", "MARTYRS FOR MOROCCO",
     "UNIVERSAL CHURCH OF GOD", "QURANIC OPEN UNIVERSITY", "CITIZEN AND SOLDIERC", "MASSES AND SOLDIERS",
     "SECRET BAD MEN", "SECRET WARRIORS", "AL-QAEDA ORGANIZATION", "TRIPLE A", "AD REV", "LA LIGA",
     "MUSLIMS OF THE AMERICAS", "WISDOM OF JIHAD", "ALL NEPAL NATIONAL INDEPENDENT STUDENTS UNION",
     "REJECTION OF SINS AND EXODUS", "FIVE C'S", "MEDIA COMMISSION FOR THE MUJAHIDIN IN IRAQ",
     "VOLUNTARY ARMY UNIT FOR SUPPRESSING KOREANS", "THE GUARDIANS OF THE FRIENDS OF THE PROPHETS",
     "AMERICAN FRONT", "BANNER OF ISLAM", "LEBANESE ARAB YOUTH", "COMMITTEE OF COORDINATION",
     "IRAQI LEGITIMATE RESISTANCE", "FIRES OF HELL", "CHILDREN OF FIRE", "THUS FAR AND NO FURTHER",
     "SWORD OF ISLAM", "SPANISH NATIONAL ACTION", "GREEN BATTALION", "RIGHTEOUS OF JORDAN",
     "TAMIL NATIONAL FRONT", "SALAFIST BRIGADES", "NEW AFRICAN FREEDOM FIGHTERS", "NEW YORK EIGHT")
)  # fmt: skip
# Names of two words that are nobody else's; others of that length are taken for a state's ("Corsican
# Army") or an Arabic name only.
TWO_WORDS = frozenset(
    ("ACTION DIRECTE", "TERRA LLIURE", "ARYAN NATIONS", "ARMATA CORSA", "CLANDESTINI CORSI",
     "RESISTENZA CORSA", "MONTANA FREEMEN", "MANO BLANCA", "KARUNA FACTION", "AKHIL KRANTIKARI",
     "FEDAYEEN KHALQ", "MUJAHIDEEN KOMPAK", "JUND AL-SHAM", "RIGAS FEREOS", "KANSAS MILITIA",
     "HAMMERSKIN NATION", "PHINEAS PRIESTHOOD", "PHINEAS PRIESTS", "BLACKSTONE RANGERS", "FATAH HAWKS",
     "BIRSA COMMANDO", "LAUTARO FACTION", "LASHKAR-I-OMAR", "LASHKAR-E-OMAR", "JAISH-UL-MUSLIMIN",
     "SAIF-UL-MUSLIMEEN", "AL-SAIQA", "HIKMATUL ZIHAD", "KARBALA BRIGADES", "KHAIBAR BRIGADES")
)  # fmt: skip
SMALL = frozenset("of for the and in to a de la del e y fi al wa wal di i ul by".split())
SPELLING = {
    "PEOPLES": "People's", "MAYI-MAYI": "Mayi-Mayi", "INITIAITVE": "Initiative", "PARY": "Party",
    "ANTI-IMPERILIST": "Anti-Imperialist", "ORGANIZAITON": "Organization", "GALILLEE": "Galilee",
    "NAZINUALE": "Naziunale", "MARYTR": "Martyr", "MADHESHI": "Madheshi", "MOHAMMEDS": "Mohammed's",
    "MUHAMMEDS": "Muhammad's", "JIHADS": "Jihad's", "GODS": "God's", "QAMI": "Qaumi",
}  # fmt: skip


def entries() -> Iterator[tuple[str, list[str]]]:
    """(code, names) of each group; the code may stand on a line of its own or behind a name."""
    names: list[str] = []
    for line in SOURCE.read_text(encoding="utf-8", errors="replace").splitlines():
        line = re.sub(r"\s#.*", "", line).strip()
        if not line or line.startswith("#"):
            continue
        code = re.search(r"\[([A-Z]+)[^\]]*\]", line)
        name = re.sub(r"\[.*?\]", "", line).strip().strip("+").replace("_", " ").strip()
        if line.startswith("+") and not names:
            continue  # a further name of a group whose code came before
        if name and not line.startswith(("+", "[")):
            names = []  # the one before had no code
        if name:
            names.extend(part.strip() for part in re.split(r"\+", name) if part.strip())
        if code:
            yield code[1], names
            names = []


def country_of(code: str, name: str) -> str:
    """PLOVER's code of a group, or "" where none is certain."""
    code = code.removesuffix("REB")
    code = CODES.get(code, code)
    if name in ACROSS_BORDERS:
        return "IMG"
    states = {row["country"] for _, row in rows("states.csv")}
    if len(code) == 3 and code in states:
        return code
    found = {STATE_BY_WORD[w] for w in name.split() if w in STATE_BY_WORD}
    return found.pop() if len(found) == 1 else ""


def _word(word: str, first: bool) -> str:
    if word in ("IRA", "II", "EPB"):
        return word
    if word in SPELLING:
        return SPELLING[word]
    if not first and word.lower() in SMALL:
        return word.lower()
    parts = re.split(r"([-/'])", word)
    out = []
    for k, part in enumerate(parts):
        before = parts[k - 1] if k else ""
        article = (
            part in ("AL", "UL", "AD", "AS", "AZ", "EL", "E", "I") and "-" in parts[k + 1 :][:1]
        )
        if (
            (before == "'" and len(part) <= 2)
            or (article and (k or not first or part == "AL"))
            or (before == "-" and part in ("E", "I", "UL", "AL"))
        ):
            out.append(part.lower())
        else:
            out.append(part[:1] + part[1:].lower())
    return "".join(out)


def title(name: str) -> str:
    """A name in capitals as a newspaper writes it."""
    words = name.split()
    return " ".join(_word(w, k == 0) for k, w in enumerate(words))


def usable(name: str) -> bool:
    """Whether a name stands for this group alone: three words, one of its own, or known."""
    if name in NO_ALIAS or re.search(r"[(),;/]|\d{2}|--| - ", name) or len(name) > 70:
        return False
    words = [w.strip("',.") for w in name.lower().split()]
    if len(words) < 3:
        near = words[0].title() in _nations() or any(w.startswith("al-") for w in words[1:])
        return name in TWO_WORDS or (near and len(words) == 2)
    return any(w not in GENERIC and len(w) > 2 for w in words)


@lru_cache(maxsize=1)
def _nations() -> frozenset[str]:
    return frozenset(a for _, row in rows("states.csv") for a in many(row["adjectives"]))


def _variants(name: str) -> list[str]:
    found = [name]
    if name.startswith("al-"):
        found.append("Al-" + name[3:])
    if "Organization" in name:
        found.append(name.replace("Organization", "Organisation"))
    if "Defense" in name:
        found.append(name.replace("Defense", "Defence"))
    return found


def main() -> None:
    """Write the table."""
    taken: set[str] = set()
    for table in ("organisations.csv", "seats.csv"):
        for _, row in rows(table):
            cells = (row["name"], *many(row["aliases"]), *many(row.get("short", "")))
            taken.update(fold(n).lower() for n in cells)
    for _, row in rows("states.csv"):
        for column in ("name", "aliases", "adjectives", "people", "capital"):
            taken.update(fold(n).lower() for n in many(row[column]))
    slugs = {slug(row["name"]) for _, row in rows("organisations.csv")}
    out = []
    left = 0
    for code, names in entries():
        if not names or code.startswith(("IMG", "BUD")) or names[0] in NOT_ARMED:
            continue
        names = [re.sub(r"\s*\([A-Z/ ]*\)$", "", n).removeprefix("THE ").strip() for n in names]
        if any(fold(title(n)).lower() in taken for n in names):
            continue
        country = country_of(code, names[0])
        good = [title(n) for n in names if usable(n)]
        if not country or not good or slug(good[0]) in slugs:
            left += 1
            continue
        slugs.add(slug(good[0]))
        known = [v for n in dict.fromkeys(good) for v in _variants(n)]
        known = [n for n in dict.fromkeys(known) if fold(n).lower() not in taken or n == good[0]]
        taken.update(fold(n).lower() for n in known)
        aliases = [n for n in known if n != good[0]]
        out.append([country, good[0], ";".join(aliases), "REB", "group", "", "", "", "phoenix"])
    with (TABLES / "armed_groups.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# Armed groups, most of them of 1970 to 2010, that organisations.csv does not have; columns as there."
            "\n# Source: Phoenix.MilNonState.actors (PETRARCH / Phoenix, MIT; after START's TOPS), names and codes"
            " only, compiled by training/armed_groups.py, 2026-11.\n"
        )
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow("country,name,aliases,sectors,kind,short,from,to,source".split(","))
        writer.writerows(sorted(out))
    print(f"{len(out)} groups; {left} left out as nobody's or nameless")


if __name__ == "__main__":
    main()
