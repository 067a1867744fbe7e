extension Corpus {
    /// French during the stay and after.
    static let frenchDuring: [Topic: String] = [
        .wifi: """
        > Bonjour, le wifi ne fonctionne plus depuis ce matin. | Quel est le mot de passe du wifi ? Celui de la \
        boîte ne passe pas.
        < Bonjour {guest}, le réseau est {property}, le mot de passe {wifi}. | Essayez de débrancher la box dix \
        secondes, elle est sous la télé.
        > Toujours rien, le voyant est rouge. J'ai une visio à {time}… | Ça marche, merci !
        ~ Coupure chez l'opérateur dans tout le quartier, ticket {code}.
        < C'est une panne du quartier. Je vous fais apporter une clé 4G dans l'heure. | Parfait, bon travail !
        > La clé 4G est arrivée, ça sauve ma réunion 👏 | Merci, c'est revenu.
        < Avec plaisir, gardez-la jusqu'à votre départ.
        """,
        .leak: """
        > Bonjour, il y a une fuite sous le lavabo de la salle de bain 💧 | Urgent : l'eau coule du plafond de \
        la douche !
        +> fuite-salle-de-bain.jpg | plafond-douche.jpg | video-fuite.mp4
        < Merci pour la photo. Fermez le robinet d'arrêt derrière le meuble, un technicien part tout de suite. | \
        Je suis désolée {guest}. J'appelle le plombier, il sera là avant {time}.
        ~ Rachid prévenu, joint à changer. Prévoir serviettes. | Troisième fuite ici ce mois-ci, voir avec le \
        syndic.
        = Incident transmis à la logistique
        > C'est fermé, mais nous n'avons plus d'eau. | D'accord, on met une bassine en attendant.
        < Il est en bas de l'immeuble, il s'appelle Rachid. | Il arrive dans dix minutes.
        > Il vient de partir, tout est réparé. Merci. | Réparé, et très propre 👌
        < Merci de votre patience. Nous vous offrons le petit déjeuner demain matin. 🥐
        """,
        .airConditioning: """
        > La climatisation de la chambre souffle de l'air chaud 🥵 | Bonsoir, le chauffage ne s'allume pas et \
        il fait froid
        < Bonsoir {guest}, sur la télécommande, appuyez sur MODE jusqu'au flocon, puis 22. | Je vérifie tout \
        de suite \
        avec le technicien.
        > Toujours pareil… | Ça y est, ça refroidit !
        ~ Gaz à recharger sur l'unité de la chambre, déjà signalé le {day}.
        < Un technicien passe ce soir à {time}. En attendant, la clim du salon fonctionne. | Parfait, bonne nuit.
        > Ok on l'attend. | Merci, bonne nuit
        """,
        .towels: """
        > Bonjour, pourrions-nous avoir {n} serviettes de plus ? | Le ménage passe quel jour ? Il nous \
        faudrait des draps propres.
        < Bonjour {guest}, bien sûr, Khadija passe cet après-midi. | Le ménage est prévu demain à 10 h, cela \
        vous convient ?
        > Oui parfait. Et du papier toilette svp 😅 | Plutôt vers 12 h, les enfants dorment le matin.
        ~ Ménage déplacé à 12 h, prévenir Khadija.
        < C'est noté. | Pas de souci, tout sera fait.
        > Merci, elle est adorable | Merci 🙏
        """,
        .hammam: """
        > Bonjour, vous pouvez nous réserver un hammam pour deux ? | Ma femme fête ses 40 ans, une idée de \
        spa à {city} ?
        < Avec plaisir ! Hammam traditionnel et gommage au savon noir, 450 MAD par personne, demain à {time} ?
        > Demain c'est parfait. Avec massage ? | Plutôt {day} en fin d'après-midi
        < Avec un massage d'une heure à l'huile d'argan, 700 MAD. Je confirme pour deux ? | C'est réservé à \
        17 h 30.
        > Oui merci ! | Super, on paie sur place ?
        < Oui, sur place ou sur la facture du séjour, comme vous préférez.
        ~ Demander un bouquet et un petit gâteau, anniversaire.
        > C'était divin, merci du conseil 💆‍♀️ | Un moment inoubliable, merci !
        """,
        .excursion: """
        > Que conseillez-vous pour une journée avec des enfants ? | On aimerait voir le désert, c'est \
        faisable en un jour ?
        < La vallée de l'Ourika ou la palmeraie en calèche, les enfants adorent. | Agafay est à 40 minutes : \
        coucher \
        de soleil, dîner sous tente, 650 MAD par adulte.
        > Ça a l'air génial ! Vous réservez pour {n} ? | Et un bon restaurant pour ce soir ?
        < C'est fait, départ à {time} devant la porte. | Je vous ai réservé une table à 20 h 30, demandez le \
        tajine \
        d'agneau aux pruneaux.
        > Merci, vous êtes au top ⭐ | On s'est régalés !
        """,
        .noise: """
        > Bonsoir, les voisins font la fête et les enfants n'arrivent pas à dormir. | Il y a des travaux \
        depuis 8 h…
        < Je suis désolée {guest}, j'appelle le gardien. | Nous n'étions pas prévenus, je me renseigne.
        ~ Gardien envoyé au 2e. | Travaux du syndic jusqu'à vendredi, proposer un geste.
        < Le gardien est monté, cela devrait se calmer. | Les travaux s'arrêtent à midi. Nous pouvons vous \
        changer \
        d'appartement si vous voulez.
        > C'est calme maintenant, merci | Non ça ira, merci de votre honnêteté.
        """,
        .lateCheckout: """
        > Bonjour, serait-il possible de partir à 14 h demain ? Notre vol est le soir. | Peut-on garder \
        l'appartement \
        jusqu'à {time} ?
        < Bonjour {guest}, je regarde si quelqu'un arrive demain.
        ~ Arrivée demain à 16 h, ménage à décaler. 13 h maximum.
        < Nous pouvons vous laisser jusqu'à 13 h sans frais. | Le logement est libre : 14 h, avec plaisir.
        > Merci beaucoup, c'est très aimable. | 13 h c'est déjà bien. Les bagages peuvent rester ?
        < Oui, à la conciergerie jusqu'au soir. | Laissez simplement les clés sur la table en partant.
        > C'est fait, les clés sont sur la table. Merci pour tout ! 🌞
        """,
        .luggage: """
        > Où pouvons-nous laisser nos valises après le départ ? | On a un train à {time}, vous gardez les \
        bagages ?
        < À notre bureau, à cinq minutes à pied, ouvert jusqu'à 21 h. Je vous envoie le plan.
        +< plan-du-bureau.pdf
        > Parfait, combien cela coûte ? | Trois valises et une poussette, ça va ?
        < C'est offert à nos hôtes. | Aucun problème.
        > 🙏 merci | Récupérées, à bientôt !
        """,
        .invoice: """
        > Bonjour, j'ai besoin d'une facture au nom de ma société. | Bonjour, pouvez-vous m'envoyer la \
        facture du séjour svp ?
        < Bonjour {guest}, bien sûr. Pouvez-vous m'indiquer la raison sociale et l'adresse ?
        > Moreau Conseil SARL, 12 rue des Lilas, 69003 Lyon. | Atelier Dupuis, 4 quai de la Fosse, Nantes, merci
        ~ Transmis à la comptabilité. | ICE non demandé, société étrangère.
        +< facture-{code}.pdf
        < La voici en pièce jointe. Bonne journée ! | Voici la facture, transfert compris.
        > Il manque le transfert de l'aéroport. | Bien reçue, merci !
        < Vous avez raison, la version corrigée part dans un instant. | Avec plaisir, à bientôt.
        """,
        .lostItem: """
        > Bonjour, je crois avoir oublié un chargeur d'ordinateur dans la chambre. | Bonjour ! Mon fils a \
        laissé son \
        doudou (un lapin gris) chez vous 😢
        < Bonjour {guest}, je demande tout de suite à l'équipe de ménage.
        ~ Trouvé par Khadija, rangé au bureau, casier {n}.
        < Bonne nouvelle, nous l'avons ! Voulez-vous un envoi par la poste ?
        > Oui s'il vous plaît, je paie les frais. | Quel soulagement !! Merci merci 🐰
        +< objet-retrouve.jpg
        < Envoyé ce matin, numéro de suivi MA{code}FR.
        > Bien arrivé, mille mercis ! | Reçu, vous êtes formidables
        """,
        .review: """
        > Merci pour ce séjour, tout était parfait ! | Nous sommes bien rentrés. Quelle ville magnifique 🇲🇦
        < Merci à vous {guest} ! Un petit avis sur la plateforme nous aiderait beaucoup. ⭐
        > C'est fait, 5 étoiles ! | Je m'en occupe ce week-end. Seul bémol, le matelas un peu ferme.
        < Un grand merci, au plaisir de vous revoir à {city}. | Merci pour cette remarque, nous allons y remédier.
        ~ Avis publié, 5/5. | Remarque matelas transmise à la qualité.
        """,
        .deposit: """
        > Bonjour, quand la caution sera-t-elle libérée ? | Ma banque montre encore les {price} MAD de \
        caution bloqués.
        < Bonjour {guest}, elle est levée sous sept jours après le départ.
        ~ Caution levée le {day}, délai de la banque.
        < C'est fait de notre côté, il faut compter deux à trois jours pour votre banque.
        > D'accord, merci. | C'est revenu, merci !
        """,
    ]
}
