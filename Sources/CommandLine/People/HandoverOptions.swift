import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// The option that says who gets the open conversations of a person who loses the right to have them.
struct HandoverOptions: ParsableArguments {
    @Option(help: "Who gets their open conversations; without it, the queue.")
    var to: String?

    /// The colleague named; nil for the queue.
    func successor(_ connection: Connection, _ user: CurrentUser) throws -> StaffMember? {
        try to.map { try StaffArgument($0).member(connection, user) }
    }

    /// After the loss is committed: ends the sessions that may still hold the old rights, and hands over what is left.
    func finish(of member: StaffMember, _ connection: Connection, _ user: CurrentUser) throws {
        guard user.canChangeRole(of: member) else { return }
        _ = try connection.run(try People.endRemainingSessions(of: member, by: user))
        while try connection.run(try People.continueHandover(of: member, by: user)) > 0 {}
    }

    /// What became of the conversations, to follow what was done; empty if there were none.
    static func text(_ count: Int32, to successor: StaffMember?) -> String {
        guard count > 0 else { return "" }
        let conversations = count == 1 ? "1 open conversation" : "\(count) open conversations"
        let receiver = successor.map { SafeText($0.name).truncated(to: 60).plain } ?? "the queue"
        return ", \(conversations) handed over to \(receiver)"
    }
}
