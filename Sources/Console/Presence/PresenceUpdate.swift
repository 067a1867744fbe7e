import Domain

/// Reporting the current user's presence and reading colleagues'.
extension PresenceState {
    /// The current user's presence as colleagues may see it, with a conversation open or none.
    private func whereabouts(in conversation: Identifier<Conversation>?, at now: Timestamp) -> PresenceUpdate {
        let isAway = now - lastKeyAt >= Self.idleTimeout
        let isTyping = typedAt.map { now - $0 < Self.typingTimeout } ?? false
        return PresenceUpdate(
            conversation: conversation,
            act: conversation == nil ? .reading : isEditing ? .editing : isTyping ? .typing : .reading,
            idleSince: isAway && !isEditing ? lastKeyAt : nil
        )
    }

    /// The requests to send after an event; none while the current user's presence is unchanged, so that moving in the
    /// list costs nothing.
    fileprivate mutating func report(in conversation: Identifier<Conversation>?, at now: Timestamp) -> [Effect] {
        let whereabouts = whereabouts(in: conversation, at: now)
        guard whereabouts != lastSent else { return [] }
        let hasCome = conversation != nil && conversation != lastSent?.conversation
        let isAsked = pendingRequest == .read(conversation)
        lastSent = whereabouts
        return [.presence(.update(whereabouts))] + (hasCome && !isAsked ? [readColleagues(in: conversation)] : [])
    }

    /// Rereads colleagues' presence, unless a request is pending, and has a failed update sent again.
    fileprivate mutating func refresh(in conversation: Identifier<Conversation>?) -> [Effect] {
        guard pendingRequest == nil else { return [] }
        if needsResend {
            needsResend = false
            lastSent = nil
        }
        return [readColleagues(in: conversation)]
    }

    fileprivate mutating func readColleagues(in conversation: Identifier<Conversation>?) -> Effect {
        let request = PresenceRequest.read(conversation)
        pendingRequest = request
        return .presence(request)
    }
}

extension State {
    /// Reports the current user's presence if it has changed.
    mutating func updatePresence() -> [Effect] {
        if focus != .composer { presence.typedAt = nil }
        guard user != nil, connection == .live else { return [] }
        let conversation = thread.flatMap { $0.isUnavailable ? nil : $0.conversation.id }
        return presence.report(in: conversation, at: now)
    }

    mutating func handle(_ event: PresenceEvent) -> [Effect] {
        switch event {
        case .updateFailed:
            presence.needsResend = true
            return []
        case .attendanceRead(let attendance):
            return updateAttendance(with: attendance)
        case .changed(let conversation):
            guard let open = thread?.conversation.id, open == conversation else { return [] }
            return [presence.readColleagues(in: open)]
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
        return refreshAttendance() + presence.refresh(in: thread?.conversation.id)
    }
}
