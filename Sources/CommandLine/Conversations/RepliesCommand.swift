import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad replies`: canned replies.
struct RepliesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replies",
        abstract: "List, show, save and delete canned replies: your own and the shared ones.",
        discussion: """
            A text may have variables, with a default for unknown values: {guest.first_name|there}. They are
            \(ReplyVariable.allCases.map(\.rawValue).joined(separator: ", ")).
            """,
        subcommands: [List.self, Show.self, Save.self, Delete.self]
    )

    /// `riad replies list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List canned replies, by name.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let replies = try connection.run(try CannedReplies.all(for: user))
                try format.print(replies, line: { reply in .lines(line(reply)) }, json: ReplyOutput.init)
            }
        }

        private func line(_ reply: CannedReply) -> String {
            [
                reply.id.description, reply.isShared ? "shared" : "own   ",
                SafeText(UntrustedText(reply.language ?? "–")).fitted(to: 3).plain,
                SafeText(reply.name).fitted(to: 24).plain,
                SafeText(reply.body).truncated(to: 60).plain,
            ].joined(separator: "  ")
        }
    }

    /// `riad replies show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the text of a canned reply.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @OptionGroup var naming: ReplyArgument

        func run() throws {
            try connection.withSession { connection, user in
                let reply = try naming.reply(among: connection.run(try CannedReplies.all(for: user)))
                switch format.output {
                case .text: StandardOutput.print(TerminalText(SafeLines(reply.body)))
                case .json: StandardOutput.print(try JSONOutput.text(ReplyOutput(reply)))
                }
            }
        }
    }

    /// `riad replies save`
    struct Save: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Save a canned reply, replacing one of the same name, language and sharing."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "Its name, at most 60 characters.")
        var name: String

        @Option(help: "The file to read the text from; - for standard input.")
        var file = "-"

        @Option(help: "Its language, such as fr.")
        var language: String?

        @Flag(help: "Share it with everybody; for supervisors.")
        var shared = false

        func run() throws {
            let body = try TextSource(path: file).text()
            if let unknown = ReplyTemplate(body).unknownNames.first {
                let name = SafeText(UntrustedText("{" + unknown + "}")).truncated(to: 60)
                let meant = ReplyVariable.nearest(to: unknown).map { "; did you mean {\($0.rawValue)}?" } ?? ""
                throw ExitKind.stop("there is no variable \(name)\(SafeText(trusted: meant))", .usageError)
            }
            try connection.withSession { connection, user in
                let content = CannedReplyContent(name: name, language: language, body: body, isShared: shared)
                let earlier = try connection.run(try CannedReplies.all(for: user)).first(where: isSame)
                let id = try connection.run(try CannedReplies.save(content, over: earlier, by: user))
                switch format.output {
                case .text: StandardOutput.print("\(id)")
                case .json:
                    let saved = try connection.run(try CannedReplies.all(for: user)).first { $0.id == id }
                    StandardOutput.print(try JSONOutput.text(saved.map(ReplyOutput.init)))
                }
            }
        }

        private func isSame(_ reply: CannedReply) -> Bool {
            reply.isShared == shared && reply.language == language
                && reply.name.original.lowercased() == name.lowercased()
        }
    }

    /// `riad replies delete`
    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a canned reply.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var naming: ReplyArgument

        func run() throws {
            try connection.withSession { connection, user in
                let reply = try naming.reply(among: connection.run(try CannedReplies.all(for: user)))
                try connection.run(try CannedReplies.delete(reply, by: user))
            }
        }
    }
}

/// The arguments that name a canned reply.
struct ReplyArgument: ParsableArguments {
    @Argument(help: "The reply's id, or its name.")
    var name: String

    @Option(help: "If several have that name, the one in this language.")
    var language: String?

    /// The only matching reply; throws if there is none or several.
    func reply(among replies: [CannedReply]) throws -> CannedReply {
        if let id = Identifier<CannedReply>(name), let found = replies.first(where: { $0.id == id }) { return found }
        let found = replies.filter { reply in
            reply.name.original.lowercased() == name.lowercased() && (language == nil || reply.language == language)
        }
        guard let only = found.first, found.count == 1 else {
            let plain = SafeText(UntrustedText(name))
            throw ExitKind.stop(
                found.isEmpty
                    ? "there is no canned reply \(plain)"
                    : "\(found.count) canned replies are called \(plain): give an id",
                .notFound
            )
        }
        return only
    }
}

/// A canned reply as JSON.
struct ReplyOutput: Encodable {
    let id, name, body, updatedAt: String
    let language: String?
    let isShared: Bool
    let variables: [String]

    init(_ reply: CannedReply) {
        id = reply.id.description
        name = reply.name.original
        body = reply.body.original
        updatedAt = reply.updatedAt.rfc3339
        language = reply.language
        isShared = reply.isShared
        variables = ReplyTemplate(reply.body.original).places
    }
}
