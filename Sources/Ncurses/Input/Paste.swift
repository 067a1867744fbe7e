/// A bracketed paste as it comes in.
struct Paste {
    /// More than this is cut off, so that a mistaken paste can't fill the memory.
    static let maxLength = 1 << 20
    private static let end: [UInt8] = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    private(set) var isComplete = false

    /// Takes bytes up to the end mark; gives how many were used, the mark's included. What may be the beginning of the
    /// mark is left.
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

    /// The text, line ends as line feeds.
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
