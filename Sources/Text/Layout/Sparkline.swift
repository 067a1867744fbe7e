extension SafeText {
    /// Numbers as a row of bars, one cell each, scaled to the greatest; a blank is 0.
    package static func sparkline(_ numbers: [Int]) -> SafeText {
        let bars = Array("▁▂▃▄▅▆▇█")
        let greatest = max(1, numbers.max() ?? 0)
        return SafeText(trusted: String(numbers.map { $0 <= 0 ? " " : bars[($0 * (bars.count - 1)) / greatest] }))
    }
}
