import Glibc

/// The user's consent to send a server the password itself, or its MD5 hash, which allows offline guessing. Consent
/// counts only for an identified server: one with a verified certificate, or one on this machine.
enum CleartextConsent {
    /// The environment variable that gives consent when set to 1.
    static let variable = "RIAD_ALLOW_CLEARTEXT_PASSWORD"

    /// The advice for when a server asks for the password.
    static let advice = "\(variable)=1 lets one have it that sslmode=verify-full has made sure of, or on this machine."

    static var stated: String? { getenv(variable).map { String(cString: $0) } }

    /// Returns whether consent is given and counts for a connection with these libpq keywords.
    static func isGiven(for values: [String: String], in environment: String? = stated) -> Bool {
        guard environment == "1" else { return false }
        return values["sslmode"] == "verify-full" || ServerLocation(values).isOnThisMachine
    }
}

/// Where a server runs, judging by libpq's keywords.
struct ServerLocation {
    private let host: String

    init(_ values: [String: String]) {
        host = values["hostaddr"] ?? values["host"] ?? ""
    }

    /// Whether every host is a local Unix socket, whose peer can't be spoofed over a network.
    var isOnThisMachine: Bool {
        host.split(separator: ",").allSatisfy { $0.hasPrefix("/") || $0.hasPrefix("@") }
    }
}
