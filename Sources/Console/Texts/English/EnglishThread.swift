import Domain

extension ThreadPhrase {
    package var english: String {
        switch self {
        case .note: "note"
        case .guest: "guest"
        case .today: "today"
        case .yesterday: "yesterday"
        case .day(let day, let weekday): "\(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday]) \(day.english)"
        case .beginning: "the conversation begins here"
        case .newBelow(let count):
            count == 1 ? "1 new message below, G shows it" : "\(count) new messages below, G shows them"
        case .attachment: "attached"
        case .delivery(.queued): "queued"
        case .delivery(.sent): "sent"
        case .delivery(.delivered): "delivered"
        case .delivery(.read): "read"
        case .delivery(.failed): "failed"
        case .waitsForLine: "sending…"
        case .beingSent: "being sent…"
        case .notDelivered(let key): "✗ not delivered, \(key) sends it again"
        }
    }
}

extension PanelPhrase {
    package var english: String {
        switch self {
        case .guest: "Guest"
        case .reservation: "Stay"
        case .property: "Property"
        case .access: "Access"
        case .tags: "Tags"
        case .notDelivered: "Not delivered"
        case .deliveries: "Deliveries"
        case .details: "Details"
        case .boxHint: "↑ ↓ scroll   Esc back"
        case .conversations(let count): count == 1 ? "first conversation" : "\(count) conversations"
        case .people(let count): count == 1 ? "1 guest" : "\(count) guests"
        case .noReservation: "no reservation"
        case .noGuest: "unknown guest"
        case .unverified: "unverified"
        case .unverifiedContact: "unverified:"
        }
    }
}

extension ComposerPhrase {
    package var english: String {
        switch self {
        case .replyTo(let channel): "Reply on \(ConversationPhrase.channel(channel).english) to"
        case .noteNotSent: "Note, not sent to the guest"
        case .draftSaved: "draft kept"
        case .placeholderReply: "Write to the guest…"
        case .placeholderNote: "Write for your team; the guest never sees it…"
        case .threadMoved(let count):
            "\(count == 1 ? "1 message" : "\(count) messages") came in meanwhile. Read, then send again."
        case .nothingToSend: "There is nothing to send yet."
        case .begunAsReply: "A reply is already started: finish it, or make it a note."
        case .begunAsNote: "A note is already started: finish it, or make it a reply."
        }
    }
}

extension OverlayPhrase {
    package var english: String {
        switch self {
        case .help: "Keys"
        case .palette: "Commands"
        case .noMatch: "Nothing matches."
        case .chooseState: "State"
        case .choosePriority: "Priority"
        case .editTags: "Tags"
        case .tagsHint: "separate words with spaces   Enter saves   Esc back"
        case .filter: "Show"
        case .states: "state"
        case .priorities: "priority"
        case .filterHint: "Space toggles   Enter shows   Esc back"
        case .filterNeedsState: "choose at least one state"
        case .quit: "Leave riad?"
        case .quitHint: "y leaves   Esc stays"
        case .quitWithQueue(let count, let guest):
            (count == 1 ? "1 unsent message" : "\(count) unsent messages")
                + (guest.map { " to \($0.plain)" } ?? "") + ": kept and sent next time."
        case .discard(let guest): "Discard the draft for \(guest.plain)?"
        case .discardHint: "y discards it   Esc keeps it"
        case .sendTo(let guest): guest.isEmpty ? "Send it?" : "Send to \(guest.plain)?"
        case .colleagueTypes(let who): "\(who.plain): the guest may get two answers."
        case .sendHint: "y sends all the same   Esc goes back to the text"
        case .changeAll(let count): "Change \(count?.english(of: "conversations") ?? "")?"
        case .changeAllDetail(let change, let name): Self.english(change, name)
        case .changeAllHint: "y changes them   Esc changes nothing"
        case .chooseHint: "Enter chooses   Esc back"
        case .helpHint: "type to search   Esc back"
        }
    }
}
