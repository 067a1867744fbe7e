import Postgres
import Repositories
import TestSupport
import Testing

extension ForeignDatabase {
    /// A copy of an adopted database, with or without the application, for tests that only use it.
    static func adopted(keepingApplication: Bool = false) throws -> ForeignDatabase {
        try ForeignDatabase(copyOf: (keepingApplication ? keeping : plain).get())
    }

    private static let plain = Result { () throws -> ForeignDatabase in
        let foreign = try ForeignDatabase()
        try foreign.adopt()
        return foreign
    }

    private static let keeping = Result { () throws -> ForeignDatabase in
        let foreign = try ForeignDatabase()
        try foreign.adopt(keepingApplication: true)
        return foreign
    }

    /// Adopts the database as its owner.
    func adopt(keepingApplication: Bool = false) throws {
        let connection = connection()
        defer { connection.close() }
        let plan = try #require(try Schema.adoption().plan(on: connection))
        #expect(plan.blockers == [])
        #expect(try Schema.adoption().apply(plan, keepingApplication: keepingApplication, on: connection) != nil)
    }

    /// Creates a login for a pre-existing person, by the number that their id is derived from.
    func login(ofPerson number: Int) throws -> String {
        let login = "adopted_\(database.cluster.nextNumber())"
        try database.run(
            "CREATE ROLE \(login) LOGIN; SELECT riad.register_login(md5('user\(number)')::uuid, '\(login)')"
        )
        return login
    }
}
