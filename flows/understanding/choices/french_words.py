"""French words that name the same in a list, as they are said in West Africa and Morocco."""

FRENCH_WORDS = (
    "vélo | bicyclette | un vélo | à vélo | en vélo",
    "réfrigérateur | frigo | frigidaire | un frigo",
    "très insatisfait | très insatisfaite | très mécontent | très mécontente",
    "insatisfait | insatisfaite | pas satisfait | pas satisfaite | mécontent | mécontente"
    " | pas content | pas contente",
    "très satisfait | très satisfaite | très content | très contente",
    "satisfait | satisfaite | content | contente",
    "très difficile | très dur | très dure | très compliqué",
    "difficile | dur | dure | compliqué | pas facile | c’est dur",
    "facile | pas difficile",
    "oncle | tonton",
    "tante | tata | tantie | tatie",
    "grand-mère | mamie | ma grand-mère",
    "grand-père | papi | papy | pépé | mon grand-père",
    "espèces | cash | en liquide | du liquide | argent liquide",
    "arachide | cacahuète | cacahuètes",
    "anacarde | noix de cajou | cajou",
    "attiéké | atchéké | atiéké",
    "thiéboudienne | thieboudiene | thiébou dieune | ceebu jën | ceebujen | thieb | tiep",
    "saint-louis | ndar",
    "gaz butane | gaz | butane | butagaz | bouteille de gaz | bonbonne de gaz",
    "rivière | marigot",
    "en présentiel | présentiel | sur place | en personne",
    "asthme | asthmatique | asmatique | l’asthme",
    "hypertension | hypertendu | hypertendue | la tension | tension",
    "diabète | diabétique | le diabète",
    "à domicile | domicile | chez moi | à la maison",
    "minibus | gbaka | car rapide | ndiaga ndiaye",
    "restaurant | resto | restau | maquis",
    "vaches | bœufs",
)
"""As `synonyms` writes them: the first phrase of a group is its meaning."""

FRENCH_NARROWER = {
    "minibus": "bus",
    "mon mari": "conjoint",
    "ma femme": "conjoint",
}
"""What they are a kind of; asked back."""
