import Domain
import Postgres
import Repositories
import TestSupport

/// Every request of the repositories, by one user and about one record of each kind. By default the user is a
/// super_admin and the records don't exist.
struct EveryRequest {
    /// A statement as sent to the server.
    struct Sent {
        let statement: Statement
        let parameters: [Parameter]
    }

    /// The user who sends the requests.
    var user = CurrentUser(
        id: freshIdentifier(),
        login: "somebody",
        name: UntrustedText("Somebody"),
        role: .superAdmin,
        zones: [],
        isIsolated: false
    )
    /// The conversation that is read and changed.
    var conversation: Identifier<Conversation> = freshIdentifier()
    /// An unassigned conversation.
    var waiting: Identifier<Conversation> = freshIdentifier()
    var message: Identifier<Message> = freshIdentifier()
    var guest: Identifier<Guest> = freshIdentifier()
    var stay: Identifier<Reservation> = freshIdentifier()
    /// Other conversations of the same guest.
    var twins: [Identifier<Conversation>] = []
    var assignVersion: Int32 = 0
    /// The versions read of the records to change; nil for records that don't exist.
    var guestRecord: GuestRecord?
    var reservationRecord: ReservationRecord?
    var propertyRecord: PropertyRecord?
    var colleague: StaffMember?
    var newcomer: StaffMember?
    var calendar: BusinessCalendar?
    var view: SavedView?
    var reply: CannedReply?
    /// The number of rows per page.
    var limit = 1
    /// A password's verifier, and the expiry of a first password.
    var verifier = ""
    var until: Timestamp = .endOfTime

    /// The requests that the user may send.
    func all() -> [Sent] {
        (reading() + writing() + steering() + answerTimes() + savedViews() + people() + cannedReplies() + records())
            .compactMap { $0 }
    }

    /// The statement of a request; nil if the user may not send it.
    func sent<Answer>(_ request: @autoclosure () throws -> Request<Answer>) -> Sent? {
        (try? request()).map { Sent(statement: $0.statement, parameters: $0.parameters) }
    }

    var narrowed: InboxQuery {
        var filters = InboxFilters()
        filters.withoutTags = ["test"]
        return InboxQuery(filters: filters)
    }

    private func page(_ order: InboxOrder, at position: InboxPosition) -> Sent? {
        sent(try Inbox.page(InboxQuery(order: order), at: position, limit: limit, for: user))
    }

    private func thread(at position: ThreadPosition) -> Sent? {
        sent(try Threads.page(of: conversation, at: position, limit: limit, for: user))
    }

    private func reading() -> [Sent?] {
        let pages = InboxOrder.allCases.flatMap { [page($0, at: .first), page($0, at: .last)] }
        let threads = [thread(at: .last), thread(at: .before(2)), thread(at: .after(2))]
        return pages + threads + [
            sent(Session.currentUser()), sent(Session.zones()), sent(try Inbox.counters(for: user)),
            sent(try Inbox.page(narrowed, at: .first, limit: limit, for: user)),
            sent(try Inbox.tagsInUse(for: user)),
            sent(try Threads.number(of: message, for: user)),
            sent(try Threads.attachments(of: conversation, limit: limit, for: user)),
            sent(try ChannelAccounts.signatures(for: user)),
            sent(try Conversations.find(conversation, for: user)),
            sent(try Conversations.find([conversation], for: user)),
            sent(try Conversations.details(of: conversation, for: user)),
            sent(try AuditTrail.entries(AuditQuery(), limit: limit, for: user)),
            sent(try Search.messages(MessageSearch(words: "x"), limit: limit, for: user)),
            sent(try Assignments.colleagues(for: user)),
            sent(try Assignments.history(of: conversation, for: user)),
            sent(try Timelines.page(of: conversation, limit: limit, for: user)),
            sent(try Presence.colleagues(in: conversation, for: user)),
            sent(try Presence.onlineStatus(for: user)),
            sent(try SLA.targets(for: user)),
            sent(try SLA.calendars(for: user)),
            sent(try SavedViews.all(for: user)),
            sent(try People.list(for: user)),
            sent(Logins.status()),
            sent(try Logins.sessions(of: nil, for: user)),
            sent(try CannedReplies.all(for: user)),
            sent(try Guests.find(guest, for: user)),
            sent(try Guests.reservation(stay, for: user)),
            sent(try Guests.reservations(matching: ReservationFilter(), limit: limit, for: user)),
            sent(try Guests.conversations(of: guest, limit: limit, for: user)),
            sent(try Guests.identity(of: GuestSummary(id: guest, name: nil, stay: nil), for: user)),
            sent(try Properties.list(limit: limit, for: user)),
        ]
    }

    private func writing() -> [Sent?] {
        let note = OutgoingMessage(
            id: freshIdentifier(),
            conversation: conversation,
            body: "x",
            isInternal: true,
            expectedSequence: nil
        )
        let whereabouts = PresenceUpdate(conversation: conversation, act: .reading, idleSince: nil)
        return [
            sent(try Threads.send(note, onAssignedTo: user.id, by: user)),
            sent(try Threads.markRead(conversation, upTo: 1, by: user)),
            sent(try ChannelAccounts.save(signature: nil, of: "wa1", by: user)),
            sent(try Conversations.claim(waiting, assignedTo: nil, by: user)),
            sent(try Conversations.release(conversation, assignedTo: user.id, by: user)),
            sent(try Conversations.setState(.enAttente, of: conversation, assignedTo: user.id, by: user)),
            sent(try Conversations.setPriority(.low, of: conversation, assignedTo: user.id, by: user)),
            sent(try Conversations.setTags([], of: conversation, assignedTo: user.id, by: user)),
            sent(Conversations.announce(conversation)), sent(Presence.hint(conversation)),
            sent(try Presence.report(whereabouts, at: .endOfTime, by: user)),
        ]
    }
}
