import Domain
import Screen
import Text

/// An input, tick or response; events alone change the state.
package enum Event: Sendable {
    /// A key, a paste, a mouse action or a resize.
    case input(Input)
    /// The clock ticked.
    case clockTicked
    /// The refresh timer fired: what is on the screen is read again.
    case refreshTimerFired
    /// The connection status changed.
    case connectionChanged(ConnectionStatus)
    /// The server identified the current user and listed the zones.
    case signedIn(CurrentUser, zones: [Zone])
    /// The login belongs to no active person.
    case signInWithoutUser
    /// A page of the inbox.
    case inboxRead(InboxPageRequest, Result<[Conversation], Failure>)
    /// The counters.
    case countersRead(Result<InboxCounters, Failure>)
    /// The tags in use, most frequent first.
    case tagsRead(Result<[UntrustedText], Failure>)
    /// Messages found by a search.
    case messagesFound(MessageSearchRequest, Result<[FoundMessage], Failure>)
    /// One conversation's row; nil if it isn't visible, or no longer is.
    case conversationRead(Identifier<Conversation>, Result<Conversation?, Failure>)
    /// A page of a thread.
    case threadRead(ThreadPageRequest, Result<[Message], Failure>)
    /// The details shown beside a thread.
    case panelRead(Identifier<Conversation>, Result<ConversationDetails, Failure>)
    /// A notification that conversations changed.
    case conversationsChanged(ChangeNotification)
    /// The requested conversations' rows, without those that aren't visible, or no longer are.
    case conversationsRead(Set<Identifier<Conversation>>, Result<[Conversation], Failure>)
    /// A queued message was stored.
    case messageStored(OutgoingMessage, MessageReceipt)
    /// A queued message was permanently refused and has left the queue.
    case messageRefused(OutgoingMessage, Failure)
    /// A change of a conversation succeeded or failed.
    case changeCompleted(Change, on: Identifier<Conversation>, Result<Void, Failure>)
    /// Response to an assignment request.
    case assignmentResponse(AssignmentResponse)
    /// Response to an SLA request.
    case slaResponse(SLAResponse)
    /// Response to a request about canned replies.
    case cannedRepliesResponse(CannedRepliesResponse)
    /// A page of the audit trail.
    case auditRead(AuditPageRequest, Result<[AuditEntry], Failure>)
    /// Response to a request about people.
    case peopleResponse(PeopleResponse)
    /// Response to a request about guests, reservations or properties.
    case recordsResponse(RecordsResponse)
    /// Response to a request about saved views.
    case viewsResponse(ViewsResponse)
    /// Colleagues came, went or typed.
    case presenceResponse(PresenceResponse)
    /// Response to a request about merging.
    case mergingResponse(MergingResponse)
    /// Drafts and queued messages left by an earlier run.
    case restored(drafts: [Draft], queue: [OutgoingMessage])
    /// The external editor returned this text; nil if it failed or changed nothing.
    case editorClosed(Draft?)
    /// A draft or message couldn't be saved to disk, with the system's reason.
    case draftSaveFailed(String)
    /// A message from the shell, such as an error in a theme.
    case noticed(SafeText)
}

/// Status of the connection to the server.
package enum ConnectionStatus: Sendable, Hashable {
    /// Connecting for the first time.
    case connecting
    /// Connected; requests are answered.
    case live
    /// Disconnected; the next attempt starts in this many seconds.
    case offline(retryIn: Int)
    /// The server refused the login; retrying won't help.
    case refused
}

/// Request for a page of the inbox.
package struct InboxPageRequest: Sendable, Hashable {
    /// How a page is merged into the list.
    package enum Purpose: Sendable, Hashable {
        /// Replaces all rows.
        case replace
        /// Refreshes the rows from its position on.
        case refresh
        /// Goes below the loaded rows.
        case append
        /// Goes above the loaded rows.
        case prepend
    }

    /// The filter and order of the conversations.
    package var query: InboxQuery
    /// The page's position in them.
    package var position: InboxPosition
    /// The maximum number of rows.
    package var limit: Int
    /// How the page is merged into the list.
    package var purpose: Purpose
    /// Number of the request; responses to older requests are dropped.
    package var requestID: Int
}

/// Request for a page of a thread.
package struct ThreadPageRequest: Sendable, Hashable {
    /// The conversation whose thread is read.
    package var conversation: Identifier<Conversation>
    /// The page's position in the thread.
    package var position: ThreadPosition
    /// The maximum number of messages.
    package var limit: Int
    /// The thread version that the position's message number belongs to.
    package var version: Int32
}

/// Change of a conversation that the user requests.
package enum Change: Sendable, Hashable {
    case claim
    case release
    case state(ConversationState)
    case priority(Priority)
    case tags([String])
}
