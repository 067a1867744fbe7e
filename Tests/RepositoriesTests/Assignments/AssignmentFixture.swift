import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// A company with a webhook for all assignment events.
struct AssignmentFixture {
    let deployment: CompanyFixture
    var database: TestDatabase { deployment.database }

    init() throws {
        deployment = try CompanyFixture()
        try database.run(
            """
            INSERT INTO public.webhook_configs (name, endpoint_url)
            VALUES ('conversation-update', 'http://localhost/c'), ('escalation-trigger', 'http://localhost/e')
            """
        )
    }

    /// Adds a person with a connection of their own.
    func member(_ role: AppRole, zones: [String] = [], name: (first: String, last: String) = ("Test", "Person")) throws
        -> FixtureUser
    {
        let person = try database.person(role, name: name, zones: zones)
        return FixtureUser(
            person: person,
            user: try #require(try deployment.user(person)),
            connection: database.connection(as: person)
        )
    }

    /// Creates a conversation that has been waiting in the queue for that many minutes.
    func waiting(
        _ priority: Priority = .medium,
        zone: Int16 = 0,
        minutes: Int = 10,
        transferredTo role: AppRole? = nil
    ) throws -> Identifier<Conversation> {
        let state: ConversationState = role == nil ? .nouvelle : .transferee
        let id = try deployment.conversation(state, transferredTo: role, zone: zone)
        try database.run(
            """
            UPDATE public.conversations SET priority = '\(priority.label)',
                last_message_at = clock_timestamp() - interval '\(minutes) min' WHERE id = '\(id)'
            """
        )
        return id
    }

    /// The number of a zone by its label.
    func zone(_ label: String) throws -> Int16 {
        try #require(
            try database.value("SELECT id FROM riad.zones WHERE label::text = $1", [Parameter(label)], as: Int16.self)
        )
    }

    /// The conversation's state, assignee, awaited role and assignment version.
    func standing(_ id: Identifier<Conversation>) throws -> String? {
        try database.value(
            """
            SELECT concat_ws(' ', state, coalesce(assigned_agent_id::text, '-'), coalesce(transferred_to_role, '-'),
                assign_version) FROM public.conversations WHERE id = $1
            """,
            [Parameter(id)]
        )
    }

    /// The types of the pending events, in order; those held back for a batch are marked with `*`.
    func events() throws -> String? {
        try database.value(
            """
            SELECT string_agg(event_type || CASE WHEN visible_at > clock_timestamp() THEN '*' ELSE '' END, ' '
                ORDER BY id) FROM riad.outbox
            """
        )
    }
}

/// The call of a bulk procedure as typed in psql: each column of its report needs an argument.
func bulkCall(_ name: String, _ arguments: String) -> String {
    "CALL riad.\(name)(\(arguments)\(String(repeating: ", NULL", count: 13)))"
}

/// A person with their connection.
struct FixtureUser {
    let person: TestPerson
    let user: CurrentUser
    let connection: Connection
    var id: Identifier<Person> { person.id }

    func takeNext(zones: [Int16] = []) throws -> Identifier<Conversation>? {
        try connection.run(try Assignments.takeNext(zones: zones, by: user))
    }

    /// Transfers without the client-side check.
    func transfer(
        _ id: Identifier<Conversation>,
        to target: TransferTarget,
        reason: String = "Je pars",
        version: Int32 = 0
    ) throws {
        var boss = user
        boss.role = .superAdmin
        try connection.run(
            try Assignments.transfer(
                id,
                to: target,
                reason: reason,
                assignVersion: version,
                assignedTo: nil,
                by: boss
            )
        )
    }

    func history(_ id: Identifier<Conversation>) throws -> [AssignmentEntry] {
        try connection.run(try Assignments.history(of: id, for: user))
    }

    func apply(
        _ change: BulkChange,
        to items: [BulkItem],
        reason: String? = nil
    ) throws -> BulkReport {
        try connection.run(try Bulk.apply(change, to: items, reason: reason, by: user))
    }

    func undo(_ report: BulkReport) throws -> BulkReport {
        try connection.run(try Bulk.undo(report.batch, by: user))
    }
}

extension BulkReport {
    /// The skips as `reason count`, sorted by reason.
    var skips: [String] { skipped.map { "\($0.reason.rawValue) \($0.count)" } }
}
