import ArgumentParser
import Domain
import Postgres
import Repositories
import Runtime

/// The target conversations of a command: the given ids, or all that match a query.
struct Targets: ParsableArguments {
    @Argument(help: "The conversations' ids.")
    var ids: [Identifier<Conversation>] = []

    @Option(help: "Instead of ids, a query, such as 'zone:marrakech_* state:nouvelle'; for supervisors.")
    var matching: String?

    func validate() throws {
        guard ids.isEmpty != (matching == nil) else { throw ValidationError("give either ids or --matching") }
    }

    /// The current row of the only target; nil if there are several.
    func single(_ connection: Connection, _ user: CurrentUser) throws -> Conversation? {
        guard ids.count == 1, let id = ids.first else { return nil }
        return try connection.conversation(id, for: user)
    }

    /// Changes all targets as one bulk change.
    func apply(
        _ change: BulkChange,
        reason: String? = nil,
        _ connection: Connection,
        _ user: CurrentUser
    ) throws -> BulkReport {
        if let matching {
            let zones = try connection.run(Session.zones())
            let query = try QueryArgument(matching).query(zones: zones, own: user.zones)
            let request = try Bulk.applyToAll(change, matching: query, upTo: .endOfTime, reason: reason, by: user)
            let report = try connection.run(request)
            if report.changedCount > 0 { _ = try? connection.run(Conversations.announce(nil)) }
            return report
        }
        let items = try ids.map { id in
            let row = try connection.run(try Conversations.find(id, for: user))
            return row.map { BulkItem($0) } ?? BulkItem(id: id, assignVersion: 0)
        }
        let report = try connection.run(try Bulk.apply(change, to: items, reason: reason, by: user))
        for id in ids { _ = try? connection.run(Conversations.announce(id)) }
        return report
    }
}

extension BulkReport {
    /// Prints the report; throws exit code 1 if nothing was changed. `attendance` is the online status of desk members,
    /// shown with the shares; nil if unknown.
    func print(as format: OutputFormat, attendance: [Identifier<Person>: OnlineStatus]? = nil) throws {
        let output = BulkOutput(self, attendance: attendance, at: SystemClock.now())
        switch format {
        case .text: StandardOutput.print(.lines(output.text))
        case .json: StandardOutput.print(try JSONOutput.text(output))
        }
        if changedCount == 0 { throw ExitCode(ExitKind.failed.rawValue) }
    }
}
