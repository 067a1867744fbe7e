/// The maximum size of a response. Without it, a server that sends rows endlessly would exhaust the client's memory.
package struct ResponseLimit: Sendable, Equatable {
    /// The maximum number of rows.
    package var rows: Int
    /// The maximum bytes of values, and the maximum length of a single message.
    package var bytes: Int

    package init(rows: Int, bytes: Int) {
        self.rows = rows
        self.bytes = bytes
    }

    /// Several times the size of the longest list that can be requested.
    package static let standard = ResponseLimit(rows: 500_000, bytes: 64 << 20)

    func allows(_ rows: RowStore) -> Bool {
        rows.count <= self.rows && rows.size <= bytes
    }
}
