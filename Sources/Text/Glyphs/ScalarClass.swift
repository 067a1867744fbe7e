import CTerminal

/// How a Unicode scalar is drawn. Terminals agree on the widths of everything kept; anything that could move the
/// cursor, reorder text or hide is replaced or dropped.
enum ScalarClass: Equatable {
    /// A base one cell wide.
    case narrow
    /// A base two cells wide.
    case wide
    /// A combining mark, which joins the preceding glyph.
    case mark
    /// A fixed-width or typographic space, drawn as a plain one.
    case space
    /// A no-break space.
    case noBreakSpace
    /// A tab.
    case tab
    /// LF, CR, the line and the paragraph separator.
    case lineBreak
    /// A vowel or final consonant of a decomposed Hangul syllable.
    case jamo
    /// Half of a flag, shown as its letter.
    case regionalIndicator
    /// An emoji skin tone.
    case skinTone
    /// The zero-width joiner, which combines emoji.
    case joiner
    /// Invisible on all terminals: dropped.
    case invisible
    /// Control, bidi control, private use, unassigned: shown as a placeholder.
    case forbidden
}

extension ScalarClass {
    /// The class of a scalar. ASCII, Latin, Arabic letters, CJK and Hangul are classified by range; the rest by the C
    /// library's table.
    init(_ scalar: UInt32) {
        switch scalar {
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x620...0x64A: self = .narrow
        case 0x300...0x34E, 0x350...0x36F, 0x64B...0x65F: self = .mark
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3: self = .wide
        case 0x09: self = .tab
        case 0x0A, 0x0D, 0x2028, 0x2029: self = .lineBreak
        case 0...0x1F, 0x7F...0x9F: self = .forbidden
        case 0xA0, 0x2007, 0x202F: self = .noBreakSpace
        case 0x1680, 0x2000...0x200A, 0x205F: self = .space
        case 0x2010...0x2027, 0x2030...0x205E, 0x2460...0x25FC: self = .narrow
        default: self = ScalarClass.special(scalar) ?? ScalarClass.measured(scalar)
        }
    }

    /// Scalars with a special meaning, regardless of the C library's width.
    private static func special(_ scalar: UInt32) -> ScalarClass? {
        switch scalar {
        case 0x200D: .joiner
        // Bidi embeddings, overrides and isolates; interlinear annotation.
        case 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB: .forbidden
        // Hangul fillers are invisible but take up cells.
        case 0x115F, 0x1160, 0x3164, 0xFFA0: .forbidden
        case 0x1161...0x11FF, 0xD7B0...0xD7FB: .jamo
        case 0xAD, 0x34F, 0x20E3, 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0000...0xE0FFF: .invisible
        case 0x1F1E6...0x1F1FF: .regionalIndicator
        case 0x1F3FB...0x1F3FF: .skinTone
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF: .forbidden
        default: nil
        }
    }

    /// The class by the C library's table, for a scalar without a special meaning.
    static func measured(_ scalar: UInt32) -> ScalarClass {
        switch riad_scalar_width(scalar) {
        case 1: .narrow
        case 2: .wide
        case 0: isMark(scalar) ? .mark : .invisible
        default: .forbidden
        }
    }

    private static func isMark(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar)?.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }
}
