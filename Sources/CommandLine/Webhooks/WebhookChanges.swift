import ArgumentParser
import Domain
import Files
import Glibc
import Postgres
import Repositories
import Text

extension WebhooksCommand {
    /// The limits of a webhook.
    struct Limits: ParsableArguments {
        @Option(help: "How many times a failed event is tried again, 0 to 20.")
        var retries: Int?

        @Option(help: "Seconds that an attempt may take, 1 to 300.")
        var timeout: Int?

        func apply(to content: inout WebhookContent) {
            content.retryCount = retries ?? content.retryCount
            content.timeoutSeconds = timeout ?? content.timeoutSeconds
        }
    }

    /// `riad webhooks add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a webhook; prints its id.",
            discussion: "Set its secret next, with riad webhooks secret."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var limits: Limits

        @Argument(help: "The name of the events, such as conversation-update.")
        var name: String

        @Argument(help: "The http or https address.")
        var url: String

        @Flag(help: "Create it switched off.")
        var off = false

        func run() throws {
            try connection.withSession { connection, user in
                var content = WebhookContent(name: name, endpoint: url)
                content.isActive = !off
                limits.apply(to: &content)
                let id = try connection.run(try Webhooks.save(content, by: user))
                StandardOutput.print("\(id)")
                guard !Webhook.names.contains(name) else { return }
                StandardError.print("riad: none of riad's own events has this name")
            }
        }
    }

    /// `riad webhooks edit`
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a webhook, or switch it on or off.",
            discussion: "A webhook that is switched on again sends the events that waited meanwhile."
        )

        /// Whether it receives events.
        enum Switch: String, EnumerableFlag {
            case on, off
        }

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var naming: WebhookArgument
        @OptionGroup var limits: Limits

        @Option(help: "Its new name.")
        var name: String?

        @Option(help: "Its new address.")
        var url: String?

        @Flag(help: "Whether it receives events.")
        var state: Switch?

        func run() throws {
            try connection.withSession { connection, user in
                let webhook = try naming.webhook(connection, for: user)
                var content = WebhookContent(webhook)
                content.name = name ?? content.name
                content.endpoint = url ?? content.endpoint
                content.isActive = state.map { $0 == .on } ?? content.isActive
                limits.apply(to: &content)
                _ = try connection.run(try Webhooks.save(content, over: webhook, by: user))
            }
        }
    }

    /// `riad webhooks secret`
    struct Secret: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set, replace or remove a webhook's secret, which nobody can read back.",
            discussion: """
                The secret is read from the terminal without echo, or from standard input, one line. It is sent as a
                bearer token and signs every event (Standard Webhooks). After a replacement the previous one signs too
                for a while, so that the receiver can change over.
                """
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var naming: WebhookArgument

        @Flag(help: "Generate a secret and print it, this once.")
        var generate = false

        @Flag(help: "Remove the secret: events are no longer signed.")
        var remove = false

        @Option(help: "Hours for which the previous secret signs too, 0 to 720.")
        var keepHours = 24

        func validate() throws {
            if generate && remove { throw ValidationError("--generate or --remove, not both") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let webhook = try naming.webhook(connection, for: user)
                var generator = SystemRandomNumberGenerator()
                let secret = try remove ? nil : generate ? .generated(using: &generator) : Self.entered()
                let change = try Webhooks.setSecret(secret, of: webhook.id, keptHours: keepHours, by: user)
                if generate, let secret {
                    try connection.run(change, printing: .line(secret.value))
                } else {
                    try connection.run(change)
                }
            }
        }

        private static func entered() throws -> WebhookSecret {
            if isatty(0) == 1 {
                guard let typed = try HiddenPrompt(text: "Secret: ").readLine() else {
                    throw ExitKind.stop("nothing was changed", .failed)
                }
                return WebhookSecret(typed)
            }
            guard let typed = try? InputBytes(limit: HiddenPrompt.maxLineLength).line(from: STDIN_FILENO) else {
                throw ExitKind.stop("a secret is expected on standard input, one line", .usageError)
            }
            return WebhookSecret(String(decoding: typed, as: UTF8.self))
        }
    }
}
