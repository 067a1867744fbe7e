import Domain
import Postgres
import TestSupport
import Testing

@Suite("What a workflow may pass")
struct MessageInputTests {
    private let desk: ChannelFixture
    init() throws { desk = try ChannelFixture() }

    @Test("A number may be written as a text, and JSON's null is nothing")
    func forms() throws {
        try desk.receive("m1", nil, #"_message_type => 'voice', _content => '{"duration": "42", "latitude": "31.5"}'"#)
        #expect(try desk.messages("m.content ->> 'duration'") == "42")
        #expect(try desk.messages("(m.content ->> 'latitude')::float8") == "31.5")
        let nothing = "_content => 'null', _metadata => 'null', _attachments => 'null'"
        #expect(try desk.receive("m2", "x", nothing) == "2")
        #expect(try desk.receive("m3", "x", #"_attachments => '[{"byte_size": "1200"}, {"byte_size": ""}]'"#) == "3")
        #expect(try desk.house.text("SELECT max(byte_size)::text FROM riad.attachments") == "1200")
    }

    @Test("Of more than fifty files the first fifty are kept, and a last one says how many were not")
    func manyFiles() throws {
        let files = "(SELECT jsonb_agg(jsonb_build_object('name', 'f' || g)) FROM generate_series(1, 53) g)"
        #expect(try desk.receive("m1", "x", "_attachments => \(files)") == "1")
        #expect(try desk.messages("cardinality(m.attachment_ids)") == "51")
        #expect(try desk.house.text("SELECT count(*)::text FROM riad.attachments WHERE name LIKE 'f%'") == "50")
        #expect(try desk.house.text("SELECT name FROM riad.attachments WHERE name NOT LIKE 'f%'") == "(+3)")
    }

    @Test(
        "A refusal says what is wrong",
        arguments: [
            ("_content => '[]'", "content is"), ("_attachments => '{}'", "attachments are"),
            ("_metadata => '[]'", "metadata is"),
        ]
    )
    func reasons(argument: String, reason: String) throws {
        let call = """
            SELECT public.receive_guest_message('whatsapp1', 'm1', 'whatsapp', '+212670112233', 'x', \(argument))
            """
        let connection = desk.house.database.connection(login: desk.channel)
        do throws(PostgresError) {
            try connection.run(script: call, name: "attempt")
            Issue.record("accepted")
        } catch {
            #expect(error.state == Refusal.invalidInput.state)
            #expect(error.message?.contains(reason) == true)
        }
    }

    @Test("A reaction quotes a message of its own conversation only, and none once it is taken back")
    func reactions() throws {
        try desk.receive("m1", "Le code est 12")
        func react(_ id: String, _ emoji: String, from address: String) throws {
            let content = #"{"emoji": "\#(emoji)", "message": "m1"}"#
            let more = "_message_type => 'reaction', _content => '\(content)'"
            try desk.receive(id, nil, from: address, more)
        }
        try react("r1", "👍", from: "+15550100")
        try react("r2", "👍", from: "+212670112233")
        try react("r3", "", from: "+212670112233")
        let quoted = """
            SELECT string_agg(concat(channel_message_id, ' ', content ->> 'to'), ', ' ORDER BY channel_message_id)
            FROM public.conversation_messages WHERE message_type = 'reaction'
            """
        #expect(try desk.house.text(quoted) == "r1 , r2 Le code est 12, r3 ")
    }
}
