/// A secret, which no description, log or mirror shows.
package struct WebhookSecret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The secret itself.
    package let value: String

    /// Wraps a secret.
    package init(_ value: String) {
        self.value = value
    }

    package var description: String { "WebhookSecret" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension WebhookSecret {
    /// Generates a secret of 32 random bytes: `whsec_` and base64, as Standard Webhooks has it.
    package static func generated(using generator: inout some RandomNumberGenerator) -> Self {
        Self("whsec_" + base64((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }))
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        return stride(from: 0, to: bytes.count, by: 3).map { start in
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
            let written = (0...group.count).map { digits[bits >> (18 - 6 * $0) & 63] }
            return String(written) + String(repeating: "=", count: 3 - group.count)
        }.joined()
    }
}
