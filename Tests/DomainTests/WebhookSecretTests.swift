import Domain
import Testing

@Suite("A webhook's secret")
struct WebhookSecretTests {
    @Test("is generated as Standard Webhooks has it: 32 bytes in base64")
    func generated() {
        var generator = Counter()
        let secret = WebhookSecret.generated(using: &generator)
        #expect(secret.value == "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")
        var random = SystemRandomNumberGenerator()
        #expect(WebhookSecret.generated(using: &random) != WebhookSecret.generated(using: &random))
    }

    @Test("is in no description")
    func hidden() {
        #expect(!"\(WebhookSecret("top-secret"))".contains("top"))
    }
}

/// Counts up, so that the bytes are known.
private struct Counter: RandomNumberGenerator {
    private var value: UInt64 = 0

    mutating func next() -> UInt64 {
        value += 1
        return value
    }
}
