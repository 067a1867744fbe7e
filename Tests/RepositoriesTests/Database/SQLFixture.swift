import Domain
import Postgres
import TestSupport
import Testing

/// A database with a guest who has a reservation, for tests that use SQL directly.
struct SQLFixture {
    let database: TestDatabase
    static let guest = "00000000-0000-4000-8000-000000000001"
    static let property = "00000000-0000-4000-8000-000000000002"
    static let stay = "00000000-0000-4000-8000-000000000003"
    static let organisation = "00000000-0000-4000-8000-000000000004"

    init() throws {
        database = try TestDatabase()
        try database.run(
            """
            UPDATE riad.settings SET value = to_jsonb('\(Self.organisation)'::uuid) WHERE key = 'organisation_id';
            INSERT INTO public.property (property_id, org_id, name, address, ext_id, zone) VALUES
                ('\(Self.property)', '\(Self.organisation)', 'Riad Majorelle', 'Rue 1', 'P1', 'marrakech_gueliz');
            INSERT INTO public.guest (guest_id, org_id, first_name, last_name, email, phone) VALUES
                ('\(Self.guest)', '\(Self.organisation)', 'Sofia', 'Moreau', 'sofia@example.com', '+33 6 12 34 56 78');
            INSERT INTO public.reservation
                (res_id, org_id, guest_id, property_id, source, ext_id, check_in, check_out)
            VALUES ('\(Self.stay)', '\(Self.organisation)', '\(Self.guest)', '\(Self.property)', 'airbnb', 'HM1',
                current_date - 1, current_date + 5)
            """
        )
    }

    /// Creates a conversation of that guest with the given state and assignee; returns its id.
    func conversation(
        _ state: String = "EN_COURS",
        assignedTo person: TestPerson? = nil,
        transferredTo role: String? = nil,
        hasStay: Bool = true,
        account: String = "wa1"
    ) throws -> String {
        let assignee = person.map { "'\($0.id)'" } ?? "NULL"
        let stay = hasStay ? "'\(Self.stay)'" : "NULL"
        let transferred = role.map { "'\($0)'" } ?? "NULL"
        return try #require(
            try text(
                """
                INSERT INTO public.conversations
                    (guest_id, reservation_id, channel_type, channel_account, state, assigned_agent_id,
                    transferred_to_role, last_guest_at)
                VALUES ('\(Self.guest)', \(stay), 'whatsapp', '\(account)', '\(state)', \(assignee), \(transferred),
                    clock_timestamp())
                RETURNING id::text
                """
            )
        )
    }

    /// Creates a login for a channel's workflow.
    func channelLogin() throws -> String {
        let login = "n8n_\(database.cluster.nextNumber())"
        try database.run("CREATE ROLE \(login) LOGIN IN ROLE riad_integration")
        return login
    }

    /// The first column of the first row as text; nil if there is none.
    func text(_ sql: String, as login: String = "postgres") throws -> String? {
        try text(sql, on: database.connection(login: login))
    }

    /// The same in an open session.
    func text(_ sql: String, on connection: Connection) throws -> String? {
        try connection.run(Self.question(sql))
    }

    /// The SQLSTATE of the server's refusal; nil if it accepts.
    func refusal(of sql: String, as login: String) throws -> String? {
        try refusal(of: sql, on: database.connection(login: login))
    }

    /// The same in an open session.
    func refusal(of sql: String, on connection: Connection) throws -> String? {
        do throws(PostgresError) {
            try connection.run(script: sql, name: "attempt")
            return nil
        } catch {
            return error.state
        }
    }

    /// A request for the first column of the first row.
    static func question(_ sql: String) -> Request<String?> {
        Request(writing: Statement(name: "question", text: sql)) { rows throws(DecodingError) -> String? in
            guard let row = rows.first else { return nil }
            return try row[0]
        }
    }
}
