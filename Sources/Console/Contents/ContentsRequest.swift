import Domain
import Text

/// The requests about what messages bring beside their text.
package enum ContentsRequest: Sendable, Hashable {
    /// Reads the files of a conversation.
    case readFiles(Identifier<Conversation>)
    /// Hands a link to the program that opens links.
    case open(WebLink)
    /// Saves what a link leads to under a name.
    case save(WebLink, as: UntrustedText)
    /// Copies a link to the clipboard.
    case copy(WebLink)

    /// The most files that are listed.
    package static let fileLimit = 500

    /// Returns the event for a failure; nil if none reports it.
    package func event(for failure: Failure) -> ContentsEvent? {
        switch self {
        case .readFiles(let id): .filesRead(id, .failure(failure))
        case .open, .save, .copy: nil
        }
    }
}

/// The responses to `ContentsRequest`.
package enum ContentsEvent: Sendable {
    /// The files of a conversation, newest first.
    case filesRead(Identifier<Conversation>, Result<[ConversationAttachment], Failure>)
    /// A link was handed over, or couldn't be.
    case opened(Bool)
    /// The file was saved under this path; nil if it couldn't be.
    case saved(SafeText?)
}
