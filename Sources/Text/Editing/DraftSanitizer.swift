/// Filters a draft to text that can be stored and sent. Keeps emoji, joiners, accents and the direction marks of
/// right-to-left scripts; removes controls and anything that hides or reorders text.
struct DraftSanitizer {
    /// The replacement of a line break.
    let lineBreak: Unicode.Scalar

    /// Returns the text with uniform line breaks, tabs as four spaces, and without disallowed characters.
    func callAsFunction(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var kept = String.UnicodeScalarView()
        kept.reserveCapacity(text.utf8.count)
        var previous: UInt32 = 0
        for scalar in text.unicodeScalars {
            append(scalar, after: previous, to: &kept)
            previous = scalar.value
        }
        return String(kept)
    }

    private func append(_ scalar: Unicode.Scalar, after previous: UInt32, to kept: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x0A where previous == 0x0D: break
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: kept.append(lineBreak)
        case 0x09: kept.append(contentsOf: "    ".unicodeScalars)
        case 0...0x1F, 0x7F...0x9F: break
        case 0xAD, 0x200B, 0x2060...0x2064, 0xFEFF, 0xFFF9...0xFFFB: break
        case 0x202A...0x202E, 0x2066...0x206F: break
        case 0xFDD0...0xFDEF: break
        case let value where value & 0xFFFE == 0xFFFE: break
        default: kept.append(scalar)
        }
    }
}
