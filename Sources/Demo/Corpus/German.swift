extension Corpus {
    /// German.
    static let german: [Topic: String] = [
        .booking: """
        > Guten Tag, ist {property} ab dem {day} für {n} Nächte frei? | Hallo, wir suchen zu {n} eine \
        Unterkunft in {city}, \
        haben Sie etwas?
        < Guten Tag {guest}, ja, es ist frei. Der Aufenthalt kostet {price} MAD inklusive Reinigung.
        > Sehr schön. Gibt es einen Aufzug? | Ist die Dachterrasse privat?
        < Ja, und einen Portier rund um die Uhr. | Ja, nur für Sie, mit Liegen und Sonnenschutz.
        ~ Interessiert, morgen nachfassen. | Demande une remise, 5 % au plus.
        > Wie buchen wir? | Ich bespreche das mit meiner Frau und melde mich heute Abend.
        < Hier ist der Zahlungslink. | Gern, ich halte die Tage bis morgen Mittag frei.
        > Überwiesen ✅
        < Bestätigt, vielen Dank. Die Anreisehinweise folgen zwei Tage vorher.
        """,
        .arrival: """
        > Guten Tag, wir kommen gegen {time} an. Wie lautet der Türcode? | Könnten Sie die Anreisehinweise \
        noch einmal schicken?
        < Guten Tag {guest}, der Code ist {code}, der Schlüssel liegt im Kasten links. Gute Reise!
        > Vielen Dank! Welche Etage? | Danke 🙏
        < Dritter Stock, rechte Tür.
        > Der Code funktioniert nicht, wir stehen im Regen 😕 | Der Schlüsselkasten klemmt…
        ~ Boîtier changé hier.
        < Das tut mir sehr leid! Bitte {code} und dann #. | Hamid ist in fünf Minuten bei Ihnen.
        > Wir sind drin, danke für die schnelle Hilfe!
        < Willkommen! In der Küche stehen kaltes Wasser und Datteln. 🌴
        """,
        .earlyArrival: """
        > Wäre eine frühere Anreise möglich? Wir landen um {time}. | Unser Flug kommt schon morgens an, \
        können wir das \
        Gepäck abstellen?
        < Die Gäste davor reisen um 11 Uhr ab. 13:30 Uhr wäre möglich. | Ja, der Portier nimmt es ab 9 Uhr.
        ~ Ménage peut commencer ici.
        > Das passt gut, danke! | Prima
        """,
        .transfer: """
        > Bieten Sie eine Abholung am Flughafen an? Flug {flight}, {time} Uhr. | Wir sind {n} mit Golfgepäck, \
        gibt es einen Kleinbus?
        < Ja: 250 MAD mit dem Auto, 350 MAD mit dem Kleinbus. Soll ich buchen?
        > Ja bitte, das Auto. | Den Kleinbus bitte, mit Kindersitz
        < Gebucht. Abdelhak wartet mit einem Schild am Ausgang.
        = Transfert demandé : vol {flight}, {time}
        > Der Flug hat eine Stunde Verspätung ✈️ Sagen Sie ihm Bescheid?
        < Er verfolgt den Flug, keine Sorge.
        > Gefunden, danke!
        """,
        .wifi: """
        > Das WLAN geht seit heute früh nicht mehr. | Wie lautet das WLAN-Passwort?
        < Netz {property}, Passwort {wifi}. | Bitte ziehen Sie den Router zehn Sekunden aus der Steckdose.
        > Immer noch rot. Ich habe um {time} eine Besprechung… | Läuft, danke
        ~ Panne opérateur, ticket {code}.
        < Eine Störung im Viertel. Wir bringen Ihnen binnen einer Stunde einen 4G-Stick.
        > Angekommen, Sie haben mich gerettet 👏
        """,
        .parking: """
        > Gibt es einen Parkplatz? | Wir haben einen Mietwagen, wo können wir parken?
        < Stellplatz {n} in der Tiefgarage, die Fernbedienung hängt an der Tür. | Der Wächter passt Tag und \
        Nacht auf, 30 MAD am Tag.
        > Wie hoch ist die Einfahrt? | Ist es nachts sicher?
        < Zwei Meter. | Ja, bewacht und beleuchtet.
        > Geparkt 🚗 danke
        """,
        .leak: """
        > Unter dem Waschbecken tropft es 💧 | Dringend: Wasser kommt durch die Decke im Bad!
        +> leck-{code}.jpg
        < Danke für das Foto. Bitte das Ventil hinter dem Schrank schließen, ein Techniker kommt. | Es tut \
        mir leid \
        {guest}, der Klempner ist vor {time} da.
        ~ Rachid prévenu, joint à changer.
        = Incident transmis à la logistique
        > Geschlossen, jetzt gibt es aber kein Wasser.
        < Er steht unten, er heißt Rachid.
        > Alles repariert, danke 👌
        < Danke für die Geduld, das Frühstück geht morgen auf uns. 🥐
        """,
        .airConditioning: """
        > Die Klimaanlage bläst warm 🥵 | Die Heizung springt nicht an
        < Bitte MODE bis zur Schneeflocke drücken, dann 22.
        > Keine Änderung… | Jetzt geht es
        ~ Gaz à recharger.
        < Ein Techniker kommt um {time}.
        > Gut, wir warten
        """,
        .excursion: """
        > Was empfehlen Sie für einen Tag mit Kindern? | Wir möchten in die Wüste, geht das an einem Tag?
        < Das Ourika-Tal oder Kamele im Palmenhain. | Agafay ist 40 Minuten entfernt: Sonnenuntergang und \
        Abendessen im Zelt.
        > Klingt großartig! Für {n} Personen bitte.
        < Gebucht, Abfahrt {time} vor der Tür.
        > Es war wunderbar ⭐
        """,
        .lateCheckout: """
        > Könnten wir morgen erst um 14 Uhr gehen? | Vielen Dank! Eine Frage noch zum Check-out: geht auch {time}?
        < Ich sehe nach, ob morgen jemand anreist.
        ~ Arrivée 16 h, 13 h maximum.
        < Bis 13 Uhr gern ohne Aufpreis.
        > Sehr freundlich! Können die Koffer bleiben?
        < Ja, in unserem Büro bis zum Abend.
        > Schlüssel liegen auf dem Tisch. Danke für alles! 🌞
        """,
        .invoice: """
        > Ich brauche eine Rechnung auf meine Firma. | Können Sie mir die Rechnung schicken?
        < Gern {guest}. Welcher Name und welche Anschrift?
        > Weber Technik GmbH, Lindenstraße 5, 50674 Köln
        ~ Transmis à la comptabilité.
        +< facture-{code}.pdf
        < Anbei die Rechnung. Schönen Tag!
        > Angekommen, danke
        """,
        .lostItem: """
        > Ich habe wohl mein Ladekabel vergessen. | Unsere Tochter hat ihren Teddy liegen lassen 😢
        < Ich frage gleich bei der Reinigung nach.
        ~ Trouvé par Khadija, casier {n}.
        < Gefunden! Sollen wir es schicken?
        > Ja bitte, ich zahle das Porto. | Gott sei Dank! 🧸
        < Heute früh verschickt, Sendungsnummer MA{code}DE.
        > Angekommen, tausend Dank!
        """,
        .review: """
        > Danke für den schönen Aufenthalt! | Gut zu Hause angekommen. Was für eine Stadt 🇲🇦
        < Danke {guest}! Eine kurze Bewertung würde uns sehr helfen. ⭐
        > Erledigt, 5 Sterne
        < Bis bald in {city}!
        """,
    ]
}
