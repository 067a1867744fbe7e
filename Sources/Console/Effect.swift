import Domain
import Text

/// Side effect requested from the shell; its result, if any, comes back as an `Event` of the same area.
package enum Effect: Sendable, Hashable {
    /// Read rows or counters of the list.
    case inbox(InboxRequest)
    /// Read what the query line needs.
    case query(QueryRequest)
    /// Search messages, or stop searching.
    case search(SearchRequest)
    /// Read a conversation, its messages or its details, or report how far it has been read.
    case thread(ThreadRequest)
    /// Send messages, keep drafts, or open the external editor.
    case composer(ComposerRequest)
    /// Change a conversation.
    case changes(ChangesRequest)
    /// Assign, transfer or claim conversations, or change many at once.
    case assignment(AssignmentRequest)
    /// Merge conversations of one guest into one thread, or unmerge them.
    case merging(MergingRequest)
    /// Read, save or delete saved views.
    case views(ViewsRequest)
    /// Read or change canned replies.
    case cannedReplies(CannedRepliesRequest)
    /// Read or change guests, reservations and properties.
    case records(RecordsRequest)
    /// Write to a guest first, or with a template.
    case outreach(OutreachRequest)
    /// Read or change SLA targets and calendars.
    case sla(SLARequest)
    /// Read or change the house's settings.
    case settings(SettingsRequest)
    /// Read or change people, their roles, logins and sessions.
    case people(PeopleRequest)
    /// Read the audit trail.
    case audit(AuditRequest)
    /// Read or change incidents, or read how the house does.
    case incidents(IncidentsRequest)
    /// Read workflows and their runs.
    case workflows(WorkflowsRequest)
    /// Read, change or test webhook configurations.
    case webhooks(WebhooksRequest)
    /// Read deliveries, or send them anew.
    case deliveries(DeliveriesRequest)
    /// Read jobs, or have one done.
    case jobs(JobsRequest)
    /// Read the files of a conversation, or open, save or copy a link.
    case contents(ContentsRequest)
    /// Report where the current user is, or read where colleagues are.
    case presence(PresenceRequest)
    /// Tick the clock once more after this delay.
    case wake(after: Duration)
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

extension Effect {
    /// Returns the event that reports its failure; nil for effects that report none.
    package func event(for failure: Failure) -> Event? {
        switch self {
        case .inbox(let request): return .inbox(request.event(for: failure))
        case .query(let request): return .query(request.event(for: failure))
        case .search(let request): return request.event(for: failure).map { .search($0) }
        case .thread(let request): return request.event(for: failure).map { .thread($0) }
        case .changes(let request): return .changes(request.event(for: failure))
        case .assignment(let request): return .assignment(request.event(for: failure))
        case .merging(let request): return .merging(request.event(for: failure))
        case .views(let request): return .views(request.event(for: failure))
        case .cannedReplies(let request): return .cannedReplies(request.event(for: failure))
        case .records(let request): return .records(request.event(for: failure))
        case .outreach(let request): return .outreach(request.event(for: failure))
        case .sla(let request): return .sla(request.event(for: failure))
        case .settings(let request): return .settings(request.event(for: failure))
        case .people(let request): return .people(request.event(for: failure))
        case .audit(let request): return .audit(request.event(for: failure))
        case .incidents(let request): return .incidents(request.event(for: failure))
        case .workflows(let request): return .workflows(request.event(for: failure))
        case .webhooks(let request): return .webhooks(request.event(for: failure))
        case .deliveries(let request): return .deliveries(request.event(for: failure))
        case .jobs(let request): return .jobs(request.event(for: failure))
        case .contents(let request): return request.event(for: failure).map { .contents($0) }
        case .presence(let request): return .presence(request.event(for: failure))
        case .composer, .wake, .setTitle, .redraw, .reconnect, .suspend, .quit: return nil
        }
    }
}
