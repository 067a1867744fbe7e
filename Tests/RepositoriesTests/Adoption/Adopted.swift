import Postgres
import Repositories
import TestSupport
import Testing

extension ForeignDatabase {
    /// Adopts it, as its owner.
    func adopt() throws {
        let connection = connection()
        let plan = try #require(try Schema.adoption().plan(on: connection))
        #expect(plan.reasons == [])
        #expect(try Schema.adoption().apply(plan, on: connection) != nil)
    }

    /// A login for somebody who was there before, by the number that their id is made from.
    func login(ofPerson number: Int) throws -> String {
        let login = "adopted_\(database.cluster.nextNumber())"
        try database.run(
            "CREATE ROLE \(login) LOGIN; SELECT riad.register_login(md5('user\(number)')::uuid, '\(login)')"
        )
        return login
    }
}
