import Screen
import Text

/// An input, a tick or what happened in an area; events alone change the state.
package enum Event: Sendable {
    /// A key, a paste, a mouse action or a resize.
    case input(Input)
    /// The clock ticked.
    case clockTicked
    /// The refresh timer fired: what is on the screen is read again.
    case refreshTimerFired
    /// A message from the shell, such as an error in a theme.
    case noticed(SafeText)
    /// The connection changed, or the server said who the user is.
    case session(SessionEvent)
    /// Rows and counters of the list were read, or conversations changed.
    case inbox(InboxEvent)
    /// What the query line needs was read.
    case query(QueryEvent)
    /// Messages were found.
    case search(SearchEvent)
    /// A conversation, its messages or its details were read.
    case thread(ThreadEvent)
    /// A message was stored or refused, or a draft came back.
    case composer(ComposerEvent)
    /// A conversation was changed, or couldn't be.
    case changes(ChangesEvent)
    /// Conversations were assigned, or many were changed at once.
    case assignment(AssignmentEvent)
    /// Conversations were merged or unmerged.
    case merging(MergingEvent)
    /// Saved views were read or changed.
    case views(ViewsEvent)
    /// Canned replies were read or changed.
    case cannedReplies(CannedRepliesEvent)
    /// Guests, reservations or properties were read or changed.
    case records(RecordsEvent)
    /// Channels or templates were read, or a conversation was begun.
    case outreach(OutreachEvent)
    /// SLA targets or calendars were read or changed.
    case sla(SLAEvent)
    /// Settings were read or changed.
    case settings(SettingsEvent)
    /// People, roles, logins or sessions were read or changed.
    case people(PeopleEvent)
    /// A page of the audit trail was read.
    case audit(AuditEvent)
    /// Incidents or the house's status were read, or an incident was changed.
    case incidents(IncidentsEvent)
    /// Workflows or runs were read.
    case workflows(WorkflowsEvent)
    /// Webhook configurations were read or changed, or a test event was sent.
    case webhooks(WebhooksEvent)
    /// Deliveries were read or sent anew.
    case deliveries(DeliveriesEvent)
    /// Jobs were read, or one was requested.
    case jobs(JobsEvent)
    /// The files of a conversation were read, or a link was opened or saved.
    case contents(ContentsEvent)
    /// Colleagues came, went or typed.
    case presence(PresenceEvent)
}
