/// Reads a server's side of a login message by message, and finds out whether it asks for the password itself.
struct AuthenticationFilter {
    /// What to do with what came.
    enum Verdict: Equatable {
        /// The message isn't whole yet.
        case incomplete
        /// This message is harmless: hand it on.
        case pass([UInt8])
        /// It asks for the password in clear or as an MD5 sum, or it is no login at all.
        case refuse
    }

    /// No message of a login is longer, in bytes.
    private static let maxMessageLength = 65_536

    private var message: [UInt8] = []
    /// A server from before the protocol, or one that can't even begin: words without a length, and then the end.
    private var isPreProtocolError = false
    /// The login has succeeded and the server waits: nothing more is to be read on its behalf.
    private(set) var isAwaitingClient = false

    /// Takes bytes, at most as many as were wanted, and decides.
    mutating func consume(_ bytes: [UInt8]) -> Verdict {
        if isPreProtocolError { return .pass(bytes) }
        message += bytes
        guard let length else { return .incomplete }
        let kind = Unicode.Scalar(message[0])
        if kind == "E", length < 8 || length > 30_000 {
            isPreProtocolError = true
            return finish()
        }
        guard length >= 4, length <= Self.maxMessageLength else { return .refuse }
        guard message.count > length else { return .incomplete }
        if kind == "R", asksForPassword { return .refuse }
        isAwaitingClient = kind == "Z"
        return finish()
    }

    /// The other side has said something more, as libpq does that asks a server whether it takes changes.
    mutating func resume() { isAwaitingClient = false }

    /// How many bytes to read next.
    var bytesNeeded: Int {
        if isPreProtocolError { return 4_096 }
        return length.map { $0 + 1 - message.count } ?? 5 - message.count
    }

    /// How long the message says it is, without its first byte; nil before it has said so.
    private var length: Int? { message.count < 5 ? nil : Self.number(message[1..<5]) }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// AuthenticationKerberosV5, CleartextPassword, crypt and MD5Password; see PostgreSQL's documentation, "Message Formats".
    private var asksForPassword: Bool {
        guard message.count >= 9 else { return true }
        return (2...5).contains(Self.number(message[5..<9]))
    }

    private mutating func finish() -> Verdict {
        defer { message = [] }
        return .pass(message)
    }
}
