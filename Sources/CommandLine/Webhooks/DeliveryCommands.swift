import ArgumentParser
import Domain
import Glibc
import Postgres
import Repositories
import Text

extension WebhooksCommand {
    /// The options that filter deliveries.
    struct DeliveryOptions: ParsableArguments {
        @Option(help: "Only of one webhook: its id, or its name if only one has it.")
        var webhook: String?

        @Option(help: "Only of one type, such as message_created.")
        var type: String?

        @Option(help: "Only of one conversation, by its id.")
        var conversation: Identifier<Conversation>?

        func filter(_ connection: Connection, for user: CurrentUser) throws -> DeliveryFilter {
            var filter = DeliveryFilter()
            filter.webhook = try webhook.map { try WebhookArgument.find($0, connection, for: user).id }
            filter.eventType = type
            filter.conversation = conversation
            return filter
        }
    }

    /// `riad webhooks deliveries`
    struct Deliveries: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List events with what became of them, newest first.",
            discussion: "A line has: event id, time, state, attempts, HTTP status, milliseconds, type, webhook, error."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @OptionGroup var conditions: DeliveryOptions

        @Option(help: "Only in one state: \(Delivery.State.allCases.map(\.rawValue).joined(separator: ", ")).")
        var state: Delivery.State?

        @OptionGroup var list: LimitOption

        func run() throws {
            try connection.withSession { connection, user in
                var filter = try conditions.filter(connection, for: user)
                filter.state = state
                let found = try connection.run(try Webhooks.deliveries(filter, limit: list.limit, for: user))
                try format.print(found, line: DeliveryOutput.line, json: DeliveryOutput.init)
            }
        }
    }

    /// `riad webhooks show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show every attempt of an event, as sent and answered."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The event's id: the webhook-id that the receiver sees.")
        var event: Identifier<Delivery>

        func run() throws {
            try connection.withSession { connection, user in
                let attempts = try connection.run(try Webhooks.attempts(of: event, for: user))
                guard !attempts.isEmpty else {
                    throw ExitKind.stop("no attempt of this event is in the log", .notFound)
                }
                try AttemptOutput.print(attempts, as: format.output)
            }
        }
    }

    /// `riad webhooks test`
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a test event to a webhook and show the exchange.",
            discussion:
                "Fails (1) if no worker sends it within the webhook's time limit, or the webhook doesn't accept it."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @OptionGroup var naming: WebhookArgument

        func run() throws {
            try connection.withSession { connection, user in
                let webhook = try naming.webhook(connection, for: user)
                let event = try connection.run(try Webhooks.test(webhook.id, by: user))
                for _ in 0..<(webhook.timeoutSeconds + 5) * 5 {
                    let attempts = try connection.run(try Webhooks.attempts(of: event, for: user))
                    guard let last = attempts.last else {
                        usleep(200_000)
                        continue
                    }
                    try AttemptOutput.print(attempts, as: format.output)
                    guard let status = last.status, (200..<300).contains(status) else { throw ExitCode.failure }
                    return
                }
                throw ExitKind.stop(
                    webhook.health.pausedUntil == nil
                        ? "no worker sent it; is riad-worker running? It stays in the queue."
                        : "the webhook is paused after failures; the event stays in the queue.",
                    .failed
                )
            }
        }
    }

    /// `riad webhooks replay`
    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send events anew: one, or all dead letters that match; prints how many.",
            discussion: "An event keeps its id, so a receiver that already has it can tell. What waits isn't doubled."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var conditions: DeliveryOptions

        @Argument(help: "The events' ids.")
        var events: [Identifier<Delivery>] = []

        @Flag(help: "All dead letters that match the options.")
        var dead = false

        func validate() throws {
            guard dead == events.isEmpty else { throw ValidationError("give events' ids, or --dead") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                var filter = try conditions.filter(connection, for: user)
                filter.state = .dead
                var count = 0
                for start in stride(from: 0, to: events.count, by: 1_000) {
                    let some = Array(events[start..<min(start + 1_000, events.count)])
                    count += try connection.run(try Webhooks.replay(some, to: filter.webhook, by: user))
                }
                var last: Delivery.Position?
                while dead {
                    let request = try Webhooks.deliveries(filter, before: last, limit: 1_000, for: user)
                    let page = try connection.run(request)
                    // To each webhook its own: another may have the same event already.
                    count += try Dictionary(grouping: page, by: \.webhook).reduce(0) { sum, group in
                        let events = group.value.map(\.event)
                        return sum + (try connection.run(try Webhooks.replay(events, to: group.key, by: user)))
                    }
                    guard page.count == 1_000 else { break }
                    last = page.last?.position
                }
                StandardOutput.print("\(count)")
            }
        }
    }
}

extension Delivery.State: ExpressibleByArgument {}
