import Domain
import Text

/// Something that the shell is asked to do; its answer, if any, comes back as an event.
package enum Effect: Sendable, Hashable {
    /// Read a page of the inbox.
    case readInbox(InboxPageRequest)
    /// Read the counters.
    case readCounters
    /// Read which tags are in use.
    case readTags
    /// Look for messages.
    case searchMessages(MessageSearchRequest)
    /// Stop looking for messages.
    case cancelSearch
    /// Read one conversation's row.
    case readConversation(Identifier<Conversation>)
    /// Read some conversations' rows.
    case readConversations(Set<Identifier<Conversation>>)
    /// Read a page of a thread.
    case readThread(ThreadPageRequest)
    /// Read what stands beside a thread.
    case readPanel(Identifier<Conversation>)
    /// Note how far the person has read, in that version of the thread.
    case markRead(Identifier<Conversation>, upTo: Int64, version: Int32)
    /// Put a message on the queue, on disk first, and send it when the line allows.
    case enqueue(OutgoingMessage)
    /// Change a conversation, of which the person saw the messages up to that number.
    case change(Change, on: Identifier<Conversation>, assignee: Identifier<Person>?, seen: Int64)
    /// Steer the desk: give conversations to people, and change many at once.
    case assignment(AssignmentRequest)
    /// Read or set how soon guests are answered.
    case sla(SLARequest)
    /// Read or change canned replies.
    case cannedReplies(CannedRepliesRequest)
    /// A page of the audit trail.
    case audit(AuditPageRequest)
    /// Read or change people, their roles, logins and sessions.
    case people(PeopleRequest)
    /// Read or change guests, stays and properties.
    case records(RecordsRequest)
    /// Read, save or remove views.
    case views(ViewsRequest)
    /// Tell where the person is, or ask where colleagues are.
    case presence(PresenceRequest)
    /// Show conversations of one guest as one, or take them apart.
    case merging(MergingRequest)
    /// Let the clock tick once more after that long.
    case wake(after: Duration)
    /// Keep a draft on disk.
    case saveDraft(Draft)
    /// Forget a draft.
    case deleteDraft(Identifier<Conversation>)
    /// Open a draft in the person's own editor.
    case editExternally(Draft)
    /// Show this in the terminal's title.
    case setTitle(SafeText)
    /// Paint everything anew.
    case redraw
    /// Try the line again now.
    case reconnect
    /// Give the terminal back to the shell until continued.
    case suspend
    /// Leave.
    case quit
}
