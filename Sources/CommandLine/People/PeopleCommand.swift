import ArgumentParser
import Domain
import Postgres
import Repositories
import Runtime
import Text

/// `riad people`: staff, their roles and logins.
struct PeopleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Show and change people, their roles, logins and sessions.",
        discussion: "A person is named by login, e-mail address, full name or id; `me` is you.",
        subcommands: [
            List.self, Show.self, Add.self, Import.self, Edit.self, Role.self, Login.self, Reset.self, OwnPassword.self,
            Sessions.self, End.self,
        ]
    )

    /// `riad people list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List people; for supervisors.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Flag(name: .customLong("all"), help: "Include people who no longer work here.")
        var listsAll = false

        func run() throws {
            try connection.withSession { connection, user in
                let zones = try connection.run(Session.zones())
                let people = try connection.run(try People.list(for: user)).filter {
                    listsAll || $0.details.isActive
                }
                switch format.output {
                case .text:
                    for member in people {
                        StandardOutput.print(.lines(StaffText(member, zones: zones, at: SystemClock.now()).line))
                    }
                case .json: StandardOutput.print(try JSONOutput.text(people.map { StaffOutput($0, zones: zones) }))
                }
            }
        }
    }

    /// `riad people show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one person, and what their role may do.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "Login, e-mail address, full name or id; me for yourself.")
        var who = "me"

        func run() throws {
            try connection.withSession { connection, user in
                let member = try StaffArgument(who).member(connection, user)
                let zones = try connection.run(Session.zones())
                switch format.output {
                case .text: StandardOutput.print(.lines(StaffText(member, zones: zones, at: SystemClock.now()).full))
                case .json: StandardOutput.print(try JSONOutput.text(StaffOutput(member, zones: zones)))
                }
            }
        }
    }

    /// `riad people add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a person without role and login, and print the id; for administrators."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var details: StaffOptions

        func validate() throws {
            guard details.firstName != nil, details.email != nil else {
                throw ValidationError("--first-name and --email are needed")
            }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let none = StaffDetails(
                    firstName: UntrustedText(""),
                    lastName: UntrustedText(""),
                    email: nil,
                    phone: nil,
                    profile: .agent,
                    zones: [],
                    isActive: true
                )
                let zones = try connection.run(Session.zones())
                var generator = SystemRandomNumberGenerator()
                let id = Identifier<Person>(using: &generator)
                try connection.run(try People.add(id, try details.changing(none, zones: zones), by: user))
                StandardOutput.print("\(id)")
            }
        }
    }

    /// `riad people edit`
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a person; for administrators. Everybody may change their own name and telephone."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var details: StaffOptions

        @Argument(help: "Login, e-mail address, full name or id; me for yourself.")
        var who: String

        @Flag(inversion: .prefixedNo, help: "Whether they work here; if not, rights, login and sessions are revoked.")
        var active: Bool?

        @OptionGroup var handover: HandoverOptions

        func validate() throws {
            guard handover.to == nil || active == false else { throw ValidationError("--to goes with --no-active") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let member = try StaffArgument(who).member(connection, user)
                let zones = try connection.run(Session.zones())
                var changed = try details.changing(member.details, zones: zones)
                changed.isActive = active ?? changed.isActive
                let successor = try handover.successor(connection, user)
                let count = try save(member, changed, successor, connection, user)
                StandardOutput.print(.line("changed" + HandoverOptions.text(count, to: successor)))
            }
        }

        /// Saves the profile; returns the number of conversations handed over.
        private func save(
            _ member: StaffMember,
            _ changed: StaffDetails,
            _ successor: StaffMember?,
            _ connection: Connection,
            _ user: CurrentUser
        ) throws -> Int32 {
            guard member.id == user.id, details.isOwn, active == nil else {
                let count = try connection.run(
                    try People.edit(member, into: changed, successor: successor?.id, by: user)
                )
                if !changed.isActive { try handover.finish(of: member, connection, user) }
                return count
            }
            try connection.run(
                People.editSelf(
                    firstName: changed.firstName.original,
                    lastName: changed.lastName.original,
                    phone: changed.phone?.original ?? ""
                )
            )
            return 0
        }
    }
}

/// The options of a person's profile.
struct StaffOptions: ParsableArguments {
    @Option(help: "First name.")
    var firstName: String?

    @Option(help: "Last name.")
    var lastName: String?

    @Option(help: "E-mail address.")
    var email: String?

    @Option(help: "Telephone number; empty for none.")
    var phone: String?

    @Option(
        help:
            "agent, comptabilite, femme_de_menage, technicien, administrateur, responsable_logistique, responsable_qualite."
    )
    var profile: String?

    @Option(help: "Comma-separated zones, such as rabat_agdal,rabat_hassan; empty for none.")
    var zones: String?

    /// Whether the options only include what a person may change in their own profile.
    var isOwn: Bool { email == nil && profile == nil && zones == nil }

    /// The profile changed by these options; throws if a zone doesn't exist.
    func changing(_ details: StaffDetails, zones known: [Zone]) throws -> StaffDetails {
        var changed = details
        if let firstName { changed.firstName = UntrustedText(firstName) }
        if let lastName { changed.lastName = UntrustedText(lastName) }
        if let email { changed.email = UntrustedText(email) }
        if let phone { changed.phone = UntrustedText(phone) }
        if let profile { changed.profile = ProfileType(label: profile) }
        if let zones {
            changed.zones = try zones.split(separator: ",").map { label in
                guard let zone = known.first(where: { $0.label == label }) else {
                    throw ExitKind.stop(.line(Zone.unknown(String(label), among: known)), .usageError)
                }
                return zone.number
            }
        }
        return changed
    }
}

/// A person named on the command line.
struct StaffArgument {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// The only matching person; throws if there is none or several.
    func member(_ connection: Connection, _ user: CurrentUser) throws -> StaffMember {
        if text == "me" || text == user.login || text == user.id.description {
            guard let own = try connection.run(try People.find(user.id, for: user)) else { throw nobody }
            return own
        }
        let found = try connection.run(try People.list(for: user)).filter(names)
        guard let member = found.first else { throw nobody }
        guard found.count == 1 else {
            let names = found.map(\.id.description).joined(separator: ", ")
            throw ExitKind.stop(
                "\(found.count) people are named so; take one of the ids \(TerminalText.line(names))",
                .usageError
            )
        }
        return member
    }

    private func names(_ member: StaffMember) -> Bool {
        let folded = text.lowercased()
        return member.id.description == folded || member.login?.name == text
            || member.details.email?.original.lowercased() == folded || member.name.original.lowercased() == folded
    }

    private var nobody: ExitCode {
        ExitKind.stop("there is nobody named \(SafeText(UntrustedText(text)))", .notFound)
    }
}
