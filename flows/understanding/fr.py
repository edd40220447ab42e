"""What people type in French (languages.md, sections 2 and 4)."""

from flows.understanding.lexicon import Lexicon

FR = Lexicon(
    code="fr",
    intents={
        "yes": "ouaip | woui | [c’est/c] [ok/okay/okey/oki][/ pour moi/ pour nous] | ok ok"
        " | oui voilà | oui | ouais | wi | ui | ok | okay | d’accord"
        " | j’accepte"
        " | je suis d’accord"
        " | bien sûr | c’est bon | yes | ouii | oki | okey | okk | dac | dacc | d’acc"
        " | oui oui | oui d’accord | oui j’accepte | oui je veux | oui bien sûr"
        " | bien sur que oui | oui je suis d’accord | volontiers | avec plaisir"
        " | oui avec plaisir | absolument | exact | exactement | tout à fait | évidemment"
        " | certainement | affirmatif | ouai | wai | wé | oue | oé | ouep | yep | yeah"
        " | je veux bien | je le veux | c’est ça | c’est correct | correct | vrai | c’est vrai"
        " | oui c’est ça | oui c’est correct | oui c’est bon | entendu | oui ok | ok oui"
        " | ok d’accord | pourquoi pas | je viens | oui je viens | mais oui | ah oui | si"
        " | oui toujours | oui monsieur | oui madame | oui enregistrer | sans problème"
        " | pas de problème | oui tout à fait | oui exactement | ok c’est bon | biensur"
        " | bien sure | bien sûre | tt a fait | tout a fait | owi | carrément | sans souci"
        " | pas de souci | pas de soucis | grave | oui pas de problème | mais bien sûr"
        " | bien évidemment | oui certainement | oui absolument | oui volontiers | ça me va"
        " | avec joie | je confirme | oui je confirme | je valide | validé | dak"
        " | oui c’est vrai | en effet | naturellement | oui mais oui | ouiais | yess"
        " | je suis d’accord oui | bien entendu | ça me convient | c’est d’accord"
        " | parfaitement | assurément | cela me convient | ça marche pour moi"
        " | je suis partant | je suis partante | oui parfaitement | c’est oui | c’est exact"
        " | mais bien sûr que oui | bien sûr oui | si si | ça marche | ok ça marche | o k"
        " | c’est parfait oui"
        " | dakor | dakkor | dacor | daccor | dako | waaw | waw | waawaw | waaw waaw"
        " | effectivement | éfectivement | oh oui | moi oui | oui moi"
        " | oui merci beaucoup | oui j’en suis sûr | oui effectivement"
        " | bien sûr mon frère | ouiiii merci | ok pas de souci | c clair | c’est clair"
        " | oui hein | oui deh | owo | awo | oui c’est moi | oui ça me va | oui ça marche"
        " | [je dis/j’ai dit/je réponds/j’ai répondu/ma réponse est/la réponse est/c’est un] oui"
        " | oui ça va aller | wep | wui | oui d’acc | c’est bien ça | oui c’est bien ça"
        " | [oui/ouais/ui/wi/oui oui] [je travaille/j’étudie/j’ai travaillé/je sais lire/je suis]"
        " | hé oui | eh oui | okok | sûr | sûr et certain | je suis sûr que oui | c’est sûr"
        " | je suis sûre que oui | waaw kay | waw kay | oui da | dacodac | ça roule"
        " | je suis ok | c’est juste"
        " | [y a/il y a/il n’y a/n’y a/ya] pas de [souci/soucis/problème/problèmes]"
        " | bien sûr que | ɔwɔ | awɔ | oui pourquoi pas oui | oui toujours oui",
        "no": "non jamais fait | non jamais [travaillé/eu/essayé] | non | non pas vraiment"
        " | pas vraiment non | nn | nan | je refuse | je n’accepte pas"
        " | pas d’accord | jamais | no | non non | nope | noon | nonn"
        " | je ne suis pas d’accord | je suis pas d’accord | j’accepte pas | non je refuse"
        " | non jamais | pas du tout | non pas du tout | non pas encore | pas encore"
        " | je ne veux pas | je veux pas | non je ne veux pas | non je n’accepte pas"
        " | aucunement | négatif | bien sûr que non | surtout pas | je ne viens pas"
        " | non je ne viens pas | faux | c’est faux | ce n’est pas correct | pas correct"
        " | incorrect | mais non | ah non | non je ne suis pas d’accord | non monsieur"
        " | non madame | jamais de la vie | hors de question | pas question | non désolé"
        " | non désolée | non pas d’accord | je viens pas | absolument pas | certainement pas"
        " | non absolument pas | vraiment pas | non vraiment pas | je m’oppose"
        " | non c’est faux | pas d’accord du tout | nan nan | niet | nonnn | jamais non"
        " | non du tout | c’est non | ben non | hélas non"
        " | malheureusement non | euh non | non hélas | non malheureusement"
        " | pas du tout d’accord | non pas du tout d’accord"
        " | déèt | déédéet | deedeet | deet | dédet | dédéét | déet | nop | noppe"
        " | même pas | meme pas | que non | oh non | pas moi | moi non | non non jamais"
        " | ah que non | non pas moi | ayi | aïe non | non hein | non deh | du tout"
        " | non c’est pas possible | non pas possible | non je suis pas d’accord"
        " | [je dis/j’ai dit/je réponds/j’ai répondu/ma réponse est/la réponse est/c’est un] non"
        " | nooo | négatif non | pas d’accord non | non c’est pas ça | c’est pas ça"
        " | ce n’est pas ça | c’est pas vrai | ce n’est pas vrai | impossible | pas possible"
        " | c’est impossible | c’est pas possible | ce n’est pas possible | jamais de ma vie"
        " | non jamais de ma vie | [je ne suis/je suis/suis] pas [intéressé/intéressée/partant"
        "/partante/disponible] | pas [intéressé/intéressée] | [ça ne m’/ça m’]intéresse pas"
        " | ça ne m’intéresse vraiment pas | non impossible | non pas possible"
        " | [non/nn/nan/non non] [je ne travaille pas/je travaille pas/je n’étudie pas"
        "/j’étudie pas/je n’ai jamais travaillé/j’ai jamais travaillé/je suis pas/je ne suis pas]"
        " | je n’ai jamais travaillé | j’ai jamais travaillé | c’est mort | même pas en rêve"
        " | [je suis sûr/je suis sûre/sûr] que non | je ne confirme pas | je confirme pas"
        " | [aucune/pas/vraiment pas] envie | [j’ai/je n’ai] pas envie | non j’en ai plus"
        " | que nenni | nullement | point du tout | non y a pas"
        " | non ça m’intéresse pas | non ça ne m’intéresse pas",
        "stop": "ne m’[envoyez/envoie/écrivez/écris] plus [de/vos/aucun] [sms/message/messages]"
        " | [arrêtez/arrête/arrêter/stop] de m’[envoyer des sms/écrire/appeler/embêter]"
        " | [je ne veux/je veux] plus rien recevoir | [retirez/enlevez/supprimez]-moi de [la liste"
        "/votre liste/vos listes] | je me [désabonne/désinscris] | plus [aucun/un seul] message"
        " | aucun message | pas de messages"
        " | [arrêtez/arrêter/arrête] [les messages/ces messages/tout/de m’écrire/de "
        "m’envoyer des messages/ça]"
        " | [je ne veux/je veux] plus [de messages/recevoir de messages/de vos messages/de message]"
        " | ne [m’écrivez/m’envoyez] plus[/ rien/ de messages] | [désinscrivez/désabonnez]-moi"
        " | [désinscrire/me désinscrire/me désabonner] | stop [tout/les messages/svp/ça suffit]"
        " | ça suffit | stop | ne m’écrivez plus | arrêtez tout | n’écrivez plus"
        " | je ne veux plus de messages | arrêt | arrêter | arrêtez | désabonner"
        " | désinscription | plus de messages | stopp | arrête | stop svp | stopper | stoppez"
        " | me désabonner | désabonnez-moi | désabonnement | désinscrire | désinscrivez-moi"
        " | me désinscrire | ne m’envoyez plus de messages | n’envoyez plus de messages"
        " | arrêtez les messages | arrêter les messages | arrêtez de m’écrire | stop messages"
        " | stop sms | je veux arrêter | plus de message | désabonne-moi"
        " | arrêtez de m’envoyer des messages | arrête de m’envoyer des messages"
        " | arrêtez d’envoyer des messages | ne m’envoyez plus rien | ne m’envoyez rien"
        " | ne plus recevoir de messages | ne plus recevoir vos messages"
        " | je ne veux plus recevoir de messages | je ne veux plus recevoir vos messages"
        " | je veux plus recevoir vos messages | je veux plus de messages"
        " | je veux plus recevoir de messages | ne plus rien recevoir | stop aux messages"
        " | stop tout | arreté | arrêté | laissez-moi tranquille | arrêtez ça | cessez"
        " | se désabonner | unsubscribe"
        " | laissez-moi | fichez-moi la paix | plus de sms | arrêtez les sms"
        " | arrete tout | arrêt des messages",
        "help": "[j’ai/on a/nous avons] besoin de [votre/ton] [aide/assistance/soutien]"
        " | [un coup de main/donnez-moi un coup de main/j’ai besoin d’un coup de main]"
        " | je [ne comprends/comprends] [rien/pas la question aidez-moi/rien aidez-moi]"
        " | comment [faire/je fais/répondre/on fait/ça marche/ça fonctionne]"
        " | je [suis perdu/suis perdue/ne sais pas comment faire/ne sais pas quoi répondre/suis "
        "bloqué/suis bloquée]"
        " | [besoin/j’ai besoin] d’[aide/un coup de main/assistance]"
        " | [aidez/aide]-moi[/ svp/ à répondre] | pouvez-vous m’aider | help me svp"
        " | aide | aidez-moi | aide-moi | à l’aide | help | besoin d’aide"
        " | j’ai besoin d’aide | aidez moi svp | au secours | je veux de l’aide"
        " | pouvez-vous m’aider | il me faut de l’aide | aider moi | aidez | de l’aide"
        " | je ne comprends pas aidez-moi | m’aider | une aide | aide s’il vous plaît"
        " | je suis perdu | je suis perdue | comment faire | sos | aidez nous"
        " | aide moi un peu | aidez moi un peu | aidez moi stp | il faut m’aider",
        "back": "je veux [changer/modifier/corriger] ma réponse[/ précédente/ d’avant]"
        " | [je me suis trompé/je me suis trompée/erreur] [à la question précédente/question "
        "précédente/avant]"
        " | [revenir/retourner/retour/revenez] [à la question précédente/à la précédente/en "
        "arrière/à la question d’avant/avant]"
        " | [question/la question] [d’avant/précédente/précédente svp]"
        " | je [veux revenir/veux corriger la précédente]"
        " | [annuler/corriger] [la réponse précédente/ma dernière réponse] | retour | précédent"
        " | question précédente | revenir | arrière"
        " | retour en arrière | revenir en arrière | précédente | en arrière | retourner"
        " | revenir à la question précédente | je veux revenir | reculer | retours"
        " | question d’avant | la question d’avant | revenir à la question d’avant | back"
        " | retournez | la précédente | la question précédente"
        " | retour à la question précédente | faire retour | revenez | retour arrière"
        " | retourner à la question précédente | précédente question | question avant",
        "skip": "[j’ai pas/je n’ai pas/j’ai vraiment pas] envie [de répondre/d’en parler]"
        " | [je ne peux/je peux/je ne veux/je veux] pas [répondre à ça/répondre à cette question]"
        " | je ne souhaite pas [le dire/en parler] | c’est [personnel/privé/confidentiel]"
        " | [passer/passez/sauter/sautez/ignorer/ignorez] [cette question/la question/ça/"
        "celle-ci]"
        " | je [passe/saute][/ cette question]"
        " | je [ne veux/veux/préfère ne] pas [répondre/le dire/dire/en parler] | sans réponse"
        " | pas de réponse | je ne réponds pas | passer | sauter | je passe"
        " | je préfère ne pas répondre | sans réponse"
        " | passe | passez | saute | passer la question | sauter la question"
        " | je ne veux pas répondre | je veux pas répondre | pas de réponse"
        " | je ne souhaite pas répondre | je préfère pas répondre"
        " | question suivante svp je passe | ignorer | skip | ne pas répondre | ne pas le dire"
        " | je préfère ne pas le dire | je préfère ne rien dire | je ne réponds pas"
        " | je réponds pas | passons | sautez | passe cette question | sauter celle-ci"
        " | je passe mon tour | on passe | pas envie de répondre | je préfère passer",
        "dont_know": "ne sait pas"
        " | je [ne sais/sais] pas [exactement/au juste/précisément/vraiment]"
        " | je [ne sais/sais] pas [dè/deh/dêh/ô/oh/quoi]"
        " | [j’en ai/j’ai/je n’en ai/je n’ai] [aucune/pas la moindre] idée"
        " | [je ne sais/je sais/j’en sais] [pas/pas trop/pas du tout/rien]"
        " | [aucune/pas la moindre] idée | je [ne m’en/m’en] [souviens/rappelle] [pas/plus]"
        " | je [ne me/me] [souviens/rappelle] [pas/plus] | je l’ignore | j’ignore"
        " | je ne me souviens plus | je me souviens plus | je m’en souviens pas"
        " | je ne m’en souviens pas | je ne sais pas | je ne sais pas trop"
        " | je ne sais pas exactement"
        " | je sais pas | sais pas | jsp | chais pas | j’sais pas | je ne sais | ne sais pas"
        " | aucune idée | je n’ai aucune idée | pas sûr | pas sûre | je ne suis pas sûr"
        " | je ne suis pas sûre | je l’ignore | j’ignore | je n’en sais rien | j’en sais rien"
        " | je c pas | jsais pas | je ne connais pas | je connais pas | chépa | chais po"
        " | ché pas | je sé pas | nsp | je ne sais pas du tout | j’ai oublié | jspa"
        " | je ne me souviens pas | je m’en souviens pas | je ne m’en souviens pas"
        " | je ne me rappelle pas | sé pas | chépas | ché po | je sais po | je c po"
        " | j sais pas | je nsp | je n’ai pas d’idée | pas d’idée | je suis pas sûr"
        " | je suis pas sûre | je ne suis pas certain | aucune idee | je ne sais vraiment pas"
        " | jpp savoir | je sais pas du tout | je sais vraiment pas"
        " | j’en sais trop rien | je n’en ai aucune idée | je ne sais plus | je sais plus"
        " | chai pas | chaipas | ché pa | jc pas | jcpas | je c pa | jsé pas | je sé pa"
        " | sé pa | j’sai pas | jsai pa | jsai pas | jen sais rien | g sais pas"
        " | je sais pa | jsais pa | ché plus | moi je sais pas | moi jsp"
        " | je sais pas hein | je ne saurais dire | aucune idé | xamuma | xamouma",
        "repeat": "[reformulez/reformuler/reformule/redites autrement][/ svp/ la question]"
        " | tu as dit"
        " quoi | vous avez dit quoi | c’est quoi la question déjà"
        " | [pouvez-vous/peux-tu/tu peux/pourriez-vous] [répéter/redire/reformuler/"
        "répéter la question]"
        " | [je n’ai/j’ai] pas [compris/compris la question/bien compris/saisi]"
        " | [quelle est/c’est quoi] la question"
        " | [répétez/redites/répète] [svp/la question/encore] | comment[/ ça] | c’est-à-dire"
        " | répéter | répète | répétez | encore | pardon | répétez svp"
        " | répéter la question | répétez la question | encore une fois | pouvez-vous répéter"
        " | comment | redites | redire | redis | je n’ai pas compris | j’ai pas compris"
        " | pas compris | je ne comprends pas | je comprends pas | reposez la question"
        " | repose la question | rappelez la question | rappelle la question"
        " | redites la question | c’est quoi la question | quelle question"
        " | quelle est la question | vous pouvez répéter | redemandez | réexpliquez"
        " | expliquez | compris pas | je n’ai pas compris la question"
        " | j’ai pas compris la question | la question svp | quoi"
        " | vous dites | vous avez dit quoi | tu dis quoi | vous dites quoi"
        " | j’ai pas entendu | je n’ai pas entendu | pas entendu | j’ai rien compris"
        " | comment vous dites | redis-moi | c’est quoi ça",
        "restart": "[recommencer/recommençons/reprendre/repartir] [à zéro/du début/depuis le "
        "début/au début/tout]"
        " | on recommence | je veux recommencer[/ à zéro/ depuis le début] | remise à zéro"
        " | recommencer | depuis le début | début | redémarrer | recommence"
        " | recommencez | reprendre depuis le début | reprendre du début | je veux recommencer"
        " | recommencer depuis le début | recommencer du début | repartir à zéro | commencer"
        " | start | restart | recommencer à zéro | repartir de zéro | tout recommencer"
        " | recommençons | reprendre à zéro | reprendre depuis le début svp | on recommence"
        " | reset | du début | tout reprendre | refaire | tout refaire | à partir du début",
        "cancel": "on annule | on laisse tomber | annuler | annule | annulez | laisse tomber"
        " | laissez tomber | annulation"
        " | je veux annuler | cancel | tout annuler | annulé | annuler tout | j’annule"
        " | abandonner | j’abandonne | oublie ça | oubliez ça",
        "menu": "[voir/afficher/ouvrir/montrez/montrez-moi] [le menu/menu]"
        " | [aller/retourner/revenir/retour] au menu principal | menu | accueil | sommaire"
        " | menu principal | le menu | retour au menu"
        " | retour menu | aller au menu | revenir au menu | retour à l’accueil"
        " | page d’accueil | menu svp",
        "language": "[changer/changez/mettre/mettez/passer] [la langue en/en] [arabe/français"
        "/darija/anglais] | [je veux/je voudrais/je préfère/on peut/peut-on/possible de] [continuer"
        "/parler/répondre/écrire/lire] en [arabe/français/darija/anglais/wolof/dioula/bambara]"
        " | [changer/changez/modifier] [la langue/de langue/langue]"
        " | [une autre/autre] langue | je veux [changer de langue/une autre langue] | langue"
        " | langues | changer de langue | changer la langue | changer langue"
        " | choisir la langue | autre langue | changement de langue | la langue"
        " | je veux changer de langue | changer de la langue | changer ma langue"
        " | une autre langue | changez de langue | changez la langue | modifier la langue"
        " | choix de la langue | parler une autre langue",
        "person": "[passez/passe/donnez/mettez]-moi [quelqu’un/une personne/un conseiller/un agent"
        "/une conseillère/un responsable/un humain/la coordinatrice/le coordinateur]"
        " | [parler/discuter] [avec/à] [un agent/une conseillère/l’équipe/un responsable]"
        " | [je veux /je voudrais /]parler [à/avec] un être humain"
        " | [contact/parler à un/avoir un] [humain/conseiller/responsable]"
        " | [je veux/je voudrais/je souhaite/j’aimerais] [parler/discuter/échanger] [à/"
        "avec] [quelqu’un/une personne/un humain/un conseiller/un responsable/une vraie personne/"
        "un agent/l’équipe]"
        " | [contacter/joindre/appeler] [un conseiller/un responsable/quelqu’un/l’équipe/un agent]"
        " | [rappelez/appelez/contactez]-moi[/ svp]"
        " | [un conseiller/un agent/un responsable/une personne] svp | quelqu’un"
        " | une personne | parler à quelqu’un | conseiller | conseillère"
        " | coordinateur | coordinatrice | personne humaine | un humain | humain"
        " | parler à une personne | un conseiller | une conseillère | agent | un agent"
        " | je veux parler à quelqu’un | parler à un conseiller"
        " | je veux parler à une personne | parler avec quelqu’un"
        " | je voudrais parler à quelqu’un | opérateur | un responsable | responsable"
        " | parler à un humain | un être humain | être humain | joindre quelqu’un"
        " | contacter quelqu’un | contacter une personne | appelez-moi | rappelez-moi"
        " | m’appeler | être rappelé | être rappelée | parler à un agent"
        " | parler à un responsable | parler à la coordinatrice | parler au responsable"
        " | parler avec une personne | parler avec un conseiller | une vraie personne"
        " | quelqu’un svp | le responsable | une coordinatrice | un coordinateur"
        " | téléphoner à quelqu’un | discuter avec quelqu’un",
        "next": "suivant | continuer | continue | la suite | suivante | question suivante"
        " | continuez | suite | poursuivre | on continue | je continue | next | avancer"
        " | allons-y | passer à la suite | continuons | la question suivante"
        " | passer à la question suivante | prochaine question | on avance | la prochaine"
        " | allez-y | allons y",
        "done": "[c’est bon/voilà/ok/bon] [j’ai fini/j’ai terminé/c’est fini/c’est terminé/fini]"
        " | [j’ai/c’est] [fini/terminé/tout] | [voilà c’est/c’est] tout[/ merci] | terminé"
        " | j’ai tout dit | rien d’autre | rien à ajouter | terminé | fini | c’est tout"
        " | j’ai fini | j’ai terminé | c’est fini"
        " | c’est terminé | terminer | finir | voilà c’est tout | fini fini"
        " | rien d’autre | done | c fini | c tout | voilà | c’est tout merci | voila tout"
        " | j’ai tout dit | rien de plus | tout est dit | c bon fini | j’ai fini merci | finis",
        "my_data": "mes informations personnelles | mes données personnelles"
        " | [quelles données/quelles informations] [avez-vous sur moi/gardez-vous sur moi]"
        " | [voir/consulter/afficher/montrez-moi/donnez-moi] [mes données/mes réponses/"
        "mes informations/mes infos]"
        " | [quelles/c’est quoi] [sont mes données/mes données/données avez-vous sur moi]"
        " | que [savez-vous/avez-vous] sur moi | quelles sont mes données"
        " | quelles sont mes informations"
        " | que savez-vous de moi | mes données | mes réponses | mes informations"
        " | voir mes données"
        " | voir mes réponses | mes infos | consulter mes données | mes données personnelles"
        " | montrez mes données | afficher mes données | quelles données avez-vous sur moi"
        " | que savez-vous de moi | mes données svp | mon dossier | consulter mes réponses"
        " | accéder à mes données | afficher mes réponses | montrez-moi mes données"
        " | mes renseignements"
        ""
        " | [montrez/montre/voir/affichez] [mes réponses/mes données/mes infos/mes informations]",
        "erase_me": "[effacez/supprimez/effacer/supprimer] [tout/toutes mes données/mes données/"
        "mes informations/mes infos/mon compte/mes réponses]"
        " | je veux [supprimer/effacer] [mon compte/mes données/tout/mes informations]"
        " | [je veux que vous/il faut que vous/je souhaite que vous] [supprimiez/effaciez] [mes "
        "données/mes informations/mes réponses/tout]"
        " | oubliez[-moi/ moi] | supprimer mes données | supprimez mes données"
        " | effacer mes données"
        " | oubliez-moi | effacez mes données | supprime mes données | efface mes données"
        " | supprimer mes informations | supprimer mes réponses | effacer mes réponses"
        " | supprimez mes informations | oublie-moi | supprimez-moi | effacez mes réponses"
        " | effacez-moi | suppression de mes données | supprimer mon compte | effacez tout"
        " | supprimez tout | effacer tout | supprimer tout | tout supprimer | tout effacer"
        " | supprimez mes réponses | effacez mes informations | effacer mes informations"
        " | effacer mon compte | supprimer mon dossier | supprimez mon compte"
        " | droit à l’oubli | m’effacer | me supprimer | retirez mes données"
        " | supprimez toutes mes données | effacez toutes mes données"
        " | supprimer toutes mes données | effacer toutes mes données",
        "greeting": "[bonjour/bonsoir/salut/bjr/slt/bsr/cc/coucou][/ comment] [ça va/cv/sa va]"
        " | [bonjour/bonsoir/salut/bjr/slt] [tout le monde/à tous/à vous tous/la famille"
        "/la team/les amis/mes amis] | bonjour | bonsoir | salut | slt | bjr | coucou | bsr"
        " | bonjour à vous"
        " | bonjour à tous | hello | salu | bonjour monsieur | bonjour madame | hey | cc"
        " | bonjours | bonne journée | re bonjour | rebonjour | bonjour bonjour"
        " | bonjour comment ça va | bonjour ça va | salut ça va | bonsoir à vous"
        " | bonsoir madame | bonsoir monsieur | coucou ça va | yo | salem | salam"
        " | bonjour tout le monde | bon après-midi | bonjr"
        ""
        " | [salam/assalam/asalam/salaam/asalaa/assalamou/salamou] [aleykoum/alaikum/alaykoum/"
        "aleikum/maalekum/malekoum/maleikum/alekum/aleykum/alaykum]"
        " | salamaleikum | salamalekum | salamaleykoum | salamalekoum | nanga def"
        " | na nga def | nangadef | nanga déf | ani sogoma | i ni sogoma | ini sogoma"
        " | ani tilé | ani woula | akwaba | bonsoir à tous | bonsoir la famille"
        " | bonjour la famille | salut la famille | wesh | wesh ça va | bonjour ô"
        " | bjr à tous | slt à tous | bjr la famille | bjr cv | slt cv | bonsoir cv"
        " | bonjour chef | bonsoir chef | bjr madame | bjr mr | cc cv",
        "thanks": "[merci/merci beaucoup/merci bien/grand merci/un grand merci] [pour votre aide"
        "/pour tout/pour votre réponse/pour votre patience/pour les infos/de votre aide]"
        " | merci | merci bcp | merci beaucoup | mrc | merci bien | mci"
        " | je vous remercie | merci à vous | mille mercis | mersi | merci infiniment"
        " | grand merci | je te remercie | thanks | mille merci | un grand merci"
        " | merci infiniment à vous | merci d’avance | merci pour tout | merci merci"
        " | remerciements | merci pour votre aide | c’est gentil merci | merci mille fois"
        " | thank you | choukran | merci beaucoup à vous | merci bien à vous"
        " | merci de votre aide | merci encore"
        " | jërëjëf | jerejef | jërejëf | jërëjëf waay | jerejef waay | dieureudieuf"
        " | djeredjef | jerejeuf | dieuredieuf | djeredieuf | i ni ce | inice | ini ce"
        " | a ni ce | aw ni ce | abaraka | barika | merci hein | merci dêh | merci deh"
        " | merci waay | merci tonton | merci tantie | merci mon frère | mercii | thank u"
        " | merci chef | gracias",
    },
    never="ah | aah | eh | eeh | la | fin | safi | صافي | ماشي | رد | بس | نعام | c bon | تمام"
    " | je veux aider"
    " | je peux aider | il faut aider",
    loose_yes="ah | aah | eh | eeh | parfait | safi | صافي | مزيان | تمام | c bon | parfait"
    " | très bien | super"
    " | bien"
    " | ça marche | ça va | mouais",
    polite="bonne journée | bonne soirée | bonne nuit | malheureusement | franchement"
    " | honnêtement | svp | s’il vous plaît | s’il te plaît"
    " | merci | merci beaucoup | stp | merci bien"
    " | mrc | monsieur | madame | pour moi | vraiment | merci à vous | merci d’avance"
    " | mon frère | ma sœur | chef | désolé | désolée"
    " | tonton | tantie | tanti | tata | maman | papa"
    " | grand frère | le vieux | la vieille | mon ami | patron | patronne | chérie"
    " | mon cher | waay | wayé | dêh | deh | hein | svp merci"
    " | s’il te plaît merci | ma chère | madame monsieur | docteur"
    " | quoi | ma sœur merci | sincèrement"
    " | oh | euh | bah | ben | eh ben | bon ben | hé ben | euhh | ohh"
    " | moi personnellement"
    " | walaye | wallaye | walay | walaï | walahi | wallaï | wallahi | wallah | wlh"
    " | dieu merci | au nom de dieu | je te jure | je vous jure"
    " | mon fils | ma fille | mon enfant | mes enfants | mon petit | ma petite | mon grand"
    " | ma grande | jeune homme | mon frérot | frérot | frère | frr | bro | sœur | la sœur"
    " | par la grâce de dieu | grâce à dieu | gloire à dieu | amen | amine | amina"
    " | mdr | mdrr | lol | ptdr | haha | hihi | hahaha | xd | mes amis | les amis | ma chérie",
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
        7: "sept | set | septs | sète",
        8: "huit | huite | uit | uite | wit",
        9: "neuf | neuve | neufs",
        10: "dix | dis",
        11: "onze | onz",
        12: "douze | douse | douz",
        13: "treize | treze | treiz",
        14: "quatorze | quatorz | katorze | katorz | catorze",
        15: "quinze | kinze | quinz | kinz",
        16: "seize | sèze | seiz | sez",
        17: "diset | dizsept | dizset | dixsept | dissept | disept",
        18: "dixhuit | dizuit | dizhuit",
        19: "dixneuf | diznef | dizneuf",
        20: "vingt | vingts | vint | vin | vingte",
        30: "trente | trante | trent | trant | trènte",
        40: "quarante | quarente | quarent | karante | quarant | karant | carante | karente",
        50: "cinquante | cinquente | sinquante | cincante | cinquant | sinkante | cinkante"
        " | sincante | sinkant | cinkant | cinquentes",
        60: "soixante | soixente | soissante | swasante | soixant | soisante | soisant"
        " | swassante | soixsante | soicante | soixcente",
        70: "septante",
        80: "huitante | octante",
        90: "nonante",
        100: "cent | cents | sent",
        1000: "mille | mil | milles",
        1_000_000: "million | millions",
    },
    ordinals={
        1: "premier | première | 1er | 1ère | 1re | 1ier | 1iér | premié | premie | premiere",
        2: "deuxième | second | seconde | 2e | 2ème | 2eme",
        3: "troisième | 3e | 3ème",
        4: "quatrième | 4e | 4ème",
        5: "cinquième | 5e | 5ème",
        6: "sixième | 6e | 6ème",
        7: "septième | 7e | 7ème",
        8: "huitième | 8e | 8ème",
        9: "neuvième | 9e | 9ème",
        10: "dixième | 10e | 10ème",
        11: "onzième | 11e | 11ème",
        12: "douzième | 12e | 12ème",
        13: "treizième | 13e | 13ème",
        14: "quatorzième | 14e | 14ème",
        15: "quinzième | 15e | 15ème",
        20: "vingtième | 20e | 20ème",
    },
    fractions={
        30: "et demie | et demi | demi | demie | et une demie"
        " | un demi | une demi | une demie | un demi-",
        15: "et quart | un quart | quart | et un quart | et le quart",
        45: "trois quarts | et trois quarts",
    },
    points="virgule | point",
    minus="moins",
    nothing="aucun | aucune | rien | zéro personne | personne d’autre | pas un seul"
    " | pas une seule | rien du tout | je n’en ai pas | j’en ai pas | je n’ai pas"
    " | pas d’enfants | pas d’enfant | sans | pas de | pas d’"
    " | pas encore d’enfants | pas encore d’enfant | pas d’enfant pour le moment"
    " | pas d’enfants pour le moment | sans enfant | sans enfants | néant",
    units="membres dans la coopérative | par an | par personne | têtes de bétail | révolus"
    " | mensuel | mensuels | an | ans | année | années | dh | dhs | mad | dirham"
    " | dirhams | fcfa | cfa | xof"
    " | personne | personnes | enfant | enfants | mois | jour | jours | heure | heures | h"
    " | minute | minutes | mn | min | semaine | semaines | km | kms | kilomètre | kilomètres"
    " | kg | kgs | kilo | kilos | kilogramme | kilogrammes | mètre | mètres | ha | hectare"
    " | hectares | membre | membres | femme | femmes | homme | hommes | fois | pièce | pièces"
    " | tête | têtes | % | pour cent | pourcent | tonne | tonnes | litre | litres | garçon"
    " | garçons | fille | filles | adhérents | adhérentes | employés | frères | soeurs | sœurs"
    " | ouvriers | chambres | livres | bénéficiaires | participants | kilometre | franc cfa"
    " | f cfa | pers | pers dans le foyer | ans et demi passés | francs cfa | piges"
    " | bouches | bouche | balais | âmes | adultes"
    " | révolu | revolus | gosse | gosses | petit | petits | môme | mômes | bambin"
    " | bambins | kids | frs | francs | gos | bébé | bébés | nourrisson | épouses"
    " | épouse | vaches | moutons | chèvres | poules | bœufs | boeufs | sacs | sac"
    " | pieds | élèves | jumeaux | vieux | individus | têtes de moutons | l | cl | g"
    " | grammes | gramme | quintaux | quintal | casiers | d’hectare | d’hectares | d’adultes"
    " | d’hommes | d’élèves | d’années | d’heures | adhérent | canards | lapins | dindons"
    " | pintades | brebis | chameaux | chevaux | ânes | boucs | béliers | ruches | plants"
    " | arbres | oliviers | palmiers | pirogues | filets | machines | employées | salariés"
    " | ans d’expérience | d’expérience | années d’expérience | de moyenne | moyenne"
    " | dans la coopérative | dans le groupement | dans l’association"
    " | apprentis | apprenties | étudiants | collègues | associés | associées | collaborateurs",
    own_units="f | franc | francs",
    doubtful_units="euro | euros | € | $ | dollar | dollars | centime"
    " | centimes | f | franc | francs | ryal | rial | rials | eur | usd",
    years_old="an | ans | année | années",
    fillers="réponse | y a | la réponse est | ma réponse est | passés | bien tassés | je fais"
    " | exactement"
    " | précisément | révolus | actuellement"
    " | aujourd’hui | j’ai | je suis"
    " | il y a | nous sommes | on est | nous avons | on a | j’en ai"
    " | mon âge est | mon âge c’est | c’est | seulement | juste | au total | en tout"
    " | le nombre est | nombre | total | âge | de | seul | seule | seuls | par jour | par mois"
    " | par semaine | il y en a | ils sont | nous | on | l’âge de | âgé de | âgée de"
    " | alors | bon | ok | voilà | bref | enfin | donc"
    " | on fait | nous faisons | on compte | nous comptons | je compte | ils font"
    " | je viens d’avoir | jviens d’avoir | je viens de fêter | jviens davoir"
    " | ça fait | j’avais | au nombre de | dans le foyer | à la maison | dans la famille"
    " | dans ma famille | y compris moi | avec moi | jai | j | une famille de | famille de"
    " | à charge | en charge | chez nous | chez moi | dans mon foyer | dans notre foyer"
    " | mon foyer compte | ménage de | foyer de | on vit à | nous vivons à | mon âge | oui"
    " | bonjour | dieu merci | grâce à dieu | hamdoulilah | inchallah"
    " | g | gé | jé | moi | moi j’ai | moi je suis | moi g | dans la maison"
    " | dans la cour | à la cour | dans mon ménage | dans le ménage | dans ma maison"
    " | on est à | chez moi ici | déjà | deh | dêh | dè | hein | wallaye"
    " | wallahi | walaye | alhamdoulilah | alhamdoulillah | alhamdulilah"
    " | macha allah | machallah",
    about="environ | à peu près | presque | plus de | moins de | vers | peut-être | autour de"
    " | entre | au moins | au plus | dans les | plus ou moins | une dizaine | une douzaine"
    " | une quinzaine | une vingtaine | une trentaine | une quarantaine | une cinquantaine"
    " | une soixantaine | une centaine | un millier | pas"
    " | j’avais | j’aurai | bientôt"
    " | a",
    either="ou | à | ou bien | jusqu’à",
    months={
        1: "janvier | janv | jan | janvie | janvié | javier | janver | jenvier | janviers"
        " | janvyer",
        2: "février | fév | févr | fevrie | févrié | fevirer | fivrier | fevreir | feb"
        " | ferrier | fevrer | fevrié",
        3: "mars | mar | marse",
        4: "avril | avr | avri | avrile | avrill | avrl | avrils",
        5: "mai | mais | may",
        6: "juin | jun | jui n | juin",
        7: "juillet | juil | juill | juilet | jullet | julliet | juiller | juillé | jul",
        8: "août | aout | aou | oût | aoùt | aoüt | aoute | out | aoutt",
        9: "septembre | sept | sep | septembr | septambre | setembre | septenbre",
        10: "octobre | oct | octobr | octobbre | ocotbre | oktobre | octbre | octobres",
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
        0: "aujourd’hui même | ce jour même | ce matin | ce soir | ce midi | cet après-midi"
        " | cette après-midi | cet aprem"
        " | aujourd’hui | ojourdhui | ojourdui | ajourdhui | aujourdhuit | aujourduit | aujordhui"
        " | aujordui | aujourdhiu | oujourdhui | aujourdwi | ojrdui | ojdui | ajrdui | aujrd"
        " | aujd | ajdhui | auj dhui | aujourdhui | auj | ajd | ajrd | aujourd hui | aujoud’hui"
        " | ce jour"
        " | aujourdui | ojourdui | aujourd’ui | ojd | aujourdh’ui | aujourd hui meme",
        1: "demain | dmain | demin"
        " | 2main | dem1 | 2m1 | dm1 | 2min | deumain | dema1"
        " | dmn | 2main | 2m | demein | demen | demian | domain | demaim",
        2: "après-demain | apredemain | apredmain"
        " | [après/apre/apr/aprs/aprè/aps/ap][ /-/][demain/dmain/demin/2main/dem1/2m1/dm1/2min"
        "/deumain/dema1/dmn/2mai1/2m/demein/dem]",
        -1: "hier | ier | yer | hié | ièr | hiere | hiair",
        -2: "[avant/avan/avt/avent/av][ /-/][hier/ier/yer/hié]",
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
    date_fillers="moi c’est | c’était | c’était le | le | du | de | en | au | à | d’ | l’an | année"
    " | l’année | an | né | née"
    " | je suis né | je suis née | né le | née le | date | jour | la date | c’est | pour"
    " | on est | nous sommes | inchallah | d | date de naissance | ma date de naissance | est"
    " | ma date de naissance est | ma date de naissance est le | date de naissance le"
    " | né à la date du | ma naissance | je suis né en | de naissance | anniversaire"
    " | mon anniversaire | dit | j’ai été né | j’ai été née | été né | été née | mon anif"
    " | mon anniv | anif | anniv | je suis venu au monde | je suis venue au monde"
    " | c’est bon | ok | d’accord | oui | si possible | ça me va | ça me convient"
    " | si dieu veut | si dieu le veut | s’il plaît à dieu | incha allah"
    " | in cha allah",
    day_units="jour | jours | j",
    week_units="semaine | semaines",
    ahead="dans | d’ici",
    ago="il y a | y a | ça fait | voilà",
    parts={
        "morning": "matin | du matin | le matin | matinée | am | a m | au matin"
        " | mat | du mat | au mat | le mat | dans la matinée | de bonne heure",
        "noon": "de midi",
        "afternoon": "après-midi | de l’après-midi | l’après-midi | aprem | aprèm | de l’aprem"
        " | pm | p m | après midi | cet après-midi"
        " | après-m | l’aprem | ap midi | apres midi",
        "evening": "soir | du soir | le soir | soirée | ce soir",
        "night": "nuit | de la nuit | la nuit | de nuit",
    },
    hours={1200: "midi | à midi | 12 midi", 2400: "minuit | à minuit"},
    clock_fillers="je préfère | je choisis | je prends | je peux à | je peux venir à"
    " | je viens à | on peut à | à | heure | heures"
    " | h | il est | pile | hrs | heur | le | précises"
    " | précise | et | dès | c’est"
    " | inchallah | nchallah | inchaallah | inshallah | incha allah | ncha lah"
    " | ncha allah | gmt | ok | c’est bon | c’est ok | ça marche | pour moi | ça me va"
    " | me convient | ça m’arrange | m’arrange | svp | tapante | tapantes | pétantes | exactes"
    " | exacte | sonnantes | exactement | d’accord | oui | rdv | rendez-vous | ça me convient"
    " | parfait | c’est parfait"
    " | très bien | impeccable",
    minute_units="minute | minutes | mn | min",
    less="moins | moins le | moin",
    negations="non | pas | ne | sans | ni | jamais | aucun | aucune | sauf | hors | n | plus",
    numbering="numéro | n° | no | num | nº | n | option | choix | réponse | le numéro"
    " | la réponse | chiffre | le | la | le choix",
    choice_fillers="sur | je réside à | je réside | je travaille le | je travaille la | avec"
    " | je le fais | je vis à | je vis en | je vis | à cause de | à cause du"
    " | à cause de la | à cause des | classe de | la classe de | en classe de | elle est au"
    " | elle est en | il est au | il est en | elle fait le | il fait le | seulement | uniquement"
    " | je parle | je parle le | langue | jour | le jour | secteur | domaine"
    " | filière | je fais | je fais du"
    " | je fais de | c’est dans"
    " | dans le | je travaille dans | je travaille dans le | je bosse dans | je | suis | c’est"
    " | le | la | les | un | une | de | du | des | en | à | au"
    " | dans | j’habite | je suis | l’ | d’ | oui | région | province | ville | préfecture"
    " | je préfère | je choisis | habite | plutôt | commune | mon | ma | mes | par | niveau"
    " | chez | niveau d’études | statut | d | j | l | travail | je prends | je dis | je veux"
    " | ma réponse est | ma réponse | la réponse est | réponse | mon choix est | mon choix"
    " | mon choix c’est | moi c’est | moi | je dirais | je pense | c’est plutôt | ce sera"
    " | je suis de | je viens de | j’ai choisi | je vote | option | choix | pour moi c’est"
    " | j’ai | jai | j’ai le | j’ai un | j’ai une | j’ai la"
    " | inchallah | nchallah | inchaallah | inshallah | incha allah | ncha lah"
    " | ncha allah",
    last="dernier | dernière | le dernier | la dernière | le dernier choix | la dernière option"
    " | tout dernier",
    everything="tout | tous | toutes | tous les choix | toutes les réponses | tous les jours"
    " | l’ensemble",
    affirms="j’ai | j’en ai | j’en ai une | j’en ai un | je l’ai | il y en a"
    " | je l’ai fait | j’en suis sûr | j’en suis sûre | je peux"
    " | je sais | je le fais | j’en fais | je l’ai déjà fait"
    " | que je peux | que je veux",
    denies="je n’en veux pas | j’en veux pas | je n’en ai jamais eu | je n’en ai pas"
    " | j’en ai pas | je n’ai pas | j’ai pas | il n’y en a pas"
    " | j’en ai plus | je n’en ai plus | j’ai plus | je n’ai plus"
    " | y en a pas | je n’ai rien | rien | aucun"
    " | aucune | je ne peux pas | je peux pas"
    " | je le fais pas | je ne le fais pas"
    " | je ne l’ai pas fait | j’ai rien | pas pour le moment | pas maintenant"
    " | pas pour l’instant | pas actuellement | pas en ce moment | plus pour le moment"
    " | pour le moment non",
    hedges="contre | refuse | opposé | opposée | mal | question | problème | problèmes | doute"
    " | mais | oui | non | ou | peut-être | parfois"
    " | quelquefois | des fois | un peu"
    " | presque | pas toujours | pas souvent | pas trop | pas vraiment | plus ou moins | si"
    " | sauf | ça dépend | sous condition | à condition | et | bientôt | plutôt | quand même"
    " | pas encore | pas | sinon | selon | rarement | jamais | wla | walakin",
    wishes="je veux | je voudrais | j’aimerais | je souhaite | je désire | pouvez-vous"
    " | pourriez-vous | peux-tu | tu peux | vous pouvez | est-ce que je peux"
    " | est-ce que vous pouvez | je peux | puis-je | il faut | merci de | veuillez | on peut"
    " | je dois | comment | je voulais | j’ai envie de | faut",
    objects="cette question | la question | celle-là | celle-ci | ça | svp | maintenant"
    " | tout de suite | moi | du tout | trop | vraiment | désolé | désolée | à la question"
    " | à cette question | mon intervention",
    until="jusqu’à",
    full_hours="heure | heures | hrs | heur",
    bounds="dès | depuis | à partir de | à partir du | jusqu’à | jusqu’au | à compter de",
    aged="mon âge est | mon âge c’est | âge | l’âge de | âgé de | âgée de | mon âge",
    pronouns="svp | moi | me | donc | s’il | vous | plaît | la | les | le | cette | toutes"
    " | tout | vraiment | encore | désolé | désolée | euh",
)
