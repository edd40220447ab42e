"""What Latin Darija says before and after an answer, and adds nothing to it: ``rah``, ``w safi``.

Each is phrases joined by ``|``, with their spellings.
"""

_SAY = "[gol/goul/gul/9ol/9oul/qol]"
_SAID = "[golt/goltt/glt/gelt/gultlik/goltlik/gltlik/9olt/9lt/9elt]"
_FRANKLY = "[/b ]s[/a][/r]ra[7/h]a | b s[/a]ra[7/h]a"
_SORRY = "s[m/ma/e/em][7/h][/i/o/ou] [liya/lia/lina] | [smhli/sm7li/smehli/sme7li/smhouli/sm7ouli]"
_SURE = "akid | tab3an | tb3an | [b/b /be][/d]d[a/e][b/bb]t | bdebt | [nichan/nishan/nchan]"

AFFIRMING = (
    f"{_SURE} | ah | aah | iyeh | iyh | wakha | ok | oki | dacc | oui | wi | ouais | iwa | ewa"
    " | s[a/aa]fi | bien sur | ana"
)
"""They answer by themselves, and are left out where they do not."""
BEFORE = (
    f"{_FRANKLY} | {_SORRY}"
    " | [rah/raha/rahi/rahou/rani/rahna][/ howa/ hiya] | [ha/hah][/ /a ][howa/hiya/houwa]"
    " | [howa/hiya/houwa/hya] | [hada/had] [howa/houwa] | hadi [hiya/hya]"
    " | [/l]jawab[/ dyali/ dyalna/ diali][/ howa/ hiya] | [l/]ijaba[/ dyali]"
    f" | [kan/tan/ka/n/ghan/ghadi n/ghan]{_SAY}[/ lik/ likom/ liha]"
    " | [n/kan/tan/ghadi n/ghan]kht[a/e]r | khtar[t/it]"
    " | [kteb/ktb/ktbi/ktebi/ktbo/ktbou/sejjel/sjel/sjl/sjli/sjlo/dir/diri/diro/7et/7eti/7to"
    "/9eyed/9yd/mark][/ liya/ lia/ lina]"
    f" | [kif/kima/kifma] [/ma ]{_SAID}[/ lik/ likom]"
    " | li 3ndi[/ howa/ hiya] | lli 3ndi[/ howa/ hiya] | [/l]mo[h/hi]m | lmhm | lmouhim"
    " | [b/be/ben]nisba liya | b nisba liya | 7na | hna | chakhsiyan | ch5siyan"
    " | bon | donc | euh | alors | bah | voila | enfin | ya3ni | zama"
    " | ghir | ghi | ghr | gha | pardon | sorry | dsl"
)
AFTER = (
    f"{_FRANKLY}"
    " | [w /o /ou /u ]s[a/aa]fi | [w/o/u]safi | [/w /o ]fa[9/k/q]at | [/w /o ]khla[s/ss]"
    " | [/w /o /u ]ha[d/t][chi/ /][chi/][/ li kayn/ lli kayn/ makan/ ma kan/ li 3ndi/ lli 3ndi]"
    f" | [kif/kima/kifma] [/ma ]{_SAID}[/ lik/ likom]"
    " | [hada/hadi/had/hada howa/hadi hiya][/ howa/ hiya] [/l]jawab[/ dyali/ diali]"
    " | ana | voila | quoi | c tout | ctt | c tt | point"
    " | [w/o] ma kayn [ghir/ghi] [hadchi/hada/hadi] | wkan | w kan"
)
