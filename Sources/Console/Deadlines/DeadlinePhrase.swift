import Domain

/// Texts about a conversation's next deadline and WhatsApp's 24-hour window.
package enum DeadlinePhrase: Phrase {
    /// The next deadline in minutes, never 0; negative if overdue.
    case next(Deadline.Kind, minutes: Int)
    /// The remaining minutes of the window, or that it has closed.
    case windowLeft(minutes: Int), windowClosed
    /// Shown above the composer when the window closes soon.
    case closesSoon(minutes: Int)
    /// Shown in an empty composer when the window has closed.
    case onlyTemplates(key: String)

    package var english: String {
        switch self {
        case .next(.answer, let minutes):
            minutes < 0 ? "reply overdue by \(Self.rough(-minutes))" : "reply due in \(Self.rough(minutes))"
        case .next(.messagingWindow, let minutes):
            minutes < 0 ? "WhatsApp closed unanswered" : "WhatsApp closes in \(Self.exact(minutes)), reply owed"
        case .next(.arrival, let minutes):
            minutes < 0 ? "arrived unanswered" : "arrives in \(Self.rough(minutes)), reply owed"
        case .windowLeft(let minutes): "\(Self.exact(minutes)) left"
        case .windowClosed: "24 h window closed"
        case .closesSoon(let minutes): "window closes in \(Self.exact(minutes))"
        case .onlyTemplates(let key):
            "WhatsApp's 24 hours are over: \(key) offers templates."
        }
    }

    package var french: String {
        switch self {
        case .next(.answer, let minutes):
            minutes < 0
                ? "réponse en retard de \(Self.rough(-minutes, days: "jours"))"
                : "réponse due dans \(Self.rough(minutes, days: "jours"))"
        case .next(.messagingWindow, let minutes):
            minutes < 0
                ? "WhatsApp fermé sans réponse" : "WhatsApp ferme dans \(Self.exact(minutes)), réponse due"
        case .next(.arrival, let minutes):
            minutes < 0
                ? "arrivé sans réponse" : "arrive dans \(Self.rough(minutes, days: "jours")), réponse due"
        case .windowLeft(let minutes): "reste \(Self.exact(minutes))"
        case .windowClosed: "fenêtre de 24 h fermée"
        case .closesSoon(let minutes): "la fenêtre ferme dans \(Self.exact(minutes))"
        case .onlyTemplates(let key):
            "Les 24 h de WhatsApp sont passées : \(key) propose les modèles."
        }
    }

    private static func rough(_ minutes: Int, days: String = "days") -> String {
        if minutes < 60 { return "\(minutes) min" }
        return minutes < 2_880 ? "\(minutes / 60) h" : "\(minutes / 1_440) \(days)"
    }

    /// Formats minutes: to the minute below 3 h, else in whole hours.
    private static func exact(_ minutes: Int) -> String {
        if minutes < 60 { return "\(max(1, minutes)) min" }
        let rest = minutes % 60
        return minutes < 180 && rest > 0 ? "\(minutes / 60) h \(rest < 10 ? "0" : "")\(rest)" : "\(minutes / 60) h"
    }
}
