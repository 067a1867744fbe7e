import ArgumentParser
import Domain
import Postgres
import Repositories
import Runtime

/// `riad reservations`: reservations.
struct ReservationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reservations",
        abstract: "List, show and change reservations.",
        subcommands: [List.self, Show.self, Edit.self]
    )

    /// `riad reservations list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List stays by first day: from today on, unless days, a guest or a property are given."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Option(help: "Only those that end on that day or later, such as 2026-11-24.")
        var from: CalendarDay?
        @Option(help: "Only those that begin on that day or before.")
        var to: CalendarDay?
        @Option(help: "Only of this guest, by id.")
        var guest: Identifier<Guest>?
        @Option(help: "Only in this property, by id.")
        var property: Identifier<Property>?
        @Option(help: "Only in this zone, such as marrakech_medina.")
        var zone: String?
        @Option(help: "Only pending, confirmed or cancelled ones.")
        var status: String?
        @Option(help: "Maximum number of results.")
        var limit = 100

        func validate() throws {
            guard (1...100_000).contains(limit) else {
                throw ValidationError("--limit takes a number from 1 to 100000")
            }
            try requireKnown(status)
        }

        func run() throws {
            let isOpen = from == nil && to == nil && guest == nil && property == nil
            let today = SystemClock.local.wallTime(at: SystemClock.now()).day
            let filter = ReservationFilter(
                guest: guest,
                property: property,
                zone: zone,
                status: status,
                from: isOpen ? today : from,
                to: to
            )
            try connection.withSession { connection, user in
                let stays = try connection.run(try Guests.reservations(matching: filter, limit: limit, for: user)).map(
                    ReservationOutput.init
                )
                switch format.output {
                case .text: for stay in stays { StandardOutput.print(.lines(stay.line)) }
                case .json: StandardOutput.print(try JSONOutput.text(stays))
                }
            }
        }
    }

    /// `riad reservations show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one stay.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The reservation's id, or that of a conversation about it.")
        var id: Identifier<Reservation>

        func run() throws {
            try connection.withSession { connection, user in
                try ReservationOutput(ReservationArgument(id: id).stay(connection, user)).print(as: format.output)
            }
        }
    }

    /// `riad reservations edit`
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a stay; for desk roles. Fields not given are unchanged.",
            discussion: "Its conversations' journey follows the new dates."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The reservation's id, or that of a conversation about it.")
        var id: Identifier<Reservation>
        @Option(help: "The first day, such as 2026-11-24.")
        var checkIn: CalendarDay?
        @Option(help: "The day of departure.")
        var checkOut: CalendarDay?
        @Option(help: "How many, up to 100.")
        var adults: Int16?
        @Option(help: "How many, up to 100.")
        var children: Int16?
        @Option(help: "pending, confirmed or cancelled.")
        var status: String?

        func validate() throws {
            try requireKnown(status)
        }

        func run() throws {
            try connection.withSession { connection, user in
                let stay = try ReservationArgument(id: id).stay(connection, user)
                var content = stay.record.content
                content.checkIn = checkIn ?? content.checkIn
                content.checkOut = checkOut ?? content.checkOut
                content.adults = adults ?? content.adults
                content.children = children ?? content.children
                content.status = status ?? content.status
                try connection.run(try Guests.edit(stay.record, to: content, by: user))
                let after = try ReservationArgument(id: stay.record.id).stay(connection, user)
                try ReservationOutput(after).print(as: format.output)
            }
        }
    }
}

private func requireKnown(_ status: String?) throws {
    guard let status, !ReservationRecord.statuses.contains(status) else { return }
    throw ValidationError("--status takes \(ReservationRecord.statuses.joined(separator: ", "))")
}

/// A reservation named by its own id or by that of a conversation about it.
private struct ReservationArgument {
    let id: Identifier<Reservation>

    /// The reservation; throws if there is none visible to the user.
    func stay(_ connection: Connection, _ user: CurrentUser) throws -> ReservationListing {
        if let stay = try connection.run(try Guests.reservationListing(id, for: user)).first { return stay }
        let conversation = Identifier<Conversation>(high: id.high, low: id.low)
        let panel = try connection.run(try Conversations.details(of: conversation, for: user))
        if let other = panel.reservation?.id,
            let stay = try connection.run(try Guests.reservationListing(other, for: user)).first
        {
            return stay
        }
        throw ExitKind.stop("there is no such reservation, or it is not visible to you", .notFound)
    }
}

extension CalendarDay: ExpressibleByArgument {
    /// Parses an ISO 8601 date, `2026-11-24`.
    package init?(argument: String) {
        self.init(iso: argument)
    }
}
