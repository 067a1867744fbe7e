import Glibc

/// Whether a person lets a server have the password itself, or its MD5 sum, which is as good to whoever tries passwords
/// against it. It counts where the server is known: by a certificate that was checked, or because it is on this machine.
enum CleartextConsent {
    /// The environment variable that gives it, with the value 1.
    static let variable = "RIAD_ALLOW_CLEARTEXT_PASSWORD"

    /// What to do where a server wants it.
    static let advice = "\(variable)=1 lets one have it that sslmode=verify-full has made sure of, or on this machine."

    static var stated: String? { getenv(variable).map { String(cString: $0) } }

    /// Whether it is given and counts, for a connection with these values of libpq's keywords.
    static func isGiven(for values: [String: String], in environment: String? = stated) -> Bool {
        guard environment == "1" else { return false }
        return values["sslmode"] == "verify-full" || ServerLocation(values).isOnThisMachine
    }
}

/// Where a server is, as far as libpq's keywords say.
struct ServerLocation {
    private let host: String

    init(_ values: [String: String]) {
        host = values["hostaddr"] ?? values["host"] ?? ""
    }

    /// Whether every host of it is reached by a socket of this machine, whose other end no network can forge.
    var isOnThisMachine: Bool {
        host.split(separator: ",").allSatisfy { $0.hasPrefix("/") || $0.hasPrefix("@") }
    }
}
