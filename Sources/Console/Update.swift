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
        defer { keepQueryText() }
        let effects = take(event, using: &generator)
        // First, because an editor may have the terminal next.
        return tellWhereabouts() + effects
    }

    private mutating func take(_ event: Event, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch event {
        case .input(let input):
            return take(input, using: &generator)
        case .clockTicked:
            if let open = thread, open.laidOutOn != clock.wall(now).day { layOutThread() }
            inbox.isGathering = false
            return countDown() + readAnnounced()
        case .catchUpFell:
            return catchUp()
        case .connectionChanged(let status):
            return take(status)
        case .identified(let reader, let zones):
            return take(reader, zones)
        case .identityMissing:
            reader = nil
            hasNoRights = true
            say(ChromePhrase.noRights, .warning)
            return []
        case .inboxRead, .countersRead, .tagsRead, .messagesFound, .conversationRead, .threadRead, .panelRead,
            .conversationsRead:
            return takeAnswer(event)
        case .conversationsAnnounced(let announced):
            return take(announced)
        case .messageStored, .messageRefused, .changeAnswered:
            return takeOutcome(event)
        case .steered(let answer):
            return take(answer)
        case .answerTimesAnswered(let answer):
            return take(answer)
        case .repliesAnswered(let answer):
            return take(answer)
        case .auditRead(let read, let result):
            return takeAudit(read, result)
        case .peopleAnswered(let answer):
            return take(answer)
        case .recordsAnswered(let answer):
            return take(answer)
        case .viewsAnswered(let answer):
            return take(answer)
        case .presence(let news):
            return take(news)
        case .mergingAnswered(let answer):
            return take(answer)
        case .restored(let drafts, let queue):
            self.queue = queue + self.queue
            return restore(drafts)
        case .editorClosed(let draft):
            return takeEdited(draft)
        case .keepingFailed(let reason):
            say(OutcomePhrase.notKept(reason), .warning)
            return []
        case .noticed(let text):
            notice = Notice(text: text, weight: .warning)
            return []
        }
    }

    /// The list begins once it is known whose it is: a page of another filter would only delay it. An agent begins with what
    /// is theirs to answer: their own zones and the common queue.
    private mutating func take(_ reader: Reader, _ zones: [Zone]) -> [Effect] {
        let isFirst = self.reader == nil
        self.reader = reader
        self.zones = zones
        hasNoRights = false
        mustReplacePassword = false
        layOutThread()
        layOutViews()
        guard isFirst, !inbox.isLoaded else { return readViews() }
        var effects: [Effect] = []
        if reader.role == .agent, !ownZones.isEmpty {
            effects = show(zones: ownZones)
            views.history = ViewHistory()
        } else if inbox.reading == nil {
            effects = [inbox.readFirst()]
        }
        return effects + [readCounters()].compactMap { $0 } + readViews()
    }

    private mutating func take(_ input: Input, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch input {
        case .key(let key):
            presence.lastKeyAt = now
            if refusedWriting.takes(key, at: now) { return [] }
            notice = nil
            let effects = take(key, using: &generator)
            drawRange()
            return effects
        case .paste(let text):
            presence.lastKeyAt = now
            return takePaste(text)
        case .resized(let size):
            return resize(to: size)
        case .mouse(let mouse, let point):
            presence.lastKeyAt = now
            let effects = take(mouse, at: point)
            drawRange()
            return effects
        case .focus, .ground:
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

    private mutating func take(_ key: Key, using generator: inout some RandomNumberGenerator) -> [Effect] {
        if let rest = afterEscape(key) {
            let effects = take(.escape, using: &generator)
            return effects + take(rest, using: &generator)
        }
        if overlay != nil { return takeOverlayKey(key, using: &generator) }
        if mustReplacePassword { return demandPassword() }
        let chord = Chord(begun + [key]) ?? Chord(key)
        begun = []
        switch keymap.meaning(of: chord, in: focus) {
        case .command(let command):
            return perform(command, using: &generator)
        case .beginning:
            begun = chord.keys
            notice = Notice(text: SafeText(trusted: language.name(of: chord) + " …"), weight: .news)
            return []
        case .nothing where chord.keys.count > 1:
            // What was begun came to nothing; the last key may mean something by itself.
            return take(key, using: &generator)
        case .nothing:
            return focus == .composer ? type(key) : []
        }
    }

    /// A terminal sends Alt as Esc before the key, so on a slow line Esc and the key after it arrive as one. Nothing is
    /// bound to Alt unless a person did so: then it is Alt, else it was Esc and this key.
    private func afterEscape(_ key: Key) -> Key? {
        guard key.modifiers.contains(.alt) else { return nil }
        guard let chord = Chord(begun + [key]), keymap.meaning(of: chord, in: focus) == .nothing else { return nil }
        return Key(key.symbol, key.modifiers.subtracting(.alt))
    }

    private mutating func take(_ status: ConnectionStatus) -> [Effect] {
        let before = connection
        connection = status
        if status != .live { presence.forget() }
        if status == .refused, reader != nil {
            say(ChromePhrase.refusedNow(key: keys(of: .refresh, in: .inbox)), .warning)
        }
        // What was asked for while connecting is on its way already.
        guard status == .live, before != .live, before != .connecting else { return [] }
        inbox.reading = nil
        inbox.isCounting = false
        inbox.countersAreStale = true
        views.isReading = false
        thread?.reading = nil
        return catchUp()
    }

    /// Reads again what is on the screen: the answer to a lost line, and to a few seconds gone by, in which something may
    /// have changed that nobody announced.
    mutating func catchUp() -> [Effect] {
        guard connection == .live else { return [] }
        var effects: [Effect] = []
        if inbox.reading == nil { effects += [inbox.refresh()].compactMap { $0 } }
        if inbox.isCountingDue(at: now) { effects += [readCounters()].compactMap { $0 } }
        effects += rereadPeople()
        effects += readViews()
        effects += catchUpPresence()
        if let id = thread?.conversation.id {
            effects.append(.readConversation(id))
            effects += [thread?.catchUp()].compactMap { $0 }
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
