/// The topic of a dialogue.
enum Topic: CaseIterable, Sendable {
    case booking, arrival, earlyArrival, transfer, babyBed, parking
    case wifi, leak, airConditioning, towels, hammam, excursion, noise
    case lateCheckout, luggage, invoice, lostItem, review, deposit

    /// The desk's tag for the topic.
    var tag: String {
        switch self {
        case .booking: "réservation"
        case .arrival: "arrivée"
        case .earlyArrival: "arrivée-anticipée"
        case .transfer: "transfert"
        case .babyBed: "bébé"
        case .parking: "parking"
        case .wifi: "wifi"
        case .leak: "plomberie"
        case .airConditioning: "climatisation"
        case .towels: "ménage"
        case .hammam: "hammam"
        case .excursion: "excursion"
        case .noise: "bruit"
        case .lateCheckout: "départ-tardif"
        case .luggage: "bagages"
        case .invoice: "facture"
        case .lostItem: "objet-trouvé"
        case .review: "avis"
        case .deposit: "caution"
        }
    }

    /// A subject line as the desk writes it.
    var subject: String {
        switch self {
        case .booking: "Demande de réservation"
        case .arrival: "Code d'accès et arrivée"
        case .earlyArrival: "Arrivée anticipée"
        case .transfer: "Transfert aéroport"
        case .babyBed: "Lit bébé"
        case .parking: "Stationnement"
        case .wifi: "Wifi en panne"
        case .leak: "Fuite d'eau"
        case .airConditioning: "Climatisation"
        case .towels: "Ménage et linge"
        case .hammam: "Réservation hammam"
        case .excursion: "Excursion"
        case .noise: "Bruit"
        case .lateCheckout: "Départ tardif"
        case .luggage: "Consigne bagages"
        case .invoice: "Facture"
        case .lostItem: "Objet oublié"
        case .review: "Retour de séjour"
        case .deposit: "Caution"
        }
    }

    /// The weights of low, medium, high and urgent.
    var urgency: [Int] {
        switch self {
        case .leak: [0, 5, 40, 55]
        case .arrival: [2, 45, 38, 15]
        case .airConditioning, .noise: [5, 45, 42, 8]
        case .wifi, .transfer, .earlyArrival: [8, 64, 26, 2]
        case .review, .lostItem, .deposit, .excursion: [60, 38, 2, 0]
        case .booking, .babyBed, .parking, .towels, .hammam, .lateCheckout, .luggage, .invoice: [22, 68, 10, 0]
        }
    }

    /// The role that the topic is transferred to.
    var escalation: String {
        switch self {
        case .leak, .airConditioning, .wifi: "technicien"
        case .invoice, .deposit: "comptabilite"
        case .towels, .lostItem, .babyBed: "femme_de_menage"
        case .review, .noise: "responsable_qualite"
        case .arrival, .earlyArrival, .transfer, .parking, .luggage, .lateCheckout: "responsable_logistique"
        case .booking, .hammam, .excursion: "superviseur"
        }
    }
}

/// A guest's journey phase; the raw value is the database's.
enum JourneyPhase: String, CaseIterable, Sendable {
    case before = "PRE_RESERVATION"
    case booked = "POST_RESERVATION"
    case staying = "SEJOUR_COURS"
    case leaving = "PRE_CHECKOUT"
    case gone = "POST_CHECKOUT"

    /// The topics of the phase.
    var topics: [Topic] {
        switch self {
        case .before: [.booking]
        case .booked: [.arrival, .arrival, .transfer, .earlyArrival, .parking, .babyBed]
        case .staying:
            [.wifi, .leak, .airConditioning, .towels, .hammam, .excursion, .noise, .parking, .wifi, .arrival]
        case .leaving: [.lateCheckout, .lateCheckout, .luggage, .invoice, .transfer]
        case .gone: [.lostItem, .invoice, .review, .review, .deposit]
        }
    }

    /// The phases from the first to this one.
    var soFar: [JourneyPhase] {
        Array(Self.allCases.prefix { $0 != self }) + [self]
    }
}
