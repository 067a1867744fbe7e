/// The status of the session's login.
package enum LoginStatus: String, Sendable, Hashable {
    /// Belongs to a person with rights.
    case ready
    /// Has a first password that must be replaced before anything else.
    case mustChangePassword = "first_password"
    /// Has a first password that has expired.
    case expired
    /// Has no rights, and nobody has: no login belongs to a person with a role yet.
    case houseIsEmpty = "house_is_empty"
    /// Has no rights: no person, an inactive one, or one without a role.
    case withoutRights = "without_rights"
}

/// An open database session.
package struct OpenSession: Sendable, Hashable {
    /// The process id of the server backend.
    package var processID: Int32
    /// The person it belongs to.
    package var person: Identifier<Person>
    /// Their name.
    package var name: UntrustedText
    /// The login.
    package var login: String
    /// When it was opened; nil, like the fields below, if the server doesn't tell.
    package var since: Timestamp?
    /// The client's address, or "local".
    package var client: String?
    /// The client's application name.
    package var program: UntrustedText?
    /// The server's session state, such as "active" or "idle".
    package var state: String?
    /// Since when it has been in that state.
    package var stateSince: Timestamp?
    /// Whether it is the session that asked.
    package var isOwn: Bool

    /// Creates a session from its columns.
    package init(
        processID: Int32,
        person: Identifier<Person>,
        name: UntrustedText,
        login: String,
        since: Timestamp?,
        client: String?,
        program: UntrustedText?,
        state: String?,
        stateSince: Timestamp?,
        isOwn: Bool
    ) {
        self.processID = processID
        self.person = person
        self.name = name
        self.login = login
        self.since = since
        self.client = client
        self.program = program
        self.state = state
        self.stateSince = stateSince
        self.isOwn = isOwn
    }
}

/// A password, typed or generated. Its descriptions never reveal it.
package struct Password: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// Why a password is not acceptable.
    package enum Problem: Error, Sendable, Hashable {
        /// Fewer than 12 characters.
        case tooShort
        /// More than 200 characters.
        case tooLong
        /// It holds a line break or another control character.
        case unprintable
    }

    /// The password itself.
    package let secret: String

    /// Validates a password chosen by its owner: 12 to 200 characters. Throws the reason if it isn't acceptable.
    package init(_ typed: String) throws(Problem) {
        guard typed.count >= 12 else { throw .tooShort }
        guard typed.count <= 200 else { throw .tooLong }
        guard typed.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw .unprintable
        }
        secret = typed
    }

    private init(made: String) {
        secret = made
    }

    /// Generates a first password: four groups of five unambiguous letters and digits (100 bits).
    package static func first(using generator: inout some RandomNumberGenerator) -> Password {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
        let groups = (0..<4).map { _ in
            String((0..<5).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
        }
        return Password(made: groups.joined(separator: "-"))
    }

    package var description: String { "Password" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
