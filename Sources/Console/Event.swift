import Domain
import Screen
import Text

/// Something that happened: the only thing that changes the state.
package enum Event: Sendable {
    /// A key, a paste, the mouse, a new size.
    case input(Input)
    /// The clock has moved on.
    case clockTicked
    /// It is time to read again what is on the screen.
    case refreshTimerFired
    /// The line to the server changed.
    case connectionChanged(ConnectionStatus)
    /// The server said who this is and which zones there are.
    case signedIn(CurrentUser, zones: [Zone])
    /// The server knows no active person behind this login.
    case signInWithoutUser
    /// A page of the inbox.
    case inboxRead(InboxPageRequest, Result<[Conversation], Failure>)
    /// The counters.
    case countersRead(Result<InboxCounters, Failure>)
    /// The tags in use, the most frequent first.
    case tagsRead(Result<[UntrustedText], Failure>)
    /// Messages that a search found.
    case messagesFound(MessageSearchRequest, Result<[FoundMessage], Failure>)
    /// One conversation's row; nil where it isn't visible (any more).
    case conversationRead(Identifier<Conversation>, Result<Conversation?, Failure>)
    /// A page of a thread.
    case threadRead(ThreadPageRequest, Result<[Message], Failure>)
    /// What stands beside a thread.
    case panelRead(Identifier<Conversation>, Result<ConversationDetails, Failure>)
    /// Somebody hinted that conversations changed.
    case conversationsChanged(ChangeNotification)
    /// The rows of some conversations, of those that are visible (any more).
    case conversationsRead(Set<Identifier<Conversation>>, Result<[Conversation], Failure>)
    /// A message of the queue was stored.
    case messageStored(OutgoingMessage, MessageReceipt)
    /// A message of the queue was refused for good and has left it.
    case messageRefused(OutgoingMessage, Failure)
    /// A change of a conversation was made, or wasn't.
    case changeCompleted(Change, on: Identifier<Conversation>, Result<Void, Failure>)
    /// The server answered what was asked in steering the desk.
    case assignmentResponse(AssignmentResponse)
    /// The server answered what was asked about answer times.
    case slaResponse(SLAResponse)
    /// The server answered about canned replies.
    case cannedRepliesResponse(CannedRepliesResponse)
    /// A page of the audit trail.
    case auditRead(AuditPageRequest, Result<[AuditEntry], Failure>)
    /// The server answered what was asked about people.
    case peopleResponse(PeopleResponse)
    /// The server answered about guests, stays and properties.
    case recordsResponse(RecordsResponse)
    /// The server answered what was asked about views.
    case viewsResponse(ViewsResponse)
    /// Colleagues came, went or typed.
    case presenceResponse(PresenceResponse)
    /// The server answered about merging conversations.
    case mergingResponse(MergingResponse)
    /// Drafts and messages that an earlier run left behind.
    case restored(drafts: [Draft], queue: [OutgoingMessage])
    /// The external editor gave its text back; nil where it failed or was left without a change.
    case editorClosed(Draft?)
    /// A draft or message can't be kept on disk, for the system's reason given.
    case draftSaveFailed(String)
    /// The shell has something to say, such as an error in a theme.
    case noticed(SafeText)
}

/// How the line to the server stands.
package enum ConnectionStatus: Sendable, Hashable {
    /// On the way to the server for the first time.
    case connecting
    /// Requests are answered.
    case live
    /// Gone; the next try comes in so many seconds.
    case offline(retryIn: Int)
    /// The server refused the login: trying again won't help.
    case refused
}

/// A page of the inbox that was asked for.
package struct InboxPageRequest: Sendable, Hashable {
    /// What the page is for.
    package enum Purpose: Sendable, Hashable {
        /// It takes the place of all rows.
        case replace
        /// It refreshes the rows from a place on.
        case refresh
        /// It goes below the rows.
        case append
        /// It goes above the rows.
        case prepend
    }

    /// Which conversations.
    package var query: InboxQuery
    /// Where in them.
    package var position: InboxPosition
    /// At most so many rows.
    package var limit: Int
    /// What for.
    package var purpose: Purpose
    /// Counts the inbox's questions; an answer to an older one is dropped.
    package var requestID: Int
}

/// A page of a thread that was asked for.
package struct ThreadPageRequest: Sendable, Hashable {
    /// Whose messages.
    package var conversation: Identifier<Conversation>
    /// Which part.
    package var position: ThreadPosition
    /// At most so many messages.
    package var limit: Int
    /// The version of the thread that the position's number is from.
    package var version: Int32
}

/// A change of a conversation that a person asks for.
package enum Change: Sendable, Hashable {
    case claim
    case release
    case state(ConversationState)
    case priority(Priority)
    case tags([String])
}
