/// SplitMix64: the same seed yields the same numbers, so that failures are reproducible.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededGenerator {
    /// A random scalar, with controls and special characters overrepresented.
    mutating func scalar() -> Unicode.Scalar {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x2FF, 0...0x9F, 0x20...0x7E, 0x300...0x36F, 0x590...0x6FF, 0x900...0x97F, 0x1100...0x11FF,
            0x2000...0x206F, 0x20D0...0x20FF, 0x3000...0x30FF, 0xAC00...0xAC80, 0xFE00...0xFEFF, 0xFFF0...0xFFFF,
            0x1F1E6...0x1F1FF, 0x1F3F0...0x1F64F, 0xE0000...0xE01FF, 0...0x10FFFF,
        ]
        while true {
            let range = ranges.randomElement(using: &self) ?? 0...0
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) { return scalar }
        }
    }

    /// A text of random scalars.
    mutating func text(length: ClosedRange<Int>) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: length, using: &self) { text.append(scalar()) }
        return String(text)
    }

    /// A realistic text with line breaks and several scripts.
    mutating func message(words: Int) -> String {
        let vocabulary = [
            "bonjour", "l'appartement", "!", "?", "rendez-vous", "https://riad.example/a/b?c=d", "مُحَمَّد", "السلام",
            "שלום", "你好世界", "こんにちは。", "한국어", "नमस्ते", "👨‍👩‍👧", "🇲🇦", "1️⃣", "«", "»", "e\u{301}té", "-12", "10-12", "\n", "  ",
            "😀",
        ]
        return (0..<words).map { _ in vocabulary.randomElement(using: &self) ?? "" }.joined(separator: " ")
    }
}
