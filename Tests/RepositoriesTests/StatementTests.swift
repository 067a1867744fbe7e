import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Every SQL file")
struct StatementTests {
    private let database: TestDatabase
    private let connection: Connection

    init() throws {
        database = try TestDatabase()
        connection = database.connection(as: try database.person(.agent))
    }

    @Test("opens with a sentence, and gives what its header says for the parameters that it names")
    func headers() throws {
        for file in SQLFiles.all {
            let name = file.name.description
            let header = try #require(StatementHeader(file.text.description), "\(name): no header in the house's form")
            #expect(header.sentence.count > 10 && header.sentence.hasSuffix("."), "\(name)")
            #expect(header.parameters.map(\.name) == (1...).prefix(header.parameters.count).map { "$\($0)" }, "\(name)")
            let types = try types(named: header.parameters.map(\.type))
            let described = try connection.describe(Statement(file.name, file.text), parameters: types)
            #expect(described.parameters == types, "\(name)")
            #expect(header.columns.map(\.name) == described.columns.map(\.name), "\(name)")
            #expect(try self.types(named: header.columns.map(\.type)) == described.columns.map(\.type), "\(name)")
        }
    }

    @Test("is what one of the repositories' requests sends, with the types that its header names")
    func requests() throws {
        var unsent = Set(SQLFiles.all.map(\.name.description))
        for request in try EveryRequest.all() {
            let name = request.statement.name
            let file = try #require(SQLFiles.all.first { $0.name.description == name }, "\(name) has no file")
            let header = try #require(StatementHeader(file.text.description))
            #expect(request.statement.text == file.text.description, "\(name)")
            #expect(try types(named: header.parameters.map(\.type)) == request.types, "\(name)")
            unsent.remove(name)
        }
        #expect(unsent == [])
    }

    private func types(named names: [String]) throws -> [TypeID] {
        let statement = Statement("types", "SELECT $1::text[]::regtype[]::oid[]::bigint[]")
        let numbers: [Int64] = try connection.run(
            Request(reading: statement, [Parameter(names)]) { rows throws(DecodingError) in try rows.single()[0] }
        )
        return numbers.map { TypeID(rawValue: UInt32($0)) }
    }
}

/// Every request that the repositories make, as somebody who may do everything.
private enum EveryRequest {
    typealias Sent = (statement: Statement, types: [TypeID])

    static func all() throws -> [Sent] {
        try reading() + (try writing())
    }

    fileprivate static let conversation: Identifier<Conversation> = freshIdentifier()
    fileprivate static let reader = Reader(
        id: freshIdentifier(),
        login: "somebody",
        name: UntrustedText("Somebody"),
        role: .superAdmin,
        zones: [],
        isIsolated: false
    )

    fileprivate static func sent<Answer>(_ request: Request<Answer>) -> Sent {
        (request.statement, request.parameters.map(\.type))
    }

    private static var narrowing: InboxNarrowing {
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

extension EveryRequest {
    fileprivate static func steering() throws -> [Sent] {
        let target = TransferTarget.role(.superviseur)
        return [
            sent(try Steering.takeNext(by: reader)),
            sent(
                try Steering.transfer(
                    conversation,
                    to: target,
                    reason: "x",
                    assignVersion: 0,
                    assignedTo: nil,
                    by: reader
                )
            ),
            sent(try Bulk.apply(.release, to: [], by: reader)),
            sent(
                try Bulk.applyToAll(.priority(.low), matching: InboxQuery(), upTo: .endOfTime, by: reader)
            ),
            sent(
                try Bulk.applyToAll(
                    .priority(.low),
                    matching: InboxQuery(narrowing: narrowing),
                    upTo: .endOfTime,
                    by: reader
                )
            ),
            sent(try Bulk.undo(freshIdentifier(), by: reader)),
            sent(try Merging.merge([], into: conversation, by: reader)),
            sent(try Merging.unmerge([conversation], by: reader)),
        ]
    }

    fileprivate static func answerTimes() throws -> [Sent] {
        let calendar = ServiceCalendar(id: freshIdentifier(), name: UntrustedText("x"), timeZone: "UTC", hours: .always)
        let condition = TargetCondition(kind: .first)
        return [
            sent(try AnswerTimes.set(condition, minutes: 1, calendar: calendar.id, by: reader)),
            sent(try AnswerTimes.remove(condition, by: reader)), sent(try AnswerTimes.set(calendar, by: reader)),
            sent(try AnswerTimes.remove(calendar.id, by: reader)),
            sent(try AnswerTimes.setHolidays(of: calendar.id, adding: [], by: reader)),
            sent(try AnswerTimes.recount(by: reader)),
        ]
    }
}

extension EveryRequest {
    fileprivate static func savedViews() throws -> [Sent] {
        let view = SavedView(
            id: freshIdentifier(),
            isShared: true,
            name: UntrustedText("x"),
            query: UntrustedText("state:open"),
            place: 1,
            version: 1
        )
        let content = SavedViewContent(name: "x", query: "state:open", isShared: true)
        return [
            sent(try SavedViews.save(content, by: reader)), sent(try SavedViews.delete(view, by: reader)),
            sent(try SavedViews.move(view, before: view, by: reader)),
        ]
    }
}

extension EveryRequest {
    private static let member = StaffMember(
        id: freshIdentifier(),
        details: StaffDetails(
            firstName: UntrustedText("x"),
            lastName: UntrustedText(""),
            email: nil,
            phone: nil,
            profile: .agent,
            zones: [],
            isActive: true
        ),
        role: nil,
        login: nil,
        load: 0,
        updatedAt: .endOfTime
    )

    fileprivate static func people() throws -> [Sent] {
        [
            sent(try People.add(member.id, member.details, by: reader)),
            sent(try People.edit(member, into: member.details, by: reader)),
            sent(People.editOwn(firstName: "x", lastName: "", phone: "")),
            sent(try People.give(.agent, until: nil, to: member, by: reader)),
            sent(try People.takeRole(of: member, by: reader)),
            sent(try People.endSessionsLeft(of: member, by: reader)),
            sent(try Logins.create("x", for: member, verifier: "", until: .endOfTime, by: reader)),
            sent(try Logins.reset(member, verifier: "", until: .endOfTime, by: reader)),
            sent(Logins.setOwn(verifier: "")),
            sent(try Logins.endSessions(of: member.id, processID: nil, by: reader)),
        ]
    }
}

extension EveryRequest {
    fileprivate static func cannedReplies() throws -> [Sent] {
        let content = CannedReplyContent(name: "x", language: nil, body: "x", isShared: true)
        let reply = CannedReply(
            id: freshIdentifier(),
            isShared: true,
            name: UntrustedText("x"),
            language: nil,
            body: UntrustedText("x"),
            version: 0,
            updatedAt: .endOfTime
        )
        return [
            sent(try CannedReplies.save(content, by: reader)), sent(try CannedReplies.delete(reply, by: reader)),
        ]
    }
}

extension EveryRequest {
    fileprivate static func records() throws -> [Sent] {
        let day = CalendarDay(days: 0)
        let guest = GuestRecord.Content(firstName: "", lastName: "", email: "", phone: "", country: "", language: nil)
        let stay = ReservationRecord.Content(checkIn: day, checkOut: day, adults: nil, children: nil, status: "")
        let property = PropertyRecord.Content(name: "", address: "", zone: nil, amenities: [])
        let source = UntrustedText("")
        return [
            sent(
                try Guests.edit(GuestRecord(id: freshIdentifier(), content: guest, version: 0), to: guest, by: reader)
            ),
            sent(
                try Guests.edit(
                    ReservationRecord(id: freshIdentifier(), source: source, content: stay, version: 0),
                    to: stay,
                    by: reader
                )
            ),
            sent(
                try Properties.edit(
                    PropertyRecord(id: freshIdentifier(), content: property, version: 0),
                    to: property,
                    by: reader
                )
            ),
        ]
    }
}

/// The three lines that open a statement's file.
private struct StatementHeader {
    let sentence: String
    /// `$1` and its type, in order.
    let parameters: [(name: String, type: String)]
    let columns: [(name: String, type: String)]

    /// Nil where the text doesn't begin in the house's form.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(3)
        guard lines.count == 3, lines[0].hasPrefix("-- "), let parameters = Self.list(lines[1], "-- parameters:"),
            let columns = Self.list(lines[2], "-- columns:")
        else { return nil }
        sentence = String(lines[0].dropFirst(3))
        // A parameter says what it is before its type: `$1 states text[]`.
        self.parameters = parameters.map { ($0.name, Self.afterFirstWord($0.type)) }
        self.columns = columns
    }

    private static func list(_ line: Substring, _ title: String) -> [(name: String, type: String)]? {
        guard line.hasPrefix(title) else { return nil }
        return line.dropFirst(title.count).split(separator: ",").map { entry in
            let words = entry.trimmingPrefix(" ")
            let name = words.prefix { $0 != " " }
            return (String(name), afterFirstWord(String(words)))
        }
    }

    private static func afterFirstWord(_ text: String) -> String {
        String(text.drop { $0 != " " }.dropFirst())
    }
}
