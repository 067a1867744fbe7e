import ArgumentParser
import Domain
import Repositories
import Text

extension MessagesCommand {
    /// `riad messages search`
    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Search messages, newest first.",
            discussion: """
                All words must match; case and accents don't matter. "hot water" means the words in this order,
                -word without it, or either of two, reserv* a beginning.
                """
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The words to search for.")
        var words: [String]

        @Option(help: "Only in zones such as 'marrakech_*,none'.")
        var zone: String?

        @Option(help: "How many days to search back.")
        var days = MessageSearch.defaultDays

        @Option(help: "Maximum number of results.")
        var limit = 50

        func validate() throws {
            guard (1...200).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 200") }
            guard (1...MessageSearch.allDays).contains(days) else {
                throw ValidationError("--days takes a number from 1 to 36500")
            }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let search = MessageSearch(
                    words: words.joined(separator: " "),
                    zones: try zones(connection.run(Session.zones()), own: user.zones),
                    days: days
                )
                let found = try connection.run(
                    try Repositories.Search.messages(search, limit: limit, for: user)
                )
                try format.print(found, line: { message in .lines(line(message)) }, json: FoundMessageOutput.init)
            }
        }

        private func zones(_ known: [Zone], own: [Int16]) throws -> [Int16] {
            guard let zone else { return [] }
            do throws(QueryError) {
                return try QueryParser(zones: known, own: own).parse("zone:" + zone, order: .deadline).zones
            } catch {
                throw ExitKind.stop("--zone: no zone fits \"\(SafeText(trusted: zone))\"", .usageError)
            }
        }

        private func line(_ message: FoundMessage) -> String {
            let excerpt = SafeLines(message.excerpt).plain.split(separator: "\n").joined(separator: " ")
            return [
                message.conversation.description,
                String(message.sequence),
                message.createdAt.rfc3339,
                SafeText.name(message.guestName, or: "–", cells: 22).fitted(to: 22).plain,
                SenderLabel(message.sender, isInternal: message.isInternal).word.fitted(to: 7).plain,
                SafeText.name(message.senderName, or: message.sender.nameless, cells: 18).fitted(to: 18).plain,
                SafeText(UntrustedText(excerpt)).truncated(to: 100).plain,
            ].joined(separator: "  ")
        }
    }
}

/// A search result as JSON.
struct FoundMessageOutput: Encodable {
    let id, conversation, createdAt, senderType, excerpt, state: String
    let senderName, guest, property: String?
    let sequence: Int64
    let isInternal: Bool

    init(_ message: FoundMessage) {
        id = message.id.description
        conversation = message.conversation.description
        createdAt = message.createdAt.rfc3339
        senderType = message.sender.label
        excerpt = message.excerpt.original
        state = message.state.label
        senderName = message.senderName?.original
        guest = message.guestName?.original
        property = message.propertyName?.original
        sequence = message.sequence
        isInternal = message.isInternal
    }
}
