import CNcurses
import Screen

/// The curses numbers of colour pairs, allocated on first use.
struct ColorPairs {
    /// A colour pair in curses numbers; -1 is the terminal's default.
    struct Pair: Hashable {
        let foreground: Int32
        let background: Int32
    }

    private let depth: ColorDepth
    private let limit: Int32
    /// The number of palette colours; with 8, bold makes the bright ones.
    private let colors: Int32
    private var numbers: [Pair: Int32] = [Pair(foreground: -1, background: -1): 0]

    /// Creates the pairs for this depth; requires `start_color` unless it is `mono`.
    init(depth: ColorDepth) {
        self.depth = depth
        limit = depth == .mono ? 1 : riad_color_pairs()
        colors = depth == .mono ? 0 : riad_colors()
    }

    /// The pair number of a style; 0, the terminal's default pair, if no number is left.
    mutating func number(of style: Style) -> Int32 {
        guard depth != .mono else { return 0 }
        let pair = Pair(foreground: value(of: style.foreground), background: value(of: style.background))
        if let known = numbers[pair] { return known }
        let next = Int32(numbers.count)
        guard next < limit, init_extended_pair(next, pair.foreground, pair.background) == OK else { return 0 }
        numbers[pair] = next
        return next
    }

    /// Returns whether the foreground needs bold to be bright, on eight-colour terminals.
    func needsBold(_ style: Style) -> Bool {
        guard colors == 8, case .indexed(let number) = style.foreground else { return false }
        return (8..<16).contains(number)
    }

    private func value(of color: Color) -> Int32 {
        if depth == .direct { return direct(color) }
        switch color {
        case .standard, .rgb: return -1
        case .indexed(let number): return colors == 8 ? Int32(number & 7) : Int32(number)
        }
    }

    /// With direct colours the numbers below 8 are still palette colours, so the darkest blues move up to 8.
    private func direct(_ color: Color) -> Int32 {
        guard let (red, green, blue) = color.components else { return -1 }
        let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        return (1..<8).contains(value) ? 8 : value
    }
}
