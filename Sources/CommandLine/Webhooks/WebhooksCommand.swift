import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad webhooks`: where events are sent, and what became of them.
struct WebhooksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks",
        abstract: "Manage webhooks, follow their deliveries and send events anew; for administrators.",
        discussion: """
            Events go to every webhook of their name: \(Webhook.names.joined(separator: ", ")). riad-worker sends them.
            """,
        subcommands: [
            List.self, Add.self, Edit.self, Secret.self, Test.self, Deliveries.self, Show.self, Replay.self,
            Unreceived.self, Networks.self,
        ]
    )

    /// `riad webhooks list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List webhooks with their health of the last 24 hours.",
            discussion: """
                A line has: id, state (on, off, paused: held back after failures, gone: answered 410), name, success
                rate, median and 95th percentile of the durations in milliseconds, events waiting, dead letters, the
                attempts of each hour as a picture, and the address.
                """
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let webhooks = try connection.run(try Webhooks.all(for: user))
                try format.print(webhooks, line: WebhookOutput.line, json: WebhookOutput.init)
            }
        }
    }

    /// `riad webhooks unreceived`
    struct Unreceived: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Count the events that no webhook received, by type.",
            discussion: "An event is counted if no active webhook of its name existed when it happened."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let counts = try connection.run(try Webhooks.unreceived(for: user))
                switch format.output {
                case .text:
                    for (type, count) in counts {
                        StandardOutput.print(.line("\(SafeText(type).fitted(to: 24).plain)  \(count)"))
                    }
                case .json:
                    let pairs = counts.map { ($0.eventType.original, $0.count) }
                    StandardOutput.print(try JSONOutput.text(Dictionary(uniqueKeysWithValues: pairs)))
                }
            }
        }
    }

    /// `riad webhooks networks`
    struct Networks: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show, allow or forbid private networks as destinations.",
            discussion: """
                Webhooks reach the public internet; loopback, private and link-local addresses only in networks allowed
                here, such as 10.20.0.0/16.
                """
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Option(help: "A network to allow, in CIDR notation; may be repeated.")
        var allow: [String] = []

        @Option(help: "A network to forbid again; may be repeated.")
        var forbid: [String] = []

        func run() throws {
            try connection.withSession { connection, user in
                var networks = try connection.run(try Webhooks.allowedNetworks(for: user))
                if !allow.isEmpty || !forbid.isEmpty {
                    let unknown = forbid.filter { !networks.contains($0) }
                    guard unknown.isEmpty else {
                        let names = SafeText(UntrustedText(unknown.joined(separator: ", ")))
                        throw ExitKind.stop("not among the allowed networks: \(names)", .notFound)
                    }
                    let wanted = networks.filter { !forbid.contains($0) } + allow
                    try connection.run(try Webhooks.setAllowedNetworks(wanted, by: user))
                    networks = try connection.run(try Webhooks.allowedNetworks(for: user))
                }
                switch format.output {
                case .text: for network in networks { StandardOutput.print(.line(network)) }
                case .json: StandardOutput.print(try JSONOutput.text(networks))
                }
            }
        }
    }
}

/// The argument that names a webhook.
struct WebhookArgument: ParsableArguments {
    @Argument(help: "The webhook's id, or its name if only one has it.")
    var webhook: String

    /// The webhook; throws if there is none, or several.
    func webhook(_ connection: Connection, for user: CurrentUser) throws -> Webhook {
        try WebhookArgument.find(webhook, connection, for: user)
    }

    /// The webhook of an id or name; throws if there is none, or several.
    static func find(_ text: String, _ connection: Connection, for user: CurrentUser) throws -> Webhook {
        let all = try connection.run(try Webhooks.all(for: user))
        let id = Identifier<Webhook>(text)
        let found = all.filter { $0.id == id || $0.name.original == text }
        guard let only = found.first, found.count == 1 else {
            let plain = SafeText(UntrustedText(text))
            throw ExitKind.stop(
                found.isEmpty
                    ? "there is no webhook \(plain)" : "\(found.count) webhooks are called \(plain): give an id",
                .notFound
            )
        }
        return only
    }
}
