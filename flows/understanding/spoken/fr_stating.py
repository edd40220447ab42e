"""How a French sentence states an answer: *notre coopérative compte 18 membres*, *notez 6*."""

_WRITE = "[notez/note/mettez/mets/écrivez/écris/inscrivez/marquez/indiquez]"
_PLEASE = "[veuillez/vous pouvez/tu peux/merci de/il faut] [noter/mettre/écrire/inscrire/marquer]"
_THEY = "[elles sont/elles étaient/ils sont/on est/nous sommes]"
NOTING = f"{_WRITE}[/ moi/ donc] | {_PLEASE} | je note | je mets"

COUNTING = (
    f"{NOTING} | {_THEY}"
    " | [notre/ma/la/cette/l’] [coopérative/association/famille/équipe/structure]"
    " [compte/a/comprend/regroupe/rassemble/est de/est composée de]"
    " | [notre/mon/le/ce] [groupement/foyer/ménage/groupe/bureau]"
    " [compte/a/comprend/regroupe/rassemble/est de/est composé de]"
    " | [je/j’/on] [possède/dispose de/élève/cultive/emploie/utilise/vends/produis/produit]"
    " | nous [possédons/disposons de/élevons/cultivons/employons/utilisons/vendons/produisons]"
    " | cela fait | le total est[/ de] | le nombre est[/ de] | au foyer | l’effectif est[/ de]"
    " | [vivent/habitent/vivons/habitons/travaillent/mangent] [chez nous/ici/à la maison/ensemble"
    "/dans le foyer/dans la maison/avec nous/chez moi/sous le même toit]"
    " | dans [notre/ma/la] [coopérative/association/famille] | dans [notre/mon/le] groupement"
    " | [elle/il/je/ça] [pèse/mesure/fait/coûte]"
    " | [elle/il] a | mon âge est de | j’ai exactement | nous comptons | à notre charge"
    " | [dans/à] [l’atelier/la classe/l’équipe/l’usine/la boutique/le magasin/le groupe]"
    " | à ma charge | en bonne santé"
)
DATING = (
    f"{NOTING} | seulement | uniquement"
    " | [si/que] [cela/ça] [vous convient/vous va/vous arrange/me convient/est possible]"
    " | si [vous voulez/vous le voulez/vous voulez bien/vous préférez/c’est possible]"
    " | [me convient/nous convient/m’arrange/me va/nous va/nous arrange/me conviendrait][/ bien/"
    " parfaitement/ très bien] | je [préfère/propose/choisis/viendrai/viens/prends/préférerais]"
    " | [je/nous] [serai/serons] [là/disponible/disponibles/libre/libres/présente/présent]"
    " | je suis [disponible/libre/là] | ce [sera/serait] | ça sera | je peux venir"
    " | nous [viendrons/préférons/proposons] | on peut se voir | rendez-vous"
)
CLOCKING = (
    f"{NOTING} | [je/nous] [serai/serons] [là/disponible/disponibles/libre/libres/présente/présent"
    "][/ à] | si dieu [le veut/veut] | s’il plaît à dieu | [si/que] [cela/ça] [vous convient/"
    "vous va/vous arrange/me convient/est possible] | si [vous voulez/c’est possible]"
    " | je [viendrai/viens/propose/peux][/ à] | [me va/nous va/m’arrangerait/me conviendrait]"
    " | il est préférable à | de préférence[/ à]"
)
"""Before, after and around a count, a day and an hour of the day; none turns what it says."""
