import Loop
import Postgres
import TestSupport
import Testing

@Suite("What a conversation shows of its guest and stay")
struct ShownGuestTests {
    private let house: SQLFixture

    init() throws { house = try SQLFixture() }

    /// As lists have it: the guest's name and country, and the days of the stay counted from today.
    private func shown(_ talk: String) throws -> String? {
        let agent = try house.database.person(.agent)
        return try house.text(
            """
            SELECT concat_ws('|', guest_name, guest_country, check_in - current_date, check_out - current_date)
            FROM riad.conversation_rows(ARRAY['\(talk)'::uuid])
            """,
            as: agent.login
        )
    }

    @Test("It is what their records say, and becomes what they say later")
    func follows() throws {
        let talk = try house.conversation()
        #expect(try shown(talk) == "Sofia Moreau|-1|5")
        try house.database.run(
            """
            UPDATE public.guest SET last_name = NULL, country = 'Maroc';
            UPDATE public.reservation SET check_in = check_in + 1, check_out = check_out + 2
            """
        )
        #expect(try shown(talk) == "Sofia|Maroc|0|7")
        try house.database.run("UPDATE public.guest SET first_name = '', country = NULL")
        #expect(try shown(talk) == "0|7")
    }

    @Test("A conversation that gets another guest or stay shows those; one without shows nothing")
    func linked() throws {
        let talk = try house.conversation(hasStay: false)
        #expect(try shown(talk) == "Sofia Moreau")
        let other = "00000000-0000-4000-8000-00000000000a"
        try house.database.run(
            """
            INSERT INTO public.guest (guest_id, org_id, first_name, country)
            VALUES ('\(other)', '\(SQLFixture.organisation)', 'أمينة', 'Maroc');
            UPDATE public.conversations SET guest_id = '\(other)', reservation_id = '\(SQLFixture.stay)'
            """
        )
        #expect(try shown(talk) == "أمينة|Maroc|-1|5")
        try house.database.run("UPDATE public.conversations SET guest_id = NULL, reservation_id = NULL")
        #expect(try shown(talk) == "")
    }

    @Test("Nothing else can be written there, not even by the owner")
    func guarded() throws {
        let talk = try house.conversation()
        try house.database.run(
            "UPDATE public.conversations SET shown_guest_name = 'Eve', shown_check_in = '2020-01-01'"
        )
        #expect(try shown(talk) == "Sofia Moreau|-1|5")
        try house.database.run(
            "INSERT INTO public.conversations (channel_type, shown_guest_name) VALUES ('email', 'Eve')"
        )
        let names = "SELECT string_agg(shown_guest_name, ' ') FROM public.conversations"
        #expect(try house.text(names) == "Sofia Moreau")
    }

    @Test(
        "A guest who is renamed while a conversation begins is shown by the new name, whoever comes first",
        arguments: [true, false]
    )
    func race(isRenamedFirst: Bool) throws {
        let begin = """
            INSERT INTO public.conversations (guest_id, reservation_id, channel_type)
            VALUES ('\(SQLFixture.guest)', '\(SQLFixture.stay)', 'email')
            """
        let rename = """
            UPDATE public.guest SET last_name = 'Durand';
            UPDATE public.reservation SET check_out = check_out + 1
            """
        let (first, second) = isRenamedFirst ? (rename, begin) : (begin, rename)
        let one = house.database.connection(login: "postgres")
        try one.run(script: "BEGIN; \(first)", name: "first")
        let other = house.database.connection(login: "postgres")
        try other.connect()
        var outcome: Result<String?, PostgresError>?
        // In one statement, so that it is sent without waiting for the answer.
        other.send(SQLFixture.question("DO $$ BEGIN \(second); END $$")) { outcome = $0 }
        other.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(outcome == nil)
        try one.run(script: "COMMIT", name: "commit")
        while outcome == nil { other.waitAndAdvance() }
        let talk = try #require(try house.text("SELECT id::text FROM public.conversations"))
        #expect(try shown(talk) == "Sofia Durand|-1|6")
    }

    @Test("A guest is renamed without waiting for whoever changes the stay, and the other way round")
    func apart() throws {
        let talk = try house.conversation()
        let one = house.database.connection(login: "postgres")
        try one.run(script: "BEGIN; UPDATE public.reservation SET adults = 3", name: "stay")
        try house.database.run("SET lock_timeout = '60s'; UPDATE public.guest SET last_name = 'Durand'")
        try one.run(script: "COMMIT; BEGIN; UPDATE public.guest SET created_at = now()", name: "guest")
        try house.database.run("SET lock_timeout = '60s'; UPDATE public.reservation SET check_out = check_out + 1")
        try one.run(script: "COMMIT", name: "commit")
        #expect(try shown(talk) == "Sofia Durand|-1|6")
    }

    @Test("A merged thread is taken from its head on, as by everybody", arguments: [true, false])
    func order(isGuest: Bool) throws {
        let (member, head) = (try house.conversation(), try house.conversation(account: "wa2"))
        let ids = ["00000000-0000-4000-8000-0000000000a1", "00000000-0000-4000-8000-0000000000a2"]
        try house.database.run(
            """
            UPDATE public.conversations SET id = '\(ids[0])' WHERE id = '\(member)';
            UPDATE public.conversations SET id = '\(ids[1])', members = 1 WHERE id = '\(head)';
            UPDATE public.conversations SET merged_into = '\(ids[1])' WHERE id = '\(ids[0])'
            """
        )
        func hold(_ id: String) -> String {
            "SELECT id::text FROM public.conversations WHERE id = '\(id)' FOR NO KEY UPDATE"
        }
        let one = house.database.connection(login: "postgres")
        try one.run(script: "BEGIN; \(hold(ids[1]))", name: "head")
        let other = house.database.connection(login: "postgres")
        try other.connect()
        var outcome: Result<String?, PostgresError>?
        let change = isGuest ? "guest SET last_name = 'Durand'" : "reservation SET check_in = check_in + 1"
        other.send(SQLFixture.question("UPDATE public.\(change) RETURNING 'changed'")) { outcome = $0 }
        other.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(outcome == nil)
        #expect(try house.text("\(hold(ids[0])) NOWAIT", on: one) == ids[0])
        try one.run(script: "COMMIT", name: "commit")
        while outcome == nil { other.waitAndAdvance() }
        #expect(try outcome?.get() == "changed")
    }
}
