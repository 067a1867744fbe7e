import Domain
import Postgres
import Repositories

/// A database of one test's own, with the whole schema and nothing in it; dropped with its last reference.
package final class TestDatabase: Sendable {
    package let cluster: TestCluster
    package let name: String

    /// A migrated database, or an empty one, on the run's cluster.
    package init(migrated: Bool = true) throws {
        cluster = try TestCluster.shared()
        name = "test_\(cluster.nextNumber())"
        let template = migrated ? try Self.template.get() : "template0"
        let postgres = Connection(cluster.settings())
        // CREATE DATABASE doesn't copy the grants on the database itself.
        let grants = """
            REVOKE CREATE, TEMPORARY ON DATABASE \(name) FROM PUBLIC;
            GRANT CREATE ON DATABASE \(name) TO riad_owner
            """
        try Self.create(name, from: template, on: postgres)
        if migrated { try postgres.run(script: grants, name: "grants") }
    }

    /// A migrated database on a cluster of one's own.
    package init(on cluster: TestCluster) throws {
        self.cluster = cluster
        name = "test_\(cluster.nextNumber())"
        try Self.create(name, from: "template0", on: Connection(cluster.settings()))
        try Schema.migrator().apply(on: Connection(cluster.settings(database: name)))
    }

    /// A copy of another database of the cluster, whose clients are put out.
    init(copyOf template: String, on cluster: TestCluster) throws {
        self.cluster = cluster
        name = "test_\(cluster.nextNumber())"
        try Self.create(name, from: template, on: Connection(cluster.settings()))
    }

    deinit {
        _ = try? Connection(cluster.settings()).run(script: "DROP DATABASE \(name) WITH (FORCE)", name: "drop")
    }

    /// How a login connects to this database.
    package func settings(login: String = "postgres") -> ConnectionSettings {
        cluster.settings(login: login, database: name)
    }

    /// A connection of a login's, the superuser's where none is named. It connects when it is first used.
    package func connection(login: String = "postgres") -> Connection {
        Connection(settings(login: login))
    }

    /// A connection of a person's.
    package func connection(as person: TestPerson) -> Connection {
        connection(login: person.login)
    }

    /// The URI that a program takes to connect as a login.
    package func uri(login: String) -> String {
        cluster.uri(login: login, database: name)
    }

    /// Runs SQL as the superuser, whom row security doesn't hold back.
    @discardableResult
    package func run(_ script: String) throws -> [Notice] {
        try connection().run(script: script, name: "test")
    }

    /// One value, as the superuser; nil for NULL or no row.
    package func value<Value: PostgresDecodable & Sendable>(
        _ sql: String,
        _ parameters: [Parameter] = [],
        as type: Value.Type = Value.self
    ) throws -> Value? {
        try connection().run(
            Request(reading: Statement(name: "test", text: sql), parameters) { rows throws(DecodingError) -> Value? in
                guard let row = rows.first else { return nil }
                return try row[0]
            }
        )
    }

    /// A login that may create roles and can migrate a database that it is given. Up to PostgreSQL 15 such a login may give
    /// any role; since then only those that it made, and the cluster's were made for its first database.
    package static func makeOwner(on cluster: TestCluster) throws -> String {
        _ = try template.get()
        let name = "house_\(cluster.nextNumber())"
        let postgres = Connection(cluster.settings())
        try postgres.run(script: "CREATE ROLE \(name) LOGIN CREATEROLE", name: "owner")
        if (postgres.serverVersion ?? 0) >= 160_000 {
            try postgres.run(script: "GRANT riad_owner, riad_accounts TO \(name)", name: "owner")
        }
        return name
    }

    private static let template = Result { () throws -> String in
        let cluster = try TestCluster.shared()
        let name = "template_\(cluster.nextNumber())"
        try create(name, from: "template0", on: Connection(cluster.settings()))
        let connection = Connection(cluster.settings(database: name))
        try Schema.migrator().apply(on: connection)
        connection.close()
        return name
    }

    private static func create(_ name: String, from template: String, on postgres: Connection) throws {
        // To copy a database is to wait for the disk, which may be busy for as long as it likes.
        try postgres.run(script: "SET statement_timeout = '5min'", name: "patience")
        let evict = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(template)'"
        for attempt in 1... {
            do throws(PostgresError) {
                try postgres.run(script: evict, name: "evict")
                // A copy of the files costs half as much as one through the log; servers before 15 know no other way.
                let strategy = (postgres.serverVersion ?? 0) >= 150_000 ? "STRATEGY file_copy" : ""
                try postgres.run(script: "CREATE DATABASE \(name) TEMPLATE \(template) \(strategy)", name: "create")
                return
            } catch {
                // Somebody else was still copying the template, or leaving it.
                guard error.state == "55006", attempt < 20 else { throw error }
            }
        }
    }
}
