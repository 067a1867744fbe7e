/// A bracketed paste while it arrives.
struct Paste {
    /// The maximum length in bytes; the rest is cut, so that an accidental paste can't fill memory.
    static let maxLength = 1 << 20
    private static let end: [UInt8] = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    private(set) var isComplete = false

    /// Consumes bytes up to and including the end marker; returns how many. Leaves a possible start of the marker.
    mutating func consume(_ chunk: ArraySlice<UInt8>) -> Int {
        var place = chunk.startIndex
        while let escape = chunk[place...].firstIndex(of: Byte.escape) {
            append(chunk[place..<escape])
            place = escape
            let tail = chunk[escape...].prefix(Self.end.count)
            if tail.elementsEqual(Self.end) {
                isComplete = true
                return escape + Self.end.count - chunk.startIndex
            }
            if tail.count < Self.end.count, Self.end.starts(with: tail) { return escape - chunk.startIndex }
            append(chunk[escape...escape])
            place = escape + 1
        }
        append(chunk[place...])
        return chunk.count
    }

    /// The text with line feeds as line ends.
    func finish() -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var afterReturn = false
        for byte in bytes {
            if byte == 0x0D { text.append(0x0A) } else if !(byte == 0x0A && afterReturn) { text.append(byte) }
            afterReturn = byte == 0x0D
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func append(_ part: ArraySlice<UInt8>) {
        bytes.append(contentsOf: part.prefix(max(0, Self.maxLength - bytes.count)))
    }
}
