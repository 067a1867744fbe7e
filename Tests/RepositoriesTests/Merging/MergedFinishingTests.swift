import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Finishing a merged thread where the guest writes meanwhile")
struct MergedFinishingTests {
    private let pair: MergeFixture
    init() throws {
        pair = try MergeFixture()
        try pair.merge()
    }

    private func close(_ row: Conversation) throws -> String? {
        try refusal {
            try pair.boss.connection.run(
                try Conversations.setState(
                    .cloturee,
                    of: row.id,
                    lastSeen: row.lastSequence,
                    assignedTo: row.assignee,
                    by: pair.boss.user
                )
            )
        }
    }

    @Test("What the guest writes by either channel leaves it open, until it was seen", arguments: [true, false])
    func either(byMember: Bool) throws {
        let seen = try #require(try pair.row(pair.mail, for: pair.boss))
        if byMember { try pair.guestChats() } else { try pair.guestMails() }
        #expect(try close(seen) == Refusal.outdated.state)
        #expect(try pair.boss.apply(.state(.cloturee), to: [BulkItem(seen)]).skips == ["guest_wrote 1"])
        #expect(try close(try #require(try pair.row(pair.mail, for: pair.boss))) == nil)
        #expect(try pair.row(pair.mail, for: pair.boss)?.state == .cloturee)
    }

    @Test("Of everything that matches it is named by the moment at which the list was seen")
    func everything() throws {
        let moment = try #require(try pair.database.value("SELECT clock_timestamp()", as: Timestamp.self))
        try pair.guestChats()
        let query = InboxQuery(states: [.nouvelle, .enCours])
        let report = try pair.boss.connection.run(
            try Bulk.applyToAll(.state(.resolue), matching: query, upTo: moment, by: pair.boss.user)
        )
        #expect(report.changedCount == 0 && report.skips == ["guest_wrote 1"])
        #expect(report.skipped.first?.conversations.map(\.id) == [pair.mail])
    }
}
