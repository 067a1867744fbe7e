import Domain
import Screen
import Text

/// Lays messages out as lines of a given width.
struct ThreadLayout {
    /// The pane's width, in cells.
    let width: Int
    /// The current user, whose own messages are headed "you".
    let userID: Identifier<Person>?
    let clock: LocalClock
    let now: Timestamp
    let language: Language
    /// Whether quoted mail, and what was edited or deleted, is shown.
    var showsFolded = false
    /// The key that shows it.
    var unfoldKey = ""
    /// The guest's stays, as the thread names them; empty unless there are several.
    var stays: [Identifier<Reservation>: SafeText] = [:]
    /// The key that sends a failed message again.
    var resendKey = ""

    /// The column where bodies begin: right of the time, if there is room.
    var indent: Int { width >= 44 ? 8 : 3 }
    /// The width of bodies, in cells: leaves one cell free at the right, at most 92 for readability.
    var bodyWidth: Int { max(8, min(width - indent - 1, 92)) }

    /// The lines of a thread's messages in order, and of what happened between them, with a rule before each day and
    /// before the unread ones. In a merged thread, a channel line precedes messages of another of its conversations;
    /// notes have no channel.
    func lines(of thread: ThreadState, pending: [ThreadEntry], changes: ThreadChanges) -> [ThreadLine] {
        let entries = thread.entries + pending
        var lines: [ThreadLine] = []
        lines.reserveCapacity(entries.count * 4)
        var day: CalendarDay?
        var part: Identifier<Conversation>?
        var stay: Identifier<Reservation>?
        var subject = SafeText.empty
        let likeness = ImpersonationCheck(to: entries, in: language)
        let firstUnread = thread.firstUnread
        var changes = changes
        if thread.isLoaded, !thread.hasBefore { lines.append(beginning) }
        // What its sender took back keeps its number and was never said.
        for entry in entries where !entry.message.isWithdrawn {
            append(changes.next(upTo: entry.message.createdAt), of: changes, after: &day, to: &lines)
            let wall = clock.wallTime(at: entry.message.createdAt)
            if wall.day != day {
                lines.append(dayLine(wall))
                day = wall.day
            }
            if let firstUnread, entry.message.sequence == firstUnread { lines.append(unreadLine) }
            if thread.conversation.isMerged, !entry.message.isInternal, let own = entry.message.conversation,
                own != part
            {
                if let channel = entry.message.channel { lines.append(partLine(channel)) }
                part = own
            }
            if let about = entry.message.reservation, about != stay, let name = stays[about] {
                lines.append(stayLine(name))
                stay = about
            }
            let isNewSubject = !entry.subject.isEmpty && entry.subject.withoutReplyMarks != subject.withoutReplyMarks
            if isNewSubject { subject = entry.subject }
            append(entry, likeness, at: wall, showsSubject: isNewSubject, to: &lines)
            lines.append(ThreadLine())
        }
        append(changes.next(upTo: .endOfTime), of: changes, after: &day, to: &lines)
        if lines.last?.isBlank == true { lines.removeLast() }
        return lines
    }

    private var beginning: ThreadLine {
        ThreadLine(indent: indent, glyphs: language.safe(ThreadPhrase.beginning).glyphs[...], ink: .threadSystem)
    }

    private func partLine(_ channel: Channel) -> ThreadLine {
        let text = language.safe(MergingPhrase.channelHeading(channel))
        return ThreadLine(indent: indent, second: text, secondInk: .threadSystem, isChannelLine: true)
    }

    private func stayLine(_ name: SafeText) -> ThreadLine {
        let text = language.safe(ContentPhrase.stay) + " " + name
        return ThreadLine(indent: indent, second: text, secondInk: .threadSystem)
    }

    func dayLine(_ wall: WallTime) -> ThreadLine {
        let phrase: ThreadPhrase =
            switch clock.wallTime(at: now).day.days - wall.day.days {
            case 0: .today
            case 1: .yesterday
            default: .day(wall.day, weekday: wall.weekday)
            }
        return ThreadLine(right: language.safe(phrase), rightInk: .threadDay, hasRule: true)
    }

    private func append(
        _ entry: ThreadEntry,
        _ likeness: ImpersonationCheck,
        at wall: WallTime,
        showsSubject: Bool,
        to lines: inout [ThreadLine]
    ) {
        let message = entry.message
        if message.senderType == .system || message.type == "system" && message.senderType != .guest {
            appendSystem(entry, at: wall, to: &lines)
            return
        }
        let base = ThreadLine(
            sequence: message.sequence,
            indent: indent,
            ink: bodyInk(of: message),
            ground: message.isInternal ? .threadNote : .text,
            hasNoteBar: message.isInternal
        )
        lines.append(head(entry, likeness, at: wall, on: base))
        ContentLines(entry: entry, base: base, layout: self).append(showingSubject: showsSubject, to: &lines)
        if message.delivery == .failed { lines.append(failureLine(entry, on: base)) }
    }

    /// Why a message didn't arrive, and the key that sends it again.
    private func failureLine(_ entry: ThreadEntry, on base: ThreadLine) -> ThreadLine {
        var line = base
        line.ground = .text
        line.glyphs = language.safe(ThreadPhrase.notDelivered(key: resendKey)).glyphs[...]
        line.ink = .threadDeliveryFailed
        line.second = entry.failure
        line.secondInk = .textDim
        return line
    }

    private func head(
        _ entry: ThreadEntry,
        _ likeness: ImpersonationCheck,
        at wall: WallTime,
        on base: ThreadLine
    ) -> ThreadLine {
        var line = base
        line.indent = base.hasNoteBar ? 3 : 1
        line.glyphs = SafeText(trusted: wall.hourAndMinute).glyphs[...]
        line.ink = .threadTime
        line.second = name(of: entry, likeness)
        line.secondInk = nameInk(of: entry.message)
        if entry.isPending {
            line.right = language.safe(ThreadPhrase.waitsForLine)
        } else if let delivery = entry.message.delivery, !entry.message.isInternal {
            let isHeld = delivery == .queued && entry.message.heldUntil.map { $0 > now } ?? false
            line.right = language.safe(isHeld ? ThreadPhrase.beingSent : .delivery(delivery))
            line.rightInk = delivery == .failed ? .threadDeliveryFailed : .threadDelivery
        } else {
            line.right = mark(of: entry.message)
        }
        return line
    }

    /// What became of a message on its channel, and whether a machine wrote it.
    private func mark(of message: Message) -> SafeText {
        func at(_ phrase: ContentPhrase, _ moment: Timestamp) -> SafeText {
            language.safe(phrase) + SafeText(trusted: " " + clock.wallTime(at: moment).hourAndMinute)
        }
        if let deletedAt = message.deletedAt { return at(.deletedOn, deletedAt) }
        if let editedAt = message.editedAt { return at(.edited, editedAt) }
        return message.details.isAutomatic ? language.safe(ContentPhrase.automatic) : .empty
    }

    private func name(of entry: ThreadEntry, _ likeness: ImpersonationCheck) -> SafeText {
        let isOwn = entry.isPending || (entry.message.sender != nil && entry.message.sender == userID)
        let name = isOwn ? language.safe(ConversationPhrase.you) : otherName(of: entry)
        if likeness.looksLikeStaff(entry) { return language.safe(ThreadPhrase.guest) + " · " + name }
        guard entry.message.isInternal else { return name }
        return language.safe(ThreadPhrase.note) + " · " + name
    }

    /// The sender's name. A machine is always told from a person: by its kind alone, or beside the name that it was given.
    private func otherName(of entry: ThreadEntry) -> SafeText {
        let kind = entry.message.senderType
        switch kind {
        case .guest: return entry.sender.isEmpty ? language.safe(ConversationPhrase.unknownGuest) : entry.sender
        case .agent, .system, .other:
            return entry.sender.isEmpty ? language.safe(ConversationPhrase.sender(kind)) : entry.sender
        case .chatbot, .ai:
            let word = language.safe(ConversationPhrase.sender(kind))
            return entry.sender.isEmpty ? word : entry.sender + " · " + word
        }
    }

    private func nameInk(of message: Message) -> StyleRole {
        if message.isInternal { return .threadNoteBar }
        switch message.senderType {
        case .guest: return .threadGuest
        case .agent: return .threadAgent
        case .chatbot, .ai, .system, .other: return .threadBot
        }
    }

    private func bodyInk(of message: Message) -> StyleRole {
        switch message.senderType {
        case .chatbot, .ai: .threadBot
        case .guest, .agent, .system, .other: .text
        }
    }

    private func appendSystem(_ entry: ThreadEntry, at wall: WallTime, to lines: inout [ThreadLine]) {
        for (index, row) in entry.rows.enumerated() {
            var line = ThreadLine(
                sequence: entry.message.sequence,
                indent: indent,
                glyphs: entry.body[row],
                ink: .threadSystem
            )
            if index == 0, width >= 44 {
                line.indent = 1
                line.glyphs = SafeText(trusted: wall.hourAndMinute).glyphs[...]
                line.ink = .threadTime
                line.second = SafeText(trusted: "· ") + SafeText(trusted: String(entry.body[row]))
                line.secondInk = .threadSystem
            }
            lines.append(line)
        }
    }
}
