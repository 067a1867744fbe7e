import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// An administrateur with a connection.
struct Administrator {
    let person: TestPerson
    let user: CurrentUser
    private let connection: Connection

    init(_ database: TestDatabase, role: AppRole = .administrateur) throws {
        person = try database.person(role)
        connection = database.connection(as: person)
        user = try #require(try connection.run(Session.currentUser()))
    }

    @discardableResult
    func run<Answer>(_ request: Request<Answer>) throws -> Answer { try connection.run(request) }
}

extension Administrator {
    /// Saves a webhook configuration; returns its id.
    func save(_ content: WebhookContent, over earlier: Webhook? = nil) throws -> Identifier<Webhook> {
        try run(try Webhooks.save(content, over: earlier, by: user))
    }

    /// The webhook configurations.
    func webhooks() throws -> [Webhook] { try run(try Webhooks.all(for: user)) }
}

extension SQLFixture {
    /// Completes the waiting events as a worker does, in order.
    func completeDeliveries(_ outcomes: [String], at endpoint: String? = nil) throws {
        let place = endpoint.map { "'\($0)'" } ?? "held.endpoint_url"
        let words = outcomes.map { "'\($0)'" }.joined(separator: ", ")
        try database.run(
            """
            DO $$
            DECLARE held record; number integer := 0;
            BEGIN
                UPDATE riad.outbox SET visible_at = clock_timestamp(), lease_token = NULL;
                FOR held IN SELECT * FROM riad.claim_deliveries('{}', '{}', 10, 10) ORDER BY id LOOP
                    number := number + 1;
                    PERFORM riad.complete_deliveries(ARRAY[held.id], ARRAY[held.lease_token], ARRAY[\(place)],
                        ARRAY[(ARRAY[\(words)])[number]], ARRAY[CASE number WHEN 1 THEN 200 ELSE 500 END], ARRAY['ok'], ARRAY[''],
                        ARRAY[5], ARRAY[60000], ARRAY[false]);
                END LOOP;
            END $$
            """
        )
    }
}
