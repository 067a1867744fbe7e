import Domain

/// Reporting the current user's presence and reading colleagues'.
extension State {
    /// The current user's presence as colleagues may see it.
    private var ownPresence: PresenceUpdate {
        let conversation = thread.flatMap { $0.isUnavailable ? nil : $0.conversation.id }
        let isAway = now - presence.lastKeyAt >= PresenceState.idleTimeout
        let isTyping = presence.typedAt.map { now - $0 < PresenceState.typingTimeout } ?? false
        return PresenceUpdate(
            conversation: conversation,
            act: conversation == nil ? .reading : presence.isEditing ? .editing : isTyping ? .typing : .reading,
            idleSince: isAway && !presence.isEditing ? presence.lastKeyAt : nil
        )
    }

    /// The requests to send after an event; none while the current user's presence is unchanged, so that moving in the
    /// list costs nothing.
    mutating func updatePresence() -> [Effect] {
        if focus != .composer { presence.typedAt = nil }
        guard user != nil, connection == .live else { return [] }
        let whereabouts = ownPresence
        guard whereabouts != presence.lastSent else { return [] }
        let hasCome = whereabouts.conversation != nil && whereabouts.conversation != presence.lastSent?.conversation
        let isAsked = presence.pendingRequest == .read(whereabouts.conversation)
        presence.lastSent = whereabouts
        return [.presence(.update(whereabouts))] + (hasCome && !isAsked ? [readPresence()] : [])
    }

    mutating func handle(_ event: PresenceEvent) -> [Effect] {
        switch event {
        case .updateFailed:
            presence.needsResend = true
            return []
        case .attendanceRead(let attendance):
            return updateAttendance(with: attendance)
        case .changed(let conversation):
            return thread?.conversation.id == conversation ? [readPresence()] : []
        case .read(_, .failure):
            presence.pendingRequest = nil
            return []
        case .read(let conversation, .success(let colleagues)):
            presence.setColleagues(colleagues, in: conversation, language)
            fitThread()
            return []
        }
    }

    /// Rereads presence along with the rest of the periodic refresh.
    mutating func refreshPresence() -> [Effect] {
        guard user != nil else { return [] }
        let attendance = refreshAttendance()
        guard presence.pendingRequest == nil else { return attendance }
        if presence.needsResend {
            presence.needsResend = false
            presence.lastSent = nil
        }
        return attendance + [readPresence()]
    }

    private mutating func readPresence() -> Effect {
        let request = PresenceRequest.read(thread?.conversation.id)
        presence.pendingRequest = request
        return .presence(request)
    }
}
