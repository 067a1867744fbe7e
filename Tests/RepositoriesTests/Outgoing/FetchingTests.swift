import Domain
import TestSupport
import Testing

@Suite("Fetching what is to be sent")
struct FetchingTests {
    private let fixture: OutgoingFixture
    init() throws { fixture = try OutgoingFixture() }

    private func endLeases() throws {
        try fixture.house.database.run("UPDATE riad.outgoing_messages SET leased_until = clock_timestamp()")
    }

    @Test("gives each message to one, in the order of its conversation, the next only once the one before is reported")
    func order() throws {
        let first = try fixture.reply("one")
        try fixture.reply("two")
        #expect(try fixture.fetch() == "one")
        #expect(try fixture.fetch() == nil)
        try fixture.report("sent", first)
        #expect(try fixture.fetch() == "two")
    }

    @Test("gives a message again once its lease has ended, and believes no failure of the lease that ended")
    func lease() throws {
        let reply = try fixture.reply()
        let token = "SELECT lease_token::text FROM next_outgoing_messages('wa1')"
        let late = try #require(try fixture.house.text(token, as: fixture.n8n))
        try endLeases()
        let current = try #require(try fixture.house.text(token, as: fixture.n8n))
        #expect(late != current)
        #expect(try fixture.report("failed", reply, lease: late) == "queued")
        #expect(try fixture.standing() == "EN_COURS")
        #expect(try fixture.report("sent", reply, lease: late) == "sent", "what was sent was sent")
        try endLeases()
        #expect(try fixture.fetch() == nil)
    }

    @Test("and webhooks never both get a message: whoever asks first has it")
    func eitherWay() throws {
        let told = try fixture.reply("told")
        func toSend(_ id: String) throws -> String? {
            try fixture.house.text("SELECT body FROM message_to_send('\(id)')", as: fixture.n8n)
        }
        #expect(try toSend(told) == "told")
        #expect(try toSend(told) == "told", "a webhook that comes twice")
        #expect(try fixture.fetch() == nil)
        try fixture.report("sent", told)
        let fetched = try fixture.reply("fetched")
        #expect(try fixture.fetch() == "fetched")
        #expect(try toSend(fetched) == nil)
        try endLeases()
        #expect(try toSend(fetched) == nil)
        #expect(try fixture.fetch() == "fetched")
    }

    @Test("knows other accounts' messages, notes and guests' messages not, and refuses impossible numbers")
    func nothingElse() throws {
        try fixture.ask(
            "SELECT riad.send_message(gen_random_uuid(), '\(fixture.talk)', 'a note', true, NULL, false)::text"
        )
        #expect(try fixture.fetch() == nil)
        try fixture.reply()
        #expect(try fixture.house.text("SELECT body FROM next_outgoing_messages('wa2')", as: fixture.n8n) == nil)
        for call in ["NULL", "''", "'wa1', 0", "'wa1', 101", "'wa1', 1, 4"] {
            let attempt = "SELECT next_outgoing_messages(\(call))"
            #expect(try fixture.house.refusal(of: attempt, as: fixture.n8n) == Refusal.invalidInput.state, "\(call)")
        }
        #expect(try fixture.refusal("SELECT next_outgoing_messages('wa1')") == "42501")
    }
}
