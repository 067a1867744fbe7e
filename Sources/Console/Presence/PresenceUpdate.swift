import Domain

/// Telling the server where the person is, and hearing where colleagues are.
extension State {
    /// Where the person is now, as colleagues may know it.
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

    /// What is to be told after an event: nothing as long as the person stays where they are and does what they did, so
    /// that moving in the list costs nothing.
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

    mutating func handle(_ news: PresenceResponse) -> [Effect] {
        switch news {
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

    /// Who is where, with what else is read every few seconds.
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
