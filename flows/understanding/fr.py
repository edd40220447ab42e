"""What people type in French (languages.md, sections 2 and 4)."""

from flows.understanding.lexicon import Lexicon

FR = Lexicon(
    code="fr",
    intents={
        "yes": "oui | ouais | wi | ui | ok | okay | d’accord | j’accepte | je suis d’accord"
        " | bien sûr | c’est bon | yes | ouii | oki | okey | okk | dac | dacc | d’acc | oui oui"
        " | oui d’accord | oui j’accepte | oui je veux | oui bien sûr | bien sur que oui"
        " | oui je suis d’accord | volontiers | avec plaisir | oui avec plaisir | absolument"
        " | exact | exactement | tout à fait | évidemment | certainement | affirmatif | ouai"
        " | wai | wé | oue | oé | ouep | yep | yeah | je veux bien | je le veux | c’est ça"
        " | c’est correct | correct | vrai | c’est vrai | oui c’est ça | oui c’est correct"
        " | oui c’est bon | entendu | oui ok | ok oui | ok d’accord | pourquoi pas | je viens"
        " | oui je viens | mais oui | ah oui | si | oui toujours | oui monsieur | oui madame"
        " | oui enregistrer | sans problème | pas de problème | oui tout à fait | oui exactement"
        " | ok c’est bon",
        "no": "non | non pas vraiment | pas vraiment | nn | nan | je refuse | je n’accepte pas"
        " | pas d’accord | jamais | no | non non | nope | noon | nonn | je ne suis pas d’accord"
        " | je suis pas d’accord | j’accepte pas | non je refuse | non jamais | pas du tout"
        " | non pas du tout | non pas encore | pas encore | je ne veux pas | je veux pas"
        " | non je ne veux pas | non je n’accepte pas | aucunement | négatif | bien sûr que non"
        " | surtout pas | je ne viens pas | non je ne viens pas | faux | c’est faux"
        " | ce n’est pas correct | pas correct | incorrect | mais non | ah non"
        " | non je ne suis pas d’accord | non monsieur | non madame | jamais de la vie"
        " | hors de question | pas question | non désolé | non désolée | non pas d’accord"
        " | je viens pas",
        "stop": "stop | ne m’écrivez plus | arrêtez tout | n’écrivez plus"
        " | je ne veux plus de messages | arrêt | arrêter | arrêtez | désabonner"
        " | désinscription | plus de messages | stopp | arrête | stop svp | stopper | stoppez"
        " | me désabonner | désabonnez-moi | désabonnement | désinscrire | désinscrivez-moi"
        " | me désinscrire | ne m’envoyez plus de messages | n’envoyez plus de messages"
        " | arrêtez les messages | arrêter les messages | arrêtez de m’écrire | stop messages"
        " | stop sms | je veux arrêter | plus de message | désabonne-moi",
        "help": "aide | aidez-moi | aide-moi | à l’aide | help | besoin d’aide"
        " | j’ai besoin d’aide | aidez moi svp | au secours | je veux de l’aide"
        " | pouvez-vous m’aider | il me faut de l’aide | aider moi | aider",
        "back": "retour | précédent | question précédente | revenir | arrière"
        " | retour en arrière | revenir en arrière | précédente | en arrière | retourner"
        " | revenir à la question précédente | je veux revenir | reculer | retours",
        "skip": "passer | sauter | je passe | je préfère ne pas répondre | sans réponse | passe"
        " | passez | saute | passer la question | sauter la question | je ne veux pas répondre"
        " | je veux pas répondre | pas de réponse | je ne souhaite pas répondre"
        " | je préfère pas répondre | question suivante svp je passe | ignorer | skip",
        "dont_know": "je ne sais pas | je ne sais pas trop | je ne sais pas exactement"
        " | je sais pas | sais pas | jsp | chais pas | j’sais pas | je ne sais | ne sais pas"
        " | aucune idée | je n’ai aucune idée | pas sûr | pas sûre | je ne suis pas sûr"
        " | je ne suis pas sûre | je l’ignore | j’ignore | je n’en sais rien | j’en sais rien"
        " | je c pas | jsais pas | je ne connais pas | je connais pas | chépa | chais po"
        " | ché pas | je sé pas | nsp",
        "repeat": "répéter | répète | répétez | encore | pardon | répétez svp"
        " | répéter la question | répétez la question | encore une fois | pouvez-vous répéter"
        " | comment | redites | redire | redis",
        "restart": "recommencer | depuis le début | début | redémarrer | recommence"
        " | recommencez | reprendre depuis le début | reprendre du début | je veux recommencer"
        " | recommencer depuis le début | recommencer du début | repartir à zéro | commencer"
        " | start | restart",
        "cancel": "annuler | annule | annulez | laisse tomber | laissez tomber | annulation"
        " | je veux annuler | cancel",
        "menu": "menu | accueil | sommaire | menu principal | le menu",
        "language": "langue | langues | changer de langue | changer la langue | changer langue"
        " | choisir la langue | autre langue | changement de langue | la langue"
        " | je veux changer de langue",
        "person": "quelqu’un | une personne | parler à quelqu’un | conseiller | conseillère"
        " | coordinateur | coordinatrice | personne humaine | un humain | humain"
        " | parler à une personne | un conseiller | une conseillère | agent | un agent"
        " | je veux parler à quelqu’un | parler à un conseiller | je veux parler à une personne"
        " | parler avec quelqu’un | je voudrais parler à quelqu’un | opérateur | un responsable"
        " | responsable",
        "next": "suivant | continuer | continue | la suite | suivante | question suivante"
        " | continuez | suite | poursuivre | on continue | je continue | next | avancer"
        " | allons-y",
        "done": "terminé | fini | c’est tout | j’ai fini | j’ai terminé | c’est fini"
        " | c’est terminé | terminer | finir | voilà c’est tout | tout | fini fini"
        " | rien d’autre | done",
        "my_data": "mes données | mes réponses | mes informations | voir mes données"
        " | voir mes réponses | mes infos | consulter mes données | mes données personnelles"
        " | montrez mes données | afficher mes données",
        "erase_me": "supprimer mes données | supprimez mes données | effacer mes données"
        " | oubliez-moi | effacez mes données | supprime mes données | efface mes données"
        " | supprimer mes informations | supprimer mes réponses | effacer mes réponses"
        " | supprimez mes informations | oublie-moi | supprimez-moi | effacez mes réponses"
        " | effacez-moi | suppression de mes données",
        "greeting": "bonjour | bonsoir | salut | slt | bjr | coucou | bsr | bonjour à vous"
        " | bonjour à tous | hello | salu | bonjour monsieur | bonjour madame | hey | cc"
        " | bonjours | bonne journée",
        "thanks": "merci | merci bcp | merci beaucoup | mrc | merci bien | mci"
        " | je vous remercie | merci à vous | mille mercis | mersi | merci infiniment"
        " | grand merci | je te remercie | thanks",
    },
    never="fin | safi | صافي | ماشي | رد | بس | نعام | c bon | تمام",
    loose_yes="safi | صافي | مزيان | تمام | c bon | parfait | très bien | super | bien"
    " | ça marche | ça va | mouais",
    polite="svp | s’il vous plaît | s’il te plaît | merci | merci beaucoup | stp | merci bien"
    " | mrc | monsieur | madame",
    grammar="french",
    joins="et",
    cardinals={
        0: "zéro | zero",
        1: "un | une | in",
        2: "deux | deu | 2eux | deus",
        3: "trois | troi | trwa",
        4: "quatre | quatres | katre | quatr",
        5: "cinq | cinc | sinq | cink",
        6: "six | sis",
        7: "sept | set | septs",
        8: "huit | huite | uit",
        9: "neuf | neuve | neufs",
        10: "dix | dis",
        11: "onze",
        12: "douze | douse",
        13: "treize | treze",
        14: "quatorze | quatorz | katorze",
        15: "quinze | kinze | quinz",
        16: "seize | sèze",
        17: "dixsept",
        18: "dixhuit",
        19: "dixneuf",
        20: "vingt | vingts | vint | vin | vingte",
        30: "trente | trante",
        40: "quarante | quarente | karante",
        50: "cinquante | cinquente | sinquante | cincante",
        60: "soixante | soixente | soissante | swasante",
        70: "septante",
        80: "huitante | octante",
        90: "nonante",
        100: "cent | cents | sent",
        1000: "mille | mil | milles",
        1_000_000: "million | millions",
    },
    ordinals={
        1: "premier | première | 1er | 1ère | 1re",
        2: "deuxième | second | seconde | 2e | 2ème | 2eme",
        3: "troisième | 3e | 3ème",
        4: "quatrième | 4e | 4ème",
        5: "cinquième | 5e | 5ème",
        6: "sixième | 6e | 6ème",
        7: "septième | 7e | 7ème",
        8: "huitième | 8e | 8ème",
        9: "neuvième | 9e | 9ème",
        10: "dixième | 10e | 10ème",
    },
    fractions={
        30: "et demie | et demi | demi | demie | et une demie",
        15: "et quart | un quart | quart | et un quart | et le quart",
        45: "trois quarts | et trois quarts",
    },
    points="virgule | point",
    minus="moins",
    nothing="aucun | aucune | rien | zéro personne | personne d’autre | pas un seul"
    " | pas une seule | rien du tout | je n’en ai pas | j’en ai pas | je n’ai pas"
    " | pas d’enfants | pas d’enfant | sans",
    units="an | ans | année | années | dh | dhs | mad | dirham | dirhams | fcfa | cfa | xof"
    " | personne | personnes | enfant | enfants | mois | jour | jours | heure | heures | h"
    " | minute | minutes | mn | min | semaine | semaines | km | kms | kilomètre | kilomètres"
    " | kg | kgs | kilo | kilos | kilogramme | kilogrammes | mètre | mètres | ha | hectare"
    " | hectares | membre | membres | femme | femmes | homme | hommes | fois | pièce | pièces"
    " | tête | têtes | % | pour cent | pourcent | tonne | tonnes | litre | litres | garçon"
    " | garçons | fille | filles | adhérents | adhérentes | employés | frères | soeurs | sœurs"
    " | ouvriers | chambres | livres | bénéficiaires | participants | kilometre | franc cfa"
    " | francs cfa | piges",
    doubtful_units="euro | euros | € | $ | dollar | dollars | franc | francs | centime"
    " | centimes | f | ryal | rial | rials | eur | usd",
    years_old="an | ans | année | années",
    fillers="j’ai | je suis | il y a | nous sommes | on est | nous avons | on a | j’en ai"
    " | mon âge est | mon âge c’est | c’est | seulement | juste | au total | en tout"
    " | le nombre est | nombre | total | âge | de | seul | seule | seuls | par jour | par mois"
    " | par semaine | il y en a | a | ils sont | nous | on | l’âge de | âgé de | âgée de"
    " | ça fait | j’avais",
    about="environ | à peu près | presque | plus de | moins de | vers | peut-être | autour de"
    " | entre | au moins | au plus | dans les | plus ou moins | une dizaine | une douzaine"
    " | une quinzaine | une vingtaine | une trentaine | une quarantaine | une cinquantaine"
    " | une soixantaine | une centaine | un millier | pas",
    either="ou | à | ou bien | jusqu’à",
    months={
        1: "janvier | janv | jan | janvie | janvié | javier | janver",
        2: "février | fév | févr | fevrie | févrié | fevirer | fivrier | fevreir | feb",
        3: "mars | mar | marse",
        4: "avril | avr | avri | avrile | avrill",
        5: "mai | mais",
        6: "juin | jun | jui n | juin",
        7: "juillet | juil | juill | juilet | jullet | julliet | juiller | juillé | jul",
        8: "août | aout | aou | oût | aoùt | aoüt",
        9: "septembre | sept | sep | septembr | septambre | setembre | septenbre",
        10: "octobre | oct | octobr | octobbre | ocotbre | oktobre",
        11: "novembre | nov | novembr | novenbre | novambre | novenber",
        12: "décembre | déc | décembr | decenbre | desembre | décambre | dessembre",
    },
    month_markers="mois",
    weekdays={
        0: "lundi | lun | lindi | lundis",
        1: "mardi | mardis | mardy",
        2: "mercredi | mer | mercredis | mecredi | mercedi | mecredis",
        3: "jeudi | jeu | jeudis | jeudy",
        4: "vendredi | ven | vendredis | vandredi | vendredit",
        5: "samedi | sam | samedis | samdi | sammedi",
        6: "dimanche | dim | dimanches | dimenche | dimanch",
    },
    days={
        0: "aujourd’hui | aujourdhui | auj | ajd | ajrd | aujourd hui | aujoud’hui | ce jour",
        1: "demain | dmain | demin | le lendemain",
        2: "après-demain | apres demain | aprés demain | surlendemain",
        -1: "hier | ier",
        -2: "avant-hier | avanthier",
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
    date_fillers="le | du | de | en | au | à | d’ | l’an | année | l’année | an | né | née"
    " | je suis né | je suis née | né le | née le | date | jour | la date | c’est | pour"
    " | on est | nous sommes | inchallah | d",
    day_units="jour | jours | j",
    week_units="semaine | semaines",
    ahead="dans | d’ici",
    ago="il y a",
    parts={
        "morning": "matin | du matin | le matin | matinée | am | a m | au matin",
        "noon": "de midi",
        "afternoon": "après-midi | de l’après-midi | l’après-midi | aprem | aprèm | de l’aprem"
        " | pm | p m | après midi | cet après-midi",
        "evening": "soir | du soir | le soir | soirée | ce soir",
        "night": "nuit | de la nuit | la nuit | de nuit",
    },
    hours={1200: "midi | à midi | 12 midi", 2400: "minuit | à minuit"},
    clock_fillers="à | vers | heure | heures | h | il est | pile | hrs | heur | le | précises"
    " | précise | et | dès | c’est",
    minute_units="minute | minutes | mn | min",
    less="moins | moins le | moin",
    negations="non | pas | ne | sans | ni | jamais | aucun | aucune | sauf | hors | n | plus",
    numbering="numéro | n° | no | num | nº | n | option | choix | réponse | le numéro"
    " | la réponse | chiffre | le | la | le choix",
    choice_fillers="je | suis | c’est | le | la | les | un | une | de | du | des | en | à | au"
    " | dans | j’habite | je suis | l’ | d’ | oui | région | province | ville | préfecture"
    " | je préfère | je choisis | habite | plutôt | commune | mon | ma | mes | par",
    everything="tout | tous | toutes | tous les choix | toutes les réponses | tous les jours"
    " | l’ensemble",
)
