/// A reusable reply text.
package struct CannedReply: Sendable, Hashable {
    /// The canned reply's id.
    package var id: Identifier<CannedReply>
    /// Whether it is shared; otherwise it belongs to the current user.
    package var isShared: Bool
    /// The name it is searched by, 1 to 60 characters.
    package var name: UntrustedText
    /// The language as an ISO 639 code (`fr`, `ar`); nil if none or mixed.
    package var language: String?
    /// The text with its variables, 1 to 4,000 characters.
    package var body: UntrustedText
    /// The row version that was read; an edit based on another version is refused.
    package var version: Int64
    /// When it was last changed.
    package var updatedAt: Timestamp

    /// Creates a reply from its columns.
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

    /// The editable content.
    package var content: CannedReplyContent {
        CannedReplyContent(name: name.original, language: language, body: body.original, isShared: isShared)
    }
}

/// The editable content of a canned reply.
package struct CannedReplyContent: Sendable, Hashable {
    /// The name it is searched by, 1 to 60 characters.
    package var name: String
    /// The language as an ISO 639 code, two or three lower-case letters; nil for none.
    package var language: String?
    /// The text with its variables, 1 to 4,000 characters.
    package var body: String
    /// Whether it is shared; requires superviseur or above.
    package var isShared: Bool

    /// Creates the content from its parts.
    package init(name: String, language: String?, body: String, isShared: Bool) {
        self.name = name
        self.language = language
        self.body = body
        self.isShared = isShared
    }
}

extension CurrentUser {
    /// Whether the user may create or edit such a canned reply: personal ones always, shared ones with `manageShared`.
    package func canEditReply(shared isShared: Bool) -> Bool { role != nil && (!isShared || can(.manageShared)) }
}
