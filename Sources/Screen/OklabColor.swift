import Glibc

/// A colour in Oklab, Björn Ottosson's perceptual colour space (2020).
struct OklabColor {
    private let light: Double
    private let green: Double
    private let blue: Double

    /// Returns nil for the terminal's default, whose value is unknown.
    init?(_ color: Color) {
        guard let (r, g, b) = color.components else { return nil }
        let red = Color.linear(r)
        let middle = Color.linear(g)
        let short = Color.linear(b)
        let l = cbrt(0.4122214708 * red + 0.5363325363 * middle + 0.0514459929 * short)
        let m = cbrt(0.2119034982 * red + 0.6806995451 * middle + 0.1073969566 * short)
        let s = cbrt(0.0883024619 * red + 0.2817188376 * middle + 0.6299787005 * short)
        light = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
        green = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
        blue = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    }

    /// The perceptual distance of two colours. Hue outweighs lightness, so that a dark blue doesn't turn grey.
    func distance(to other: OklabColor) -> Double {
        let lights = light - other.light
        let greens = green - other.green
        let blues = blue - other.blue
        return lights * lights + 2 * (greens * greens + blues * blues)
    }
}
