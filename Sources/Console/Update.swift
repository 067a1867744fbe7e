import Domain
import Screen
import Text

extension State {
    /// Takes in an event and gives what is to be done about it. Pure: moments and random numbers come as arguments.
    package mutating func update(
        with event: Event,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        self.now = now
        defer { cacheQueryText() }
        let effects = handleEvent(event, using: &generator)
        // First, because an editor may have the terminal next.
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

    /// The list begins once it is known whose it is: a page of another filter would only delay it. An agent begins with what
    /// is theirs to answer: their own zones and the common queue.
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
        // Where only one of them has room, the thread is what is seen.
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
        if overlay != nil { return handleOverlayKey(key, using: &generator) }
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
            // What was begun came to nothing; the last key may mean something by itself.
            return handleKey(key, using: &generator)
        case .unbound:
            return focus == .composer ? handleComposerKey(key) : []
        }
    }

    /// A terminal sends Alt as Esc before the key, so on a slow line Esc and the key after it arrive as one. Nothing is
    /// bound to Alt unless a person did so: then it is Alt, else it was Esc and this key.
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
            showNotice(ChromePhrase.loginRefusedAgain(key: keys(of: .refresh, in: .inbox)), severity: .warning)
        }
        // What was asked for while connecting is on its way already.
        guard status == .live, before != .live, before != .connecting else { return [] }
        inbox.reading = nil
        inbox.isCounting = false
        inbox.countersAreStale = true
        views.isReading = false
        thread?.reading = nil
        return refreshAll()
    }

    /// Reads again what is on the screen: the answer to a lost line, and to a few seconds gone by, in which something may
    /// have changed that nobody announced.
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
