/// A UUID typed by its entity, so that a guest's id can't be passed for a conversation's.
package struct Identifier<Entity>: Sendable, Hashable {
    /// The first eight bytes, most significant first.
    package let high: UInt64
    /// The last eight bytes, most significant first.
    package let low: UInt64

    /// Creates an identifier from two halves of eight bytes.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Creates a random identifier (RFC 9562, version 4) with the given generator.
    package init(using generator: inout some RandomNumberGenerator) {
        let version: UInt64 = 0x4000
        let variant: UInt64 = 0x8000_0000_0000_0000
        high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | version
        low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | variant
    }

    /// Parses 32 hexadecimal digits, with or without hyphens; nil for anything else.
    package init?(_ text: some StringProtocol) {
        var digits = 0
        var halves: (UInt64, UInt64) = (0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "-") {
            guard let value = Self.value(ofDigit: byte), digits < 32 else { return nil }
            if digits < 16 { halves.0 = halves.0 << 4 | value } else { halves.1 = halves.1 << 4 | value }
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    private static func value(ofDigit byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension Identifier: Comparable {
    /// Orders by bytes, as PostgreSQL orders uuid.
    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier: CustomStringConvertible {
    /// The canonical form: lower-case hexadecimal in groups of 8, 4, 4, 4 and 12.
    package var description: String {
        let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
        var groups = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { groups.append("-") }
            groups.append(digit)
        }
        return groups
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
