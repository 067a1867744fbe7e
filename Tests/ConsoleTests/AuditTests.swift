import Console
import Domain
import Testing

extension ConsoleHarness {
    /// A page of the trail as the server gives it.
    func audited(_ read: AuditPageRequest) -> [AuditEntry] {
        let matching = trail.filter { entry in
            (read.query.kinds.isEmpty || read.query.kinds.contains(entry.kind))
                && (read.query.person.map { entry.session.login.original == $0 } ?? true)
                && (read.query.key.map { entry.key.original == $0 } ?? true)
                && (read.query.since.map { $0 <= entry.at } ?? true)
        }
        let rest = read.last.flatMap { last in matching.firstIndex(of: last) }.map { matching.dropFirst($0 + 1) }
        return Array((rest ?? matching[...]).prefix(AuditPage.pageSize))
    }
}

@Suite("The audit trail on the screen")
struct AuditTests {
    private func entry(
        _ id: Int64,
        _ kind: AuditedKind,
        _ act: AuditAction,
        _ subject: String,
        _ changes: [(String, String?, String?)],
        by name: String = "Nadia Alami",
        key: String = "k",
        minutesAgo: Int = 0
    ) -> AuditEntry {
        AuditEntry(
            id: id,
            at: ConsoleHarness.now + .seconds(-60 * minutesAgo),
            kind: kind,
            act: act,
            key: UntrustedText(key),
            subject: UntrustedText(subject),
            actor: ConsoleHarness.me,
            actorName: UntrustedText(name),
            session: AuditSession(
                login: UntrustedText("nadia"),
                process: 4711,
                application: UntrustedText("riad"),
                address: UntrustedText("10.0.0.7"),
                transaction: UntrustedText("98765")
            ),
            changes: changes.map { change in
                AuditChange(
                    column: UntrustedText(change.0),
                    old: change.1.map { UntrustedText($0) },
                    new: change.2.map { UntrustedText($0) }
                )
            }
        )
    }

    private var entries: [AuditEntry] {
        [
            entry(
                9,
                .role,
                .insert,
                "Karim Idrissi",
                [
                    ("role", nil, "superviseur"), ("expires_at", nil, "2026-12-31T23:00:00+00:00"),
                ],
                minutesAgo: 2
            ),
            entry(
                8,
                .conversation,
                .update,
                "Sofia Moreau",
                [
                    ("state", "NOUVELLE", "EN_COURS"), ("assigned_agent_id", nil, "Fatima El-Fassi"),
                ],
                minutesAgo: 5
            ),
            entry(
                7,
                .conversation,
                .update,
                "James Okafor",
                [
                    ("priority", "medium", "urgent"), ("tags", "[]", "[\"wifi\", \"vip\"]"),
                ],
                by: "Fatima El-Fassi",
                minutesAgo: 64
            ),
            entry(6, .guest, .update, "Sofia Moreau", [("phone", nil, nil)], minutesAgo: 60 * 30),
            entry(5, .setting, .update, "zone_isolation", [("value", "false", "true")], minutesAgo: 60 * 24 * 40),
            entry(4, .role, .update, "Omar\u{1B}[31m", [("is_active", "true", "false")], minutesAgo: 60 * 24 * 41),
        ]
    }

    private func house(
        _ columns: Int,
        _ rows: Int,
        role: AppRole = .administrateur,
        language: Language = .english,
        _ trail: [AuditEntry]? = nil
    ) -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, role: role, language: language)
        house.trail = trail ?? entries
        return house
    }

    @Test("Says in sentences who did what", arguments: [(80, 24), (200, 50), (40, 10)])
    func screens(columns: Int, rows: Int) throws {
        var house = house(columns, rows)
        try house.press("L")
        try expectScreen(house.screen, "audit-\(columns)x\(rows)")
    }

    @Test("Says it in French, and to whoever isn't an administrator that it is their own")
    func french() throws {
        var house = house(120, 24, role: .agent, language: .french)
        try house.press("L")
        #expect(house.screen.contains("Ce que vous avez fait"))
        #expect(house.screen.contains("a donné à Karim Idrissi le rôle superviseur jusqu’au 2026-12-31"))
    }

    @Test("Says of a password that it was set, and by whom", arguments: [Language.english, .french])
    func passwords(language: Language) throws {
        let change: [(String, String?, String?)] = [
            ("first_password_until", nil, "2026-07-31T12:00:00+00:00"), ("password_set_at", nil, nil),
        ]
        var house = house(100, 24, language: language, [entry(1, .login, .update, "Karim Idrissi", change)])
        try house.press("L")
        let said = language == .english ? "set a new password for" : "a changé le mot de passe de"
        #expect(house.screen.contains("\(said) Karim Idrissi"))
    }

    @Test("Enter shows everything that is known of an entry, Esc goes back to it")
    func details() throws {
        var house = house(100, 30)
        try house.press("L", "j", "Enter")
        for text in ["NOUVELLE → EN_COURS", "– → Fatima El-Fassi", "10.0.0.7", "4711", "98765", "Nadia Alami · nadia"] {
            #expect(house.screen.contains(text), "\(text)")
        }
        try house.press("Esc", "j", "j", "Enter")
        #expect(house.screen.contains("the value isn't recorded"))
        try house.press("Esc", "Esc")
        #expect(house.state.overlay == nil)
    }

    @Test("f leaves out what isn't asked for")
    func filters() throws {
        var house = house(100, 24)
        try house.press("L", "f", "Right", "Tab", "Tab", "Right", "Enter")
        #expect(house.screen.contains("Audit trail, filtered"))
        #expect(house.screen.contains("James Okafor"))
        #expect(!house.screen.contains("Karim"))
        try house.press("f")
        #expect(house.screen.contains("‹ conversation ›"))
    }

    @Test("In a thread it shows what was done to that conversation")
    func ofConversation() throws {
        let id = ConsoleHarness.guests[0].id.description
        var house = house(
            100,
            24,
            [
                entry(2, .conversation, .update, "Sofia Moreau", [("state", "NOUVELLE", "EN_COURS")], key: id),
                entry(1, .setting, .update, "zone_isolation", [("value", "false", "true")]),
            ]
        )
        try house.press("Enter", "L")
        #expect(house.screen.contains("changed conversation Sofia Moreau: state NOUVELLE → EN_COURS"))
        #expect(!house.screen.contains("zone_isolation"))
    }

    @Test("Going down reads on, until the first entry of all")
    func pages() throws {
        let many = (0..<250).map { entry(Int64(1_000 - $0), .setting, .update, "s\($0)", [("value", "1", "2")]) }
        var house = house(100, 24, many)
        try house.press("L")
        for _ in 0..<30 { try house.press("PgDn") }
        #expect(house.screen.contains("s249"))
        try house.press("g")
        #expect(house.screen.contains("changed setting s0:"))
    }
}
