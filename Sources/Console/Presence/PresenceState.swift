import Domain
import Text

/// Where colleagues are, and what the server was told of the current user.
package struct PresenceState: Sendable {
    /// How long without a key until the current user counts as away.
    static let idleTimeout = Duration.seconds(300)
    /// How long without a change to the text until the current user no longer counts as typing, even with the composer
    /// open.
    static let typingTimeout = Duration.seconds(15)

    /// The last update sent; nil if one has to be sent.
    var lastSent: PresenceUpdate?
    /// Whether the last update failed and must be resent.
    var needsResend = false
    /// The pending request; nil if there is none.
    var pendingRequest: PresenceRequest?
    /// Whether a request for colleagues' online status is pending.
    var isReadingAttendance = false
    /// When the last key was pressed.
    var lastKeyAt: Timestamp
    /// When the composer's text last changed; nil if the composer isn't focused.
    var typedAt: Timestamp?
    /// Whether the text is open in the external editor.
    var isEditing = false
    /// The typing indicators shown in the list.
    private(set) var typing: [Identifier<Conversation>: SafeText] = [:]
    /// The conversation last asked about and its presence line; nil if nobody else is there.
    private var presentColleagues: (conversation: Identifier<Conversation>, line: SafeText)?

    init(now: Timestamp) {
        lastKeyAt = now
    }

    /// The presence line of a conversation; nil if nobody else is known to be there.
    func text(for conversation: Identifier<Conversation>) -> SafeText? {
        presentColleagues.flatMap { $0.conversation == conversation ? $0.line : nil } ?? typing[conversation]
    }

    /// Stores where colleagues are; `conversation` is the one that was asked about.
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

    /// Resets after the connection is lost: forgets colleagues and what the server was told.
    mutating func reset() {
        (lastSent, pendingRequest, presentColleagues) = (nil, nil, nil)
        (needsResend, isReadingAttendance) = (false, false)
        typing = [:]
    }
}
