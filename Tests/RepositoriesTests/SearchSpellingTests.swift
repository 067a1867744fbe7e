import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Search finds what people type")
struct SearchSpellingTests {
    private let deployment: CompanyFixture
    private let agent: TestPerson

    init() throws {
        deployment = try CompanyFixture()
        agent = try deployment.database.person(.agent)
    }

    private func store(_ texts: [String]) throws {
        let id = try deployment.conversation(.nouvelle)
        let statement = Statement(
            "message",
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, message_content)
            VALUES ($1, $2, 'guest', $3)
            """
        )
        for (index, text) in texts.enumerated() {
            let parameters = [Parameter(id), Parameter(Int64(index + 1)), Parameter(text)]
            try deployment.database.connection().run(
                Request<Void>(writing: statement, parameters) { _ throws(DecodingError) in }
            )
        }
    }

    private func found(_ words: String) throws -> Set<String> {
        let user = try #require(try deployment.user(agent))
        let search = MessageSearch(words: words)
        let messages = try deployment.database.connection(as: agent).run(
            try Search.messages(search, limit: 200, for: user)
        )
        return Set(messages.map(\.excerpt.original))
    }

    @Test(
        "Letters that are the same to who types them",
        arguments: [
            ("Die Straße ist groß", ["strasse", "STRASSE", "straße", "gross", "GROẞ"]),
            ("Grüße aus Łódź, Øre, œuvre", ["grusse", "lodz", "ore", "oeuvre", "ŒUVRE"]),
            ("أريد مفتاح الشقة من فضلك", ["اريد", "الشقه", "مفـتاح", "الشقة"]),
            ("آمنة إلى المدينة في ٢٠٢٧", ["امنه", "الي", "المدينه", "2027", "۲۰۲۷"]),
            ("کلید در ساعت ۱۲", ["كليد", "12", "١٢"]), ("Ankara'da ISPARTA ılık", ["ilik", "isparta"]),
            ("שָׁלוֹם", ["שלום"]),
        ]
    )
    func letters(text: String, words: [String]) throws {
        try store([text, "something else"])
        for word in words { #expect(try found(word) == [text], "\(word)") }
    }

    @Test(
        "A telephone number, however it is written or asked for",
        arguments: [
            "06 70 11 22 33", "0670112233", "+212 670-112233", "00212670112233", "(0)6.70.11.22.33", "٠٦٧٠١١٢٢٣٣",
            "\"06 70 11 22 33\"", "call 0670112233",
        ]
    )
    func telephones(words: String) throws {
        let texts = [
            "Please call 06 70 11 22 33", "call +212 (0)670.11.22.33 now", "call 06-70-11-22-33", "call 0670112233!",
            "call ٠٦٧٠ ١١٢٢٣٣",
        ]
        try store(texts + ["call 06 70 11 22 34", "06 then 70 then 11 22 33"])
        #expect(try found(words) == Set(texts))
        #expect(try found("call -0670112233") == ["call 06 70 11 22 34"])
    }

    @Test("A day stands as a day, and its parts are found too")
    func days() throws {
        try store(["we arrive on 2027-01-31 14:00", "we arrive on 2027-01-30"])
        #expect(try found("2027-01-31") == ["we arrive on 2027-01-31 14:00"])
        #expect(try found("2027") == ["we arrive on 2027-01-31 14:00", "we arrive on 2027-01-30"])
    }

    @Test(
        "Scripts without blanks between words, wherever the word stands",
        arguments: [
            ("我们想预订两个房间，谢谢", ["房间", "预订", "我们想", "谢谢", "\"两个房间\""], ["间房", "订房"]),
            ("チェックインは何時ですか", ["何時", "チェックイン", "時で"], ["時何"]),
            ("ขอรหัสประตูหน่อยครับ", ["รหัส", "ประตู"], ["ตูประ"]),
        ]
    )
    func unspaced(text: String, words: [String], others: [String]) throws {
        try store([text, "something else"])
        for word in words { #expect(try found(word) == [text], "\(word)") }
        for word in others { #expect(try found(word) == [], "\(word)") }
        #expect(try found("else -\(words[0])") == ["something else"])
    }

    @Test("Tags are the same in each of these spellings, in filters and in bulk changes")
    func tags() throws {
        let boss = try deployment.database.person(.superviseur)
        let user = try #require(try deployment.user(boss))
        let connection = deployment.database.connection(as: boss)
        let id = try deployment.conversation(.nouvelle)
        try deployment.database.run(
            "UPDATE public.conversations SET tags = '{Straße,\"Été chaud\"}' WHERE id = '\(id)'"
        )
        for text in ["tag:strasse", "tag:STRASSE tag:\"ete chaud\"", "strasse", "-tag:wifi"] {
            let query = try QueryParser(zones: [], own: []).parse(text, order: .deadline)
            let page = try connection.run(try Inbox.page(query, at: .first, limit: 5, for: user))
            #expect(page.map(\.id) == [id], "\(text)")
        }
        let item = BulkItem(id: id, assignVersion: 0)
        func tags() throws -> String? {
            try deployment.database.value("SELECT tags::text FROM public.conversations WHERE id = '\(id)'")
        }
        _ = try connection.run(try Bulk.apply(.addTags(["strasse", "neu"]), to: [item], reason: nil, by: user))
        #expect(try tags() == "{Straße,\"Été chaud\",neu}")
        _ = try connection.run(
            try Bulk.apply(.removeTags(["STRASSE", "été chaud"]), to: [item], reason: nil, by: user)
        )
        #expect(try tags() == "{neu}")
    }

    @Test("Entries from before a change of the fold are made anew, step by step")
    func rebuilding() throws {
        try store(["Die Straße"])
        try deployment.database.run(
            """
            INSERT INTO riad.search_rebuild DEFAULT VALUES;
            UPDATE riad.search_entries SET words = '''0:straße'''::tsvector WHERE seq > 0
            """
        )
        #expect(try found("strasse") == [])
        for _ in 1...3 { _ = try deployment.conversation(.nouvelle) }
        func step() throws -> Bool? {
            try deployment.database.value("SELECT has_more FROM riad.rebuild_search_step(2)", as: Bool.self)
        }
        var steps: [Bool?] = []
        repeat { steps.append(try step()) } while steps.last == true
        #expect(steps == [true, true, false])
        #expect(try found("strasse") == ["Die Straße"])
        #expect(try step() == false)
    }

    @Test("A number asked for many times stays one word each time, and one that ends like another is still itself")
    func repeatedNumber() throws {
        func parsed(_ words: String) throws -> String? {
            let question = Request(
                writing: Statement("parse", "SELECT riad.parse_search_query($1)::text"),
                [Parameter(words)]
            ) { rows throws(DecodingError) -> String? in try rows.single()[0] }
            return try deployment.database.connection().run(question)
        }
        #expect(try parsed("0612345678 12345678") == "'+12345678' & '+12345678'")
        let many = try #require(try parsed(Array(repeating: "12345678", count: 100).joined(separator: " ")))
        #expect(!many.contains("telqj"))
        #expect(many.count < 2_000)
    }
}
