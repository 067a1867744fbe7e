import CLibPQ
import Glibc

/// How to prevent a server from getting the password itself.
enum PasswordPolicy: Equatable {
    /// No protection: the user consented, or no password exists.
    case unrestricted
    /// libpq enforces it through this value of `require_auth`, from version 16.
    case requireAuth(String)
    /// This program filters the handshake.
    case handshakeFilter

    /// The policy for a connection with these libpq keywords.
    init(_ values: [String: String], libraryKnowsMethods: Bool = Self.libraryKnowsMethods) {
        if CleartextConsent.isGiven(for: values) {
            self = .unrestricted
        } else if libraryKnowsMethods {
            self = .requireAuth(Self.methods(stated: values["require_auth"]))
        } else {
            self = Self.mayHavePassword(values) ? .handshakeFilter : .unrestricted
        }
    }

    /// Returns the stated methods if none of them reveals the password; otherwise everything except those.
    private static func methods(stated: String?) -> String {
        let stated = stated ?? ""
        let words = stated.split(separator: ",").map { $0.drop { $0 == " " } }
        let allowsOnlySome = !words.isEmpty && words.allSatisfy { !$0.hasPrefix("!") }
        let isSafe = allowsOnlySome && !words.contains("password") && !words.contains("md5")
        return isSafe ? stated : "!password,!md5"
    }

    /// Whether this libpq supports `require_auth`.
    static let libraryKnowsMethods: Bool = {
        guard let options = PQconninfoParse("require_auth=scram-sha-256", nil) else { return false }
        PQconninfoFree(options)
        return true
    }()

    /// Returns false only if there is neither a password nor a password file.
    private static func mayHavePassword(_ values: [String: String]) -> Bool {
        if values["password"] != nil { return true }
        return LibpqFiles.passwordFile(values).map { access($0, F_OK) == 0 } ?? true
    }
}
