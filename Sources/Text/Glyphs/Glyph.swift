/// What one character looks like on the screen: a base scalar, up to two combining marks, one or two cells wide.
/// No glyph is zero cells wide except `continuation`. Made by `SafeText` and `SafeLines`; the program's own symbols come
/// from `init(_:)`. None can hold a control or anything else that a terminal wouldn't draw in its cells.
package struct Glyph: Sendable, Hashable {
    /// Bits 0–20 the base, 21–41 and 42–62 the marks (0: none), 63 set where the glyph takes two cells.
    package let rawValue: UInt64

    @inlinable init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    @inlinable init(base: UInt32, isWide: Bool) {
        rawValue = UInt64(base) | (isWide ? Glyph.wideBit : 0)
    }

    /// One of the program's own symbols, such as a rule or a bullet. What doesn't take exactly one cell becomes the
    /// placeholder.
    package init(_ symbol: Unicode.Scalar) {
        self = ScalarClass(symbol.value) == .narrow ? Glyph(base: symbol.value, isWide: false) : .placeholder
    }

    /// A blank cell.
    @inlinable package static var space: Glyph { Glyph(base: 0x20, isWide: false) }

    /// What fills the second cell of a wide glyph. Zero cells wide; draws nothing by itself.
    @inlinable package static var continuation: Glyph { Glyph(rawValue: 0) }

    /// Shows where a text was cut.
    @inlinable package static var ellipsis: Glyph { Glyph(base: 0x2026, isWide: false) }

    /// Stands for a character that must not or cannot be drawn.
    @inlinable package static var placeholder: Glyph { Glyph(base: 0xFFFD, isWide: false) }

    @usableFromInline static var wideBit: UInt64 { 1 << 63 }
    @usableFromInline static var scalarMask: UInt64 { 0x1F_FFFF }
}

extension Glyph {
    /// Whether both look the same; open to other rooms' optimiser, because every drawn cell asks.
    @inlinable package static func == (left: Glyph, right: Glyph) -> Bool { left.rawValue == right.rawValue }

    /// The cells that it takes: 1 or 2, and 0 for `continuation`.
    @inlinable package var width: Int {
        rawValue == 0 ? 0 : Int(truncatingIfNeeded: 1 + (rawValue >> 63))
    }

    /// The base scalar's value; 0 only for `continuation`.
    @inlinable package var base: UInt32 { UInt32(truncatingIfNeeded: rawValue & Glyph.scalarMask) }

    /// The first mark's value, 0 where there is none.
    @inlinable package var firstMark: UInt32 { UInt32(truncatingIfNeeded: (rawValue >> 21) & Glyph.scalarMask) }

    /// The second mark's value, 0 where there is none.
    @inlinable package var secondMark: UInt32 { UInt32(truncatingIfNeeded: (rawValue >> 42) & Glyph.scalarMask) }

    /// The combining marks in their order: none, one or two.
    package var marks: [Unicode.Scalar] {
        [firstMark, secondMark].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    /// True for a space of any kind, marked or not.
    @inlinable package var isSpace: Bool { base == 0x20 || base == 0xA0 || base == 0x3000 }

    /// The same glyph with one mark more; unchanged where it has two already.
    func adding(mark: UInt32) -> Glyph {
        if firstMark == 0 { return Glyph(rawValue: rawValue | UInt64(mark) << 21) }
        if secondMark == 0 { return Glyph(rawValue: rawValue | UInt64(mark) << 42) }
        return self
    }

    /// Appends base and marks; nothing for `continuation`.
    package func write(into text: inout String) {
        for value in [base, firstMark, secondMark] where value != 0 {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
    }
}
