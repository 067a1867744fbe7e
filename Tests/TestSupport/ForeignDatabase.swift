import Glibc
import Postgres

/// A database from a hosting platform, not made by riad, with several thousand rows and an owner who isn't a superuser.
package final class ForeignDatabase: Sendable {
    package let database: TestDatabase
    /// The login that owns the database and its tables and may create roles.
    package let owner: String

    /// Creates the database; the owner then runs `changes`.
    package init(_ changes: String = "") throws {
        let cluster = try TestCluster.shared()
        let template = try Self.template.get()
        database = try TestDatabase(copyOf: template.name, on: cluster)
        // Roles belong to the cluster, and two concurrent adoptions by the same owner would wait for each other.
        owner = try TestDatabase.makeOwner(on: cluster)
        try database.run(
            """
            REASSIGN OWNED BY \(template.owner) TO \(owner);
            ALTER DATABASE \(database.name) OWNER TO \(owner)
            """
        )
        if !changes.isEmpty { try connection().run(script: changes, name: "changes") }
    }

    /// Copies an adopted database, with its owner.
    package init(copyOf adopted: ForeignDatabase) throws {
        let cluster = adopted.database.cluster
        owner = adopted.owner
        database = try TestDatabase(copyOf: adopted.database.name, on: cluster)
        // CREATE DATABASE doesn't copy the grants on the database itself.
        try database.run(
            "REVOKE CREATE, TEMPORARY ON DATABASE \(database.name) FROM PUBLIC;"
                + " GRANT CREATE ON DATABASE \(database.name) TO riad_owner"
        )
    }

    /// A connection as the owner.
    package func connection() -> Connection { database.connection(login: owner) }

    private struct Template: Sendable {
        let name: String
        let owner: String
    }

    private static let template = Result { () throws -> Template in
        let cluster = try TestCluster.shared()
        let number = cluster.nextNumber()
        let template = Template(name: "foreign_\(number)", owner: "house_\(number)")
        let superuser = Connection(cluster.settings())
        try superuser.run(script: "CREATE ROLE \(template.owner) LOGIN CREATEROLE", name: "role")
        try superuser.run(script: "CREATE DATABASE \(template.name) TEMPLATE template0", name: "make")
        let platform = Connection(cluster.settings(database: template.name))
        try platform.run(script: try file("platform"), name: "platform")
        try platform.run(script: "ALTER SCHEMA public OWNER TO \(template.owner)", name: "public")
        let house = Connection(cluster.settings(login: template.owner, database: template.name))
        try house.run(script: try file("deployment") + file("deployment_code"), name: "deployment")
        try platform.run(script: try file("deployment_rows"), name: "rows")
        platform.close()
        house.close()
        return template
    }

    private static func file(_ name: String) throws -> String {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let path = "\(folder)/Deployment/\(name).sql"
        guard let file = fopen(path, "r") else { throw TestSupportError("no file \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) + "\n" }
            bytes += buffer[..<count]
        }
    }
}
