import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad sla`: SLA targets and calendars.
struct SLACommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sla",
        abstract: "Show and set answer times and their calendars.",
        subcommands: [Targets.self, Calendars.self]
    )

    /// `riad sla targets`
    struct Targets: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set how many minutes a reply to a guest may take.",
            discussion: """
                Of the targets matching a conversation, one for its zone takes precedence over one for all zones, then one for
                its channel, then one for its priority.
                """,
            subcommands: [ListTargets.self, SetTarget.self, RemoveTarget.self]
        )
    }

    /// `riad sla targets list`
    struct ListTargets: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the targets, by precedence."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let targets = try connection.run(try SLA.targets(for: user)).map(TargetOutput.init)
                switch format.output {
                case .text: for target in targets { StandardOutput.print(.lines(target.text)) }
                case .json: StandardOutput.print(try JSONOutput.text(targets))
                }
            }
        }
    }

    /// `riad sla targets set`
    struct SetTarget: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Set a target, or change the one with these conditions; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var conditions: ConditionOptions

        @Argument(help: "Minutes, from 1 to 43200.")
        var minutes: Int32

        @Option(help: "The name of the calendar that counts them.")
        var calendar: String

        func run() throws {
            try connection.withSession { connection, user in
                let calendar = try CalendarArgument(calendar).calendar(connection, user)
                let wanted = try conditions.conditions(among: connection.run(Session.zones()))
                let moved = try wanted.map {
                    try connection.run(
                        try SLA.set($0, minutes: minutes, calendar: calendar.id, by: user)
                    )
                }
                try DeadlineRecalculation(moved.reduce(0, +)).report(connection, user)
            }
        }
    }

    /// `riad sla targets remove`
    struct RemoveTarget: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Delete the target with exactly these conditions; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var conditions: ConditionOptions

        func run() throws {
            try connection.withSession { connection, user in
                let wanted = try conditions.conditions(among: connection.run(Session.zones()))
                let moved = try wanted.map { try connection.run(try SLA.remove($0, by: user)) }
                try DeadlineRecalculation(moved.reduce(0, +)).report(connection, user)
            }
        }
    }
}

/// The options of a target's condition.
struct ConditionOptions: ParsableArguments {
    /// The kind of reply.
    enum Answer: String, ExpressibleByArgument, CaseIterable {
        case first, next, both
    }

    @Option(help: "first (of a person, in a conversation), next, or both.")
    var answer = Answer.both

    @Option(help: "low, medium, high or urgent; without it any.")
    var priority: String?

    @Option(help: "whatsapp, email, beds24, direct or sms; without it any.")
    var channel: String?

    @Option(help: "A zone, such as marrakech_medina, or none for the common queue; without it any.")
    var zone: String?

    func validate() throws {
        if let priority, !Priority.allCases.contains(where: { $0.label == priority }) {
            throw ValidationError("--priority takes low, medium, high or urgent")
        }
        if let channel, !Channel.all.contains(where: { $0.label == channel }) {
            throw ValidationError("--channel takes whatsapp, email, beds24, direct or sms")
        }
    }

    /// The conditions of these options, one per kind of reply; throws if a zone doesn't exist.
    func conditions(among zones: [Zone]) throws -> [SLACondition] {
        let number = try zone.map { label in
            guard let number = label == "none" ? 0 : zones.first(where: { $0.label == label })?.number else {
                throw ExitKind.stop("there is no zone \(SafeText(UntrustedText(label)))", .usageError)
            }
            return number
        }
        let kinds: [ResponseKind] =
            switch answer {
            case .first: [.first]
            case .next: [.next]
            case .both: ResponseKind.allCases
            }
        return kinds.map {
            SLACondition(
                kind: $0,
                priority: priority.map { Priority(label: $0) },
                channel: channel.map { Channel(label: $0) },
                zone: number
            )
        }
    }
}

/// The effect of an SLA change on the deadlines of open conversations.
struct DeadlineRecalculation {
    private let moved: Int64

    init(_ moved: Int64) {
        self.moved = moved
    }

    /// Recalculates once more after the commit, for messages that came in meanwhile, and prints the number of deadlines
    /// moved.
    func report(_ connection: Connection, _ user: CurrentUser) throws {
        let later = try connection.run(try SLA.recalculateDeadlines(by: user))
        StandardOutput.print("set; \(moved + later) deadlines moved")
    }
}

/// A target as text and JSON.
struct TargetOutput: Encodable {
    let answer, calendar, calendarName: String
    let priority, channel, zone: String?
    let minutes: Int32

    init(_ target: SLATarget) {
        answer = target.condition.kind.rawValue
        priority = target.condition.priority?.label
        channel = target.condition.channel?.label
        zone = target.condition.zone == 0 ? "none" : target.zoneLabel
        minutes = target.minutes
        calendar = target.calendar.description
        calendarName = target.calendarName.original
    }

    /// One line of a table.
    var text: String {
        [
            SafeText(trusted: answer).fitted(to: 5).plain,
            SafeText(trusted: priority ?? "any").fitted(to: 8).plain,
            SafeText(trusted: channel ?? "any").fitted(to: 8).plain,
            SafeText(UntrustedText(zone ?? "any")).fitted(to: 22).plain,
            SafeText(trusted: "\(minutes) min").fitted(to: 10).plain,
            SafeText(UntrustedText(calendarName)).plain,
        ].joined(separator: "  ")
    }
}
