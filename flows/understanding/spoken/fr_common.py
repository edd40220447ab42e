"""Everyday French words: what is one of them is no slip of the finger for a label like it."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from flows.understanding.choices.wording import stem
from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.spoken.fr_homonyms import is_also_a_word

_COMMON = (
    # small words
    " à au aux avec car ce ces cet cette ceci cela celui celle chez comme comment contre dans de"
    " des depuis derrière dès devant donc dont du elle elles en entre envers et eux il ils je"
    " jusque là le la les leur leurs lors lorsque lui ma mais mal malgré me même mes mieux moi"
    " moins mon ne ni nos notre nous on or ou où outre par parce parmi pas pendant peu plus pour"
    " pourquoi pourtant près pré puis puisque quand quant que quel quelle quels qui quoi sa sans"
    " sauf se selon ses seul si sien sinon soi soit son sous sur ta tant te tel telle tellement"
    " tes toi ton tôt tous tout toute très trop tu un une vers via voici voilà vos votre vous y"
    " afin ainsi alors ami après assez aucun aussi autant autour autre avant beaucoup bien"
    " bientôt ci ça combien davantage déjà dehors demain encore enfin ensemble ensuite environ"
    " exprès fort guère hier hors ici jadis jamais jour loin longtemps maintenant nul nulle"
    " partout pire plusieurs plutôt presque quelque quiconque rien surtout tard toujours tandis"
    " vite volontiers dessus dessous ailleurs certes hélas chaque certain divers tels"
    # verbs, as they are conjugated
    " ai as a avons avez ont avais avait avoir ayant eu eue été êtes est es suis sommes sont"
    " sera serai serez soient étais était étant être aura aurai aurait fait faire fais font"
    " ferai faites faisait fera vais vas va vont allez allons aller ira irai allait peux peut"
    " pouvez pouvons peuvent pouvait pourra puisse pu veux veut voulez voulons veulent voulu"
    " voulait voudrais dois doit devez doivent dû devait devrait sais sait savez savent savoir"
    " su savait vois voit voir voyez voient vu vue verra viens vient venir venez viennent venu"
    " venue viendra tiens tient tenir tenu prends prend prendre prenez prennent pris prise mets"
    " met mettre mis mise mettez dis dit dire dites disent disait lis lit lire lisez lisais"
    " lisait lu ris rit rire vis vit vivre vécu bois boit boire bu crois croit croire croyez cru"
    " dors dort dormir sors sort sortir sorti pars part partir parti partie sens sent sentir"
    " senti sers sert servir servi cours court courir couru meurs meurt mourir mort morte nais"
    " naît né née tends tend tendre tendu rends rend rendre rendu vends vend perds perd perdre"
    " perdu pends pend fonds fond fondre bats bat battre battu suit suivre suivi connais connu"
    " écrit écris lus lie lier lié plaît plaire plu pleut pleuvoir vaut valoir valide faut"
    " falloir reçu reçois recevoir ouvrir ouvert offrir offert couvrir couvert souffrir finir"
    " fini choisir choisi grandir grossir rougir réussir remplir haïr hais hait cuire cuit"
    " suffit rompre conduit nuire luire coudre cousu moudre mouds aimer donner passer trouver"
    " laisser parler rester porter penser arriver demander tomber jouer entrer jeter montrer"
    " poser poster lever monter chercher lancer tirer tuer aider appeler garder manquer marquer"
    " marcher coûter compter toucher tourner rentrer quitter regarder écouter acheter payer"
    " gagner changer pleurer dépenser mener amener emmener créer prier plier crier nier scier"
    " saluer sauter sauver signer saigner soigner peigner baigner régner cogner oser user ôter"
    " baiser poisser pousser tousser casser chasser lasser tasser masser verser bercer percer"
    " forcer placer glisser lisser visser hisser tisser froisser baisser abaisser hausser"
    " housser chausser brosser bosser rosser cesser presser dresser blesser dépasser effacer"
    " agacer menacer coller voler rouler couler fouler mouler souler brûler filer piler empiler"
    " avaler baller caler saler taler haler ramer aimer semer fumer humer gommer nommer sommer"
    " chômer former fermer armer charmer dîner peiner traîner freiner gêner venir ruiner dominer"
    " terminer miner patiner manger nager partager ranger venger bouger loger songer ronger"
    " juger garer barrer serrer errer enterrer durer jurer curer murer assurer mesurer foirer"
    " poirer virer cirer mirer pouvoir avoir louer nouer vouer jouer clouer trouer secouer"
    " avouer guider vider rider céder aider mander mendier étudier dédier radier parier marier"
    " varier publier oublier relier fâcher lâcher mâcher cacher gâcher tacher sécher pécher"
    " lécher prêcher approcher reprocher accrocher brancher pencher toucher boucher coucher"
    " moucher doucher"
    " rie rient traiter traité emporter désigner présider souvient souviens énerver nie"
    # people, body
    " amie amour homme femme enfant bébé garçon fille fils père mère frère soeur oncle tante"
    " neveu nièce cousin cousine mari époux épouse papi mamie papa maman parent voisin copain"
    " copine collègue patron chef maître reine roi prince dame monsieur gens peuple pote gars"
    " mec con type corps tête face visage oeil yeux nez bouche bouc dent langue oreille cou"
    " coude bras main doigt ongle dos ventre rein reins sein seins coeur foie peau os sang pied"
    " pieds jambe genou cheveu poil barbe âme vie santé fièvre toux rhume mal maux soin plaie"
    " coup coups cri voix mot mots nom prénom âge ans saint sainte sain saine Dieu foi prêtre"
    " moine pape imam rabbin messe péché"
    # things, places, animals
    " eau feu terre ter air vent pluie neige soleil lune ciel mer lac rivière fleuve île plage"
    " sable mont roche pierre pierres bois forêt arbre fleur herbe champ champs pré prés plante"
    " graine pois buis pin pins pain pains vin vins riz blé maïs lait laid laide sel sucre huile"
    " oeuf thé café bière viande poulet poule coq canard dinde lapin porc boeuf veau vache"
    " chèvre mouton loup ours chien chat rat souris cheval âne singe lion cygne cygnes oiseau"
    " mouche ver verre vert verte rouge bleu bleue noir noire blanc blanche jaune gris rose brun"
    " roux doré beau belle laide bon bonne mauvais mauvaise grand grande petit petite gros"
    " grosse mince long longue large haut haute bas basse base vieux vieille jeune neuf neuve"
    " nouveau riche pauvre fier fière doux douce dur dure mou mol sec sèche froid chaud plein"
    " vide lourd léger fort faible fiable viable stable libre pris prêt prête prêts preux vrai"
    " faux juste clair sombre sale propre pur pure net nette rare fou folle sage bête sot calme"
    " gai triste joyeux pieux hideux odieux vexé urgent argenté absent présent prudent récent"
    " maison toit mur porte fenêtre salle lit table chaise armoire lampe pot pots seau bol tasse"
    " plat assiette four fourche couteau cuiller savon drap tapis clé clef clou corde fil"
    " aiguille cent cents cens ciseaux marteau scie hache pelle vis boulon plomb fer or argent"
    " cuivre étain acier bronze rue route chemin pont place parc jardin cour ferme village ville"
    " cité pays état région monde carte plan lieu coin bord côté fin début milieu centre bout"
    " bouts tour tours gare port car cars bus train avion bateau vélo moto auto camion taxi"
    " métro roue pneu moteur moteurs essence film photo photos livre page mot lettre papier"
    " stylo école classe cours leçon devoir note bac jeu jeux balle ballon danse chant chanson"
    " musique art arts peinture dessin couleur forme format habit robe jupe pantalon veste"
    " chapeau chaussure sac bague montre collier bijou coton laine cuir soie tissu cuire colle"
    " collage collège braderie braise sou sous prix dette prêt don dons vente achat marché"
    " boutique foire foires bourse loyer impôt taxe taxes banque poste métier travail emploi"
    " tâche chantier usine bureau atelier stage heure minute seconde jour jours nuit matin midi"
    " soir semaine mois moix an année siècle temps tempe tempes tente tempo été hiver automne"
    " printemps lundi fête noël date data fois rang guerre paix loi lois droit police prison"
    " juge vol crime arme armes épée tir bombe chute choc fait faits chose cas cause but sens"
    " sort sorte genre espèce façon manière moyen mode modes idée rêve espoir peur joie rage"
    " haine honte courage chance malheur bonheur ennui souci oubli fin faim soif goût goûts"
    " bruit son sons ton silence mensonge secret vérité erreur faute service sommeil repos"
    " vacances voyage hôtel resto bar bars café rabais rabat tarif barre hausse baisse épaisse"
    " housse bosse crosse fosse poisse puits pouce pousse douce mousse rousse course source"
    " force gorge orge foule boule poule roule soupe coupe loupe troupe groupe groupes rouage"
    " rouages massage message massages passage ménage mariage voirie voiries pari paris parole"
    " parade expert exploit poète poésie poétique pratique tactique critique politique sample"
    " simple exemple temple ample rampe lampe crampe croupier coursier courrier courant primeur"
    " primeurs prime crime crêpe grêle règle siège piège liège neige beige patte pâte pâtes"
    " botte motte note notes côte côtes vote votes hôte hôtes rat rats pneus site sites suite"
    " suites fuite fruit fruits bruits truite traite traites tarte dakar ceint teint peint feint"
    " joint point points coins foins soins soute doute route voute toute soutien maintien"
    " entretien méthode période exode mode code codes rode rôde"
    " salaire salaires coût coûts coûteux coûteuse panne marre mille milles foutu pie chai"
    " traction tract ordination poussin poussins puissions isthme caca paire paires pare centre"
    " faisais sentait sentais séculaire fourre écoulé"
    " robin trou creux raisin secret trésor trésorerie sécuritaire commun voire fée bref"
    " cher chère bidon banc ban maire moeurs orient lorient inter per mary"
    # what people say, and names that are words
    " ok oui non si ouais bof hein euh ah oh hé bah ben chut zut merci bonjour salut adieu bravo"
    " pardon désolé excuse tant pis mieux super génial nul cool grave chaud normal idem bis"
    " quasi franc francs anglet langlois oliver rose claire marc pierre victoire aimé désiré"
)
_SMALL = words(
    "à | au | aux | avec | ce | ces | cet | cette | chez | d | dans | de | des | du | en"
    " | entre | et | l | la | le | les | leur | ma | mes | mon | ne | nos | notre | ou | par"
    " | pas | pour | qu | que | qui | sa | ses | si | son | sur | ta | tous | tout | toute"
    " | vos | votre | y | très | plus | moins | ni | je | il | elle | on | nous | vous | me"
    " | se | m | s | n | est | a"
    " | fait | faits | faite | faites | faire | apres | avant"
)
"""Words that half of all labels have: alone they name none."""
_DERIVED = ("ees", "ee", "es", "ent", "ez", "ait", "ais", "aient", "ant", "a", "e", "s", "x")
_PEOPLE = "personnes"
"""*Personne* is nobody."""
_SHORTEST_STEM = 3
_SHORTEST_WITH_E = 4
"""*Mers* are no *mère*."""
_SHORTEST_PART = 6
"""*Je travail* is *je travaille*."""


def is_other_word(bare: str, labels: Collection[str]) -> bool:
    """Return whether a reply of one folded word is no word of a label, but another of French.

    *Viable* is not *faible*, nor *collègue* the *collège*.
    """
    if " " in bare or not bare.isascii() or not bare.isalpha():
        return False
    own = {word for label in labels for word in fold(label.translate(_APART)).split()}
    if bare == _PEOPLE and bare not in own:
        return True
    begun = len(bare) >= _SHORTEST_PART and any(word.startswith(bare) for word in own)
    if begun or any(_same(bare, word) for word in own):
        return False
    return is_also_a_word(bare) or is_everyday(bare)


def is_everyday(word: str) -> bool:
    """Return whether a folded word is an everyday word of French, or formed from one."""
    common = _common()
    return any(form in common for form in _forms(word))


_APART = str.maketrans("'’-/()", "      ")


def is_small(said: str, labels: Collection[str]) -> bool:
    """Return whether folded words are small ones alone, and not how a label is written or ends."""
    if any(word not in _SMALL for word in said.split()):
        return False
    return not any(f" {fold(label)}".endswith(f" {said}") for label in labels)


def _same(word: str, other: str) -> bool:
    """Return whether two words differ by gender or number alone: *bijou*, *mauvaise*."""
    return bool(_bare(word) & _bare(other)) or stem(word, "fr") == stem(other, "fr")


def _bare(word: str) -> frozenset[str]:
    """Return a word as it is, in the singular, and without a feminine *e*."""
    one = word.removesuffix("s").removesuffix("x")
    male = one.removesuffix("e") if len(one) > _SHORTEST_WITH_E else one
    return frozenset((word, one, male, male.removesuffix("s")))


def _forms(word: str) -> Iterator[str]:
    """Yield the word, and the infinitive or the singular that it may be formed from."""
    yield word
    for ending in _DERIVED:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _SHORTEST_STEM:
            yield from (f"{bare}er",) if ending not in ("s", "x") else (bare,)


@lru_cache(maxsize=1)
def _common() -> Collection[str]:
    return words(" | ".join(_COMMON.split()))
