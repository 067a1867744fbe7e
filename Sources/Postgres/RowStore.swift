/// The values of a response's rows, packed into one buffer as the rows arrive.
final class RowStore {
    /// A value's location; a negative length is NULL.
    private struct ValueRange {
        let offset: Int
        let length: Int
    }

    /// The number of rows.
    private(set) var count = 0
    private let columns: Int
    private var places: [ValueRange] = []
    private var memory: UnsafeMutableRawPointer
    private var capacity = 4_096
    private var used = 0

    /// Creates a store for rows of `columns` columns.
    init(columns: Int) {
        self.columns = columns
        memory = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit {
        memory.deallocate()
    }

    /// The size in bytes.
    var size: Int { used + places.count * MemoryLayout<ValueRange>.stride }

    /// Appends the first row of a result, which must have the same number of columns.
    func append(_ row: QueryResult) {
        for column in 0..<columns {
            guard let bytes = row.bytes(row: 0, column: column) else {
                places.append(ValueRange(offset: used, length: -1))
                continue
            }
            reserve(bytes.count)
            if let start = bytes.baseAddress { (memory + used).copyMemory(from: start, byteCount: bytes.count) }
            places.append(ValueRange(offset: used, length: bytes.count))
            used += bytes.count
        }
        count += 1
    }

    /// A value's bytes; nil for NULL. Valid as long as the store lives and no row is appended.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        guard column < columns, case let place = places[row * columns + column], place.length >= 0 else { return nil }
        return UnsafeRawBufferPointer(start: memory + place.offset, count: place.length)
    }

    private func reserve(_ more: Int) {
        guard used + more > capacity else { return }
        capacity = max(2 * capacity, used + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        larger.copyMemory(from: memory, byteCount: used)
        memory.deallocate()
        memory = larger
    }
}
