/// Folds letters for searching: ignores case and accents, `É` becomes `e`.
enum SearchFold {
    /// The representative of a letter and its variants. Scalars without variants stay unchanged.
    static func fold(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: scalar + 0x20
        case 0..<0xC0: scalar
        case 0xC0...0x24F: letter(in: latin, at: Int(scalar - 0xC0)) ?? lowercase(scalar)
        case 0x1E00...0x1EFF: letter(in: latinAdditional, at: Int(scalar - 0x1E00)) ?? lowercase(scalar)
        case 0x370...0x52F: greekOrCyrillic(scalar)
        case 0x622...0x6F9: arabic(scalar)
        case 0x530...0x58F, 0x10A0...0x10FF, 0x2C00...0x2DFF, 0xA640...0xABFF, 0xFF21...0xFF3A: lowercase(scalar)
        default: scalar
        }
    }

    private static func greekOrCyrillic(_ scalar: UInt32) -> UInt32 {
        let lower = lowercase(scalar)
        return switch lower {
        case 0x3AC: 0x3B1
        case 0x3AD: 0x3B5
        case 0x3AE: 0x3B7
        case 0x3AF, 0x3CA, 0x390: 0x3B9
        case 0x3CC: 0x3BF
        case 0x3CD, 0x3CB, 0x3B0: 0x3C5
        case 0x3CE: 0x3C9
        case 0x3C2: 0x3C3
        case 0x451, 0x450: 0x435
        case 0x439, 0x45D: 0x438
        default: lower
        }
    }

    /// Folds Arabic letters that writers use interchangeably; digits are matched by value.
    private static func arabic(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x622, 0x623, 0x625, 0x671: 0x627
        case 0x624: 0x648
        case 0x626, 0x649, 0x6CC: 0x64A
        case 0x629: 0x647
        case 0x6A9: 0x643
        case 0x660...0x669: scalar - 0x660 + 0x30
        case 0x6F0...0x6F9: scalar - 0x6F0 + 0x30
        default: scalar
        }
    }

    private static func lowercase(_ scalar: UInt32) -> UInt32 {
        Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
    }

    private static func letter(in table: StaticString, at index: Int) -> UInt32? {
        table.withUTF8Buffer { $0[index] == 0x2D ? nil : UInt32($0[index]) }
    }

    /// The base letters of U+00C0 to U+024F; a hyphen for none.
    private static let latin: StaticString = """
        aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg\
        gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
        -b-------dd-------f-------------oo-------------uu-------------------dddlllnnnaaiioouuuuuuuuuu-aa\
        aa----ggkkoooo--jdddgg--nnaa----aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------\
        ----------------
        """

    /// The same for U+1E00 to U+1EFF.
    private static let latinAdditional: StaticString = """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
        ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas--s-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------
        """
}
