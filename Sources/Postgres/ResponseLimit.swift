/// How much one answer may hold. A server that sends rows without end would fill the memory of whoever asked.
package struct ResponseLimit: Sendable, Equatable {
    /// The most rows.
    package var rows: Int
    /// The most bytes of values, and the longest that a single message of the server may be.
    package var bytes: Int

    package init(rows: Int, bytes: Int) {
        self.rows = rows
        self.bytes = bytes
    }

    /// Several times what the longest list that can be asked for holds.
    package static let standard = ResponseLimit(rows: 500_000, bytes: 64 << 20)

    func allows(_ rows: RowStore) -> Bool {
        rows.count <= self.rows && rows.size <= bytes
    }
}
