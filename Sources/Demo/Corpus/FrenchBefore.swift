extension Corpus {
    /// French before and at arrival.
    static let frenchBefore: [Topic: String] = [
        .booking: """
        > Bonjour, {property} est-il libre du {day} pour {n} nuits ? | Bonsoir, je cherche un logement à {city} \
        pour {n} nuits à partir du {day}. {property} est disponible ?
        < Bonjour {guest}, oui, {property} est libre à ces dates. Le séjour revient à {price} MAD, ménage compris.
        > Merci ! C'est bien au calme ? Nous venons avec deux enfants. | Super. Les animaux sont acceptés ? \
        Nous avons un petit chien 🐶
        < C'est une rue calme, côté cour. Et nous pouvons préparer un lit bébé et une chaise haute. | Un petit \
        chien est le bienvenu, avec un supplément de 150 MAD pour le ménage.
        > D'accord. Il y a un ascenseur ? Ma mère marche avec une canne. | Le prix comprend la taxe de séjour ?
        < Oui, et l'immeuble a un gardien jour et nuit. | Oui, tout est compris, il n'y aura rien à ajouter \
        sur place.
        ~ Cliente intéressée, relancer demain si pas de réponse. | A déjà séjourné chez nous en mars, remise \
        de 5 % possible.
        > Parfait, comment fait-on pour réserver ? | On en parle ce soir et je confirme, merci !
        < Je vous envoie le lien de paiement, la réservation est ferme dès qu'il est réglé. | Avec plaisir, \
        je garde \
        une option jusqu'à demain midi.
        > C'est réglé ✅ | Payé à l'instant, vous pouvez vérifier ?
        < Bien reçu, merci {guest} ! Vous recevrez les instructions d'arrivée deux jours avant. 🌿
        """,
        .arrival: """
        > Bonjour, nous arrivons vers {time}. Le code de la porte est bien {code} ? | Bonjour ! Pouvez-vous me \
        renvoyer le code d'accès de {property} svp ?
        < Bonjour {guest}, oui, {code} au portail, puis la boîte à clés à gauche de la porte. Bon trajet ! | \
        Bonjour {guest}, voici le code : {code}. La boîte à clés est derrière le petit oranger.
        > Super merci 🙏 | Merci ! Et c'est à quel étage ?
        < Avec plaisir. Appelez-moi si vous ne trouvez pas la rue, les taxis connaissent l'hôtel d'en face. | \
        Troisième étage, porte de droite. L'ascenseur est au fond du hall.
        > Le code ne marche pas, il pleut et nous sommes dehors 😕 | On est devant mais la boîte à clés ne \
        s'ouvre pas
        ~ Boîtier changé hier, voir avec la technique si l'ancien code marche encore.
        < Je suis désolée ! Le boîtier a été changé hier : essayez {code} suivi de la touche #. | Toutes mes \
        excuses, j'envoie Hamid, il est à cinq minutes.
        > Ça marche, nous sommes entrés. Merci pour la rapidité ! | C'est bon, ouf ! Merci beaucoup
        < Bienvenue ! Il y a de l'eau fraîche et quelques dattes pour vous dans la cuisine. 🌴
        > Quelle belle surprise, l'appartement est magnifique 😍
        """,
        .earlyArrival: """
        > Bonjour, notre vol arrive à {time}. Serait-il possible d'entrer plus tôt que 15 h ? | Bonjour, on \
        atterrit à 8 h 40 avec un bébé, une arrivée anticipée est possible ?
        < Bonjour {guest}, l'appartement se libère à 11 h et le ménage prend deux heures. Je vous propose 13 h 30.
        > Ce serait parfait, merci ! | Même 12 h ? On paie un supplément s'il le faut.
        ~ Vu avec l'équipe ménage : Khadija peut commencer par {property}. | Appartement vide la veille, on \
        peut dire oui.
        < Bonne nouvelle, l'équipe commence par chez vous : 12 h 30, sans supplément. | C'est confirmé pour \
        13 h 30.
        > Génial, merci infiniment 🙏🙏 | Merci. On peut déposer les valises avant ?
        < Oui, le gardien Si Brahim les garde dans sa loge dès 9 h. | À tout à l'heure {guest} !
        """,
        .transfer: """
        > Bonjour, proposez-vous un transfert depuis l'aéroport ? Vol {flight}, arrivée {time}. | Bonjour, nous \
        serons {n} avec beaucoup de bagages, un chauffeur peut-il venir nous chercher ?
        < Bonjour {guest}, oui : 250 MAD la voiture jusqu'à 3 personnes, 350 MAD le minibus. Je réserve ?
        > Oui la voiture svp, nous sommes deux. | Le minibus alors, et un siège enfant si possible (2 ans)
        < C'est noté. Le chauffeur Abdelhak vous attendra à la sortie avec une pancarte à votre nom.
        = Transfert demandé : vol {flight}, {time}
        > Le vol a une heure de retard, pouvez-vous le prévenir ? ✈️ | Et s'il y a du retard, il attend ?
        < Il suit le vol, ne vous inquiétez pas, il sera là. Voici son numéro : +212 661 00 {code}. | Il est \
        prévenu !
        > Nous sommes avec lui, merci ! | Parfait, très gentil monsieur 👍
        ~ Transfert à ajouter à la facture.
        """,
        .babyBed: """
        > Bonjour, avez-vous un lit bébé et une chaise haute ? | Bonjour, notre fille a 14 mois, il nous \
        faudrait \
        un lit parapluie.
        < Bonjour {guest}, oui, les deux, sans supplément. Le lit sera monté dans la grande chambre.
        > Merci, avec un petit matelas ? Nous apportons les draps. | Super ! Il y a une baignoire ?
        < Matelas et alèse compris. | C'est une douche, mais nous avons une petite baignoire pour bébé.
        ~ Lit bébé n° {n} réservé, à monter avant l'arrivée.
        > Vous êtes adorables, merci 👶 | Parfait, merci de votre réponse rapide
        """,
        .parking: """
        > Bonjour, y a-t-il un parking près de {property} ? | Nous venons en voiture de location, où peut-on \
        se garer ?
        < Bonjour {guest}, une place vous attend au sous-sol, n° {n}. La télécommande est dans l'entrée. | \
        Bonjour, le gardien de la rue surveille les voitures jour et nuit, comptez 30 MAD par jour.
        > La hauteur est limitée ? On a un 4x4 avec coffre de toit. | Merci. C'est sûr la nuit ?
        < 2 mètres à l'entrée. Au-dessus, le parking de la place est à 200 m. | Oui, gardé et éclairé, nous \
        n'avons \
        jamais eu de souci.
        > Très bien, merci. | La télécommande n'ouvre pas le portail…
        < Restez appuyé trois secondes, tout près du boîtier noir. | Bonne route !
        > C'est bon, garés 🚗
        """,
    ]
}
