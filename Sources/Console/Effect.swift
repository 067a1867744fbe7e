import Domain
import Text

/// Side effect requested from the shell; its result, if any, comes back as an `Event`.
package enum Effect: Sendable, Hashable {
    /// Read a page of the inbox.
    case readInbox(InboxPageRequest)
    /// Read the counters.
    case readCounters
    /// Read the tags in use.
    case readTags
    /// Search messages.
    case searchMessages(MessageSearchRequest)
    /// Cancel the running message search.
    case cancelSearch
    /// Read one conversation's row.
    case readConversation(Identifier<Conversation>)
    /// Read several conversations' rows.
    case readConversations(Set<Identifier<Conversation>>)
    /// Read a page of a thread.
    case readThread(ThreadPageRequest)
    /// Read the details shown beside a thread.
    case readPanel(Identifier<Conversation>)
    /// Report how far the current user has read: the last message's number in this version of the thread.
    case markRead(Identifier<Conversation>, upTo: Int64, version: Int32)
    /// Append a message to the send queue on disk, and send it once connected.
    case enqueue(OutgoingMessage)
    /// Change a conversation. `assignee` is the assignee that the user saw, nil if unassigned; `seen` is the number of
    /// the last message that the user saw.
    case change(Change, on: Identifier<Conversation>, assignee: Identifier<Person>?, seen: Int64)
    /// Assign, transfer or claim conversations, or change many at once.
    case assignment(AssignmentRequest)
    /// Read or change SLA targets and calendars.
    case sla(SLARequest)
    /// Read or change canned replies.
    case cannedReplies(CannedRepliesRequest)
    /// Read a page of the audit trail.
    case audit(AuditPageRequest)
    /// Read or change people, their roles, logins and sessions.
    case people(PeopleRequest)
    /// Read or change guests, reservations and properties.
    case records(RecordsRequest)
    /// Read, save or delete saved views.
    case views(ViewsRequest)
    /// Report where the current user is, or read where colleagues are.
    case presence(PresenceRequest)
    /// Merge conversations of one guest into one thread, or unmerge them.
    case merging(MergingRequest)
    /// Tick the clock once more after this delay.
    case wake(after: Duration)
    /// Save a draft to disk.
    case saveDraft(Draft)
    /// Delete a draft from disk.
    case deleteDraft(Identifier<Conversation>)
    /// Open a draft in the user's external editor.
    case editExternally(Draft)
    /// Set the terminal's title.
    case setTitle(SafeText)
    /// Repaint the whole screen.
    case redraw
    /// Reconnect now.
    case reconnect
    /// Suspend the program and hand the terminal to the shell until continued.
    case suspend
    /// Quit.
    case quit
}
