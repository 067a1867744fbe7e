import Domain
import Repositories
import TestSupport
import Testing

@Suite("Everything that can arrive")
struct MessageKindTests {
    private let desk: ChannelFixture
    init() throws { desk = try ChannelFixture() }

    private static let content = """
        {"duration": 42.3, "latitude": 31.629472, "longitude": -8.008, "name": "Jemaa el-Fna", "question": "When?",
         "options": ["Monday", "Tuesday"], "emoji": "👍", "message": "m0", "phone": "+212600000000", "email": "a@b.example",
         "url": "https://example.com/a", "title": "A", "address": "Marrakech", "other": {"ignored": [1]}}
        """

    @Test(
        "arrives without text, keeps its content, and is said in thread and list",
        arguments: ["image", "file", "video", "audio", "voice", "sticker", "location", "contact", "poll", "reaction"]
    )
    func kinds(kind: String) throws {
        try desk.receive("m0", "Où est la clé ?")
        #expect(try desk.receive("m1", nil, "_message_type => '\(kind)', _content => '\(Self.content)'") == "2")
        let agent = try desk.house.database.person(.agent)
        let connection = desk.house.database.connection(as: agent)
        let user = try #require(try connection.run(Session.currentUser()))
        let talk = try #require(try desk.conversation("c.id").flatMap { Identifier<Conversation>($0) })
        let message = try #require(try connection.run(Threads.page(of: talk, at: .last, limit: 9, for: user)).last)
        #expect(message.content.isEmpty && message.type == kind && message.details.kind == MessageKind(label: kind))
        #expect(message.details.duration == 42 && message.details.latitude == 31.629472)
        #expect(message.details.options.map(\.original) == ["Monday", "Tuesday"])
        #expect(message.details.target?.original == (kind == "reaction" ? "Où est la clé ?" : nil))
        let row = try #require(try connection.run(Conversations.find(talk, for: user)))
        #expect(row.lastMessageDetails.kind == message.details.kind && row.lastMessageDetails.emoji?.original == "👍")
    }

    @Test(
        "A kind that nobody knows yet is kept under its name",
        arguments: [
            ("Ephemeral Thing!", "ephemeral_thing"), ("'' OR 1=1", "or_1_1"), ("👻", "unknown"), ("", "unknown"),
            ("interactive", "interactive"),
        ]
    )
    func unknown(type: String, kept: String) throws {
        try desk.receive("m1", nil, "_message_type => '\(type)'")
        #expect(try desk.messages("m.message_type") == kept)
    }

    @Test("A reaction is owed no answer and reopens nothing")
    func reaction() throws {
        try desk.receive("m1", "Merci")
        try desk.house.database.run("UPDATE public.conversations SET state = 'RÉSOLUE', owed_since = NULL")
        try desk.receive("m2", nil, "_message_type => 'reaction', _content => '{\"emoji\": \"👍\"}'")
        #expect(try desk.conversation("concat_ws(' ', c.state, c.owed_since IS NULL)") == "RÉSOLUE t")
    }

    @Test(
        "What describes no message is refused",
        arguments: [
            "[]", #"{"duration": "long"}"#, #"{"duration": -1}"#, #"{"latitude": 91}"#, #"{"longitude": -181}"#,
            #"{"options": "x"}"#, #"{"options": [1]}"#, #"{"name": 5}"#,
        ]
    )
    func refused(content: String) throws {
        let attempt = """
            SELECT public.receive_guest_message('whatsapp1', 'm1', 'whatsapp', '+212670112233', 'x', _content => '\(content)')
            """
        #expect(try desk.house.refusal(of: attempt, as: desk.channel) == Refusal.invalidInput.state)
    }

    @Test("The files of a thread are listed with kind, size, place and sender, newest first")
    func files() throws {
        let file =
            #"[{"name": "plan.pdf", "content_type": "application/pdf", "byte_size": 1200, "url": "https://x.example/1"}]"#
        try desk.receive("m1", nil, "_message_type => 'file', _attachments => '\(file)', _guest_name => 'Mira'")
        try desk.receive("m2", "voilà", #"_attachments => '[{"name": "b.jpg"}]'"#)
        let agent = try desk.house.database.person(.agent)
        let connection = desk.house.database.connection(as: agent)
        let user = try #require(try connection.run(Session.currentUser()))
        let talk = try #require(try desk.conversation("c.id").flatMap { Identifier<Conversation>($0) })
        let files = try connection.run(Threads.attachments(of: talk, limit: 9, for: user))
        #expect(files.map(\.file.name.original) == ["b.jpg", "plan.pdf"])
        #expect(files.last?.file.byteSize == 1_200 && files.last?.file.url?.original == "https://x.example/1")
        #expect(files.last?.senderName?.original == "Mira" && files.first?.file.contentType == nil)
        let page = try connection.run(Threads.page(of: talk, at: .last, limit: 9, for: user))
        #expect(page.first?.attachments.first == files.last?.file)
    }
}
