import Domain
import Text

/// Signing in, and losing and regaining the connection.
extension State {
    mutating func handle(_ event: SessionEvent) -> [Effect] {
        switch event {
        case .connectionChanged(let status): return handleConnectionChange(to: status)
        case .signedIn(let user, let zones): return setCurrentUser(user, zones: zones)
        case .signedInWithoutUser:
            user = nil
            hasNoRights = true
            showNotice(ChromePhrase.noRights, severity: .warning)
            return []
        }
    }

    /// Sets the current user and reads the list, which waits for this: a page of another filter would only delay it.
    /// An agent starts with their own zones and the common queue.
    private mutating func setCurrentUser(_ user: CurrentUser, zones: [Zone]) -> [Effect] {
        let isFirst = self.user == nil
        self.user = user
        self.zones = zones
        hasNoRights = false
        mustReplacePassword = false
        layOutThread()
        rebuildViewItems()
        guard isFirst, !inbox.isLoaded else { return readViews() + readStatusIfDue() }
        var effects: [Effect] = []
        if user.role == .agent, !ownZones.isEmpty {
            effects = filterInbox(byZones: ownZones)
            views.history = ViewHistory()
        } else if inbox.reading == nil {
            effects = [inbox.readFirst()]
        }
        return effects + inbox.readCounters(at: now) + readViews() + readStatusIfDue()
    }

    private mutating func handleConnectionChange(to status: ConnectionStatus) -> [Effect] {
        let before = connection
        connection = status
        if status != .live {
            presence.reset()
            house.askedAt = nil
        }
        if status == .refused, user != nil {
            let key = keys(of: .console(.refresh), in: .inbox)
            showNotice(ChromePhrase.loginRefusedAgain(key: key), severity: .warning)
        }
        // Requests made while connecting are already on their way.
        guard status == .live, before != .live, before != .connecting else { return [] }
        inbox.forgetRequests()
        views.isReading = false
        thread?.reading = nil
        return refreshAll()
    }
}
