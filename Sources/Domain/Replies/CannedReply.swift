/// A text that is written once and sent often.
package struct CannedReply: Sendable, Hashable {
    /// Who it is.
    package var id: Identifier<CannedReply>
    /// Whether it is everybody's; else it is the user's own.
    package var isShared: Bool
    /// What it is found by, 1 to 60 characters.
    package var name: UntrustedText
    /// Its language by ISO 639 (`fr`, `ar`); nil where it is in none or in several.
    package var language: String?
    /// The text with its variables, 1 to 4,000 characters.
    package var body: UntrustedText
    /// Names the row as it was read: a change of another one is refused.
    package var version: Int64
    /// When it was changed last.
    package var updatedAt: Timestamp

    /// A reply from its columns.
    package init(
        id: Identifier<CannedReply>,
        isShared: Bool,
        name: UntrustedText,
        language: String?,
        body: UntrustedText,
        version: Int64,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.isShared = isShared
        self.name = name
        self.language = language
        self.body = body
        self.version = version
        self.updatedAt = updatedAt
    }

    /// What can be changed of it.
    package var content: CannedReplyContent {
        CannedReplyContent(name: name.original, language: language, body: body.original, isShared: isShared)
    }
}

/// What a person writes of a canned reply.
package struct CannedReplyContent: Sendable, Hashable {
    /// What it is found by, 1 to 60 characters.
    package var name: String
    /// Its language by ISO 639, two or three small letters; nil for none.
    package var language: String?
    /// The text with its variables, 1 to 4,000 characters.
    package var body: String
    /// Whether everybody has it, which superviseur and above decide.
    package var isShared: Bool

    /// The content from its parts.
    package init(name: String, language: String?, body: String, isShared: Bool) {
        self.name = name
        self.language = language
        self.body = body
        self.isShared = isShared
    }
}

extension CurrentUser {
    /// Whether the person may change a canned reply, or make such a one: own ones each, shared ones who manages those.
    package func canEditReply(shared isShared: Bool) -> Bool { role != nil && (!isShared || can(.manageShared)) }
}
