import Domain
import Testing

@testable import Worker

@Suite("Signatures of webhooks")
struct WebhookSignatureTests {
    private func headers(_ secrets: [String]) -> [String: String] {
        var delivery = ClaimedDelivery.sample
        delivery.secrets = secrets.map { WebhookSecret($0) }
        let fields = WebhookSignature.headers(of: delivery, body: "{}", at: Timestamp(seconds: 1_614_265_330))
        return Dictionary(uniqueKeysWithValues: fields)
    }

    @Test("The specification's example comes out")
    func example() {
        let signature = WebhookSignature.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            seconds: 1_614_265_330,
            body: #"{"test": 2432232314}"#,
            secret: WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        )
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("Two secrets sign both, the current one is the bearer token")
    func rotation() {
        let fields = headers(["current-secret", "previous-secret"])
        let signatures = fields["webhook-signature"]?.split(separator: " ") ?? []
        #expect(signatures.count == 2 && Set(signatures).count == 2)
        #expect(signatures.first.map(String.init) == headers(["current-secret"])["webhook-signature"])
        #expect(fields["Authorization"] == "Bearer current-secret")
    }

    @Test("Without a secret there is an id and a time, and nothing else")
    func unsigned() {
        #expect(headers([]).keys.sorted() == ["webhook-id", "webhook-timestamp"])
        #expect(headers([])["webhook-id"] == ClaimedDelivery.sample.event.description)
    }

    @Test("A secret is in no description")
    func hidden() {
        let secret = WebhookSecret("whsec_abc")
        #expect(!"\(secret) \(String(reflecting: secret))".contains("abc"))
        var text = ""
        dump(secret, to: &text)
        #expect(!text.contains("abc"))
    }
}
