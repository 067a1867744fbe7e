/// Parses the server's login messages one by one and detects requests for the password itself.
struct AuthenticationFilter {
    /// What to do with the received bytes.
    enum Verdict: Equatable {
        /// The message is incomplete.
        case incomplete
        /// The message is harmless: forward it.
        case pass([UInt8])
        /// The server asks for the password in cleartext or as an MD5 hash, or the message isn't part of a login.
        case refuse
    }

    /// The maximum length of a login message, in bytes.
    private static let maxMessageLength = 65_536

    private var message: [UInt8] = []
    /// An error from a server that predates the protocol or fails before starting it: text without a length, then end
    /// of file.
    private var isPreProtocolError = false
    /// The login has succeeded and the server waits for the client: nothing more to read.
    private(set) var isAwaitingClient = false

    /// Consumes at most `bytesNeeded` bytes and returns the verdict.
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

    /// Resumes after the client has sent more, for example libpq's query whether the server is read-only.
    mutating func resume() { isAwaitingClient = false }

    /// The number of bytes to read next.
    var bytesNeeded: Int {
        if isPreProtocolError { return 4_096 }
        return length.map { $0 + 1 - message.count } ?? 5 - message.count
    }

    /// The message's stated length without its type byte; nil before the length has arrived.
    private var length: Int? { message.count < 5 ? nil : Self.number(message[1..<5]) }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// AuthenticationKerberosV5, CleartextPassword, crypt and MD5Password; see PostgreSQL's documentation, "Message
    /// Formats".
    private var asksForPassword: Bool {
        guard message.count >= 9 else { return true }
        return (2...5).contains(Self.number(message[5..<9]))
    }

    private mutating func finish() -> Verdict {
        defer { message = [] }
        return .pass(message)
    }
}
