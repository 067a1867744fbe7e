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
        let effects = handleWatchingTarget(event, using: &generator)
        // Presence goes first, because the next effect may hand the terminal to an editor.
        return updatePresence() + effects
    }

    private mutating func handleWatchingTarget(_ event: Event, using generator: inout some RandomNumberGenerator)
        -> [Effect]
    {
        if case .input = event { return handleEvent(event, using: &generator) }
        let before = focusedConversation?.id
        let hadThread = thread != nil
        let effects = handleEvent(event, using: &generator)
        let isLost = hadThread && thread == nil
        let after = focusedConversation?.id
        targetGuard.note(from: before, to: after, wasAskedFor: event.isAnswer && !isLost, at: now)
        return effects
    }

    private mutating func handleEvent(_ event: Event, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch event {
        case .input(let input): return handleInput(input, using: &generator)
        case .clockTicked: return handleTick()
        case .refreshTimerFired: return refreshAll()
        case .noticed(let text):
            notice = Notice(text: text, severity: .warning)
            return []
        case .session(let event): return handle(event)
        case .inbox(let event): return handle(event)
        case .query(let event): return handle(event)
        case .search(let event): return handle(event)
        case .thread(let event): return handle(event)
        case .composer(let event): return handle(event)
        case .changes(let event): return handle(event)
        case .assignment(let event): return handle(event)
        case .merging(let event): return handle(event)
        case .views(let event): return handle(event)
        case .cannedReplies(let event): return handle(event)
        case .records(let event): return handle(event)
        case .outreach(let event): return handle(event)
        case .sla(let event): return handle(event)
        case .settings(let event): return handle(event)
        case .people(let event): return handle(event)
        case .audit(let event): return handle(event)
        case .incidents(let event): return handle(event)
        case .workflows(let event): return handle(event)
        case .webhooks(let event): return handle(event)
        case .deliveries(let event): return handle(event)
        case .jobs(let event): return handle(event)
        case .contents(let event): return handle(event)
        case .presence(let event): return handle(event)
        }
    }

    private mutating func handleTick() -> [Effect] {
        if let open = thread, open.laidOutOn != clock.wallTime(at: now).day { layOutThread() }
        inbox.isDebouncing = false
        return assignment.countdownTick(at: now) + undoTick() + readNotifiedConversations() + continueTest()
    }

    private mutating func handleInput(_ input: Input, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch input {
        case .key(let key):
            presence.lastKeyAt = now
            thread?.settleSeen(at: now)
            if typeAheadGuard.swallows(key, at: now) { return [] }
            notice = nil
            let effects = handleKey(key, using: &generator)
            assignment.marks.extendRange(to: inbox.selectedIndex, in: inbox.rows)
            return effects
        case .paste(let text):
            presence.lastKeyAt = now
            return handlePaste(text)
        case .resized(let size):
            return resize(to: size)
        case .mouse(let mouse, let point):
            presence.lastKeyAt = now
            let effects = handleMouse(mouse, at: point)
            assignment.marks.extendRange(to: inbox.selectedIndex, in: inbox.rows)
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
            guard focus != .composer else { return handleComposerKey(key) }
            ignoreTyping(of: key)
            return []
        }
    }

    /// Splits Alt + key into Esc and the key, unless Alt is bound; nil if nothing is to be split. Terminals send Alt
    /// as an Esc prefix, so on a slow connection Esc and the next key arrive as one.
    private func afterEscape(_ key: Key) -> Key? {
        guard key.modifiers.contains(.alt) else { return nil }
        guard let chord = Chord(pendingKeys + [key]), keymap.resolve(chord, in: focus) == .unbound else { return nil }
        return Key(key.symbol, key.modifiers.subtracting(.alt))
    }

    /// Re-reads what is on the screen, after a reconnect and every few seconds, to catch changes without a
    /// notification.
    mutating func refreshAll() -> [Effect] {
        guard connection == .live else { return [] }
        var effects: [Effect] = []
        if inbox.reading == nil { effects += [inbox.refresh()].compactMap { $0 } }
        if inbox.isCountingDue(at: now) { effects += inbox.readCounters(at: now) }
        effects += readStatusIfDue()
        effects += refreshPeople()
        effects += refreshOverlay()
        effects += readViews()
        effects += refreshPresence()
        if let id = thread?.conversation.id {
            effects.append(.thread(.readConversation(id)))
            effects += [thread?.refresh()].compactMap { $0 }
            if thread?.panel == nil { effects.append(.thread(.readPanel(id))) }
            effects += [readTimelineIfLate()].compactMap { $0 }
            effects += readLatestDeliveries()
        }
        return effects
    }
}
