"""Who is meant: each relative and neighbour by what people call theirs: «راجلي», «الزوج»."""

RELATIVES = (
    "mon mari | le mari | époux | mon époux | راجلي | زوجي | الزوج | الراجل ديالي | زوج"
    " | rajli | zawji",
    "ma femme | mon épouse | épouse | زوجتي | الزوجة | زوجة | المرا ديالي | zawjti",
    "mes enfants | nos enfants | أولادي | ولادي | وليداتي | ولادنا | أولادنا | أبنائي | أطفالي"
    " | الأولاد | الأبناء | دراري | الدراري ديالي | الأطفال ديالي"
    " | الولاد | الوليدات | wladi | wlidati",
    "mon père | le père | أبي | والدي | بابا | با | الأب | الوالد | الواليد | baba | lwalid",
    "ma mère | la mère | أمي | والدتي | ماما | مي | يما | الأم | الوالدة | الواليدة | mama"
    " | lwalida",
    "mes parents | les parents | والديا | الوالدين | والداي | والدي ووالدتي | lwalidin | walidia",
    "mon frère | le frère | خويا | أخي | الأخ | khoya | khouya",
    "ma sœur | la sœur | ختي | أختي | خيتي | الأخت | khti | khiti",
    "mon fils | le fils | ولدي | ابني | الابن | weldi",
    "ma fille | la fille | بنتي | ابنتي | الابنة | benti",
    "mon voisin | le voisin | جاري | الجار",
    "ma voisine | la voisine | جارتي | الجارة | jarti",
    "les voisins | voisins | الجيران | جيراني | الجوارين | جيران | ljiran",
    "un ami | mon ami | صاحبي | صديقي | الصديق | صديق | sa7bi",
    "une amie | mon amie | صاحبتي | صديقتي | الصديقة | صديقة | sa7abti",
    "seul | seule | moi-même | tout seul | toute seule | وحدي | بوحدي | بوحديتي | راسي | براسي"
    " | لوحدي | بمفردي | أنا وحدي | غير أنا | غير بوحدي | bo7di | bouhdi | b rasi",
    "personne | حتى واحد | حتى حد | تا حد | تا واحد | لا أحد | ما كاين حتى واحد | hta wahed"
    " | hta had | ta wahed | 7ta wa7ed",
)
