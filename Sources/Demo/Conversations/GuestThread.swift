/// One conversation with all its lines, as the database will hold it.
struct GuestThread: Sendable {
    let number: Int
    let guest: Guest
    let stay: Reservation?
    let property: Property?
    let channel: Channel
    let state: State
    let priority: Priority
    let phase: JourneyPhase
    let topic: Topic
    let assignee: Employee?
    /// The role that it was passed on to.
    let role: String?
    /// At least one; the first is the guest's.
    let lines: [Line]
    /// When the first unanswered message came, or nil where nothing is owed.
    let waitingSince: UnixTime?

    /// One message, note or system line.
    struct Line: Sendable {
        let voice: Script.Speaker
        /// Who of the company speaks, or nil for guests and machines.
        let author: Employee?
        /// Written by the language model.
        let isModel: Bool
        let text: String
        var time: UnixTime
    }

    /// The database's words.
    enum State: String, Sendable, CaseIterable {
        case new = "NOUVELLE"
        case active = "EN_COURS"
        case waiting = "EN_ATTENTE"
        case transferred = "TRANSFÉRÉE"
        case resolved = "RÉSOLUE"
        case closed = "CLÔTURÉE"
        case archived = "ARCHIVÉE"

        var isOpen: Bool {
            switch self {
            case .new, .active, .waiting, .transferred: true
            case .resolved, .closed, .archived: false
            }
        }
    }

    /// From low to urgent, with the minutes within which the company answers.
    enum Priority: Int, Sendable, CaseIterable {
        case low, medium, high, urgent

        var label: String {
            switch self {
            case .low: "low"
            case .medium: "medium"
            case .high: "high"
            case .urgent: "urgent"
            }
        }

        var minutes: Int {
            switch self {
            case .low: 480
            case .medium: 120
            case .high: 30
            case .urgent: 15
            }
        }
    }

    /// The way the guest writes; the raw value is the database's.
    enum Channel: String, Sendable, CaseIterable {
        case whatsapp, email, beds24, direct, sms

        /// The company's account on it.
        var account: String {
            switch self {
            case .whatsapp: "whatsapp:+212520000100"
            case .email: "bonjour@riad.example"
            case .beds24: "beds24:47110"
            case .direct: "site:riad.example"
            case .sms: "sms:+212520000101"
            }
        }

        /// A guest's address on it.
        func address(of guest: Guest) -> String {
            switch self {
            case .whatsapp, .sms: guest.telephone.filter { $0 != " " }
            case .email: guest.email
            case .beds24: "b24-\(guest.number)"
            case .direct: "web-\(guest.number)"
            }
        }

        /// Who vouches for such an address, as the database has it.
        var voucher: String {
            switch self {
            case .whatsapp, .email, .beds24: rawValue
            case .direct, .sms: "nobody"
            }
        }
    }

    /// The line that the inbox shows: the last that the guest reads or wrote.
    var lastPublic: Line? {
        lines.last { $0.voice.isPublic }
    }

    /// How many lines at the end nobody has read: the guest's since the last answer.
    var unreadTail: Int {
        waitingSince.map { since in lines.count { $0.time >= since } } ?? 0
    }

    var zone: Int {
        property?.zone ?? 0
    }
}
