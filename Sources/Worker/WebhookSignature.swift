import CCrypto
import Domain
import FoundationEssentials

/// The headers of the Standard Webhooks specification, by which a receiver recognizes retries and forgeries.
enum WebhookSignature {
    /// The headers of an attempt: `webhook-id`, `webhook-timestamp`, `webhook-signature` with a signature for each secret,
    /// and the current secret as a bearer token. Without secrets only the first two.
    static func headers(of delivery: ClaimedDelivery, body: String, at now: Timestamp) -> [(
        name: String, value: String
    )] {
        let id = delivery.event.description
        let fields = [("webhook-id", id), ("webhook-timestamp", String(now.seconds))]
        guard let current = delivery.secrets.first else { return fields }
        let signatures = delivery.secrets.map { signature(id: id, seconds: now.seconds, body: body, secret: $0) }
        return fields + [
            ("webhook-signature", signatures.joined(separator: " ")), ("Authorization", "Bearer \(current.value)"),
        ]
    }

    /// The signature of one secret, over id, time and body.
    static func signature(id: String, seconds: Int64, body: String, secret: WebhookSecret) -> String {
        "v1," + hmac(Array("\(id).\(seconds).\(body)".utf8), key: key(of: secret))
    }

    /// The key: the decoded bytes of a secret like `whsec_` + base64, the secret's own bytes for any other.
    private static func key(of secret: WebhookSecret) -> [UInt8] {
        let prefix = "whsec_"
        guard secret.value.hasPrefix(prefix),
            let decoded = Data(base64Encoded: String(secret.value.dropFirst(prefix.count)))
        else { return Array(secret.value.utf8) }
        return Array(decoded)
    }

    /// The HMAC-SHA256 of a message, in base64.
    private static func hmac(_ message: [UInt8], key: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &length)
        return Data(digest[..<Int(length)]).base64EncodedString()
    }
}
