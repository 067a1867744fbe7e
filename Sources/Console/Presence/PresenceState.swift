import Domain
import Text

/// Where colleagues are, and what they have been told of this person.
package struct PresenceState: Sendable {
    /// Who doesn't press a key for so long is away.
    static let idleTimeout = Duration.seconds(300)
    /// Who doesn't change the text for so long types no more, though the composer is open.
    static let typingTimeout = Duration.seconds(15)

    /// What the server was told last; nil where it has to be told.
    var lastSent: PresenceUpdate?
    /// Whether it didn't take that, so that it is to be told again.
    var needsResend = false
    /// What it is being asked; nil where nothing.
    var pendingRequest: PresenceRequest?
    /// Whether it is being asked who of the desk is here.
    var isReadingAttendance = false
    /// When a key was pressed last.
    var lastKeyAt: Timestamp
    /// When the text in the composer was changed last; nil where that isn't being written.
    var typedAt: Timestamp?
    /// Whether the text is in the person's own editor.
    var isEditing = false
    /// What the list says of conversations that colleagues type in.
    private(set) var typing: [Identifier<Conversation>: SafeText] = [:]
    /// The conversation that was asked about last, and who is there; nil where nobody is.
    private var presentColleagues: (conversation: Identifier<Conversation>, line: SafeText)?

    init(now: Timestamp) {
        lastKeyAt = now
    }

    /// Who else is in a conversation, in a line; nil where nobody is, as far as is known.
    func text(for conversation: Identifier<Conversation>) -> SafeText? {
        presentColleagues.flatMap { $0.conversation == conversation ? $0.line : nil } ?? typing[conversation]
    }

    /// Takes in who is where, `conversation` being the one that was asked about.
    mutating func setColleagues(
        _ colleagues: [PresentColleague],
        in conversation: Identifier<Conversation>?,
        _ language: Language
    ) {
        pendingRequest = nil
        let here = colleagues.filter { $0.conversation == conversation }
        presentColleagues = conversation.flatMap { id in
            here.isEmpty ? nil : (id, PresenceText(here, language).text)
        }
        let typing = Dictionary(grouping: colleagues.filter(\.isTyping), by: \.conversation)
        self.typing = typing.mapValues { PresenceText($0, language).text }
    }

    /// Forgets colleagues, and that the server knows of this person: the line is gone.
    mutating func reset() {
        (lastSent, pendingRequest, presentColleagues) = (nil, nil, nil)
        (needsResend, isReadingAttendance) = (false, false)
        typing = [:]
    }
}
