"""Darija days, months and hours, in both scripts (languages.md, section 2)."""

from collections.abc import Mapping

from flows.understanding.lexicon import DayPart
from flows.understanding.spoken import arabizi

_TWO_DAYS = "[yom/youm/yawm/yum/nhar/nhr][ayn/ain/eyn/in/ine/ayen]"
MONTHS: Mapping[int, str] = {
    1: "enero | يناير | جانفي | yanayir | yanayer | janvier | ynayer | ynair | yennayer | yanair"
    " | جانفيي | janvi | janfi | ynayr",
    2: "febrero | فبراير | فيفري | fibrayr | fivrier | febrayer | fbrayer | fibrayer | febrayr"
    " | fevrier | fbrayr | فبرير | فيفريي | fevri | fivri | fevrié | febrair | fbrair",
    3: "marzo | مارس | mars | mares | marss",
    4: "أبريل | ابريل | abril | avril | ebril | abrile | april | 2abril | إبريل | أفريل"
    " | ibril | avrile | ebrile",
    5: "mey | mei | ماي | may | mai | mayy | مايو | maj | mayo | mayou | mayyo",
    6: "junio | jouin | jwan | jwin | يونيو | yonyo | younyou | juin | yunyu | yonio | younyo"
    " | yonyou | yunio | جوان | جوين",
    7: "julio | يوليوز | يوليو | yolyoz | youlyouz | yulyuz | juillet | yoliouz | youlyoz | yolyouz"
    " | yuliuz | yolyo | جويي | جويلية"
    " | joyi | juyi | joyié | jouillet | joyet | joulyet | juiyet",
    8: "agosto | غشت | ghocht | ghoucht | out | aout | ghucht | ghosht | ghchet | ghecht | 8ocht"
    " | أوت | غوشت | ghouchte | gocht | ghechet | ghcht | rocht | aoute | ghuchet",
    9: "septiembre | setiembre | شتنبر | chotanbir | choutanbir | septembre | chtanbir"
    " | chutanbir | chtnber"
    " | septembr | shotanbir | choutenbir | chotamber | chtanber | شوتنبر | شتمبر | سبتمبر"
    " | sebtambre | sebtambr | ctanbir | chotenbir",
    10: "octubre | أكتوبر | oktobr | oktober | octobre | oktoubr | october | ouktoubr | oktobar"
    " | 2oktobr | oktoubar | اكتوبر | uktubr | okotbr | oktobre",
    11: "noviembre | nouv | nov | n[o/ou/u/][w/][a/]nbr | nwambr | نونبر | nowanbir"
    " | nouwanbir | novembre"
    " | nwanbir | nuwanbir | nouanbir | nwanber"
    " | nowanber | nouwamber | novanbir | نونمبر | نوفمبر | nounbir | nouvembre | nofambr"
    " | novambre",
    12: "diciembre | دجنبر | dojanbir | doujanbir | decembre | djanbir | dujanbir | djnber"
    " | dojamber"
    " | dojanber | doujanber | djanber | دوجنبر | ديسمبر | dicembre | dejanbir | desambre"
    " | decambre | dijanbir | dojenbir",
}
WEEKDAYS: Mapping[int, str] = {
    0: "[/l/t/el/lt]tn[i/y/ay/ei/ii]n | [l/el/t]tnn"
    " | التنين | تنين | الاتنين | لتنين | tnin | ltnin | letnin | ttnin | nhar tnin | tnine"
    " | etnin | itnin",
    1: "[l/t/el/le/lt]tl[/a/e]t[/a/e] | التلات | التلاتا | لتلات | tlat | ttlat | tlata"
    " | tleta | ltlat | ttlata | lt tlat | تلات",
    2: "[la/le/l/el/el a/l2a/l2][r/rr][/e/a][b/bb][/e/a/i]3[/a]"
    " | [نهار/يوم] الربع | الأربع | لاربع | الاربعا | larb3 | larb3a | arb3 | larba3"
    " | l arb3 | larbe3"
    " | lareb3 | larbaa | أربع | لربع | l2arb3a | nhar l2arb3a | l2arbi3a | arbi3a"
    " | l arb3a | l arba3 | arba3 | lareb3a",
    3: "[l/el/le][kh/5/x]ms | [/l/el/le][kh/5/x][m/em/am]i[s/ss]"
    " | الخميس | لخميس | lkhmis | khmis | l5mis | 5mis | lkhmiss | lekhmis | khmiss"
    " | elkhmis | lxmis | nhar lkhmis | yawm lkhmis",
    4: "الجمعة | جمعة | لجمعة | jem3a | jm3a | jom3a | ljem3a | jemaa | jam3a | ljm3a"
    " | joum3a | jmou3a | jumua"
    " | [/l/nhar ]j[/e/o/u/ou][m/mm][/o/ou/u]3a",
    5: "[/l/s/el/le/es/as]s[/e/a][b/bb]t | السبت | سبت | سبت | sbt | sebt | ssbt | ssebt"
    " | sabt | lsbt | essebt",
    6: "[/l/el/nhar l]7[/e/a][d/dd] | [l/el/nhar l]h[/e/a][d/dd]"
    " | الحد | لحد | الأحد | l7ed | lhed | 7ed | l7ad | lhad | l7edd | 7ad | el7ed | lahad",
}
DAYS: Mapping[int, str] = {
    0: "ليوم | اليوم | ليوما | lyoum | lyom | lioum | lyum | alyoum | lyouma | liyoum"
    " | [l/li/el]y[o/ou/u]m[/a/e] | lyoume | li[o/ou/u]m[/a] | lyoum hada | daba | had nhar"
    " | هاد النهار | nharna"
    " | db lyouma | db lyoum | daba lyouma | daba lyoum | دابا ليوم",
    1: "غدا | غدا إن شاء الله | غذا | غدّا | ghedda | ghda | gheda | ghadda | ghdda"
    " | ghada | 4da | 8da | rda | ghdaa | gdda | غدة | gda | ghedwa | 8dda"
    " | ghada inchallah"
    " | [/l][gh/r/8/g][/e/a/o/ou][d/dd][a/wa/ewa]"
    " | 8edda | ghdwa | ghdd | 8ada | ghedaa",
    2: "بعد غدا | بعد يومين | [بعد/من بعد/من هنا/من دابا/مورا] [يوماين/نهاراين]"
    " | من هنا يومين | من هنا نهارين | mn hna yomayn"
    " | mn hna youmayn | بعد غذا | من بعد غدا | بعد غدة | b3d ghedda | ba3d ghedda"
    " | be3d ghedda | b3d ghda | ba3d ghda | be3d ghda | b3d gheda | ba3d ghada"
    " | mn b3d ghedda | mn b3d ghda | b3d ghada | be3d ghadda | b3d ghadda | mor ghda"
    " | mor ghedda | mora ghda | مور غدا | b3d 8da | من ورا غدا | bead ghda"
    ""
    " | [b3d/ba3d/be3d/mor/mora/mn b3d/men b3d/apres/apre] [gh/r/8/g][/e/a][d/dd][a/wa/ewa]"
    f" | [b3d/ba3d/be3d/mor/mora/mn b3d/men b3d/mn hna/men hna/mn daba/men daba] {_TWO_DAYS}"
    " | [b3d/ba3d/be3d/b3ed/men b3d/men be3d/men ba3d/mn ba3d/mn be3d/mn b3ed] [ghedda/ghdda/"
    "ghda/gheda/ghadda/ghada/ghedwa/8da/8edda/gda/gdda]",
    7: "[من هنا/من دابا/بعد] سيمانة | [من هنا/من دابا] أسبوع",
    -7: "هادي [سيمانة/أسبوع]",
    -1: "لبارح | البارح | لبارحة | lbareh | lbare7 | lbar7 | lbarh | lbarah | bareh"
    " | bare7 | lbara7 | elbareh | albareh | lbare7a | elbare7 | lber7 | lbar3h | el bareh"
    " | البارحة | bara7",
    -2: f"[hadi/9bl/9bel/hada] {_TWO_DAYS} | "
    "هادي [يومين/يوماين/نهارين/نهاراين] | ول البارح | أول البارح | ولبارح | wlbareh"
    " | wl lbareh | wel lbareh | wlbare7"
    " | wl lbare7 | lowl lbareh | wl bare7 | wl bareh | wel bare7 | ول لبارح | 9bel lbareh"
    " | [/l][wl/wel/wal/owel/awel/awwel/owl/ouel/ouwel] [/l/el ]bar[/e/a/i][h/7]",
}
WEEKS: Mapping[int, str] = {
    0: "هاد السيمانة | هاد سيمانة | فهاد السيمانة | had simana | had smana | fhad simana"
    " | had ssimana",
    1: "السيمانة الجاية | سيمانة الجاية | السيمانة اللي جاية | simana jaya | simana ljaya"
    " | smana jaya | simana li jaya | ssimana jaya | ديال السيمانة الجاية | dyal simana jaya"
    " | d simana jaya | simana lli jaya | fsimana jaya | السيمانة الماجية",
    -1: "السيمانة اللي فاتت | السيمانة الفايتة | simana li fatet | simana lli fatt"
    " | simana li fatt | simana lfayta | simana lli fatet | السيمانة لي فاتت",
}
PARTS: Mapping[DayPart, str] = {
    "morning": "صباح | فالصباح | الصباح | د الصباح | ديال الصباح | sbah | sba7 | fsbah"
    " | [/d /f ]sb[e/a][h/7] | fsba7 | f sbah | f sba7 | d sbah | d sba7 | dyal sbah"
    " | dyal sba7 | ssbah | fe sbah"
    " | f ssbah | fssbah | fsbeh | d ssbah | dssba7 | dsbah | dsba7 | bekri | بكري | فصباح"
    " | الفجر | fjer | lfjer | lfjr | f ssba7 | fjr",
    "noon": "وسط النهار | الظهر | فالظهر | wst nhar | west nhar | dohr | ddohr | fdohr"
    " | dhor | d dohr | f dohr | d nhar | dnhar | [د /د/ديال ]النهار | فالنهار",
    "afternoon": arabizi.AFTERNOON
    + " | [من بعد/بعد/من ورا/مور] [الظهر/العصر/الزوال/الغدا/الغذا/صلاة العصر]"
    " | العشية | فالعشية | د العشية | ديال العشية | عشية | العصر | فالعصر"
    " | 3chiya | l3chiya | f3chiya | fl3chiya | d l3chiya | dl3chiya | f l3chiya"
    " | dyal l3chiya | 3chia | l3chia | fl3chia | d 3chiya | dyal 3chiya | f 3chiya"
    " | 3chiyya | 3shiya | l3shiya | 3ser | l3ser | f l3ser | fl3ser | 3asr | l3asr"
    " | l3echiya | 3echiya | d l3chia | من بعد الغدا | mn b3d lghda | l3achiya | fl3achiya"
    " | d l3achiya | dial l3chiya | ديال لعشية | لعشية | la3chiya | 3achia | l3achia"
    " | [/mn /men ][b3d/ba3d/be3d] [/d][dhor/dohr/dhour/dhohr/zwal] | mor lghda"
    " | mora lghda | مور الغدا | بعد الغدا | l3chya | 3chya | de l apres midi",
    "evening": "المغرب | فالمغرب | lmghreb | lmaghrib | maghrib | mghreb | المسا | فالمسا"
    " | soir | du soir | lmghrib | d lmghreb | d lmaghrib | f lmaghrib",
    "night": "الليل | فالليل | د الليل | ديال الليل | بالليل | lil | flil | f lil | d lil"
    " | dlil | dyal lil | bellil | llil | f llil | d llil | fllil | dyal llil | lilan | lel"
    " | f lel | blil"
    " | dl lil | del lil | dial lil | dial llil | d lila",
}
HOURS: Mapping[int, str] = {
    1: "الوحدة | lwehda | lwe7da | lwa7da | lwahda | wehda | الواحدة | lw7da | lwhda",
    2: "الجوج | ljouj | ljoj",
    3: "التلاتة | ttlata | tlata",
    4: "الربعة | rreb3a | larb3a | rrb3a",
    5: "الخمسة | lkhamsa | lkhmsa | l5amsa",
    6: "الستة | ssetta | ssta | sstta",
    7: "السبعة | sseb3a | ssb3a",
    8: "التمنية | ttmenya | ttmenia | ttmnya",
    9: "التسعود | ttes3oud | tts3oud",
    10: "العشرة | l3achra | l3chra | l3echra",
    11: "الحداش | الحضاش | l7dach | lhdach",
    12: "الطناش | التناش | ttnach | ltnach",
    1200: "[/f ][wst/wast/west/wost/w st] [nhar/nhaar/lnhar/d nhar]"
    " | [nes/nos/nss/ness/noss/nsf] nhar | وسط النهار | نص النهار | فوسط النهار | wst nhar"
    " | nss nhar | west nhar | midi"
    " | ness nhar | f wst nhar",
    2400: "نص الليل | نص ليل | nss lil | ness lil | nss llil | minuit | ness llil"
    " | [nss/ness/nos/noss/nes/nsf/nesf/nouss/nuss] [/l/el ]l[i/ay/ei]l",
}
