import Domain
import Postgres
import TerminalSupport
import TestSupport

/// A company for a single test: its database, channel client, and a home for the console's user.
struct EndToEndHarness {
    let database: TestDatabase
    let channel: ChannelClient
    let home: Home

    /// Uses the run's cluster, or one of the test's own.
    init(on cluster: TestCluster? = nil) throws {
        database = try cluster.map { try TestDatabase(on: $0) } ?? TestDatabase()
        channel = try ChannelClient(to: database)
        home = try Home()
    }

    /// Opens the console as a person and waits until it is live.
    func console(
        as person: TestPerson,
        columns: Int = 120,
        rows: Int = 40,
        environment: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        let console = try Riad.console(
            database.uri(login: person.login),
            home: home,
            columns: columns,
            rows: rows,
            environment: environment
        )
        try console.wait(forText: "●")
        return console
    }

    /// Opens the console as a person, on the first conversation of a guest in the list.
    func console(as person: TestPerson, on guest: String) throws -> PseudoTerminal {
        let console = try console(as: person)
        try console.wait(forText: guest)
        console.type(Keys.enter)
        try console.wait(forText: "the conversation begins here")
        return console
    }

    /// Runs a shell command line in which `riad` is the program and connects as this login.
    func shell(_ line: String, as login: String) throws -> ProcessResult {
        let places = [
            "PATH": try home.programs() + ":/usr/bin:/bin", "PGHOST": database.cluster.folder,
            "PGPORT": String(database.cluster.port), "PGUSER": login, "PGDATABASE": database.name,
        ]
        return try ProcessResult.run("/bin/sh", ["-c", line], environment: home.environment(places.mapValues { $0 }))
    }

    /// Assigns a conversation to a person, as a superviseur would.
    func assign(_ conversation: String, to person: TestPerson) throws {
        try database.run(
            """
            UPDATE conversations SET assigned_agent_id = '\(person.id)', state = 'EN_COURS',
                assign_version = assign_version + 1
            WHERE id = '\(conversation)'
            """
        )
    }

    /// Transfers a conversation to a role.
    func transfer(_ conversation: String, to role: AppRole) throws {
        try database.run(
            """
            UPDATE conversations SET assigned_agent_id = NULL, state = 'TRANSFÉRÉE',
                transferred_to_role = '\(role.label)'
            WHERE id = '\(conversation)'
            """
        )
    }

    /// The messages of a conversation, one per line: `guest: Bonjour`, `agent, internal: …`.
    func messages(of conversation: String) throws -> [String] {
        let text = try database.value(
            """
            SELECT string_agg(sender_type || CASE WHEN is_internal THEN ', internal: ' ELSE ': ' END || message_content,
                E'\\x1F' ORDER BY seq)
            FROM conversation_messages WHERE conversation_id = $1::uuid
            """,
            [Parameter(conversation)],
            as: String.self
        )
        return (text ?? "").split(separator: "\u{1F}").map(String.init)
    }

    /// State, priority, tags and assignee of a conversation: `EN_COURS medium {} –`.
    func head(of conversation: String) throws -> String {
        try database.value(
            """
            SELECT concat_ws(' ', c.state, c.priority, c.tags::text, coalesce(l.login::text, '–'))
            FROM conversations c LEFT JOIN riad.logins l ON l.user_id = c.assigned_agent_id
            WHERE c.id = $1::uuid
            """,
            [Parameter(conversation)]
        ) ?? ""
    }
}
