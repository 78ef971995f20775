"""He or she, told by a person's given name, title or role.

The names are common ones of many languages that are borne by one gender only; those of both
("Andrea", "Jean", "Kim", "Sasha") are left out, for an unknown gender is better than a wrong one.
"""

from __future__ import annotations

from functools import lru_cache

_MEN = """
aaron abdel abdel-fattah abdelaziz abdul abdulaziz abdullah abiy abraham adam adama adem adolf
adrian ahmad ahmed akbar akira aksel alan alassane alberto alejandro aleksandar aleksander
aleksandr alexander alexandre alexei alexey alfonso alfred ali alistair amir amit anand anatoly
anders andre andreas andrei andrej andres andrew andrey andrius andrzej angus anthony antoine
anton antonio antony anwar ari arif arjun armando arnold arthur artur arturo ashraf asif atal
augusto aung aziz baburam barack bartosz bashar bashir ben benigno benito benjamin bernard
bernardo bernd bernie bertrand bill bob bogdan boris borut boyko brad brahim brandon brendan brett
brian bruce bruno cameron carl carles carlos cedric cesar charles chester chris christian
christophe christopher chuck clement colin constantin cornelius craig cyril damien dan daniel
daniele danilo danny dario dariusz dave david deepak denis dennis derek dick didier diego dieter
dimitar dimitri dimitris dinesh dmitri dmitriy dmitry dmytro dominic dominik donald doug douglas
duarte duncan dwight earl ed eddie edgar eduard eduardo edward edwin egils ehud elijah emad emil
emmanuel emomali enrico enrique eric erik ernesto ernst esteban ethan etienne eugene evan evo ezra
fahd faisal farid farouk fayez felipe felix ferdinand fernando fidel filip florian fouad francesco
francisco franck francois frank franklin franz fred frederic frederik friedrich fuad gabriel
gareth garry gary gavin geert geoff geoffrey georg george georges georgi georgios gerald gerard
gerardo gerhard gerry giacomo gianni giorgi giorgio giovanni giuseppe glenn gonzalo gordon graham
greg gregory guido guillaume guillermo gustav gustavo guy hakan hamad hamed hamid hamza hans
harald haris harold harry hasan hashim hassan hector heiko heinrich heinz helmut henri henrik
henry herbert herman hideo hiroshi hisham hissene horst howard hubert hugh hugo humberto hussein
ian ibrahim idriss igor ilham ilir imad imran imre ion irakli isaac isaias ismael ismail istvan
ivan ivica ivo jacek jack jacob jacques jaime jair jake jakob jakub jalal james jamil jan janez
janos janusz jared jaroslav jason javier jawaharlal jay jeff jeffrey jens jeremy jerome jerry
jerzy jesus jim jimmy joachim joao joaquin joe johan johann johannes john johnny jon jonas
jonathan jorge jose josef josep joseph joshua josip jozef juan julian julio jurgen justin kaan
kamal kamil karel karim karl karol keir keith kemal ken kenji kenneth kevin khaled khalid khalifa
klaas klaus kofi konstantin konstantinos krisjanis krzysztof kurt kyriakos lakhdar lance larry
lars laszlo laurent lawrence lech leo leon leonard leonardo leonid leopoldo leszek levi liam
lionel lloyd lorenzo louis luca lucas ludwig luigi luis luiz luka lukas lukasz luke lyndon macky magnus
mahathir mahinda mahmood mahmoud mamadou manfred manuel marc marcel marcelo marcin marco marcos
marcus marek marian mario mariusz mark marko markus martin marty marwan massimo mateusz mathias
matt matteo matthew matthias maurice mauricio mauro max maxim maximilian mehdi mehmet meles
michael michal michel miguel mihai mikael mike mikhail mikheil miklos milan milos mircea miro
miroslav mitch mitt mohamed mohammad mohammed mojtaba mouammar moussa muammar muhammad muhammadu
mukhtar murat mustafa mwai mykhailo mykola nabih nabil najib narendra naser nasser nathan neil
nelson nestor nicholas nick nicolae nicolas nigel nikita nikol nikola nikolai nikolaos nikolay
nils noah nouri nursultan olaf oleg oleh oleksandr oleksii oleksiy oliver olivier olusegun omar
orlando osama oscar otto oumar pablo paolo pascal paschal patricio patrick paul paulo pavel pavlo
pawel pedro per pete peter petr petro petros phil philip philippe pierre piotr pradeep pranab
quentin rachid rafael rafic rafiq rahul raila raj rajiv rajnath ralph ramon ramzan rashid raul
ravi ray raymond recep reza ricardo richard rick rob robert roberto rodrigo roger roland rolf
roman romano ron ronald rory roy ruben rudolf rudolph rui rupert rush russell ryan saad saddam
sadiq saeed said salah saleh salem salim salman salva salvador salvatore sam sami samir samuel
sandor sanjay santiago saud scott sean sebastian sebastien serge sergei sergey sergio sergiy
serhii serhiy seyed shahid shaun shavkat shigeru shimon shinzo sidney sigmar silvio simon slobodan
stanislav stanislaw stefan stefano stephane stephen steve steven stjepan stuart subrahmanyam
suleiman sultan sven taavi tadeusz tarek tariq taro taur tayyip ted teodoro terrence terry thabo
thaddeus thaksin theodore thierry thomas tim timothy tobias todd tom tomas tomasz tomislav tommy
tony toomas traian tyler uhuru ulrich umar vaclav valdis valentin valery vasily vasyl victor
viktor vince vincent viorel vitali vitaliy vitaly vladimir vladislav vojislav volodymyr walid
walter warren wayne werner wilfried wilhelm will william willy winston witold wladyslaw wojciech
wolfgang yahya yair yasser yasuhiro yasuo yevgeny yitzhak yoshihide yousef youssef yoweri yukio
yuri yuriy yury yusuf zafar zbigniew zine zoran
"""
_WOMEN = """
abigail adela adriana agnes agnieszka aicha aisha alejandra aleksandra alena alexandra alice
alicia alina alison allison alma amanda amelia amelie amina amy ana anastasia angela angelina
anita anja anna annalena anne annegret annette annie antonella anya aoife april asma astrid
aurelia aya ayesha barbara beata beatrice beatriz begona benazir bernadette beth betty beverly
bidhya birgit birgitta bojana bridget brigitte bronwyn camilla candace carla carmen carol carolina
caroline cassandra catarina catherine cecilia celia celine chandrika charlotte chelsea cheryl
chiara christiana christina christine chrystia cindy claire clara claudia colleen condoleezza
constance corazon cornelia cristina cynthia dalia dalila damares daniela deborah delcy delia
delphine denise diana diane dilma dina dolores donna doris dorothy ebba edith eileen elaine
eleanor elena eleni eleonora eliane elisa elisabeth elise eliza elizabeth ella ellen elsa elvira
emilia emily emine emma erika erna esther ethel eva evelyn fatima fatma federica felicity fernanda
fiona florence frances francesca francoise frauke gabriela gabriella gabrielle genevieve georgina
geraldine gertrude ghislaine gina giorgia gisela giulia gladys gloria golda grace graciela greta
gretchen grete gro gudrun hala halima hana hanan hanna hannah harriet hasina hazel heather heidi
helen helena helga helle henrietta hilary hilda hillary ines inga ingrid inna irene irina iris
isabel isabella isabelle ivana ivanka ivonne jacinda jacqueline jadwiga jana jane janet janice
jeanette jeanine jeanne jelena jenna jennifer jenny jessica jill jo joan joanna johanna josephine
joyce juana judith julia juliana julie justine kaja kamala karen karin karine karolina katalin
katarina kate katerina katharina katherine kathleen kathryn kathy katja katrin kayleigh keiko
kellyanne kersti khaleda kirsten kolinda kristalina kristen kristi kristina kyung-wha laila lara
laura lea leah leila lena leni leonor leticia leyla lidia lilian liliana linda lisa liudmila liz
lori lorraine louise loujain lubna lucia lucy luisa lyudmila madeleine magda magdalena maggie maia
malala malgorzata margaret margarita margherita margot margrethe maria mariam mariana marianne
marie marielle marija marina marine marlene marsha marta martha martina mary maryam maryna maureen
megan megawati mehbooba melania melanie melinda melissa mercedes mette mia michaela michelle
mikaela milena milica miriam mirjana miroslava monica monika nadezhda nadia nadine najat nancy
naomi nasrin natalia natalie natalya natasha nathalie nazanin nicole nikki nina noor nora norma
nuria ofelia oksana olena olga olha olivia olya pamela patricia paula pauline penelope penny petra
philippa phoebe phumzile portia pratibha priti priyanka rachel raisa rana rania rebecca regina
renata rhonda rima rita roberta rosa rosalia rosario rosemary rosie roxana ruth sabine sadia sally
salome samantha sandra sanna sara sarah saskia sheila shirin shirley sigrid silvia simone sirimavo
sofia sonia sonja sophia sophie soraya stacey stefanie stella stephanie sue susan susana susanna
susanne sushma suzanne svetlana sviatlana svitlana sylvia sylvie tamara tammy tansu tanya tatiana
tatyana teresa tereza thelma theresa therese tina tulsi uma una ursula vaira valentina valeria
valerie vanessa vera veronica veronika victoria vigdis viktoria viola violeta viorica virginia
vivian wanda wendy wilma winnie xiomara yingluck yolanda yoriko yulia yuliia yuriko yvette yvonne
zainab zara zdenka zehra zeinab zuzana
"""
_MALE_ROLES = frozenset(
    "spokesman king prince sultan emir emperor pope pontiff sheikh chairman congressman businessman "
    "policeman man boy statesman serviceman gunman cameraman imam ayatollah priest bishop archbishop "
    "cardinal monk mullah councilman assemblyman fisherman patriarch alderman taoiseach".split()
)
_FEMALE_ROLES = frozenset(
    "spokeswoman queen princess chairwoman congresswoman businesswoman policewoman woman girl nun "
    "lady schoolgirl empress councilwoman stateswoman".split()
)
TITLES = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "señor": "m", "herr": "m", "sheikh": "m", "king": "m",
    "prince": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "madam": "f", "madame": "f",
    "lady": "f", "dame": "f", "queen": "f", "princess": "f", "frau": "f", "señora": "f",
}  # fmt: skip

# Given names that half a newsroom bears: alone they say nothing of who is meant.
_EVERYDAY = frozenset(
    "adam alex andrew anna anne anthony ben bill bob brian chris christopher dan daniel dave david "
    "elizabeth emily eric frank george greg james jason jeff jennifer jessica jim joe john jon "
    "jonathan joseph josh julia karen kate kevin laura lisa mark martin mary matt matthew michael "
    "michelle mike nancy nick patrick paul peter rachel richard rob robert ryan sarah scott sean "
    "stephen steve steven susan thomas tim tom tony william".split()
)


def is_everyday(given: str) -> bool:
    """Whether a given name is among the most common of English."""
    return given.casefold() in _EVERYDAY


@lru_cache(maxsize=1)
def _genders() -> dict[str, str]:
    men, women = set(_MEN.split()), set(_WOMEN.split())
    return dict.fromkeys(men - women, "m") | dict.fromkeys(women - men, "f")


def gender_of_name(name: str) -> str:
    """`m`, `f` or, where the given name does not tell, the empty string."""
    from dateline.knowledge.folding import fold

    words = name.split()
    if not words:
        return ""
    first = words[0].rstrip(".").casefold()
    table = _genders()
    return table.get(first) or table.get(fold(first).casefold().replace("ł", "l"), "")


def gender_of_role(noun: str) -> str:
    """`m`, `f` or the empty string: "spokeswoman", "the crown prince"."""
    last = noun.split()[-1:] or [""]
    word = last[0].lower()
    return "m" if word in _MALE_ROLES else "f" if word in _FEMALE_ROLES else ""


# How a given name is said for short, in English.
_SHORT = """
alexander alex|andrew andy drew|antony tony|anthony tony|benjamin ben|charles charlie chuck|christopher chris
christine chris|daniel dan danny|david dave|deborah debbie|donald don|edward ed eddie ted|elizabeth liz beth
gregory greg|james jim jimmy|jeffrey jeff|jennifer jen jenny|joseph joe|joshua josh|katherine kate kathy
catherine kate cathy|kenneth ken|lawrence larry|margaret maggie|matthew matt|michael mike|nicholas nick
patrick pat|patricia pat|peter pete|philip phil|phillip phil|raymond ray|rebecca becky|richard rick dick
robert bob rob bobby|ronald ron|samuel sam|stephen steve|steven steve|susan sue|theodore ted|thomas tom tommy
timothy tim|victoria vicky|william bill will billy|zachary zach
"""


@lru_cache(maxsize=1)
def _short() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in _SHORT.replace("\n", "|").split("|") if row.strip())
    return {row[0]: tuple(w.capitalize() for w in row[1:]) for row in rows}


def short_forms(given: str) -> tuple[str, ...]:
    """The short forms of a given name: "Tony" for Antony."""
    return _short().get(given.lower(), ())
