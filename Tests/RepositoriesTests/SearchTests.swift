import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Searching messages in the database")
struct SearchTests {
    private let deployment: CompanyFixture

    init() throws { deployment = try CompanyFixture() }

    /// A conversation in which the guest wrote these messages, the first longest ago, an hour between them.
    private func conversation(
        _ texts: [String],
        assignedTo person: TestPerson? = nil,
        transferredTo role: AppRole? = nil,
        zone: Int16 = 0
    ) throws -> Identifier<Conversation> {
        let state: ConversationState = role != nil ? .transferee : person != nil ? .enCours : .nouvelle
        let id = try deployment.conversation(state, assignedTo: person, transferredTo: role, zone: zone)
        let statement = Statement(
            "message",
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, message_content, created_at)
            VALUES ($1, $2, 'guest', $3, now() - make_interval(hours => $4))
            """
        )
        for (index, text) in texts.enumerated() {
            let parameters = [
                Parameter(id), Parameter(Int64(index + 1)), Parameter(text), Parameter(Int32(texts.count - index)),
            ]
            try deployment.database.connection().run(
                Request<Void>(writing: statement, parameters) { _ throws(DecodingError) in }
            )
        }
        return id
    }

    private func found(
        _ words: String,
        as person: TestPerson,
        zones: [Int16] = [],
        days: Int = MessageSearch.defaultDays,
        limit: Int = 200
    ) throws -> [FoundMessage] {
        let user = try #require(try deployment.user(person))
        let search = MessageSearch(words: words, zones: zones, days: days)
        return try deployment.database.connection(as: person).run(
            try Search.messages(search, limit: limit, for: user)
        )
    }

    @Test("Case, accents and vowel signs don't matter; words may be left out, joined, begun or alternative")
    func words() throws {
        let agent = try deployment.database.person(.agent)
        _ = try conversation([
            "Le CODE de la porte d'entrée", "Où est l'ENTREE ?", "The hot water is cold", "Water, hot!", "مِفْتاح",
        ])
        func texts(_ words: String) throws -> [String] {
            try found(words, as: agent).map(\.excerpt.original)
        }
        #expect(try texts("entree") == ["Où est l'ENTREE ?", "Le CODE de la porte d'entrée"])
        #expect(try texts("Entrée -code") == ["Où est l'ENTREE ?"])
        #expect(try texts("\"hot water\"") == ["The hot water is cold"])
        #expect(try texts("hot wat*") == ["Water, hot!", "The hot water is cold"])
        #expect(try texts("cold or porte") == ["The hot water is cold", "Le CODE de la porte d'entrée"])
        #expect(try texts("مفتاح") == ["مِفْتاح"])
        #expect(try texts("nowhere").isEmpty)
    }

    @Test(
        "Where no word must be there it is refused; signs of a query are text",
        arguments: ["", "   ", "-code", "!!! | & :*", "*"]
    )
    func nothingToFind(words: String) throws {
        let agent = try deployment.database.person(.agent)
        #expect(try refusal { _ = try found(words, as: agent) } == Refusal.invalidInput.state)
        #expect(try found("' OR 1=1; DROP TABLE riad.outbox --code", as: agent).isEmpty)
    }

    @Test("A beginning stands wherever a word may: after or, behind a hyphen, in an order")
    func beginnings() throws {
        let agent = try deployment.database.person(.agent)
        _ = try conversation(["Late check-in tonight", "reservation", "The booking", "a late check of the room"])
        func texts(_ words: String) throws -> [String] {
            try found(words, as: agent).map(\.excerpt.original)
        }
        #expect(try texts("check-in*") == ["Late check-in tonight"])
        #expect(try texts("reserv* or book*") == ["The booking", "reservation"])
        #expect(try texts("\"late check*\"") == ["a late check of the room", "Late check-in tonight"])
        #expect(try texts("late -ton*") == ["a late check of the room"])
    }

    @Test("More than a thousand characters aren't searched for: refused")
    func longQueries() throws {
        let agent = try deployment.database.person(.agent)
        for word in ["ab* ", "word ", "x or ", "\"", "-"] {
            let words = String(repeating: word, count: 200_000 / word.utf8.count)
            #expect(try refusal { _ = try found(words, as: agent) } == Refusal.invalidInput.state)
        }
        #expect(try found("code " + String(repeating: "wi* or ", count: 140) + "code", as: agent).isEmpty)
    }

    @Test("A text whose characters come apart into many is stored, and found by its beginning")
    func expandingText() throws {
        let agent = try deployment.database.person(.agent)
        let sign = try #require(Unicode.Scalar(0x337F))
        let words = (0..<1_200).map { "\($0)" + String(repeating: String(Character(sign)), count: 80) }
        let id = try conversation(["serrure " + words.joined(separator: " ")])
        #expect(try found("serrure", as: agent).map(\.conversation) == [id])
    }

    @Test("More days than there are mean all", arguments: [Int(Int32.max), MessageSearch.allDays])
    func allDays(days: Int) throws {
        let agent = try deployment.database.person(.agent)
        _ = try conversation(["serrure"])
        #expect(try found("serrure", as: agent, days: days).count == 1)
        #expect(try found("serrure", as: agent, days: -5).isEmpty)
    }

    @Test("Pages go on where the one before ended, each message once")
    func pages() throws {
        let agent = try deployment.database.person(.agent)
        let user = try #require(try deployment.user(agent))
        _ = try conversation((1...25).map { "serrure \($0)" })
        let connection = deployment.database.connection(as: agent)
        var all: [Int64] = []
        var last: FoundMessage?
        repeat {
            let request = try Search.messages(MessageSearch(words: "serrure"), before: last, limit: 10, for: user)
            let page = try connection.run(request)
            last = page.count == 10 ? page.last : nil
            all += page.map(\.sequence)
        } while last != nil
        #expect(all == (1...25).reversed())
    }

    @Test("Only what is young enough, and in the zones asked for")
    func filters() throws {
        let agent = try deployment.database.person(.agent)
        let old = try conversation(["serrure"], zone: 1)
        _ = try conversation(["serrure"], zone: 2)
        try deployment.database.run(
            "UPDATE public.conversation_messages SET created_at = now() - interval '100 days' WHERE conversation_id = '\(old)'"
        )
        #expect(try found("serrure", as: agent).count == 1)
        #expect(try found("serrure", as: agent, days: 120).count == 2)
        #expect(try found("serrure", as: agent, zones: [1], days: 120).map(\.conversation) == [old])
    }

    @Test("Nobody finds what they can't read, whatever they are")
    func rights() throws {
        let own = try deployment.database.person(.agent, zones: ["casablanca_centre"])
        let technicien = try deployment.database.person(.technicien)
        let zone: Int16 = 1
        let ids = [
            "own zone": try conversation(["serrure"], zone: zone), "elsewhere": try conversation(["serrure"], zone: 5),
            "common": try conversation(["serrure"]), "theirs": try conversation(["serrure"], assignedTo: own, zone: 6),
            "role": try conversation(["serrure"], transferredTo: .technicien, zone: 7),
        ]
        func places(_ person: TestPerson) throws -> Set<String> {
            let found = Set(try found("serrure", as: person).map(\.conversation))
            return Set(ids.filter { found.contains($0.value) }.keys)
        }
        #expect(try places(own).count == 5)
        #expect(try places(technicien) == ["role"])
        try deployment.isolateZones()
        #expect(try places(own) == ["own zone", "common", "theirs"])
        let stranger = try deployment.database.person(nil)
        let statement = Statement(
            "attack",
            "SELECT count(*) FROM riad.search_messages('serrure', '{}', 90, 'infinity', gen_random_uuid(), 200)"
        )
        let attack = Request<Void>(reading: statement) { _ throws(DecodingError) in }
        #expect(
            try refusal { try deployment.database.connection(as: stranger).run(attack) } == Refusal.notPermitted.state
        )
    }

    @Test("What lies far behind newer messages is found too, latest first, and by each as far as they may read")
    func farBack() throws {
        let agent = try deployment.database.person(.agent)
        let technicien = try deployment.database.person(.technicien)
        let theirs = try conversation(["serrure bonjour", "la serrure", "ma serrure"], transferredTo: .technicien)
        let busy = try conversation([])
        let fill = Statement(
            "fill",
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, message_content, created_at)
            SELECT $1, n, 'guest', 'bonjour ' || n, now() - make_interval(secs => n) FROM generate_series(1, 1200) n
            """
        )
        try deployment.database.connection().run(
            Request<Void>(writing: fill, [Parameter(busy)]) { _ throws(DecodingError) in }
        )
        #expect(try found("serrure", as: agent).map(\.conversation) == [theirs, theirs, theirs])
        #expect(try found("serrure", as: agent, limit: 2).map(\.excerpt.original) == ["ma serrure", "la serrure"])
        #expect(try found("bonjour", as: technicien).map(\.excerpt.original) == ["serrure bonjour"])
        // By what is known of the table the house decides whether to read all that is theirs.
        try deployment.database.run("ANALYZE public.conversation_messages")
        #expect(try found("bonjour", as: technicien).map(\.excerpt.original) == ["serrure bonjour"])
        #expect(try found("bonjour", as: technicien, zones: [9]).isEmpty)
        #expect(try found("bonjour", as: technicien, days: 0).isEmpty)
        #expect(try found("bonjour serrure", as: agent, days: 0).isEmpty)
        #expect(try found("bonjour", as: agent, limit: 60).count == 60)
    }
}
