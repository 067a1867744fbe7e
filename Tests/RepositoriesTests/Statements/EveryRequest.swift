import Domain
import Postgres
import Repositories
import TestSupport

/// Every request that the repositories make, by one reader and about one record of each kind: about none that is there,
/// as somebody who may do everything, unless something else is said.
struct EveryRequest {
    /// What goes to the server.
    struct Sent {
        let statement: Statement
        let parameters: [Parameter]
    }

    /// Who asks.
    var reader = Reader(
        id: freshIdentifier(),
        login: "somebody",
        name: UntrustedText("Somebody"),
        role: .superAdmin,
        zones: [],
        isIsolated: false
    )
    /// What is read and changed.
    var conversation: Identifier<Conversation> = freshIdentifier()
    /// A conversation that is nobody's.
    var waiting: Identifier<Conversation> = freshIdentifier()
    var message: Identifier<Message> = freshIdentifier()
    var guest: Identifier<Guest> = freshIdentifier()
    var stay: Identifier<Reservation> = freshIdentifier()
    /// Of the same guest as the conversation.
    var twins: [Identifier<Conversation>] = []
    var assignVersion: Int32 = 0
    /// What is changed as it was read; nil for what isn't there.
    var guestRecord: GuestRecord?
    var reservationRecord: ReservationRecord?
    var propertyRecord: PropertyRecord?
    var colleague: StaffMember?
    var newcomer: StaffMember?
    var calendar: ServiceCalendar?
    var view: SavedView?
    var reply: CannedReply?
    /// So many rows a page has.
    var limit = 1
    /// What a password is kept as, and until when the first one is good.
    var verifier = ""
    var until: Timestamp = .endOfTime

    /// Those that the reader may make.
    func all() -> [Sent] {
        (reading() + writing() + steering() + answerTimes() + savedViews() + people() + cannedReplies() + records())
            .compactMap { $0 }
    }

    /// What a request sends; nil where the reader may not make it.
    func sent<Answer>(_ request: @autoclosure () throws -> Request<Answer>) -> Sent? {
        (try? request()).map { Sent(statement: $0.statement, parameters: $0.parameters) }
    }

    var narrowed: InboxQuery {
        var narrowing = InboxNarrowing()
        narrowing.withoutTags = ["test"]
        return InboxQuery(narrowing: narrowing)
    }

    private func page(_ order: InboxOrder, at position: InboxPosition) -> Sent? {
        sent(try Inbox.page(InboxQuery(order: order), at: position, limit: limit, for: reader))
    }

    private func thread(at position: ThreadPosition) -> Sent? {
        sent(try Threads.page(of: conversation, at: position, limit: limit, for: reader))
    }

    private func reading() -> [Sent?] {
        let pages = InboxOrder.allCases.flatMap { [page($0, at: .first), page($0, at: .last)] }
        let threads = [thread(at: .last), thread(at: .before(2)), thread(at: .after(2))]
        return pages + threads + [
            sent(Session.reader()), sent(Session.zones()), sent(try Inbox.counters(for: reader)),
            sent(try Inbox.page(narrowed, at: .first, limit: limit, for: reader)),
            sent(try Inbox.tagsInUse(for: reader)),
            sent(try Threads.number(of: message, for: reader)),
            sent(try Conversations.find(conversation, for: reader)),
            sent(try Conversations.find([conversation], for: reader)),
            sent(try Conversations.panel(of: conversation, for: reader)),
            sent(try AuditTrail.entries(AuditQuery(), limit: limit, for: reader)),
            sent(try Search.messages(MessageSearch(words: "x"), limit: limit, for: reader)),
            sent(try Steering.colleagues(for: reader)),
            sent(try Steering.history(of: conversation, for: reader)),
            sent(try Presence.colleagues(in: conversation, for: reader)),
            sent(try Presence.attendance(for: reader)),
            sent(try AnswerTimes.targets(for: reader)),
            sent(try AnswerTimes.calendars(for: reader)),
            sent(try SavedViews.all(for: reader)),
            sent(try People.list(for: reader)),
            sent(Logins.standing()),
            sent(try Logins.sessions(of: nil, for: reader)),
            sent(try CannedReplies.all(for: reader)),
            sent(try Guests.find(guest, for: reader)),
            sent(try Guests.reservation(stay, for: reader)),
            sent(try Guests.stays(StayFilter(), limit: limit, for: reader)),
            sent(try Guests.conversations(of: guest, limit: limit, for: reader)),
            sent(try Properties.list(limit: limit, for: reader)),
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
        let whereabouts = Whereabouts(conversation: conversation, act: .reading, idleSince: nil)
        return [
            sent(try Threads.send(note, onAssignedTo: reader.id, by: reader)),
            sent(try Threads.markRead(conversation, upTo: 1, by: reader)),
            sent(try Conversations.claim(waiting, assignedTo: nil, by: reader)),
            sent(try Conversations.release(conversation, assignedTo: reader.id, by: reader)),
            sent(try Conversations.setState(.enAttente, of: conversation, assignedTo: reader.id, by: reader)),
            sent(try Conversations.setPriority(.low, of: conversation, assignedTo: reader.id, by: reader)),
            sent(try Conversations.setTags([], of: conversation, assignedTo: reader.id, by: reader)),
            sent(Conversations.announce(conversation)), sent(Presence.hint(conversation)),
            sent(try Presence.note(whereabouts, at: .endOfTime, by: reader)),
        ]
    }
}
