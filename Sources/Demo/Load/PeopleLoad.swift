import Postgres

extension CompanyLoad {
    /// Everybody's profile, role and login. Logins belong to the cluster: an earlier filling may have left them.
    func storePeople(on database: Connection) throws(PostgresError) {
        for login in Staff.consoleLogins { try makeLogin(login, in: "riad_console", on: database) }
        try makeLogin(Staff.channelsLogin, in: "riad_integration", on: database)
        let organisation = Statement("store_organisation", DemoSQLFiles.storeOrganisation)
        try database.run(Request(writing: organisation, [Parameter(company.organisation)]) { _ in })
        for person in company.staff.all { try database.run(store(person)) }
    }

    private func makeLogin(_ login: String, in role: String, on database: Connection) throws(PostgresError) {
        let script = """
            DO $$
            BEGIN
                CREATE ROLE "\(login)" LOGIN;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END
            $$;
            GRANT \(role) TO "\(login)"
            """
        try database.run(script: script, name: "make_login")
    }

    private func store(_ person: Employee) -> Request<Void> {
        let seed = company.seed
        // The super_admin gave everybody their role, and nobody gave theirs.
        let giver = company.staff.all.first { $0.role == "super_admin" && $0.number != person.number }
        let parameters = [
            Parameter(UUIDBytes.row(.profile, person.number, seed: seed)),
            Parameter(UUIDBytes.row(.person, person.number, seed: seed)),
            Parameter(UUIDBytes.row(.role, person.number, seed: seed)),
            Parameter(person.login),
            Parameter("\(person.login ?? "agent\(person.number)")@riad.example"),
            Parameter(person.firstName),
            Parameter(person.lastName),
            Parameter("+212 661 00 \(1_000 + person.number)"),
            Parameter(person.profile),
            Parameter(person.zones.map { Quarter.all[$0 - 1].zone }),
            Parameter(person.role),
            Parameter((company.now - 380 * Instant.day).column),
            Parameter(giver.map { UUIDBytes.row(.person, $0.number, seed: seed) }),
        ]
        return Request(writing: Statement("store_employee", DemoSQLFiles.storeEmployee), parameters) { _ in }
    }
}
