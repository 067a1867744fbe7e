import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Canned replies")
struct CannedReplyTests {
    private let desk: AssignmentFixture
    private let agent: FixtureUser
    private let boss: FixtureUser
    init() throws {
        desk = try AssignmentFixture()
        agent = try desk.member(.agent)
        boss = try desk.member(.superviseur)
    }

    private func content(
        _ name: String,
        _ body: String = "Bonjour",
        language: String? = nil,
        shared: Bool = false
    ) -> CannedReplyContent {
        CannedReplyContent(name: name, language: language, body: body, isShared: shared)
    }

    private func all(_ member: FixtureUser) throws -> [CannedReply] {
        try member.connection.run(try CannedReplies.all(for: member.user))
    }

    /// The one that comes first among those that match.
    private func first(_ member: FixtureUser, where matches: (CannedReply) -> Bool = { _ in true }) throws
        -> CannedReply
    {
        let found = try all(member).first(where: matches)
        return try #require(found)
    }

    private func names(_ member: FixtureUser) throws -> [String] { try all(member).map(\.name.original) }

    @discardableResult
    private func save(
        _ content: CannedReplyContent,
        over earlier: CannedReply? = nil,
        by member: FixtureUser
    ) throws -> Identifier<CannedReply> {
        // Without the check before the round trip: what is tried here is the database's.
        var user = member.user
        user.role = .superAdmin
        return try member.connection.run(try CannedReplies.save(content, over: earlier, by: user))
    }

    private func delete(_ reply: CannedReply, by member: FixtureUser) throws {
        var user = member.user
        user.role = .superAdmin
        try member.connection.run(try CannedReplies.delete(reply, by: user))
    }

    @Test("Everybody has the shared ones and their own, by name")
    func reading() throws {
        try save(content("Wifi", "Le code est {property.name|…}\nÀ bientôt", language: "fr", shared: true), by: boss)
        try save(content("adieu"), by: agent)
        try save(content("Mine"), by: boss)
        #expect(try names(agent) == ["adieu", "Wifi"])
        #expect(try names(boss) == ["Mine", "Wifi"])
        let wifi = try #require(try all(agent).last)
        #expect(wifi.isShared && wifi.language == "fr")
        #expect(wifi.body.original == "Le code est {property.name|…}\nÀ bientôt")
        for role in [AppRole.technicien, .femmeDeMenage] { #expect(try names(try desk.member(role)) == ["Wifi"]) }
    }

    @Test("Each changes and deletes their own; the shared ones superviseur and above", arguments: AppRole.all)
    func rights(role: AppRole) throws {
        let member = try desk.member(role)
        try save(content("Mine"), by: member)
        try save(content("Mine", "Changed"), over: try first(member), by: member)
        #expect(try all(member).map(\.body.original) == ["Changed"])
        try save(content("House", shared: true), by: boss)
        let shared = try first(member) { $0.isShared }
        let mine = try first(member) { !$0.isShared }
        let isAllowed = member.user.can(.manageShared)
        let expected = isAllowed ? nil : Refusal.notPermitted.state
        #expect(try refusal { try save(content("New", shared: true), by: member) } == expected)
        #expect(try refusal { try save(content("Mine", shared: true), over: mine, by: member) } == expected)
        #expect(try refusal { try save(content("House", "x", shared: true), over: shared, by: member) } == expected)
        let standing = try first(member) { $0.id == shared.id }
        if !isAllowed {
            #expect(try refusal { try save(content("Grab"), over: standing, by: member) } == Refusal.notPermitted.state)
        }
        #expect(try refusal { try delete(standing, by: member) } == expected)
        var isRefusedBefore = false
        do { _ = try CannedReplies.delete(standing, by: member.user) } catch { isRefusedBefore = true }
        #expect(isRefusedBefore == !isAllowed)
        try delete(try first(member) { !$0.isShared || $0.id == mine.id }, by: member)
    }

    @Test("Another's own reply is not there: not to read, not to change, not to delete, not by its name")
    func othersOwn() throws {
        try save(content("Secret"), by: agent)
        let secret = try first(agent)
        #expect(try names(boss) == [])
        #expect(try refusal { try save(content("Taken"), over: secret, by: boss) } == Refusal.notFound.state)
        #expect(
            try refusal { try save(content("Taken", shared: true), over: secret, by: boss) } == Refusal.notFound.state
        )
        #expect(try refusal { try delete(secret, by: boss) } == Refusal.notFound.state)
        #expect(try refusal { try save(content("Secret"), by: boss) } == nil)
        #expect(try all(agent) == [secret])
    }

    @Test("Nobody overwrites or deletes unseen what a colleague changed")
    func versions() throws {
        try save(content("House", shared: true), by: boss)
        let seen = try first(boss)
        let other = try desk.member(.administrateur)
        try save(content("House", "Newer", shared: true), over: seen, by: other)
        #expect(
            try refusal { try save(content("House", "Older", shared: true), over: seen, by: boss) }
                == Refusal.conflict.state
        )
        #expect(try refusal { try delete(seen, by: boss) } == Refusal.conflict.state)
        #expect(try all(boss).map(\.body.original) == ["Newer"])
        try delete(try first(boss), by: boss)
        #expect(try refusal { try delete(seen, by: other) } == Refusal.notFound.state)
    }

    @Test("A name stands once for each person and language, whatever its case")
    func sameName() throws {
        try save(content("Wifi", language: "fr"), by: agent)
        try save(content("Wifi", language: "en"), by: agent)
        try save(content("Wifi", language: "fr", shared: true), by: boss)
        #expect(try refusal { try save(content("WIFI", language: "fr"), by: agent) } == Refusal.alreadyExists.state)
    }

    @Test("What can't be a reply is refused, and no refusal tells what is in a row")
    func nonsense() throws {
        let wild = [
            content(""), content("  "), content("a\u{1B}[2Jb"), content("a\u{202E}b"),
            content(String(repeating: "x", count: 61)), content("x", ""), content("x", " \n "),
            content("x", "a\u{1B}]0;pwned\u{07}"), content("x", "a\u{2066}b"),
            content("x", String(repeating: "é", count: 4_001)), content("x", language: "FR"),
            content("x", language: "français"),
        ]
        for one in wild {
            #expect(try refusal { try save(one, by: agent) } == Refusal.invalidInput.state, "\(one.name.prefix(9))")
        }
        try save(content("ok", String(repeating: "é", count: 4_000), language: "zgh"), by: agent)
    }

    @Test("No login writes the table itself, and who has no rights reads nothing")
    func direct() throws {
        try save(content("House", shared: true), by: boss)
        for sql in [
            "INSERT INTO riad.canned_replies (name, body, updated_by) VALUES ('x', 'x', '\(agent.id)')",
            "UPDATE riad.canned_replies SET body = 'x'", "DELETE FROM riad.canned_replies",
            "SELECT riad.lock_canned_reply(riad.session_rights(), gen_random_uuid(), 0)",
        ] {
            #expect(try refusal { try agent.connection.run(script: sql, name: "attack") } == "42501", "\(sql)")
        }
        try desk.database.run("UPDATE public.profiles SET is_active = false WHERE user_id = '\(agent.id)'")
        let after = desk.database.connection(as: agent.person)
        let request = try CannedReplies.all(for: agent.user)
        // Deactivation takes the login away too.
        let seen = try? after.run(request)
        #expect(seen?.isEmpty != false)
    }

    @Test("Five hundred are enough")
    func limit() throws {
        try desk.database.run(
            """
            INSERT INTO riad.canned_replies (owner_id, name, body, updated_by)
            SELECT '\(agent.id)', 'r' || n, 'x', '\(agent.id)' FROM generate_series(1, 500) n
            """
        )
        #expect(try refusal { try save(content("one more"), by: agent) } == Refusal.invalidInput.state)
        #expect(try refusal { try save(content("one more"), by: boss) } == nil)
    }
}
