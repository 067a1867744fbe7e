import Domain
import Text

/// The guest whom a box or a notice is about.
extension Conversation {
    /// The guest's name cut to a few cells; says that the guest is unknown if there is no name.
    func guestLabel(in language: Language, cells: Int = 32) -> SafeText {
        let name = guestName.map { SafeText($0) } ?? .empty
        return name.isEmpty ? language.safe(ConversationPhrase.unknownGuest) : name.truncated(to: cells)
    }

    /// The guest's name and the property, which tells apart conversations of one guest.
    func label(in language: Language) -> SafeText {
        let name = guestLabel(in: language)
        let property = propertyName.map { SafeText($0) } ?? .empty
        return property.isEmpty ? name : name + " · " + property.truncated(to: 24)
    }
}

extension SafeText {
    /// This title, followed by the guest whom the box is about.
    func about(_ conversation: Conversation?, in language: Language) -> SafeText {
        conversation.map { self + " · " + $0.label(in: language) } ?? self
    }
}

extension State {
    /// Shows a notice in the footer, with the guest whom it is about; without one if the conversation is unknown here.
    mutating func showNotice(
        _ phrase: some Phrase,
        about conversation: Conversation?,
        severity: Notice.Severity = .info
    ) {
        let text = language.safe(phrase)
        let name = conversation.map { $0.guestLabel(in: language, cells: 24) + " · " }
        notice = Notice(text: name.map { $0 + text } ?? text, severity: severity)
    }

    /// The conversation of this id, or the head of its thread, as far as it is at hand: open, marked or in the list.
    func known(_ id: Identifier<Conversation>) -> Conversation? {
        if let open = thread?.conversation, open.contains(id) { return open }
        return inbox.rows.lazy.map(\.conversation).first { $0.contains(id) }
            ?? assignment.marks.conversations.first { $0.contains(id) }
    }
}
