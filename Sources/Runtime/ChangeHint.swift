import Domain

/// What a notification says has changed: a conversation and the session that changed it, or who is present in it.
package struct ChangeHint: Sendable, Hashable {
    /// The conversation; nil if any may have changed.
    package let conversation: Identifier<Conversation>?
    /// The process ID of the session that changed it; nil if unknown, or if several did.
    package let processID: Int32?
    /// Whether it is only about who is present in the conversation.
    package let isOfPresence: Bool

    /// Reads a payload: `<conversation> <process>`, where process 0 means several, just `<conversation>`, `presence
    /// <conversation>`, or nothing for many conversations. What can't be read means that any may have changed.
    package init(_ payload: String) {
        let parts = payload.split(separator: " ", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0] == "presence", let conversation = Identifier<Conversation>(parts[1]) {
            (self.conversation, processID, isOfPresence) = (conversation, nil, true)
            return
        }
        conversation = parts.count <= 2 ? parts.first.flatMap { Identifier<Conversation>($0) } : nil
        processID = parts.count == 2 && conversation != nil ? Int32(parts[1]).flatMap { $0 == 0 ? nil : $0 } : nil
        isOfPresence = false
    }
}
