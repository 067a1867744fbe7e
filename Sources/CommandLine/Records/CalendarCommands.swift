import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension SLACommand {
    /// `riad sla calendars`
    struct Calendars: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Manage calendars: the hours, time zones and holidays of answer times.",
            subcommands: [ListCalendars.self, SetCalendar.self, Holidays.self, RemoveCalendar.self]
        )
    }

    /// `riad sla calendars list`
    struct ListCalendars: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the calendars.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let calendars = try connection.run(try SLA.calendars(for: user)).map(CalendarOutput.init)
                switch format.output {
                case .text: for calendar in calendars { StandardOutput.print(.lines(calendar.text)) }
                case .json: StandardOutput.print(try JSONOutput.text(calendars))
                }
            }
        }
    }

    /// `riad sla calendars set`
    struct SetCalendar: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Create a calendar, or change the given fields of an existing one; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "Its name.")
        var name: String

        @Option(help: "When it is open, such as 'mon-fri 09:00-18:00, sat 10:00-14:00' or 24/7.")
        var hours: String?

        @Option(help: "Its time zone, such as Africa/Casablanca.")
        var timeZone: String?

        @Option(help: "A new name.")
        var rename: String?

        func run() throws {
            try connection.withSession { connection, user in
                let known = try connection.run(try SLA.calendars(for: user))
                let calendar = try changed(known.first { $0.name.original == name })
                let moved = try connection.run(try SLA.set(calendar, by: user))
                try DeadlineRecalculation(moved).report(connection, user)
            }
        }

        private func changed(_ known: BusinessCalendar?) throws -> BusinessCalendar {
            let read = try hours.map { text in
                guard let read = OpeningNotation.hours(text) else {
                    throw ExitKind.stop(
                        "--hours reads such as 'mon-fri 09:00-18:00, sat 10:00-14:00' or 24/7",
                        .usageError
                    )
                }
                return read
            }
            guard let hours = read ?? known?.hours, let timeZone = timeZone ?? known?.timeZone else {
                throw ExitKind.stop("a new calendar needs --hours and --time-zone", .usageError)
            }
            var generator = SystemRandomNumberGenerator()
            return BusinessCalendar(
                id: known?.id ?? Identifier(using: &generator),
                name: UntrustedText(rename ?? name),
                timeZone: timeZone,
                hours: hours
            )
        }
    }

    /// `riad sla calendars holidays`
    struct Holidays: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "holidays",
            abstract: "Add holidays to a calendar or remove them; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "The calendar's name.")
        var name: String

        @Option(help: ArgumentHelp("A day and its name; may be repeated.", valueName: "2027-07-30=Fête du Trône"))
        var add: [String] = []

        @Option(help: ArgumentHelp("A day to remove; may be repeated.", valueName: "2027-07-30"))
        var remove: [String] = []

        func validate() throws {
            guard !add.isEmpty || !remove.isEmpty else { throw ValidationError("give --add or --remove") }
        }

        func run() throws {
            let added = try add.map { text in
                let parts = text.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { throw ExitKind.stop("--add takes 2027-07-30=NAME", .usageError) }
                return Holiday(day: try day(String(parts[0])), name: UntrustedText(String(parts[1])))
            }
            let removed = try remove.map(day)
            try connection.withSession { connection, user in
                let calendar = try CalendarArgument(name).calendar(connection, user)
                let moved = try connection.run(
                    try SLA.setHolidays(of: calendar.id, adding: added, removing: removed, by: user)
                )
                try DeadlineRecalculation(moved).report(connection, user)
            }
        }

        private func day(_ text: String) throws -> CalendarDay {
            guard let day = CalendarDay(iso: text) else {
                throw ExitKind.stop("a day must look like 2027-07-30", .usageError)
            }
            return day
        }
    }

    /// `riad sla calendars remove`
    struct RemoveCalendar: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Delete a calendar that no target uses; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "Its name.")
        var name: String

        func run() throws {
            try connection.withSession { connection, user in
                let calendar = try CalendarArgument(name).calendar(connection, user)
                try connection.run(try SLA.remove(calendar.id, by: user))
                StandardOutput.print("removed")
            }
        }
    }
}

/// A calendar named on the command line.
struct CalendarArgument {
    private let name: String

    init(_ name: String) {
        self.name = name
    }

    /// The calendar with that name; throws if there is none.
    func calendar(_ connection: Connection, _ user: CurrentUser) throws -> BusinessCalendar {
        let known = try connection.run(try SLA.calendars(for: user))
        guard let found = known.first(where: { $0.name.original == name }) else {
            throw ExitKind.stop("there is no calendar \(SafeText(UntrustedText(name)))", .notFound)
        }
        return found
    }
}

/// A calendar as text and JSON.
struct CalendarOutput: Encodable {
    /// A holiday.
    struct Day: Encodable {
        let day, name: String
    }
    let id, name, timeZone, hours: String
    let holidays: [Day]

    init(_ calendar: BusinessCalendar) {
        id = calendar.id.description
        name = calendar.name.original
        timeZone = calendar.timeZone
        hours = OpeningNotation.english.format(calendar.hours)
        holidays = calendar.holidays.map { Day(day: $0.day.iso, name: $0.name.original) }
    }

    /// The calendar on one line, followed by its holidays.
    var text: String {
        let head = [
            SafeText(UntrustedText(name)).fitted(to: 20).plain, SafeText(UntrustedText(timeZone)).fitted(to: 20).plain,
            hours,
        ].joined(separator: "  ")
        let days = holidays.map { "  \($0.day)  \(SafeText(UntrustedText($0.name)).plain)" }
        return ([head] + days).joined(separator: "\n")
    }
}
