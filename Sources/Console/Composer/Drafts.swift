import Domain

/// Unsent texts by conversation.
package struct Drafts: Sendable, Equatable {
    private var drafts: [Identifier<Conversation>: Draft] = [:]
    /// Beginnings of drafts that came back from the send queue and haven't been sent again.
    private var returnedTexts: [Identifier<Conversation>: String] = [:]

    /// Whether there are none.
    var isEmpty: Bool { drafts.isEmpty }
    /// How many there are.
    package var count: Int { drafts.count }

    /// A conversation's draft; nil if there is none.
    package internal(set) subscript(_ conversation: Identifier<Conversation>) -> Draft? {
        get { drafts[conversation] }
        set { drafts[conversation] = newValue }
    }

    /// Returns the draft of any conversation in the thread; nil if there is none.
    func draft(in conversation: Conversation) -> Draft? {
        guard !drafts.isEmpty else { return nil }
        return conversation.threadParts.lazy.compactMap { drafts[$0.id] }.first
    }

    /// Forgets a conversation's draft, and what came back to it.
    mutating func discard(_ conversation: Identifier<Conversation>) {
        drafts[conversation] = nil
        returnedTexts[conversation] = nil
    }

    /// Restores drafts of an earlier run, each ahead of anything written meanwhile.
    mutating func restore(_ kept: [Draft]) -> [Effect] {
        var effects: [Effect] = []
        for draft in kept {
            guard let written = drafts[draft.conversation] else {
                drafts[draft.conversation] = draft
                continue
            }
            let merged = draft.appending(written)
            drafts[draft.conversation] = merged
            effects.append(.composer(.saveDraft(merged)))
        }
        let restored = Set(kept.map(\.conversation))
        return effects
            + drafts.values.filter { !restored.contains($0.conversation) }.map { .composer(.saveDraft($0)) }
    }

    /// Adds a message that came back from the send queue to its conversation's draft, after texts returned earlier and
    /// before anything written since. Returns the draft.
    mutating func add(_ message: OutgoingMessage) -> Draft {
        let id = message.conversation
        var kept = Draft(conversation: id, kind: message.isInternal ? .note : .reply, text: message.body)
        var since: Draft?
        if let written = drafts[id] {
            since = written
            if let earlier = returnedTexts[id], written.text.hasPrefix(earlier) {
                kept = Draft(conversation: id, kind: written.kind, text: earlier).appending(kept)
                since?.text = String(written.text.dropFirst(earlier.count).drop { $0 == "\n" })
            }
        }
        returnedTexts[id] = kept.text
        let draft = since.map { kept.appending($0) } ?? kept
        drafts[id] = draft
        return draft
    }
}
