import Domain
import Postgres
import Repositories

/// A database for a single test, with the full schema and no data; dropped with its last reference.
package final class TestDatabase: Sendable {
    package let cluster: TestCluster
    package let name: String

    /// Creates a migrated or empty database on the run's cluster.
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

    /// Creates a migrated database on a given cluster.
    package init(on cluster: TestCluster) throws {
        self.cluster = cluster
        name = "test_\(cluster.nextNumber())"
        try Self.create(name, from: "template0", on: Connection(cluster.settings()))
        let connection = Connection(cluster.settings(database: name))
        try Schema.migrator().apply(on: connection)
        try Self.turnOffUndo(on: connection)
    }

    /// Copies another database of the cluster, disconnecting its clients.
    init(copyOf template: String, on cluster: TestCluster) throws {
        self.cluster = cluster
        name = "test_\(cluster.nextNumber())"
        try Self.create(name, from: template, on: Connection(cluster.settings()))
    }

    deinit {
        _ = try? Connection(cluster.settings()).run(script: "DROP DATABASE \(name) WITH (FORCE)", name: "drop")
    }

    /// The settings to connect as a login.
    package func settings(login: String = "postgres") -> ConnectionSettings {
        cluster.settings(login: login, database: name)
    }

    /// A connection as a login, by default the superuser. It connects on first use.
    package func connection(login: String = "postgres") -> Connection {
        Connection(settings(login: login))
    }

    /// A connection as a person.
    package func connection(as person: TestPerson) -> Connection {
        connection(login: person.login)
    }

    /// The URI to connect as a login.
    package func uri(login: String) -> String {
        cluster.uri(login: login, database: name)
    }

    /// Runs SQL as the superuser, who bypasses row security.
    @discardableResult
    package func run(_ script: String) throws -> [Notice] {
        try connection().run(script: script, name: "test")
    }

    /// A single value, as the superuser; nil for NULL or no row.
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

    /// Creates a login that may create roles and can migrate a database it owns. Up to PostgreSQL 15 such a login can
    /// grant any role; later versions only let it grant roles it created, and the cluster's roles were created for its
    /// first database.
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
        try turnOffUndo(on: connection)
        connection.close()
        return name
    }

    /// What a test does leaves at once; tests of undo turn it on.
    private static func turnOffUndo(on connection: Connection) throws {
        try connection.run(script: "UPDATE riad.settings SET value = '0' WHERE key = 'undo_seconds'", name: "undo")
    }

    private static func create(_ name: String, from template: String, on postgres: Connection) throws {
        // Copying a database waits for the disk, which may be busy for long.
        try postgres.run(script: "SET statement_timeout = '5min'", name: "patience")
        let evict = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(template)'"
        for attempt in 1... {
            do throws(PostgresError) {
                try postgres.run(script: evict, name: "evict")
                // Copying the files costs half as much as the WAL strategy; servers before 15 always copy files.
                let strategy = (postgres.serverVersion ?? 0) >= 150_000 ? "STRATEGY file_copy" : ""
                try postgres.run(script: "CREATE DATABASE \(name) TEMPLATE \(template) \(strategy)", name: "create")
                return
            } catch {
                // Another session was still connected to the template.
                guard error.state == "55006", attempt < 20 else { throw error }
            }
        }
    }
}
