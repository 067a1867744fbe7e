/// A column of counts in the zone picker, most important first.
package enum ZoneColumn: Sendable, Hashable, CaseIterable {
    case open, late, urgent, high, new, active, waiting, transferred
}

/// The texts of the zone picker.
package enum ZonePhrase: Phrase {
    case title, hint, everything, commonQueue, own
    case column(ZoneColumn)

    package var english: String {
        switch self {
        case .title: "Zones"
        case .hint: "Space chooses   m my zones   a all   Enter shows   Esc back"
        case .everything: "all zones"
        case .commonQueue: "no zone"
        case .own: "yours"
        case .column(.open): "open"
        case .column(.late): "late"
        case .column(.urgent): "‼"
        case .column(.high): "!"
        case .column(.new): "new"
        case .column(.active): "active"
        case .column(.waiting): "waits"
        case .column(.transferred): "transf."
        }
    }

    package var french: String {
        switch self {
        case .title: "Zones"
        case .hint: "Espace coche   m les miennes   a toutes   Entrée montre   Échap retour"
        case .everything: "toutes les zones"
        case .commonQueue: "sans zone"
        case .own: "à vous"
        case .column(.open): "ouv."
        case .column(.late): "ret."
        case .column(.urgent): "‼"
        case .column(.high): "!"
        case .column(.new): "nouv."
        case .column(.active): "cours"
        case .column(.waiting): "att."
        case .column(.transferred): "transf."
        }
    }
}
