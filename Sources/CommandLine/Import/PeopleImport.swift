import ArgumentParser
import Domain
import Postgres
import Repositories

extension PeopleCommand {
    /// `riad people import`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add and change people and their roles from a CSV file; for administrators.",
            discussion: """
                Columns: email, first_name, last_name, phone, role, zones; the first two must be there. Zones are separated \
                by |. A row changes the person with its e-mail address; an empty field leaves what there is. All rows are \
                imported, or none. Logins are made by `riad people login`.
                """
        )

        private static let columns = ["email", "first_name", "last_name", "phone", "role", "zones"]

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var options: ImportOptions

        func run() throws {
            try connection.withSession { connection, user in
                let zones = try connection.run(Session.zones())
                var people = try connection.run(try People.list(for: user))
                try options.run(columns: Self.columns, required: ["email", "first_name"], on: connection) { row in
                    try apply(row, to: &people, zones, connection, user)
                }
            }
        }

        private func apply(
            _ row: CSVTable.Row,
            to people: inout [StaffMember],
            _ zones: [Zone],
            _ connection: Connection,
            _ user: CurrentUser
        ) throws -> ImportOutcome {
            let email = try row.required("email")
            let role = try row.field("role").map(role)
            let found = people.filter {
                $0.details.email?.original.lowercased() == email.lowercased()
            }
            guard found.count < 2 else {
                throw ImportProblem(column: "email", text: "several people have this address: correct them first")
            }
            let details = try details(row, email, role, from: found.first?.details, zones)
            var outcome = ImportOutcome.unchanged
            let id: Identifier<Person>
            if let member = found.first {
                id = member.id
                if details != member.details {
                    try connection.run(try People.edit(member, into: details, by: user))
                    outcome = .changed
                }
            } else {
                var generator = SystemRandomNumberGenerator()
                id = Identifier<Person>(using: &generator)
                try connection.run(try People.add(id, details, by: user))
                outcome = .added
            }
            if let role, role != found.first?.role?.role,
                let member = try connection.run(try People.find(id, for: user))
            {
                try connection.run(try People.grantRole(role, until: nil, to: member, by: user))
                if outcome == .unchanged { outcome = .changed }
            }
            if outcome != .unchanged {
                people.removeAll { $0.id == id }
                people += [try connection.run(try People.find(id, for: user))].compactMap(\.self)
            }
            return outcome
        }

        private func role(_ label: String) throws(ImportProblem) -> AppRole {
            let role = AppRole(label: label)
            guard AppRole.all.contains(role) else {
                let hint = NearestName.hint(for: label, among: AppRole.all.map(\.label), list: "the roles are")
                throw ImportProblem(column: "role", text: "there is no role \(label)" + hint)
            }
            return role
        }

        /// The occupation that goes with a role; an agent's where none has its name.
        private static func profile(of role: AppRole?) -> ProfileType {
            guard let role else { return .agent }
            if case .other = ProfileType(label: role.label) { return .agent }
            return ProfileType(label: role.label)
        }

        private func details(
            _ row: CSVTable.Row,
            _ email: String,
            _ role: AppRole?,
            from known: StaffDetails?,
            _ zones: [Zone]
        ) throws(ImportProblem) -> StaffDetails {
            var details =
                known
                ?? StaffDetails(
                    firstName: UntrustedText(""),
                    lastName: UntrustedText(""),
                    email: UntrustedText(email),
                    phone: nil,
                    profile: Self.profile(of: role),
                    zones: [],
                    isActive: true
                )
            details.firstName = UntrustedText(try row.required("first_name"))
            if let lastName = row.field("last_name") { details.lastName = UntrustedText(lastName) }
            if let phone = row.field("phone") { details.phone = UntrustedText(phone) }
            if let labels = row.list("zones") {
                var numbers: [Int16] = []
                for label in labels { numbers.append(try Zone.named(label, in: "zones", among: zones).number) }
                details.zones = numbers.sorted()
            }
            return details
        }
    }
}
