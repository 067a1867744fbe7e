import Domain
import Postgres
import TestSupport
import Testing

@Suite("Words that stand where one doesn't read", .longRounds)
struct HiddenWordsTests {
    /// Ways to ask for a word.
    enum Way: CaseIterable {
        case search, searchWithout, word, withoutWord, tag, withoutTag, words, guest, withoutGuest

        /// How often it asks for either kind of word.
        var probes: Int { self == .search ? HiddenWordsTests.count : 25 }

        func source(_ word: String) -> String {
            let last = "'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 50"
            switch self {
            case .search: return "riad.search_messages('\(word)', '{}', 36500, \(last))"
            case .searchWithout: return "riad.search_messages('merci -\(word)', '{}', 36500, \(last))"
            case .word: return Self.inbox("'{}', '{}', '{}', '{}', '', 0, '{\(word)}', '{}'")
            case .withoutWord: return Self.inbox("'{}', '{}', '{}', '{}', '', 0, '{}', '{\(word)}'")
            case .tag: return Self.inbox("'{\(word)}', '{1}', '{}', '{}', '', 0, '{}', '{}'")
            case .withoutTag: return Self.inbox("'{}', '{}', '{\(word)}', '{}', '', 0, '{}', '{}'")
            case .guest: return Self.inbox("'{}', '{}', '{}', '{}', '', 0, '{}', '{}'", "'{guest}', '{\(word)}'")
            case .withoutGuest:
                return Self.inbox("'{}', '{}', '{}', '{}', '', 0, '{}', '{}'", "'{-guest}', '{\(word)}'")
            case .words: return "riad.search_messages('coffre \(word.dropLast())*', '{}', 36500, \(last))"
            }
        }

        private static func inbox(_ filters: String, _ conditions: String = "'{}', '{}'") -> String {
            """
            riad.filtered_inbox_page('{NOUVELLE,EN_COURS,TRANSFÉRÉE,CLÔTURÉE}', '{}', '{}', 'anyone', 9::smallint, 'infinity',
                '-infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 50, 'activity', false,
                ROW(\(filters), '', \(conditions))::riad.inbox_filters)
            """
        }
    }

    /// So many words of either kind; each hidden one in a note, as a tag and as a guest's name of a conversation in zone 3, which
    /// nobody here reads. What the users read has other words.
    private static let count = 500

    private func company(for user: TestPerson, zone: Int16, in deployment: CompanyFixture) throws {
        try Observation.prepare(deployment.database)
        try deployment.isolateZones()
        let count = Self.count
        try deployment.database.run(
            """
            INSERT INTO public.guest (guest_id, org_id, first_name)
            SELECT md5('guest' || n)::uuid, riad.organisation_id(), CASE WHEN n <= \(count) THEN 'secret' || n ELSE 'Sofia' END
            FROM generate_series(1, \(count + 40)) n;
            INSERT INTO public.conversations (
                id, guest_id, channel_type, state, tags, zone_id, last_seq, assigned_agent_id
            )
            SELECT md5('talk' || n)::uuid, md5('guest' || n)::uuid, 'email',
                CASE WHEN n <= \(count) THEN 'NOUVELLE' ELSE 'EN_COURS' END,
                ARRAY[CASE WHEN n <= \(count) THEN 'secret' || n ELSE 'vip' END],
                CASE WHEN n <= \(count) THEN 3 ELSE \(zone) END, 1,
                CASE WHEN n > \(count) THEN '\(user.id)'::uuid END
            FROM generate_series(1, \(count + 40)) n;
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, message_content, is_internal)
            SELECT md5('talk' || n)::uuid, 1, 'agent',
                CASE WHEN n <= \(count) THEN 'coffre secret' || n ELSE 'merci pour le thé' END, true
            FROM generate_series(1, \(count + 40)) n;
            """
        )
        // Marks who is visible, so that a page read for the first time costs no more than the next time.
        try deployment.database.run(
            "VACUUM (ANALYZE) public.conversations, public.conversation_messages, public.guest, riad.search_entries"
        )
    }

    @Test(
        "can't be told from words that stand nowhere, by any counter, plan or clock",
        arguments: [AppRole.femmeDeMenage, .technicien, .agent]
    )
    func hidden(role: AppRole) throws {
        let deployment = try CompanyFixture()
        let user = try deployment.database.person(role, zones: role == .agent ? ["rabat_agdal"] : [])
        let login = deployment.database.connection(as: user)
        let zone = try #require(
            try deployment.database.value("SELECT id FROM riad.zones WHERE label = 'rabat_agdal'", as: Int16.self)
        )
        try company(for: user, zone: zone, in: deployment)
        for way in Way.allCases {
            // In turn, so that whatever else the machine does befalls both.
            let words = (1...way.probes).flatMap { ["secret\($0)", "nowhere\($0)"] }
            _ = try Observation.of(words.prefix(20).map(way.source), as: login)
            let all = try Observation.of(words.map(way.source), as: login)
            let present = all.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
            let absent = all.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            #expect(present.commonest == absent.commonest, "\(way)")
            #expect(abs(present.rankDistance(from: absent)) < 5, "\(way)")
        }
    }

    @Test("are told by a counter where one does read them, so the watch sees what there is to see")
    func readable() throws {
        let deployment = try CompanyFixture()
        let user = try deployment.database.person(.femmeDeMenage)
        try company(for: user, zone: 5, in: deployment)
        let login = deployment.database.connection(as: user)
        let seen = try Observation.of(["merci", "nowhere"].map(Way.search.source), as: login)
        #expect(seen[0].counted != seen[1].counted)
    }
}
