/// The texts of editing guests, reservations and properties.
package enum RecordsPhrase: Phrase {
    case title, hint, loading, guest, reservation, property, conversations, identity, conversationsHint, notPermitted,
        saved
    case firstName, lastName, email, phone, unverified, country, language, languageHelp, unknown, emailInvalid,
        phoneInvalid
    case source, checkIn, checkOut, adults, children, status, pending, confirmed, cancelled, dayHelp, dayInvalid,
        checkOutNotAfterCheckIn, guestCountInvalid
    case name, address, zone, zoneHelp, access, accessHelp, amenities, amenitiesHelp, nameRequired, addressRequired
    case failed(Failure)

    package var english: String {
        switch self {
        case .title: "Details"
        case .hint: "Enter opens   ↑ ↓ choose   Esc back"
        case .loading: "loading…"
        case .guest: "Guest"
        case .reservation: "Stay"
        case .property: "Property"
        case .conversations: "Conversations"
        case .identity: IdentityPhrase.title.english
        case .conversationsHint: "Enter opens   Esc back"
        case .notPermitted: "Your role does not allow changing this."
        case .saved: "Saved."
        case .firstName: "First name"
        case .lastName: "Last name"
        case .email: "E-mail"
        case .phone: "Telephone"
        case .unverified: "Unverified"
        case .country: "Country"
        case .language: "Language"
        case .languageHelp: "Canned replies in it come first."
        case .unknown: "not known"
        case .emailInvalid: "An e-mail address needs an @."
        case .phoneInvalid: "A telephone number needs digits."
        case .source: "Booked at"
        case .checkIn: "Check-in"
        case .checkOut: "Check-out"
        case .adults: "Adults"
        case .children: "Children"
        case .status: "Status"
        case .pending: "pending"
        case .confirmed: "confirmed"
        case .cancelled: "cancelled"
        case .dayHelp: "Year-month-day, such as 2026-11-24."
        case .dayInvalid: "Not a date: enter year-month-day, such as 2026-11-24."
        case .checkOutNotAfterCheckIn: "Check-out must be after check-in."
        case .guestCountInvalid: "A number from 0 to 100, or empty."
        case .name: "Name"
        case .address: "Address"
        case .zone: "Zone"
        case .zoneHelp: "Its conversations move to the new zone."
        case .access: "Access"
        case .accessHelp: "How to get in: codes, keys, whom to call. Whoever has a conversation about it sees it."
        case .amenities: "Amenities"
        case .amenitiesHelp: "One per line."
        case .nameRequired: "A name is required."
        case .addressRequired: "An address is required."
        case .failed(.refused(.conflict)):
            "A colleague has changed it meanwhile: go back and check their version first."
        case .failed(let failure): OutcomePhrase.failed(failure).english
        }
    }

    package var french: String {
        switch self {
        case .title: "Fiches"
        case .hint: "Entrée ouvre   ↑ ↓ choisir   Échap retour"
        case .loading: "chargement…"
        case .guest: "Voyageur"
        case .reservation: "Séjour"
        case .property: "Logement"
        case .conversations: "Conversations"
        case .identity: IdentityPhrase.title.french
        case .conversationsHint: "Entrée ouvre   Échap retour"
        case .notPermitted: "Votre rôle ne permet pas de modifier ceci."
        case .saved: "Enregistré."
        case .firstName: "Prénom"
        case .lastName: "Nom"
        case .email: "E-mail"
        case .phone: "Téléphone"
        case .unverified: "Non vérifié"
        case .country: "Pays"
        case .language: "Langue"
        case .languageHelp: "Les réponses types dans cette langue viennent en premier."
        case .unknown: "inconnue"
        case .emailInvalid: "Une adresse e-mail contient un @."
        case .phoneInvalid: "Un numéro de téléphone contient des chiffres."
        case .source: "Réservé chez"
        case .checkIn: "Arrivée"
        case .checkOut: "Départ"
        case .adults: "Adultes"
        case .children: "Enfants"
        case .status: "Statut"
        case .pending: "en attente"
        case .confirmed: "confirmé"
        case .cancelled: "annulé"
        case .dayHelp: "Année-mois-jour, comme 2026-11-24."
        case .dayInvalid: "Date non valide : écrivez année-mois-jour, comme 2026-11-24."
        case .checkOutNotAfterCheckIn: "Le départ doit suivre l’arrivée."
        case .guestCountInvalid: "Un nombre de 0 à 100, ou rien."
        case .name: "Nom"
        case .address: "Adresse"
        case .zone: "Zone"
        case .zoneHelp: "Ses conversations passent à la nouvelle zone."
        case .access: "Accès"
        case .accessHelp: "Comment entrer : codes, clés, qui appeler. Visible avec chaque conversation qui le concerne."
        case .amenities: "Équipements"
        case .amenitiesHelp: "Un par ligne."
        case .nameRequired: "Il faut un nom."
        case .addressRequired: "Il faut une adresse."
        case .failed(.refused(.conflict)):
            "Un collègue l’a modifié entre-temps : revenez et vérifiez d’abord sa version."
        case .failed(let failure): OutcomePhrase.failed(failure).french
        }
    }
}
