import Glibc

/// The terminal's character set, by locale.
enum Charset {
    case unicode
    /// The locale uses another set: characters beyond ASCII are substituted.
    case ascii

    /// Sets the process's locale from the environment. Assumes UTF-8 if the locale isn't installed or doesn't name a
    /// character set, because nearly every terminal supports it.
    static func establish() -> Charset {
        if setlocale(LC_ALL, "") != nil, isUnicode { return .unicode }
        let present = setlocale(LC_CTYPE, nil).map { String(cString: $0) } ?? "C"
        guard present == "C" || present == "POSIX" else { return .ascii }
        return setlocale(LC_CTYPE, "C.UTF-8") != nil && isUnicode ? .unicode : .ascii
    }

    private static var isUnicode: Bool {
        nl_langinfo(nl_item(CODESET)).map { String(cString: $0) == "UTF-8" } ?? false
    }
}

/// Substitutes for characters when only ASCII can be shown.
enum ASCIIFallback {
    /// The ASCII scalar most similar to this one; a question mark if there is none.
    static func ascii(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x20...0x7E: scalar
        case 0x2500, 0x2501, 0x2504, 0x2508, 0x2013, 0x2014: code("-")
        case 0x2502, 0x2503, 0x2506, 0x250A, 0x258C, 0x258F, 0x2590: code("|")
        case 0x2503...0x257F: code("+")
        case 0x2581: code("_")
        case 0x2582: code(".")
        case 0x2583, 0x2584: code("-")
        case 0x2585, 0x2586: code("=")
        case 0x2580...0x259F: code("#")
        case 0x2018, 0x2019: code("'")
        case 0x201C, 0x201D, 0xAB, 0xBB: code("\"")
        case 0xB7, 0x2022, 0x25CF, 0x25CB: code("*")
        case 0x203C: code("!")
        case 0x2026: code("~")
        case 0xA0: code(" ")
        default: folded(scalar)
        }
    }

    /// Removes the accents of Latin letters.
    private static func folded(_ scalar: UInt32) -> UInt32 {
        let plain = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
        guard (0xC0...0xFF).contains(scalar) else { return code("?") }
        return Array(plain.unicodeScalars)[Int(scalar - 0xC0)].value
    }

    private static func code(_ character: Unicode.Scalar) -> UInt32 { character.value }
}
