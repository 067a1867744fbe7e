import Glibc
import Loop
import TestSupport

/// A server that follows a script and records what it receives.
final class ScriptedServer: Sendable {
    /// A step of the script.
    enum Step: Sendable {
        /// Waits for input.
        case hear
        /// Sends these bytes.
        case say([UInt8])
        /// Sends these bytes repeatedly until the client disconnects.
        case sayWithoutEnd([UInt8])
    }

    let port: Int
    private let listener: Int32
    private let heardBytes = Locked<[UInt8]>([])
    private let saidBytes = Locked<Int>(0)

    /// All bytes received.
    var heard: [UInt8] { heardBytes.withLock { $0 } }
    /// The number of bytes sent.
    var said: Int { saidBytes.withLock { $0 } }

    /// Runs the same steps for each client in turn.
    init(_ steps: [Step]) throws {
        let socket = try LoopbackListener()
        let listener = socket.descriptor
        self.listener = listener
        port = socket.port
        let (heard, said) = (heardBytes, saidBytes)
        try DetachedThread.start {
            while case let client = accept(listener, nil, nil), client >= 0 {
                Self.play(steps, to: client, heard, said)
                close(client)
            }
            // Closed here, where it is used: its number may belong to another server at once.
            close(listener)
        }
    }

    deinit {
        // Ends the thread's `accept`.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private static func play(_ steps: [Step], to client: Int32, _ heard: Locked<[UInt8]>, _ said: Locked<Int>) {
        for step in steps {
            switch step {
            case .hear:
                guard read(from: client, into: heard) else { return }
            case .say(let bytes):
                guard write(bytes, to: client, counting: said) else { return }
            case .sayWithoutEnd(let bytes):
                while write(bytes, to: client, counting: said) {}
            }
        }
        while read(from: client, into: heard) {}
    }

    private static func read(from client: Int32, into heard: Locked<[UInt8]>) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(client, &buffer, buffer.count)
        guard count > 0 else { return false }
        heard.withLock { $0 += buffer[..<count] }
        return true
    }

    private static func write(_ bytes: [UInt8], to client: Int32, counting said: Locked<Int>) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        said.withLock { $0 += sent }
        return true
    }
}

/// The server's messages; see "Message Formats" in PostgreSQL's documentation.
enum ServerMessage {
    static func message(_ kind: Character, _ body: [UInt8]) -> [UInt8] {
        Array(String(kind).utf8) + integer(Int32(body.count + 4)) + body
    }

    static func authentication(_ code: Int32, _ rest: [UInt8] = []) -> [UInt8] {
        message("R", integer(code) + rest)
    }

    static let cleartext = authentication(3)
    static let md5 = authentication(5, [1, 2, 3, 4])
    static let scram = authentication(10, Array("SCRAM-SHA-256".utf8) + [0, 0])
    static let welcome = authentication(0) + message("Z", Array("I".utf8))

    static func integer(_ number: Int32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    static func short(_ number: Int16) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
