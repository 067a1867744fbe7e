import ArgumentParser
import Domain
import Postgres
import Repositories

extension ConversationsCommand {
    /// `riad conversations merge`
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Merge conversations of one guest into the thread of the first; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "The conversation to merge into, then the others.")
        var ids: [Identifier<Conversation>]

        func validate() throws {
            guard (2...20).contains(ids.count) else { throw ValidationError("name 2 to 20 conversations") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let joined = try connection.run(try Merging.merge(Array(ids.dropFirst()), into: ids[0], by: user))
                for id in ids { _ = try? connection.run(Conversations.announce(id)) }
                StandardOutput.print("\(joined) merged into \(ids[0])")
            }
        }
    }

    /// `riad conversations unmerge`
    struct Unmerge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Unmerge conversations; naming the one merged into unmerges all."
        )

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "The conversations' ids.")
        var ids: [Identifier<Conversation>]

        func validate() throws {
            guard (1...20).contains(ids.count) else { throw ValidationError("name 1 to 20 conversations") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let heads = try ids.compactMap { try connection.run(try Conversations.find($0, for: user))?.id }
                let parted = try connection.run(try Merging.unmerge(ids, by: user))
                for id in heads + ids { _ = try? connection.run(Conversations.announce(id)) }
                StandardOutput.print("\(parted) taken out")
            }
        }
    }
}
