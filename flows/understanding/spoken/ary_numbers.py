"""Darija numbers in words, in both scripts, with their many spellings."""

from collections.abc import Mapping

CARDINALS: Mapping[int, str] = {
    0: "زيرو | صفر | صيفر",
    1: "واحد | وحدة | وحده | وحد",
    2: "جوج | جوچ | زوج | جووج | جج | تنين | اثنين | ثنين | اتنين | إثنين | عامين | شهرين"
    " | نهارين | يومين | ساعتين | مرتين",
    3: "تلاتة | تلاثة | ثلاثة | ثلاتة | تلت | تلات | طلاطة | تلتة | ثلت | تروا",
    4: "ربعة | اربعة | ربع | أربع | كاتر",
    5: "خمسة | خمس | سينك | سانك",
    6: "ستة | ست | سته | سيس",
    7: "سبعة | سبع",
    8: "تمنية | تمانيا | تمانية | ثمنية | ثمانية | تمن | تمنيا | ثمن | ثمان | ثمنيا | ويت",
    9: "تسعود | تسعة | تسع | تسعوض",
    10: "عشرة | عشر | ديس",
    11: "حداش | حضاش | احداش | حضاعش | حداعش",
    12: "اثناش | ثناش | تناعش | طنعش | طناش | تناش | اطناش | طناعش | اتناش",
    13: "[تلا/ثلا/تلات/ثلاث][طاش/تاش] | تلطاش | تلتاش | ثلطاش | تلتطاش | تلطاعش | ثلثطاش",
    14: "ربعطاش | ربعتاش | اربعطاش | ربعطاعش | رباعطاش",
    15: "خمسطاش | خمستاش | خمسطاعش | خمصطاش",
    16: "سطاش | ستاش | ستطاش | سطاعش | صطاش",
    17: "سبعطاش | سبعتاش | سبعطاعش | صبعطاش",
    18: "تمنطاش | تمنتاش | ثمنطاش | تمنطاعش",
    19: "تسعطاش | تسعتاش | تسعطاعش",
    20: "عشرين | فان",
    30: "تلاتين | ثلاثين | تلاثين | ترونت",
    40: "ربعين | اربعين | كارونت | كارانت",
    50: "خمسين | سانكونت | سينكونت",
    60: "ستين | سواسونت",
    70: "سبعين",
    80: "تمانين | ثمانين | تمنين",
    90: "تسعين",
    100: "مية | ميا | مئة | ميات | ميه | مييا",
    200: "ميتين | متين | مئتين | مياتاين | ميتاين | مييتين",
    300: "تلتمية | تلت مية | ثلاثمية | تلاتمية | تلتميا | ثلتمية | ثلثمية",
    400: "ربعمية | اربعمية | ربعميا",
    500: "خمسمية | خمسميا",
    600: "ستمية | ستميا",
    700: "سبعمية | سبعميا",
    800: "تمنمية | ثمنمية | تمنميا",
    900: "تسعمية | تسعميا",
    1000: "تلاف | ألف | آلاف | الاف | ألاف | لاف | لألف | لالف",
    2000: "ألفين | الفاين | الفين",
    1_000_000: "مليون | ملاين | ملايين",
    2_000_000: "مليونين",
}
ARABIZI_CARDINALS: Mapping[int, str] = {
    0: "zero | ziro | sifr | sfer | sfr | zirou | zirro",
    1: "wahed | wahd | wa7ed | wa7d | wehed | we7ed | wahda | wa7da | whed | w7ed | whd"
    " | wahad | wa7ad | ouahed | ouahd | ou7ed | wehda | we7da | whda | w7da | ouahda"
    " | ouehda | wahid | wa7id | ou7da",
    2: "[i/e][t/th][n/nn][an/in/ayn/ein/aan][/i] | jouj | joj | juj | zouj | zoj | jooj"
    " | jouje | zuj | joujj | tnin | jouch | jawj"
    " | 3amayn | ch[e/a/]hrayn | nharayn | yawmayn | yomayn | youmayn"
    " | bjouj | bzouj | bjoj | gouj | jouz | zawj | bjuj | tnayn | tneyn | tnine | tnein",
    3: "th[a/]l[a/]th[a/] | thalata | tltt | tlett | tlata | tleta | tlatha | thlata | tlt"
    " | tlet | tlat | tltt | teleta"
    " | talata"
    " | tlatta | tlita | telata | telt | tlath | tlet",
    4: "reb3a | rb3a | arb3a | rab3a | rebaa | reb3 | rb3 | arb3 | arba3a | arbaa | reba3"
    " | rba3 | rbaa | rb3aa | arbe3",
    5: "[kh/5]m[/e]st | khamsa | khmsa | 5amsa | xamsa | khemsa | khams | khms | 5msa"
    " | 5emsa | khems"
    " | khmes | kham3a | xmsa | khamssa | 5ms | khemssa | 5amssa | khames | 5mes | khamsaa"
    " | 5ams | 5ems | xams",
    6: "stet | setta | sta | stta | sitta | sett | stt | set | ssta | sita | seta | st | sittaa",
    7: "s[/e]b3[/e]t | seb3a | sb3a | sab3a | seb3 | sb3 | sebaa | sbe3 | sba3 | sbaa"
    " | seb3aa | sab3",
    8: "th[a/]m[a/]n[iy/y/i]a | thaman | t[a/]maniya | tmnt | tment | tmenia | tmenya | tmnya"
    " | tmania | tmanya | tmen | tmn | tmnia"
    " | tmanyaa | tamanya"
    " | temnia | temnya | temn | temen | tminia | tamania | tminya | tmenyaa | tmenn",
    9: "t[/e]s3[/e]t | tes3oud | ts3oud | tes3ud | ts3od | tes3a | ts3a | tis3a | tes3"
    " | ts3 | tse3 | tsa3"
    " | tes3od | tas3oud | ts3ud | tes3oude | t3soud | tsoud | tesoud | ts3oude | tes3o",
    10: "3ach[a/e]ra | 3ash[a/e]ra | 3[/e/a]chr[/e]t | 3achra | 3chra | 3echra | 3ashra | 3xra"
    " | 3eshra | 3acher"
    " | 3cher | 3achera | achra"
    " | 3shra | 3axra | 3chr | 3achr",
    11: "7dach | hdach | hdax | 7dax | 7dash | hdash | 7edach | hedach | hdache | 7dache"
    " | 7edash | 7dachr",
    12: "tnach | tnash | tnax | tnache | ttnach | tenach | itnach | tnaach | 6nach | tnachr"
    " | tna3ch",
    13: "tlettachr | tlettach | tlttach | tltach | telttach | tletach | tlata3ch | tlatach"
    " | teltach"
    " | tl6ach | tlettache | tltta3ch",
    14: "rb3tachr | rb3tach | reb3tach | rebtach | arb3tach | rbe3tach | rb36ach | rebatach"
    " | rbatach"
    " | rba3tach | reba3tach | reb3ttach | rbtach | arba3tach | rb3ttach",
    15: "khmstachr | khmstach | khamstach | khmestach | khemstach | 5mstach | 5amstach"
    " | xmstach"
    " | khms6ach | khmsttach | 5amsttach | khamsttach | khemsttach | 5emstach",
    16: "stachr | stach | settach | sttach | stash | s6ach | sttache | stache | setach | sstach",
    17: "sb3tachr | sb3tach | seb3tach | sbe3tach | sebtach | sbtach | sb36ach | sba3tach"
    " | sbatach"
    " | seba3tach | sab3tach | sb3ttach | sabtach | seb3ttach",
    18: "tmntachr | tmntach | tmentach | tmantach | tmenttach | tmn6ach | tmnttach"
    " | tmanttach | temntach",
    19: "ts3tachr | ts3tach | tes3tach | tse3tach | tsa3tach | tsatach | ts36ach"
    " | tesa3tach | ts3ttach"
    " | tas3tach | tes3ttach | tse3ttach",
    20: "3[i/]chr[o/ou/u]n | 3[i/]shr[o/ou/u]n | 3chrin | 3echrin | 3ichrin | 3achrin | 3shrin"
    " | 3xrin | 3echrine | 3ichrine"
    " | 3chrine | achrin | 3eshrin | ichrin | 3achrine | 3ishrin",
    30: "[th/t][a/]l[a/]th[in/oun/on/un] | tlatin | tletin | tlatine | tlathin | telatin"
    " | tltin | tlatiin | tletine | talatin",
    40: "arba3[oun/un] | rb3in | reb3in | arb3in | rab3in | rb3ine | reb3ine | rba3in"
    " | arba3in | rbein"
    " | rb3iin | rebain | rabiin | arb3ine",
    50: "khams[oun/un] | khmsin | khamsin | khemsin | 5msin | 5amsin | xmsin | khamsine"
    " | khmsine | khemsine"
    " | 5emsin | 5amsine | khmssin | khamssin",
    60: "sitt[oun/un] | settin | stin | sttin | settine | stine | setin | sitin | sittin | sstin",
    70: "seb3in | sb3in | sab3in | seb3ine | sb3ine | sba3in | sebain | sabin | sab3ine",
    80: "th[a/]man[in/oun/un] | tmanin | tmanine | tmenin | tmnin | tmaniin | tamanin | tmaneen",
    90: "tes3in | ts3in | tis3in | tas3in | tse3in | tes3ine | ts3ine | tsa3in | tas3ine | tesin",
    100: "mya | miya | mia | myya | mi2a | meya | miyya | miat | myat | miyat | miaa | mayya"
    " | mieya | miyaa | mia2",
    200: "mitin | mytayn | mi2tayn | mitine | myatayn | miatayn | mitayn | myatin"
    " | miyatin | mytin | mi2atayn | miatin | miyatayn | mitein | miteen | myatain"
    " | mietin",
    1000: "alf | elf | alef | alaf | lelf | 2elf | elaf | 2alf | allaf | lalf | aalaf | 2alaf"
    " | laf | alfe"
    " | dalaf | dlalaf | d lalaf | lalaf",
    2000: "elfayn | elfin | elfein | alfayn | alfin | alfain | 2alfayn | alfein | alfen",
    1_000_000: "mlyoun | melyoun | mlyon | million | milyon | milyoun | mlayn | mleyen",
}
ORDINALS: Mapping[int, str] = {
    1: "awal | awwal | awel | owel | الأول | اللول | الأولى | اللولة | lowel | lewel | loul"
    " | llowel | lowla | lwl"
    " | l owel | lwel | loula | لول | اللولى | لولة | لولا"
    " | lewla | lwla | lwelya | الولى | لولى",
    2: "التاني | الثاني | التانية | tani | ttani | tanya | tania | ltani | zawj",
    3: "التالت | الثالث | التالتة | talet | ttalet | talta | ltalet",
    4: "الرابع | الرابعة | rab3 | rabe3 | rabi3 | rrabe3 | lrabe3",
    5: "الخامس | الخامسة | khames | lkhames | 5ames",
    6: "السادس | السات | سادس | sades | ssat",
    7: "السابع | السابعة | sabe3 | sab3",
    8: "التامن | الثامن | tamen | ttamen",
    9: "التاسع | التاسعة | tase3 | ttase3",
    10: "العاشر | العاشرة | 3acher | l3acher",
}
FRACTIONS: Mapping[int, str] = {
    30: "نص | ونص | نس | ونس | نوص | ونوص | نصف | nss | ness | nes | nos | noss"
    " | n[e/o/ou/u/i][sf/ssf] | nsf"
    " | nouss | nuss",
    45: "[tlt/telt/tlet/tlat/tlata/tlati][ d/ dyal/] [/l/el]r[b/bb/ou]a[3/a3] | "
    "[تلاتة/تلت/ثلاثة] [د /][رباع/الرباع]",
    15: "rbaa | rbae | rab3 | rob | roub | ربع | وربع | رباع | rb3 | reb3 | rbe3"
    " | rba3 | rob3 | roub3 | rbo3 | rub3 | rbou3"
    " | arba3 dyal sa3a | rrbo3",
    20: "وتلت | وثلت | وتلوت | تلوت | تلت | ثلت | t[o/ou/u]lt | tulut | tolot | tlout",
    5: "وقسم | قسم | 9sem | 9sam | qsem | 9ssem | 9sm | qesm | 9essem",
    10: "[9/q][/e/a][s/ss]m[in/ayn/ein/ine] | قسمين | 9esmin | 9asmin | qesmin | 9smin"
    " | 9ismin | 9smayn | 9semayn | قسماين"
    " | qesmayn"
    " | 9esmayn",
}
