"""Latin Darija that is said around any answer, with its many spellings: blessings, units, places.

Each is phrases joined by ``|``, for the fields of `Lexicon` that have the same name.
"""

_ALLAH = "[lah/llah/allah/lay/alah]"
_GOD_WILLING = "[/i/e/n/a/an/in][nch/nsh][a/aa/][llah/lah/allah/la/ lah/ llah/ allah]"
_HEALTH = "[ya/y/i/][/a]3t[i/e]k[/om/oum] [s/ss][/a]7a"
_PRAISE = "[/l/el/al][hamd/7amd/hmd/7md][o/ou/u/]l[lah/ah/eh/lleh/ilah/illah/ilh]"

POLITE = (
    "[/a ]kh[a/]y | a khayi | "
    f"{_GOD_WILLING} | {_PRAISE} | [m3ak/m3akom/m3akoum/m3akum] | hh | haha | hihi | lol | mdr"
    " | plz | pls | nit | a [wldi/weldi/wlidi/bnti/bniti/l7aj/lhaj/l7aja/lhaja/sahbi/sa7bi/si"
    "/lmo3alim/khali/3ammi/3mi/nass/khouti/khouya/khti] | wlidi | sa7bi | sahbi | khouti"
    f" | {_ALLAH} [ykhlihom/ikhlihom/ykhlihoum] [liya/lia/lina]"
    " | [tbarkellah/tbarkallah/tbarklah/tbarkllah] 3lihom"
)
THANKS = (
    f"{_ALLAH} [y/i]jazi[k/kom/koum] [/b khir/bikhir/bikheir/b kheir] | [chokran/choukran/shukran]"
    " [jazilan/jazila/jzilan]"
    f" | {_ALLAH} [y/i]n[/e]ji[k/kom/koum]"
    f" | {_ALLAH} [yrdi/irdi/rdi] [3lik/3likom/3likoum]"
    f" | {_ALLAH} [ykhlf/ykhlef/ikhlf] [3lik/3likom/3likoum]"
    f" | {_ALLAH} [y/i]h[/e/a]f[/e/a][dk/dkom/dkoum/dek]"
    f" | {_ALLAH} [ybarek/ibarek/ybark] [fik/fikom/fikoum/lik/likom]"
    f" | {_ALLAH} {_HEALTH} | baraka[l/ll]aho[/u] [fik/fikom/fikoum]"
    " | baraka [laho/llaho/lah/allaho/lahou/llahou] [fik/fikom/fikoum]"
)
AFTERNOON = (
    "[/mn ]mo[r/ra/ur] [dhor/dohr/ddohr/ddhor/dhour/l3asr/l3aser/lghda] | "
) + "[/d /f /dl/fl][/l/la]3[/e/a][ch/sh][i/iy/y/iyy]a"
UNITS = (
    "[/l][bagra/bgra/bagrat/bgrat/bgr/bgar/n3ja/n3aj/n3jat/khrouf/khrfan/kherfan/7wala/ghnem"
    "/ghlem/ghanam/m3za/m3iz/m3zat/djaja/djajat/djaj/jaj/chejra/chjra/chjer/chejrat/n7el/khliya"
    "/khliyat/khdama/khddama/khdam/khddam/khaddama/snade9/sndo9/sandou9/khnachi/khencha/zrabi"
    "/zerbiya/metro/mitro] | [/l]m[/e][r/rr]at | ras [d/dl/dyal] [lghnem/ghnem/lbgar]"
    " | [f /l ]kilo | [3odw/3odow/3odo/3oudw/3odou/3oudou/3odwa/3odwat/a3da2/3da2/adherent"
    "/adherents/adherente/adherentes/membre/membres/monkharit/monkharitin/mstafid/mstafidin"
    "/mstafidat/khddamin/khdamin/3omal/talaba]"
    " | aam | [kilom/kilo][etr/itr/etre/itro/etro/itrat]"
    " | [f /f][simana/smana/chhar/l3am/nhar/lyoum/l2osbou3]"
)
FILLERS = (
    "fe 3[o/]mri | [/l]mo3[a/]d[a/e]l | "
    "[f /f][lcooperative/lcoop/cooperative/coop/ta3awniya/ta3awoniya/tta3awniya/jam3iya/ljam3iya"
    "/charika/chrika]"
)
_MESSAGES = (
    "[/l/les /had /had l/had les ][message/messages/messajat/messagat/messaget/missajat/missagat"
    "/msgat/msg/sms]"
)
YES = "[i/iy/iyy/ey/eyy][e/a/i][h/hh] | y[i/e][h/hh] | [/w]eyy | wey | ewi"
OBJECTS = (
    f"3lih | 3liha | kolchi | {_ALLAH} [y/i/a]3l[e/a]m | "
) + f"[/mn /men ]{_MESSAGES} | [mn/men] [la liste/liste/lista/lla2i7a/groupe/lgroupe/lgroup]"
STOPS = (
    "[ma /ma]bghit[ch/sh/] [/les /l][messages/messajat/messagat/msgat/missajat] | "
    "[ma /ma][tb9awch/tb9ach/teb9awch/tb9awsh] [tsifto/tsiftou/tsift/tsayfto][/ liya/ lia]"
    " | [7/h][/a/i/e]yd[o/ou]ni | [/la ]matsifto[ch/sh][/ liya/ lia]"
)
SKIPS = (
    "[ma /ma][bghitch/bghit/baghich/baghyach/bghinach/baghi/baghya]"
    " [njaweb/njawb/njawbo/ngol/ngoul/n9ol]"
)
SHOWS_DATA = (
    "[weriwni/wriwni/werrini/warrini/wrini/werini/chouf/nchouf/bghit nchouf/bghit n3ref/3tini"
    "/3tiwni/sifto liya] [lma3loumat dyali/lma3lomat dyali/ma3loumati/lajwiba dyali/data dyali]"
)
BORN = (
    "[tzadit/tzadt/tzadite/zadt/zdt/mzyoud/mzyouda/mzyad/mzyada/mzad/mzada][/ f/ fi/ 3am/ f3am"
    "/ f 3am]"
)
MORE_THAN = "[kter/ktar/ktr/kthar/ketar/keter/aktar/akthar/akter] [mn/men/min]"
LESS_THAN = "[9al/9ell/9el/9ll/9all/a9al/a9all/a9el/qal/qell/qel/gel/gell] [mn/men/min]"
AFFIRMS = (
    "[ah /]n[9/q][/e/a]d[/e/a]r[/ nji/ nhder] | [sa7/s7/sah/sahh]"
    " | b k[o/]l[l/] [far7/fara7/frah/frh/sorour/soror/srour] | gha nji | ghan ji"
    " | gha[n/nn]ji | ah gha[n/nn]ji"
    " | bsa7 | s[/a/e][7/h][i/e][7/h]"
)
DENIES = (
    "[ma /ma]n[9/q][/e/a]d[/e/a]rch[/ nji/ njich/ nhder] | "
    "[ma /ma][dert/drt/9rit/khdemt/khdmt/bghit/chrit/b3t] wal[o/ou] | [ma /ma]kayn[ch/sh] 3ndna | "
    "ma gha njich | [ma /ma]gha[n/nn]ji[ch/chi] | [ma /ma]n9ed[ch/chi] | ma ghanjich"
    " | maghanjich | [/ma /ma]3[/e/o/a][m/mm][/e][r/rn]i"
)
_NONE = "[hta/7ta/ta] [wahd/wahed/wa7d/wa7ed/wahda/wa7da/wehda/w7da/7ed/had/chi wahed]"
NOTHING = (
    f"{_NONE} | [ma kayn/makayn/ma 3ndi/ma3ndi/ma kaynch/makaynch/ma3ndich/ma 3ndich] {_NONE}"
    " | bla | [ma3ndi/ma 3ndi/ma3ndich/ma kayn/makayn] [hta/7ta/ta]"
)
KIN = (
    "khay | "
    "[rajl/mrat/jart/jar/weld/wld/wlid/bent/bnt/khal/khalt/3am/3m/3amt/3mt/jedd/jdd/jedda/sahb"
    "/sahbt/sa7b/sa7bt/khout/khwat/walid/walidt/wald]i | mama | mma | mmi | ymma | [/l]walida"
    " | [/l]walidin | [/l]walid | baba | bba | ba | jdda | wladi | [kho/khou/khto/khta/rajl/mrat"
    "/weld/wld/mm/bba][ha/hom] | khoh | khouh | khto | mrato"
)
"""Somebody of hers, who may be meant where she is not."""
_SORRY = "[smh/sm7/smah/sma7/smeh/sme7/smhi/sm7i/smho/sm7o/smhou/sm7ou]"
CORRECTIONS = (
    f"{_SORRY}[l/ l][i/ia/iya/ya/ina] | [sam7/samh/sem7/semh][/o/ou/i][/ni]"
    " | gh[/a/e]l[/a/e][t/tt] | [ghlta/ghltha/ghalta/ghelta/rlt/4lt/8lt/khrbe9t/khrb9t]"
    " | [9/q][/a]s[/e]d[i/t] | sorry | pardon | [/3]afwan | dsl | desole | oups | oops"
    " | la la | lla lla | [/la /lla ]bghit n[gol/goul/9ol/9oul] | t[a/]s7i7 | tashih | correction"
    " | [/la /lla ][zid/dir/dirha/kteb/ktbi/ktbo] | erreur | je voulais dire | plutot"
    " | je me trompe"
)
"""Between an answer and the one that takes its place."""
