import CLibPQ
import Glibc

/// How it is made sure that no server gets the password itself.
enum PasswordPolicy: Equatable {
    /// Not at all: the person allowed it, or there is no password that could go anywhere.
    case unrestricted
    /// libpq sees to it, by this value of `require_auth`; it can from 16 on.
    case requireAuth(String)
    /// This program sees to it.
    case handshakeFilter

    /// What holds for a connection with these values of libpq's keywords.
    init(_ values: [String: String], libraryKnowsMethods: Bool = Self.libraryKnowsMethods) {
        if CleartextConsent.isGiven(for: values) {
            self = .unrestricted
        } else if libraryKnowsMethods {
            self = .requireAuth(Self.methods(stated: values["require_auth"]))
        } else {
            self = Self.mayHavePassword(values) ? .handshakeFilter : .unrestricted
        }
    }

    /// What was stated, where it lets no server have the password; else everything but that.
    private static func methods(stated: String?) -> String {
        let stated = stated ?? ""
        let words = stated.split(separator: ",").map { $0.drop { $0 == " " } }
        let allowsOnlySome = !words.isEmpty && words.allSatisfy { !$0.hasPrefix("!") }
        let isSafe = allowsOnlySome && !words.contains("password") && !words.contains("md5")
        return isSafe ? stated : "!password,!md5"
    }

    /// Whether this libpq can be told by which methods a server may ask.
    static let libraryKnowsMethods: Bool = {
        guard let options = PQconninfoParse("require_auth=scram-sha-256", nil) else { return false }
        PQconninfoFree(options)
        return true
    }()

    /// Where there is neither a password nor a file of them, none can go anywhere.
    private static func mayHavePassword(_ values: [String: String]) -> Bool {
        if values["password"] != nil { return true }
        return LibpqFiles.passwordFile(values).map { access($0, F_OK) == 0 } ?? true
    }
}
