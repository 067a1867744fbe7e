/// A gzip stream that is a thousandth of what it stands for.
enum GzipBomb {
    /// So many zeros, compressed: one literal, then repetitions of the byte before; see RFC 1951 and 1952. Without the checksum,
    /// at which nobody arrives.
    static func bytes(ofZeros count: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(1, count: 1)  // the last block
        bits.append(1, count: 2)  // by the fixed codes
        bits.appendCode(0b0011_0000, count: 8)  // a zero
        for _ in 0..<count / 258 {
            bits.appendCode(0b1100_0101, count: 8)  // 258 bytes
            bits.appendCode(0, count: 5)  // from one back
        }
        bits.appendCode(0, count: 7)  // the end
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + bits.bytes
    }

    private struct Bits {
        var bytes: [UInt8] = []
        private var used = 8

        /// Adds a number, its lowest bit first.
        mutating func append(_ value: UInt8, count: Int) {
            for bit in 0..<count { append(value >> UInt8(bit) & 1) }
        }

        /// Adds a code, its highest bit first.
        mutating func appendCode(_ code: UInt8, count: Int) {
            for bit in (0..<count).reversed() { append(code >> UInt8(bit) & 1) }
        }

        private mutating func append(_ bit: UInt8) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= bit << UInt8(used)
            used += 1
        }
    }
}
