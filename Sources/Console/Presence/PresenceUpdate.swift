import Domain

/// Telling the server where the person is, and hearing where colleagues are.
extension State {
    /// Where the person is now, as colleagues may know it.
    private var whereabouts: Whereabouts {
        let conversation = thread.flatMap { $0.isGone ? nil : $0.conversation.id }
        let isAway = now - presence.lastKeyAt >= PresenceState.patience
        let isTyping = presence.typedAt.map { now - $0 < PresenceState.typingPause } ?? false
        return Whereabouts(
            conversation: conversation,
            act: conversation == nil ? .reading : presence.isEditing ? .editing : isTyping ? .typing : .reading,
            idleSince: isAway && !presence.isEditing ? presence.lastKeyAt : nil
        )
    }

    /// What is to be told after an event: nothing as long as the person stays where they are and does what they did, so
    /// that moving in the list costs nothing.
    mutating func tellWhereabouts() -> [Effect] {
        if focus != .composer { presence.typedAt = nil }
        guard reader != nil, connection == .live else { return [] }
        let whereabouts = whereabouts
        guard whereabouts != presence.told else { return [] }
        let hasCome = whereabouts.conversation != nil && whereabouts.conversation != presence.told?.conversation
        let isAsked = presence.asked == .read(whereabouts.conversation)
        presence.told = whereabouts
        return [.presence(.note(whereabouts))] + (hasCome && !isAsked ? [readPresence()] : [])
    }

    mutating func take(_ news: PresenceNews) -> [Effect] {
        switch news {
        case .notNoted:
            presence.isUntold = true
            return []
        case .attendanceRead(let attendance):
            return take(attendance)
        case .hinted(let conversation):
            return thread?.conversation.id == conversation ? [readPresence()] : []
        case .read(_, .failure):
            presence.asked = nil
            return []
        case .read(let conversation, .success(let colleagues)):
            presence.take(colleagues, in: conversation, language)
            fitThread()
            return []
        }
    }

    /// Who is where, with what else is read every few seconds.
    mutating func catchUpPresence() -> [Effect] {
        guard reader != nil else { return [] }
        let attendance = rereadAttendance()
        guard presence.asked == nil else { return attendance }
        if presence.isUntold {
            presence.isUntold = false
            presence.told = nil
        }
        return attendance + [readPresence()]
    }

    private mutating func readPresence() -> Effect {
        let request = PresenceRequest.read(thread?.conversation.id)
        presence.asked = request
        return .presence(request)
    }
}
