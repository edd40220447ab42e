"""Words of Latin Darija that would be taken for another: ``limoun`` for *le menu*, ``sbbat`` for 7.

Each is phrases joined by ``|``, with their spellings; alone they are asked back, or are no command.
"""

import re

COMMANDS = (
    "[/l/el]lim[o/ou/u]n[/a/at] | [/l]mouna | lamin[/e] | laman | lamn"
    " | [/l]l[i/o/a/e]9[a/e]ma | [/l]mina | l9ma | [la/lo]9ma"
    " | l[i/]9[i/]yam"
    " | [/l]m[/o/ou/u][3/3a/3e][l/ll][e/i]m[/a/in/at] | m3llm[/a] | [/l]m[/a]3lma"
    " | maallem[/a] | [/l]m3al[/l][e/i]m[/a]"
    " | dkr | d[a/e/]ker | d[/o/ou]kour | d[a/i]kra | dakira | dakara | [/l]ajyal | ajial"
    " | [/l]kh[i/ay]r | [/l]3amri[/y]a | [/l]aamri[/y]a"
    " | [/l]msid[/a] | m[/e]sd[o/ou]d[/a] | [/l]m[/o/ou]sa3[/i/e]d[/a]"
    " | [/l]s[o/ou]dan[/i/y/ia/iya/ya/yin] | sidn[i/y]"
    " | [/l]s[/a]3[o/ou]di[/a/ya/yin] | m[a/e/]s3[o/ou]d[/a/i] | mas[o/ou]d[/a/i] | sidna"
    " | la[a/3]y[o/ou]n[/e] | l3[/a]y[o/ou]n[/e]"
    " | f[/a/e]t[/a/e][7/h][/a/i/y/ia/iya] | fati[7/h][/a/i] | n[/a/e]f[/a/e]t | n[/i]fayat"
    " | dawazan[/e]"
    " | b[a/e/]dwi[/a/ya] | b[a/]d[a/]wi[/a/ya] | [/l]badw | kam[/m]al[/a] | kamil[/a/ia] | kamla"
    " | b[a/e]rk | bar[e/i]k | m[/o/ou]barak[/a] | [7/h][/a]b[o/ou]s | [7/h]obs"
    " | l[7/h][/a/e]bs"
    " | w[o/ou][9/q/k][o/ou]f | w[a/][9/q]fa | w[/a/e][9/q][a/e/]fa | [/l][7/h]adin[/a/at]"
    " | [h/7][i/o]dna"
    " | [/l]3[i/]wad | 3[/o/ou][i/]wida | 3odwa | [/l]3odw | odwa"
    " | salon[/a] | [/l]b[a/i/e/]tala | batal | [/l]b[/a/e/o/ou]t[o/ou]l[/a]"
    " | [/l]m[/a/e]s[/2]ala | [/l]m[/a/e]s2[o/ou]l[i/y/ia/ya/iya] | msa2[e/]l"
    " | mas[i/]hi[/a/yin] | m[/a]s[i/][7/h][i/y][/a/yin] | [k/9/q]ad[/e]r[/a] | [9/q][/o]dra"
    " | [/l]islam[/i/ia/iya]"
    " | aslam | asalam | aslam[i/y]a | kadar | slim[/a/ane/an] | sel[/l]ami | salmi"
    " | [/l]bas[/s]ar"
)
NUMBERS = (
    "s[/e/a][b/bb]at | sb[o/ou]3[/a] | [/3]ot[/h]man[/e] | s[a/]fra | douz | [/3][/i]mad"
    " | 3an | amin[/e/a] | [/l]akh[i/e/]ra | [/o]khra | akhra | [/l]ach[o/ou/]h[o/ou/]r"
    " | ach[8/h]or"
    " | w[/a][7/h]di | w[e/o/]s[e/]t | w[o/]sta | [7/h]okm | 7km | 7[a/e/]mra | 7[a/e/]sna"
    " | [7/h]aj[j/]aj | 7jaj | s[e/a/][b/bb]a | akhrin | okhrin | khrin | [9/q][i/]yam"
    " | t[a/o/ou][w/]si3 | t[o/ou]s[e/a/i]3 | tsa3[e/]d | tas[a/]3ad | alfan | [/l]fann"
    " | 39[a/e/]l"
    " | 39[a/e/]d | tm[e/]n | t[a/e]man | temen | tm[a/]nit | t[a/]man[i/]t | 3mil | 7[a/]laf"
    " | 7an | 3man[/e] | achara | ichara | tnchr | trwa | sbou3 | jouja | zawja"
)
DAYS = (
    "[h/7]da | heda | h[o/ou]da | r[e/i]da | d[e/]men | daman | hdou[/2] | [/l]r[o/ou/aw]da"
    " | f[a/e/]rda | [/la/l/le]rbi3 | larbi[/a] | j[a/e/]mi3a[/n] | [/l]j[a/e]ma3a | [/l]majmou3a"
    " | [/l]mer | [/l]bi3 | ajd | sam | khammas | khamas"
)
HOURS = "sfer | s[a/]fra | akhra | akhrin | okhrin | khrin | tnchr | douz | ach[8/h]or | achhor"
EVERY = (COMMANDS, NUMBERS, DAYS, HOURS)
_NINE_OR_QAF = re.compile(r"[269](?!\s|h|d|f|[ap]m\b)[a-z][a-z0-9]+")


def is_a_word(said: str) -> bool:
    """Return whether a folded reply of one word begins with a letter, not an hour: ``9lil``."""
    return _NINE_OR_QAF.fullmatch(said) is not None
