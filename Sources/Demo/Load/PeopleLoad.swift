import Postgres

extension CompanyLoad {
    /// Stores each employee's profile, role and login. Logins are cluster-wide, so an earlier load may have left some.
    func storePeople(on database: Connection) throws(PostgresError) {
        for login in Staff.consoleLogins { try DemoLogin.make(login, in: "riad_console", on: database) }
        try DemoLogin.make(Staff.channelsLogin, in: "riad_integration", on: database)
        let organisation = Statement("store_organisation", DemoSQLFiles.storeOrganisation)
        try database.run(Request(writing: organisation, [Parameter(company.organisation)]) { _ in })
        for person in company.staff.all + Staff.staffChanges { try database.run(store(person)) }
        try database.run(comingsAndGoings)
    }

    /// One employee who has left, and one who stays for another six weeks.
    private var comingsAndGoings: Request<Void> {
        let people = Staff.staffChanges.map { UUIDBytes.row(.person, $0.number, seed: company.seed) }
        let statement = Statement("store_staff_changes", DemoSQLFiles.storeStaffChanges)
        let end = (company.now + 42 * UnixTime.day).column
        return Request(writing: statement, people.map { Parameter($0) } + [Parameter(end)]) { _ in }
    }

    private func store(_ person: Employee) -> Request<Void> {
        let seed = company.seed
        // The super_admin granted all other roles; nobody granted the super_admin's.
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
            Parameter(person.zones.map { ZoneProfile.all[$0 - 1].zone }),
            Parameter(person.role),
            Parameter((company.now - 380 * UnixTime.day).column),
            Parameter(giver.map { UUIDBytes.row(.person, $0.number, seed: seed) }),
        ]
        return Request(writing: Statement("store_employee", DemoSQLFiles.storeEmployee), parameters) { _ in }
    }
}
