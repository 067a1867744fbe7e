/// The database columns of a line.
extension GuestThread.Line {
    /// The sender_type.
    var sender: String {
        switch voice {
        case .guest: "guest"
        case .agent: isModel ? "ai" : "agent"
        case .note: "agent"
        case .chatbot: "chatbot"
        case .system: "system"
        }
    }

    func senderName(guest: Guest) -> String? {
        switch voice {
        case .guest: guest.fullName
        case .agent, .note: author?.fullName ?? "Assistant"
        case .chatbot: "Zellij"
        case .system: nil
        }
    }

    var isFile: Bool {
        switch voice {
        case .guest(let isFile), .agent(let isFile): isFile
        case .chatbot, .note, .system: false
        }
    }

    var isAutomated: Bool {
        isModel || voice == .chatbot || voice == .system
    }

    /// The message_type; for a file derived from its extension.
    var messageType: String {
        if voice == .system { return "system" }
        guard isFile else { return "text" }
        if text.hasSuffix(".jpg") { return "image" }
        return text.hasSuffix(".mp4") || text.hasSuffix(".mov") ? "video" : "file"
    }

    var contentType: String {
        if text.hasSuffix(".jpg") { return "image/jpeg" }
        if text.hasSuffix(".mp4") { return "video/mp4" }
        return text.hasSuffix(".mov") ? "video/quicktime" : "application/pdf"
    }
}

extension GuestThread {
    /// The delivery state of an outgoing line.
    struct Delivery: Equatable {
        let state: String
        var sent: UnixTime?
        var delivered: UnixTime?
        var read: UnixTime?
        var failed: UnixTime?
    }

    /// The delivery of a line; nil if it isn't sent. Lines before a guest's reply count as read; e-mail and SMS report
    /// only delivery.
    func delivery(of index: Int, now: UnixTime) -> Delivery? {
        let line = lines[index]
        guard line.voice.isPublic, !line.voice.isGuest else { return nil }
        let sent = min(now, line.time + 1)
        let arrived = min(now, line.time + 3)
        let answer = lines[(index + 1)...].first { $0.voice.isGuest }
        if answer == nil, (number + index) % 97 == 0 { return Delivery(state: "failed", sent: sent, failed: arrived) }
        if channel == .email || channel == .sms { return Delivery(state: "delivered", sent: sent, delivered: arrived) }
        if let answer {
            let read = max(arrived, answer.time - 20)
            return Delivery(state: "read", sent: sent, delivered: arrived, read: read)
        }
        return Delivery(state: "delivered", sent: sent, delivered: arrived)
    }

    /// The reply deadline; nil if no reply is due.
    var due: UnixTime? {
        waitingSince.map { $0 + priority.minutes * UnixTime.minute }
    }

    /// The tags: the topic's, and occasionally one of the desk's own.
    var tags: [String] {
        switch number % 11 {
        case 0: [topic.tag, "vip"]
        case 5: [topic.tag, "à-rappeler"]
        case 7: []
        default: [topic.tag]
        }
    }
}
