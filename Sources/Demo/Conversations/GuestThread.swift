/// One conversation with all its lines, as stored in the database.
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
    /// The role that it was transferred to.
    let role: String?
    /// The lines, at least one; the first is the guest's.
    let lines: [Line]
    /// The time of the first unanswered message; nil if no reply is due.
    let waitingSince: UnixTime?

    /// One message, note or system line.
    struct Line: Sendable {
        let voice: Script.Speaker
        /// The employee who wrote it; nil for guests and bots.
        let author: Employee?
        /// Whether the language model wrote it.
        let isModel: Bool
        let text: String
        var time: UnixTime
    }

    /// The state; the raw value is the database's.
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

    /// The priority, from low to urgent, with its reply time in minutes.
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

    /// The channel that the guest uses; the raw value is the database's.
    enum Channel: String, Sendable, CaseIterable {
        case whatsapp, email, beds24, direct, sms

        /// The company's account on the channel.
        var account: String {
            switch self {
            case .whatsapp: "whatsapp:+212520000100"
            case .email: "bonjour@riad.example"
            case .beds24: "beds24:47110"
            case .direct: "site:riad.example"
            case .sms: "sms:+212520000101"
            }
        }

        /// A guest's address on the channel.
        func address(of guest: Guest) -> String {
            switch self {
            case .whatsapp, .sms: guest.telephone.filter { $0 != " " }
            case .email: guest.email
            case .beds24: "b24-\(guest.number)"
            case .direct: "web-\(guest.number)"
            }
        }

        /// The source that verifies such an address, as stored in the database.
        var voucher: String {
            switch self {
            case .whatsapp, .email, .beds24: rawValue
            case .direct, .sms: "nobody"
            }
        }
    }

    /// The line that the inbox shows: the last one visible to the guest.
    var lastPublic: Line? {
        lines.last { $0.voice.isPublic }
    }

    /// The number of unread lines at the end: the guest's since the last reply.
    var unreadTail: Int {
        waitingSince.map { since in lines.count { $0.time >= since } } ?? 0
    }

    var zone: Int {
        property?.zone ?? 0
    }
}
