import Domain
import Screen
import Text

extension State {
    /// Applies an event and returns the effects to run. Pure: time and random numbers are arguments.
    package mutating func update(
        with event: Event,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        self.now = now
        defer { cacheQueryText() }
        let effects = handleEvent(event, using: &generator)
        // Presence goes first, because the next effect may hand the terminal to an editor.
        return updatePresence() + effects
    }

    private mutating func handleEvent(_ event: Event, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch event {
        case .input(let input):
            return handleInput(input, using: &generator)
        case .clockTicked:
            if let open = thread, open.laidOutOn != clock.wallTime(at: now).day { layOutThread() }
            inbox.isDebouncing = false
            return scheduleCountdownTick() + readNotifiedConversations()
        case .refreshTimerFired:
            return refreshAll()
        case .connectionChanged(let status):
            return handleConnectionChange(to: status)
        case .signedIn(let user, let zones):
            return setCurrentUser(user, zones: zones)
        case .signInWithoutUser:
            user = nil
            hasNoRights = true
            showNotice(ChromePhrase.noRights, severity: .warning)
            return []
        case .inboxRead, .countersRead, .tagsRead, .messagesFound, .conversationRead, .threadRead, .panelRead,
            .conversationsRead:
            return handleReadResult(event)
        case .conversationsChanged(let announced):
            return enqueueNotification(announced)
        case .messageStored, .messageRefused, .changeCompleted:
            return handleOutcome(event)
        case .assignmentResponse(let answer):
            return handle(answer)
        case .slaResponse(let answer):
            return handle(answer)
        case .cannedRepliesResponse(let answer):
            return handle(answer)
        case .auditRead(let read, let result):
            return handleAuditPage(read, result)
        case .peopleResponse(let answer):
            return handle(answer)
        case .recordsResponse(let answer):
            return handle(answer)
        case .viewsResponse(let answer):
            return handle(answer)
        case .presenceResponse(let news):
            return handle(news)
        case .mergingResponse(let answer):
            return handle(answer)
        case .restored(let drafts, let queue):
            self.queue = queue + self.queue
            return restore(drafts)
        case .editorClosed(let draft):
            return handleEditedDraft(draft)
        case .draftSaveFailed(let reason):
            showNotice(OutcomePhrase.notSavedToDisk(reason), severity: .warning)
            return []
        case .noticed(let text):
            notice = Notice(text: text, severity: .warning)
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
        guard isFirst, !inbox.isLoaded else { return readViews() }
        var effects: [Effect] = []
        if user.role == .agent, !ownZones.isEmpty {
            effects = filterInbox(byZones: ownZones)
            views.history = ViewHistory()
        } else if inbox.reading == nil {
            effects = [inbox.readFirst()]
        }
        return effects + [readCounters()].compactMap { $0 } + readViews()
    }

    private mutating func handleInput(_ input: Input, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch input {
        case .key(let key):
            presence.lastKeyAt = now
            if typeAheadGuard.swallows(key, at: now) { return [] }
            notice = nil
            let effects = handleKey(key, using: &generator)
            extendMarkRange()
            return effects
        case .paste(let text):
            presence.lastKeyAt = now
            return handlePaste(text)
        case .resized(let size):
            return resize(to: size)
        case .mouse(let mouse, let point):
            presence.lastKeyAt = now
            let effects = handleMouse(mouse, at: point)
            extendMarkRange()
            return effects
        case .focus, .background:
            return []
        }
    }

    private mutating func resize(to size: Size) -> [Effect] {
        self.size = size
        inbox.height = listCapacity
        inbox.showSelected()
        // On a screen with room for only one of them, the thread stays visible.
        if focus == .inbox, thread != nil, !panes.isSplit { focus = .thread }
        layOutThread()
        showCursor()
        return [inbox.readNeighbours()].compactMap { $0 } + readThreadNeighbours()
    }

    private mutating func handleKey(_ key: Key, using generator: inout some RandomNumberGenerator) -> [Effect] {
        if let rest = afterEscape(key) {
            let effects = handleKey(.escape, using: &generator)
            return effects + handleKey(rest, using: &generator)
        }
        if let overlay { return handleKey(key, in: overlay, using: &generator) }
        if mustReplacePassword { return requirePasswordChange() }
        let chord = Chord(pendingKeys + [key]) ?? Chord(key)
        pendingKeys = []
        switch keymap.resolve(chord, in: focus) {
        case .command(let command):
            return perform(command, using: &generator)
        case .prefix:
            pendingKeys = chord.keys
            notice = Notice(text: SafeText(trusted: language.name(of: chord) + " …"), severity: .info)
            return []
        case .unbound where chord.keys.count > 1:
            // The chord led nowhere; its last key may be a command by itself.
            return handleKey(key, using: &generator)
        case .unbound:
            return focus == .composer ? handleComposerKey(key) : []
        }
    }

    /// Splits Alt + key into Esc and the key, unless Alt is bound; nil if nothing is to be split. Terminals send Alt
    /// as an Esc prefix, so on a slow connection Esc and the next key arrive as one.
    private func afterEscape(_ key: Key) -> Key? {
        guard key.modifiers.contains(.alt) else { return nil }
        guard let chord = Chord(pendingKeys + [key]), keymap.resolve(chord, in: focus) == .unbound else { return nil }
        return Key(key.symbol, key.modifiers.subtracting(.alt))
    }

    private mutating func handleConnectionChange(to status: ConnectionStatus) -> [Effect] {
        let before = connection
        connection = status
        if status != .live { presence.reset() }
        if status == .refused, user != nil {
            let key = keys(of: .console(.refresh), in: .inbox)
            showNotice(ChromePhrase.loginRefusedAgain(key: key), severity: .warning)
        }
        // Requests made while connecting are already on their way.
        guard status == .live, before != .live, before != .connecting else { return [] }
        inbox.reading = nil
        inbox.isCounting = false
        inbox.countersAreStale = true
        views.isReading = false
        thread?.reading = nil
        return refreshAll()
    }

    /// Re-reads what is on the screen, after a reconnect and every few seconds, to catch changes without a
    /// notification.
    mutating func refreshAll() -> [Effect] {
        guard connection == .live else { return [] }
        var effects: [Effect] = []
        if inbox.reading == nil { effects += [inbox.refresh()].compactMap { $0 } }
        if inbox.isCountingDue(at: now) { effects += [readCounters()].compactMap { $0 } }
        effects += refreshPeople()
        effects += readViews()
        effects += refreshPresence()
        if let id = thread?.conversation.id {
            effects.append(.readConversation(id))
            effects += [thread?.refresh()].compactMap { $0 }
            if thread?.panel == nil { effects.append(.readPanel(id)) }
        }
        return effects
    }

    mutating func readCounters() -> Effect? {
        guard !inbox.isCounting else { return nil }
        inbox.isCounting = true
        inbox.countersAreStale = false
        inbox.countedAt = now
        return .readCounters
    }
}
