import Domain
import Postgres
import Repositories
import TestSupport

/// Every request that the repositories make, as somebody who may do everything.
enum EveryRequest {
    typealias Sent = (statement: Statement, types: [TypeID])

    static func all() throws -> [Sent] {
        try reading() + (try writing())
    }

    static let conversation: Identifier<Conversation> = freshIdentifier()
    static let reader = Reader(
        id: freshIdentifier(),
        login: "somebody",
        name: UntrustedText("Somebody"),
        role: .superAdmin,
        zones: [],
        isIsolated: false
    )

    static func sent<Answer>(_ request: Request<Answer>) -> Sent {
        (request.statement, request.parameters.map(\.type))
    }

    static var narrowing: InboxNarrowing {
        var narrowing = InboxNarrowing()
        narrowing.withoutTags = ["test"]
        return narrowing
    }

    private static func reading() throws -> [Sent] {
        var requests = [
            sent(Session.reader()), sent(Session.zones()), sent(try Inbox.counters(for: reader)),
        ]
        for order in InboxOrder.allCases {
            for position in [InboxPosition.first, .last] {
                requests.append(sent(try Inbox.page(InboxQuery(order: order), at: position, limit: 1, for: reader)))
            }
        }
        let narrowed = InboxQuery(narrowing: narrowing)
        requests.append(sent(try Inbox.page(narrowed, at: .first, limit: 1, for: reader)))
        requests.append(sent(try Inbox.tagsInUse(for: reader)))
        for position in [ThreadPosition.last, .before(2), .after(2)] {
            requests.append(sent(try Threads.page(of: conversation, at: position, limit: 1, for: reader)))
        }
        requests.append(sent(try Threads.number(of: freshIdentifier(), for: reader)))
        requests.append(sent(try Conversations.find(conversation, for: reader)))
        requests.append(sent(try Conversations.find([conversation], for: reader)))
        requests.append(sent(try Conversations.panel(of: conversation, for: reader)))
        requests.append(sent(try AuditTrail.entries(AuditQuery(), limit: 1, for: reader)))
        requests.append(sent(try Search.messages(MessageSearch(words: "x"), limit: 1, for: reader)))
        requests.append(sent(try Steering.colleagues(for: reader)))
        requests.append(sent(try Steering.history(of: conversation, for: reader)))
        requests.append(sent(try Presence.colleagues(in: conversation, for: reader)))
        requests.append(sent(try Presence.attendance(for: reader)))
        requests.append(sent(try AnswerTimes.targets(for: reader)))
        requests.append(sent(try AnswerTimes.calendars(for: reader)))
        requests.append(sent(try SavedViews.all(for: reader)))
        requests.append(sent(try People.list(for: reader)))
        requests.append(sent(Logins.standing()))
        requests.append(sent(try Logins.sessions(of: nil, for: reader)))
        requests.append(sent(try CannedReplies.all(for: reader)))
        requests.append(sent(try Guests.find(freshIdentifier(), for: reader)))
        requests.append(sent(try Guests.reservation(freshIdentifier(), for: reader)))
        requests.append(sent(try Guests.stays(StayFilter(), limit: 1, for: reader)))
        requests.append(sent(try Guests.conversations(of: freshIdentifier(), limit: 1, for: reader)))
        requests.append(sent(try Properties.list(limit: 1, for: reader)))
        return requests
    }

    private static func writing() throws -> [Sent] {
        let id = conversation
        let message = OutgoingMessage(
            id: freshIdentifier(),
            conversation: id,
            body: "x",
            isInternal: true,
            expectedSequence: nil
        )
        return [
            sent(try Threads.send(message, onAssignedTo: nil, by: reader)),
            sent(try Threads.markRead(id, upTo: 1, by: reader)),
            sent(try Conversations.claim(id, assignedTo: nil, by: reader)),
            sent(try Conversations.release(id, assignedTo: reader.id, by: reader)),
            sent(try Conversations.setState(.enCours, of: id, assignedTo: nil, by: reader)),
            sent(try Conversations.setPriority(.low, of: id, assignedTo: nil, by: reader)),
            sent(try Conversations.setTags([], of: id, assignedTo: nil, by: reader)),
            sent(Conversations.announce(id)), sent(Presence.hint(id)),
            sent(
                try Presence.note(
                    Whereabouts(conversation: id, act: .reading, idleSince: nil),
                    at: .endOfTime,
                    by: reader
                )
            ),
        ] + (try steering()) + (try answerTimes()) + (try savedViews()) + (try people())
            + (try cannedReplies()) + (try records())
    }
}
