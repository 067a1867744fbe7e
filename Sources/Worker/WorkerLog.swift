import Domain
import FoundationEssentials
import Glibc

/// The worker's log: a JSON object a line on standard output. Holds ids, numbers and fixed words, never a guest's text, a
/// payload or a secret.
package struct WorkerLog: Sendable {
    /// How much a line matters.
    package enum Level: String, Sendable, Encodable {
        case info, warning, error
    }

    /// What a line says beyond its event.
    package struct Fields: Sendable, Encodable {
        package var delivery: String?
        package var webhook: String?
        package var attempt: Int?
        package var status: Int?
        package var ms: Int?
        package var count: Int?
        package var job: String?
        package var reason: String?
        /// What to do about it, in words.
        package var hint: String?

        /// No fields.
        package init() {}
    }

    private struct Line: Encodable {
        let time: String
        let level: Level
        let event: String
        let fields: Fields

        private enum Key: String, CodingKey {
            case time, level, event
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(time, forKey: .time)
            try container.encode(level, forKey: .level)
            try container.encode(event, forKey: .event)
            try fields.encode(to: encoder)
        }
    }

    /// Creates the log.
    package init() {}

    /// Writes a line.
    package func write(_ level: Level, _ event: StaticString, _ fill: (inout Fields) -> Void = { _ in }) {
        var fields = Fields()
        fill(&fields)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = Line(time: Timestamp.systemNow.rfc3339, level: level, event: event.description, fields: fields)
        guard var bytes = try? Array(encoder.encode(line)) else { return }
        bytes.append(UInt8(ascii: "\n"))
        // A reader that is gone or stands still must not stop the worker: a pipe that polls as writable takes a line of this
        // length without waiting, and what it can't take is dropped.
        var entry = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 0) == 1, bytes.count <= 4_096 else { return }
        _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
    }
}
