/// Where a row may end between two glyphs: a small subset of the Unicode line breaking rules (UAX #14), sufficient for
/// messages in Latin, Arabic, Hebrew, Cyrillic and CJK.
enum LineBreakRules {
    /// French puts a space before these marks, and people type an ordinary one.
    static func mayBreakAtSpaces(after: Glyph, before next: Glyph) -> Bool {
        switch next.base {
        case 0x21, 0x3F, 0x3A, 0x3B, 0xBB: false
        default: after.base != 0xAB
        }
    }

    /// Returns whether a row may end between `glyph` and `next`, neither of them a space. `previous` precedes `glyph`.
    static func mayBreak(after glyph: Glyph, following previous: Glyph, before next: Glyph) -> Bool {
        if glyph.width == 2 || next.width == 2 { return !opens(glyph.base) && !closes(next.base) }
        switch glyph.base {
        // Hyphens and dashes allow a break within words, but not in options, negative numbers or between digits.
        case 0x2D, 0x2010, 0x2013, 0x2014: return !previous.isSpace && isInsideWord(glyph, previous, next)
        case 0x2F: return isInsideWord(glyph, previous, next)
        default: return false
        }
    }

    private static func isInsideWord(_ glyph: Glyph, _ previous: Glyph, _ next: Glyph) -> Bool {
        let isDigit = (0x30...0x39).contains(next.base)
        return !isDigit && previous.base != glyph.base && next.base != glyph.base && !closes(next.base)
    }

    private static func opens(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x28, 0x5B, 0x7B, 0xAB, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF5B: true
        default: false
        }
    }

    private static func closes(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D, 0xBB, 0x2026: true
        case 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x30FC: true
        case 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D: true
        default: false
        }
    }
}
