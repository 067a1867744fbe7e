/// How the login of a session stands.
package enum LoginStatus: String, Sendable, Hashable {
    /// It stands for a person with rights.
    case ready
    /// It has a first password, which is to be replaced before anything else.
    case mustChangePassword = "first_password"
    /// It has a first password that nobody replaced in time.
    case expired
    /// It gives no rights: no person, an inactive one, or one without a role.
    case withoutRights = "without_rights"
}

/// A session that somebody has open.
package struct OpenSession: Sendable, Hashable {
    /// The server's process.
    package var processID: Int32
    /// Whose login it is.
    package var person: Identifier<Person>
    /// Their name.
    package var name: UntrustedText
    /// The login.
    package var login: String
    /// Since when it is open; nil where the server doesn't tell, like what follows.
    package var since: Timestamp?
    /// The client's address, or "local".
    package var client: String?
    /// What the client's program calls itself.
    package var program: UntrustedText?
    /// The server's word for what it does, such as "active" or "idle".
    package var state: String?
    /// Since when it does that.
    package var stateSince: Timestamp?
    /// The session that asked.
    package var isOwn: Bool

    /// A session from its columns.
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

/// A password as somebody typed or the program made it. It never describes itself.
package struct Password: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// Why a password is none to take.
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

    /// A password of one's own: 12 to 200 characters. Throws why it is none.
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

    /// A first password, four groups of five letters and digits that nobody mistakes for each other (100 bits).
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
