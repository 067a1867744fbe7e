import Domain
import Text

extension ChromePhrase {
    package var english: String {
        switch self {
        case .inbox: "Inbox"
        case .mine: "mine"
        case .unassigned: "unassigned"
        case .open: "open"
        case .live: "live"
        case .connecting: "connecting…"
        case .offline(let seconds): seconds > 0 ? "offline, retry in \(seconds) s" : "offline, trying…"
        case .refused: "login refused"
        case .loginRefusedAgain(let key): "Login refused. Your text is kept; \(key) tries again."
        case .incidents(let count): count == 1 ? "! 1 incident" : "! \(count) incidents"
        case .noWorker: "no worker"
        case .polling: "polling"
        case .notDelivered(let count): "✗ \(count) not delivered"
        case .emptyInbox: "Nothing waits here. ☕"
        case .emptyFilter: "Nothing matches.  f changes the filter, 3 shows everything open."
        case .loading: "loading…"
        case .noConversationOpen: "Enter opens a conversation here."
        case .noRights: "This login has no active role. Ask an administrator for one."
        case .tooSmall(let columns, let rows): "riad needs 40×10 cells; these are \(columns)×\(rows)."
        }
    }
}

extension ConversationPhrase {
    package var english: String {
        switch self {
        case .state(.nouvelle): "new"
        case .state(.enCours): "in progress"
        case .state(.enAttente): "waiting"
        case .state(.transferee): "transferred"
        case .state(.resolue): "resolved"
        case .state(.cloturee): "closed"
        case .state(.archivee): "archived"
        case .state(.other(let label)): SafeText(UntrustedText(label)).plain
        case .sender(.guest): "guest"
        case .sender(.agent): "colleague"
        case .sender(.chatbot): "chatbot"
        case .sender(.ai): "AI assistant"
        case .sender(.system): "system"
        case .sender(.other(let label)): SafeText(UntrustedText(label)).plain
        case .priority(let priority): priority.label
        case .channel(let channel): Self.name(of: channel, email: "e-mail", direct: "direct")
        case .you: "you"
        case .nobody: "nobody"
        case .noZone: "no zone"
        case .unknownGuest: "unknown guest"
        case .notDelivered: "✗ not delivered"
        case .checksInToday: "arrives today"
        case .checksOutToday: "leaves today"
        case .checksIn(let days): days == 1 ? "arrives tomorrow" : "arrives in \(days) days"
        case .inHouse(let night, let nights): "in house, night \(night) of \(nights)"
        case .leftOn(let day): "left on \(day.english)"
        }
    }

    static func name(of channel: Channel, email: String, direct: String) -> String {
        switch channel {
        case .whatsapp: "WhatsApp"
        case .email: email
        case .beds24: "Beds24"
        case .direct: direct
        case .sms: "SMS"
        case .other(let label): SafeText(UntrustedText(label)).plain
        }
    }
}

extension CalendarDay {
    var english: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(civil.day) \(months[civil.month - 1])"
    }
}
