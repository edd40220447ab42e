"""What people type in French (languages.md, sections 2 and 4)."""

from flows.understanding.lexicon import Lexicon
from flows.understanding.spoken.fr_intents import INTENTS
from flows.understanding.spoken.fr_stating import CLOCKING, COUNTING, DATING

FR = Lexicon(
    code="fr",
    intents=INTENTS,
    never="ah | aah | eh | eeh | la | fin | safi | صافي | ماشي | رد | بس | نعام | c bon | تمام"
    " | donne | donnée | base | basée | foot | sala | lor | kamel | mano | je veux aider"
    " | je peux aider | il faut aider",
    loose_yes="ah | aah | eh | eeh | parfait | safi | صافي | مزيان | تمام | c bon | parfait"
    " | très bien | super"
    " | bien"
    " | ça marche | ça va | mouais",
    polite="bonne journée | bonne soirée | bonne nuit | malheureusement | franchement"
    " | honnêtement | svp | s’il vous plaît | s’il te plaît"
    " | merci | merci beaucoup | stp | merci bien"
    " | mrc | monsieur | madame | pour moi | vraiment | merci à vous | merci d’avance"
    " | mon frère | ma sœur | chef | désolé | désolée"
    " | tonton | tantie | tanti | tata | maman | papa"
    " | grand frère | le vieux | la vieille | mon ami | patron | patronne | chérie"
    " | mon cher | waay | wayé | dêh | deh | hein | svp merci"
    " | s’il te plaît merci | ma chère | madame monsieur | docteur"
    " | quoi | ma sœur merci | sincèrement"
    " | oh | euh | bah | ben | eh ben | bon ben | hé ben | euhh | ohh | mm"
    " | moi personnellement"
    " | walaye | wallaye | walay | walaï | walahi | wallaï | wallahi | wallah | wlh"
    " | dieu merci | au nom de dieu | je te jure | je vous jure"
    " | mon fils | ma fille | mon enfant | mes enfants | mon petit | ma petite | mon grand"
    " | ma grande | jeune homme | mon frérot | frérot | frère | frr | bro | sœur | la sœur"
    " | par la grâce de dieu | grâce à dieu | gloire à dieu | amen | amine | amina"
    " | mdr | mdrr | lol | ptdr | haha | hihi | hahaha | xd | mes amis | les amis | ma chérie",
    grammar="french",
    joins="et",
    cardinals={
        0: "zéro | zero",
        1: "un | une | in",
        2: "deux | deu | 2eux | deus",
        3: "trois | troi | trwa",
        4: "quatre | quatres | katre | quatr | [k/c]atr[/e]",
        5: "cinq | cinc | sinq | cink",
        6: "six | sis",
        7: "sept | set | septs | sète",
        8: "huit | huite | uit | uite | wit",
        9: "neuf | neuve | neufs",
        10: "dix | dis",
        11: "onze | onz",
        12: "douze | douse | douz",
        13: "treize | treze | treiz | tr[ai/ei/è][z/ze]",
        14: "quatorze | quatorz | katorze | katorz | catorze",
        15: "quinze | [k/qu/q][in/ain/ein][z/ze]",
        16: "seize | sèze | seiz | sez | [s/c][ai/ei/è][z/ze]",
        17: "diset | dizsept | dizset | dixsept | dissept | disept",
        18: "dixhuit | dizuit | dizhuit",
        19: "dixneuf | diznef | dizneuf",
        20: "vingt | vingts | vint | vin | vingte",
        30: "trente | trante | trent | trant | trènte",
        40: "quarante | quarente | quarent | karante | quarant | karant | carante | karente",
        50: "cinquante | cinquente | sinquante | cincante | cinquant | sinkante | cinkante"
        " | sincante | sinkant | cinkant | cinquentes",
        60: "soixante | soixente | soissante | swasante | soixant | soisante | soisant"
        " | swassante | soixsante | soicante | soixcente",
        70: "septante",
        80: "huitante | octante",
        90: "nonante",
        100: "cent | cents | sent",
        1000: "mille | mil | milles",
        1_000_000: "million | millions",
    },
    ordinals={
        1: "premier | première | 1er | 1ère | 1re | 1ier | 1iér | premié | premie | premiere",
        2: "deuxième | second | seconde | 2e | 2ème | 2eme",
        3: "troisième | 3e | 3ème",
        4: "quatrième | 4e | 4ème",
        5: "cinquième | 5e | 5ème",
        6: "sixième | 6e | 6ème",
        7: "septième | 7e | 7ème",
        8: "huitième | 8e | 8ème",
        9: "neuvième | 9e | 9ème",
        10: "dixième | 10e | 10ème",
        11: "onzième | 11e | 11ème",
        12: "douzième | 12e | 12ème",
        13: "treizième | 13e | 13ème",
        14: "quatorzième | 14e | 14ème",
        15: "quinzième | 15e | 15ème",
        20: "vingtième | 20e | 20ème",
    },
    fractions={
        30: "et demie | et demi | demi | demie | et une demie"
        " | un demi | une demi | une demie | un demi-",
        15: "et quart | un quart | quart | et un quart | et le quart",
        45: "trois quarts | et trois quarts",
    },
    points="virgule | point",
    minus="moins",
    nothing="aucun | aucune | rien | zéro personne | personne d’autre | pas un seul"
    " | [j’ai/je n’ai/on a/on n’a/nous n’avons/nous avons/il n’y a/y a/il y a]"
    " [pas/pas de/aucun/aucune]"
    " | pas une seule | rien du tout | je n’en ai pas | j’en ai pas | je n’ai pas"
    " | pas d’enfants | pas d’enfant | sans | pas de | pas d’"
    " | pas encore d’enfants | pas encore d’enfant | pas d’enfant pour le moment"
    " | pas d’enfants pour le moment | sans enfant | sans enfants | néant",
    units="apprenti | apprentie | client | clients | cliente | clientes | employé | ouvrier"
    " | ouvrière"
    " | ans [de métier/de service/de travail/de pratique] | foi | membres dans la coopérative"
    " | par an | par personne | têtes de bétail | révolus"
    " | mensuel | mensuels | an | ans | année | années | dh | dhs | mad | dirham"
    " | dirhams | fcfa | cfa | xof"
    " | personne | personnes | enfant | enfants | mois | jour | jours | heure | heures | h"
    " | minute | minutes | mn | min | semaine | semaines | km | kms | kilomètre | kilomètres"
    " | kg | kgs | kilo | kilos | kilogramme | kilogrammes | mètre | mètres | ha | hectare"
    " | hectares | membre | membres | femme | femmes | homme | hommes | fois | pièce | pièces"
    " | tête | têtes | % | pour cent | pourcent | tonne | tonnes | litre | litres | garçon"
    " | garçons | fille | filles | adhérents | adhérentes | employés | frères | soeurs | sœurs"
    " | ouvriers | chambres | livres | bénéficiaires | participants | kilometre | franc cfa"
    " | f cfa | pers | pers dans le foyer | ans et demi passés | francs cfa | piges"
    " | bouches | bouche | balais | âmes | adultes"
    " | révolu | revolus | gosse | gosses | petit | petits | môme | mômes | bambin"
    " | bambins | kids | frs | francs | gos | bébé | bébés | nourrisson | épouses"
    " | épouse | vaches | moutons | chèvres | poules | bœufs | boeufs | sacs | sac"
    " | pieds | élèves | jumeaux | vieux | individus | têtes de moutons | l | cl | g"
    " | grammes | gramme | quintaux | quintal | casiers | d’hectare | d’hectares | d’adultes"
    " | d’hommes | d’élèves | d’années | d’heures | adhérent | canards | lapins | dindons"
    " | pintades | brebis | chameaux | chevaux | ânes | boucs | béliers | ruches | plants"
    " | arbres | oliviers | palmiers | pirogues | filets | machines | employées | salariés"
    " | ans d’expérience | d’expérience | années d’expérience | de moyenne | moyenne"
    " | dans la coopérative | dans le groupement | dans l’association"
    " | apprentis | apprenties | étudiants | collègues | associés | associées | collaborateurs",
    own_units="f | franc | francs",
    doubtful_units="euro | euros | € | $ | dollar | dollars | centime"
    " | centimes | f | franc | francs | ryal | rial | rials | eur | usd",
    years_old="an | ans | année | années",
    fillers=COUNTING + " | j’ai[/ déjà/ bien] dit | [la/ma] moyenne[/ est/ c’est/ est de/ c’est]"
    " | [je/on] [gagne/touche/paie/paye/dépense/vends/vend/achète] | ça coûte"
    " | [les/mes/nos] [enfants/membres/personnes] sont"
    " | [je/je vous/je te] dis | réponse | y a | la réponse est | ma réponse est | passés"
    " | bien tassés | je fais"
    " | exactement"
    " | précisément | révolus | actuellement"
    " | aujourd’hui | j’ai | je suis"
    " | il y a | nous sommes | on est | nous avons | on a | j’en ai"
    " | mon âge est | mon âge c’est | c’est | seulement | juste | au total | en tout"
    " | le nombre est | nombre | total | âge | de | seul | seule | seuls | par jour | par mois"
    " | par semaine | il y en a | ils sont | nous | on | l’âge de | âgé de | âgée de"
    " | alors | bon | ok | voilà | bref | enfin | donc"
    " | on fait | nous faisons | on compte | nous comptons | je compte | ils font"
    " | je viens d’avoir | jviens d’avoir | je viens de fêter | jviens davoir"
    " | ça fait | j’avais | au nombre de | dans le foyer | à la maison | dans la famille"
    " | dans ma famille | y compris moi | avec moi | jai | j | une famille de | famille de"
    " | à charge | en charge | chez nous | chez moi | dans mon foyer | dans notre foyer"
    " | mon foyer compte | compte | ménage de | foyer de | on vit à | nous vivons à | mon âge | oui"
    " | bonjour | dieu merci | grâce à dieu | hamdoulilah | inchallah"
    " | g | gé | jé | moi | moi j’ai | moi je suis | moi g | dans la maison"
    " | dans la cour | à la cour | dans mon ménage | dans le ménage | dans ma maison"
    " | on est à | chez moi ici | déjà | deh | dêh | dè | hein | wallaye"
    " | wallahi | walaye | alhamdoulilah | alhamdoulillah | alhamdulilah"
    " | macha allah | machallah",
    about="environ | à peu près | presque | plus de | moins de | vers | peut-être | autour de"
    " | entre | au moins | au plus | dans les | plus ou moins | une dizaine | une douzaine"
    " | une quinzaine | une vingtaine | une trentaine | une quarantaine | une cinquantaine"
    " | une soixantaine | une centaine | un millier | pas"
    " | j’avais | j’aurai | bientôt"
    " | a",
    either="ou | à | ou bien | jusqu’à",
    months={
        1: "janvier | janv | jan | janvie | janvié | javier | janver | jenvier | janviers"
        " | janvyer",
        2: "février | fév | févr | fevrie | févrié | fevirer | fivrier | fevreir | feb"
        " | ferrier | fevrer | fevrié",
        3: "mars | mar | marse",
        4: "avril | avr | avri | avrile | avrill | avrl | avrils",
        5: "mai | mais | may",
        6: "juin | jun | jui n | juin",
        7: "juillet | juil | juill | juilet | jullet | julliet | juiller | juillé | jul",
        8: "août | aout | aou | oût | aoùt | aoüt | aoute | out | aoutt",
        9: "septembre | sept | sep | septembr | septambre | setembre | septenbre",
        10: "octobre | oct | octobr | octobbre | ocotbre | oktobre | octbre | octobres",
        11: "novembre | nov | novembr | novenbre | novambre | novenber",
        12: "décembre | déc | décembr | decenbre | desembre | décambre | dessembre",
    },
    month_markers="mois",
    weekdays={
        0: "lundi | lun | lindi | lundis",
        1: "mardi | mardis | mardy",
        2: "mercredi | mer | mercredis | mecredi | mercedi | mecredis",
        3: "jeudi | jeu | jeudis | jeudy",
        4: "vendredi | ven | vendr | vendredis | vandredi | vendredit",
        5: "samedi | sam | samedis | samdi | sammedi",
        6: "dimanche | dim | dimanches | dimenche | dimanch",
    },
    days={
        0: "aujourd’hui même | ce jour même | ce matin | ce soir | ce midi | cet après-midi"
        " | cette après-midi | cet aprem"
        " | aujourd’hui | ojourdhui | ojourdui | ajourdhui | aujourdhuit | aujourduit | aujordhui"
        " | aujordui | aujourdhiu | oujourdhui | aujourdwi | ojrdui | ojdui | ajrdui | aujrd"
        " | aujd | ajdhui | auj dhui | aujourdhui | auj | ajd | ajrd | aujourd hui | aujoud’hui"
        " | ce jour"
        " | aujourdui | ojourdui | aujourd’ui | ojd | aujourdh’ui | aujourd hui meme",
        1: "demain | dmain | demin"
        " | 2main | dem1 | 2m1 | dm1 | 2min | deumain | dema1"
        " | dmn | 2main | 2m | demein | demen | demian | domain | demaim",
        2: "après-demain | apredemain | apredmain"
        " | [après/apre/apr/aprs/aprè/aps/ap][ /-/][demain/dmain/demin/2main/dem1/2m1/dm1/2min"
        "/deumain/dema1/dmn/2mai1/2m/demein/dem]",
        -1: "hier | ier | yer | hié | ièr | hiere | hiair",
        -2: "[avant/avan/avt/avent/av][ /-/][hier/ier/yer/hié]",
    },
    coming="ce | qui vient | à venir | cette semaine",
    following="prochain | prochaine | suivant | prochin",
    past="dernier | dernière | passé | passée | précédent",
    weeks={
        0: "cette semaine | de cette semaine",
        1: "la semaine prochaine | semaine prochaine | de la semaine prochaine"
        " | la semaine qui vient | de la semaine qui vient",
        -1: "la semaine dernière | de la semaine dernière | la semaine passée | semaine dernière"
        " | de la semaine passée",
    },
    date_fillers=DATING
    + " | ma date[/ c’est/ est/ est le] | moi c’est | c’était | c’était le | le | du"
    " | de | en | au | à | d’ | l’an | année"
    " | l’année | an | né | née"
    " | je suis né | je suis née | né le | née le | date | jour | la date | c’est | pour"
    " | on est | nous sommes | inchallah | d | date de naissance | ma date de naissance | est"
    " | ma date de naissance est | ma date de naissance est le | date de naissance le"
    " | né à la date du | ma naissance | je suis né en | de naissance | anniversaire"
    " | mon anniversaire | dit | j’ai été né | j’ai été née | été né | été née | mon anif"
    " | mon anniv | anif | anniv | je suis venu au monde | je suis venue au monde"
    " | c’est bon | ok | d’accord | oui | si possible | ça me va | ça me convient"
    " | si dieu veut | si dieu le veut | s’il plaît à dieu | incha allah"
    " | in cha allah",
    day_units="jour | jours | j",
    week_units="semaine | semaines",
    ahead="dans | d’ici",
    ago="il y a | y a | ça fait | voilà",
    parts={
        "morning": "matin | du matin | le matin | matinée | am | a m | au matin"
        " | mat | du mat | au mat | le mat | dans la matinée | de bonne heure",
        "noon": "de midi",
        "afternoon": "après-midi | de l’après-midi | l’après-midi | aprem | aprèm | de l’aprem"
        " | pm | p m | après midi | cet après-midi"
        " | après-m | l’aprem | ap midi | apres midi",
        "evening": "soir | du soir | le soir | soirée | ce soir",
        "night": "nuit | de la nuit | la nuit | de nuit",
    },
    hours={1200: "midi | à midi | 12 midi", 2400: "minuit | à minuit"},
    clock_fillers=CLOCKING + " | je préfère | je choisis | je prends | je peux à | je peux venir à"
    " | je viens à | on peut à | à | heure | heures"
    " | h | il est | pile | hrs | heur | eure | eures | heurs | heurre | heurres | le | précises"
    " | précise | et | dès | c’est"
    " | inchallah | nchallah | inchaallah | inshallah | incha allah | ncha lah"
    " | ncha allah | gmt | ok | c’est bon | c’est ok | ça marche | pour moi | ça me va"
    " | me convient | ça m’arrange | m’arrange | svp | tapante | tapantes | pétantes | exactes"
    " | exacte | sonnantes | exactement | d’accord | oui | rdv | rendez-vous | ça me convient"
    " | parfait | c’est parfait"
    " | très bien | impeccable",
    minute_units="minute | minutes | mn | min",
    less="moins | moins le | moin",
    negations="non | pas | ne | sans | ni | jamais | aucun | aucune | sauf | hors | n | plus",
    numbering="numéro | n° | no | num | nº | n | option | choix | réponse | le numéro"
    " | la réponse | chiffre | le | la | le choix",
    choice_fillers="je marche | [je/j] [choisi/choisis/prend/prefere] | même | sur"
    " | je réside à | je réside | je travaille le"
    " | je travaille la | avec"
    " | je le fais | je vis à | je vis en | je vis | à cause de | à cause du"
    " | à cause de la | à cause des | classe de | la classe de | en classe de | elle est au"
    " | elle est en | il est au | il est en | elle fait le | il fait le | seulement | uniquement"
    " | je parle | je parle le | langue | jour | le jour | secteur | domaine"
    " | filière | je fais | je fais du"
    " | je fais de | c’est dans"
    " | dans le | je travaille dans | je travaille dans le | je bosse dans | je | suis | c’est"
    " | le | la | les | un | une | de | du | des | en | à | au"
    " | dans | j’habite | je suis | l’ | d’ | oui | région | province | ville | préfecture"
    " | je préfère | je choisis | habite | plutôt | commune | mon | ma | mes | par | niveau"
    " | chez | niveau d’études | statut | d | j | l | travail | je prends | je dis | je veux"
    " | ma réponse est | ma réponse | la réponse est | réponse | mon choix est | mon choix"
    " | mon choix c’est | moi c’est | moi | je dirais | je pense | c’est plutôt | ce sera"
    " | je suis de | je viens de | j’ai choisi | je vote | option | choix | pour moi c’est"
    " | j’ai | jai | j’ai le | j’ai un | j’ai une | j’ai la"
    " | inchallah | nchallah | inchaallah | inshallah | incha allah | ncha lah"
    " | ncha allah",
    last="dernier | dernière | le dernier | la dernière | le dernier choix | la dernière option"
    " | tout dernier",
    everything="tout | tous | toutes | tous les choix | toutes les réponses | tous les jours"
    " | l’ensemble",
    affirms="j’ai | j’en ai | j’en ai une | j’en ai un | je l’ai | il y en a"
    " | je l’ai fait | j’en suis sûr | j’en suis sûre | je peux"
    " | je sais | je le fais | j’en fais | je l’ai déjà fait"
    " | que je peux | que je veux",
    denies="je n’en veux pas | j’en veux pas | je n’en ai jamais eu | je n’en ai pas"
    " | j’en ai pas | je n’ai pas | j’ai pas | il n’y en a pas"
    " | j’en ai plus | je n’en ai plus | j’ai plus | je n’ai plus"
    " | y en a pas | je n’ai rien | rien | aucun"
    " | aucune | je ne peux pas | je peux pas"
    " | je le fais pas | je ne le fais pas"
    " | je ne l’ai pas fait | j’ai rien | pas pour le moment | pas maintenant"
    " | pas pour l’instant | pas actuellement | pas en ce moment | plus pour le moment"
    " | pour le moment non",
    hedges="contre | refuse | opposé | opposée | mal | question | problème | problèmes | doute"
    " | mais | oui | non | ou | peut-être | parfois"
    " | quelquefois | des fois | un peu"
    " | presque | pas toujours | pas souvent | pas trop | pas vraiment | plus ou moins | si"
    " | sauf | ça dépend | sous condition | à condition | et | bientôt | plutôt | quand même"
    " | pas encore | pas | sinon | selon | rarement | jamais | wla | walakin",
    wishes="je veux | je voudrais | j’aimerais | je souhaite | je désire | pouvez-vous"
    " | pourriez-vous | peux-tu | tu peux | vous pouvez | est-ce que je peux"
    " | est-ce que vous pouvez | je peux | puis-je | il faut | merci de | veuillez | on peut"
    " | je dois | comment | je voulais | j’ai envie de | faut",
    objects="cette question | la question | celle-là | celle-ci | ça | svp | maintenant"
    " | tout de suite | moi | du tout | trop | vraiment | désolé | désolée | à la question"
    " | à cette question | mon intervention",
    until="jusqu’à",
    full_hours="heure | heures | hrs | heur | eure | eures | heurs | heurre | heurres",
    bounds="dès | depuis | à partir de | à partir du | jusqu’à | jusqu’au | à compter de",
    aged="mon âge est | mon âge c’est | âge | l’âge de | âgé de | âgée de | mon âge",
    pronouns="svp | moi | me | donc | s’il | vous | plaît | la | les | le | cette | toutes"
    " | tout | vraiment | encore | désolé | désolée | euh",
)
