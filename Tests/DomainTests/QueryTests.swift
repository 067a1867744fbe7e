import Domain
import Testing

@Suite("The query language")
struct QueryTests {
    private let zones = [
        Zone(number: 1, label: "casablanca_centre", city: "casablanca"),
        Zone(number: 4, label: "marrakech_gueliz", city: "Marrakech"),
        Zone(number: 5, label: "marrakech_medina", city: "Marrakech"),
        Zone(number: 9, label: "tanger_ville", city: "Tanger"),
    ]

    private func query(_ text: String) throws(QueryProblem) -> InboxQuery {
        try QueryReading(zones: zones, own: [5]).query(text, order: .priority)
    }

    @Test("Says what is open where nothing is said")
    func empty() throws {
        #expect(try query("  ") == InboxQuery())
    }

    @Test("Takes several values, without case and accents")
    func states() throws {
        #expect(try query("state:nouvelle,TRANSFEREE").states == [.nouvelle, .transferee])
        #expect(try query("state:finished").states == [.resolue, .cloturee])
    }

    @Test(
        "Compares priorities",
        arguments: [
            (">=high", [Priority.high, .urgent]), ("<high", [.low, .medium]), ("urgent,low", [.low, .urgent]),
            (">=low", []),
        ]
    )
    func priorities(text: String, priorities: [Priority]) throws {
        #expect(try query("priority:" + text).priorities == priorities)
    }

    @Test(
        "Finds zones by name, by pattern, one's own, and those without",
        arguments: [
            ("marrakech_*", [Int16(4), 5]), ("*_ville,tanger_ville", [9]), ("mine", [5]),
            ("none,casablanca_centre", [0, 1]),
        ]
    )
    func zones(text: String, numbers: [Int16]) throws {
        #expect(try query("zone:" + text).zones == numbers)
    }

    @Test(
        "Points at what is wrong",
        arguments: [
            ("urgent", 1), ("state:open prio:high", 12), ("state:nouvelle,neuve", 16), ("zone:fes_*", 6),
            ("assignee:", 10), ("order:age", 7), ("state:open state:all", 12), ("assignee:me,nobody", 13),
        ]
    )
    func problems(text: String, column: Int) {
        let problem = #expect(throws: QueryProblem.self) { try query(text) }
        #expect(problem?.column == column)
    }

    @Test(
        "Reads back what it writes",
        arguments: [
            "state:open order:priority",
            "state:nouvelle,en_attente priority:urgent,high zone:marrakech_* order:deadline",
            "state:finished zone:none,tanger_ville assignee:nobody order:activity",
            "state:all assignee:me order:priority",
            "state:open zone:mine,none order:priority",
        ]
    )
    func writes(text: String) throws {
        #expect(try query(text).text(zones: zones, own: [5]) == text)
    }

    @Test("Completes fields, then values, also behind a comma")
    func completes() {
        let completion = QueryCompletion(zones: zones)
        #expect(completion.continuations(of: "st") == ["state:"])
        #expect(completion.continuations(of: "state:open as") == ["assignee:"])
        #expect(completion.continuations(of: "zone:marrakech_g") == ["zone:marrakech_gueliz"])
        #expect(completion.continuations(of: "state:nouvelle,tr") == ["state:nouvelle,transferee"])
        #expect(completion.continuations(of: "state:open ").count == QueryField.allCases.count)
    }
}
